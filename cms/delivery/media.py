"""Media files, where no web server in front gives them."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

# A drawing that somebody uploaded may be looked at, and may run nothing.
MEDIA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Give one public file: an image or a document that an editor published."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Content-Security-Policy"] = MEDIA_POLICY
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
