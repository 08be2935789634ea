"""Which processes may decide on pages, and the words in which the others are refused."""

import pytest
from django.core.exceptions import ValidationError

from cms.pages import moderation
from cms.pages.models import ProcessTask
from cms.pages.reviewing import legal, suitability
from cms.workflows import checks
from cms.workflows.graph import Graph
from tests.pages.reviewing import arrow, newsroom, process_of, publish_process

pytestmark = pytest.mark.django_db

LATE = {"deadline_days": 5, "reminders": [1], "escalate_after": 1, "escalate_to": "relecture"}
NODES, WAYS = process_of()["nodes"], process_of()["transitions"]


def _reads(name: str) -> dict:
    return {"field": name, "operator": "equals", "value": True}


@pytest.fixture(autouse=True)
def groups():
    moderation.set_up()


def kinds(**changes) -> list[str]:
    return [fault.kind for fault in suitability.faults(Graph.from_json(process_of(**changes)))]


def test_an_approval_by_a_group_suits():
    assert kinds() == []


def test_the_legal_check_suits_and_leaves_nothing_to_look_at_but_empty_groups():
    graph = Graph.from_json(legal.process(moderation.REVIEWERS, moderation.LAWYERS))

    assert suitability.faults(graph) == []
    assert {fault.kind for fault in checks.faults(graph)} <= {"empty_group", "end_without_message"}


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"transitions": [*WAYS, arrow("x", "relecture", "publiee", "auteur")]}, "page_author_decides"),
        (
            {
                "transitions": [
                    *WAYS,
                    arrow("x", "relecture", "publiee", condition=_reads("nouvelle")) | {"automatic": True},
                ]
            },
            "page_decided_alone",
        ),
        ({"transitions": WAYS[:2], "nodes": NODES[:3]}, "page_no_withdrawal"),
        ({"transitions": WAYS[1:], "nodes": [NODES[0], *NODES[2:]]}, "page_never_accepted"),
        ({"nodes": [NODES[0] | LATE, *NODES[1:]]}, "page_passes_on"),
        (
            {"transitions": [WAYS[0] | {"effects": [{"kind": "publish"}]}, *WAYS[1:]]},
            "page_effect",
        ),
        (
            {"roles": [process_of()["roles"][0], {"key": "relecture", "label": "R", "finder": "referents"}]},
            "page_finder",
        ),
        (
            {"roles": [process_of()["roles"][0], {"key": "relecture", "label": "R", "finder": "anyone_signed"}]},
            "page_finder",
        ),
        (
            {
                "transitions": [
                    *WAYS,
                    arrow("x", "relecture", "refusee", "relecture", condition=_reads("budget")),
                ]
            },
            "unknown_field",
        ),
    ],
)
def test_what_does_not_suit_is_named(changes, kind):
    assert kind in kinds(**changes)


def test_an_author_may_not_publish_alone_after_a_correction_either():
    nodes = [*NODES, {"key": "correction", "label": "Correction", "kind": "applicant"}]
    ways = [
        *WAYS,
        arrow("rendre", "relecture", "correction", "relecture"),
        arrow("retirer_correction", "correction", "retiree", "auteur"),
        arrow("publier", "correction", "publiee", "auteur"),
    ]

    assert kinds(nodes=nodes, transitions=ways) == ["page_author_decides"]


def test_a_task_refuses_a_process_that_does_not_suit_in_words_that_name_the_place():
    process = publish_process(process_of(transitions=WAYS[:2], nodes=NODES[:3]))

    with pytest.raises(ValidationError) as refused:
        ProcessTask(name="Essai", process=process).full_clean()

    assert "Relecture" in str(refused.value.message_dict["process"])


def test_once_it_decides_on_pages_a_process_is_checked_against_what_pages_tell():
    process = publish_process(process_of())
    ProcessTask.objects.create(name="Essai", process=process)
    way = arrow("x", "relecture", "refusee", "relecture", condition=_reads("budget"))

    found = checks.faults_of_definition(process, Graph.from_json(process_of(transitions=[*WAYS, way])))

    assert ("unknown_field", "x") in [(fault.kind, fault.key) for fault in found]


def test_setting_up_again_leaves_a_process_that_somebody_changed():
    newsroom()
    changed = legal.process(moderation.REVIEWERS, moderation.LAWYERS) | {"name": "Notre relecture"}
    publish_process(changed)

    moderation.set_up()

    process = ProcessTask.objects.get().process
    assert (process.name, process.versions.count()) == ("Notre relecture", 2)
