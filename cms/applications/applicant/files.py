"""Giving back a file to those who may see it: whole, small, or only what is said of it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from cms.applications.models import Attachment
from cms.applications.scanning import marks
from cms.applications.scanning import operations as scanning
from cms.applications.writing import attachments, thumbnails


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


# The file of a number never changes; the browser of a person keeps its small view for a while.
@cache_control(private=True, max_age=600)
@login_required
@require_safe
def thumbnail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A small view of a picture; for what has none, or whoever may not see it, it does not exist."""
    found = get_object_or_404(Attachment.objects.select_related("application__case"), pk=pk)
    if not attachments.may_open(request.user, found) or not thumbnails.has_thumbnail(found):
        raise Http404
    try:
        content = thumbnails.thumbnail(found)
    except OSError:
        raise Http404 from None
    response = HttpResponse(content, content_type=thumbnails.MEDIA_TYPE)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@never_cache
@require_safe
def attachment_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is said at a file while the antivirus has it, for a page that stays open.

    Nothing (204, at which the page stops asking) to a person who is signed out or may not see the file.
    """
    found = Attachment.objects.select_related("application__case").filter(pk=pk).first()
    if found is None or not attachments.may_open(request.user, found):
        return HttpResponse(status=204)
    asked = request.GET.get("n", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else len(marks.WAITS)
    mark = marks.mark(found, number) or marks.released(found)
    return render(request, "forms/file_mark_words.html", {"mark": mark})
