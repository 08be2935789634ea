"""The shape of a process in a bundle, as JSON Schema (draft 2020-12).

It says what may be written; whether the graph makes sense is `cms.workflows.checks`' business.
"""

from typing import Any

KEY: dict[str, Any] = {"type": "string", "pattern": "^[a-z0-9]+(?:[-_][a-z0-9]+)*$", "maxLength": 60}
LABEL: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 200}

FINDER: dict[str, Any] = {"type": "string", "pattern": "^[a-z][a-z_]*$", "maxLength": 30}
NODE_KINDS = ["start", "task", "applicant", "review", "end"]
OUTCOMES = ["accepted", "refused", "withdrawn", "closed"]
QUORUM_RULES = ["count", "any", "all", "majority"]
ASSIGN_RULES = ["referent", "departement", "least_loaded"]
COMMENTS = ["none", "optional", "required"]

# The types of a process's own fields: what one person writes down in one place, without files.
OWN_TYPES = ["text", "longtext", "integer", "decimal", "amount", "date", "yesno", "choice", "choices"]
WORKING_DAYS: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": 999}

# Conditions are rules of `cms.forms`; their inside is described and checked there.
CONDITION: dict[str, Any] = {"type": ["object", "null"]}

ROLE: dict[str, Any] = {
    "type": "object",
    "required": ["key", "label", "finder"],
    "additionalProperties": False,
    "properties": {
        "key": KEY,
        "label": LABEL,
        "finder": FINDER,
        "group": {"type": "string", "maxLength": 150},
        "hides": {"type": "array", "items": {"type": "string", "minLength": 1}},
    },
}

CRITERION: dict[str, Any] = {
    "type": "object",
    "required": ["key", "label"],
    "additionalProperties": False,
    "properties": {
        "key": KEY,
        "label": LABEL,
        "help": {"type": "string"},
        "weight": {"type": "integer", "minimum": 1, "maximum": 100},
        "most": {"type": "integer", "minimum": 1, "maximum": 100},
    },
}

# The opinions that outside experts are asked for at a step; "edition" is written by publication.
EXPERTISE: dict[str, Any] = {
    "type": ["object", "null"],
    "required": ["form"],
    "additionalProperties": False,
    "properties": {
        "form": {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "maxLength": 100},
        "edition": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "wanted": {"type": "integer", "minimum": 1, "maximum": 20},
        "days": {"type": "integer", "minimum": 1, "maximum": 250},
        "remind": {"type": ["integer", "null"], "minimum": 1, "maximum": 250},
        "confidential": {"type": "boolean"},
        "read_by": {"type": "array", "items": KEY},
        "shows": {"type": "array", "items": {"type": "string", "minLength": 1}},
    },
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
        "reminders": {"type": "array", "items": WORKING_DAYS, "uniqueItems": True},
        "escalate_after": {"type": ["integer", "null"], "minimum": 0, "maximum": 999},
        "escalate_to": {"anyOf": [{"const": ""}, KEY]},
        "quorum_rule": {"enum": QUORUM_RULES},
        "criteria": {"type": "array", "items": CRITERION},
        "fills": {"type": "array", "items": KEY},
        "assign": {"enum": ["", *ASSIGN_RULES]},
        "assign_among": {"anyOf": [{"const": ""}, KEY]},
        "sends_back": {"type": "array", "items": KEY},
        "expertise": EXPERTISE,
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
        "field": {"type": "string", "minLength": 1},
        "value": {"type": ["string", "number", "boolean", "array"]},
        "rule": {"enum": ASSIGN_RULES},
        "among": {"type": "string"},
        "webhook": {"type": "string", "minLength": 1},
        "fields": {"type": "string"},
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
        "delay_days": {"type": ["integer", "null"], "minimum": 1, "maximum": 999},
        "effects": {"type": "array", "items": EFFECT},
        "needs_opinions": {"type": "boolean"},
    },
}

# The options of each type are those of the form's fields, and checked there.
OWN_FIELD: dict[str, Any] = {
    "type": "object",
    "required": ["key", "type", "label"],
    "properties": {"key": KEY, "type": {"enum": OWN_TYPES}, "label": LABEL, "public": {"type": "boolean"}},
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
        "fields": {"type": "array", "items": OWN_FIELD},
        "roles": {"type": "array", "items": ROLE},
        "nodes": {"type": "array", "items": NODE},
        "transitions": {"type": "array", "items": TRANSITION},
    },
}
