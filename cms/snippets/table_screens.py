"""Screens beside the one on which a reference table is edited: a file is imported, an edition is read."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.snippets.models import ReferenceTable, TableEdition
from cms.snippets.table_forms import ImportForm
from cms.snippets.tables import operations, reading, uses, writing
from cms.snippets.tables.content import Content

NAMESPACE = "wagtailsnippets_snippets_referencetable"
ROWS_A_PAGE = 100
ROWS_SHOWN = 5


def edit_url(table: ReferenceTable) -> str:
    return reverse(f"{NAMESPACE}:edit", args=[table.pk])


class TableScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one reference table, for those who may see it."""

    header_icon = "table"
    action = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perms([f"snippets.{self.action}_referencetable"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def table(self) -> ReferenceTable:
        return get_object_or_404(ReferenceTable, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{NAMESPACE}:list"), "label": _("Reference tables")},
            {"url": edit_url(self.table), "label": self.table.name},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"table": self.table, "edit_url": edit_url(self.table)}


class ImportScreen(TableScreen):
    """A file is read, and shown or made the newest edition: all of it, or nothing when a line is wrong."""

    template_name = "snippets/tables/import.html"
    page_title = gettext_lazy("Import a file")
    action = "change"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ImportForm())
        return super().get_context_data(**kwargs) | {"newest": self.table.newest, "uses": uses.of(self.table.key)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Import the file or, with `check`, only show what it would bring."""
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        file, newest = form.cleaned_data["file"], self.table.newest
        before = operations.content_in(newest) if newest else None
        try:
            content = self._read(file, form, before)
        except reading.TableRefused as refusal:
            found = self.get_context_data(form=form, problems=refusal.problems)
            return self.render_to_response(found, status=422)
        if "check" in request.POST:
            return self.render_to_response(self.get_context_data(form=form, preview=_preview(content, before)))
        edition = operations.add_edition(self.table, content, by=request.user, source=file.name)
        if newest is not None and edition.pk == newest.pk:
            messages.success(request, _("Nothing has changed: these rows are those of edition %d.") % edition.number)
        else:
            text = ngettext(
                "Edition %(number)d is imported: %(count)d row.",
                "Edition %(number)d is imported: %(count)d rows.",
                edition.row_count,
            )
            messages.success(request, text % {"number": edition.number, "count": edition.row_count})
        return redirect(edit_url(self.table))

    @staticmethod
    def _read(file: Any, form: ImportForm, before: Content | None) -> Content:
        data = file.read(reading.MOST_BYTES + 1)
        return reading.read(data, form.cleaned_data["code"], form.cleaned_data["label"], before)


def _preview(content: Content, before: Content | None) -> dict[str, Any]:
    old = before.names if before else {}
    return {
        "content": content,
        "first": content.rows[:ROWS_SHOWN],
        "count": len(content.rows),
        "come": sum(code not in old for code in content.names),
        "gone": [f"{name} ({code})" for code, name in old.items() if code not in content.names],
        "renamed": sum(code in old and old[code] != name for code, name in content.names.items()),
        "is_first": before is None,
    }


class EditionMixin:
    """One edition of a table, by its number."""

    kwargs: dict[str, Any]

    @cached_property
    def edition(self) -> TableEdition:
        found = TableEdition.objects.select_related("table", "created_by")
        return get_object_or_404(found, table=self.kwargs["pk"], number=self.kwargs["number"])


class EditionScreen(EditionMixin, TableScreen):
    """The rows of an edition, searched as applicants search them."""

    template_name = "snippets/tables/edition.html"

    def get_page_title(self) -> str:
        return _("Edition %d") % self.edition.number

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = operations.content_in(self.edition)
        typed = self.request.GET.get("q", "").strip()[:100]
        rows: Any = content.rows
        if typed:
            found = {code for code, _name in content.matching(typed, ROWS_A_PAGE * 10)}
            place = content.columns.index(content.code)
            rows = [row for row in rows if row[place] in found]
        page = Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "edition": self.edition,
            "content": content,
            "page_obj": page,
            "typed": typed,
        }


class DownloadView(EditionMixin, View):
    """An edition as a CSV file, which can be mended and imported again."""

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        if not request.user.has_perm("snippets.view_referencetable"):
            raise PermissionDenied
        name = f"{self.edition.table.key}-{self.edition.number}.csv"
        response = HttpResponse(
            writing.csv_of(operations.content_in(self.edition)), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
