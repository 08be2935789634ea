"""Random processes for property tests."""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# A busy machine is no fault of the code.
patient = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

keys = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?", fullmatch=True)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)
labels = st.text("abcdefghij éàç’", min_size=1, max_size=30).filter(str.strip)
rules = st.recursive(
    st.builds(lambda field, value: {"field": field, "operator": "equals", "value": value}, keys, st.integers(0, 9)),
    lambda inner: st.builds(
        lambda kind, rows: {kind: rows}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=2, max_size=3)
    ),
    max_leaves=4,
)
effects = st.one_of(
    st.builds(lambda key: {"kind": "ring", "bell": key}, keys),
    st.builds(lambda key: {"kind": "message", "message": key}, keys),
)


def _rows(unique: list[str], make: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.tuples(*(make(key) for key in unique)).map(list)


def _role(key: str) -> st.SearchStrategy[dict[str, Any]]:
    group = st.fixed_dictionaries({"key": st.just(key), "label": labels, "finder": st.just("group"), "group": labels})
    other = st.fixed_dictionaries(
        {"key": st.just(key), "label": labels, "finder": st.sampled_from(["applicant", "assigned"])}
    )
    return group | other


def _node(key: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"key": st.just(key), "label": labels, "kind": st.sampled_from(["task", "applicant", "review", "end"])},
        optional={
            "outcome": st.sampled_from(["accepted", "refused", "withdrawn", "closed"]),
            "instructions": texts.filter(bool),
            "applicant_text": texts.filter(bool),
            "deadline_days": st.integers(1, 60),
            "quorum": st.integers(2, 9),
            "opens_fields": st.lists(keys, min_size=1, max_size=3),
        },
    )


@st.composite
def processes(draw: st.DrawFn) -> dict[str, Any]:
    """Any process of the schema in its shortest writing: it may well have faults."""
    roles = draw(st.lists(keys, max_size=3, unique=True))
    nodes = draw(st.lists(keys, min_size=1, max_size=6, unique=True))
    transitions = draw(st.lists(keys, max_size=8, unique=True))

    def transition(key: str) -> st.SearchStrategy[dict[str, Any]]:
        optional = {
            "comment": st.sampled_from(["optional", "required"]),
            "comment_public": st.just(True),
            "condition": rules,
            "automatic": st.just(True),
            "effects": st.lists(effects, min_size=1, max_size=3),
        }
        if roles:
            optional["roles"] = st.lists(st.sampled_from(roles), min_size=1, unique=True)
        return st.fixed_dictionaries(
            {"key": st.just(key), "label": labels, "source": st.sampled_from(nodes), "target": st.sampled_from(nodes)},
            optional=optional,
        )

    return {
        "key": draw(keys),
        "name": draw(labels),
        "roles": draw(_rows(roles, _role)),
        "nodes": draw(_rows(nodes, _node)),
        "transitions": draw(_rows(transitions, transition)),
    }
