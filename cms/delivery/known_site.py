"""Which of Wagtail's sites a request is for, and its home page: read once in a generation of the content."""

from collections.abc import Callable

from django.core.cache import caches
from django.core.cache.utils import make_template_fragment_key
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Site

from cms.theme import generation

_SECONDS = 300


class KnownSiteMiddleware:
    """Leaves the site where Wagtail looks for it first (`Site.find_for_request`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        parts = caches["template_fragments"]
        key = make_template_fragment_key("site", [generation.of(request), request.get_host(), request.get_port()])
        site = parts.get(key)
        if site is None:
            site = Site.find_for_request(request)
            if site is not None:
                site.root_page = site.root_page.specific
                parts.set(key, site, _SECONDS)
        if site is not None:
            request._wagtail_site = site  # type: ignore[attr-defined]  # Wagtail's own
        return self.get_response(request)
