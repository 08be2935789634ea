"""`manage.py procedure migrate-cases`: running cases to the published version, and back."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.applications.models import Passage, Procedure, Release
from cms.applications.publication import passing
from cms.workflows.migration import MappingRefused

Write = Callable[[str], object]


def add_arguments(parser: CommandParser) -> None:
    """The arguments of the action."""
    parser.add_argument("slug")
    parser.add_argument("--from", type=int, metavar="N", dest="source", help="The version whose cases pass.")
    parser.add_argument("--map", action="append", default=[], metavar="OLD=NEW", help="Where the cases of a step go.")
    parser.add_argument("--run", action="store_true", help="Do it; without it only what would happen is said.")
    parser.add_argument("--undo", type=int, metavar="PASSAGE", help="Take the cases of a passage back.")


def handle(procedure: Procedure, write: Write, **options: Any) -> None:
    """Say what would happen, do it, or undo it. Raises CommandError."""
    if options["undo"] is not None:
        passage = Passage.objects.filter(pk=options["undo"], target__procedure=procedure).first()
        if passage is None:
            raise CommandError(_("“%(slug)s” has no such passage.") % {"slug": procedure.slug})
        _tell(passing.undo(passage, None), write)
        return
    target = procedure.current_release
    if target is None:
        raise CommandError(_("“%(slug)s” is not published.") % {"slug": procedure.slug})
    source = _source(procedure, target, options["source"])
    pairs = [one.partition("=") for one in options["map"]]
    if wrong := [old for old, sign, new in pairs if not sign or not new]:
        raise CommandError(_("Write --map OLD=NEW: %(wrong)s") % {"wrong": ", ".join(wrong)})
    mapping = {old: new for old, _sign, new in pairs}
    try:
        if options["run"]:
            _tell(passing.run(procedure, source, target, mapping, None), write)
        else:
            _show(passing.dry_run(procedure, source, target, mapping), write)
    except MappingRefused as refusal:
        raise CommandError(str(refusal)) from refusal


def _source(procedure: Procedure, target: Release, number: int | None) -> Release:
    found = [release for release, _count in passing.sources(procedure, target)]
    chosen = [one for one in found if number in (None, one.number)]
    if len(chosen) != 1:
        known = ", ".join(str(one.number) for one in found) or "—"
        raise CommandError(
            _("Say with --from whose cases pass. Versions with running cases: %(known)s") % {"known": known}
        )
    return chosen[0]


def _show(found: passing.DryRun, write: Write) -> None:
    for warning in found.warnings:
        write(warning)
    for row in found.rows:
        one = row.preview
        said = f"{row.application.reference}: {one.source.label} → {one.target.label}"
        if one.goes_on_to:
            said += f" → {one.goes_on_to}"
        if one.due_before != one.due_after:
            said += f" · {one.due_before:%Y-%m-%d}" if one.due_before else " · —"
            said += f" → {one.due_after:%Y-%m-%d}" if one.due_after else " → —"
        if one.opinions_lost:
            said += " · " + _("opinions that no longer count: %(count)d") % {"count": one.opinions_lost}
        write(said)


def _tell(result: passing.Result, write: Write) -> None:
    for application, why in result.skipped:
        write(f"{application.reference}: {why}")
    number = result.passage.pk if result.passage else "—"
    write(_("Cases: %(count)d (passage %(number)s)") % {"count": result.done, "number": number})
