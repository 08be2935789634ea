"""Prints how long a process of 60 steps and 150 actions takes to be checked and drawn, beside being read."""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
django.setup()

from cms.forms.spec import Form  # noqa: E402  # after the set-up
from cms.workflows import checks, drawing  # noqa: E402
from cms.workflows.graph import Graph  # noqa: E402
from tests.workflows import large  # noqa: E402

ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of the processor, in seconds, that some work takes."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> None:
    form = Form.from_json(large.form())
    around = checks.Surroundings(fields=frozenset(form.keys), form=form)
    data = large.branching_process()
    graph = Graph.from_json(data)
    read = seconds(lambda: Graph.from_json(data))
    for name, work in (
        ("checked", lambda: checks.faults(graph, around)),
        ("drawn", lambda: (drawing.svg(graph), drawing.outline(graph))),
    ):
        taken = seconds(work)
        print(f"process of 60 steps and 150 actions {name} in {taken:.2f} s, {taken / read:.1f} times its reading")


if __name__ == "__main__":
    main()
