"""The JSON doors of a procedure: what it asks (schema), and answers prepared for it. `docs/api.md` describes them."""

import json
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cms.accounts.origin import origin
from cms.applications.models import Procedure, Release
from cms.applications.prefill import operations, reading

MOST_BYTES = 100_000
MOST_VALUES = 500


@require_safe
def schema(request: HttpRequest, slug: str) -> JsonResponse:
    """JSON Schema of the answers that may be prepared for the current version of a procedure; 404 as JSON."""
    found = _procedure(slug)
    release = found.current_release if found else None
    if found is None or release is None:
        return _error(404, _("There is no such procedure."))
    address = settings.SITE_URL + reverse("applications:api_schema", args=[slug])
    content = reading.schema(release.form, release.settings["title"], address)
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


@never_cache
@csrf_exempt  # no session, no cookie: whoever posts only prepares answers that a person will read and send
@require_POST
def prefill(request: HttpRequest, slug: str) -> JsonResponse:
    """Keep the answers of the body and give a link that starts one draft with them.

    201 {"url", "expires_at", "accepted": [key], "dropped": [{"field", "reason"}]}; 400 (not a JSON object), 404, 409
    (closed), 413 (too big), 422 (nothing could be kept), 429 (too many), each with {"error"}.
    """
    found = _procedure(slug)
    release = found.current_release if found else None
    if found is None or release is None:
        return _error(404, _("There is no such procedure."))
    if not found.is_open:
        return _error(409, _("This procedure does not take applications at the moment."))
    try:
        data = _body(request)
    except RequestDataTooBig:
        return _error(413, _("The body is too big: 100 kB and 500 values at most."))
    except (ValueError, RecursionError, UnreadablePostError):
        return _error(400, _("The body must be a JSON object: a value for each field."))
    return _keep(request, found, release, data)


def _keep(request: HttpRequest, procedure: Procedure, release: Release, data: dict[str, Any]) -> JsonResponse:
    prepared = reading.from_json(release.form, data)
    dropped = [{"field": one.field, "reason": one.reason} for one in prepared.dropped]
    if not prepared.values:
        return _error(422, _("No value could be kept."), dropped=dropped)
    try:
        kept = operations.keep(procedure, prepared.values, origin(request))
    except operations.TooMany as refusal:
        return _error(429, str(refusal))
    url = settings.SITE_URL + reverse("applications:prefilled", args=[procedure.slug, kept.pk])
    content = {
        "url": url,
        "expires_at": kept.expires_at.isoformat(),
        "accepted": list(prepared.values),
        "dropped": dropped,
    }
    return JsonResponse(content, status=201, json_dumps_params={"ensure_ascii": False})


def _body(request: HttpRequest) -> dict[str, Any]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES or len(request.body) > MOST_BYTES:
        raise RequestDataTooBig
    data = json.loads(request.body.decode("utf-8"), parse_constant=_refuse)
    if not isinstance(data, dict):
        raise ValueError
    if len(data) > MOST_VALUES:
        raise RequestDataTooBig
    return data


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _procedure(slug: str) -> Procedure | None:
    return Procedure.objects.published().select_related("current_release__form_version").filter(slug=slug).first()


def _error(status: int, message: str, **more: Any) -> JsonResponse:
    return JsonResponse({"error": message, **more}, status=status, json_dumps_params={"ensure_ascii": False})
