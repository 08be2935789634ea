"""Effect "set_field": writes the answer to one of the process's own questions."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, StructBlock

from cms.forms import moment
from cms.forms.errors import FieldError
from cms.workflows import engine
from cms.workflows.effects import register_effect
from cms.workflows.models import Case, Effect


class FieldNotSet(Exception):
    """The process has no such question, or the question refuses the value: trying again would not help."""

    is_final = True


def register() -> None:
    register_effect(
        "set_field",
        gettext_lazy("Note an answer to an internal question"),
        run,
        check,
        block=StructBlock(
            [
                ("field", CharBlock(label=gettext_lazy("Short name of the internal question"), max_length=60)),
                (
                    "value",
                    CharBlock(
                        label=gettext_lazy("Answer"),
                        required=False,
                        max_length=1000,
                        help_text=gettext_lazy(
                            "As it is stored: the short name of a choice, 12.50, 2026-12-31, oui. Several choices are "
                            "parted by semicolons. Empty, the answer is taken away."
                        ),
                    ),
                ),
            ],
            icon="edit",
        ),
        in_trials=True,
        in_simulations=True,
    )


def check(params: dict[str, Any]) -> str | None:
    """Return what is wrong with the parameters, or None."""
    return None if params.get("field") else _("say which internal question")


def run(effect: Effect) -> dict[str, Any]:
    """Write the answer, then follow what is automatic and has become possible."""
    key, value = effect.params["field"], effect.params.get("value", "")
    case = Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=effect.case_id)
    question = next((one for one in case.graph.own_form.fields if one.key == key), None)
    if question is None:
        raise FieldNotSet(_("The process has no internal question “%(key)s”.") % {"key": key})
    if question.type == "choices" and isinstance(value, str):
        value = [one.strip() for one in value.split(";") if one.strip()]
    try:
        stored = None if value in (None, "", []) else question.kind.clean(question, value)
    except FieldError as error:
        raise FieldNotSet(f"« {question.label} » : {error}") from error
    answers = {name: kept for name, kept in case.internal.items() if name != key}
    case.internal = answers if stored in (None, "", []) else answers | {key: stored}
    case.save(update_fields=["internal"])
    engine.follow(case.pk, moment.now())
    return {"field": key}
