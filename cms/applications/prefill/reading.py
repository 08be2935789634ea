"""What may be prepared for a form, and what is kept of what was prepared: every value clean, or dropped and told."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.forms.errors import FieldError
from cms.forms.spec import Field, Form

# What a person has to say in person.
_IN_PERSON = {"commitment"}
MOST_DROPPED = 100
# What sites add to links to count visits: no answer, and nothing to report.
_COUNTERS = ("utm_", "mtm_", "pk_")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A value that was not kept: of which field, and why, in a sentence."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was kept, as {field key: clean value}, and what was dropped."""

    values: dict[str, Any] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)


def fillable(one: Field) -> bool:
    """Whether answers to a field may be prepared: never files, commitments, nor what is calculated."""
    kind = one.kind
    if not kind.asks or one.type in _IN_PERSON or getattr(kind, "derived", False):
        return False
    if getattr(kind, "holds_fields", False):
        return all(fillable(inner) for inner in getattr(one, "fields", ()) if inner.kind.asks)
    return not kind.takes_files


def from_json(form: Form, data: Mapping[str, Any]) -> Prepared:
    """From {field key: value} in the shape that the form's schema describes."""
    return _read(form, data, lambda one: data[one.key])


def from_query(form: Form, data: QueryDict) -> Prepared:
    """From the query of a link: names are those of the form's own inputs (`titre`, `periode.start`, …)."""
    named = {name.partition(".")[0]: True for name in data if not name.startswith(_COUNTERS)}
    return _read(form, named, lambda one: one.kind.from_post(one, data))


def _read(form: Form, data: Mapping[str, Any], raw_of: Callable[[Field], Any]) -> Prepared:
    known = {one.key: one for one in form.fields}
    found = Prepared()
    for key in data:
        one = known.get(key)
        if one is None or not one.kind.asks:
            _drop(found, key, _("There is no such question."))
        elif not fillable(one):
            _drop(found, key, _("This question cannot be answered in advance."))
        else:
            _take(found, one, raw_of)
    return found


def _take(found: Prepared, one: Field, raw_of: Callable[[Field], Any]) -> None:
    try:
        value = one.kind.clean(one, raw_of(one))
        json.dumps(value, allow_nan=False)
    except FieldError as error:
        _drop(found, one.key, error.message)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError):
        _drop(found, one.key, _("This value cannot be read."))
    else:
        if not one.kind.is_empty(value):
            found.values[one.key] = value


def _drop(found: Prepared, key: str, reason: str) -> None:
    if len(found.dropped) < MOST_DROPPED:
        found.dropped.append(Dropped(str(key)[:100], reason))


def schema(form: Form, title: str, address: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of what `from_json` takes, one property a field that may be prepared."""
    properties = {}
    for one in form.fields:
        if fillable(one):
            described = {"title": one.label} | ({"description": one.help} if one.help else {})
            properties[one.key] = {**one.kind.value_schema(one), **described}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
