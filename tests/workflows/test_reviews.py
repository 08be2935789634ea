"""Reviews: who must agree, the grid and what conditions read of it, and the way back."""

import pytest

from cms.workflows import engine, grid, operations, reviews
from cms.workflows.models import Case, Opinion
from tests.workflows.factories import UserFactory, straight_process, subject

pytestmark = pytest.mark.django_db

CRITERIA = [
    {"key": "interest", "label": "Intérêt", "weight": 3, "most": 10},
    {"key": "cost", "label": "Coût"},
]


def review_process(*transitions, **of_review):
    process = straight_process(
        {"key": "refuse", "label": "Refuser", "source": "task", "target": "no", "roles": ["agents"]}, *transitions
    )
    process["nodes"][1] |= {"kind": "review"} | of_review
    process["nodes"].append({"key": "no", "label": "Refus", "kind": "end", "outcome": "refused"})
    return process


def reviewed(process, answers=None) -> tuple[Case, list]:
    agents = [UserFactory(groups=["Agents"]) for _number in range(4)]
    target = subject(answers)
    case = engine.open_case(target, operations.release(operations.load(process)), target)
    engine.perform(case, "go", agents[0])
    return case, agents


@pytest.mark.parametrize(("rule", "needed"), [("any", 1), ("count", 2), ("majority", 3), ("all", 4)])
def test_the_rule_says_how_many_must_choose_the_same(rule, needed):
    case, agents = reviewed(review_process(quorum_rule=rule, quorum=2))
    assert reviews.needed(case, case.graph.transition("accept")) == needed
    for number, agent in enumerate(agents[:needed], start=1):
        assert case.is_open, number
        engine.perform(case, "accept", agent)
    assert case.outcome == "accepted"


def test_who_loses_their_account_counts_no_longer_among_all():
    case, agents = reviewed(review_process(quorum_rule="all"))
    for agent in agents[:3]:
        engine.perform(case, "accept", agent)
    agents[3].is_active = False
    agents[3].save()
    engine.perform(case, "accept", agents[0])  # says the same again, and is now one of three
    assert case.outcome == "accepted"


def test_the_grid_must_be_filled_in_within_its_bounds():
    case, [agent, *_] = reviewed(review_process(criteria=CRITERIA))
    for scores in ({}, {"interest": 11, "cost": 1}, {"interest": 3}, {"interest": "3", "cost": 1}, {"interest": True}):
        with pytest.raises(engine.GridIncomplete):
            engine.perform(case, "accept", agent, scores=scores)
    assert not Opinion.objects.exists()
    entry = engine.perform(case, "accept", agent, scores={"interest": 7, "cost": 4, "other": 9})
    assert entry.data == {"scores": {"interest": 7, "cost": 4}}
    assert Opinion.objects.get().scores == {"interest": 7, "cost": 4}


def test_conditions_read_what_the_reviewers_gave_there_and_afterwards():
    enough = {"field": "review.total", "operator": "at_least", "value": 20}
    three = {"field": "review.opinions", "operator": "at_least", "value": 3}
    process = review_process(
        {"key": "yes", "label": "Retenir", "source": "sum", "target": "end", "automatic": True, "condition": enough},
        {"key": "low", "label": "Écarter", "source": "sum", "target": "no", "automatic": True},
        {"key": "done", "label": "Clos", "source": "task", "target": "sum", "automatic": True, "condition": three},
        criteria=CRITERIA,
        quorum=9,
    )
    process["nodes"].append({"key": "sum", "label": "Synthèse", "kind": "task"})
    for interest, outcome in ((5, "accepted"), (4, "refused")):
        case, agents = reviewed(process)
        for agent, cost in zip(agents[:3], (5, 5, 5), strict=True):
            assert case.is_open
            engine.perform(case, "accept", agent, scores={"interest": interest, "cost": cost})
            case.refresh_from_db()
        assert case.review == {
            "opinions": 3,
            "total": 3 * interest + 5,
            "most": 35,
            "percent": round(100 * (3 * interest + 5) / 35, 2),
            "criteria": {"interest": interest, "cost": 5},
        }
        assert case.outcome == outcome


def test_an_opinion_that_the_grid_does_not_allow_is_refused_or_waits():
    enough = {"field": "review.total", "operator": "at_least", "value": 20}
    alone, [agent, other, *_] = reviewed(review_process({"key": "accept", "condition": enough}, criteria=CRITERIA))
    assert [one.key for one in engine.available(alone, agent)] == ["accept", "refuse"]
    with pytest.raises(engine.ConditionNotMet):
        engine.perform(alone, "accept", agent, scores={"interest": 1, "cost": 1})
    assert not Opinion.objects.exists()
    engine.perform(alone, "accept", agent, scores={"interest": 9, "cost": 1})
    assert alone.outcome == "accepted"
    two = review_process({"key": "accept", "condition": enough}, criteria=CRITERIA, quorum=2)
    case, [agent, other, third, *_] = reviewed(two)
    for reviewer in (agent, other):
        engine.perform(case, "accept", reviewer, scores={"interest": 4, "cost": 0})
    assert case.is_open
    engine.perform(case, "accept", third, scores={"interest": 10, "cost": 5})
    engine.perform(case, "accept", other, scores={"interest": 8, "cost": 5})
    assert case.outcome == "accepted"


def test_the_grid_is_counted_by_weight():
    assert grid.total(CRITERIA, {"interest": 2, "cost": 3}) == 9
    assert grid.greatest(CRITERIA) == 35
    assert grid.summary(CRITERIA, []) == {"opinions": 0}
    assert grid.summary([], [{}, {}]) == {"opinions": 2}


def test_a_case_comes_back_to_a_step_where_it_has_been_and_nowhere_else():
    process = review_process(sends_back=["agents"], quorum=2)
    process["nodes"].insert(1, {"key": "first", "label": "Premier examen", "kind": "task"})
    process["nodes"].append({"key": "aside", "label": "À côté", "kind": "task"})
    process["transitions"][0]["target"] = "first"
    process["transitions"] += [
        {"key": "on", "label": "Transmettre", "source": "first", "target": "task", "roles": ["agents"]},
        {"key": "off", "label": "Écarter", "source": "first", "target": "aside", "roles": ["agents"]},
        {"key": "close", "label": "Clore", "source": "aside", "target": "no", "roles": ["agents"]},
    ]
    case, [agent, *_] = reviewed(process)
    engine.perform(case, "on", agent)
    ways = [(one.key, one.label) for one in engine.available(case, agent)]
    assert ways[-2:] == [("@start", "Renvoyer à « Départ »"), ("@first", "Renvoyer à « Premier examen »")]
    for key in ("@aside", "@end", "@task"):
        with pytest.raises(engine.NotAllowed):
            engine.perform(case, key, agent, comment="Non")
    for key in ("@nowhere", "@"):
        with pytest.raises(engine.UnknownTransition):
            engine.perform(case, key, agent, comment="Non")
    with pytest.raises(engine.NotAllowed):
        engine.perform(case, "@first", case.subject, comment="Je veux revenir")
    with pytest.raises(engine.CommentMissing):
        engine.perform(case, "@first", agent)
    entry = engine.perform(case, "@first", agent, comment="Le budget est à revoir.")
    assert (case.node, entry.source, entry.target, entry.kind) == ("first", "task", "first", "moved")
    engine.perform(case, "on", agent)
    assert case.node == "task"
    assert not Opinion.objects.exists()  # to send back is no opinion


def test_nothing_is_sent_back_from_a_step_that_does_not_say_so():
    case, [agent, *_] = reviewed(review_process())
    with pytest.raises(engine.NotAllowed):
        engine.perform(case, "@start", agent, comment="Revenez")
