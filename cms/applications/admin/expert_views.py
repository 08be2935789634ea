"""Asking experts, writing to them again, revoking, reading what came."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.applications.admin.case import ApplicationMixin, case_url
from cms.applications.expertise import asking, shown
from cms.workflows import permissions, workdays
from cms.workflows.expertise import erasure
from cms.workflows.expertise.asking import LONGEST, LONGEST_WORD
from cms.workflows.expertise.refusals import AskingRefused
from cms.workflows.models import OpinionRequest


class AskForm(forms.Form):
    """Whom to ask, and what to tell them."""

    name = forms.CharField(max_length=LONGEST)
    email = forms.EmailField()
    organisation = forms.CharField(max_length=LONGEST, required=False)
    word = forms.CharField(max_length=LONGEST_WORD, required=False, widget=AdminAutoHeightTextInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("First name and name")
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].help_text = _("The person’s own address: whoever has the link may answer.")
        self.fields["organisation"].label = _("Organisation")
        self.fields["word"].label = _("A word for the expert")
        self.fields["word"].help_text = _("It is in the mail and on the expert’s page.")


class AskView(ApplicationMixin, TemplateView):
    """Asks one expert; what cannot be asked is shown again as it was typed."""

    template_name = "applications/admin/expert_ask.html"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not permissions.may_ask_experts(self.user, self.case):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Ask for an opinion")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AskForm())
        asked, form = self.case.current_node.experts, self.application.release.form
        readable = shown.keys(form, asked.shows) if asked else frozenset()
        return super().get_context_data(**kwargs) | {
            "asked": asked,
            "due_at": workdays.deadline(timezone.now(), asked.days) if asked else None,
            "questions": [one.label for one in form.fields if one.key in readable],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AskForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            asking.ask(self.application, self.user, **form.cleaned_data)
        except AskingRefused as refusal:
            return self.render_to_response(self.get_context_data(form=form, refusal=str(refusal)), status=422)
        messages.success(request, _("The request leaves for %(name)s.") % {"name": form.cleaned_data["name"]})
        return redirect(f"{case_url(self.application)}#experts")


class _OneMixin(ApplicationMixin):
    """One of the application's requests; to others than those who see the case it does not exist."""

    @cached_property
    def opinion(self) -> OpinionRequest:
        found = get_object_or_404(self.case.opinion_requests.select_related("form_version"), pk=self.kwargs["opinion"])
        found.case = self.case
        return found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"opinion": self.opinion}

    def done(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect(f"{case_url(self.application)}#experts")

    def refused(self, refusal: AskingRefused) -> HttpResponse:
        messages.error(self.request, str(refusal))
        return redirect(f"{case_url(self.application)}#experts")


class RemindView(_OneMixin, TemplateView):
    """Writes again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            asking.remind(self.application, self.user, self.opinion.pk)
        except AskingRefused as refusal:
            return self.refused(refusal)
        return self.done(_("A reminder leaves for %(name)s.") % {"name": self.opinion.called})


class RevokeView(_OneMixin, TemplateView):
    """Asks whether to revoke, then does."""

    template_name = "applications/admin/expert_revoke.html"

    def get_page_title(self) -> str:
        return _("Revoke the request to %(name)s") % {"name": self.opinion.called}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.may_ask_experts(self.user, self.case):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            asking.revoke(self.application, self.user, self.opinion.pk)
        except AskingRefused as refusal:
            return self.refused(refusal)
        return self.done(_("The request is revoked."))


class ReadView(_OneMixin, TemplateView):
    """The answers of an expert, for those who may read them; to others they do not exist."""

    template_name = "applications/admin/expert_opinion.html"

    def get_page_title(self) -> str:
        return _("Opinion of %(name)s") % {"name": self.opinion.called}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opinion = self.opinion
        if opinion.received_at is None or not permissions.may_read_opinion(self.user, opinion):
            raise Http404
        readers = [role.label for role in self.case.graph.roles if role.key in opinion.read_by]
        return super().get_context_data(**kwargs) | {"given": erasure.in_words(opinion), "readers": readers}


def urlpatterns() -> list[URLPattern]:
    """Addresses below that of the case."""
    return [
        path("dossiers/<uuid:pk>/avis/demander/", AskView.as_view(), name="expert_ask"),
        path("dossiers/<uuid:pk>/avis/<uuid:opinion>/lire/", ReadView.as_view(), name="expert_opinion"),
        path("dossiers/<uuid:pk>/avis/<uuid:opinion>/relancer/", RemindView.as_view(), name="expert_remind"),
        path("dossiers/<uuid:pk>/avis/<uuid:opinion>/revoquer/", RevokeView.as_view(), name="expert_revoke"),
    ]
