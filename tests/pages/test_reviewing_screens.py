"""Wagtail's screens and mails, with a process behind them: the menu, the home screen, the reports, the drawing."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState
from wagtail.users.models import UserProfile

from cms.accounts.models import User
from cms.pages import moderation
from cms.pages.models import ContentPage, ProcessTask
from cms.workflows import outbox
from cms.workflows.clock import run as run_clock
from cms.workflows.models import ProcessDefinition
from tests.pages.reviewing import (
    act,
    again,
    edited,
    last_round,
    newsroom,
    person,
    showing_minors,
    submitted,
    written,
)

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 still asks Django 6.1 for a connection in its notifications.
    pytest.mark.filterwarnings("ignore:get_connection:django.utils.deprecation.RemovedInDjango2028Warning"),
]


@pytest.fixture
def home():
    return newsroom()


@pytest.fixture
def author(home):
    return person(moderation.EDITORS, email="autrice@exemple.fr")


@pytest.fixture
def reviewer(home):
    return person(moderation.REVIEWERS, email="relecteur@exemple.fr")


@pytest.fixture
def lawyer(home):
    return person(moderation.LAWYERS, email="juriste@exemple.fr")


@pytest.fixture
def administrator():
    return User.objects.create_superuser("admin@exemple.fr")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(page: ContentPage, **fields: str) -> dict[str, str]:
    """What the editor sends."""
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    comments = {f"comments-{name}": value for name, value in empty.items()}
    page = again(page).get_latest_revision_as_object()
    said = {"title": page.title, "slug": page.slug, "summary": page.summary, "body-count": "0"}
    if page.shows_minors:
        said |= {"shows_minors": "on", "consent_reference": page.consent_reference}
    return said | comments | fields


def send(user: User, page: ContentPage, **fields: str):
    return signed_in(user).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **fields), follow=True
    )


def test_the_whole_way_by_the_screens_alone(client, home, author, reviewer, lawyer):
    page = written(home, author, shows_minors=True, consent_reference="GED 2026-114")

    send(author, page, **{"action-submit": "1"})
    assert again(page).workflow_in_progress
    assert (
        'data-workflow-action-name="approuver'
        not in signed_in(author).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    )

    said = json.dumps({"comment": "Beau texte."})
    approved = {"action-workflow-action": "1", "workflow-action-name": "approuver_mineurs"}
    send(reviewer, page, **approved, **{"workflow-action-extra-data": said})
    assert not again(page).live

    send(lawyer, page, **approved | {"workflow-action-name": "valider"})
    assert again(page).live
    assert client.get("/atelier/").status_code == 200
    assert last_round(page).comment == "Beau texte."


def test_a_page_that_shows_minors_is_not_sent_without_its_authorisations(home, author):
    page = written(home, author, shows_minors=True)

    answer = send(author, page, **{"action-submit": "1"})

    assert "notez où sont classées les autorisations" in answer.content.decode()
    assert not again(page).workflow_in_progress
    send(author, page, summary="Brouillon gardé.")
    assert again(page).get_latest_revision_as_object().summary == "Brouillon gardé."


def test_the_menu_offers_the_actions_of_the_process_with_a_comment_where_it_is_asked(home, author, reviewer):
    page = submitted(home, author)
    state = page.current_workflow_task_state

    text = signed_in(reviewer).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'data-workflow-action-name="approuver"' in text
    assert 'data-workflow-action-name="changer"' in text
    assert "Où en est sa relecture" in text

    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "changer", state.pk])
    modal = signed_in(reviewer).get(address, headers={"x-requested-with": "XMLHttpRequest"})
    assert "required" in modal.json()["html"]
    refused = signed_in(reviewer).post(address, {"comment": " "}, headers={"x-requested-with": "XMLHttpRequest"})
    assert refused.json()["step"] == "action"
    signed_in(reviewer).post(address, {"comment": "Sourcez."})
    assert last_round(page).status == TaskState.STATUS_REJECTED


def test_who_comes_too_late_is_told_who_was_faster(home, author, reviewer):
    page = showing_minors(home, author)
    act(page, reviewer, "approuver_mineurs")
    second = person(moderation.REVIEWERS, moderation.LAWYERS)

    answer = send(second, page, **{"action-workflow-action": "1", "workflow-action-name": "changer"})

    assert f"{reviewer} a fait" in answer.content.decode()
    assert last_round(page).case.node == "juridique"


def test_the_author_reads_that_nobody_approves_their_own_text(home):
    both = person(moderation.EDITORS, moderation.REVIEWERS)
    page = submitted(home, both)

    text = signed_in(both).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "Personne n’approuve son propre texte" in text


def test_each_step_writes_to_those_it_waits_for_and_to_nobody_else(
    home, author, reviewer, lawyer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = showing_minors(home, author)
    assert [one.to for one in mail.outbox] == [["relecteur@exemple.fr"]]
    assert "Un atelier" in mail.outbox[0].subject and "Relecture" in mail.outbox[0].subject

    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        act(page, reviewer, "approuver_mineurs", comment="À vérifier page 2.")
    assert [one.to for one in mail.outbox] == [["juriste@exemple.fr"]]
    assert "À vérifier page 2." in mail.outbox[0].body
    assert f"/admin/pages/{page.pk}/edit/" in mail.outbox[0].body

    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        act(page, lawyer, "refuser", comment="Il manque une signature.")
    assert [one.to for one in mail.outbox] == [["autrice@exemple.fr"]]
    assert "Il manque une signature." in mail.outbox[0].body


def test_who_wants_no_mail_about_submissions_gets_none(home, author, reviewer, django_capture_on_commit_callbacks):
    UserProfile.objects.update_or_create(user=reviewer, defaults={"submitted_notifications": False})

    with django_capture_on_commit_callbacks(execute=True):
        submitted(home, author)

    assert mail.outbox == []


def test_the_clock_reminds_those_whom_a_page_waits_for(home, author, reviewer):
    case = last_round(submitted(home, author)).case
    mail.outbox.clear()

    run_clock(now=case.timers.earliest("run_at").run_at)
    outbox.run_due()

    assert [one.to for one in mail.outbox] == [["relecteur@exemple.fr"]]


def test_the_home_screen_shows_what_waits(home, author, reviewer):
    submitted(home, author, title="Un atelier")

    text = signed_in(reviewer).get(reverse("wagtailadmin_home")).content.decode()

    assert "Un atelier" in text
    assert "workflow/action" in text


def test_the_drawing_shows_the_step_who_is_waited_for_and_what_happened(home, author, reviewer, lawyer):
    page = act(showing_minors(home, author), reviewer, "approuver_mineurs", comment="Beau texte.")

    text = signed_in(author).get(reverse("page_review", args=[page.pk])).content.decode()

    assert "process-diagram" in text
    assert 'aria-current="step"' in text
    assert "Contrôle juridique" in text
    assert str(lawyer) in text
    assert "Beau texte." in text


@pytest.mark.parametrize(
    ("group", "status"),
    [(moderation.EDITORS, 200), (moderation.REVIEWERS, 200), (moderation.LAWYERS, 200), ("Agents", 302)],
)
def test_the_drawing_is_for_those_who_may_edit_the_page_or_play_a_part(home, author, group, status):
    page = submitted(home, author)
    agent = person(group)
    agent.user_permissions.add(*_access())

    assert signed_in(agent).get(reverse("page_review", args=[page.pk])).status_code == status


def test_a_page_that_no_process_reviewed_has_no_drawing(home, administrator):
    assert signed_in(administrator).get(reverse("page_review", args=[home.pk])).status_code == 404
    assert signed_in(administrator).get(reverse("page_review", args=[99999])).status_code == 404


def test_earlier_rounds_stay_readable(home, author, reviewer):
    page = act(submitted(home, author), reviewer, "changer", comment="Non.")
    first = last_round(page)
    edited(page, author, title="Deux").current_workflow_state.resume(author)

    address = reverse("page_review", args=[page.pk])
    assert "?round=" in signed_in(author).get(address).content.decode()
    assert "Non." in signed_in(author).get(address, {"round": first.pk}).content.decode()
    assert signed_in(author).get(address, {"round": "x"}).status_code == 200


def test_the_reports_and_the_history_show_the_rounds(home, author, reviewer, administrator):
    page = act(submitted(home, author), reviewer, "changer", comment="Sourcez.")
    client = signed_in(administrator)

    for name, status in (("workflow", WorkflowState.STATUS_NEEDS_CHANGES), ("workflow_tasks", "rejected")):
        address = reverse(f"wagtailadmin_reports:{name}")
        assert "Un atelier" in client.get(address, {"status": status}).content.decode()
        assert "Un atelier" not in client.get(address, {"status": "cancelled"}).content.decode()
    detail = reverse("wagtailadmin_pages:workflow_history_detail", args=[page.pk, page.workflow_states.get().pk])
    assert "Sourcez." in client.get(detail).content.decode()


def test_an_administrator_makes_a_task_of_a_process(home, administrator):
    client = signed_in(administrator)
    address = reverse("wagtailadmin_workflows:add_task", args=["pages", "processtask"])
    process = ProcessDefinition.objects.get(key="relecture-juridique")

    assert (
        "Un de vos circuits décide" in client.get(reverse("wagtailadmin_workflows:select_task_type")).content.decode()
    )
    assert client.get(address).status_code == 200
    client.post(address, {"name": "Contrôle", "process": process.pk})

    assert ProcessTask.objects.filter(name="Contrôle", process=process).exists()


def _access():
    return Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
