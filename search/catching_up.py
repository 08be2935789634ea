"""What the second engine is told: each change once it is certain, and all that it missed when it is back."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from search import choice
from search.engines.protocol import EngineUnavailable
from search.models import PendingChange, SearchDocument, revision_now

_RETRY_SECONDS = 60


def rebuild() -> int:
    """Build the second engine's index again from the rows; raise EngineUnavailable when it cannot."""
    engine = choice.second()
    if engine is None:
        return 0
    began = revision_now()
    due = list(PendingChange.objects.all())
    sent: set[str] = set()

    def documents() -> Iterator[SearchDocument]:
        for document in SearchDocument.objects.order_by("pk").iterator(chunk_size=500):
            sent.add(document.key)
            yield document

    count = engine.rebuild(documents())
    # What changed while the new index was filled went to the old one.
    engine.index(SearchDocument.objects.filter(revision__gte=began).iterator(chunk_size=500))
    engine.remove(sent - set(SearchDocument.objects.values_list("key", flat=True)), began)
    _settle(due)
    choice.wake()
    return count


def catch_up() -> int:
    """Tell the second engine all that it has still to learn; return how many. Raises EngineUnavailable."""
    engine = choice.second()
    if engine is None:
        # Nobody is left to tell.
        return PendingChange.objects.all().delete()[0]
    if not engine.exists():
        return rebuild()
    told = 0
    while changes := list(PendingChange.objects.order_by("revision")[:200]):
        documents = list(SearchDocument.objects.filter(key__in=[change.key for change in changes]))
        engine.index(documents)
        known = {document.key for document in documents}
        for change in changes:
            if change.key not in known:
                engine.remove([change.key], change.revision)
        told += _settle(changes)
    choice.wake()
    return told


def _settle(changes: Iterable[PendingChange]) -> int:
    """Take away the changes that were told; one that has changed again since stays. Return how many went."""
    return sum(PendingChange.objects.filter(key=change.key, revision=change.revision).delete()[0] for change in changes)


def note(keys: Iterable[str]) -> None:
    """Write down that the second engine has to be told of these keys."""
    PendingChange.objects.bulk_create(
        [PendingChange(key=key) for key in keys],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["revision"],
        batch_size=200,
    )


def tell(keys: Sequence[str]) -> None:
    """Note the keys with the change itself, and tell the second engine once the change is certain."""
    if choice.second() is not None:
        note(keys)
        transaction.on_commit(_catch_up_now, robust=True)


def _catch_up_now() -> None:
    """Tell the second engine, unless it has just failed: then it is told by a task."""
    if choice.resting():
        catch_up_later()
        return
    try:
        if PendingChange.objects.exists():
            catch_up()
    except EngineUnavailable as reason:
        choice.rest(reason)
        catch_up_later()


def rebuild_or_note(keys: Iterable[str]) -> None:
    """Rebuild the second engine, or note that it has to learn these keys when it does not answer."""
    try:
        rebuild()
    except EngineUnavailable as reason:
        choice.rest(reason)
        note(keys)
        catch_up_later()


def catch_up_later() -> None:
    """Ask the task worker to tell the second engine in a minute; asked again meanwhile, do nothing."""
    if cache.add("search.catching_up", True, timeout=_RETRY_SECONDS - 5):
        try_again.using(run_after=timezone.now() + timedelta(seconds=_RETRY_SECONDS)).enqueue()


@task
def try_again() -> int:
    """Tell the second engine what it missed; asks for another try when it still does not answer."""
    try:
        return catch_up()
    except EngineUnavailable as reason:
        choice.rest(reason)
        catch_up_later()
        return 0
