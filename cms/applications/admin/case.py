"""One application in the inbox: reading it, acting on it, mending what its decision set off."""

from dataclasses import replace
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.models import User
from cms.applications.admin import answers, experts, history, standing, step_fields
from cms.applications.admin.forms import ActionForm
from cms.applications.commitments import sealing
from cms.applications.decisions import documents
from cms.applications.models import Application
from cms.applications.people import conversation, hiding
from cms.applications.people.access import may_handle
from cms.applications.writing import changes, corrections
from cms.forms.families import accept
from cms.workflows import engine, permissions, returns, reviews
from cms.workflows.drawing import progress
from cms.workflows.engine import CaseMoved, TransitionRefused
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case

NAMESPACE = "applications_inbox"


def case_url(application: Application) -> str:
    """The page of an application in the inbox."""
    return reverse(f"{NAMESPACE}:case", args=[application.pk])


class ApplicationMixin(WagtailAdminTemplateMixin):
    """Finds the application, for those who may see its case; to others it does not exist."""

    request: HttpRequest
    kwargs: dict[str, Any]
    header_icon = "tasks"

    @property
    def user(self) -> User:
        """The person; the admin lets nobody in who is not signed in."""
        return cast(User, self.request.user)

    @property
    def case(self) -> Case:
        """The application's case; whatever is submitted has one."""
        return cast(Case, self.application.case)

    @cached_property
    def application(self) -> Application:
        found = get_object_or_404(Application.objects.submitted().with_standing(), pk=self.kwargs["pk"])
        if not may_handle(self.user, found):
            raise Http404
        return found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{NAMESPACE}:index"), "label": _("Waiting for me")},
            {"url": case_url(self.application), "label": self.application.reference},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.case
        facts = {"application": self.application, "case": case, "node": case.current_node}
        return super().get_context_data(**kwargs) | facts


class CaseView(ApplicationMixin, TemplateView):
    """All of one application: where it stands, what can be done, what was answered, what happened."""

    template_name = "applications/admin/case.html"

    def get_page_title(self) -> str:
        return self.application.case_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        application, user, case = self.application, self.user, self.case
        issued = application.documents.order_by("pk")
        hidden = hiding.from_person(user, application)
        rows = conversation.shown(application, user)
        if rows and self.request.method == "GET":
            conversation.mark_read(application, user, rows[-1].message.pk)
        return super().get_context_data(**kwargs) | {
            "messages_shown": rows,
            "new_messages": sum(row.is_new for row in rows),
            "submission_number": application.submissions.count() or 1,
            "messages_heading": _("Messages"),
            "message_accept": accept(conversation.FILES.option("families")),
            "correction": _seen(changes.last_correction(application), hidden),
            "changes_heading": _("What the correction changed"),
            "actions": engine.available(case, user),
            "sections": answers.sections(application, hidden),
            "sees_all": not hidden,
            "commitments": [] if hidden else sealing.sealed(application),
            "commitments_heading": _("Commitments of the partners"),
            "entries": history.entries(application),
            "documents": [(document, documents.verification_url(document)) for document in issued],
            "may_revoke": documents.may_revoke(user),
            **standing.of_case(application, user),
            **experts.of_case(application, user),
            "grant": getattr(application, "grant", None),
            "record": getattr(application, "record", None),
            "applicant_heading": _("The applicant"),
            "process_heading": _("The process"),
            "progress": progress.of_case(case),
        }


def _seen(correction: changes.Correction | None, hidden: frozenset[str]) -> changes.Correction | None:
    """The correction without what is hidden from the reader."""
    if correction is None or not hidden:
        return correction
    return replace(correction, changes=[one for one in correction.changes if one.key not in hidden])


class WriteView(CaseView):
    """Sends a message to the applicant; what cannot be sent is shown again as it was typed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        text = request.POST.get("text", "")
        try:
            conversation.write(self.application, self.user, text, request.FILES.getlist("files"), as_agent=True)
        except conversation.MessageRefused as refusal:
            context = self.get_context_data(message_refusal=str(refusal), message_typed=text)
            return self.render_to_response(context, status=422)
        messages.success(request, _("Your message is sent."))
        return redirect(f"{case_url(self.application)}#messages")


class ActionView(ApplicationMixin, TemplateView):
    """The confirmation of an action: what it will set off, its comment, its amount; then it is done."""

    template_name = "applications/admin/action.html"

    @cached_property
    def transition(self) -> TransitionSpec:
        try:
            return returns.at(self.case, self.kwargs["transition"])
        except KeyError:
            raise Http404 from None

    def get_page_title(self) -> str:
        return self.transition.label

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.transition.label}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.has_role(self.user, self.case, self.transition):
            raise PermissionDenied
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        is_valid = form.is_valid()
        try:
            # Somebody was faster: that comes before what is missing in an action that is no longer to be done.
            engine.check_seen(self.case, form.cleaned_data.get("seen_revision", self.case.revision), self.user)
            if not is_valid:
                return self._again(form, 422)
            self._perform(form)
        except CaseMoved as refusal:
            messages.error(request, str(refusal))
            return self._moved(form)
        except TransitionRefused as refusal:
            messages.error(request, str(refusal))
            return self._again(form, 409)
        messages.success(request, _("Done: “%(action)s”.") % {"action": self.transition.label})
        return redirect(case_url(self.application))

    def _perform(self, form: ActionForm) -> None:
        given, key = form.cleaned_data, self.transition.key
        comment, seen = given.get("comment", ""), given["seen_revision"]
        if "asked" in form.fields:
            corrections.ask(self.application, self.user, key, given["asked"], comment=comment, seen_revision=seen)
            return
        amount = given.get("amount")
        engine.perform(
            self.case,
            key,
            self.user,
            comment=comment,
            seen_revision=seen,
            data={"amount": str(amount)} if amount is not None else None,
            scores=step_fields.given(given, step_fields.SCORE),
            filled=step_fields.given(given, step_fields.OWN),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        application, transition = self.application, self.transition
        effects = [history.effect_text(application, effect["kind"], effect) for effect in transition.effects]
        return super().get_context_data(**kwargs) | {
            "transition": transition,
            "target": self.case.graph.node(transition.target),
            "effects": effects,
            "is_possible": permissions.may_perform(self.user, self.case, transition),
            "is_danger": self.case.graph.node(transition.target).outcome in ("refused", "withdrawn"),
            "is_opinion": reviews.is_opinion(self.case, transition),
            "needed": reviews.needed(self.case, transition),
        }

    def _form(self, data: Any = None) -> ActionForm:
        seen = self.request.GET.get("vu", "")
        revision = int(seen) if seen.isdigit() and len(seen) < 10 else self.case.revision
        return ActionForm(
            data,
            transition=self.transition,
            application=self.application,
            user=self.user,
            initial={"seen_revision": revision},
        )

    def _moved(self, form: ActionForm) -> HttpResponse:
        """The page again with the comment as typed and the case as it now stands: the next attempt is on that."""
        del self.application
        data = cast(QueryDict, form.data).copy()
        data["seen_revision"] = str(self.case.revision)
        return self._again(self._form(data), 409)

    def _again(self, form: ActionForm, status: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)
