"""Procedures in the admin: the list, the screen, publication."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.accounts.models import User
from cms.applications.admin.inbox import DayColumn, LabelledColumn
from cms.applications.admin.passing import PassageScreen, PassingScreen
from cms.applications.admin.procedure_panels import edit_handler
from cms.applications.admin.procedure_partners import PartnerPage, PartnersScreen
from cms.applications.admin.procedure_publishing import publish_and_tell
from cms.applications.admin.procedure_screens import CopyScreen, ImpactScreen, TrialsScreen
from cms.applications.admin.saved_runs import SavedRunScreen
from cms.applications.admin.simulation import SimulationScreen
from cms.applications.admin.simulation_answers import SimulationAnswersScreen
from cms.applications.models import Procedure
from cms.applications.publication import impact, releases


class ProcedureEditView(generic.EditView):
    """Saves, and publishes when that is asked for."""

    template_name = "applications/admin/procedure_edit.html"
    actions = ["edit", "publish"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"may_publish": releases.may_publish(cast(User, self.request.user))}

    def save_action(self) -> HttpResponse:
        if self.action != "publish":
            return super().save_action()
        if self._is_of_consequence():
            return redirect("procedures_admin:impact", self.object.pk)
        publish_and_tell(self.request, self.object)
        return redirect(self.get_edit_url())

    def _is_of_consequence(self) -> bool:
        """Whether somebody has an application under way, so that the person is shown first what will change."""
        if not releases.may_publish(cast(User, self.request.user)) or releases.is_current(self.object):
            return False
        try:
            return impact.of(self.object).touches_people
        except releases.PublicationRefused:
            return False


class ProcedureCreateView(generic.CreateView):
    """After the first save, the screen opens again: the fields of the chosen form can now be offered."""

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.object.pk])


class ProcedureIndexView(generic.IndexView):
    """The list, with what is published."""

    template_name = "applications/admin/procedures.html"

    def get_copy_url(self, instance: Procedure) -> str | None:
        may_copy = self.request.user.has_perms(["applications.add_procedure", "applications.change_procedure"])
        return reverse("procedures_admin:copy_of", args=[instance.pk]) if may_copy else None

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
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/publication/", ImpactScreen.as_view(), name="impact"),
            path("<int:pk>/essais/", TrialsScreen.as_view(), name="trials"),
            path("<int:pk>/simulation/", SimulationScreen.as_view(), name="simulation"),
            path("<int:pk>/simulation/reponses/", SimulationAnswersScreen.as_view(), name="simulation_answers"),
            path("<int:pk>/simulations/<slug:key>/", SavedRunScreen.as_view(), name="saved_run"),
            path("<int:pk>/passages/", PassingScreen.as_view(), name="passing"),
            path("<int:pk>/passages/<int:passage>/", PassageScreen.as_view(), name="passage"),
            path("<int:pk>/partenaires/", PartnersScreen.as_view(), name="partners"),
            path("<int:pk>/partenaires/<str:key>/<slug:state>/", PartnerPage.as_view(), name="partner_page"),
            path("<int:pk>/copie/", CopyScreen.as_view(), name="copy_of"),
        ]
