"""Giving a case to a colleague, and taking it back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from cms.accounts.models import User
from cms.applications.admin.assign_form import AssignForm
from cms.applications.admin.case import ApplicationMixin, case_url
from cms.workflows import assignments


class AssignView(ApplicationMixin, View):
    """Gives the case to a person."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AssignForm(request.POST, application=self.application)
        if not form.is_valid():
            messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
            return redirect(case_url(self.application))
        person = form.cleaned_data["person"]
        try:
            assignments.assign(self.case, person, self.user)
        except PermissionError:
            raise PermissionDenied from None
        messages.success(request, _("Given to %(person)s.") % {"person": person})
        return redirect(case_url(self.application))


class UnassignView(ApplicationMixin, View):
    """Takes the case from a person who has it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = User.objects.filter(pk=self.kwargs["person"]).first()
        try:
            if person is not None:
                assignments.unassign(self.case, person, self.user)
        except PermissionError:
            raise PermissionDenied from None
        messages.success(request, _("Taken back."))
        return redirect(case_url(self.application))
