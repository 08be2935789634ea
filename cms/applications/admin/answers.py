"""The answers of an application as agents read them: by section, with files, partners and budget laid out."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from cms.applications.decisions.tags import euros
from cms.applications.models import Application
from cms.applications.scanning import marks
from cms.applications.writing import thumbnails
from cms.forms import answers
from cms.forms.spec import Field
from cms.forms.types import budget, partners

Kept = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One question with its answer: in words, and as stored for the types that have a template of their own."""

    key: str
    label: str
    text: str
    template: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    link: str = ""
    # Of a group: its rows, each with a name and the answers in it.
    groups: list[tuple[str, list["ShownAnswer"]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section with its answers."""

    key: str
    title: str
    rows: list[ShownAnswer]


def sections(application: Application, hidden: Collection[str] = ()) -> list[ShownSection]:
    """What was submitted, in the order of the form, without the questions that the answers hide, nor those whose keys
    are `hidden` from the reader; a section of which nothing is left is left out.
    """
    form, kept = application.release.form, _files(application)
    return [
        ShownSection(
            section.key,
            section.title,
            [_shown(one, application.answers.get(one.key), text, kept) for one, text in rows if one.key not in hidden],
        )
        for section, rows in answers.shown(form, application.answers)
        if not rows or any(one.key not in hidden for one, _text in rows)
    ]


def _files(application: Application) -> Kept:
    """{number of a file: {"mark": why it is held, or None, "is_picture": whether it has a small view}}; one query."""
    return {
        str(one.pk): {"mark": marks.mark(one), "is_picture": thumbnails.has_thumbnail(one)}
        for one in application.attachments.answering()
    }


def _shown(one: Field, value: Any, text: str, kept: Kept) -> ShownAnswer:
    if one.kind.holds_fields and value:
        template = "applications/admin/answers/group.html"
        return ShownAnswer(one.key, one.label, text, template, groups=_rows(one, value, kept))
    lay_out: Callable[[Any], list[dict[str, Any]]] | None = _LAID_OUT.get(one.type) if value else None
    return ShownAnswer(
        key=one.key,
        label=one.label,
        text=text,
        template=f"applications/admin/answers/{one.type}.html" if lay_out else "",
        rows=lay_out(value) if lay_out else [],
        files=[file | kept.get(file["id"], {}) for file in one.kind.files(value)] if value else [],
        link=text if text.startswith(("https://", "http://")) and not set(text) & set(" \n") else "",
    )


def _rows(group: Field, value: list[dict[str, Any]], kept: Kept) -> list[tuple[str, list[ShownAnswer]]]:
    """Each row with the answers that are given in it."""
    return [
        (
            group.kind.item(group, place),
            [
                _shown(inner, row[inner.key], answers.in_words(inner, row[inner.key]), kept)
                for inner in group.fields
                if inner.key in row and inner.kind.asks
            ],
        )
        for place, row in enumerate(value)
    ]


def _partners(value: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kinds = dict(partners.KINDS)
    return [row | {"kind": kinds.get(row.get("kind") or "", "")} for row in value]


def _budget(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Expenses, then income, each with its total; what is asked for is the last line."""
    sides = []
    for side, title in budget.SIDES:
        lines = value.get(side) or []
        sides.append(
            {
                "title": title,
                "lines": [{"label": line["label"], "amount": euros(line["amount"] or 0)} for line in lines],
                "total": euros(budget.total_of(lines)),
            }
        )
    if value.get("asked"):
        sides[-1]["asked"] = euros(value["asked"])
    return sides


# Types whose answer is more than a text, and how it is laid out; the others are shown in words.
_LAID_OUT: dict[str, Callable[[Any], list[dict[str, Any]]]] = {"partners": _partners, "budget": _budget}
