"""Says answers in words: the counter-examples of the checks."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.forms.parts import Field
from cms.forms.types.numbers import euros, written_whole
from cms.workflows.checks.study import Study

# Answers of these types are read without quotation marks: numbers, days.
_BARE = ("integer", "decimal", "amount", "calculated", "date", "yesno", "commitment")


_PARTS = {
    "asked": gettext_lazy("amount asked"),
    "start": gettext_lazy("start"),
    "end": gettext_lazy("end"),
    "total": gettext_lazy("mean of the totals"),
    "percent": gettext_lazy("per cent of the points"),
    "count": gettext_lazy("number of opinions"),
}


def said(study: Study, answers: Mapping[str, Any]) -> str:
    """Return answers in one phrase: “Budget” is 12 000 € and “Public” is “Lycéens”; in the order of their questions."""
    order = {key: place for place, key in enumerate(study.fields)}
    keys = sorted(answers, key=lambda key: (order.get(key, len(order)), key))
    return _(" and ").join(part for key in keys for part in _one(study, key, answers[key]))


def _one(study: Study, key: str, value: Any) -> list[str]:
    field = study.fields.get(key)
    question = study.label_of(key)
    if value is None:
        return [_("“%(question)s” has no answer") % {"question": question}]
    if isinstance(value, Mapping) and (field is None or field.type not in ("choice",)):
        return [
            _is(
                _("%(question)s (%(part)s)") % {"question": question, "part": _PARTS.get(part, part)}, item, field, part
            )
            for part, item in _leaves(value)
        ] or [_("“%(question)s” is answered") % {"question": question}]
    if isinstance(value, list) and value and isinstance(value[0], Mapping) and "code" not in value[0]:
        count = ngettext("“%(question)s” has %(count)d row", "“%(question)s” has %(count)d rows", len(value))
        return [count % {"question": question, "count": len(value)}]
    return [_is(question, value, field)]


def _leaves(value: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for part, item in value.items():
        if isinstance(item, Mapping):
            yield from _leaves(item, f"{path}{part}.")
        else:
            yield f"{path}{part}", item


def _is(question: str, value: Any, field: Field | None, part: str = "") -> str:
    facts = {"question": question, "answer": _shown(value, field, part)}
    is_bare = isinstance(value, bool | int | float) or part in ("asked", "start", "end")
    if field is not None and not part:
        is_bare = field.type in _BARE
    return (_("“%(question)s” is %(answer)s") if is_bare else _("“%(question)s” is “%(answer)s”")) % facts


def _shown(value: Any, field: Field | None, part: str) -> str:
    if part == "asked":
        return euros(value)
    if field is not None and not part:
        shown = field.kind.display(field, value)
        if shown:
            return shown[0].lower() + shown[1:] if field.type in ("yesno", "commitment") else shown
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return written_whole(str(value))
    if isinstance(value, list):
        return ", ".join(str(item.get("name", item)) if isinstance(item, Mapping) else str(item) for item in value)
    return str(value)
