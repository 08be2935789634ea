"""Checks: every fault is found and names the node or the transition."""

import pytest
from django.contrib.auth.models import Group

from cms.workflows.checks import faults
from cms.workflows.graph import Graph
from tests.workflows.factories import UserFactory, label_process, straight_process

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people():
    UserFactory(groups=["Agents"])
    UserFactory(groups=["Comité"])


def found(process, **around):
    return [(fault.kind, fault.part, fault.key) for fault in faults(Graph.from_json(process), **around)]


def node(key, kind="task", **more):
    return {"key": key, "label": key, "kind": kind} | more


def arrow(key, source, target, **more):
    return {"key": key, "label": key, "source": source, "target": target, "roles": ["agents"]} | more


def with_nodes(*nodes, transitions=()):
    process = straight_process(*transitions)
    process["nodes"] += nodes
    return process


def test_the_label_process_may_be_published():
    known = faults(Graph.from_json(label_process()), fields=set(), messages=set(), documents=set())
    assert [(fault.kind, fault.key) for fault in known] == [
        ("quorum_out_of_reach", "committee"),
        ("deadline_without_reminder", "received"),
    ]
    assert not any(fault.refuses for fault in known)


def rule(field):
    return {"field": field, "operator": "is_filled"}


PLANTED = {
    "no start": (
        straight_process(nodes=[node("start"), node("task"), node("end", "end", outcome="accepted")]),
        ("no_start", "process", "straight"),
    ),
    "two starts": (
        with_nodes(node("other", "start"), transitions=[arrow("in", "other", "end")]),
        ("several_starts", "node", "other"),
    ),
    "no end": (
        straight_process(nodes=[node("start", "start"), node("task"), node("end")]),
        ("no_end", "process", "straight"),
    ),
    "an end without decision": (
        straight_process(nodes=[node("start", "start"), node("task"), node("end", "end")]),
        ("end_without_outcome", "node", "end"),
    ),
    "an end with a way out": (straight_process(arrow("on", "end", "task")), ("end_with_way_out", "node", "end")),
    "an unreachable node": (
        with_nodes(node("island"), transitions=[arrow("leave", "island", "end")]),
        ("unreachable", "node", "island"),
    ),
    "a trap": (
        with_nodes(node("trap"), transitions=[arrow("fall", "task", "trap")]),
        ("no_way_out", "node", "trap"),
    ),
    "an unknown source": (straight_process(arrow("x", "nowhere", "end")), ("unknown_source", "transition", "x")),
    "an unknown target": (straight_process(arrow("x", "task", "nowhere")), ("unknown_target", "transition", "x")),
    "an unknown role": (
        straight_process(arrow("x", "task", "end", roles=["nobody"])),
        ("unknown_role", "transition", "x"),
    ),
    "nobody may": (straight_process(arrow("x", "task", "end", roles=[])), ("nobody_may", "transition", "x")),
    "an automatic loop": (
        straight_process(arrow("on", "start", "task", automatic=True), arrow("back", "task", "start", automatic=True)),
        ("automatic_loop", "transition", "back"),
    ),
    "an automatic loop on itself": (
        straight_process(arrow("on", "task", "task", automatic=True)),
        ("automatic_loop", "transition", "on"),
    ),
    "an unknown field": (
        straight_process({"key": "go", "condition": rule("colour")}),
        ("unknown_field", "transition", "go"),
    ),
    "a condition that is no rule": (
        straight_process({"key": "go", "condition": {"field": "budget", "operator": "smells"}}),
        ("bad_condition", "transition", "go"),
    ),
    "an unknown message": (
        straight_process({"key": "go", "effects": [{"kind": "ring", "bell": "a", "message": "lost"}]}),
        ("unknown_message", "transition", "go"),
    ),
    "an unknown document": (
        straight_process({"key": "go", "effects": [{"kind": "ring", "bell": "a", "document": "lost"}]}),
        ("unknown_document", "transition", "go"),
    ),
    "an unknown amount": (
        straight_process({"key": "go", "effects": [{"kind": "ring", "bell": "a", "amount_field": "money.asked"}]}),
        ("unknown_amount_field", "transition", "go"),
    ),
    "an effect that nobody knows": (
        straight_process({"key": "go", "effects": [{"kind": "fly"}]}),
        ("unknown_effect", "transition", "go"),
    ),
    "an effect that is not complete": (
        straight_process({"key": "go", "effects": [{"kind": "ring"}]}),
        ("bad_effect", "transition", "go"),
    ),
    "a field opened that is not there": (
        with_nodes(
            node("fix", "applicant", opens_fields=["colour"]),
            transitions=[arrow("ask", "task", "fix"), arrow("back", "fix", "task")],
        ),
        ("unknown_field", "node", "fix"),
    ),
    "two rows of one key": (
        straight_process(nodes=[*straight_process()["nodes"], node("task")]),
        ("duplicate_key", "node", "task"),
    ),
    "a finder that nobody knows": (
        straight_process(roles=[{"key": "agents", "label": "Agents", "finder": "stars"}]),
        ("unknown_finder", "role", "agents"),
    ),
    "a role by group without a group": (
        straight_process(roles=[{"key": "agents", "label": "Agents", "finder": "group"}]),
        ("no_group", "role", "agents"),
    ),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_found_named_and_refused(planted, recorder):
    process, expected = PLANTED[planted]
    all_faults = faults(Graph.from_json(process), fields={"budget"}, messages={"recu"}, documents={"certificat"})
    refusals = [(fault.kind, fault.part, fault.key) for fault in all_faults if fault.refuses]
    assert expected in refusals
    assert all(fault.message.strip() and "%(" not in fault.message for fault in all_faults)


@pytest.mark.parametrize(
    ("members", "kind"), [(None, "unknown_group"), ([], "empty_group"), (["closed"], "empty_group")]
)
def test_a_role_without_people_is_a_warning(members, kind):
    process = straight_process()
    process["roles"][0]["group"] = "Jury"
    if members is not None:
        Group.objects.create(name="Jury")
    if members:
        UserFactory(groups=["Jury"], is_active=False)
    [fault] = [one for one in faults(Graph.from_json(process)) if one.part == "role" and one.key == "agents"]
    assert (fault.kind, fault.refuses) == (kind, False)


def test_a_step_where_every_action_has_a_condition_is_a_warning():
    process = straight_process({"key": "accept", "condition": rule("budget")})
    [hole] = [fault for fault in faults(Graph.from_json(process), fields={"budget"}) if fault.kind == "hole"]
    assert (hole.part, hole.key, hole.refuses) == ("node", "task", False)


def test_what_is_not_known_is_not_checked(recorder):
    effects = [{"kind": "ring", "bell": "a", "message": "recu", "amount_field": "budget"}]
    process = straight_process({"key": "go", "condition": rule("colour"), "effects": effects})
    assert [one for one in found(process) if one[0].startswith("unknown")] == []


def test_refusals_come_before_warnings(recorder):
    process = straight_process(arrow("x", "task", "nowhere"))
    process["roles"][0]["group"] = "Personne"
    severities = [fault.severity for fault in faults(Graph.from_json(process))]
    assert severities == sorted(severities)
    assert set(severities) == {"error", "warning"}
