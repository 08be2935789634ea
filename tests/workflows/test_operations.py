"""Process definitions: loaded, dumped, published."""

import pytest
from hypothesis import given

from cms.workflows import engine, operations
from cms.workflows.checks import ProcessFaulty
from cms.workflows.errors import GraphError
from cms.workflows.models import ProcessDefinition, ProcessVersion
from cms.workflows.signals import process_published
from tests.workflows.factories import UserFactory, label_process, open_case, straight_process
from tests.workflows.strategies import patient, processes

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    versions = []

    def hear(version, **kwargs):
        versions.append(version)

    process_published.connect(hear)
    yield versions
    process_published.disconnect(hear)


def test_a_bundle_comes_back_exactly():
    definition = operations.load(label_process())
    assert operations.dump(definition) == label_process()
    assert operations.dump(operations.draft(ProcessDefinition.objects.get())) == label_process()


@patient
@given(processes())
def test_any_process_comes_back_exactly(process):
    definition = operations.load(process)
    assert operations.dump(operations.draft(ProcessDefinition.objects.get(pk=definition.pk))) == process


def test_a_loaded_process_is_a_draft_until_it_is_published(heard):
    definition = operations.load(label_process())
    assert not ProcessDefinition.objects.get().live
    version = operations.publish(definition)
    assert ProcessDefinition.objects.get().live
    assert (version.number, version.spec, heard) == (1, label_process(), [version])


def test_publishing_what_did_not_change_makes_no_new_version(heard):
    definition = operations.load(label_process())
    assert operations.publish(definition) == operations.publish(operations.load(label_process()))
    assert (ProcessVersion.objects.count(), len(heard)) == (1, 1)


def test_a_change_makes_a_new_version_and_running_cases_keep_theirs():
    case = open_case()
    changed = label_process()
    changed["nodes"][0]["label"] = "Déposé"
    version = operations.publish(operations.load(changed))
    assert version.number == 2
    case.refresh_from_db()
    assert case.current_node.label == "Reçu"
    engine.perform(case, "admissible", UserFactory(groups=["Agents"]))


def test_a_draft_in_progress_does_not_change_what_is_published():
    operations.publish(operations.load(label_process()))
    operations.load(label_process() | {"name": "Label 2027"})
    live = ProcessDefinition.objects.get()
    assert (live.name, live.has_unpublished_changes) == ("Label", True)
    assert operations.draft(live).name == "Label 2027"


def test_rows_keep_their_identity_when_a_bundle_is_loaded_again():
    definition = operations.load(label_process())
    operations.publish(definition)
    before = {row.key: row.pk for row in ProcessDefinition.objects.get().nodes.all()}
    changed = label_process()
    changed["nodes"].insert(1, {"key": "visit", "label": "Visite", "kind": "task"})
    changed["transitions"].append(
        {"key": "go-visit", "label": "Visiter", "source": "received", "target": "visit", "roles": ["agents"]}
    )
    changed["transitions"].append(
        {"key": "visited", "label": "Visite faite", "source": "visit", "target": "committee", "roles": ["agents"]}
    )
    operations.publish(operations.load(changed))
    after = {row.key: row.pk for row in ProcessDefinition.objects.get().nodes.all()}
    assert {key: pk for key, pk in after.items() if key != "visit"} == before
    assert operations.dump(ProcessDefinition.objects.get()) == changed


def test_a_faulty_process_is_not_published(heard):
    broken = straight_process({"key": "accept", "target": "nowhere"})
    definition = operations.load(broken)
    with pytest.raises(ProcessFaulty, match="nowhere") as refusal:
        operations.publish(definition)
    assert {fault.kind for fault in refusal.value.faults} == {"unknown_target", "unreachable", "no_way_out"}
    assert (ProcessVersion.objects.count(), heard) == (0, [])


def test_what_is_no_process_writes_nothing():
    with pytest.raises(GraphError):
        operations.load({"key": "label"})
    assert not ProcessDefinition.objects.exists()


def test_a_process_published_by_wagtail_itself_becomes_a_version(heard):
    definition = operations.load(label_process())
    definition.latest_revision.publish()
    assert [version.spec for version in heard] == [label_process()]
