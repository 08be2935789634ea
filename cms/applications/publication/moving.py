"""Drafts follow their procedure: to a new release when nothing they hold is lost, and their applicant is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.tasks import task

from cms.applications.models import Application, Procedure, Release
from cms.applications.writing.recording import title_of
from cms.forms import answers
from cms.forms.errors import FieldError
from cms.forms.spec import Field, Form

# How many drafts one transaction moves: the first of them in that of the publication.
BATCH = 300

_MOVED_FIELDS = ["release", "moved_from", "revision", "form_revision", "title"]
REMOVED, HIDDEN, TYPE, CHOICE, TABLE, NARROWER = "removed", "hidden", "type", "choice", "table", "narrower"


@dataclass(frozen=True, slots=True)
class Loss:
    """An answer that the new form would not take: `reason` is one of the words above."""

    key: str
    label: str
    reason: str


class Passage:
    """From one form to another: what of a draft's answers would be lost. Worked out once, asked of each draft."""

    def __init__(self, old: Form, new: Form) -> None:
        self.old, self.new = old, new
        self.old_fields = {one.key: one for one in old.fields if one.kind.asks}
        self.new_fields = {one.key: one for one in new.fields if one.kind.asks}
        self.changed = {
            key
            for key, one in self.old_fields.items()
            if key in self.new_fields and _asked(one) != _asked(self.new_fields[key])
        }
        self.is_shown_otherwise = _conditions(old) != _conditions(new)

    def losses(self, given: Mapping[str, Any], typed: Iterable[str] = ()) -> list[Loss]:
        """What would be lost of these answers, and of what was typed and not stored yet (its field keys)."""
        held = [key for key, value in given.items() if self._is_answered(key, value)]
        held += [key for key in typed if key in self.old_fields and key not in held]
        hidden = self._newly_hidden(given) if self.is_shown_otherwise else set()
        found = []
        for key in held:
            if reason := self._reason(key, given.get(key), hidden):
                found.append(Loss(key, self.old_fields[key].label, reason))
        return found

    def _is_answered(self, key: str, value: Any) -> bool:
        one = self.old_fields.get(key)
        return one is not None and not getattr(one.kind, "derived", False) and not one.kind.is_empty(value)

    def _newly_hidden(self, given: Mapping[str, Any]) -> set[str]:
        return answers.visible(self.old, given) - answers.visible(self.new, given)

    def _reason(self, key: str, value: Any, hidden: set[str]) -> str:
        if key not in self.new_fields:
            return REMOVED
        if key in hidden:
            return HIDDEN
        if key not in self.changed:
            return ""
        old, new = self.old_fields[key], self.new_fields[key]
        if _takes(new, value) or (old.type == new.type and not _takes(old, value)):
            return ""
        if old.type != new.type:
            return TYPE
        if new.options.get("table"):
            return TABLE
        return CHOICE if "choices" in new.options else NARROWER


def _asked(one: Field) -> tuple[Any, ...]:
    """What decides which answers are taken: the rest may change without harm."""
    inside = [inner.to_json() for inner in getattr(one, "fields", ())]
    return (one.type, one.options, inside)


def _conditions(form: Form) -> list[Any]:
    return [(section.show_when, [(one.key, one.show_when) for one in section.fields]) for section in form.sections]


def _takes(one: Field, value: Any) -> bool:
    """Whether the field keeps this stored answer, which then says the same."""
    try:
        return one.kind.same(one.kind.clean(one, value), value)
    except (FieldError, TypeError, ValueError, KeyError, AttributeError, ArithmeticError):
        return False


def follow(release: Release) -> int:
    """Move the drafts of the procedure to `release`, its newest; called in the transaction that makes it.

    The first batch moves at once and the others in a task, a transaction each. A draft that would lose something stays
    where it is, and is looked at again at the next release. Returns how many moved at once.
    """
    moved, last = _move_batch(release, None)
    if last is not None:
        move_drafts.enqueue(release_id=release.pk, after=str(last))
    return moved


@task
def move_drafts(release_id: int, after: str) -> int:
    """Move the next batch, and ask for the one after; return how many moved. Nothing once a newer release is out."""
    with transaction.atomic():
        release = Release.objects.select_related("procedure", "form_version").get(pk=release_id)
        # Publication holds this row: either it comes after us, and looks at our drafts again, or we give way to it.
        procedure = Procedure.objects.select_for_update(no_key=True).get(pk=release.procedure_id)
        if procedure.current_release_id != release_id:
            return 0
        moved, last = _move_batch(release, UUID(after))
        if last is not None:
            move_drafts.enqueue(release_id=release_id, after=str(last))
    return moved


def waiting(procedure: Procedure, release: Release | None = None) -> Any:
    """The drafts that a new release concerns: all genuine ones, but those that are on `release` already."""
    found = Application.objects.genuine().drafts().filter(release__procedure=procedure)
    return found.exclude(release=release) if release else found


def _move_batch(release: Release, after: UUID | None) -> tuple[int, UUID | None]:
    """Look at a batch of drafts; return how many moved, and the last one when there may be more."""
    found = waiting(release.procedure, release).select_for_update(of=("self",)).order_by("pk")
    if after is not None:
        found = found.filter(pk__gt=after)
    batch = list(found[:BATCH])
    sources = Release.objects.select_related("form_version").in_bulk({draft.release_id for draft in batch})
    passages = {pk: Passage(source.form, release.form) for pk, source in sources.items()}
    moving = []
    for draft in batch:
        source = sources[draft.release_id]
        if not passages[source.pk].losses(draft.answers, draft.typed):
            _move(draft, source, release)
            moving.append(draft)
    Application.objects.bulk_update(moving, _MOVED_FIELDS, batch_size=100)
    return len(moving), batch[-1].pk if len(batch) == BATCH else None


def _move(draft: Application, source: Release, release: Release) -> None:
    draft.release = release
    draft.title = title_of(draft)
    if source.form != release.form:
        # A page that is open on the old form is told, instead of saving answers to questions that are gone.
        draft.revision += 1
        draft.form_revision = draft.revision
        draft.moved_from = draft.moved_from or source
