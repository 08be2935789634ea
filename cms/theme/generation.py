"""The generation of the site's content: what is kept of a page belongs to one, and any change of content ends it.

`cms.delivery` says which changes do. Whole pages (`cms.delivery.page_cache`), the frame and parts of templates
(`{% cache … frame.generation … %}`) are kept under its number, so that a change is seen at once and nothing kept needs
to be found again to be forgotten.
"""

import time

from django.core.cache import cache
from django.http import HttpRequest

_KEY = "content-generation"


def current() -> int:
    """Return the number of the generation that readers are in."""
    number = cache.get(_KEY)
    if number is None:
        number = time.time_ns()
        cache.add(_KEY, number, None)
    return number


def of(request: HttpRequest) -> int:
    """Return the generation of an answer: the one in which it was first asked for."""
    if not hasattr(request, "_content_generation"):
        request._content_generation = current()  # type: ignore[attr-defined]  # ours
    return request._content_generation  # type: ignore[attr-defined]


def start_new() -> None:
    """Forget all that was kept."""
    cache.set(_KEY, time.time_ns(), None)
