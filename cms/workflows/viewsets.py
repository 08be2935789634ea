"""Processes in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.theme.choosers import NameChooserViewSet
from cms.workflows.bpmn.screens import ProcessEditView, ProcessIndexView
from cms.workflows.editing.panels import process_panels
from cms.workflows.models import ProcessDefinition


class ProcessViewSet(SnippetViewSet):
    """Processes: edited as rows, drawn in the preview, published as versions that never change."""

    model = ProcessDefinition
    icon = "tasks"
    menu_label = _("Processes")
    menu_name = "processes"
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["name", "key", UpdatedAtColumn()]
    search_fields = ["name", "key"]
    search_backend_name = None
    copy_view_enabled = False
    chooser_viewset_class = NameChooserViewSet
    index_view_class = ProcessIndexView
    edit_view_class = ProcessEditView
    edit_handler: Panel = process_panels
