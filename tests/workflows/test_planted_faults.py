"""A thousand random processes: five hundred with a planted fault, which is named; five hundred that hold.

Of these, the engine itself walks some in `test_sound_walks`; of the others all ways are followed here.
"""

import pytest
from django.contrib.auth.models import Group
from hypothesis import HealthCheck, given, settings

from cms.workflows import conditions
from cms.workflows.checks import KINDS, faults
from cms.workflows.graph import Graph
from tests.workflows.factories import UserFactory
from tests.workflows.plants import PLANTS, planted
from tests.workflows.sound import AROUND, answers, sound_processes
from tests.workflows.test_sound_walks import PROCESSES

pytestmark = pytest.mark.django_db

PER_KIND = 10
LET_THROUGH = 400


@pytest.fixture(autouse=True)
def people(recorder):
    for _number in range(2):
        UserFactory(groups=["Agents"])
    Group.objects.create(name="Vide")


def always(examples):
    """The same examples each time; a busy machine is no fault of the code."""
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    return settings(max_examples=examples, derandomize=True, database=None, deadline=None, suppress_health_check=quiet)


def test_every_kind_of_fault_is_planted():
    assert set(PLANTS) == KINDS
    assert PER_KIND * len(PLANTS) + LET_THROUGH + PROCESSES >= 1000


@pytest.mark.parametrize("kind", sorted(PLANTS))
def test_a_planted_fault_is_named_where_it_is(kind):
    @always(PER_KIND)
    @given(sound_processes())
    def named(process):
        bed = planted(process, kind)
        found = faults(Graph.from_json(bed.process), bed.around)
        assert (kind, bed.part, bed.key) in {(fault.kind, fault.part, fault.key) for fault in found}
        assert {fault.kind for fault in found} <= KINDS
        assert all(fault.message.strip() and "%(" not in fault.message for fault in found)

    named()


@always(LET_THROUGH)
@given(sound_processes(), answers)
def test_a_process_that_holds_is_let_through_and_strands_nobody(process, said):
    graph = Graph.from_json(process)
    assert [fault for fault in faults(graph, AROUND) if fault.refuses] == []
    reached, waiting = set(), [graph.start.key]
    while waiting:
        key = waiting.pop()
        if key in reached:
            continue
        reached.add(key)
        open_ways = [one for one in graph.leaving(key) if conditions.holds(one.condition, said)]
        assert open_ways or graph.node(key).is_end
        at_once = [one for one in open_ways if one.automatic and not one.delay_days]
        assert len({one.target for one in at_once}) <= 1
        waiting += [one.target for one in at_once or open_ways]
