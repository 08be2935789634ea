"""Giving back a file, to those who may see it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.applications.models import Attachment
from cms.applications.scanning import operations as scanning
from cms.applications.writing import attachments


@never_cache
@login_required
@require_safe
def attachment(request: HttpRequest, pk: UUID) -> FileResponse | HttpResponse:
    """The file as a download. To whom may not see it, it does not exist."""
    found = get_object_or_404(Attachment.objects.select_related("application__case"), pk=pk)
    if not attachments.may_open(request.user, found):
        raise Http404
    if reason := scanning.why_held(found):
        return render(request, "applications/applicant/file_held.html", {"reason": reason}, status=403)
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    # Whatever the file holds, a browser that opens it all the same runs nothing of it.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
