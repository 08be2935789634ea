"""What an engine does, and how it says that it cannot."""

from collections.abc import Iterable
from typing import Protocol

from search.models import SearchDocument
from search.request import SearchRequest
from search.response import SearchResponse, Suggestion


class EngineUnavailable(Exception):
    """The engine does not answer now, or has no index yet; the message is its reason, for the log."""


class Engine(Protocol):
    """Finds documents. Queries are words and never commands: no character in them has a meaning to the engine."""

    name: str

    def index(self, documents: Iterable[SearchDocument]) -> None:
        """Learn these saved documents, or learn them again; an older revision never replaces a newer one."""

    def remove(self, keys: Iterable[str], revision: int | None = None) -> None:
        """Forget the documents of these keys; those that are not known are passed over.

        With `revision`, a document that is newer stays; without, the removal is the newest change.
        """

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Forget everything and learn these; what was known is found until the new index is whole. Return how many."""

    def search(self, request: SearchRequest) -> SearchResponse:
        """Return the page that is asked for, best first; without words, everything, newest first.

        A result has all words (one, with `any_term`), in any field, in any form; a word found as it was typed counts
        more than its other forms, in the title more than in the summary, there more than in the body. A facet's
        counts heed the choices made on the other facets and set its own aside.
        """

    def suggest(self, text: str, limit: int = 6) -> list[Suggestion]:
        """Return documents whose title has the words typed, the last of which may be unfinished."""
