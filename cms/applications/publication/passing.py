"""Passing running cases to the version that applicants now meet: a dry run with a list, the passage, and its undoing.

Answers stay on the form on which they were submitted; the process, its messages and its documents change.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cms.applications.models import Application, Passage, PassedCase, Procedure, Release
from cms.applications.publication import releases
from cms.workflows import checks, migration
from cms.workflows.migration import Preview
from cms.workflows.refusals import TransitionRefused

if TYPE_CHECKING:
    from cms.accounts.models import User

# How many cases pass at once: each is a transaction, while somebody waits.
BATCH = 300


@dataclass(frozen=True, slots=True)
class Row:
    """One application in a dry run."""

    application: Application
    preview: Preview
    waiting_effects: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a passage would do; `warnings` are about all cases, `left` counts those that wait for the next passage."""

    rows: list[Row]
    warnings: list[str]
    left: int


@dataclass(slots=True)
class Result:
    """What was done: how many, and which were skipped with the reason."""

    passage: Passage | None
    done: int = 0
    skipped: list[tuple[Application, str]] = field(default_factory=list)


def may_pass(user: "User") -> bool:
    """Who may publish procedures may have running cases pass to what is published."""
    return releases.may_publish(user)


def running(procedure: Procedure) -> Any:
    """The applications whose case runs, without trials, each with `ruled_by`: the number of the row of its release."""
    last = PassedCase.objects.filter(application=OuterRef("pk"), undone_entry=None).order_by("-pk")
    ruled_by = Coalesce(Subquery(last.values("passage__target")[:1]), "release", output_field=BigIntegerField())
    found = Application.objects.genuine().submitted().filter(release__procedure=procedure, case__closed_at=None)
    return found.annotate(ruled_by=ruled_by).order_by("submitted_at", "pk")


def sources(procedure: Procedure, target: Release) -> list[tuple[Release, int]]:
    """The other releases that rule running cases, newest first, each with their number."""
    counts = Counter(running(procedure).values_list("ruled_by", flat=True))
    found = Release.objects.select_related("form_version", "process_version").in_bulk(counts.keys() - {target.pk})
    return sorted(((one, counts[one.pk]) for one in found.values()), key=lambda pair: -pair[0].number)


def standing(procedure: Procedure, source: Release) -> dict[str, int]:
    """Where the cases of `source` stand: {key of the step: how many}, in the order of its process."""
    counts = Counter(running(procedure).filter(ruled_by=source.pk).values_list("case__node", flat=True))
    return {node.key: counts[node.key] for node in source.graph.nodes if counts[node.key]}


def dry_run(procedure: Procedure, source: Release, target: Release, mapping: Mapping[str, str]) -> DryRun:
    """Return where each case would go and what it would lose. Writes nothing. Raises `MappingRefused`."""
    places = migration.destinations(source.graph, target.graph, mapping, standing(procedure, source))
    found = running(procedure).filter(ruled_by=source.pk).with_standing()
    rows = [
        Row(
            one,
            migration.preview(one.case, target.process_version, places[one.case.node]),
            one.case.effects.undone().count(),
        )
        for one in found[:BATCH]
        if one.case and one.case.node in places
    ]
    return DryRun(rows, _warnings(source, target), found.count() - len(rows))


def _warnings(source: Release, target: Release) -> list[str]:
    """What the new process reads that the old form does not ask."""
    asked = {one.key for one in source.form.fields}
    new = {one.key for one in target.form.fields} - asked
    if not new:
        return []
    faults = checks.faults(target.graph, fields=asked)
    return [one.message for one in faults if one.kind == "unknown_field" and any(key in one.message for key in new)]


def run(
    procedure: Procedure,
    source: Release,
    target: Release,
    mapping: Mapping[str, str],
    by: "User | None",
    seen: Mapping[int, int] | None = None,
) -> Result:
    """Have cases pass, each in a transaction of its own, and return what was done.

    `seen` are the cases wanted and their revisions as the person saw them, {number of the case: revision}; without it
    all that run. A case that has moved since is skipped and told. `by` is the person who asks; without one the house
    itself does (commands). Raises PermissionDenied and `MappingRefused`: nothing is done then.
    """
    if by is not None and not may_pass(by):
        raise PermissionDenied
    places = migration.destinations(source.graph, target.graph, mapping, standing(procedure, source))
    found = running(procedure).select_related("case__process_version")
    found = found.filter(ruled_by=source.pk) if seen is None else found.filter(case__in=list(seen))
    passage = Passage.objects.create(source=source, target=target, mapping=places, made_by=by)
    result = Result(passage)
    for one in found[:BATCH]:
        _pass(one, passage, places, by, seen, result)
    if seen is not None:
        _tell_missing(seen, found, result)
    if not result.done:
        passage.delete()
        result.passage = None
    return result


def _pass(
    one: Any,
    passage: Passage,
    places: Mapping[str, str],
    by: "User | None",
    seen: Mapping[int, int] | None,
    result: Result,
) -> None:
    case = one.case
    revision = case.revision if seen is None else seen[case.pk]
    if one.ruled_by != passage.source_id:
        result.skipped.append((one, _("It has already passed to another version.")))
        return
    try:
        with transaction.atomic():
            done = migration.migrate(
                case,
                passage.target.process_version,
                places.get(case.node, case.node),
                by,
                seen_revision=revision,
                data={"passage": passage.pk},
            )
            PassedCase.objects.create(
                passage=passage, application=one, entry=done.entry, before=done.before, revision=done.revision
            )
    except (TransitionRefused, KeyError) as refusal:
        why = str(refusal) if isinstance(refusal, TransitionRefused) else _("Its step has no place in the new process.")
        result.skipped.append((one, why))
    else:
        result.done += 1


def _tell_missing(seen: Mapping[int, int], found: Any, result: Result) -> None:
    known = set(found.values_list("case", flat=True)) | {one.case_id for one, _why in result.skipped}
    for one in Application.objects.filter(case__in=seen.keys() - known).exclude(passed_cases__passage=result.passage):
        result.skipped.append((one, _("It has been decided in the meantime.")))


def undo(passage: Passage, by: "User | None") -> Result:
    """Take the cases of a passage back to where they were; those that have gone on since stay, with the reason.

    Raises PermissionDenied.
    """
    if by is not None and not may_pass(by):
        raise PermissionDenied
    result = Result(passage)
    found: Any = passage.cases.filter(undone_entry=None).select_related("application__case", "entry")
    for row in found:
        try:
            with transaction.atomic():
                entry = migration.restore(row.application.case, row.passed, by, data={"passage": passage.pk})
                PassedCase.objects.filter(pk=row.pk).update(undone_entry=entry)
        except TransitionRefused as refusal:
            result.skipped.append((row.application, str(refusal)))
        else:
            result.done += 1
    return result
