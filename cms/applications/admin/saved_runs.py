"""The screen of one saved run: how it goes today, and what can be done with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.applications.admin.simulation import SimulatingScreen
from cms.applications.models import SavedRun
from cms.applications.publication.releases import PublicationRefused
from cms.applications.simulation import keeping, operations, saving
from cms.applications.simulation.carrying import Carried


class SavedRunScreen(SimulatingScreen):
    """Play a saved run, take it up in the simulator, rename it, record it again, delete it."""

    template_name = "applications/admin/saved_run.html"

    @property
    def saved(self) -> SavedRun:
        return get_object_or_404(SavedRun, procedure=self.procedure, key=self.kwargs["key"])

    def get_page_title(self) -> str:
        return self.saved.label

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        saved = self.saved
        try:
            story = operations.simulate(self.procedure, keeping.of_row(saved), self.user)
        except PublicationRefused as refusal:
            return self.refused(refusal)
        return self.render_to_response(self.get_context_data(saved=saved, story=story))

    def post(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        saved = self.saved
        try:
            match request.POST.get("do"):
                case "take":
                    self.carry(Carried.of_run(keeping.of_row(saved)))
                    return self.here()
                case "rename":
                    saving.rename(saved, request.POST.get("label", ""), self.user)
                    messages.success(request, _("The simulation has its new name."))
                case "record":
                    saving.record_again(saved, self.user)
                    messages.success(request, _("Recorded again: what happens now is what must happen."))
                case "delete":
                    saving.delete(saved, self.user)
                    messages.success(request, _("“%(label)s” is deleted.") % {"label": saved.label})
                    return self.here()
        except saving.NotSaved as refusal:
            messages.error(request, str(refusal))
        except PublicationRefused as refusal:
            return self.refused(refusal)
        return redirect("procedures_admin:saved_run", pk, key)
