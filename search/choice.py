"""Which engine answers: Elasticsearch when it is set, up and has learnt everything; else the embedded one."""

import logging
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from search.engines.embedded import EmbeddedEngine
from search.engines.protocol import Engine, EngineUnavailable
from search.models import PendingChange, revision_now
from search.request import SearchRequest
from search.response import SearchResponse, Suggestion

if TYPE_CHECKING:
    from search.engines.elasticsearch import ElasticsearchEngine

logger = logging.getLogger("search")

# After a failure this process leaves Elasticsearch alone for so long, so that a visitor does not wait for nothing.
_REST_SECONDS = 15
# A change is with Elasticsearch within a second; one that waits longer means that its answers are out of date.
_LATE_NANOSECONDS = 5 * 10**9
_resting_until = 0.0


def embedded() -> EmbeddedEngine:
    """Return the engine that is always there."""
    return EmbeddedEngine()


def second() -> "ElasticsearchEngine | None":
    """Return the engine of `ELASTICSEARCH_URL`; None when it is not set."""
    url = settings.ELASTICSEARCH_URL
    return _elasticsearch(url, getattr(settings, "ELASTICSEARCH_INDEX", "passerelle-search")) if url else None


@lru_cache(maxsize=4)
def _elasticsearch(url: str, alias: str) -> "ElasticsearchEngine":
    from search.engines.elasticsearch import (
        ElasticsearchEngine,  # its client takes a second to load: only where it is used
    )

    return ElasticsearchEngine(url, alias)


def rest(reason: EngineUnavailable) -> None:
    """Note that the second engine failed, say so in the log, and leave it alone for a while."""
    global _resting_until
    logger.warning("Elasticsearch does not answer, the embedded engine does: %s", reason)
    _resting_until = time.monotonic() + _REST_SECONDS


def resting() -> bool:
    """Return whether the second engine has just failed."""
    return time.monotonic() < _resting_until


def wake() -> None:
    """Note that the second engine answers."""
    global _resting_until
    _resting_until = 0.0


def search(request: SearchRequest) -> SearchResponse:
    """Return the answer of the best engine that can give one."""
    engine = _preferred()
    if engine:
        try:
            return engine.search(request)
        except EngineUnavailable as reason:
            rest(reason)
    return embedded().search(request)


def suggest(text: str, limit: int = 6) -> list[Suggestion]:
    """Return the suggestions of the best engine that can give some."""
    engine = _preferred()
    if engine:
        try:
            return engine.suggest(text, limit)
        except EngineUnavailable as reason:
            rest(reason)
    return embedded().suggest(text, limit)


def _preferred() -> Engine | None:
    engine = second()
    if engine is None or resting():
        return None
    # What was withdrawn must not be found: an index that is late does not answer.
    late = PendingChange.objects.filter(revision__lt=revision_now() - _LATE_NANOSECONDS).exists()
    return None if late else engine
