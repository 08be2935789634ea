"""Writes to those whom a step waits for, as Wagtail does: each by the preferences of their account."""

from typing import Any

from django.db.models import Q
from wagtail.admin.mail import EmailNotificationMixin, Notifier
from wagtail.models import TaskState

from cms.accounts.models import User
from cms.pages.models import ProcessTaskState
from cms.pages.reviewing import rules
from cms.workflows.models import Case


class StepNotifier(EmailNotificationMixin, Notifier):
    """“A page waits for you”: for those who asked to be told of submissions."""

    notification = "submitted"
    template_directory = "pages/reviewing/mail/"

    def __init__(self) -> None:
        super().__init__((ProcessTaskState,))

    def get_template_base_prefix(self, instance: Any, **kwargs: Any) -> str:
        return "step_"

    def get_recipient_users(self, instance: Any, **kwargs: Any) -> set[User]:
        """Return who has something to do at this step, without the one who has just acted."""
        found = awaited(instance, kwargs["case"])
        return {user for user in found if user.pk != kwargs["by"]}

    def get_context(self, instance: Any, **kwargs: Any) -> dict[str, Any]:
        case: Case = kwargs["case"]
        said = case.journal.exclude(comment="")
        if case.current_node.is_with_applicant:
            said = said.filter(public=True)
        last = said.order_by("-pk").first()
        return super().get_context(instance, **kwargs) | {
            "page": instance.draft,
            "step": case.current_node,
            "due_at": case.due_at,
            "comment": last.comment if last is not None else "",
            "requested_by": instance.workflow_state.requested_by,
        }


def tell(round_id: int, node: str, by: int | None) -> int:
    """Write to whoever is waited for, unless the case has moved on meanwhile; `by` is who has just acted.

    Returns to how many people.
    """
    state = ProcessTaskState.objects.filter(pk=round_id, status=TaskState.STATUS_IN_PROGRESS).first()
    case = state.case if state else None
    if state is None or case is None or not case.is_open or case.node != node:
        return 0
    notifier = StepNotifier()
    told = notifier.get_valid_recipients(state, case=case, by=by)
    notifier(instance=state, case=case, by=by)
    return len(told)


def awaited(state: ProcessTaskState, case: Case) -> list[User]:
    """Return the active accounts that have something to do where the case stands, by name."""
    waited_for = case.parts.filter(awaited=True)
    named = Q(pk__in=waited_for.exclude(user=None).values("user"))
    grouped = Q(pk__in=User.objects.filter(groups__name__in=waited_for.exclude(group_name="").values("group_name")))
    found = User.objects.filter(named | grouped, is_active=True).order_by("last_name", "first_name", "pk")
    return [user for user in found if rules.choices(state, case, user)]
