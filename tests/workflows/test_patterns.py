"""The models of processes: each holds, and leads to each of its ends by the engine itself."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from cms.workflows import checks, clock, engine, operations
from cms.workflows.graph import Graph
from cms.workflows.models import ProcessDefinition, ProcessVersion
from cms.workflows.starting.catalogue import patterns
from tests.workflows.factories import UserFactory, label_process, subject
from tests.workflows.test_admin import editor
from tests.workflows.test_sound_walks import _ringing as ringing

__all__ = ["editor"]

pytestmark = pytest.mark.django_db

NAMES = [one.key for one in patterns()]
ENDS = [(one.key, node.key) for one in patterns() for node in one.graph.nodes if node.is_end]


def process(key):
    return next(one.process for one in patterns() if one.key == key)


def test_there_are_six():
    assert NAMES == [
        "approbation-simple",
        "deux-niveaux",
        "comite-avec-avis",
        "concours-avec-jury",
        "offre-moderee",
        "inscription-liste-attente",
    ]


@pytest.mark.parametrize("key", NAMES)
def test_it_passes_the_checks_and_nothing_has_to_be_looked_at(key):
    for name in ("Agents", "Comité", "Jury"):
        for _person in range(3):
            UserFactory(groups=[name])
    assert checks.faults(Graph.from_json(process(key))) == []


@pytest.mark.parametrize("key", NAMES)
def test_it_comes_back_from_the_rows_as_it_was(key):
    assert operations.dump(operations.load(process(key))) == process(key)


def way(graph, end):
    """The shortest way from the start to an end."""
    ways = {graph.start.key: []}
    waiting = [graph.start.key]
    for node in waiting:
        for one in graph.leaving(node):
            if one.target not in ways:
                ways[one.target] = [*ways[node], one]
                waiting.append(one.target)
    return ways[end]


@pytest.mark.parametrize(("key", "end"), ENDS)
def test_a_case_comes_to_each_end(key, end, recorder):
    people = [UserFactory(groups=["Agents", "Comité", "Jury"]) for _number in range(3)]
    definition = ProcessDefinition.objects.create(key=key, name="Modèle")
    version = ProcessVersion.objects.create(definition=definition, number=1, spec=ringing(process(key)))
    applicant, now = subject(), timezone.now()
    case = engine.open_case(applicant, version, applicant, now=now)
    for one in way(version.graph, end):
        if one.automatic:
            now += timedelta(days=(one.delay_days or 0) * 2)
            clock.run(now)
            case.refresh_from_db()
        else:
            needed = case.current_node.quorum if case.current_node.kind == "review" else 1
            for person in [*people, applicant] if needed > 1 else [people[0], applicant]:
                if case.node == one.source and any(may.key == one.key for may in engine.available(case, person)):
                    engine.perform(case, one.key, person, comment="Vu.", scores=scores(case), now=now)
        assert case.node == one.target or version.graph.leaving(one.target)[0].automatic
    assert (case.node, case.is_open) == (end, False)


def scores(case):
    return {row["key"]: 3 for row in case.current_node.criteria}


def test_the_page_shows_all_and_one_becomes_a_draft_of_its_own(client, editor):
    page = client.get(reverse("process_start")).content.decode()
    assert page.count('class="process-pattern"') == 6
    assert all(one.title in page for one in patterns()[:2])
    for number in ("", "-2"):
        made = client.post(reverse("process_start"), {"model": "deux-niveaux"})
        definition = ProcessDefinition.objects.get(key=f"deux-niveaux{number}")
        edit = ProcessDefinition.snippet_viewset.get_url_name("edit")
        assert made.url == reverse(edit, args=[definition.pk])
        assert not definition.live
    rows = client.get(made.url).content.decode()
    assert "Validation par la direction" in rows
    assert client.post(reverse("process_start"), {"model": "aucun"}).status_code == 404


def test_the_way_to_add_a_process_leads_to_that_page(client, editor):
    index = client.get(reverse(ProcessDefinition.snippet_viewset.get_url_name("list"))).content.decode()
    assert f'href="{reverse("process_start")}"' in index


def send(client, data):
    file = BytesIO(data)
    file.name = "circuit.json"
    return client.post(reverse("process_from_file"), {"file": file})


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: {"format": 1, "process": one}])
def test_the_process_of_a_bundle_becomes_a_new_draft(client, editor, wrap):
    assert send(client, json.dumps(wrap(label_process())).encode()).status_code == 302
    assert operations.draft(ProcessDefinition.objects.get()).graph == Graph.from_json(label_process())


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe", b"[]", b"{}", b'{"process": 3}', b'{"nodes": [3]}', b"[" * 90_000]
)
def test_a_file_without_a_process_is_refused_in_words(client, editor, data):
    response = send(client, data)
    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert not ProcessDefinition.objects.exists()


def test_only_those_who_may_add_processes_begin_one(client, editor):
    editor.groups.get().permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "change_processdefinition"])
    )
    assert client.get(reverse("process_start")).status_code == 302
    assert client.post(reverse("process_start"), {"model": "deux-niveaux"}).status_code == 302
    assert send(client, json.dumps(label_process()).encode()).status_code == 302
    assert not ProcessDefinition.objects.exists()
