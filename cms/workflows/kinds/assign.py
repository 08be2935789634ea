"""Effect "assign": gives the case to a person whom a rule finds."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock

from cms.forms import moment
from cms.workflows import assignments, parts
from cms.workflows.effects import register_effect
from cms.workflows.models import Case, Effect, Node
from cms.workflows.schema import ASSIGN_RULES


def register() -> None:
    register_effect(
        "assign",
        gettext_lazy("Give the application to a person"),
        run,
        check,
        block=StructBlock(
            [
                ("rule", ChoiceBlock(label=gettext_lazy("To"), choices=Node.Assign.choices)),
                (
                    "among",
                    CharBlock(
                        label=gettext_lazy("Among the role (short name)"),
                        required=False,
                        max_length=60,
                        help_text=gettext_lazy("Needed when it goes to who has the fewest applications."),
                    ),
                ),
            ],
            icon="user",
        ),
        in_trials=True,
        in_simulations=True,
    )


def check(params: dict[str, Any]) -> str | None:
    """Return what is wrong with the parameters, or None."""
    if params.get("rule") not in ASSIGN_RULES:
        return _("say by which rule a person is found")
    if params["rule"] == "least_loaded" and not params.get("among"):
        return _("say among which role")
    return None


def run(effect: Effect) -> dict[str, Any]:
    """Give the case; nothing when it is closed meanwhile."""
    case = Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=effect.case_id)
    if not case.is_open:
        return {"person": None}
    person = assignments.by_rule(case, effect.params["rule"], effect.params.get("among", ""), moment.now())
    case.save(update_fields=["journal_head"])
    parts.rewrite(case)
    return {"person": person.pk if person else None}
