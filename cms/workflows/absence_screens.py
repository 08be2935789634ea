"""Absences in the admin: each person says when they are away and who stands in for them."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.models import User
from cms.workflows import absences
from cms.workflows.models import Substitution

INDEX = "workflows_absences"
REMOVE = "workflows_absence_remove"


class AbsenceForm(forms.ModelForm):
    """Who is away, from when to when, and who stands in."""

    class Meta:
        model = Substitution
        fields = ("person", "substitute", "first_day", "last_day")
        widgets = {
            "first_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = absences.colleagues()
        self.fields["substitute"].queryset = people.exclude(pk=user.pk)  # type: ignore[attr-defined]
        if user.has_perm(absences.MANAGE):
            self.fields["substitute"].queryset = people  # type: ignore[attr-defined]
            self.fields["person"].queryset = people  # type: ignore[attr-defined]
        else:
            del self.fields["person"]
            self.instance.person = user


class AbsencesView(WagtailAdminTemplateMixin, TemplateView):
    """The absences that the person may read, and a form for one more."""

    template_name = "workflows/absences.html"
    page_title = gettext_lazy("Absences")
    header_icon = "date"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast(User, self.request.user)
        kwargs.setdefault("form", AbsenceForm(user=user))
        rows = [(one, absences.may_manage(user, one.person)) for one in absences.seen_by(user)]
        return super().get_context_data(**kwargs) | {"rows": rows}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = cast(User, request.user)
        form = AbsenceForm(request.POST, user=user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        said = form.instance
        try:
            absences.declare(said.person, said.substitute, said.first_day, said.last_day, user)
        except PermissionError:
            raise PermissionDenied from None
        messages.success(request, _("The absence is noted."))
        return redirect(INDEX)


class RemoveView(View):
    """Takes an absence back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = cast(User, request.user)
        absence = get_object_or_404(absences.seen_by(user), pk=pk)
        try:
            absences.take_back(absence, user)
        except PermissionError:
            raise PermissionDenied from None
        messages.success(request, _("The absence is taken back."))
        return redirect(INDEX)


def urlpatterns() -> list[URLPattern]:
    """The addresses, under that of the admin."""
    return [
        path("absences/", AbsencesView.as_view(), name=INDEX),
        path("absences/<int:pk>/retirer/", RemoveView.as_view(), name=REMOVE),
    ]
