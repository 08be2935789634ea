"""The search page."""

from math import ceil

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.asking import BadPage, address_of, request_from
from search.finding import find
from search.presentation import SearchPage
from search.request import LAST_RESULT


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show one page of results; a page that does not exist leads to the nearest that does."""
    try:
        asked = request_from(request.GET)
    except BadPage:
        parameters = request.GET.copy()
        parameters["page"] = "1"
        return HttpResponseRedirect(request.path + address_of(request_from(parameters)))
    response = find(asked)
    last = max(1, ceil(min(response.total, LAST_RESULT) / asked.size))
    if asked.page > last:
        return HttpResponseRedirect(request.path + address_of(asked, last))
    return render(request, "search/results.html", {"search": SearchPage(asked, response, last)})
