"""Who may do what with a page that a process approves: the tables of `cms.pages.reviewing.rules`."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from wagtail.models import TaskState

from cms.accounts.models import User
from cms.pages import moderation
from cms.pages.reviewing import people
from tests.pages.reviewing import act, actions, edited, newsroom, person, showing_minors, submitted, written

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 still asks Django 6.1 for a connection in its notifications.
    pytest.mark.filterwarnings("ignore:get_connection:django.utils.deprecation.RemovedInDjango2028Warning"),
]

APPROVES = ["approuver", "approuver", "changer"]


@pytest.fixture
def home():
    return newsroom()


@pytest.fixture
def author(home):
    return person(moderation.EDITORS)


def administrator(*groups: str) -> User:
    user = User.objects.create_superuser("admin@exemple.fr")
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.mark.parametrize(
    ("groups", "offered"),
    [
        ([moderation.REVIEWERS], APPROVES),
        ([moderation.REVIEWERS, moderation.EDITORS], APPROVES),
        ([moderation.EDITORS], []),
        ([moderation.LAWYERS], []),
        ([], []),
    ],
)
def test_at_the_review_only_reviewers_are_offered_to_decide(home, author, groups, offered):
    assert actions(submitted(home, author), person(*groups)) == offered


def test_an_administrator_has_no_role_for_being_one(home, author):
    page = submitted(home, author)

    assert actions(page, administrator()) == []
    with pytest.raises(PermissionDenied):
        act(page, User.objects.get(email="admin@exemple.fr"), "approuver")


def test_an_account_that_is_closed_decides_nothing(home, author):
    assert actions(submitted(home, author), person(moderation.REVIEWERS, is_active=False)) == []


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_nobody_approves_their_own_text(home, who):
    both = administrator(moderation.REVIEWERS) if who == "administrator" else person(moderation.REVIEWERS)
    page = submitted(home, both)

    assert actions(page, both) == []
    for action in ("approuver", "changer"):
        with pytest.raises(PermissionDenied):
            act(page, both, action, comment="…")
    page.refresh_from_db()
    assert not page.live


def test_who_wrote_the_text_that_another_sends_does_not_approve_it_either(home, author):
    writer = person(moderation.EDITORS, moderation.REVIEWERS)
    page = written(home, writer)
    page.get_workflow().start(page, author)

    assert actions(page, writer) == []


def test_a_lawyer_who_wrote_the_text_does_not_check_it(home):
    lawyer = person(moderation.EDITORS, moderation.LAWYERS)
    page = act(showing_minors(home, lawyer), person(moderation.REVIEWERS), "approuver_mineurs")

    assert actions(page, lawyer) == []
    with pytest.raises(PermissionDenied):
        act(page, lawyer, "valider")


def test_the_author_of_an_earlier_public_text_reviews_a_new_one(home, author):
    reviewer = person(moderation.REVIEWERS)
    page = act(submitted(home, reviewer), person(moderation.REVIEWERS), "approuver")
    page = edited(page, author, title="Nouveau")
    page.get_workflow().start(page, author)

    assert actions(page, reviewer) == APPROVES


@pytest.mark.parametrize(
    ("groups", "is_locked", "opens"),
    [
        ([moderation.REVIEWERS], False, True),
        ([moderation.LAWYERS], True, False),
        ([moderation.EDITORS], True, False),
    ],
)
def test_while_it_is_reviewed_only_those_who_review_edit_it(home, author, groups, is_locked, opens):
    page = submitted(home, author)
    task = page.current_workflow_task
    user = person(*groups)

    assert task.locked_for_user(page, user) is is_locked
    assert task.user_can_access_editor(page, user) is opens
    assert task.user_can_lock(page, user) is opens
    assert not task.locked_for_user(page, administrator())


def test_a_lawyer_who_may_change_no_page_opens_the_one_that_waits(home, author):
    lawyer = person(moderation.LAWYERS)
    page = showing_minors(home, author)
    assert not page.permissions_for_user(lawyer).can_edit()

    page = act(page, person(moderation.REVIEWERS), "approuver_mineurs")

    assert page.permissions_for_user(lawyer).can_edit()
    assert not page.permissions_for_user(lawyer).can_publish()


def test_a_page_waits_on_the_home_screen_of_those_who_can_do_something(home, author):
    reviewer, lawyer = person(moderation.REVIEWERS), person(moderation.LAWYERS)
    page = showing_minors(home, author)

    def waits_for(user: User) -> int:
        return TaskState.objects.reviewable_by(user).count()

    assert [waits_for(user) for user in (reviewer, lawyer, author)] == [1, 0, 0]
    act(page, reviewer, "approuver_mineurs")
    assert [waits_for(user) for user in (reviewer, lawyer, author)] == [0, 1, 0]
    act(page, lawyer, "valider")
    assert [waits_for(user) for user in (reviewer, lawyer, author)] == [0, 0, 0]


def test_a_lock_of_somebody_who_is_not_waited_for_falls_when_the_text_is_sent(home, author):
    page = written(home, author)
    page.locked, page.locked_by = True, author
    page.save()

    page.get_workflow().start(page, author)

    page.refresh_from_db()
    assert not page.locked


def test_the_reviewers_of_a_page_are_those_who_may_lock_or_publish_it(home):
    reviewer, gone = person(moderation.REVIEWERS), person(moderation.REVIEWERS, is_active=False)
    found = set(people.reviewers(home))

    assert reviewer in found
    assert not found.intersection({gone, person(moderation.EDITORS), person(moderation.LAWYERS)})
