"""The lists of the demonstration: the page below which its guides lie, and the one of its comics."""

from wagtail.models import Page

from cms.pages.models import ComicIndexPage, GuideIndexPage


def guides(home: Page) -> GuideIndexPage:
    """The list of guides below `home`, else the only one of the site, else a new one, published."""
    title, summary = "Guides", "Des guides à lire et à imprimer, pour préparer une visite ou présenter un métier."
    return _present(home, GuideIndexPage(title=title, slug="guides", show_in_menus=True, summary=summary))


def comics(home: Page) -> ComicIndexPage:
    """The list of comics below `home`, else the only one of the site, else a new one, published."""
    title, summary = "Bandes dessinées", "Des parcours racontés case par case, avec leurs détours."
    return _present(home, ComicIndexPage(title=title, slug="bandes-dessinees", show_in_menus=True, summary=summary))


def _present[List: (GuideIndexPage, ComicIndexPage)](home: Page, page: List) -> List:
    model = type(page)
    found = model.objects.child_of(home).filter(slug=page.slug).first() or model.objects.first()
    if found is None:
        found = home.add_child(instance=page)
        found.save_revision().publish()
    return found
