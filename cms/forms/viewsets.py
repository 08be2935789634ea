"""Forms in the admin."""

from typing import Any

from django.contrib.admin.utils import quote
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from cms.forms.editor import FormDefinitionForm
from cms.forms.models import FormDefinition
from cms.theme.choosers import NameChooserViewSet


class FormDeleteView(DeleteView):
    """Says why a published form stays, and goes back to it."""

    def run_before_hook(self) -> Any:
        if self.user_has_permission_for_instance("delete", self.object):
            return super().run_before_hook()
        messages.error(
            self.request, _("A form that was published stays: applications answer it. Unpublish it instead.")
        )
        return redirect("wagtailsnippets_cms_forms_formdefinition:edit", quote(self.object.pk))


class FormViewSet(SnippetViewSet):
    """Forms: edited as sections of questions, previewed as an applicant sees them, published as versions."""

    model = FormDefinition
    icon = "form"
    menu_label = _("Forms")
    menu_name = "forms"
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["name", "key", UpdatedAtColumn(), LiveStatusTagColumn()]
    search_fields = ["name", "key"]
    search_backend_name = None
    copy_view_enabled = False
    chooser_viewset_class = NameChooserViewSet
    delete_view_class = FormDeleteView
    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("name"), FieldPanel("body")], heading=_("Questions")),
            ObjectList([FieldPanel("rules")], heading=_("Rules")),
            ObjectList([FieldPanel("key")], heading=_("Settings")),
        ],
        base_form_class=FormDefinitionForm,
    )
