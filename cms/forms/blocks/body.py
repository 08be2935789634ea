"""The body of a form definition: sections of fields, and the rules between fields."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.forms import types
from cms.forms.blocks import conditions, field, reuse
from cms.forms.blocks.ids import stable_id
from cms.forms.blocks.shared import KEY_HELP
from cms.forms.sharing import SHARED
from cms.forms.spec import Form


class FieldsBlock(blocks.StreamBlock):
    """The questions of a section, of any registered type."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        of_types = [(kind.key, field.field_block(kind)) for kind in types.every()]
        super().__init__([*of_types, *(local_blocks or [])], **kwargs)

    class Meta:
        required = False
        collapsed = True


class SectionBlock(blocks.StructBlock):
    """One step of the form."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    intro = blocks.TextBlock(label=_("Introduction"), required=False, rows=2)
    fields = FieldsBlock([(SHARED, reuse.SharedUseBlock())], label=_("Questions"), required=False)
    key = blocks.CharBlock(label=_("Short name"), max_length=100, required=False, help_text=KEY_HELP)
    show_when = conditions.ConditionBlock(label=_("Shown when"))

    class Meta:
        icon = "form"
        label = _("Section")
        label_format = "{title}"
        form_layout = blocks.BlockGroup(children=["title", "intro", "fields"], settings=["key", "show_when"])


class FormRuleBlock(blocks.StructBlock):
    """What must hold between several answers, or who may apply."""

    kind = blocks.ChoiceBlock(
        label=_("Says"),
        choices=[("valid", _("when the answers go together")), ("eligible", _("who may apply"))],
        default="valid",
        help_text=_("Who may not apply is told so as soon as the answers that decide are given."),
    )
    message = blocks.CharBlock(
        label=_("Message"), max_length=500, help_text=_("Says what to do when the rule does not hold.")
    )
    valid_when = conditions.ConditionBlock(label=_("Holds when"))
    fields = blocks.CharBlock(
        label=_("Shown at"),
        max_length=500,
        required=False,
        help_text=_("Labels or short names of the questions where the message is shown, parted by ;"),
    )
    key = blocks.CharBlock(label=_("Short name"), max_length=100, required=False, help_text=KEY_HELP)

    class Meta:
        icon = "warning"
        label = _("Rule")
        label_format = "{message}"
        form_layout = blocks.BlockGroup(children=["kind", "message", "valid_when", "fields"], settings=["key"])


BODY = [("section", SectionBlock())]
# Of a shared block: questions of any type, and no other block.
QUESTIONS = FieldsBlock(required=True)
RULES = [("rule", FormRuleBlock())]


def body_of(form: Form) -> list[dict[str, Any]]:
    """The raw stream of sections that says the form."""
    named = {one.key: one for one in form.fields}
    return [
        {
            "type": "section",
            "id": stable_id(form.key, section.key),
            "value": {
                "title": section.title,
                "intro": section.intro,
                "key": section.key,
                "show_when": conditions.to_block(section.show_when, named),
                "fields": [
                    {"type": one.type, "id": stable_id(form.key, "field", one.key), "value": field.to_block(one, named)}
                    for one in section.fields
                ],
            },
        }
        for section in form.sections
    ]


def rules_of(form: Form) -> list[dict[str, Any]]:
    """The raw stream of rules that says the form's rules."""
    named = {one.key: one for one in form.fields}
    return [
        {
            "type": "rule",
            "id": stable_id(form.key, "rule", rule.key),
            "value": {
                "key": rule.key,
                "kind": "eligible" if rule.eligible else "valid",
                "message": rule.message,
                "valid_when": conditions.to_block(rule.valid_when, named),
                "fields": f"{conditions.SEPARATOR} ".join(rule.fields),
            },
        }
        for rule in form.rules
    ]


def form_json(key: str, name: str, body: list[dict[str, Any]], rules: list[dict[str, Any]]) -> dict[str, Any]:
    """The form in JSON that raw streams say; its shared blocks are to be expanded, and nothing is checked yet."""
    return {
        "key": key,
        "name": name,
        "sections": [_section_json(one["value"]) for one in body],
        "rules": [_rule_json(one["value"]) for one in rules],
    }


def _section_json(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": raw.get("key") or "",
        "title": raw.get("title") or "",
        "intro": raw.get("intro") or "",
        "show_when": conditions.from_block(raw.get("show_when")),
        "fields": [_field_json(one["type"], one["value"]) for one in raw.get("fields") or []],
    }


def _field_json(type_key: str, raw: dict[str, Any]) -> dict[str, Any]:
    return reuse.from_block(raw) if type_key == SHARED else field.from_block(type_key, raw)


def _rule_json(raw: dict[str, Any]) -> dict[str, Any]:
    named = [one.strip() for one in (raw.get("fields") or "").split(conditions.SEPARATOR) if one.strip()]
    return {
        "key": raw.get("key") or "",
        "message": raw.get("message") or "",
        "eligible_when" if raw.get("kind") == "eligible" else "valid_when": conditions.from_block(
            raw.get("valid_when")
        ),
        "fields": named,
    }
