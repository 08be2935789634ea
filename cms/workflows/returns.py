"""Sending a case of a review back to a step where it has been."""

from dataclasses import replace

from cms.workflows.graph import RETURN, RoleSpec, TransitionSpec
from cms.workflows.models import Case, JournalEntry


def roles_of(case: Case) -> list[RoleSpec]:
    """Return the roles that may send the case back from where it stands."""
    node = case.current_node
    if node.kind != "review" or not case.is_open:
        return []
    return [role for role in case.graph.roles if role.key in node.sends_back]


def at(case: Case, key: str) -> TransitionSpec:
    """Return the action named `key` as it leaves the step where the case stands; `KeyError` when there is none.

    The definition has most of them; `@` and the key of a step sends back to it.
    """
    transition = case.graph.transition(key)
    if not key.startswith(RETURN):
        return transition
    return replace(transition, source=case.node, roles=tuple(role.key for role in roles_of(case)))


def targets(case: Case) -> list[str]:
    """Return the keys of the steps to which the case may be sent back, in the order of the definition.

    They are those where it has been, without those that it would leave at once by itself.
    """
    moves = case.journal.filter(kind__in=[JournalEntry.Kind.OPENED, JournalEntry.Kind.MOVED])
    visited = set(moves.order_by().values_list("target", flat=True).distinct())
    return [
        node.key
        for node in case.graph.nodes
        if node.key in visited
        and node.key != case.node
        and not node.is_end
        and not any(_is_immediate(one) for one in case.graph.leaving(node.key))
    ]


def _is_immediate(one: TransitionSpec) -> bool:
    return one.automatic and not one.condition and not one.delay_days and not one.needs_opinions


def available(case: Case) -> list[TransitionSpec]:
    """Return the ways back from where the case stands, whoever may take them."""
    return [at(case, f"{RETURN}{key}") for key in targets(case) if len(key) < 60] if roles_of(case) else []
