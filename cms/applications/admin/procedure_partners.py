"""What partners will read, shown to the editors of a procedure before it is published."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.applications.admin.procedure_places import edit_url
from cms.applications.admin.procedure_screens import ProcedureScreen
from cms.applications.commitments import previews
from cms.forms.errors import SpecError
from cms.forms.spec import Form


class PartnersScreen(ProcedureScreen):
    """The mail to a partner, and the pages that its link opens."""

    template_name = "applications/admin/procedure_partners.html"
    page_title = gettext_lazy("What a partner reads")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"form_url": edit_url(self.procedure.form)}
        try:
            fields = previews.of(previews.form_of(self.procedure))
        except SpecError as error:
            return context | {"refusal": str(error)}
        return context | {"previews": [(one, *self._letter(one.key), self._pages(one.key)) for one in fields]}

    def _letter(self, key: str) -> tuple[str, str]:
        return previews.letter(self.procedure, self.request.build_absolute_uri(self._page(key, "waiting")))

    def _pages(self, key: str) -> list[tuple[Any, str]]:
        return [(label, self._page(key, state)) for state, label in previews.STATES.items()]

    def _page(self, key: str, state: str) -> str:
        return reverse("procedures_admin:partner_page", args=[self.procedure.pk, key, state])


class PartnerPage(ProcedureScreen):
    """One of the pages that a partner sees, as it sees it; its buttons do nothing."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        field, form = self._field(kwargs["key"])
        state = kwargs["state"]
        if state == "expired":
            reason = _("This link has expired. Ask the person who applies to send you another.")
            return render(request, "applications/signed/closed.html", {"reason": reason, "is_preview": True})
        if state not in previews.STATES:
            raise Http404
        context = previews.page(self.procedure, form, field, state)
        return render(request, "applications/commitments/page.html", context)

    def _field(self, key: str) -> tuple[Any, Form]:
        try:
            form = previews.form_of(self.procedure)
        except SpecError:
            raise Http404 from None
        field = next((one for one in previews.of(form) if one.key == key), None)
        if field is None:
            raise Http404
        return field, form
