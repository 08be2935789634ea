"""An editor's page goes public only after another person approves it."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, TaskState, Workflow

from cms.accounts.models import User
from cms.pages import moderation
from tests.accounts.factories import UserFactory
from tests.pages.factories import ContentPageFactory, HomePageFactory

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 still asks Django 6.1 for a connection in its notifications.
    pytest.mark.filterwarnings("ignore:get_connection:django.utils.deprecation.RemovedInDjango2028Warning"),
]


def person(*groups: str, **fields) -> User:
    user = UserFactory(**fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def home():
    moderation.set_up()
    return HomePageFactory(at_the_root=True)


@pytest.fixture
def editor(home):
    return person(moderation.EDITORS)


@pytest.fixture
def reviewer(home):
    return person(moderation.REVIEWERS)


def submitted(home, author) -> Page:
    """A page that its author has sent to be read."""
    page = ContentPageFactory(parent=home, title="Brouillon", slug="texte", live=False)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    page.refresh_from_db()
    return page


def approve(page: Page, user: User) -> None:
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, "approve")
    page.refresh_from_db()


def test_another_person_makes_it_public(client, home, editor, reviewer):
    page = submitted(home, editor)
    assert client.get("/texte/").status_code == 404

    approve(page, reviewer)

    assert page.live
    assert client.get("/texte/").status_code == 200


def test_nobody_approves_their_own_text(home):
    both = person(moderation.EDITORS, moderation.REVIEWERS)
    page = submitted(home, both)

    assert page.current_workflow_task_state.task.specific.get_actions(page, both) == []
    assert both.pk and not TaskState.objects.reviewable_by(both).exists()
    with pytest.raises(PermissionDenied):
        approve(page, both)
    page.refresh_from_db()
    assert not page.live


def test_not_even_an_administrator_approves_their_own_text(home):
    administrator = User.objects.create_superuser("admin@exemple.fr")
    page = submitted(home, administrator)

    assert page.current_workflow_task_state.task.specific.get_actions(page, administrator) == []


def test_a_reviewer_who_rewrote_the_text_is_its_author(home, editor, reviewer):
    page = submitted(home, editor)
    page.title = "Réécrit"
    page.save_revision(user=reviewer)

    page = Page.objects.get(pk=page.pk).specific

    assert page.current_workflow_task_state.task.specific.get_actions(page, reviewer) == []


def test_the_reviewer_finds_what_waits_the_author_does_not(home, editor, reviewer):
    page = submitted(home, editor)

    waiting = TaskState.objects.reviewable_by(reviewer)

    assert [state.workflow_state.object_id for state in waiting] == [str(page.pk)]
    assert not TaskState.objects.reviewable_by(editor).exists()


@pytest.mark.parametrize("group", [moderation.EDITORS, moderation.REVIEWERS])
def test_neither_editors_nor_reviewers_publish_directly(home, group):
    page = ContentPageFactory(parent=home)

    permissions = page.permissions_for_user(person(group))

    assert permissions.can_edit()
    assert not permissions.can_publish()


def test_in_the_admin_an_editor_writes_and_sends_but_does_not_publish(client, home, editor):
    client.force_login(editor)
    page = ContentPageFactory(parent=home, title="Texte", slug="texte", live=False)
    page.save_revision(user=editor)

    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert 'name="action-submit"' in text
    assert 'name="action-publish"' not in text


def test_setting_up_twice_changes_nothing(home):
    counted = (Group, GroupPagePermission, Workflow)
    before = [model.objects.count() for model in counted]

    moderation.set_up()

    assert [model.objects.count() for model in counted] == before


def test_the_workflow_applies_to_the_whole_tree(home):
    assert ContentPageFactory(parent=home).get_workflow().name == moderation.WORKFLOW


def test_an_administrator_who_chose_another_workflow_keeps_it(home):
    other = Workflow.objects.create(name="Le nôtre")
    root = Page.get_first_root_node()
    root.workflowpage.workflow = other
    root.workflowpage.save()

    moderation.set_up()

    root.refresh_from_db()
    assert root.workflowpage.workflow == other
