"""What people take away: the application on paper, all their data in one file."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.applications.applicant.own import own_application, person
from cms.applications.models import Application
from cms.applications.papers import export, paper
from cms.applications.people import hiding
from cms.applications.people.access import may_read
from exports.pdf import RenderFailed
from exports.responses import pdf_response


@never_cache
@login_required
@require_safe
def application_pdf(request: HttpRequest, pk: UUID, number: int) -> HttpResponseBase:
    """The application as it was sent the `number`-th time, for its people and for those who may see its case."""
    application = get_object_or_404(Application.objects.with_standing(), pk=pk)
    # The paper holds all answers: from whom some are hidden, it is.
    if not may_read(request.user, application) or hiding.from_person(request.user, application):
        raise Http404
    submission = get_object_or_404(application.submissions, number=number)
    try:
        return pdf_response(paper.print_document(application, submission), download=True)
    except RenderFailed:
        messages.error(request, _("The file could not be made. Please try again in a moment."))
        return redirect("applications:application", pk)


@never_cache
@login_required
@require_safe
def application_data(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """All of one application as a ZIP."""
    application = own_application(request, pk)
    name = application.reference or _("draft")
    return _zip(FileResponse(export.of_application(application, person(request))), name)


@never_cache
@login_required
@require_safe
def my_data(request: HttpRequest) -> HttpResponseBase:
    """All that the person owns here as a ZIP."""
    return _zip(FileResponse(export.of_person(person(request))), _("my-data"))


def _zip(response: FileResponse, name: str) -> HttpResponse | FileResponse:
    day = timezone.localdate().isoformat()
    response["Content-Type"] = "application/zip"
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.zip"'
    return response
