"""Pages that no editor writes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.pages.navigation import tree


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """All public pages, as a tree."""
    return render(request, "pages/site_map.html", {"root": tree(request)})
