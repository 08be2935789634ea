"""Forms of all kinds, for property tests."""

from typing import Any

from hypothesis import strategies as st

from tests.forms.types_table import TABLE

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
# Options without which a question of the type does not hold.
NEEDED = {"fields", "formula", "choices", "made_of", "pattern", "table", "tree"}
OPTIONS: dict[str, dict[str, Any]] = {row[0]: row[1] for row in TABLE} | {
    "commune": {"minimum": 1},
    # The edition is written at publication, not by an editor.
    "reference": {"table": "secteurs", "maximum": 3},
    "video": {"hosts": ["exemple.fr"], "given_as": "link"},
    "explanation": {"text": "À lire", "link": "/guide/"},
    "file": {"families": ["image", "document"], "maximum": 3},
    "date": {"when": "future", "earliest": "2026-01-01"},
    "period": {"max_days": 3, "latest": "2030-01-01"},
    "budget": {"maximum_share": 50},
}


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """A form that holds, in a bundle's JSON."""
    keys: list[str] = []
    sections = []
    for place in range(draw(st.integers(1, 3))):
        fields = [_field(draw, keys) for _number in range(draw(st.integers(0, 5)))]
        section: dict[str, Any] = {"key": f"etape{place}", "title": draw(WORDS), "fields": fields}
        if draw(st.booleans()):
            section["intro"] = draw(WORDS)
        sections.append(section)
    data: dict[str, Any] = {"key": "essai", "name": draw(WORDS), "sections": sections}
    named = [key for key in keys if key.startswith("text")]
    if named and draw(st.booleans()):
        data["rules"] = [
            {"key": "regle", "valid_when": draw(_rules(named)), "message": draw(WORDS), "fields": named[:1]}
        ]
    return data


def _field(draw: st.DrawFn, keys: list[str]) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(OPTIONS)))
    key = f"{kind}{len(keys)}"
    field: dict[str, Any] = {"key": key, "type": kind, "label": f"{draw(WORDS)} {len(keys)}"}
    if draw(st.booleans()):
        field |= {"help": draw(WORDS), "required": True, **OPTIONS[kind]}
    elif NEEDED & OPTIONS[kind].keys():
        field |= OPTIONS[kind]
    named = [one for one in keys if one.startswith(("text", "yesno", "integer"))]
    if named and draw(st.booleans()):
        field["show_when"] = draw(_rules(named))
    keys.append(key)
    return field


def _rules(keys: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    def row(key: str) -> st.SearchStrategy[dict[str, Any]]:
        values: st.SearchStrategy[Any] = WORDS
        if key.startswith("yesno"):
            values = st.booleans()
        elif key.startswith("integer"):
            values = st.integers(0, 99)
        compared = st.builds(
            lambda operator, value: {"field": key, "operator": operator, "value": value},
            st.sampled_from(["equals", "differs"]),
            values,
        )
        several = st.builds(
            lambda value: {"field": key, "operator": "one_of", "value": value}, st.lists(values, min_size=1, max_size=3)
        )
        return compared | several | st.just({"field": key, "operator": "is_filled"})

    rows = st.sampled_from(keys).flatmap(row)
    return st.recursive(
        rows,
        lambda inner: (
            st.builds(
                lambda kind, rules: {kind: rules},
                st.sampled_from(["all", "any"]),
                st.lists(inner, min_size=1, max_size=3),
            )
            | st.builds(lambda rule: {"not": rule}, inner)
        ),
        max_leaves=4,
    )
