"""The shape of a bundle, as JSON Schema; `docs/bundle.schema.json` is its copy for readers and editors."""

from typing import Any

from cms.forms.schema import FORM_SCHEMA
from cms.workflows.schema import PROCESS_SCHEMA

# Grows when a bundle of the day before could no longer be read.
FORMAT = 1

_KEY = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": 60}
_FIELD = {"type": ["string", "null"], "description": "Key of a field of the form; empty: none."}
_MOMENT = {"type": ["string", "null"], "format": "date-time", "description": "ISO 8601; empty: no bound."}
_TAGS = "Tags in braces are replaced; an empty line starts a paragraph."


def _object(properties: dict[str, Any], required: list[str], description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


PROCEDURE_SCHEMA = _object(
    {
        "slug": {"type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": 100, "description": "Part of its address."},
        "title": {"type": "string", "minLength": 1, "maxLength": 200},
        "summary": {"type": "string", "description": "One or two sentences, for lists."},
        "description": {"type": "string", "description": "Who may apply and what happens next."},
        "title_field": _FIELD,
        "summary_field": _FIELD,
        "territory_field": _FIELD | {"description": "Key of a field of communes: the territory with most of them."},
        "published_fields": {
            "type": "array",
            "items": {"type": "string"},
            "uniqueItems": True,
            "description": "Keys of the fields that the public page shows, in order. Nothing else is public.",
        },
        "collection": {"type": ["string", "null"], "description": "Slug of the page that receives the records."},
        "retention_months": {
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": 600,
            "description": "Months for which answers are kept after the decision; needed with personal data.",
        },
        "calendar": _object({"opens_at": _MOMENT, "closes_at": _MOMENT}, [], "When new applications are taken."),
    },
    ["slug", "title"],
    "What the procedure is, and which of its answers feed its title, territory and public page.",
)

MESSAGE_SCHEMA = _object(
    {
        "key": _KEY | {"description": "The name by which effects of kind message call it."},
        "to": {"type": "string", "pattern": "^(applicant|role:.+)$", "default": "applicant"},
        "subject": {"type": "string", "minLength": 1, "maxLength": 200},
        "body": {"type": "string", "minLength": 1, "description": _TAGS},
    },
    ["key", "subject", "body"],
    "A mail that an action sends.",
)

DOCUMENT_SCHEMA = _object(
    {
        "key": _KEY | {"description": "The name by which effects of kind document call it."},
        "title": {"type": "string", "minLength": 1, "maxLength": 200},
        "body": {"type": "string", "minLength": 1, "description": _TAGS},
        "signatory": {"type": "string", "minLength": 1, "maxLength": 200},
    },
    ["key", "title", "body", "signatory"],
    "A document that an action issues.",
)

TABLE_SCHEMA = _object(
    {
        "key": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$", "maxLength": 60},
        "name": {"type": "string", "minLength": 1, "maxLength": 200},
        "edition": {"type": "string", "description": "Fingerprint of the rows; may be left out."},
        "columns": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1, "uniqueItems": True},
        "code": {"type": "string", "description": "The column of the codes."},
        "label": {"type": "string", "description": "The column of the names."},
        "rows": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
    },
    ["key", "name", "columns", "code", "label", "rows"],
    "A reference table in which a question chooses; made, or given one more edition, when its rows are not there.",
)

_ROLE = {"type": "string", "minLength": 1, "maxLength": 60, "description": "Key of a role of the process."}
_KEYS = {"type": "array", "items": {"type": "string", "minLength": 1}}

ACT_SCHEMA = _object(
    {
        "role": _ROLE,
        "transition": {"type": "string", "minLength": 1, "description": "Key of an action; @ and a step sends back."},
        "reviewer": {"type": "integer", "minimum": 1, "default": 1, "description": "Which of the role's made people."},
        "comment": {"type": "string"},
        "values": {"type": "object", "description": "Answers to the process's own questions, by key."},
        "scores": {
            "type": "object",
            "additionalProperties": {"type": "integer"},
            "description": "Points of the grid, by key of the criterion.",
        },
        "answers": {"type": "object", "description": "What the applicant corrects, by key of the question."},
        "fields": _KEYS | {"description": "Keys of the questions that are to be corrected; without: all that open."},
        "amount": {"type": "string", "pattern": "^[0-9]+([.][0-9]{1,2})?$", "description": "Amount granted, in euros."},
    },
    ["role", "transition"],
    "Somebody acts. At a review it is the opinion of one reviewer.",
)

WAIT_SCHEMA = _object(
    {
        "wait": {
            **_object(
                {
                    "days": {"type": "integer", "minimum": 1, "maximum": 3660},
                    "working_days": {"type": "integer", "minimum": 1, "maximum": 2600},
                },
                [],
                "Days of the calendar, or working days.",
            ),
            "minProperties": 1,
            "maxProperties": 1,
        }
    },
    ["wait"],
    "Time passes, and the clock does what is due: reminders, passing on, automatic actions.",
)

EXPECT_SCHEMA = _object(
    {
        "expect": _object(
            {
                "node": {"type": "string", "minLength": 1, "description": "Key of the step where the case stands."},
                "mails": _KEYS | {"description": "Keys of all mails sent since the last expectation of mails."},
                "documents": _KEYS | {"description": "Keys of all documents issued since the last one of documents."},
                "roles": _KEYS | {"description": "Keys of all roles that can do something now."},
            },
            [],
            "What must be so now.",
        )
    },
    ["expect"],
    "What must be so now; what is left out is not looked at.",
)

RUN_SCHEMA = _object(
    {
        "key": _KEY,
        "label": {"type": "string", "minLength": 1, "maxLength": 200},
        "starts": {"type": "string", "format": "date", "description": "The day on which it is sent, at nine."},
        "people": {
            "type": "object",
            "additionalProperties": {"type": "integer", "minimum": 1, "maximum": 20},
            "description": "How many made people play a role, by its key.",
        },
        "answers": {"type": "object", "description": "The answers that are sent, as a draft stores them."},
        "steps": {"type": "array", "items": {"anyOf": [ACT_SCHEMA, WAIT_SCHEMA, EXPECT_SCHEMA]}},
        "ends": {"type": "string", "minLength": 1, "description": "Key of the step where the case then stands."},
    },
    ["key", "label", "answers", "steps", "ends"],
    "A saved run of the simulator: replayed at each publication, which it refuses when it ends otherwise.",
)


def _bundle(form: dict[str, Any], process: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Passerelle procedure",
        **_object(
            {
                "format": {"const": FORMAT},
                "procedure": PROCEDURE_SCHEMA,
                "form": _part(form),
                "process": _part(process),
                "messages": {"type": "array", "items": MESSAGE_SCHEMA, "default": []},
                "documents": {"type": "array", "items": DOCUMENT_SCHEMA, "default": []},
                "opinion_forms": {
                    "type": "array",
                    "items": {"type": "object", "required": ["key"], "properties": {"key": {"type": "string"}}},
                    "default": [],
                    "description": "The forms that experts fill in, as “form”; steps name them by key.",
                },
                "tables": {"type": "array", "items": TABLE_SCHEMA, "default": []},
                "runs": {"type": "array", "items": RUN_SCHEMA, "default": []},
            },
            ["format", "procedure", "form", "process"],
            "A form, a process and an outcome: all that makes a procedure.",
        ),
        "$defs": form.get("$defs", {}) | process.get("$defs", {}),
    }


def _part(schema: dict[str, Any]) -> dict[str, Any]:
    """A room's schema inside this one: its definitions stand at the top, where its references find them."""
    return {key: value for key, value in schema.items() if key not in ("$schema", "$id", "$defs")}


BUNDLE_SCHEMA = _bundle(FORM_SCHEMA, PROCESS_SCHEMA)
# The same without the inside of form and process, which their own rooms check and explain better.
SHELL_SCHEMA = _bundle({"type": "object"}, {"type": "object"})
