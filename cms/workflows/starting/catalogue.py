"""The models of processes that come with the platform: one JSON file each, in `patterns`."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cms.workflows.graph import Graph

FOLDER = Path(__file__).parent / "patterns"


@dataclass(frozen=True)
class Pattern:
    """One model: what it is for, in two sentences, and its process (a bundle's "process")."""

    key: str
    title: str
    text: str
    process: dict[str, Any]

    @property
    def graph(self) -> Graph:
        return Graph.from_json(self.process)


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the models, in the order in which they are offered."""
    read = [json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")]
    read.sort(key=lambda one: one["order"])
    return tuple(Pattern(one["process"]["key"], one["title"], one["text"], one["process"]) for one in read)


def pattern(key: str) -> Pattern:
    """Return one model; `KeyError` when there is none of that key."""
    return {one.key: one for one in patterns()}[key]
