"""What the sections of the home page list, read in as few queries as the page allows.

The sections are read from the stream's stored form and not as blocks: all pages that they name then come in one
query, instead of one for each kind of chooser.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.pages.guide_print import file_label, subject
from cms.pages.models.collection import CollectionPage, RecordPage
from cms.pages.models.comic import ComicPage
from cms.pages.models.content import ContentPage
from cms.pages.models.guide import GuidePage
from exports.models import Printing

if TYPE_CHECKING:
    from cms.pages.models.home import HomePage


@dataclass(frozen=True, slots=True)
class Section:
    """One section: the template `pages/home/<kind>.html` shows `value` (what the editor wrote) and `found`."""

    kind: str
    id: str
    value: dict[str, Any]
    found: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """What all sections share: the pages that they name, by key, and the filter of private pages."""

    request: HttpRequest
    pages: dict[int, Page]
    private: Q

    def url(self, value: dict[str, Any]) -> str:
        """Return the address of the page that a section names, else the address that was typed."""
        page = self.pages.get(value.get("page") or 0)
        return (page.get_url(self.request) or "") if page else value.get("url") or ""

    def open_pages[P: PageQuerySet](self, pages: P) -> P:
        """Return those that anybody may read."""
        return pages.live().exclude(self.private)


def load(home: "HomePage", request: HttpRequest) -> list[Section]:
    """Return the sections of `home` that have something to show, in the editor's order."""
    stored = [block for block in home.sections.raw_data if block["type"] in _LOADERS]
    named = {pk for block in stored for pk in _named_pages(block["value"])}
    private = Page.objects.none().private_q()
    pages = Page.objects.live().exclude(private).in_bulk(named)
    reader = Reader(request, pages, private)
    sections = []
    for place, block in enumerate(stored, 1):
        found = _LOADERS[block["type"]](reader, block["value"])
        if found is not None:
            sections.append(Section(block["type"], f"section-{place}", dict(block["value"]), found))
    return sections


def _named_pages(value: dict[str, Any]) -> Iterator[int]:
    yield from (value[name] for name in ("page", "index", "collection") if value.get(name))
    yield from (item["value"]["page"] for item in value.get("doors", []) if item["value"].get("page"))


def _doors(reader: Reader, value: dict[str, Any]) -> dict[str, Any] | None:
    doors = [{**item["value"], "href": reader.url(item["value"])} for item in value["doors"]]
    doors = [door for door in doors if door["href"]]
    return {"doors": doors} if doors else None


def _latest(reader: Reader, value: dict[str, Any]) -> dict[str, Any] | None:
    index = reader.pages.get(value["index"] or 0)
    if index is None:
        return None
    chosen = [item["value"] for item in value.get("featured", []) if item.get("value")]
    load_cards = _CARDS[index.cached_content_type.model]
    cards = list(load_cards(reader, index, chosen, value.get("number") or 3))
    if not cards:
        return None
    return {"cards": cards, "href": index.get_url(reader.request), "kind": index.cached_content_type.model}


def _guides(reader: Reader, index: Page, chosen: list[int], number: int) -> Iterable[Page]:
    guides = _first(reader, GuidePage.objects.select_related("cover_image"), index, chosen, number)
    printings = Printing.objects.in_bulk([subject(guide) for guide in guides], field_name="subject")
    for guide in guides:
        guide.file_label = file_label(printings.get(subject(guide)))
    return guides


def _comics(reader: Reader, index: Page, chosen: list[int], number: int) -> Iterable[Page]:
    return _first(reader, ComicPage.objects.select_related("cover"), index, chosen, number)


def _records(reader: Reader, index: Page, chosen: list[int], number: int) -> Iterable[Page]:
    return _first(reader, RecordPage.objects.select_related("territory", "image"), index, chosen, number)


def _first(reader: Reader, pages: PageQuerySet, index: Page, chosen: list[int], number: int) -> list[Page]:
    """Return the chosen pages in their order, then the newest ones below `index`, `number` in all."""
    found = reader.open_pages(pages.filter(Q(pk__in=chosen) | pages.child_of_q(index))).defer_streamfields()
    newest = list(found.order_by("-first_published_at")[: number + len(chosen)])
    known = {page.pk: page for page in newest}
    missing = [pk for pk in chosen if pk not in known]
    if missing:
        known |= {page.pk: page for page in found.filter(pk__in=missing)}
    first = [known[pk] for pk in chosen if pk in known]
    return [*first, *(page for page in newest if page not in first)][:number]


def _contest(reader: Reader, value: dict[str, Any]) -> dict[str, Any] | None:
    page = reader.pages.get(value["collection"] or 0)
    if page is None:
        return None
    collection = CollectionPage.objects.select_related("procedure").get(pk=page.pk)
    count = reader.open_pages(RecordPage.objects.child_of(page)).count()
    procedure = collection.procedure
    now = timezone.now()
    is_open = procedure is not None and procedure.is_open_on(now)
    closes_at = procedure.closes_at if procedure and is_open else None
    return {
        "href": page.get_url(reader.request),
        "apply": reverse("applications:procedure", args=[procedure.slug]) if procedure and is_open else "",
        "days_left": (timezone.localtime(closes_at).date() - timezone.localdate()).days if closes_at else None,
        "accepted": count,
    }


def _plan(reader: Reader, value: dict[str, Any]) -> dict[str, Any] | None:
    page = reader.pages.get(value["page"] or 0)
    body = ContentPage.objects.filter(pk=page.pk).values_list("body", flat=True).first() if page else None
    if not page or not body:
        return None
    axes = [
        {
            "number": block["value"]["number"],
            "title": block["value"]["title"],
            "text": block["value"]["text"],
            "measures": len(block["value"]["measures"]),
        }
        for block in body.raw_data
        if block["type"] == "axis"
    ]
    return {"axes": axes, "href": page.get_url(reader.request), "measures": sum(axis["measures"] for axis in axes)}


_LOADERS: dict[str, Callable[[Reader, dict[str, Any]], dict[str, Any] | None]] = {
    "doors": _doors,
    "latest": _latest,
    "contest": _contest,
    "plan": _plan,
}
_CARDS: dict[str, Callable[[Reader, Page, list[int], int], Iterable[Page]]] = {
    "guideindexpage": _guides,
    "comicindexpage": _comics,
    "collectionpage": _records,
}
