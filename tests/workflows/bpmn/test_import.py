"""BPMN files of any modeller, read as processes; what is left out or changed is told by its name."""

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.workflows import checks, operations
from cms.workflows.bpmn.importing import BpmnRefused, read, save
from cms.workflows.bpmn.source import MAX_BYTES
from cms.workflows.bpmn.writing import export
from cms.workflows.graph import Graph
from cms.workflows.models import ProcessDefinition
from tests.workflows.factories import UserFactory, label_process, process_version, straight_process
from tests.workflows.strategies import patient

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">'


def file(name: str) -> bytes:
    return (FILES / f"{name}.bpmn").read_bytes()


def ways(process: dict) -> set[tuple[str, str, str]]:
    return {(one["source"], one["label"], one["target"]) for one in process["transitions"]}


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


def test_a_drawing_of_bpmn_io():
    Group.objects.create(name="Agents")
    found = read(file("bpmn-io"))
    process = found.process
    assert process["name"] == "Aide aux sorties"
    assert [(row["label"], row.get("group", "")) for row in process["roles"]] == [
        ("Établissement", ""),
        ("Agents", "Agents"),
    ]
    kinds = {row["key"]: (row["kind"], row.get("outcome", "")) for row in process["nodes"]}
    assert kinds == {
        "demande-deposee": ("start", ""),
        "verifier-la-demande": ("task", ""),
        "prevenir-letablissement": ("task", ""),
        "completer": ("task", ""),
        "aide-accordee": ("end", "accepted"),
        "demande-refusee": ("end", "refused"),
    }
    check = next(row for row in process["nodes"] if row["key"] == "verifier-la-demande")
    assert (check["deadline_days"], check["instructions"]) == (10, "Regarder le budget.")
    assert ways(process) == {
        ("demande-deposee", "Continuer", "verifier-la-demande"),
        ("verifier-la-demande", "Oui", "prevenir-letablissement"),
        ("verifier-la-demande", "Non", "demande-refusee"),
        ("verifier-la-demande", "À compléter", "completer"),
        ("prevenir-letablissement", "Continuer", "aide-accordee"),
        ("completer", "Renvoyer", "verifier-la-demande"),
    }
    by_label = {one["label"]: one for one in process["transitions"]}
    assert by_label["Oui"]["roles"] == ["agents"]
    assert by_label["Renvoyer"]["roles"] == ["etablissement"]
    told = [remark.message for remark in found.remarks]
    for name in ("Rectorat", "Avis du rectorat", "Voir la convention 2026", "montant", "Prévenir l", "Établissement"):
        assert any(name in message for message in told), (name, told)
    assert [fault.kind for fault in checks.faults(Graph.from_json(process)) if fault.refuses] == ["no_group"]


def test_a_drawing_of_camunda():
    found = read(file("camunda"))
    process = found.process
    assert [row["label"] for row in process["roles"]] == ["jury"]
    vote = next(row for row in process["nodes"] if row["label"] == "Voter")
    assert (vote["kind"], vote["quorum"]) == ("review", 3)
    delays = {one["source"]: one.get("delay_days") for one in process["transitions"] if one.get("automatic")}
    assert delays["attendre-deux-semaines"] == 10
    assert delays["voter"] == 3
    assert ("payer", "Continuer", "termine") in ways(process)
    told = " ".join(remark.message for remark in found.remarks)
    for name in ("En parallèle", "Payer", "Signaler le paiement", "Panne", "perdue", "Calculer le score", "Terminé"):
        assert name in told, name


def test_a_drawing_of_signavio():
    found = read(file("signavio"))
    process = found.process
    assert [row["label"] for row in process["roles"]] == ["Orientation", "Direction"]
    assert [row["label"] for row in process["nodes"]] == ["Départ", "Instruire le dossier", "Signer", "Fin"]
    roles = {one["source"]: one.get("roles") for one in process["transitions"]}
    assert roles["instruire-le-dossier"] == ["orientation"]
    assert roles["signer"] == ["direction"]
    told = " ".join(remark.message for remark in found.remarks)
    assert "Convention" in told
    assert "Fournisseur" in told


def changed(before: str, after: str, process: dict | None = None) -> dict:
    text = export(Graph.from_json(process or label_process())).decode()
    assert before in text
    return read(text.replace(before, after).encode())


def test_a_step_renamed_in_a_modeller_keeps_all_the_rest():
    process = changed('name="Passage en comité"', 'name="Jury"').process
    expected = label_process()
    expected["nodes"][2]["label"] = "Jury"
    assert process == expected


def test_a_deadline_changed_in_a_modeller_counts():
    assert changed("P10D", "P15D").process["nodes"][0]["deadline_days"] == 15


def test_effects_whose_task_was_taken_out_are_gone_and_told():
    process = label_process()
    process["transitions"][0]["effects"] = [{"kind": "ring", "bell": "a"}]
    found = changed('targetRef="effects_admissible"', 'targetRef="step_committee"', process)
    assert "effects" not in found.process["transitions"][0]
    assert "Déclarer recevable" in found.remarks[0].message


def test_a_copied_element_gets_a_key_of_its_own():
    text = export(Graph.from_json(straight_process())).decode()
    start = text.index('<bpmn:userTask id="step_task"')
    end = text.index("</bpmn:userTask>", start) + len("</bpmn:userTask>")
    copy = text[start:end].replace('id="step_task"', 'id="Activity_0x"')
    process = read((text[:end] + copy + text[end:]).encode()).process
    keys = [row["key"] for row in process["nodes"]]
    assert len(keys) == len(set(keys)) == 4


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "XML"),
        (b"\xff\xfe\x00", "XML"),
        (b"<html/>", "BPMN"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]>' + HEAD.encode() + b"</definitions>", "entit"),
        (b'<!DOCTYPE d SYSTEM "http://127.0.0.1/x.dtd"><d/>', "entit"),
        (f"{HEAD}</definitions>".encode(), "étape"),
        (f'{HEAD}<process id="p"><exclusiveGateway id="g"/></process></definitions>'.encode(), "étape"),
        (f"{HEAD}{'<a>' * 80}{'</a>' * 80}</definitions>".encode(), "profond"),
        (b" " * (MAX_BYTES + 1), "Mo"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "XML"),
    ],
)
def test_what_is_no_process_is_refused_in_words(data, why):
    with pytest.raises(BpmnRefused, match=why):
        read(data)


def test_gateways_that_multiply_their_ways_are_bounded():
    gates = "".join(f'<exclusiveGateway id="g{i}"/>' for i in range(30))
    arrows = "".join(
        f'<sequenceFlow id="{i}{s}" name="{i}{s}" sourceRef="g{i}" targetRef="g{i + 1}"/>'
        for i in range(29)
        for s in "ab"
    )
    ends = '<task id="t"/><endEvent id="e"/>'
    joined = '<sequenceFlow id="x" sourceRef="t" targetRef="g0"/><sequenceFlow id="y" sourceRef="g29" targetRef="e"/>'
    read(f'{HEAD}<process id="p">{ends}{gates}{arrows}{joined}</process></definitions>'.encode())


names = st.sampled_from(["a", "b", "c", "d", "", "é\n", "x" * 300])
events = ["startEvent", "endEvent", "boundaryEvent", "intermediateCatchEvent"]
boxes = ["task", "userTask", "serviceTask", "exclusiveGateway", "parallelGateway", "subProcess"]
tags = st.sampled_from([*events, *boxes, "sequenceFlow", "textAnnotation", "lane", "laneSet", "madeUp"])
attributes = st.dictionaries(
    st.sampled_from(["id", "name", "sourceRef", "targetRef", "attachedToRef", "processRef"]), names, max_size=5
)


def own(tag: str, text: str) -> str:
    """Something that looks as if Passerelle had written it."""
    space = "https://passerelle.example/bpmn/1"
    return f'<extensionElements><p:{tag} xmlns:p="{space}">{text}</p:{tag}></extensionElements>'


contents = st.sampled_from(
    [
        "",
        "<documentation>mot</documentation>",
        "<timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition>",
        "<timerEventDefinition><timeDuration>P99999999999999999999D</timeDuration></timerEventDefinition>",
        "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>",
        "<conditionExpression>x</conditionExpression>",
        "<lane id='l'><flowNodeRef>a</flowNodeRef></lane>",
        own("step", '{"key": []}'),
        own("process", '{"roles": 3, "unlinked": {"nodes": [[1, 2], 3, ["a", {}]]}}'),
        own("process", '{"roles": [{"key": "a", "label": "A", "finder": "group"}], "key": 7, "name": {}}'),
        own("action", "nonsense"),
        own("action", '{"key": "a", "label": "A", "source": "z", "target": "z", "effects": [{"kind": "x"}]}'),
        own("entry", ""),
        own("effects", "[1]"),
        own("role", "{}"),
    ]
)


@st.composite
def drawings(draw: st.DrawFn) -> bytes:
    """Files that are nearly BPMN: any elements with any references."""
    parts = []
    for tag, given_attributes, content in draw(st.lists(st.tuples(tags, attributes, contents), max_size=12)):
        written = "".join(f" {name}={json.dumps(value)}" for name, value in given_attributes.items())
        parts.append(f"<{tag}{written}>{content}</{tag}>")
    process = f'<process id="p">{draw(contents)}{"".join(parts)}</process>'
    return f"{HEAD}<collaboration>{draw(contents)}</collaboration>{process}</definitions>".encode()


@patient
@given(st.one_of(drawings(), st.binary(max_size=200)))
def test_any_file_is_read_or_refused_in_words(data):
    try:
        found = read(data)
    except BpmnRefused as refusal:
        assert str(refusal)
    else:
        graph = Graph.from_json(found.process)
        checks.faults(graph)
        export(graph)


def test_what_is_imported_is_a_draft_and_what_is_published_stays():
    version = process_version()
    found = changed('name="Passage en comité"', 'name="Jury"')
    definition = save(found, None, replaced=version.definition)
    assert operations.draft(definition).graph.node("committee").label == "Jury"
    assert ProcessDefinition.objects.get().graph.node("committee").label == "Passage en comité"
    again = save(found, None)
    assert (again.key, again.live) == ("label-2", False)


def test_who_may_import():
    found = read(file("signavio"))
    version = process_version()
    nobody, editor = UserFactory(), UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="add_processdefinition"))
    editor = type(editor).objects.get(pk=editor.pk)
    for user, replaced in ((nobody, None), (nobody, version.definition), (editor, version.definition)):
        with pytest.raises(PermissionDenied):
            save(found, user, replaced)
    assert save(found, editor).key == "region"
