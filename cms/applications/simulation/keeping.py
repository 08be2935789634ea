"""Saved runs in the database: written from runs, read as runs."""

from collections.abc import Iterable, Mapping
from typing import Any

from cms.applications.models import Procedure, SavedRun
from cms.applications.simulation.run import Run


def of_row(row: SavedRun) -> Run:
    """The run that a row keeps."""
    return Run(
        answers=row.answers,
        steps=tuple(row.steps),
        ends=row.ends,
        key=row.key,
        label=row.label,
        starts=row.starts,
        people=row.people,
    )


def of(procedure: Procedure) -> list[Run]:
    """The saved runs of a procedure, oldest first."""
    return [of_row(row) for row in SavedRun.objects.filter(procedure=procedure)]


def row_of(run: Run, procedure: Procedure) -> SavedRun:
    """A row for the run, not saved yet."""
    return SavedRun(
        procedure=procedure,
        key=run.key,
        label=run.label,
        starts=run.starts,
        people=dict(run.people),
        answers=dict(run.answers),
        steps=[dict(step) for step in run.steps],
        ends=run.ends,
    )


def replace(procedure: Procedure, rows: Iterable[Mapping[str, Any]]) -> None:
    """Make the saved runs of a procedure those of a bundle."""
    SavedRun.objects.filter(procedure=procedure).delete()
    SavedRun.objects.bulk_create(row_of(Run.from_json(row), procedure) for row in rows)


def dumped(procedure: Procedure) -> dict[str, list[dict[str, Any]]]:
    """The part "runs" of the procedure's bundle; nothing when it has none."""
    runs = [run.to_json() for run in of(procedure)]
    return {"runs": runs} if runs else {}
