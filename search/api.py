"""Search as JSON, for other sites and for suggestions."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search import choice
from search.asking import BadPage, request_from
from search.finding import find


@require_safe
def search(request: HttpRequest) -> JsonResponse:
    """Answer `/api/search/?q=&kind=&territoire=&public=&page=`.

    `{"total": int, "results": [{"title", "url", "kind", "highlight"}], "facets": {name: [{"value", "label",
    "count"}]}}`; `highlight` is safe HTML with `<mark>`. A page past the last has no results. A page that is not a
    number gives 400 and `{"error": str}`.
    """
    try:
        asked = request_from(request.GET)
    except BadPage:
        return JsonResponse({"error": _("“page” must be a whole number, from 1 upwards.")}, status=400)
    response = find(asked)
    return JsonResponse(
        {
            "total": response.total,
            "results": [
                {"title": found.title, "url": found.url, "kind": found.kind, "highlight": found.highlight}
                for found in response.results
            ],
            "facets": {
                name: [{"value": facet.value, "label": facet.label, "count": facet.count} for facet in values]
                for name, values in response.facets.items()
            },
        }
    )


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer `?q=` with the titles that begin as what is typed: `{"suggestions": [{"title", "url", "kind"}]}`."""
    found = choice.suggest(request.GET.get("q", "")[:100])
    return JsonResponse(
        {"suggestions": [{"title": one.title, "url": one.url, "kind": one.kind_label} for one in found]}
    )
