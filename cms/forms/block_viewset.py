"""Shared blocks in the admin: their questions, and the forms that use them."""

from typing import Any

from django.contrib.admin.utils import quote
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from cms.forms.block_editor import SharedBlockForm
from cms.forms.block_uses import forms_using, why_it_stays
from cms.forms.models import SharedBlock
from cms.theme.choosers import NameChooserViewSet


class UsesPanel(Panel):
    """The forms that use the block, and when a change reaches them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "forms/block_uses.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"forms": forms_using(self.instance)}


class SharedBlockDeleteView(DeleteView):
    """Says which forms keep a block, and goes back to it."""

    def run_before_hook(self) -> Any:
        forms = forms_using(self.object)
        if not forms:
            return super().run_before_hook()
        messages.error(self.request, why_it_stays(self.object, forms))
        return redirect("wagtailsnippets_cms_forms_sharedblock:edit", quote(self.object.pk))


class SharedBlockViewSet(SnippetViewSet):
    """Blocks of questions that forms share."""

    model = SharedBlock
    icon = "copy"
    menu_label = _("Shared blocks")
    menu_name = "shared-blocks"
    menu_order = 311
    add_to_admin_menu = True
    list_display = ["title", "key"]
    search_fields = ["title", "key"]
    search_backend_name = None
    copy_view_enabled = False
    chooser_viewset_class = NameChooserViewSet
    delete_view_class = SharedBlockDeleteView
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("questions"),
            FieldPanel("key"),
            UsesPanel(heading=_("Forms that use the block")),
        ],
        base_form_class=SharedBlockForm,
    )
