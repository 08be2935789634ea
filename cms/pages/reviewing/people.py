"""Who is who around a page that waits for approval."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from wagtail.models import GroupPagePermission, Page, Revision, TaskState

from cms.accounts.models import User

if TYPE_CHECKING:
    from cms.pages.models.process_task import ProcessTaskState

# The finders that find somebody for a page. "applicant" is the author: the one who asked for the approval.
AUTHOR = "applicant"
REVIEWERS = "page_reviewers"
FINDERS = ("group", AUTHOR, REVIEWERS)

_RIGHTS_OF_REVIEWERS = ("lock_page", "publish_page")


def author(state: "ProcessTaskState") -> User | None:
    """Return who asked for the approval; else, when no person did, who wrote the text or owns the page."""
    found = state.workflow_state.requested_by or state.revision.user
    return found or getattr(state.workflow_state.content_object, "owner", None)


def speakers(state: "ProcessTaskState") -> set[int]:
    """Return the numbers of those who speak for the author: the author and, once it is stopped, whoever stopped it."""
    person = author(state)
    found = {person.pk} if person else set()
    if state.status == TaskState.STATUS_CANCELLED and state.finished_by_id:
        found.add(state.finished_by_id)
    return found


def writers(state: "ProcessTaskState") -> set[int]:
    """Return the numbers of those whose text it is: who asked for the approval, and who wrote the text that was sent
    or a later one.
    """
    first = state.first_revision_id or state.revision_id
    written = Revision.objects.for_instance(state.workflow_state.content_object).filter(pk__gte=first)
    found = set(written.exclude(user=None).values_list("user", flat=True))
    return found | ({state.workflow_state.requested_by_id} if state.workflow_state.requested_by_id else set())


def reviewers(page: Page) -> QuerySet[User]:
    """Return the active accounts that, by a group, may lock or publish this page."""
    rights = GroupPagePermission.objects.filter(
        page__in=page.get_ancestors(inclusive=True), permission__codename__in=_RIGHTS_OF_REVIEWERS
    )
    return User.objects.filter(
        is_active=True, pk__in=User.objects.filter(groups__in=rights.values("group")).values("pk")
    )
