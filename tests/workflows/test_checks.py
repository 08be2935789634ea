"""Checks: every fault is found and names the node or the transition."""

import pytest
from django.contrib.auth.models import Group
from django.utils import translation

from cms.forms.spec import Form
from cms.workflows.checks import Surroundings, faults
from cms.workflows.checks.branches import branch_faults
from cms.workflows.checks.study import Study
from cms.workflows.graph import Graph
from tests.workflows import large
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


def around(**more):
    form = Form.from_json(large.form())
    return Surroundings(fields=frozenset(form.keys), form=form, **more)


def message(process, kind, around):
    return next(fault.message for fault in faults(Graph.from_json(process), around) if fault.kind == kind)


def compare(field, operator, value):
    return {"field": field, "operator": operator, "value": value}


def test_a_hole_is_told_by_an_example_in_words():
    process = straight_process(
        {"key": "accept", "condition": compare("budget", "at_least", 12000)},
        arrow("other", "task", "end", condition=compare("niveau", "differs", "bac")),
    )
    with translation.override("fr"):
        told = message(process, "hole", around())
    assert told == (
        "Si « Budget » vaut 11\u202f999\u202f€ et « Niveau » est « BAC », aucune action n’est possible "
        "à « Examen » : le dossier y resterait."
    ).replace("« ", "«\u202f").replace(" »", "\u202f»").replace(" :", "\u00a0:")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (compare("budget", "at_most", 5000), compare("budget", "at_least", 5001), {"hole"}),
        (compare("nombre", "at_most", 5), compare("nombre", "at_least", 6), {"hole"}),
        (compare("budget", "at_most", 5000), {"not": compare("budget", "at_most", 5000)}, set()),
        (compare("budget", "at_most", 5000), compare("budget", "at_least", 5000), {"overlap"}),
        (compare("publics", "contains", "lyceens"), compare("publics", "lacks", "lyceens"), set()),
        (compare("publics", "contains", "lyceens"), compare("publics", "contains", "adultes"), {"hole", "overlap"}),
        (compare("publics", "at_least", 2), compare("publics", "at_most", 1), {"hole"}),
        (compare("niveau", "one_of", ["cap", "bac"]), compare("niveau", "one_of", ["bts", "licence"]), {"hole"}),
        (compare("aide", "equals", True), compare("aide", "differs", True), set()),
        (
            compare("review.total", "at_least", 50),
            compare("review.total", "at_most", 49),
            {"hole", "read_before_filled"},
        ),
    ],
)
def test_branches_that_overlap_or_leave_a_hole(one, other, expected):
    process = straight_process(
        {"key": "accept", "automatic": True, "roles": [], "condition": one},
        arrow("back", "task", "other", automatic=True, roles=[], condition=other),
    )
    process["nodes"].append(node("other"))
    process["transitions"].append(arrow("leave", "other", "end"))
    kinds = {fault.kind for fault in faults(Graph.from_json(process), around()) if fault.refuses}
    assert kinds == expected


def test_what_an_applicant_can_still_correct_is_no_hole():
    process = with_nodes(
        node("fix", "applicant", opens_fields=["aide"]), transitions=[arrow("ask", "task", "fix", roles=["agents"])]
    )
    back = arrow("back", "fix", "task", roles=["applicant"], condition=compare("aide", "equals", True))
    process["transitions"].append(back)
    assert "hole" not in {fault.kind for fault in faults(Graph.from_json(process), around())}
    process["nodes"][-1]["opens_fields"] = ["nombre"]
    assert "hole" in {fault.kind for fault in faults(Graph.from_json(process), around()) if fault.refuses}


def test_a_question_that_is_only_asked_of_some_is_tried_without_answer_for_the_others():
    data = large.form()
    data["sections"][0]["fields"][1] |= {"required": True, "show_when": compare("aide", "equals", True)}
    form = Form.from_json(data)
    process = straight_process({"key": "accept", "condition": compare("nombre", "at_least", 0)})
    with translation.override("fr"):
        told = message(process, "hole", Surroundings(fields=frozenset(form.keys), form=form))
    assert "Nombre\u202f» n’a pas de réponse" in told


def test_a_loop_whose_conditions_exclude_one_another_is_none():
    over, under = compare("budget", "at_least", 5000), compare("budget", "at_most", 1)
    there = arrow("there", "task", "other", automatic=True, roles=[], condition=over)
    process = with_nodes(node("other"), transitions=[there])
    process["transitions"] += [
        arrow("back", "other", "task", automatic=True, roles=[], condition=under),
        arrow("leave", "other", "end"),
    ]
    assert "automatic_loop" not in {fault.kind for fault in faults(Graph.from_json(process), around())}
    process["transitions"][-2]["condition"] = compare("budget", "at_least", 9000)
    assert "automatic_loop" in {fault.kind for fault in faults(Graph.from_json(process), around())}


def test_a_delayed_loop_is_one_unless_somebody_may_act_in_the_meantime():
    process = with_nodes(node("other"), transitions=[arrow("there", "task", "other")])
    process["transitions"].append(arrow("back", "other", "other", automatic=True, roles=[], delay_days=5))
    kinds = {fault.kind for fault in faults(Graph.from_json(process))}
    assert "automatic_loop" in kinds
    process["transitions"].append(arrow("leave", "other", "end"))
    assert "automatic_loop" not in {fault.kind for fault in faults(Graph.from_json(process))}


def test_the_work_of_checking_a_large_process_is_bounded():
    study = Study(Graph.from_json(large.branching_process()), around())
    assert sum(1 for _fault in branch_faults(study)) > 50
    # About 150 milliseconds where it was measured; `make bench` prints the time.
    assert study.meter.tries < 10_000
