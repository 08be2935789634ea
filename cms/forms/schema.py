"""JSON Schema (2020-12) of the "form" part of a bundle, made from what the field types say about themselves."""

from typing import Any

from cms.forms import types
from cms.forms.formulas import OPERATIONS
from cms.forms.rules import OPERATORS, WITHOUT_VALUE

KEY = {"type": "string", "pattern": "^[a-z][a-z0-9_-]{0,99}$"}
TEXT = {"type": "string"}
WORDS = {"type": "string", "minLength": 1}
RULE = {"$ref": "#/$defs/form_rule"}
RULE_OR_NOTHING = {"anyOf": [RULE, {"type": "null"}]}


def _object(required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _rule() -> dict[str, Any]:
    scalar = {"type": ["string", "number", "boolean"]}
    rules = {"type": "array", "minItems": 1, "items": RULE}
    compared = [key for key in OPERATORS if key not in WITHOUT_VALUE and key != "one_of"]
    return {
        "anyOf": [
            _object(["field", "operator", "value"], {"field": WORDS, "operator": {"enum": compared}, "value": scalar}),
            _object(
                ["field", "operator", "value"],
                {"field": WORDS, "operator": {"const": "one_of"}, "value": {"type": "array", "items": scalar}},
            ),
            _object(["field", "operator"], {"field": WORDS, "operator": {"enum": sorted(WITHOUT_VALUE)}}),
            _object(["all"], {"all": rules}),
            _object(["any"], {"any": rules}),
            _object(["not"], {"not": RULE}),
        ]
    }


def _formula() -> dict[str, Any]:
    operand = {"anyOf": [WORDS, {"type": "number"}, {"$ref": "#/$defs/form_formula"}]}
    return _object(
        ["op", "of"],
        {"op": {"enum": list(OPERATIONS)}, "of": {"type": "array", "minItems": 1, "items": operand}},
    )


def _field_of(kind: types.FieldType) -> dict[str, Any]:
    required = ["key", "type", "label"] if kind.labelled else ["key", "type"]
    properties: dict[str, Any] = {
        "key": KEY,
        "type": {"const": kind.key},
        "label": WORDS if kind.labelled else TEXT,
        "help": TEXT,
        "public_label": TEXT,
        "required": {"type": "boolean"},
        "show_when": RULE_OR_NOTHING,
        "required_when": RULE_OR_NOTHING,
    }
    properties |= {option.name: option.schema() for option in kind.options}
    if kind.holds_fields:
        inner = {"$ref": "#/$defs/form_row_field"}
        properties["fields"] = {"type": "array", "minItems": 1, "items": inner}
        required = [*required, "fields"]
    return _object(required, properties)


def _field_among(kinds: list[types.FieldType]) -> dict[str, Any]:
    """A field of one of these types."""
    choose = [
        {
            "if": {"properties": {"type": {"const": kind.key}}, "required": ["type"]},
            "then": {"$ref": f"#/$defs/form_field_{kind.key}"},
        }
        for kind in kinds
    ]
    return {
        "type": "object",
        "required": ["key", "type"],
        "properties": {"type": {"enum": [kind.key for kind in kinds]}},
        "allOf": choose,
    }


def form_schema() -> dict[str, Any]:
    """The schema, with the types registered so far. Its definitions are named `form_…`."""
    kinds = types.every()
    section = _object(
        ["key", "title", "fields"],
        {
            "key": KEY,
            "title": WORDS,
            "intro": TEXT,
            "show_when": RULE_OR_NOTHING,
            "fields": {"type": "array", "items": {"$ref": "#/$defs/form_field"}},
        },
    )
    form_rule = _object(
        ["key", "message"],
        {
            "key": KEY,
            "valid_when": RULE,
            "eligible_when": RULE,
            "message": WORDS,
            "fields": {"type": "array", "items": KEY},
        },
    ) | {"oneOf": [{"required": ["valid_when"]}, {"required": ["eligible_when"]}]}
    schema = _object(
        ["key", "name", "sections"],
        {
            "key": KEY,
            "name": WORDS,
            "sections": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/form_section"}},
            "rules": {"type": "array", "items": {"$ref": "#/$defs/form_validity"}},
        },
    )
    definitions = {
        "form_rule": _rule(),
        "form_formula": _formula(),
        "form_section": section,
        "form_validity": form_rule,
        "form_field": _field_among(kinds),
        "form_row_field": _field_among([kind for kind in kinds if kind.nests]),
        **{f"form_field_{kind.key}": _field_of(kind) for kind in kinds},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "$defs": definitions}


FORM_SCHEMA = form_schema()
