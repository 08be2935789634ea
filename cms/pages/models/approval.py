"""Approval of content by another person than its author."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowMixin

from cms.accounts.models import User


class IndependentApprovalTask(AbstractGroupApprovalTask):
    """Members of the groups approve, except what they wrote or asked to be approved themselves."""

    class Meta:
        verbose_name = _("approval by another person")
        verbose_name_plural = _("approvals by another person")

    @classmethod
    def get_description(cls) -> str:
        """Return what an administrator reads when choosing this kind of task."""
        return gettext("Members of the chosen groups approve, but nobody approves their own text")

    def is_author(self, obj: WorkflowMixin, user: User) -> bool:
        """Whether `user` wrote the revision that waits or one since (the latest is published), or asked for it."""
        state = obj.current_workflow_task_state
        if state is None:
            return False
        latest = obj.get_latest_revision()
        authors = (state.revision.user_id, latest and latest.user_id, state.workflow_state.requested_by_id)
        return user.pk in authors

    def get_actions(self, obj: WorkflowMixin, user: User) -> list[tuple[str, str, bool]]:
        """Return nothing to approve to the author: not even to an administrator."""
        return [] if self.is_author(obj, user) else super().get_actions(obj, user)

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: object) -> object:
        """Refuse the author's own approval, by whatever way it is asked for."""
        if action_name == "approve" and self.is_author(task_state.workflow_state.content_object, user):
            raise PermissionDenied(_("Nobody approves their own text: ask another reviewer."))
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: object) -> models.QuerySet[TaskState]:
        """Return what waits for `user`, without what `user` wrote."""
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        return waiting.exclude(models.Q(revision__user=user) | models.Q(workflow_state__requested_by=user))
