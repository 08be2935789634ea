"""Control characters stop at the door, whatever is asked and whichever database answers.

Nobody types them: they come from probes, and from what is pasted out of a PDF or a word processor. PostgreSQL refuses
the null byte, XML refuses most of them.
"""

import re
from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.response import HttpResponseBase

from cms.theme.errors import bad_request

IN_AN_ADDRESS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# A text may have lines and tabs.
IN_A_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class PlainTextMiddleware:
    """Refuses an address that holds a control character; takes them out of queries, forms and cookies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if IN_AN_ADDRESS.search(request.path):
            return bad_request(request, ValueError("control character in the address"))
        request.GET = plain(request.GET)  # type: ignore[assignment]  # typed as if it never changed
        request.COOKIES = {_plain(name): _plain(value) for name, value in request.COOKIES.items()}
        # Whoever leaves while sending has a form without content, which the forgery check refuses.
        with suppress(UnreadablePostError):
            request.POST = plain(request.POST)  # type: ignore[assignment]  # likewise
        return self.get_response(request)


def plain(data: QueryDict) -> QueryDict:
    """`data` without control characters in its names and values: itself when it has none."""
    if not any(IN_A_TEXT.search(text) for name, values in data.lists() for text in (name, *values)):
        return data
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        for value in values:
            kept.appendlist(_plain(name), _plain(value))
    return kept


def _plain(text: str) -> str:
    return IN_A_TEXT.sub("", text)
