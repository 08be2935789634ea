"""The site as a tree, for the page “Plan du site”."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.pages.models import RecordPage


@dataclass(slots=True)
class Branch:
    """A page and what lies below it."""

    title: str
    url: str
    children: list["Branch"] = field(default_factory=list)


def tree(request: HttpRequest) -> Branch | None:
    """Return what anybody may read, from the home page down; records are left to the pages that list them."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    pages = Page.objects.descendant_of(site.root_page, inclusive=True).live().public().not_type(RecordPage)
    known: dict[str, Branch] = {}
    root = None
    for page in pages.order_by("path"):
        branch = known[page.path] = Branch(page.title, page.get_url(request) or "")
        parent = known.get(page.path[: -Page.steplen])
        if parent is not None:
            parent.children.append(branch)
        elif root is None:
            root = branch
    return root
