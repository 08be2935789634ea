"""Mending what a decision set off: a failed effect is run again, a document is revoked."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms.accounts.models import User
from cms.applications.admin.case import ApplicationMixin, case_url
from cms.applications.admin.forms import RevokeForm
from cms.applications.decisions import documents
from cms.applications.models import Application, IssuedDocument
from cms.applications.people.access import may_handle
from cms.workflows import outbox
from cms.workflows.models import Effect


class RetryView(View):
    """Runs a failed effect again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        effect = get_object_or_404(Effect.objects.select_related("case__process_version"), pk=pk)
        application = get_object_or_404(Application.objects.with_standing(), case=effect.case)
        if not may_handle(cast(User, request.user), application):
            raise Http404
        try:
            outbox.retry(effect, cast(User, request.user))
        except PermissionError:
            raise PermissionDenied from None
        messages.success(request, _("It will be tried again in a moment."))
        return redirect(case_url(application))


class RevokeView(ApplicationMixin, TemplateView):
    """Asks why, then says that a document no longer holds."""

    template_name = "applications/admin/revoke.html"

    @cached_property
    def document(self) -> IssuedDocument:
        return get_object_or_404(IssuedDocument, pk=self.kwargs["pk"])

    @cached_property
    def application(self) -> Application:
        found = get_object_or_404(Application.objects.with_standing(), pk=self.document.application_id)
        if not may_handle(self.user, found):
            raise Http404
        if not documents.may_revoke(self.user):
            raise PermissionDenied
        return found

    def get_page_title(self) -> str:
        return _("Revoke “%(title)s”") % {"title": self.document.title}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", RevokeForm())
        return super().get_context_data(**kwargs) | {"document": self.document}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, application = RevokeForm(request.POST), self.application
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        documents.revoke(self.document, self.user, form.cleaned_data["reason"])
        messages.success(request, _("The document is revoked: its public page says so."))
        return redirect(case_url(application))
