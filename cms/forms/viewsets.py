"""Forms in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.forms.editor import FormDefinitionForm
from cms.forms.models import FormDefinition


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
    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("name"), FieldPanel("body")], heading=_("Questions")),
            ObjectList([FieldPanel("rules")], heading=_("Rules")),
            ObjectList([FieldPanel("key")], heading=_("Settings")),
        ],
        base_form_class=FormDefinitionForm,
    )
