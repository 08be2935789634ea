"""What a step asks of outside experts, on the screen: one block, or none."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, IntegerBlock, StreamBlock, StructBlock

from cms.forms.models import FormDefinition
from cms.workflows.editing.structure import StructuredField
from cms.workflows.expertise.settings import DAYS, WANTED, canonical


def _forms() -> list[tuple[str, str]]:
    return [(one.key, one.name) for one in FormDefinition.objects.order_by("name").only("key", "name")]


class ExpertiseBlock(StructBlock):
    """Who is asked what, until when, and who reads it."""

    form = ChoiceBlock(
        label=_("Form that the expert fills in"),
        choices=_forms,
        help_text=_("One of the forms of the platform; the published version is the one that experts get."),
    )
    wanted = IntegerBlock(label=_("Opinions wanted"), min_value=1, max_value=20, default=WANTED)
    days = IntegerBlock(
        label=_("Time to answer"), min_value=1, max_value=250, default=DAYS, help_text=_("In working days.")
    )
    remind = IntegerBlock(
        label=_("Reminder"),
        min_value=1,
        max_value=250,
        required=False,
        help_text=_("How many working days before the last one the expert is written to again; empty: never."),
    )
    confidential = BooleanBlock(
        label=_("Confidential"),
        required=False,
        help_text=_("The applicant never reads the opinions, nor do the roles that are not named below."),
    )
    read_by = CharBlock(
        label=_("Who reads confidential opinions"),
        required=False,
        help_text=_("Short names of roles, with a comma between them; empty: those who act at this step."),
    )
    shows = CharBlock(
        label=_("What experts read of the application"),
        required=False,
        help_text=_(
            "Short names of steps and questions of the form, with a comma between them; empty: the steps of the form "
            "that ask for no personal data, without files."
        ),
    )

    class Meta:
        icon = "mail"
        label = _("Opinions of experts")
        label_format = "{form}"


class ExpertiseFormField(StructuredField):
    """The settings as JSON, or None."""

    def __init__(self, **kwargs: Any) -> None:
        # A stream of at most one: "asks nobody" is then no block, as for conditions.
        super().__init__(StreamBlock([("expertise", ExpertiseBlock())], required=False, max_num=1), **kwargs)

    def to_block(self, value: Any) -> list[dict[str, Any]]:
        if not value:
            return []
        said = {"wanted": WANTED, "days": DAYS, "remind": None, "confidential": False} | value
        lists = {name: ", ".join(value.get(name, ())) for name in ("read_by", "shows")}
        return [{"type": "expertise", "value": said | lists}]

    def from_block(self, raw: Any) -> dict[str, Any] | None:
        if not raw:
            return None
        said = dict(raw[0]["value"])
        for name in ("read_by", "shows"):
            said[name] = [key.strip() for key in (said.get(name) or "").split(",") if key.strip()]
        for name, default in (("wanted", WANTED), ("days", DAYS)):
            said[name] = said.get(name) or default
        return canonical(said) if said.get("form") else None
