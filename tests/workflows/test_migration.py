"""Running cases pass from one version of their process to another, and come back."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.workflows import chain, engine, migration, operations
from cms.workflows.graph import Graph
from cms.workflows.models import Case, JournalEntry, Opinion, Part, ProcessVersion, Timer
from cms.workflows.refusals import CaseMoved
from tests.workflows.factories import UserFactory, label_process, open_case, straight_process, subject
from tests.workflows.strategies import patient, processes

pytestmark = pytest.mark.django_db


def second(**nodes) -> ProcessVersion:
    """A new version of the label's process: steps changed by key."""
    process = label_process()
    for row in process["nodes"]:
        row |= nodes.get(row["key"], {})
    return operations.publish(operations.load(process))


def passed(case: Case, version: ProcessVersion, key: str = "", actor=None) -> migration.Passed:
    done = migration.migrate(case, version, key or case.node, actor, seen_revision=case.revision)
    case.refresh_from_db()
    return done


def at_committee() -> tuple[Case, object]:
    case = open_case()
    engine.perform(case, "admissible", UserFactory(groups=["Agents"]))
    reviewer = UserFactory(groups=["Comité"])
    engine.perform(case, "label", reviewer)
    case.refresh_from_db()
    return case, reviewer


def test_a_case_goes_on_in_the_new_version_from_the_step_of_the_same_key():
    case, agent = open_case(), UserFactory(groups=["Agents"])
    entered = case.entered_at
    version = second(received={"label": "Arrivé", "deadline_days": 30})
    done = passed(case, version, actor=agent)
    assert (case.process_version, case.current_node.label, case.entered_at) == (version, "Arrivé", entered)
    assert (done.entry.kind, done.entry.actor, done.entry.source, done.entry.target) == (
        "migrated",
        agent,
        "received",
        "received",
    )
    assert case.due_at > entered
    assert list(chain.breaks(Case.objects.all())) == []
    engine.perform(case, "admissible", agent)


def test_who_had_the_old_page_open_is_refused_and_told():
    case, agent = open_case(), UserFactory(groups=["Agents"])
    seen = case.revision
    passed(case, second(received={"label": "Arrivé"}), actor=UserFactory(first_name="Ana"))
    with pytest.raises(CaseMoved, match="Ana"):
        engine.perform(case, "admissible", agent, seen_revision=seen)


def test_a_case_that_moved_in_between_stays():
    case = open_case()
    version = second(received={"label": "Arrivé"})
    stale = Case.objects.get(pk=case.pk)
    engine.perform(case, "admissible", UserFactory(groups=["Agents"]))
    with pytest.raises(CaseMoved):
        migration.migrate(stale, version, "received", None, seen_revision=stale.revision)
    assert Case.objects.get(pk=case.pk).process_version_id == stale.process_version_id


def test_opinions_are_kept_where_their_action_stays_and_the_preview_says_so():
    case, _reviewer = at_committee()
    version = second(committee={"label": "Jury"})
    said = migration.preview(case, version, "committee")
    assert (said.opinions_kept, said.opinions_lost) == (1, 0)
    passed(case, version)
    engine.perform(case, "label", UserFactory(groups=["Comité"]))
    case.refresh_from_db()
    assert case.outcome == "accepted"


def test_opinions_without_their_step_no_longer_count_and_come_back_with_the_case():
    case, reviewer = at_committee()
    process = label_process()
    process["nodes"][2]["key"] = "jury"
    for row in process["transitions"]:
        row |= {end: "jury" for end in ("source", "target") if row[end] == "committee"}
    version = operations.publish(operations.load(process))
    said = migration.preview(case, version, "jury")
    assert (said.opinions_kept, said.opinions_lost) == (0, 1)
    done = passed(case, version, "jury")
    assert not Opinion.objects.filter(case=case, visit=case.revision).exists()
    migration.restore(case, done, None)
    case.refresh_from_db()
    assert case.node == "committee"
    assert Opinion.objects.get(case=case, visit=case.revision).reviewer == reviewer


def test_parts_and_timers_are_those_of_the_new_version():
    case = open_case()
    process = label_process()
    process["roles"][1]["group"] = "Bureau"
    process["nodes"][0] |= {"deadline_days": 20, "reminders": [3]}
    version = operations.publish(operations.load(process))
    said = migration.preview(case, version, "received")
    assert (said.acting_before, said.acting_after) == (("Agents",), ("Agents (Bureau)",))
    passed(case, version)
    assert "Bureau" in Part.objects.filter(case=case).values_list("group_name", flat=True)
    assert Timer.objects.waiting().filter(case=case, visit=case.revision, kind="reminder").count() == 1


def test_what_waits_in_the_outbox_stays_as_it_was(recorder):
    process = straight_process({"key": "go", "effects": [{"kind": "ring", "bell": "ancienne"}]})
    case = open_case(process)
    engine.perform(case, "go", UserFactory(groups=["Agents"]))
    other = copy.deepcopy(process)
    other["transitions"][0]["effects"] = [{"kind": "ring", "bell": "nouvelle"}]
    passed(case, operations.publish(operations.load(other)))
    assert [effect.params for effect in case.effects.all()] == [{"bell": "ancienne"}]


def test_a_case_follows_what_is_automatic_where_it_arrives():
    case = open_case(straight_process())
    other = straight_process({"key": "go", "automatic": True, "roles": []})
    version = operations.publish(operations.load(other))
    assert migration.preview(case, version, "start").goes_on_to == "Examen"
    done = passed(case, version)
    assert case.node == "task"
    with pytest.raises(CaseMoved):
        migration.restore(case, done, None)


def test_steps_that_are_gone_must_be_mapped_and_never_to_an_end():
    old, process = Graph.from_json(label_process()), label_process()
    process["nodes"][2]["key"] = "jury"
    new = Graph.from_json(process)
    with pytest.raises(migration.MappingRefused) as refusal:
        migration.destinations(old, new, {}, ["received", "committee"])
    assert list(refusal.value.problems) == ["committee"]
    with pytest.raises(migration.MappingRefused):
        migration.destinations(old, new, {"committee": "labelled"}, ["committee"])
    assert migration.destinations(old, new, {"committee": "jury"}, ["received", "committee"]) == {
        "received": "received",
        "committee": "jury",
    }


def test_a_case_that_was_undone_is_as_it_was():
    case = open_case()
    before = (case.process_version_id, case.node, case.entered_at, case.due_at)
    done = passed(case, second(received={"deadline_days": 1}), "completion")
    assert case.node == "completion"
    entry = migration.restore(case, done, None)
    case.refresh_from_db()
    assert (case.process_version_id, case.node, case.entered_at, case.due_at) == before
    assert (entry.kind, entry.data["undo"]) == (JournalEntry.Kind.MIGRATED, done.entry.pk)
    assert list(chain.breaks(Case.objects.all())) == []


def test_a_case_with_a_new_opinion_is_not_undone():
    case, _reviewer = at_committee()
    done = passed(case, second(committee={"quorum": 5}))
    engine.perform(case, "label", UserFactory(groups=["Comité"]))
    with pytest.raises(migration.CannotRestore):
        migration.restore(case, done, None)


@patient
@given(processes(), st.data())
def test_any_two_graphs_a_case_lands_where_it_was_sent_and_comes_back(process, data):
    for row in process["transitions"]:
        row.pop("automatic", None)
    old = {**process, "nodes": [{"key": "zero", "label": "Zéro", "kind": "start"}, *process["nodes"]]}
    new = data.draw(processes())
    new |= {"key": old["key"], "nodes": [{"key": "one", "label": "Un", "kind": "start"}, *new["nodes"]]}
    for row in new["transitions"]:
        row.pop("automatic", None)
    definition = operations.load(old)
    number = definition.versions.count() + 1
    first = ProcessVersion.objects.create(definition=definition, number=number, spec=old)
    version = ProcessVersion.objects.create(definition=definition, number=number + 1, spec=new)
    target = data.draw(st.sampled_from([row["key"] for row in new["nodes"] if row["kind"] != "end"]))
    case = engine.open_case(subject(), first, None)
    before = (case.node, case.entered_at, case.due_at, case.stopped_days)
    said = migration.preview(case, version, target)
    done = migration.migrate(case, version, target, None, seen_revision=case.revision)
    case.refresh_from_db()
    assert (case.node, case.process_version_id) == (target, version.pk)
    assert said.target.key == target
    assert case.is_open
    migration.restore(case, done, None)
    case.refresh_from_db()
    assert (case.node, case.entered_at, case.due_at, case.stopped_days) == before
    assert list(chain.breaks(Case.objects.filter(pk=case.pk))) == []
