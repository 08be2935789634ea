"""What a person is told in Wagtail's editor: who was faster, and why an action is not offered."""

from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.accounts.models import User
from cms.pages.models import ProcessTaskState
from cms.pages.reviewing import rules
from cms.workflows import engine
from cms.workflows.models import Case, JournalEntry


def explain(request: HttpRequest, page: Page) -> None:
    """Add messages to `request`: before an action that is no longer there, and when a text may not be approved."""
    state = page.current_workflow_task_state
    user = cast(User, request.user)
    wanted = request.POST.get("workflow-action-name") if "action-workflow-action" in request.POST else None
    if wanted is not None:
        _too_late(request, page, user, wanted)
    elif request.method == "GET" and isinstance(state, ProcessTaskState):
        _hindrance(request, state, user)


def _too_late(request: HttpRequest, page: Page, user: User, wanted: str) -> None:
    """Somebody was faster: say who did what. Wagtail then saves the text, and acts no further."""
    task = page.current_workflow_task
    if task is not None and wanted in {name for name, _label, _modal in task.get_actions(page, user)}:
        return
    last = ProcessTaskState.objects.for_instance(page).order_by("-pk").first()
    case = last.case if last else None
    moves = case.journal.filter(kind__in=[JournalEntry.Kind.OPENED, JournalEntry.Kind.MOVED]) if case else None
    entry = moves.select_related("actor").order_by("-pk").first() if moves is not None else None
    if case is not None and entry is not None:
        messages.error(request, _moved(case, entry))


def _hindrance(request: HttpRequest, state: ProcessTaskState, user: User) -> None:
    """Say why what the process offers to this person is not in the menu."""
    case = state.case
    if case is None or not rules.may_edit(state, case, user):
        return
    refused = [rules.refusal(state, case, one, user) for one in engine.available(case, user)]
    found = {str(one) for one in refused if one is not None}
    if rules.has_changed(state, case):
        found.add(str(rules.TextChanged()))
    for text in sorted(found):
        messages.warning(request, text)


def _moved(case: Case, entry: JournalEntry) -> str:
    when = timezone.localtime(entry.created_at)
    action = next((one.label for one in case.graph.transitions if one.key == entry.transition), "")
    facts = {
        "person": entry.actor or "",
        "action": action or entry.get_kind_display(),
        "day": date_format(when, "j F Y"),
        "time": time_format(when, "H:i"),
        "step": case.current_node.label,
    }
    if entry.actor is None:
        return _("The page went on by itself on %(day)s at %(time)s. It is now at the step “%(step)s”.") % facts
    return _("%(person)s did “%(action)s” on %(day)s at %(time)s. The page is now at the step “%(step)s”.") % facts
