"""The rows on the screen of a process: its roles, steps and actions."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.panels.base import get_form_for_model

from cms.workflows.editing.desk import ProcessDesk
from cms.workflows.editing.form import ProcessForm, RoleForm, RowForm
from cms.workflows.editing.keys import KeyInput


class RowsPanel(InlinePanel):
    """Rows whose form has a class of its own."""

    def __init__(self, *args: Any, form_class: type[WagtailAdminModelForm] = RowForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form_class = form_class

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"form_class": self.form_class, "heading": self.heading}

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        formset["form"] = get_form_for_model(
            self.db_field.related_model, self.form_class, defer_required_on_fields=deferred
        )
        return options


ROLE = [
    FieldRowPanel([FieldPanel("label"), FieldPanel("key", required_on_save=False)]),
    FieldRowPanel([FieldPanel("finder"), FieldPanel("group")]),
    FieldPanel("hides"),
]
NODE = [
    FieldRowPanel([FieldPanel("label"), FieldPanel("kind")]),
    FieldPanel("outcome"),
    FieldPanel("instructions"),
    FieldPanel("applicant_text"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("deadline_days"), FieldPanel("reminders")]),
            FieldRowPanel([FieldPanel("escalate_after"), FieldPanel("escalate_to", widget=KeyInput("roles"))]),
        ],
        heading=_("Deadline"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("quorum_rule"), FieldPanel("quorum")]),
            FieldPanel("sends_back", widget=KeyInput("roles", several=True)),
            FieldPanel("criteria"),
        ],
        heading=_("Review"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("assign"), FieldPanel("assign_among", widget=KeyInput("roles"))]),
            FieldPanel("fills"),
        ],
        heading=_("Who handles it, and what they write down"),
    ),
    FieldPanel("expertise"),
    FieldRowPanel([FieldPanel("opens_fields"), FieldPanel("key", required_on_save=False)]),
]
TRANSITION = [
    FieldPanel("label"),
    FieldRowPanel(
        [FieldPanel("source", widget=KeyInput("nodes")), FieldPanel("target", widget=KeyInput("nodes"))],
    ),
    FieldPanel(
        "roles", widget=KeyInput("roles", several=True), help_text=_("Nobody, when the action goes on by itself.")
    ),
    FieldRowPanel([FieldPanel("comment"), FieldPanel("comment_public")]),
    FieldPanel("effects"),
    FieldPanel("condition"),
    FieldRowPanel([FieldPanel("automatic"), FieldPanel("delay_days")]),
    FieldPanel("needs_opinions"),
    FieldPanel("key", required_on_save=False),
]

process_panels = ProcessDesk(
    [
        MultiFieldPanel([FieldRowPanel([FieldPanel("name"), FieldPanel("key")])], heading=_("Process")),
        FieldPanel("fields"),
        RowsPanel("roles", ROLE, heading=_("Roles: who acts"), label=_("role"), form_class=RoleForm),
        RowsPanel("nodes", NODE, heading=_("Steps: where an application can be"), label=_("step")),
        RowsPanel("transitions", TRANSITION, heading=_("Actions: from one step to another"), label=_("action")),
    ],
    base_form_class=ProcessForm,
)
