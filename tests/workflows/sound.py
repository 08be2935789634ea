"""Random processes that hold, with the form whose answers they read, and the answers that an applicant may give."""

from itertools import count
from typing import Any

from hypothesis import strategies as st

from cms.forms.spec import Form
from cms.workflows.checks import Surroundings, Text

BOUNDS = [1000, 5000, 12000]
PUBLICS = ["lyceens", "collegiens", "adultes"]
FORM = Form.from_json(
    {
        "key": "demande",
        "name": "Demande",
        "sections": [
            {
                "key": "un",
                "title": "Votre demande",
                "fields": [
                    {"key": "budget", "type": "amount", "label": "Budget", "required": True},
                    {
                        "key": "public",
                        "type": "choice",
                        "label": "Public",
                        "required": True,
                        "choices": [{"value": one, "label": one.title()} for one in PUBLICS],
                    },
                    {"key": "aide", "type": "yesno", "label": "Aide demandée"},
                ],
            }
        ],
    }
)
AROUND = Surroundings(
    fields=frozenset(FORM.keys),
    form=FORM,
    messages=frozenset({"decision", "interne"}),
    documents=frozenset({"certificat"}),
    mails={"decision": Text(to_applicant=True), "interne": Text()},
    papers={"certificat": Text()},
)
ROLES: list[dict[str, Any]] = [
    {"key": "agents", "label": "Agents", "finder": "group", "group": "Agents"},
    {"key": "applicant", "label": "Porteur", "finder": "applicant"},
]

answers = st.fixed_dictionaries(
    {
        "budget": st.sampled_from(["0.00", "999.99", "1000.00", "4999.99", "5000.00", "12000.00", "12000.01"]),
        "public": st.sampled_from(PUBLICS),
    },
    optional={"aide": st.booleans()},
)


def rule(field: str, operator: str, value: Any) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}


conditions = st.one_of(
    st.builds(lambda bound: rule("budget", "at_least", bound), st.sampled_from(BOUNDS)),
    st.builds(lambda one: rule("public", "equals", one), st.sampled_from(PUBLICS)),
    st.builds(lambda some: rule("public", "one_of", some), st.lists(st.sampled_from(PUBLICS), min_size=1, max_size=2)),
    st.just(rule("aide", "equals", True)),
)


def bell(key: str) -> dict[str, Any]:
    return {"kind": "ring", "bell": key}


@st.composite
def sound_processes(draw: st.DrawFn) -> dict[str, Any]:
    """A process that the checks let through, whatever was drawn: every step is reached and leads to an end.

    The steps between the start and the ends are in a row; each leads to a later one by somebody or by itself, and some
    lead back by somebody. Branches of their own have a condition and its contrary.
    """
    length = draw(st.integers(1, 5))
    middle = [f"m{place}" for place in range(length)]
    ends = [f"e{place}" for place in range(draw(st.integers(1, 2)))]
    nodes = [
        {"key": "start", "label": "Déposé", "kind": "start"},
        *(_step(draw, key) for key in middle),
        *({"key": key, "label": key, "kind": "end", "outcome": _outcome(draw)} for key in ends),
    ]
    keys = [row["key"] for row in nodes]
    arrows: list[dict[str, Any]] = []
    numbers = count()

    def arrow(source: str, target: str, **more: Any) -> None:
        key = f"t{next(numbers)}"
        effects = [{"kind": "message", "message": "decision"}] if target in ends else []
        effects += [bell(key)] if draw(st.booleans()) else []
        row = {"key": key, "label": f"{source} vers {target}", "source": source, "target": target} | more
        arrows.append(row | ({"effects": effects} if effects else {}))

    for place, node in enumerate(nodes[: length + 1]):
        source, after = node["key"], keys[place + 1 :]
        role = "applicant" if node["kind"] == "applicant" else "agents"
        # The next step is always reached from here, so that all are.
        way = draw(st.sampled_from(["person", "branches", "delay", "at once" if place == 0 else "person"]))
        if way == "branches":
            condition = draw(conditions)
            arrow(source, after[0], automatic=True, condition=condition)
            arrow(source, draw(st.sampled_from(after)), automatic=True, condition={"not": condition})
            continue
        if way == "at once":
            arrow(source, after[0], automatic=True)
            continue
        if way == "delay":
            arrow(source, draw(st.sampled_from(after)), automatic=True, delay_days=draw(st.integers(1, 20)))
        arrow(source, after[0], roles=[role], comment=draw(st.sampled_from(["none", "optional", "required"])))
        if draw(st.booleans()):
            arrow(source, draw(st.sampled_from(after)), roles=["agents"], condition=draw(conditions))
        if place and draw(st.booleans()):
            arrow(source, keys[draw(st.integers(1, place))], roles=["agents"])
    for key in ends[1:]:
        arrow(_last_with_people(nodes, arrows), key, roles=["agents"])
    return {"key": "sound", "name": "Tenable", "roles": ROLES, "nodes": nodes, "transitions": arrows}


def _last_with_people(nodes: list[dict[str, Any]], arrows: list[dict[str, Any]]) -> str:
    """A step where people act, to which further ways out may be added; the first is made one when there is none."""
    manned = [row["source"] for row in arrows if row.get("roles")]
    if manned:
        return str(manned[-1])
    arrows[:] = [row for row in arrows if row["source"] != "start"]
    key = str(nodes[1]["key"])
    arrows.insert(0, {"key": "go", "label": "Prendre", "source": "start", "target": key, "roles": ["agents"]})
    return "start"


def _step(draw: st.DrawFn, key: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(["task", "applicant", "review"]))
    more: dict[str, Any] = {"quorum": 2} if kind == "review" and draw(st.booleans()) else {}
    if draw(st.booleans()):
        more |= {"deadline_days": 10, "reminders": [2]}
        more |= {"escalate_after": 3, "escalate_to": "agents"} if draw(st.booleans()) else {}
    return {"key": key, "label": f"Étape {key}", "kind": kind} | more


def _outcome(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["accepted", "refused", "closed"]))
