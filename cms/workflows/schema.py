"""The shape of a process in a bundle, as JSON Schema (draft 2020-12).

It says what may be written; whether the graph makes sense is `cms.workflows.checks`' business.
"""

from typing import Any

KEY: dict[str, Any] = {"type": "string", "pattern": "^[a-z0-9]+(?:[-_][a-z0-9]+)*$", "maxLength": 60}
LABEL: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 200}

FINDER: dict[str, Any] = {"type": "string", "pattern": "^[a-z][a-z_]*$", "maxLength": 30}
NODE_KINDS = ["start", "task", "applicant", "review", "end"]
OUTCOMES = ["accepted", "refused", "withdrawn", "closed"]
COMMENTS = ["none", "optional", "required"]

# Conditions are rules of `cms.forms`; their inside is described and checked there.
CONDITION: dict[str, Any] = {"type": ["object", "null"]}

ROLE: dict[str, Any] = {
    "type": "object",
    "required": ["key", "label", "finder"],
    "additionalProperties": False,
    "properties": {"key": KEY, "label": LABEL, "finder": FINDER, "group": {"type": "string", "maxLength": 150}},
}

NODE: dict[str, Any] = {
    "type": "object",
    "required": ["key", "label", "kind"],
    "additionalProperties": False,
    "properties": {
        "key": KEY,
        "label": LABEL,
        "kind": {"enum": NODE_KINDS},
        "outcome": {"enum": ["", *OUTCOMES]},
        "instructions": {"type": "string"},
        "applicant_text": {"type": "string"},
        "deadline_days": {"type": ["integer", "null"], "minimum": 1, "maximum": 999},
        "quorum": {"type": "integer", "minimum": 1, "maximum": 99},
        "opens_fields": {"type": "array", "items": {"type": "string", "minLength": 1}},
    },
}

# Higher rooms register kinds of effects with parameters of their own, so only the kind is fixed here.
EFFECT: dict[str, Any] = {
    "type": "object",
    "required": ["kind"],
    "properties": {
        "kind": {"type": "string", "pattern": "^[a-z][a-z_]*$", "maxLength": 30},
        "message": {"type": "string", "minLength": 1},
        "document": {"type": "string", "minLength": 1},
        "amount_field": {"type": "string", "minLength": 1},
        "live": {"type": "boolean"},
    },
}

TRANSITION: dict[str, Any] = {
    "type": "object",
    "required": ["key", "label", "source", "target"],
    "additionalProperties": False,
    "properties": {
        "key": KEY,
        "label": LABEL,
        "source": KEY,
        "target": KEY,
        "roles": {"type": "array", "items": KEY},
        "comment": {"enum": COMMENTS},
        "comment_public": {"type": "boolean"},
        "condition": CONDITION,
        "automatic": {"type": "boolean"},
        "effects": {"type": "array", "items": EFFECT},
    },
}

PROCESS_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Process",
    "type": "object",
    "required": ["key", "name", "roles", "nodes", "transitions"],
    "additionalProperties": False,
    "properties": {
        "key": KEY | {"maxLength": 100},
        "name": LABEL,
        "roles": {"type": "array", "items": ROLE},
        "nodes": {"type": "array", "items": NODE},
        "transitions": {"type": "array", "items": TRANSITION},
    },
}
