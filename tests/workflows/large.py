"""A process as large as the platform promises to check and to draw at once."""

from typing import Any


def node(key: str, kind: str = "task", **more: Any) -> dict[str, Any]:
    return {"key": key, "label": key, "kind": kind} | more


def arrow(key: str, source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "label": key, "source": source, "target": target, "roles": ["agents"]} | more


def large_process(nodes: int = 60, transitions: int = 150) -> dict[str, Any]:
    """A chain from the start to the end with many ways across."""
    steps = [node("start", "start"), *[node(f"n{i}") for i in range(nodes - 2)], node("end", "end", outcome="closed")]
    names = [row["key"] for row in steps]
    chain = [arrow(f"a{i}", names[i], names[i + 1]) for i in range(nodes - 1)]
    extra = [
        arrow(f"b{i}", names[1 + i * 7 % (nodes - 2)], names[1 + i * 13 % (nodes - 1)])
        for i in range(transitions - nodes + 1)
    ]
    return {
        "key": "large",
        "name": "Grand circuit",
        "roles": [{"key": "agents", "label": "Agents", "finder": "group", "group": "Agents"}],
        "nodes": steps,
        "transitions": chain + extra,
    }


def branching_process(nodes: int = 60, transitions: int = 150) -> dict[str, Any]:
    """The same, in which what leaves each step depends on five questions that are no two of them alike."""
    process = large_process(nodes, transitions)
    by_source: dict[str, list[dict[str, Any]]] = {}
    for row in process["transitions"]:
        by_source.setdefault(row["source"], []).append(row)
    for place, rows in enumerate(by_source.values()):
        bounds = [1000 * (number + 1) + place for number in range(len(rows))]
        for number, row in enumerate(rows):
            part: list[dict[str, Any]] = [{"field": "budget", "operator": "at_most", "value": bounds[number]}]
            if number == len(rows) - 1:
                part = [{"field": "budget", "operator": "at_least", "value": 0}]
            part += [
                {"field": "nombre", "operator": "at_least", "value": place + number},
                {"field": "publics", "operator": "contains", "value": ["lyceens", "collegiens"][number % 2]},
                {"field": "niveau", "operator": "one_of", "value": ["cap", "bac"]},
                {"field": "aide", "operator": "equals", "value": number % 2 == 0},
            ]
            row["condition"] = {"any": part} if number % 2 else {"all": part}
    return process


def form() -> dict[str, Any]:
    """The form whose answers `branching_process` reads."""
    levels = [{"value": key, "label": key.upper()} for key in ("cap", "bac", "bts", "licence")]
    publics = [{"value": key, "label": key.title()} for key in ("lyceens", "collegiens", "apprentis", "adultes")]
    fields = [
        {"key": "budget", "type": "amount", "label": "Budget", "required": True},
        {"key": "nombre", "type": "integer", "label": "Nombre"},
        {"key": "publics", "type": "choices", "label": "Publics", "choices": publics},
        {"key": "niveau", "type": "choice", "label": "Niveau", "choices": levels},
        {"key": "aide", "type": "yesno", "label": "Aide demandée"},
    ]
    return {"key": "large", "name": "Grand", "sections": [{"key": "un", "title": "Un", "fields": fields}]}
