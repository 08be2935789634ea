"""What the search page shows, ready for its template."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.asking import address_of, address_without
from search.models import SearchFacet
from search.request import FACETS, LAST_RESULT, SearchRequest
from search.response import FacetCount, SearchResponse

# Values of a facet that are shown at first; the others are folded away.
_SHOWN_VALUES = 8


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet as a group of boxes: the first values, those folded away, and whether the latter are to be seen."""

    name: str
    title: str
    first: tuple[FacetCount, ...]
    more: tuple[FacetCount, ...]

    @property
    def opened(self) -> bool:
        """Whether something folded away is chosen."""
        return any(value.chosen for value in self.more)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that is chosen, and the address of the same search without it."""

    label: str
    href: str


@dataclass(frozen=True)
class SearchPage:
    """A request and its response, in the words of the page."""

    asked: SearchRequest
    response: SearchResponse
    last_page: int

    @property
    def title(self) -> str:
        """The title of the page: what was looked for, and where one is in it."""
        title = _("Search: %(query)s") % {"query": self.asked.query} if self.asked.query else _("Search results")
        if self.asked.page > 1:
            return _("%(title)s (page %(page)s of %(pages)s)") % {
                "title": title,
                "page": self.asked.page,
                "pages": self.last_page,
            }
        return title

    @property
    def count(self) -> str:
        """How much was found, as a sentence without its full stop."""
        total = self.response.total
        if not self.asked.query:
            return ngettext("%(total)s item to discover", "%(total)s items to discover", total) % {"total": total}
        return ngettext("%(total)s result", "%(total)s results", total) % {"total": total}

    @cached_property
    def groups(self) -> list[FacetGroup]:
        """The facets that can narrow the search, in their order; a chosen value stays even when nothing has it."""
        titles = {"kind": _("Kind of content"), "territoire": _("Territory"), "public": _("For whom")}
        groups = []
        for name in FACETS:
            values = list(self.response.facets.get(name, ()))
            known = {value.value for value in values}
            empty = [value for value in self.asked.filters.get(name, ()) if value not in known]
            if empty:
                # Chosen, and met by no result: it stays in sight, first, so that it can be taken away.
                labels = SearchFacet.labels(name, empty)
                values = [FacetCount(value, labels.get(value, value), 0, True) for value in empty] + values
            if values:
                groups.append(
                    FacetGroup(name, titles[name], tuple(values[:_SHOWN_VALUES]), tuple(values[_SHOWN_VALUES:]))
                )
        return groups

    @property
    def choices(self) -> list[Choice]:
        """The values that are chosen, to be taken away one by one."""
        return [
            Choice(value.label, address_without(self.asked, group.name, value.value))
            for group in self.groups
            for value in (*group.first, *group.more)
            if value.chosen
        ]

    @property
    def without_choices(self) -> str:
        """The address of the same words without any choice."""
        return "?" + urlencode({"q": self.asked.query})

    @property
    def meant_href(self) -> str:
        """The address of the search that may have been meant."""
        return address_of(self.asked, query=self.response.meant)

    @property
    def page_obj(self) -> Page:
        """The page among its fellows, for the theme's pagination."""
        return Paginator(range(min(self.response.total, LAST_RESULT)), self.asked.size).page(self.asked.page)
