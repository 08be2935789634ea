"""A process approves a page: its steps, its ends, and everything that can happen to the page meanwhile."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import TaskState, Workflow, WorkflowState

from cms.accounts.models import User
from cms.pages import moderation
from cms.pages.models import ProcessTaskState
from cms.pages.models.process_task import RESTART
from cms.workflows import chain, engine
from cms.workflows.models import Case, JournalEntry
from tests.pages.factories import ContentPageFactory
from tests.pages.reviewing import (
    act,
    actions,
    again,
    arrow,
    edited,
    give,
    last_round,
    may_lock,
    newsroom,
    person,
    process_of,
    publish_process,
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
def editor(home):
    return person(moderation.EDITORS)


@pytest.fixture
def reviewer(home):
    return person(moderation.REVIEWERS)


@pytest.fixture
def lawyer(home):
    return person(moderation.LAWYERS)


def test_a_page_that_shows_no_minors_is_public_when_a_reviewer_has_approved(client, home, editor, reviewer):
    page = submitted(home, editor)
    assert client.get("/atelier/").status_code == 404

    page = act(page, reviewer, "approuver")

    assert page.live
    assert client.get("/atelier/").status_code == 200
    assert page.workflow_states.get().status == WorkflowState.STATUS_APPROVED
    assert last_round(page).case.outcome == "accepted"


def test_a_page_that_shows_minors_waits_for_a_lawyer_after_the_reviewer(client, home, editor, reviewer, lawyer):
    page = act(showing_minors(home, editor), reviewer, "approuver_mineurs")

    assert not page.live
    assert page.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS
    assert actions(page, reviewer) == []
    assert "valider" in actions(page, lawyer)

    assert act(page, lawyer, "valider").live
    assert client.get("/atelier/").status_code == 200


def test_the_reviewer_cannot_go_round_the_lawyer(home, editor, reviewer):
    page = showing_minors(home, editor)

    assert "approuver" not in actions(page, reviewer)
    with pytest.raises(PermissionDenied):
        act(page, reviewer, "approuver")
    assert not again(page).live


def test_changes_are_asked_with_a_comment_and_a_new_round_begins_when_the_author_sends_again(home, editor, reviewer):
    page = submitted(home, editor)
    with pytest.raises(PermissionDenied):
        act(page, reviewer, "changer")

    page = act(page, reviewer, "changer", comment="Citez la source.")

    first = last_round(page)
    assert (first.status, first.comment, first.finished_by) == ("rejected", "Citez la source.", reviewer)
    assert page.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert first.case.outcome == "refused"

    page = edited(page, editor, title="Un atelier, avec sa source")
    page.current_workflow_state.resume(editor)

    second = last_round(page)
    assert second.pk != first.pk and second.case.is_open and second.case.pk != first.case.pk
    assert act(page, reviewer, "approuver").title == "Un atelier, avec sa source"


def test_each_round_has_one_case_and_its_journal_holds(home, editor, reviewer):
    page = act(submitted(home, editor), reviewer, "changer", comment="Non.")
    page.current_workflow_state.resume(editor)
    act(page, reviewer, "approuver", comment="Bien.")

    assert Case.objects.count() == ProcessTaskState.objects.count() == 2
    assert list(chain.breaks(Case.objects.all())) == []


def test_only_the_process_approves(home, editor, reviewer):
    state = last_round(submitted(home, editor))

    for decide in (state.approve, state.reject):
        with pytest.raises(PermissionDenied):
            decide(user=reviewer)


def test_the_engine_itself_refuses_an_author_who_goes_round_the_screens(home):
    both = person(moderation.EDITORS, moderation.REVIEWERS)
    case = last_round(submitted(home, both)).case

    with pytest.raises(engine.TransitionRefused, match=r"Personne n.approuve"):
        engine.perform(case, "approuver", both)

    case.refresh_from_db()
    assert case.is_open and not case.journal.filter(actor=both, kind=JournalEntry.Kind.MOVED).exists()


def test_a_version_is_pinned_when_the_text_is_sent(home, editor, reviewer):
    give(home, process_of())
    page = submitted(home, editor)
    publish_process(process_of(transitions=[{**one, "label": "Autre"} for one in process_of()["transitions"]]))

    assert last_round(page).case.process_version.number == 1
    assert last_round(submitted(home, editor, slug="autre")).case.process_version.number == 2


def test_a_newer_version_that_does_not_suit_pages_is_left_aside(home, editor):
    give(home, process_of())
    with_effect = [
        arrow("approuver", "relecture", "publiee", "relecture", effects=[{"kind": "message", "message": "x"}])
    ]
    publish_process(process_of(transitions=[*with_effect, *process_of()["transitions"][1:]]))

    assert last_round(submitted(home, editor)).case.process_version.number == 1


def test_a_step_of_two_people_keeps_the_page_until_both_have_approved(home, editor, reviewer):
    steps = process_of()["nodes"]
    nodes = [
        {"key": "envoyee", "label": "Envoyée", "kind": "start"},
        {"key": "relecture", "label": "Relecture", "kind": "review", "quorum": 2},
        *steps[1:],
    ]
    sent = {**arrow("envoyer", "envoyee", "relecture"), "automatic": True}
    give(home, process_of(nodes=nodes, transitions=[sent, *process_of()["transitions"]]))
    page = submitted(home, editor)

    page = act(page, reviewer, "approuver")
    assert not page.live and page.current_workflow_task_state is not None

    assert act(page, person(moderation.REVIEWERS), "approuver").live


def test_the_author_corrects_within_the_round_when_the_process_gives_the_text_back(home, editor, reviewer):
    nodes = [{"key": "correction", "label": "Correction", "kind": "applicant"}, *process_of()["nodes"]]
    transitions = [
        arrow("rendre", "relecture", "correction", "relecture", comment="required"),
        arrow("renvoyer", "correction", "relecture", "auteur"),
        arrow("retirer_correction", "correction", "retiree", "auteur"),
        *process_of()["transitions"],
    ]
    task = give(home, process_of(nodes=nodes, transitions=transitions))
    page = act(submitted(home, editor), reviewer, "rendre", comment="Trop long.")

    assert not task.locked_for_user(page, editor)
    assert task.locked_for_user(page, reviewer)
    assert actions(page, editor) == ["renvoyer"]

    page = act(edited(page, editor, title="Court"), editor, "renvoyer")

    assert task.locked_for_user(page, editor)
    assert act(page, reviewer, "approuver").title == "Court"


def test_the_author_cancels_and_the_case_is_withdrawn(home, editor, reviewer):
    page = submitted(home, editor)

    page.current_workflow_state.cancel(user=editor)

    state = last_round(page)
    assert state.status == "cancelled"
    assert (state.case.outcome, state.case.is_open) == ("withdrawn", False)
    assert state.case.journal.last().actor == editor


def test_the_author_withdraws_by_the_process_and_wagtails_workflow_is_cancelled(home, editor):
    page = submitted(home, editor)

    page = act(page, editor, "retirer")

    assert page.current_workflow_state is None
    assert last_round(page).status == "cancelled"


@pytest.mark.parametrize("step", ["relecture", "juridique"])
def test_an_administrator_who_publishes_meanwhile_ends_the_case(home, editor, reviewer, step):
    page = showing_minors(home, editor)
    if step == "juridique":
        page = act(page, reviewer, "approuver_mineurs")
    administrator = User.objects.create_superuser("admin@exemple.fr")

    page.get_latest_revision().publish(user=administrator)

    assert again(page).live
    assert last_round(page).case.outcome == "withdrawn"


def test_a_deleted_page_takes_its_case_out_of_the_inbox_and_leaves_its_journal(home, editor):
    page = submitted(home, editor)
    case = last_round(page).case

    page.delete()

    case.refresh_from_db()
    assert (case.outcome, case.subject) == ("withdrawn", None)
    assert not ProcessTaskState.objects.exists()
    assert list(chain.breaks(Case.objects.all())) == []


def test_a_workflow_that_is_given_up_cancels_its_rounds(home, editor):
    page = submitted(home, editor)

    Workflow.objects.get(name=moderation.LEGAL_WORKFLOW).deactivate(user=None)

    assert last_round(page).case.outcome == "withdrawn"


def test_a_task_that_is_given_up_cancels_its_rounds(home, editor):
    page = submitted(home, editor)

    page.current_workflow_task.deactivate(user=None)

    assert last_round(page).case.outcome == "withdrawn"


def test_a_moved_page_is_reviewed_by_the_reviewers_of_its_new_place(home, editor):
    roles = [process_of()["roles"][0], {"key": "relecture", "label": "Relecture", "finder": "page_reviewers"}]
    give(home, process_of(roles=roles))
    there = ContentPageFactory(parent=home, title="Ailleurs", slug="ailleurs")
    elsewhere = person(moderation.LAWYERS)
    may_lock(moderation.LAWYERS, there)
    page = submitted(home, editor)
    assert actions(page, elsewhere) == []

    page.move(again(there), pos="last-child", user=None)

    assert "approuver" in actions(page, elsewhere)
    assert page.current_workflow_task.get_task_states_user_can_moderate(elsewhere).count() == 1


def test_unpublishing_stops_no_review(home, editor, reviewer):
    page = act(submitted(home, editor), reviewer, "approuver")
    page = edited(page, editor, title="Deuxième texte")
    page.get_workflow().start(page, editor)

    again(page).unpublish(user=None)

    assert not again(page).live
    assert last_round(page).case.is_open
    assert act(page, reviewer, "approuver").title == "Deuxième texte"


def test_a_text_changed_before_anyone_decided_is_simply_the_text_that_is_approved(home, editor, reviewer):
    page = edited(submitted(home, editor), reviewer, title="Titre corrigé")

    assert actions(page, reviewer) == []
    page = act(page, person(moderation.REVIEWERS), "approuver")

    assert (page.title, page.live) == ("Titre corrigé", True)
    assert last_round(page).revision == page.live_revision


def test_a_text_changed_after_an_approval_goes_no_further_before_its_review_starts_again(
    home, editor, reviewer, lawyer
):
    page = act(showing_minors(home, editor), reviewer, "approuver_mineurs")
    page = edited(page, lawyer, title="Titre corrigé")
    other = person(moderation.LAWYERS)

    assert actions(page, other) == ["refuser", RESTART]
    with pytest.raises(PermissionDenied):
        act(page, other, "valider")

    page = act(page, lawyer, RESTART)

    first, second = ProcessTaskState.objects.for_instance(page).order_by("pk")
    assert (first.status, first.case.outcome) == ("cancelled", "withdrawn")
    assert second.case.node == "relecture"
    page = act(page, reviewer, "approuver_mineurs")
    assert "valider" not in actions(page, lawyer)
    assert act(page, other, "valider").title == "Titre corrigé"


def test_a_site_that_does_not_ask_again_lets_a_changed_text_go_on(settings, home, editor, reviewer, lawyer):
    settings.WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
    page = act(showing_minors(home, editor), reviewer, "approuver_mineurs")
    page = edited(page, reviewer, title="Titre corrigé")

    assert act(page, lawyer, "valider").title == "Titre corrigé"


def test_a_page_that_is_to_appear_later_is_planned_when_it_is_approved(home, editor, reviewer):
    page = submitted(home, editor, go_live_at=timezone.now() + timedelta(days=2))

    page = act(page, reviewer, "approuver")

    assert not page.live and page.approved_schedule


def test_no_page_that_shows_minors_is_accepted_without_a_note_of_its_authorisations(home, editor, reviewer, lawyer):
    page = act(showing_minors(home, editor, consent_reference=""), reviewer, "approuver_mineurs")

    assert "valider" not in actions(page, lawyer)
    with pytest.raises(PermissionDenied, match="autorisations"):
        act(page, lawyer, "valider")
    assert not again(page).live


def test_a_record_made_by_an_effect_without_a_person_has_no_author_and_is_still_reviewed(home, reviewer):
    page = written(home, person(), title="Fiche", slug="fiche")
    page.get_workflow().start(page, None)

    assert act(page, reviewer, "approuver").live


def test_two_reviewers_at_once_one_wins(home, editor, reviewer):
    page = submitted(home, editor)
    state = page.current_workflow_task_state
    act(page, reviewer, "approuver")

    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, person(moderation.REVIEWERS), "changer", comment="Non.")
    assert again(page).live
