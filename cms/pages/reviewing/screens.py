"""Where the review of a page stands: the process drawn, who is waited for, what happened."""

from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.accounts.models import User
from cms.pages.models import ProcessTaskState
from cms.pages.reviewing import mails, people, rules
from cms.workflows import permissions, reviews
from cms.workflows.graph import Graph
from cms.workflows.models import Case, JournalEntry

_SHOWN = (JournalEntry.Kind.OPENED, JournalEntry.Kind.MOVED, JournalEntry.Kind.OPINION)


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry of the journal in words; an internal comment is not for the author."""

    entry: JournalEntry
    text: str
    comment: str


def rounds(page: Page) -> QuerySet[ProcessTaskState]:
    """Return the rounds of processes on this page, newest first."""
    found = ProcessTaskState.objects.for_instance(page)
    return cast("QuerySet[ProcessTaskState]", found.select_related("workflow_state", "revision").order_by("-pk"))


def may_see(user: User, page: Page, case: Case) -> bool:
    """Who may open the page in the editor, or plays a part in the case, sees where its review stands."""
    return bool(page.permissions_for_user(user).can_edit()) or permissions.may_see(user, case)


class ReviewView(WagtailAdminTemplateMixin, TemplateView):
    """The review of one page: the newest round, or the one that `?round=` names."""

    template_name = "pages/reviewing/review.html"
    page_title = _("Review")
    header_icon = "tasks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Raises Http404 when no process has reviewed this page, PermissionDenied when it is not for this person."""
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        user = cast(User, self.request.user)
        every = list(rounds(page))
        state = next(
            (one for one in every if str(one.pk) == self.request.GET.get("round")), every[0] if every else None
        )
        case = state.case if state else None
        if state is None or case is None:
            raise Http404
        if not may_see(user, page, case):
            raise PermissionDenied
        draft = state.draft
        return super().get_context_data(**kwargs) | {
            "page": draft,
            "state": state,
            "case": case,
            "node": case.current_node,
            "rounds": [(number, one) for number, one in zip(range(len(every), 0, -1), every, strict=True)],
            "awaited": mails.awaited(state, case) if case.is_open else [],
            "actions": rules.choices(state, case, user) if case.is_open else [],
            "has_changed": case.is_open and rules.has_changed(state, case),
            "tallies": reviews.tallies(case) if case.is_open else [],
            "past": happened(case, reads_internal=user.pk not in people.speakers(state)),
        }


def happened(case: Case, *, reads_internal: bool) -> list[Happened]:
    """Return what happened to a case, newest first; with `reads_internal` also comments not meant for the author."""
    entries = case.journal.filter(kind__in=_SHOWN).select_related("actor").order_by("-pk")
    return [
        Happened(entry, _text(case.graph, entry), entry.comment if entry.public or reads_internal else "")
        for entry in entries
    ]


def _text(graph: Graph, entry: JournalEntry) -> str:
    if entry.kind == JournalEntry.Kind.OPENED:
        return _("Sent for approval")
    action = next((one.label for one in graph.transitions if one.key == entry.transition), _("Sent back"))
    if entry.kind == JournalEntry.Kind.OPINION:
        return _("Opinion: %(action)s") % {"action": action}
    return _("%(action)s → %(step)s") % {"action": action, "step": graph.node(entry.target).label}
