"""BPMN in the admin: a process taken away as a file, a file read as a draft, with what was left out of it."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, IndexView

from cms.accounts.models import User
from cms.workflows import checks, operations
from cms.workflows.bpmn import importing, source, writing
from cms.workflows.bpmn.remarks import CHANGED, LEFT_OUT
from cms.workflows.models import ProcessDefinition

FILE_TYPES = ".bpmn,.xml,application/xml,text/xml"


def may_export(user: User) -> bool:
    """Who may add or change processes may take one away."""
    return any(user.has_perm(f"workflows.{action}_processdefinition") for action in ("add", "change"))


class ProcessIndexView(IndexView):
    """The list of processes, with the ways to begin one."""

    def get_add_url(self) -> Any:
        """The page of models and files, which leads to the empty screen too."""
        return reverse("process_start") if super().get_add_url() else None

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if importing.may_import(cast(User, self.request.user), None):
            url = reverse("bpmn_import")
            buttons.append(Button(_("Import a BPMN file"), url=url, icon_name="upload", priority=60))
        return buttons


class ProcessEditView(EditView):
    """The screen of a process, with the way to take it away."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = reverse("bpmn_export", args=[self.object.pk])
        button = Button(_("Export as BPMN"), url=url, icon_name="download", priority=60)
        replace = Button(
            _("Import a BPMN file"),
            url=f"{reverse('bpmn_import')}?process={self.object.pk}",
            icon_name="upload",
            priority=61,
        )
        return [*super().header_more_buttons, button, replace]


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of a process as a BPMN 2.0 file. Raises PermissionDenied."""
    if not may_export(cast(User, request.user)):
        raise PermissionDenied
    definition = operations.draft(get_object_or_404(ProcessDefinition, pk=pk))
    response = HttpResponse(writing.export(definition.graph), content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{definition.key}.bpmn"'
    return response


class ImportForm(forms.Form):
    """A file, and where it goes. When it is valid, `found` is what was read."""

    file = forms.FileField(
        label=gettext_lazy("BPMN file"),
        help_text=gettext_lazy("A BPMN 2.0 file (.bpmn or .xml) of any modeller."),
        widget=forms.FileInput(attrs={"accept": FILE_TYPES}),
    )
    process = forms.ModelChoiceField(
        ProcessDefinition.objects.none(),
        required=False,
        label=gettext_lazy("Where it goes"),
        empty_label=gettext_lazy("A new process"),
        help_text=gettext_lazy("The draft of a process that is chosen here is replaced; what is published stays."),
    )
    found: importing.Reading

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.has_perm("workflows.change_processdefinition"):
            field = cast(forms.ModelChoiceField, self.fields["process"])
            field.queryset = ProcessDefinition.objects.order_by("name")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > source.MAX_BYTES:
            raise forms.ValidationError(source.too_large())
        try:
            self.found = importing.read(file.read())
        except importing.BpmnRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file


class ImportView(WagtailAdminTemplateMixin, FormView):
    """Asks for a file, makes the draft, then tells what was left out, what was changed, and what the checks say."""

    template_name = "workflows/bpmn_import.html"
    page_title = gettext_lazy("Import a BPMN file")
    header_icon = "upload"
    form_class = ImportForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_export(cast(User, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        chosen = self.request.GET.get("process", "")
        return super().get_initial() | ({"process": chosen} if chosen.isdecimal() else {})

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": cast(User, self.request.user)}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        url = reverse(ProcessDefinition.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": url, "label": _("Processes")},
            {"url": "", "label": self.get_page_title()},
        ]

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Make the draft and tell. Raises PermissionDenied."""
        user = cast(User, self.request.user)
        definition = importing.save(form.found, user, form.cleaned_data["process"])
        remarks = form.found.remarks
        return self.render_to_response(
            self.get_context_data(
                definition=definition,
                edit_url=reverse(ProcessDefinition.snippet_viewset.get_url_name("edit"), args=[definition.pk]),
                left_out=[one.message for one in remarks if one.kind == LEFT_OUT],
                changed=[one.message for one in remarks if one.kind == CHANGED],
                faults=checks.faults(definition.graph),
            )
        )

    def form_invalid(self, form: ImportForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def urlpatterns() -> list[URLPattern]:
    """The addresses of this module, under that of the admin."""
    return [
        path("circuits/bpmn/", ImportView.as_view(), name="bpmn_import"),
        path("circuits/bpmn/<int:pk>/", export, name="bpmn_export"),
    ]
