"""What becomes of an approved text. The setting `WAGTAIL_FINISH_WORKFLOW_ACTION` names the function below.

Wagtail reads that setting while its models load, so nothing here imports a model.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from cms.accounts.models import User


def publish(workflow_state: "WorkflowState", user: "User | None" = None) -> None:
    """Publish what a workflow has approved.

    The approval of another person is the permission; Wagtail's own action asks for the right to publish directly,
    which nobody but an administrator has here.
    """
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
