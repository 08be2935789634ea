"""Who may do what on an application, as a table: the one of `access.right_of`, tried through the operations."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from cms.accounts.models import User
from cms.applications.models import Application, CoAuthor
from cms.applications.papers import export
from cms.applications.people import access, coauthors, conversation
from cms.applications.people import transfers as handing
from cms.applications.people.access import Right
from cms.applications.writing import attachments, corrections, drafts, submission
from cms.forms.answers import posted
from tests.applications.factories import ApplicationFactory, UserFactory, agent, ask_correction, pdf

pytestmark = pytest.mark.django_db

WHO = ("view", "comment", "edit", "owner", "removed", "stranger", "superuser", "agent", "closed account")


def place(application: Application, role: str) -> User:
    """A co-author with this role, with an account."""
    user = UserFactory()
    coauthors.invite(application, application.applicant, user.email.upper(), role)
    return user


def somebody(application: Application, who: str) -> User:
    """The person of a row of the table."""
    match who:
        case "owner":
            return application.applicant
        case "removed":
            user = place(application, "edit")
            coauthors.remove(CoAuthor.objects.of(user).get(), application.applicant)
            return user
        case "stranger":
            return UserFactory()
        case "superuser":
            return UserFactory(is_superuser=True)
        case "agent":
            return agent()
        case "closed account":
            user = place(application, "edit")
            user.is_active = False
            user.save()
            return user
    return place(application, who)


def save(application: Application, user: User) -> None:
    section = application.release.form.section("projet")
    drafts.save(application, user, section, posted({"_field": ["courriel"], "courriel": "lilas@exemple.fr"}))


def attach(application: Application, user: User) -> None:
    attachments.attach(application, user, application.release.form.field("plan"), pdf())


def sees(application: Application, user: User) -> None:
    if not Application.objects.shared_with(user).filter(pk=application.pk).exists():
        raise PermissionDenied


# What is done, whether on a draft or on a sent application, and who may.
TABLE: list[tuple[str, bool, Callable[[Application, User], object], set[str]]] = [
    ("finds it", False, sees, {"view", "comment", "edit", "owner"}),
    ("export", False, lambda a, u: export.of_application(a, u).close(), {"view", "comment", "edit", "owner"}),
    (
        "comment inside",
        False,
        lambda a, u: conversation.write(a, u, "Relis la fin.", internal=True),
        {"comment", "edit", "owner"},
    ),
    ("save", False, save, {"edit", "owner"}),
    ("attach", False, attach, {"edit", "owner"}),
    ("send", False, submission.submit, {"owner"}),
    ("delete", False, drafts.delete, {"owner"}),
    ("invite", False, lambda a, u: coauthors.invite(a, u, "ami@exemple.fr", "view"), {"owner"}),
    ("hand over", False, lambda a, u: handing.offer(a, u, "ami@exemple.fr"), {"owner"}),
    # An agent writes too: to the applicants.
    ("write", True, lambda a, u: conversation.write(a, u, "Bonjour."), {"edit", "owner", "agent"}),
    ("act in the process", True, lambda a, u: corrections.act(a, u, "retirer"), {"owner"}),
]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("what", "sent", "do", "allowed"), TABLE, ids=[row[0] for row in TABLE])
def test_who_may_do_what(who, what, sent, do, allowed):
    application = ApplicationFactory(submitted=True) if sent else ApplicationFactory(complete=True)
    user = somebody(application, who)
    application = Application.objects.with_standing().get(pk=application.pk)
    if who in allowed:
        do(application, user)
    else:
        with pytest.raises(PermissionDenied):
            do(application, user)


RIGHTS = {"view": Right.VIEW, "comment": Right.COMMENT, "edit": Right.EDIT, "owner": Right.MANAGE}


@pytest.mark.parametrize("who", WHO)
def test_one_at_a_time_and_many_at_once_agree(who):
    application = ApplicationFactory(submitted=True)
    user = somebody(application, who)
    right = RIGHTS.get(who, Right.NONE)
    assert access.right_of(user, application) == right
    if who != "closed account":
        assert access.rights(user, [application]).get(application.pk, Right.NONE) == right


@pytest.mark.parametrize("page", ["", "personnes/", "messages/", "donnees/"])
@pytest.mark.parametrize("who", [one for one in WHO if one != "closed account"])
def test_the_pages_do_not_exist_for_others(client, who, page):
    application = ApplicationFactory(complete=True)
    client.force_login(somebody(application, who))
    response = client.get(f"/mon-espace/dossiers/{application.pk}/{page}")
    assert response.status_code == (200 if who in RIGHTS else 404)
    if response.streaming:
        b"".join(response.streaming_content)  # read to its end, it closes its file


def test_whoever_writes_in_a_correction_cannot_send_it():
    asked = ask_correction(ApplicationFactory(submitted=True))
    user = place(asked, "edit")
    save(asked, user)
    assert Application.objects.get(pk=asked.pk).pending == {"courriel": "lilas@exemple.fr"}
    with pytest.raises(PermissionDenied):
        corrections.resubmit(asked, user)
    assert corrections.resubmission(asked, user) is None


def test_an_agent_with_a_place_on_an_application_does_not_handle_it(client):
    application = ApplicationFactory(submitted=True)
    judge = agent()
    assert access.may_handle(judge, application)
    coauthors.invite(application, application.applicant, judge.email, "view")
    assert not access.may_handle(judge, application)
    assert not Application.objects.of_others(judge).exists()
