"""Pages to test with: each is made in the tree, live, and found where a visitor looks."""

from typing import Any

import factory
from django.utils import timezone
from wagtail.models import Page, Site

from cms.pages.models import (
    CollectionPage,
    ComicIndexPage,
    ComicPage,
    ContentPage,
    GuideIndexPage,
    GuidePage,
    HomePage,
    RecordPage,
)


class PageFactory(factory.django.DjangoModelFactory):
    """A live page below `parent`; without a parent, below the home page of the site, which is made when missing."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Page {number}")
    live = True
    first_published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, parent: Page | None = None, **fields: Any) -> Page:
        audiences = fields.pop("audiences", None)
        parent = parent or cls.default_parent()
        parent.refresh_from_db()
        page = parent.add_child(instance=model_class(*args, **fields))
        if audiences is not None:
            page.audiences = audiences
            page.save()
        return page

    @classmethod
    def default_parent(cls) -> Page:
        """Return the page below which this type lives."""
        return HomePage.objects.first() or HomePageFactory(at_the_root=True)


class HomePageFactory(PageFactory):
    """The home page; `at_the_root` makes it the one of the site."""

    class Meta:
        model = HomePage

    title = "Accueil"
    slug = "accueil"
    heading = "Trouver sa voie"

    @classmethod
    def default_parent(cls) -> Page:
        return Page.get_first_root_node()

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, at_the_root: bool = False, **fields: Any) -> Page:
        page = super()._create(model_class, *args, **fields)
        if at_the_root:
            Site.objects.update_or_create(
                is_default_site=True, defaults={"root_page": page, "hostname": "testserver", "port": 80}
            )
        return page


class ContentPageFactory(PageFactory):
    class Meta:
        model = ContentPage


class GuideIndexPageFactory(PageFactory):
    class Meta:
        model = GuideIndexPage

    title = "Guides"


class GuidePageFactory(PageFactory):
    class Meta:
        model = GuidePage

    @classmethod
    def default_parent(cls) -> Page:
        return GuideIndexPage.objects.first() or GuideIndexPageFactory()


class ComicIndexPageFactory(PageFactory):
    class Meta:
        model = ComicIndexPage

    title = "Bandes dessinées"


class ComicPageFactory(PageFactory):
    class Meta:
        model = ComicPage

    @classmethod
    def default_parent(cls) -> Page:
        return ComicIndexPage.objects.first() or ComicIndexPageFactory()


class CollectionPageFactory(PageFactory):
    class Meta:
        model = CollectionPage

    title = "Initiatives"


class RecordPageFactory(PageFactory):
    class Meta:
        model = RecordPage

    @classmethod
    def default_parent(cls) -> Page:
        return CollectionPage.objects.first() or CollectionPageFactory()
