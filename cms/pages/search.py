"""How each page type is found: one builder a type, registered when the room opens."""

from collections.abc import Callable

from django.db.models import QuerySet
from wagtail.images.models import AbstractImage, SourceImageIOError
from wagtail.models import Page

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
from cms.pages.models.base import SitePage
from search import registry
from search.registry import Entry

GUIDE = ("guide", "Guide")
COMIC = ("comic", "Bande dessinée")
PAGE = ("page", "Page")

_THUMBNAIL = "fill-480x300|format-webp"


def register() -> None:
    """Tell the search library about all page types of the site."""
    for model, builder in _BUILDERS.items():
        registry.register(model, builder, _public(model))


def entry(page: SitePage, kind: tuple[str, str], image: AbstractImage | None = None) -> Entry | None:
    """Return what is found of `page`, or None when not everybody may read it."""
    if not page.live or page.expired or page.get_view_restrictions().exists():
        return None
    return Entry(
        title=page.title,
        summary=page.search_description or page.summary,
        body=page.search_body(),
        kind=kind[0],
        kind_label=kind[1],
        url=page.url or "",
        facets=page.search_facets(),
        language="fr",
        date=page.first_published_at,
        thumbnail=_thumbnail(image),
    )


def _record(page: RecordPage) -> Entry | None:
    collection = CollectionPage.objects.parent_of(page).first()
    kind = (collection.record_kind, collection.record_kind_label) if collection else PAGE
    return entry(page, kind, page.image)


def _thumbnail(image: AbstractImage | None) -> str:
    if image is None:
        return ""
    try:
        return image.get_rendition("fill-480x300" if image.is_svg() else _THUMBNAIL).url
    except (SourceImageIOError, ValueError):
        return ""  # a file that is gone takes nothing else with it


def _public(model: type[Page]) -> Callable[[], QuerySet]:
    return lambda: model.objects.live().public()


_BUILDERS: dict[type[SitePage], Callable[..., Entry | None]] = {
    HomePage: lambda page: entry(page, PAGE),
    ContentPage: lambda page: entry(page, PAGE),
    CollectionPage: lambda page: entry(page, PAGE),
    GuideIndexPage: lambda page: entry(page, PAGE),
    ComicIndexPage: lambda page: entry(page, PAGE),
    GuidePage: lambda page: entry(page, GUIDE, page.cover_image),
    ComicPage: lambda page: entry(page, COMIC, page.cover),
    RecordPage: _record,
}
