"""Pages about what was decided: the verification of a document, and the document itself."""

import re
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.accounts.models import User
from cms.applications.decisions import documents
from cms.applications.models import IssuedDocument
from exports.pdf import RenderFailed
from exports.responses import pdf_response

# What the code on a certificate looks like; anything else is not even looked up.
_CODE = re.compile(r"[A-Za-z0-9_-]{1,32}", re.ASCII)


@require_safe
@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Tell anybody who holds a document whether it is genuine and still holds; no person is named."""
    document = None
    if _CODE.fullmatch(code):
        # A trial issues papers that prove nothing.
        document = IssuedDocument.objects.filter(code=code, application__is_trial=False).first()
    response = render(
        request,
        "applications/outcome/verify.html",
        {"document": document, "code": code},
        status=200 if document else 404,
    )
    # Found by its code only, never by a search engine.
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@login_required
@never_cache
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The document as PDF, for its applicant and for those who may see the case; `?telecharger` saves it."""
    issued = get_object_or_404(IssuedDocument.objects.select_related("application__case"), pk=pk)
    if not documents.may_open(cast(User, request.user), issued):
        # To someone else it does not exist: a number that answers 403 would tell how many there are.
        raise Http404
    try:
        return pdf_response(documents.print_document(issued), download="telecharger" in request.GET)
    except RenderFailed:
        message = _("The document could not be made just now. Try again in a moment.")
        return render(request, "applications/outcome/unavailable.html", {"message": message}, status=503)
