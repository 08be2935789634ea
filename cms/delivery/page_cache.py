"""Whole pages, kept for visitors whom the site knows nothing about.

A page is kept only when the request carries no cookie and no query, and the answer sets no cookie. What is kept belongs
to a generation; any change of content begins a new one, so that a published page is seen at once.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cms.theme import generation

# Content lives in these apps, and in these rows of others; sessions, tasks, applications, cases and mails change all
# day, and nothing that an anonymous visitor sees.
CONTENT_APPS = {
    "exports",
    "pages",
    "snippets",
    "theme",
    "wagtailcore",
    "wagtaildocs",
    "wagtailimages",
    "wagtailredirects",
}
CONTENT_MODELS = {"applications.IssuedDocument", "applications.Procedure", "applications.Release"}
# Beside content, and no part of it.
PRIVATE_MODELS = {
    "wagtailcore.EditingSession",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
}
KEPT_HEADERS = ("Content-Type", "Content-Language", "Content-Security-Policy", "Link", "Referrer-Policy")


def content_changed(sender: type[models.Model], **_: Any) -> None:
    """Begin a new generation with the change of a content row, and again once others may read it."""
    label = sender._meta.label
    if label in CONTENT_MODELS or (sender._meta.app_label in CONTENT_APPS and label not in PRIVATE_MODELS):
        generation.start_new()
        if transaction.get_connection().in_atomic_block:
            transaction.on_commit(generation.start_new, robust=True)


class PageCacheMiddleware:
    """Answers anonymous visitors with pages that were made before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.seconds: int = settings.PAGE_CACHE_SECONDS

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self.seconds or request.method not in {"GET", "HEAD"} or request.COOKIES or request.META["QUERY_STRING"]:
            return self.get_response(request)
        if "HTTP_HX_REQUEST" in request.META or "HTTP_AUTHORIZATION" in request.META:
            return self.get_response(request)
        key = f"page-cache:{generation.of(request)}:{request.scheme}:{request.get_host()}:{request.path}"
        kept = cache.get(key)
        if kept is not None:
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if request.method == "GET" and _may_be_kept(response):
            headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
            cache.set(key, (response.content, headers), self.seconds)  # type: ignore[attr-defined]  # not streaming
        return response


def _may_be_kept(response: HttpResponseBase) -> bool:
    """Whether anybody may be given this answer: a whole, plain, public page."""
    control = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not any(word in control for word in ("private", "no-store", "no-cache"))
    )
