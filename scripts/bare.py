"""The least that Django can do: one view, no middleware, the bytes of the files that BARE_PAGES names."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    SECRET_KEY="protects nothing",  # noqa: S106  # loopback only, for the length of a measure
)
PAGES = {file.stem: file.read_bytes() for file in Path(os.environ["BARE_PAGES"]).glob("*.html")}


def bare(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(PAGES[name])


urlpatterns = [path("<str:name>", bare)]
application = get_wsgi_application()
