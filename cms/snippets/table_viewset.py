"""Reference tables in the admin: their settings, their editions, what uses them."""

from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, DeleteView, IndexView, SnippetViewSet

from cms.snippets.models import ReferenceTable, TableEdition
from cms.snippets.table_forms import ReferenceTableForm
from cms.snippets.table_screens import NAMESPACE, DownloadView, EditionScreen, ImportScreen
from cms.snippets.tables import uses
from cms.snippets.tables.house import HOUSE


class EditionsPanel(Panel):
    """The editions of the table, the way to one more, and the forms that use it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "snippets/tables/editions_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            table = self.instance
            return super().get_context_data(parent_context) | {
                "table": table,
                "editions": table.editions.light().select_related("created_by"),
                "uses": uses.of(table.key),
                "may_import": self.request.user.has_perm("snippets.change_referencetable"),
            }


class TableIndexView(IndexView):
    """The list of those that were imported; the others are named above it."""

    def get_base_queryset(self) -> QuerySet[ReferenceTable]:
        newest = TableEdition.objects.filter(table=OuterRef("pk")).order_by("-number")
        return (
            super()
            .get_base_queryset()
            .exclude(key__in=HOUSE)
            .annotate(
                newest_number=Subquery(newest.values("number")[:1]), rows=Subquery(newest.values("row_count")[:1])
            )
        )

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        house = [
            (table.name, reverse(f"wagtailsnippets_snippets_{table.model}:list"), table.key) for table in HOUSE.values()
        ]
        return super().get_context_data(*args, **kwargs) | {"house": house}


class TableCreateView(CreateView):
    """After the first save comes the file."""

    def get_success_url(self) -> str:
        return reverse(f"{NAMESPACE}:import", args=[quote(self.object.pk)])


class TableDeleteView(DeleteView):
    """Says why a table that is used stays, and goes back to it."""

    def run_before_hook(self) -> Any:
        if self.user_has_permission_for_instance("delete", self.object):
            return super().run_before_hook()
        used = ", ".join(f"« {use.name} »" for use in uses.of(self.object.key))
        messages.error(self.request, _("This table stays, because it is used: %(used)s.") % {"used": used})
        return redirect(f"{NAMESPACE}:edit", quote(self.object.pk))


class ReferenceTableViewSet(SnippetViewSet):
    """Tables from CSV files."""

    model = ReferenceTable
    icon = "table"
    menu_label = gettext_lazy("Reference tables")
    index_view_class = TableIndexView
    index_template_name = "snippets/tables/index.html"
    add_view_class = TableCreateView
    delete_view_class = TableDeleteView
    copy_view_enabled = False
    list_display = [
        "name",
        "key",
        Column("newest_number", label=gettext_lazy("Edition"), accessor="newest_number"),
        Column("rows", label=gettext_lazy("Lines"), accessor="rows"),
    ]
    search_fields = ["name", "key"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("key"),
            FieldPanel("description"),
            EditionsPanel(heading=gettext_lazy("Editions")),
        ],
        base_form_class=ReferenceTableForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/import/", ImportScreen.as_view(), name="import"),
            path("<int:pk>/editions/<int:number>/", EditionScreen.as_view(), name="edition"),
            path("<int:pk>/editions/<int:number>/csv/", DownloadView.as_view(), name="download"),
        ]
