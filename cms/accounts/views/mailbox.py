"""The mails of the demonstration, on a page that exists nowhere else."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.accounts.models import SentFile, SentMail

_A_PAGE = 20


def _demonstration_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.DEMONSTRATION:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@require_safe
@_demonstration_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first."""
    mails: Sequence[SentMail] | QuerySet[SentMail] = SentMail.objects.prefetch_related("files")
    address = request.GET.get("pour", "").strip().lower()
    if address:
        # A handful of mails: comparing here keeps one way for every database.
        mails = [mail for mail in mails if address in (recipient.lower() for recipient in mail.recipients)]
    page = Paginator(mails, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/mailbox.html", {"page_obj": page, "address": address})


@never_cache
@require_safe
@_demonstration_only
def sent_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a file that a mail carried, always as a download."""
    file = get_object_or_404(SentFile, pk=pk)
    response = HttpResponse(bytes(file.content), content_type="application/octet-stream")
    if file.content_type in {"application/pdf", "text/calendar", "text/plain"}:
        response["Content-Type"] = file.content_type
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    return response
