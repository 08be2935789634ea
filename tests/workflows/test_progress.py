"""How far a case went: for agents the whole process, for applicants what they may know of it."""

import re

import pytest
from django.template.loader import render_to_string

from cms.workflows import drawing, engine
from cms.workflows.drawing import progress, public
from cms.workflows.graph import Graph
from tests.workflows.factories import UserFactory, label_process, process_version, subject

pytestmark = pytest.mark.django_db


def secretive_process():
    """Between what applicants read: two steps and actions of the house, an expert role, a grid."""
    agents = {"roles": ["agents"]}
    return {
        "key": "secret",
        "name": "Circuit interne",
        "roles": [
            {"key": "agents", "label": "Cellule fraude", "finder": "group", "group": "Agents"},
            {"key": "applicant", "label": "Porteur", "finder": "applicant"},
        ],
        "nodes": [
            {"key": "recu", "label": "Arrivée bureau 12", "kind": "start"},
            {"key": "tri", "label": "Tri par la cellule", "kind": "task", "deadline_days": 7, "instructions": "Chut."},
            {
                "key": "examen",
                "label": "Examen",
                "kind": "review",
                "quorum": 2,
                "applicant_text": "Nous examinons.",
                "criteria": [{"key": "doute", "label": "Doute"}],
            },
            {"key": "soupcon", "label": "Soupçon", "kind": "task"},
            {"key": "oui", "label": "Accordé", "kind": "end", "outcome": "accepted"},
            {"key": "non", "label": "Refusé", "kind": "end", "outcome": "refused"},
            {"key": "retire", "label": "Retiré", "kind": "end", "outcome": "withdrawn"},
        ],
        "transitions": [
            {"key": "a", "label": "Trier", "source": "recu", "target": "tri", **agents},
            {"key": "b", "label": "Confier au comité secret", "source": "tri", "target": "examen", **agents},
            {"key": "c", "label": "Soupçonner", "source": "examen", "target": "soupcon", **agents},
            {"key": "d", "label": "Blanchir", "source": "soupcon", "target": "oui", **agents},
            {"key": "e", "label": "Confondre", "source": "soupcon", "target": "non", **agents},
            {
                "key": "f",
                "label": "Retirer mon dossier",
                "source": "examen",
                "target": "retire",
                "roles": ["applicant"],
            },
        ],
    }


INTERNAL = [
    *("Cellule fraude", "Circuit interne", "Arrivée bureau 12", "Tri par la cellule", "Soupçon", "Doute", "Chut"),
    *("Trier", "comité secret", "Soupçonner", "Blanchir", "Confondre", "7 jours", "2 avis"),
]


def all_that_is_said(graph, found, reader=public.READER):
    return str(drawing.svg(graph, found.marks, reader)) + render_to_string(
        "workflows/progress.html", {"progress": found}
    )


@pytest.mark.parametrize("moves", [["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]])
def test_an_applicant_reads_nothing_of_the_house(moves):
    agents, applicant = [UserFactory(groups=["Agents"]) for _number in range(2)], subject()
    case = engine.open_case(applicant, process_version(secretive_process()), applicant)
    for key in moves:
        for agent in agents if case.current_node.kind == "review" else agents[:1]:
            engine.perform(case, key, agent, scores={"doute": 1} if case.current_node.kind == "review" else {})
    graph = public.public(case.graph, "Aide aux projets", case.node)
    said = all_that_is_said(graph, progress.of_case(case, graph))
    # Where their application stands is told by name, as it is everywhere else in their space.
    assert [word for word in INTERNAL if word in said and word not in case.current_node.label] == []
    assert "Examen" in said and "Accordé" in said and "Dossier envoyé" in said


def test_an_applicant_reads_what_may_come_next_across_the_steps_of_the_house():
    graph = public.public(Graph.from_json(secretive_process()), "Aide", "examen")
    assert {one.target for one in graph.leaving("examen")} == {"oui", "non", "retire"}
    assert [one.label for one in graph.transitions if one.label] == ["Retirer mon dossier"]
    assert not graph.roles and all(not node.deadline_days and node.quorum == 1 for node in graph.nodes)


def test_an_agent_reads_where_it_has_been_stands_and_may_go(django_assert_num_queries):
    agent, applicant = UserFactory(groups=["Agents"]), subject()
    case = engine.open_case(applicant, process_version(label_process()), applicant)
    engine.perform(case, case.graph.leaving(case.node)[0].key, agent, comment="Vu.")
    with django_assert_num_queries(1):
        found = progress.of_case(case)
    assert [one.node.key for one in found.done] == ["received"]
    assert found.now.node.key == case.node
    assert {one.label for one in found.following} == {one.label for one in case.graph.leaving(case.node)}
    html = render_to_string("workflows/progress.html", {"progress": found})
    assert html.count('aria-current="step"') == 1
    assert re.search(r'class="done".*?Dossier reçu|class="done".*?Reçu', html, re.DOTALL)
    svg = drawing.svg(case.graph, found.marks)
    assert len(re.findall(r'class="node [^"]*current', svg)) == 1
    assert "Le dossier est ici" in svg and "Fait" in svg and "Peut suivre" in svg
    assert 'class="arrow taken"' in svg


def test_what_is_over_leads_nowhere():
    graph = Graph.from_json(label_process())
    end = next(node for node in graph.nodes if node.is_end)
    found = progress.of_visits(graph, end.key, [(graph.start.key, None), (end.key, None)], is_open=False)
    assert found.is_over and found.following == () and found.marks.following == frozenset()
