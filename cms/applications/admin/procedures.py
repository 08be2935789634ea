"""Procedures in the admin: the list, the screen, publication."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from cms.accounts.models import User
from cms.applications import releases
from cms.applications.admin.inbox import DayColumn, LabelledColumn
from cms.applications.admin.procedure_panels import edit_handler, place_of
from cms.applications.models import Procedure


def publish_and_tell(request: HttpRequest, procedure: Procedure) -> None:
    """Publish as the person of the request, and tell them on the next page what was done or what to mend."""
    before = procedure.current_release_id
    try:
        release = releases.publish(procedure, cast(User, request.user))
    except releases.PublicationRefused as refusal:
        rows = ((place_of(procedure, fault), fault.message) for fault in refusal.faults)
        mend = format_html_join("", '<li><a href="{}">{}</a></li>', rows)
        messages.error(request, format_html("{}<ul>{}</ul>", _("Not published. To be mended:"), mend))
        return
    if release.pk == before:
        messages.success(request, _("Nothing has changed since version %(number)d.") % {"number": release.number})
        return
    text = _("Version %(number)d is published: the next applications follow it.") % {"number": release.number}
    see = Button(_("See on the site"), url=reverse("applications:procedure", args=[procedure.slug]))
    messages.success(request, text, buttons=[see])


class ProcedureEditView(generic.EditView):
    """Saves, and publishes when that is asked for."""

    template_name = "applications/admin/procedure_edit.html"
    actions = ["edit", "publish"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"may_publish": releases.may_publish(cast(User, self.request.user))}

    def save_action(self) -> HttpResponse:
        if self.action != "publish":
            return super().save_action()
        publish_and_tell(self.request, self.object)
        return redirect(self.get_edit_url())


class ProcedureCreateView(generic.CreateView):
    """After the first save, the screen opens again: the fields of the chosen form can now be offered."""

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.object.pk])


class ProcedureIndexView(generic.IndexView):
    """The list, with what is published."""

    template_name = "applications/admin/procedures.html"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("current_release", "form", "process")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("title"),
            LabelledColumn("form", label=_("Form"), accessor="form"),
            LabelledColumn("process", label=_("Process"), accessor="process"),
            LabelledColumn("release", label=_("Published version"), accessor=_version),
            DayColumn("opens_at", label=_("Opens on")),
            DayColumn("closes_at", label=_("Closes on")),
        ]


def _version(procedure: Procedure) -> str:
    release = procedure.current_release
    return str(release.number) if release else _("not published")


class PublishView(View):
    """Publishes a procedure as it was last saved."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        procedure = get_object_or_404(Procedure, pk=pk)
        if not releases.may_publish(cast(User, request.user)):
            raise PermissionDenied
        publish_and_tell(request, procedure)
        return redirect("procedures_admin:edit", pk)


class ProcedureViewSet(ModelViewSet):
    """Everything under /admin/demarches/."""

    model = Procedure
    name = "procedures_admin"
    url_prefix = "demarches"
    icon = "form"
    menu_label = gettext_lazy("Procedures")
    menu_order = 210
    add_to_admin_menu = True
    inspect_view_enabled = False
    copy_view_enabled = False
    edit_handler = edit_handler
    search_fields = ["title", "slug"]
    search_backend_name = None
    ordering = "title"
    index_view_class = ProcedureIndexView
    add_view_class = ProcedureCreateView
    edit_view_class = ProcedureEditView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<int:pk>/publier/", PublishView.as_view(), name="publish")]
