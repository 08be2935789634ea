"""A small newsroom: people in their groups, a page given to the legal workflow, and what they do with it."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from cms.accounts.models import User
from cms.pages import moderation
from cms.pages.models import ContentPage, HomePage, ProcessTask, ProcessTaskState
from cms.workflows import operations
from cms.workflows.models import ProcessDefinition
from tests.accounts.factories import UserFactory
from tests.pages.factories import ContentPageFactory, HomePageFactory


def person(*groups: str, **fields: Any) -> User:
    user = UserFactory(**fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def newsroom() -> HomePage:
    """The home page of a site where every page has a legal check."""
    moderation.set_up()
    home = HomePageFactory(at_the_root=True)
    WorkflowPage.objects.create(page=home, workflow=Workflow.objects.get(name=moderation.LEGAL_WORKFLOW))
    return home


def written(home: HomePage, author: User, *, title: str = "Un atelier", slug: str = "atelier", **fields: Any) -> Page:
    """A page that was never public, as its author wrote it."""
    page = ContentPageFactory(parent=home, title=title, slug=slug, live=False, first_published_at=None, owner=author)
    return edited(page, author, **fields)


def edited(page: Page, by: User, **fields: Any) -> Page:
    """The page with a newer text, saved as a draft."""
    page = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=by)
    return again(page)


def submitted(home: HomePage, author: User, **fields: Any) -> Page:
    """A page that its author has sent for approval."""
    page = written(home, author, **fields)
    page.get_workflow().start(page, author)
    return again(page)


def showing_minors(home: HomePage, author: User, **fields: Any) -> Page:
    """A page that shows minors, with its authorisations on file, sent for approval."""
    return submitted(home, author, **{"shows_minors": True, "consent_reference": "GED 2026-114"} | fields)


def act(page: Page, user: User, action: str, **extra: Any) -> Page:
    """Do what Wagtail's screens do with an action; return the page as it is then."""
    page = again(page)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, action, **extra)
    return again(page)


def actions(page: Page, user: User) -> list[str]:
    """The names of the actions that the editor's menu offers."""
    page = again(page)
    task = page.current_workflow_task
    return [name for name, _label, _modal in task.get_actions(page, user)] if task else []


def again(page: Page) -> ContentPage:
    return Page.objects.get(pk=page.pk).specific


def last_round(page: Page) -> ProcessTaskState:
    return ProcessTaskState.objects.for_instance(page).order_by("-pk")[0]


def process_of(**changes: Any) -> dict[str, Any]:
    """The bundle's process of a one-step approval by the group of reviewers, with changes at its top level."""
    return {
        "key": "essai",
        "name": "Essai",
        "roles": [
            {"key": "auteur", "label": "Auteur", "finder": "applicant"},
            {"key": "relecture", "label": "Relecture", "finder": "group", "group": moderation.REVIEWERS},
        ],
        "nodes": [
            {"key": "relecture", "label": "Relecture", "kind": "start"},
            {"key": "publiee", "label": "Publiée", "kind": "end", "outcome": "accepted"},
            {"key": "refusee", "label": "Refusée", "kind": "end", "outcome": "refused"},
            {"key": "retiree", "label": "Retirée", "kind": "end", "outcome": "withdrawn"},
        ],
        "transitions": [
            arrow("approuver", "relecture", "publiee", "relecture"),
            arrow("refuser", "relecture", "refusee", "relecture"),
            arrow("retirer", "relecture", "retiree", "auteur"),
        ],
    } | changes


def arrow(key: str, source: str, target: str, *roles: str, **fields: Any) -> dict[str, Any]:
    return {"key": key, "label": key.capitalize(), "source": source, "target": target, "roles": list(roles)} | fields


def publish_process(process: dict[str, Any]) -> ProcessDefinition:
    definition = operations.load(process)
    operations.publish(definition)
    return ProcessDefinition.objects.get(pk=definition.pk)


def give(home: HomePage, process: dict[str, Any]) -> ProcessTask:
    """Have the pages below `home` approved by another process; return its task."""
    task = ProcessTask.objects.create(name=process["name"], process=publish_process(process))
    workflow = Workflow.objects.create(name=process["name"])
    WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=0)
    WorkflowPage.objects.filter(page=home).update(workflow=workflow)
    return task


def may_lock(group: str, page: Page) -> None:
    """Make the members of a group reviewers of a page and of what is below it."""
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="lock_page")
    GroupPagePermission.objects.get_or_create(group=Group.objects.get(name=group), page=page, permission=permission)
