"""Screens beside the one on which a procedure is edited: what its publication changes, its trials, a copy of it."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.models import User
from cms.applications.admin.procedure_places import Places
from cms.applications.admin.procedure_publishing import publish_and_tell
from cms.applications.exchange import copies
from cms.applications.models import Procedure
from cms.applications.publication import impact, releases, trials
from cms.forms.errors import SpecError

_PARTS = {
    "form": gettext_lazy("In the form"),
    "process": gettext_lazy("In the process"),
    "messages": gettext_lazy("In the messages"),
    "documents": gettext_lazy("In the documents"),
    "procedure": gettext_lazy("In the procedure itself"),
}


class ProcedureScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one procedure, for those who may change procedures."""

    header_icon = "form"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.is_allowed(cast(User, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self, user: User) -> bool:
        return user.has_perm("applications.change_procedure")

    @cached_property
    def procedure(self) -> Procedure:
        found = Procedure.objects.select_related("form", "process", "current_release")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("procedures_admin:index"), "label": _("Procedures")},
            {"url": reverse("procedures_admin:edit", args=[self.procedure.pk]), "label": self.procedure.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"procedure": self.procedure}


class ImpactScreen(ProcedureScreen):
    """What publication will change, read before it is done; the button there does it."""

    template_name = "applications/admin/procedure_impact.html"
    page_title = gettext_lazy("What publication will change")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"may_publish": releases.may_publish(self.user)}
        try:
            found = impact.of(self.procedure)
        except releases.PublicationRefused as refusal:
            places = Places(self.procedure)
            return context | {"refusals": [(fault, places.of(fault)) for fault in refusal.faults]}
        parts = [(label, found.changes(part)) for part, label in _PARTS.items()]
        return context | {"impact": found, "parts": [(label, said) for label, said in parts if said]}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish. Raises PermissionDenied for those who may not."""
        publish_and_tell(request, self.procedure)
        return redirect("procedures_admin:edit", pk)


class TrialsScreen(ProcedureScreen):
    """My trials of a procedure: begin one, go on with one on either side, throw all of them away."""

    template_name = "applications/admin/procedure_trials.html"
    page_title = gettext_lazy("Try the procedure")

    def is_allowed(self, user: User) -> bool:
        return trials.may_try(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "trials": trials.of(self.procedure, self.user),
            "has_trials": trials.there_are(self.procedure),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin a trial, or with `discard` delete all trials of the procedure."""
        if "discard" in request.POST:
            count = trials.discard(self.procedure, self.user)
            text = ngettext("%(count)d trial is deleted.", "%(count)d trials are deleted.", count)
            messages.success(request, text % {"count": count})
            return redirect("procedures_admin:trials", pk)
        try:
            begun = trials.start(self.procedure, self.user)
        except releases.PublicationRefused as refusal:
            places = Places(self.procedure)
            refusals = [(fault, places.of(fault)) for fault in refusal.faults]
            return self.render_to_response(self.get_context_data(refusals=refusals), status=422)
        return redirect("applications:resume", begun.pk)


class CopyScreen(ProcedureScreen):
    """Asks before it copies a procedure, then opens the copy."""

    template_name = "applications/admin/procedure_copy.html"
    page_title = gettext_lazy("Copy the procedure")

    def is_allowed(self, user: User) -> bool:
        return user.has_perms(["applications.add_procedure", "applications.change_procedure"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            made = copies.copy(self.procedure, self.user)
        except SpecError as error:
            messages.error(request, _("Not copied, because its form does not hold: %(why)s") % {"why": error})
            return redirect("procedures_admin:edit", pk)
        messages.success(request, _("“%(title)s” is ready: change what you like in it.") % {"title": made.title})
        return redirect("procedures_admin:edit", made.pk)
