"""What a form's fields ask while they are filled in."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.forms import types
from cms.forms.answers import input_id
from cms.forms.parts import Field
from cms.forms.types.places import MOST_CANDIDATES, PlacesType
from cms.forms.types.reference import ReferenceType
from cms.snippets.tables import operations

REFERENCE = ReferenceType()
# The key of a field, also in a row of a group: "sites.r2.town".
FIELD = re.compile(r"[a-z][a-z0-9_-]{0,99}(\.[A-Za-z0-9_-]{1,99}){0,2}", re.ASCII)


@require_safe
def places(request: HttpRequest, kind: str = "commune") -> HttpResponse:
    """Places that `q` may mean, as boxes to tick for the field of key `field`. Public reference data.

    `kind` is a field type whose answers are places; 404 for any other.
    """
    try:
        field_type = types.get(kind)
    except KeyError:
        raise Http404 from None
    if not isinstance(field_type, PlacesType) or isinstance(field_type, ReferenceType):
        raise Http404
    return _candidates(request, field_type, Field(kind, kind, kind))


@require_safe
def table(request: HttpRequest, table: str, edition: str) -> HttpResponse:
    """As `places`, for the rows of an edition of a reference table; 404 when there is none of that fingerprint.

    Whoever fills in a form that is pinned to the edition knows its fingerprint, and may read its rows.
    """
    if operations.content_of(table, edition) is None:
        raise Http404
    field = Field("table", REFERENCE.key, "", options={"table": table, "edition": edition})
    return _candidates(request, REFERENCE, field)


def _candidates(request: HttpRequest, field_type: PlacesType, field: Field) -> HttpResponse:
    key = request.GET.get("field", "")
    key = key if FIELD.fullmatch(key) else field.key
    typed = request.GET.get("q", "").strip()[:100]
    found = list(field_type.matching(field, typed))[:MOST_CANDIDATES] if typed else []
    context = {"places": found, "words": field_type.words, "key": key, "id": input_id(key)}
    return render(request, "forms/places.html", context)
