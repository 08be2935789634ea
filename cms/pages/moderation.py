"""Who writes and who approves: groups, their rights on the tree, and the workflows.

“Relecture” is given to the whole tree. “Relecture avec contrôle juridique” waits for an administrator to give it to a
part of the site.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.pages.models import IndependentApprovalTask, ProcessTask
from cms.pages.reviewing import legal

EDITORS = "Éditeurs"
REVIEWERS = "Relecteurs"
LAWYERS = "Juristes"
WORKFLOW = "Relecture"
TASK = "Relecture par une autre personne"
LEGAL_WORKFLOW = "Relecture avec contrôle juridique"

# Nobody but an administrator may publish directly: a text becomes public by the approval of another person.
_PAGE_RIGHTS = {EDITORS: ["add_page", "change_page"], REVIEWERS: ["change_page", "lock_page", "unlock_page"]}
_FILE_RIGHTS = {
    EDITORS: ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"],
    REVIEWERS: ["choose_image", "choose_document"],
}


@transaction.atomic
def set_up() -> Workflow:
    """Make groups, rights and workflow where they are missing, and return the workflow; run again, change nothing.

    A root that an administrator gave another workflow keeps it.
    """
    root = Page.get_first_root_node()
    for name in (EDITORS, REVIEWERS):
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(_permission("wagtailadmin", "access_admin"))
        _give_pages(group, root, _PAGE_RIGHTS[name])
        _give_files(group, _FILE_RIGHTS[name])
    task = IndependentApprovalTask.objects.filter(name=TASK).first()
    if task is None:
        task = IndependentApprovalTask.objects.create(name=TASK)
        task.groups.add(Group.objects.get(name=REVIEWERS))
    workflow = _workflow(WORKFLOW, task.task_ptr)
    _assign(workflow, root)
    _offer_legal_check()
    return workflow


def _offer_legal_check() -> Workflow:
    """Make the workflow in which lawyers read what shows minors; lawyers open a page when it waits for them."""
    group, _created = Group.objects.get_or_create(name=LAWYERS)
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    process = legal.set_up(REVIEWERS, LAWYERS)
    task = ProcessTask.objects.filter(name=LEGAL_WORKFLOW).first()
    if task is None:
        task = ProcessTask.objects.create(name=LEGAL_WORKFLOW, process=process)
    return _workflow(LEGAL_WORKFLOW, task.task_ptr)


def _workflow(name: str, task: Task) -> Workflow:
    """Return the workflow of this name, made with its task when it is missing."""
    workflow, is_new = Workflow.objects.get_or_create(name=name)
    if is_new:
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _assign(workflow: Workflow, root: Page) -> None:
    """Give the root our workflow, in the place of the one that Wagtail makes at its installation."""
    assigned = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if assigned is None:
        WorkflowPage.objects.create(page=root, workflow=workflow)
    elif assigned.workflow != workflow and assigned.workflow.name == "Moderators approval":
        assigned.workflow = workflow
        assigned.save()


def _give_pages(group: Group, root: Page, codenames: Iterable[str]) -> None:
    for codename in codenames:
        permission = _permission("wagtailcore", codename)
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _give_files(group: Group, codenames: Iterable[str]) -> None:
    root = Collection.get_first_root_node()
    for codename in codenames:
        app = "wagtailimages" if codename.endswith("_image") else "wagtaildocs"
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=_permission(app, codename)
        )


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
