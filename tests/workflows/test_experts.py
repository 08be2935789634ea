"""Opinions of outside experts: asked, counted, reminded, over, revoked; the journal says so and names nobody."""

from datetime import timedelta

import pytest

from cms.forms import operations as forms
from cms.workflows import chain, clock, engine, migration, operations, outbox
from cms.workflows.expertise import answering, asking, counting, erasure
from cms.workflows.expertise.refusals import AlreadyAnswered, AskingRefused, OpinionIncomplete, RequestClosed
from cms.workflows.models import Case, Effect, OpinionRequest, ProcessVersion, Timer
from cms.workflows.permissions import may_read_opinion
from tests.workflows.experts import FORM, MONDAY, YES, ask, form, open_case, process
from tests.workflows.factories import UserFactory, process_version

pytestmark = pytest.mark.django_db


def fresh(one):
    return type(one).objects.get(pk=one.pk)


def notes(case):
    return [entry.data["expertise"] for entry in case.journal.order_by("pk") if "expertise" in entry.data]


def state(request):
    return fresh(request).state(fresh(request.case), MONDAY)


def test_the_step_counts_what_came_and_lets_go_when_it_is_enough():
    case, agent = open_case()
    first, second = ask(case, agent), ask(case, agent, "Jo Roy")
    assert [one.key for one in engine.available(fresh(case), agent)] == ["skip"]
    answering.receive(first.pk, YES, now=MONDAY)
    assert counting.count(fresh(case)) == counting.Count(1, 2)
    with pytest.raises(engine.OpinionsAwaited, match="1"):
        engine.perform(fresh(case), "accept", agent)
    answering.receive(second.pk, YES, now=MONDAY)
    assert [one.key for one in engine.available(fresh(case), agent)] == ["accept", "skip"]
    engine.perform(fresh(case), "accept", agent)
    assert fresh(case).node == "end"
    assert notes(case) == ["asked", "asked", "received", "received"]


def test_an_automatic_action_is_followed_with_the_last_opinion():
    case, agent = open_case(process({"key": "accept", "automatic": True, "roles": []}))
    first, second = ask(case, agent), ask(case, agent, "Jo Roy")
    answering.receive(first.pk, YES, now=MONDAY)
    assert fresh(case).node == "task"
    answering.receive(second.pk, YES, now=MONDAY)
    assert fresh(case).node == "end"
    assert not list(chain.breaks(Case.objects.all()))


def test_what_a_declined_or_revoked_expert_says_does_not_count():
    case, agent = open_case()
    received, declined = ask(case, agent), ask(case, agent, "Jo Roy")
    answering.receive(received.pk, YES, now=MONDAY)
    answering.decline(declined.pk, "Je connais l’autrice.", now=MONDAY)
    assert (state(declined), fresh(declined).reason) == ("declined", "Je connais l’autrice.")
    assert counting.count(fresh(case)).received == 1
    asking.revoke(received.pk, agent, now=MONDAY)
    assert counting.count(fresh(case)).received == 0
    assert notes(case) == ["asked", "asked", "received", "declined", "revoked"]


def test_an_opinion_is_given_once_and_whole():
    case, agent = open_case()
    one = ask(case, agent)
    with pytest.raises(OpinionIncomplete) as refusal:
        answering.receive(one.pk, {"juste": False}, now=MONDAY)
    assert [problem.field_key for problem in refusal.value.problems] == ["pourquoi"]
    answering.keep_draft(one.pk, {"juste": False, "inconnu": 1}, now=MONDAY)
    assert fresh(one).draft == {"juste": False}
    answering.receive(one.pk, YES | {"pourquoi": "caché", "inconnu": 1}, now=MONDAY)
    assert (fresh(one).answers, fresh(one).draft) == (YES, {})
    for again in (lambda: answering.receive(one.pk, YES, now=MONDAY), lambda: answering.decline(one.pk, now=MONDAY)):
        with pytest.raises(AlreadyAnswered):
            again()
    assert notes(case) == ["asked", "received"]


def test_the_link_dies_when_it_is_revoked_over_or_left_behind():
    case, agent = open_case()
    revoked, late, left = ask(case, agent), ask(case, agent, "Jo Roy"), ask(case, agent, "Luc Bel")
    asking.revoke(revoked.pk, agent, now=MONDAY)
    with pytest.raises(RequestClosed):
        answering.receive(revoked.pk, YES, now=MONDAY)
    with pytest.raises(RequestClosed):
        answering.receive(late.pk, YES, now=late.due_at + timedelta(minutes=1))
    engine.perform(fresh(case), "skip", agent, now=MONDAY)
    with pytest.raises(RequestClosed):
        answering.keep_draft(left.pk, YES, now=MONDAY)
    assert [state(one) for one in (revoked, late, left)] == ["revoked", "closed", "closed"]


def test_the_clock_reminds_once_and_says_when_the_time_is_over():
    case, agent = open_case()
    one, answered = ask(case, agent), ask(case, agent, "Jo Roy")
    answering.receive(answered.pk, YES, now=MONDAY)
    # Ten working days from Monday the 2nd, the 11th being a holiday: until Tuesday the 17th.
    assert one.due_at.date().isoformat() == "2026-11-17"
    assert clock.run(MONDAY + timedelta(days=1)) == 0
    reminded = MONDAY + timedelta(days=10)
    assert clock.run(reminded) == 1
    assert (fresh(one).reminders, fresh(one).sent_at) == (1, reminded)
    assert clock.run(reminded) == 0
    assert clock.run(one.due_at + timedelta(hours=1)) == 1
    assert notes(case) == ["asked", "asked", "received", "reminded", "expired"]
    told = [(effect.kind, effect.params["about"]) for effect in Effect.objects.filter(case=case).order_by("pk")]
    assert told == [
        ("expert_mail", "asked"),
        ("expert_mail", "asked"),
        ("expert_news", "received"),
        ("expert_mail", "reminded"),
        ("expert_news", "expired"),
    ]


def test_an_agent_reminds_and_gives_more_time():
    case, agent = open_case()
    one = ask(case, agent)
    with pytest.raises(AskingRefused):
        asking.remind(one.pk, agent, now=MONDAY + timedelta(minutes=5))
    later = one.due_at + timedelta(days=1)
    clock.run(later)
    again = asking.remind(one.pk, agent, now=later)
    assert again.due_at > later
    assert Timer.objects.waiting().filter(name=str(one.pk)).get().run_at == again.due_at
    answering.receive(one.pk, YES, now=later)
    assert not Timer.objects.waiting().filter(name=str(one.pk)).exists()
    with pytest.raises(AskingRefused):
        asking.remind(one.pk, agent, now=later + timedelta(days=1))


@pytest.mark.parametrize(
    "typed",
    [
        {"name": " "},
        {"email": "pas une adresse"},
        {"email": "a@exemple.fr\nBcc: b@exemple.fr"},
        {"name": "x" * 201},
        {"word": "x" * 3001},
        {"email": "ANA.PETIT@exemple.fr"},
    ],
    ids=["no name", "no address", "two lines", "long name", "long word", "asked before"],
)
def test_what_does_not_do_asks_nobody(typed):
    case, agent = open_case()
    ask(case, agent)
    with pytest.raises(AskingRefused):
        asking.ask(case, agent, **({"name": "Jo Roy", "email": "jo@exemple.fr"} | typed), now=MONDAY)
    assert OpinionRequest.objects.count() == 1


def test_the_person_whom_it_concerns_is_no_expert_and_asks_none():
    case, agent = open_case()
    with pytest.raises(AskingRefused):
        ask(case, agent, email=case.subject.email.upper())
    case.subject.groups.add(agent.groups.get())
    with pytest.raises(PermissionError):
        ask(case, fresh(case).subject)


def test_who_is_no_agent_of_the_step_neither_asks_nor_reminds_nor_revokes():
    case, agent = open_case()
    one, stranger = ask(case, agent), UserFactory(groups=["Comité"])
    for refused in (
        lambda: ask(case, stranger, "Jo Roy"),
        lambda: asking.remind(one.pk, stranger),
        lambda: asking.revoke(one.pk, stranger),
    ):
        with pytest.raises(PermissionError):
            refused()
    engine.perform(case, "skip", agent)
    with pytest.raises(PermissionError):
        ask(case, agent, "Jo Roy")


def confidential(**settings):
    made = process(confidential=True, **settings)
    made["roles"].append({"key": "jury", "label": "Jury", "finder": "group", "group": "Jury"})
    made["transitions"][0]["roles"].append("jury")
    return made


@pytest.mark.parametrize(("said", "readers"), [({}, {"agent"}), ({"read_by": ["jury"]}, {"jury"})])
def test_a_confidential_opinion_is_read_by_the_roles_that_were_promised_alone(said, readers):
    case, agent = open_case(confidential(**said))
    one = fresh(ask(case, agent))
    people = {"agent": agent, "jury": UserFactory(groups=["Jury"]), "stranger": UserFactory()}
    people["applicant"] = case.subject
    assert {name for name, person in people.items() if may_read_opinion(person, one)} == readers


def test_an_open_opinion_is_read_by_all_who_handle_the_case():
    made = confidential()
    made["nodes"][1]["expertise"].pop("confidential")
    case, agent = open_case(made)
    one = fresh(ask(case, agent))
    assert may_read_opinion(agent, one)
    assert may_read_opinion(UserFactory(groups=["Jury"]), one)
    assert not may_read_opinion(case.subject, one)


def test_the_journal_names_no_expert_and_outlives_the_erasure():
    case, agent = open_case()
    one = ask(case, agent, organisation="Fonderie Roy", word="Merci d’avance.")
    answering.receive(one.pk, {"juste": False, "pourquoi": "La blouse est mal boutonnée."}, now=MONDAY)
    held = erasure.told([fresh(one)])[0]
    assert held["organisation"] == "Fonderie Roy"
    assert held["opinion"][1]["text"] == "La blouse est mal boutonnée."
    whole = str(list(case.journal.values()))
    assert not any(word in whole for word in ("Ana", "Fonderie", "blouse", "Merci"))
    erasure.erase(one)
    left = fresh(one)
    assert (left.name, left.email, left.organisation, left.word, left.answers) == ("", "", "", "", {})
    assert left.received_at is not None
    assert counting.count(fresh(case)).received == 1
    assert not list(chain.breaks(Case.objects.all()))


def test_a_running_case_keeps_the_form_to_which_it_was_pinned():
    case, agent = open_case()
    before = ask(case, agent).form_version
    changed = FORM | {"sections": [FORM["sections"][0] | {"title": "Ce que vous en pensez"}]}
    forms.publish(forms.load(changed))
    assert ProcessVersion.objects.count() == 2
    assert ask(fresh(case), agent, "Jo Roy").form_version == before
    newest = ProcessVersion.objects.order_by("-number")[0]
    assert newest.graph != case.process_version.graph
    operations.load(process())
    assert ProcessVersion.objects.count() == 2


def test_a_case_that_passes_to_another_version_keeps_its_requests():
    case, agent = open_case()
    one = ask(case, agent)
    changed = process()
    changed["name"] = "Autre"
    version = process_version(changed)
    passed = migration.migrate(case, version, "task", None, seen_revision=case.revision, now=MONDAY)
    assert state(one) == "asked"
    assert Timer.objects.waiting().filter(name=str(one.pk)).count() == 2
    migration.restore(fresh(case), passed, None, now=MONDAY)
    answering.receive(one.pk, YES, now=MONDAY)
    assert counting.count(fresh(case)).received == 1


def test_in_a_trial_one_opinion_is_enough():
    case, agent = open_case()
    one = ask(case, agent)
    Case.objects.filter(pk=case.pk).update(is_trial=True)
    answering.receive(one.pk, YES, now=MONDAY)
    assert counting.count(fresh(case)) == counting.Count(1, 1)


def test_a_process_with_an_unknown_form_is_not_published():
    with pytest.raises(ValueError, match="avis"):
        process_version(process())
    form()
    assert process_version(process()).graph.node("task").experts.edition
    assert outbox.run_due() == 0
