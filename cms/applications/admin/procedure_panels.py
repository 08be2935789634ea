"""The panels of the procedure's screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from cms.applications.admin.procedure_form import MessageForm, ProcedureForm, fields_of
from cms.applications.admin.procedure_places import Places, edit_url
from cms.applications.decisions import tags
from cms.applications.models import Procedure
from cms.applications.publication import releases


class MessagesPanel(InlinePanel):
    """The messages, with the list of who may receive them."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = MessageForm
        return options


class StatePanel(Panel):
    """What is published, what is not, and what stands in the way."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "applications/admin/procedure_state.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            procedure = self.instance
            saved = Procedure.objects.select_related("form", "process", "current_release").get(pk=procedure.pk)
            places = Places(saved)
            faults = [(fault, places.of(fault)) for fault in releases.all_faults(saved)]
            return context | {
                "procedure": saved,
                "release": saved.current_release,
                "is_current": releases.is_current(saved),
                "refusals": [row for row in faults if row[0].refuses],
                "warnings": [row for row in faults if not row[0].refuses],
                "form_url": edit_url(saved.form),
                "process_url": edit_url(saved.process),
            }

        def is_shown(self) -> bool:
            return self.instance.pk is not None


class TagsPanel(Panel):
    """The words in braces that texts may use."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "applications/admin/procedure_tags.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            procedure = self.instance
            rows = [(tag.written, tag.label) for tag in tags.TAGS if not tag.names]
            if procedure.form_id:
                rows += [(f"{{answer:{one.key}}}", one.label) for one in fields_of(procedure)]
            if procedure.pk:
                rows += [(f"{{document:{row.key}}}", row.title) for row in procedure.documents.all()]
            return context | {"rows": rows}


_TEXTS = [FieldPanel("key"), FieldPanel("title"), FieldPanel("body"), FieldPanel("signatory")]

edit_handler = TabbedInterface(
    [
        ObjectList(
            [
                StatePanel(heading=_("Publication")),
                MultiFieldPanel(
                    [FieldPanel("title"), FieldPanel("slug"), FieldPanel("summary"), FieldPanel("description")],
                    heading=_("What applicants read"),
                ),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading=_("Calendar")),
                FieldRowPanel([FieldPanel("form"), FieldPanel("process")], heading=_("Form and process")),
                FieldPanel("retention_months"),
            ],
            heading=_("Procedure"),
        ),
        ObjectList(
            [TagsPanel(heading=_("Words that are replaced")), MessagesPanel("messages", heading=_("Messages"))],
            heading=_("Messages"),
        ),
        ObjectList(
            [
                TagsPanel(heading=_("Words that are replaced")),
                InlinePanel("documents", heading=_("Documents"), panels=_TEXTS),
            ],
            heading=_("Documents"),
        ),
        ObjectList(
            [
                FieldRowPanel(
                    [FieldPanel("title_field"), FieldPanel("summary_field"), FieldPanel("territory_field")],
                    heading=_("What the answers feed"),
                ),
                FieldPanel("published_fields"),
                FieldPanel("collection"),
            ],
            heading=_("Public page"),
        ),
    ],
    base_form_class=ProcedureForm,
)
