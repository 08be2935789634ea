"""What is written: one thing found, forgotten, or all of them again; and what the second engine is told of it."""

from collections.abc import Iterator, Sequence
from itertools import batched
from unicodedata import normalize

from django.db import transaction
from django.db.models import Model

from search import catching_up, choice
from search.models import SearchDocument
from search.registry import Entry, registration_of, registrations


def key_of(instance: Model) -> str:
    """Return the key of an object's document: "<app>.<model>:<primary key>"."""
    registration = registration_of(type(instance))
    model = registration.model if registration else type(instance)
    return f"{model._meta.label_lower}:{instance.pk}"


@transaction.atomic
def update(instance: Model) -> None:
    """Write how `instance` is found, or that it must not be, in the current transaction.

    The second engine is told after the commit. An object whose model nobody registered is never found.
    """
    registration = registration_of(type(instance))
    entry = registration.builder(instance) if registration else None
    if entry is None:
        remove(instance)
        return
    key = key_of(instance)
    _write([(key, entry)])
    catching_up.tell([key])


@transaction.atomic
def remove(instance: Model) -> None:
    """Forget `instance` in the current transaction; it may be deleted already, as long as it has its primary key."""
    key = key_of(instance)
    if SearchDocument.objects.filter(key=key).exists():
        choice.embedded().remove([key])
        catching_up.tell([key])


def rebuild() -> int:
    """Write again all that is registered, forget the rest, and rebuild the second engine; return how many are found."""
    with transaction.atomic():
        kept: set[str] = set()
        for batch in batched(_entries(), 200, strict=False):
            _write(batch)
            kept.update(key for key, _ in batch)
        gone = set(SearchDocument.objects.values_list("key", flat=True)) - kept
        for keys in batched(gone, 200, strict=False):
            choice.embedded().remove(keys)
    catching_up.rebuild_or_note([*kept, *gone])
    return len(kept)


def _entries() -> Iterator[tuple[str, Entry]]:
    for registration in registrations():
        for instance in registration.queryset().iterator(chunk_size=200):
            entry = registration.builder(instance)
            if entry is not None:
                yield f"{registration.model._meta.label_lower}:{instance.pk}", entry


def _write(entries: Sequence[tuple[str, Entry]]) -> None:
    """Write the rows of these entries and the embedded engine's index of them."""
    fields = ["title", "summary", "body", "kind", "kind_label", "facets", "language", "url", "thumbnail", "date"]
    rows = [_row(key, entry) for key, entry in entries]
    SearchDocument.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=[*fields, "revision"]
    )
    choice.embedded().index(SearchDocument.objects.filter(key__in=[row.key for row in rows]))


def _row(key: str, entry: Entry) -> SearchDocument:
    return SearchDocument(
        key=key,
        title=_storable(entry.title)[:500],
        summary=_storable(entry.summary),
        body=_storable(entry.body),
        kind=entry.kind[:50],
        kind_label=entry.kind_label[:100],
        facets={
            name: [{"value": facet.value, "label": facet.label} for facet in facets]
            for name, facets in entry.facets.items()
        },
        language=entry.language,
        url=entry.url,
        thumbnail=entry.thumbnail,
        date=entry.date,
    )


def _storable(text: str) -> str:
    """Return `text` with its accents on their letters, and without the null character, which PostgreSQL refuses."""
    return normalize("NFC", str(text)).replace("\x00", "")
