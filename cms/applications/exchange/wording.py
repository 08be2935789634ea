"""Words for what bundles hold: their parts, their settings and the values of these, for whoever reads what changed."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms import types
from cms.forms.rules import OPERATORS
from cms.snippets.tables import operations

LONGEST = 160

# What a row of each list of a bundle is called.
NOUNS: dict[str, str | Promise] = {
    "section": gettext_lazy("the step of the form"),
    "field": gettext_lazy("the question"),
    "text": gettext_lazy("the text between questions"),
    "rule": gettext_lazy("the rule"),
    "role": gettext_lazy("the role"),
    "node": gettext_lazy("the step of the process"),
    "transition": gettext_lazy("the action"),
    "message": gettext_lazy("the message"),
    "document": gettext_lazy("the document"),
    "run": gettext_lazy("the saved run"),
    "procedure": gettext_lazy("the procedure"),
    "form": gettext_lazy("the form"),
    "process": gettext_lazy("the process"),
}
# What the settings of rows are called; those of a type of question name themselves.
_SETTINGS: dict[str, str | Promise] = {
    "answers": gettext_lazy("answers"),
    "amount_field": gettext_lazy("question that gives the amount"),
    "applicant_text": gettext_lazy("text for the applicant"),
    "assign": gettext_lazy("given to"),
    "assign_among": gettext_lazy("given among"),
    "automatic": gettext_lazy("automatic"),
    "body": gettext_lazy("text"),
    "calendar": gettext_lazy("calendar"),
    "collection": gettext_lazy("collection"),
    "comment": gettext_lazy("comment"),
    "comment_public": gettext_lazy("comment that the applicant reads"),
    "condition": gettext_lazy("condition"),
    "criteria": gettext_lazy("grid"),
    "deadline_days": gettext_lazy("working days before it is late"),
    "delay_days": gettext_lazy("working days before it goes on by itself"),
    "description": gettext_lazy("description"),
    "effects": gettext_lazy("what is set off"),
    "ends": gettext_lazy("ends at"),
    "escalate_after": gettext_lazy("working days late before it is passed on"),
    "escalate_to": gettext_lazy("passed on to"),
    "expertise": gettext_lazy("opinions of experts asked here"),
    "fields": gettext_lazy("questions"),
    "fills": gettext_lazy("internal questions asked there"),
    "finder": gettext_lazy("way of finding people"),
    "group": gettext_lazy("group"),
    "help": gettext_lazy("help"),
    "hides": gettext_lazy("what the role does not see"),
    "instructions": gettext_lazy("instructions"),
    "intro": gettext_lazy("text under the title"),
    "key": gettext_lazy("short name"),
    "kind": gettext_lazy("kind"),
    "label": gettext_lazy("label"),
    "message": gettext_lazy("message"),
    "name": gettext_lazy("name"),
    "needs_opinions": gettext_lazy("waits for the experts"),
    "opens_fields": gettext_lazy("questions that may be corrected"),
    "outcome": gettext_lazy("decision"),
    "people": gettext_lazy("made people"),
    "published_fields": gettext_lazy("published questions"),
    "quorum": gettext_lazy("number of opinions"),
    "quorum_rule": gettext_lazy("who must agree"),
    "reminders": gettext_lazy("reminders, in working days before the deadline"),
    "required": gettext_lazy("required"),
    "required_when": gettext_lazy("required when"),
    "retention_months": gettext_lazy("months for which answers are kept"),
    "roles": gettext_lazy("roles"),
    "section": gettext_lazy("step"),
    "sends_back": gettext_lazy("who may send back"),
    "show_when": gettext_lazy("shown when"),
    "signatory": gettext_lazy("signatory"),
    "slug": gettext_lazy("short name"),
    "source": gettext_lazy("starts from"),
    "starts": gettext_lazy("begins on"),
    "steps": gettext_lazy("steps"),
    "subject": gettext_lazy("subject"),
    "summary": gettext_lazy("summary"),
    "summary_field": gettext_lazy("question that sums up"),
    "target": gettext_lazy("leads to"),
    "territory_field": gettext_lazy("question that gives the territory"),
    "title": gettext_lazy("title"),
    "title_field": gettext_lazy("question that names"),
    "to": gettext_lazy("recipient"),
    "type": gettext_lazy("type"),
    "valid_when": gettext_lazy("valid when"),
}
_RULES = ("show_when", "required_when", "valid_when", "condition")

Labels = Mapping[str, str]


def called(part: str, row: Mapping[str, Any]) -> str:
    """A row in words: “the question “Name of the garden” (nom)”."""
    key = str(row.get("key") or row.get("slug") or "")
    name = next((str(row[one]) for one in ("label", "title", "name", "subject", "message") if row.get(one)), "")
    noun = str(NOUNS[_noun(part, row)])
    if not name or name == key:
        return _("%(noun)s (%(key)s)") % {"noun": noun, "key": key}
    return _("%(noun)s “%(name)s” (%(key)s)") % {"noun": noun, "name": _cut(name), "key": key}


def _noun(part: str, row: Mapping[str, Any]) -> str:
    if part == "field":
        try:
            return "field" if types.get(row.get("type", "")).asks else "text"
        except (KeyError, TypeError):
            return "field"
    return part


def setting(name: str, kind: str = "") -> str:
    """What a setting is called; `kind` is the type of the question that has it, if it is one of a question."""
    if name in _SETTINGS:
        return str(_SETTINGS[name])
    try:
        options = types.get(kind).options
    except KeyError:
        return name
    label = next((str(option.label) for option in options if option.name == name), name)
    return label[:1].lower() + label[1:]


def change(name: str, old: Any, new: Any, labels: Labels) -> str:
    """How a setting changes: “old → new”, or for two lists what they gain and lose."""
    if isinstance(old, list) and isinstance(new, list):
        before, after = [_item(one) for one in old], [_item(one) for one in new]
        gained = [one for one in after if one not in before]
        lost = [one for one in before if one not in after]
        if not gained and not lost:
            return _("in another order")
        said = [_("without %(items)s") % {"items": ", ".join(lost)}] if lost else []
        return "; ".join([*said, *([_("with %(items)s") % {"items": ", ".join(gained)}] if gained else [])])
    # What is left out is "no" for whoever reads, when the other is yes or no.
    if isinstance(old, bool) or isinstance(new, bool):
        old, new = bool(old), bool(new)
    return f"{value(name, old, labels)} → {value(name, new, labels)}"


def value(name: str, given: Any, labels: Labels) -> str:
    """A setting's value in words. `labels` are those of the form's questions by key."""
    if given in (None, "", [], {}):
        return _("nothing")
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, int | float):
        return str(given)
    if name in _RULES:
        return _cut(rule(given, labels))
    if name == "type":
        try:
            return _quoted(str(types.get(given).label))
        except (KeyError, TypeError):
            return _quoted(str(given))
    if name == "section":
        return _quoted(labels.get(f"section:{given}", str(given)))
    if name == "edition":
        number = operations.numbers([given]).get(given)
        return _("edition %(number)s") % {"number": number or str(given)[:8]}
    if isinstance(given, str):
        return _quoted(given)
    if isinstance(given, list | tuple):
        return ", ".join(_item(one) for one in given)
    if isinstance(given, Mapping):
        return _cut("; ".join(f"{setting(str(key))}: {value(str(key), one, labels)}" for key, one in given.items()))
    return _cut(json.dumps(given, ensure_ascii=False))


def _item(one: Any) -> str:
    if isinstance(one, Mapping):
        called_so = one.get("label") or one.get("title")
        if called_so:
            return _quoted(str(called_so))
        return " ".join(str(part) for part in one.values() if isinstance(part, str | int))
    return _quoted(str(one))


def rule(data: Any, labels: Labels) -> str:
    """A rule of `cms.forms` in words: ““Do you want help?” is yes and “Amount” is at least 100”."""
    if not isinstance(data, Mapping):
        return ""
    for kind, word in (("all", _(" and ")), ("any", _(" or "))):
        if kind in data:
            return "(" + word.join(rule(one, labels) for one in data[kind]) + ")"
    if "not" in data:
        return _("not %(rule)s") % {"rule": rule(data["not"], labels)}
    key, _dot, path = str(data.get("field", "")).partition(".")
    read = _quoted(labels.get(key, key)) + (f" ({path})" if path else "")
    operator = OPERATORS.get(data.get("operator", ""), (data.get("operator", ""),))[0]
    compared = value("", data["value"], labels) if "value" in data else ""
    return f"{read} {operator} {compared}".strip()


def _quoted(text: str) -> str:
    return _("“%(text)s”") % {"text": _cut(text)}


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
