"""Binds pages and cases together: each handler names one operation of `cms.pages.reviewing.following`."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import pre_delete, pre_save
from wagtail.models import Page
from wagtail.signals import post_page_move, task_cancelled

from cms.accounts.models import User
from cms.pages.models import ProcessTaskState
from cms.pages.reviewing import following
from cms.workflows.models import Case, JournalEntry
from cms.workflows.signals import case_moved, case_opened

_DECISIONS = (JournalEntry.Kind.MOVED, JournalEntry.Kind.OPINION)


def connect() -> None:
    """Listen to the engine and to Wagtail."""
    pre_save.connect(_decided, sender=JournalEntry, dispatch_uid="pages.reviewing.decided")
    case_opened.connect(_moved, dispatch_uid="pages.reviewing.opened")
    case_moved.connect(_moved, dispatch_uid="pages.reviewing.moved")
    task_cancelled.connect(_cancelled, sender=ProcessTaskState, dispatch_uid="pages.reviewing.cancelled")
    pre_delete.connect(_deleted, sender=ProcessTaskState, dispatch_uid="pages.reviewing.deleted")
    post_page_move.connect(_page_moved, dispatch_uid="pages.reviewing.page_moved")


def _decided(sender: type, instance: JournalEntry, **kwargs: Any) -> None:
    if instance.kind in _DECISIONS and _is_of_a_page(instance.case) and instance.case.subject is not None:
        following.witness(instance.case.subject, instance)


def _moved(sender: type, case: Case, entry: JournalEntry, **kwargs: Any) -> None:
    # Only after the last of several moves.
    if _is_of_a_page(case) and case.subject is not None and entry.hash == case.journal_head:
        following.follow(case.subject, case, entry)


def _cancelled(sender: type, instance: ProcessTaskState, user: User | None = None, **kwargs: Any) -> None:
    following.close(instance, user)


def _deleted(sender: type, instance: ProcessTaskState, **kwargs: Any) -> None:
    following.vanish(instance)


def _page_moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    following.moved(instance)


def _is_of_a_page(case: Case) -> bool:
    kind = ContentType.objects.get_for_model(ProcessTaskState, for_concrete_model=False)
    return bool(case.subject_type_id == kind.pk)
