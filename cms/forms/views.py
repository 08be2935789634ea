"""What a form's fields ask while they are filled in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.forms.answers import input_id
from cms.forms.parsing import KEY
from cms.forms.types.commune import MOST_CANDIDATES
from cms.snippets.models import Commune


@require_safe
def communes(request: HttpRequest) -> HttpResponse:
    """Communes that `q` may mean, as boxes to tick for the field of key `field`. Public reference data."""
    key = request.GET.get("field", "")
    key = key if KEY.fullmatch(key) else "commune"
    typed = request.GET.get("q", "").strip()[:100]
    found = Commune.objects.matching(typed)[:MOST_CANDIDATES] if typed else []
    context = {"communes": list(found), "key": key, "id": input_id(key)}
    return render(request, "forms/communes.html", context)
