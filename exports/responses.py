"""Print documents over HTTP."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from exports.cache import made
from exports.documents import PrintDocument


def pdf_response(
    document: PrintDocument, *, download: bool, request: HttpRequest | None = None, public: bool = False
) -> HttpResponseBase:
    """The document's file, made at need; raises RenderFailed.

    Whether the person may see it is checked before. `download` saves the file, else the browser shows it. With
    `request`, a browser that has the file already is told so (304). Only a `public` one may stay in shared caches, and
    even then is asked for again.
    """
    file = made(document)
    etag, changed = f'"{file.digest}"', int(file.path.stat().st_mtime)
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(changed),
        "Cache-Control": "public, no-cache" if public else "private, no-cache",
    }
    if request is not None:
        plain = HttpResponse(headers=headers)
        known = get_conditional_response(request, etag=etag, last_modified=changed, response=plain)
        if known is not None and known is not plain:
            return known
    return FileResponse(
        file.path.open("rb"),
        as_attachment=download,
        filename=document.filename,
        content_type="application/pdf",
        headers=headers,
    )
