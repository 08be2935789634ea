"""Writes who plays what role in a case, so that inboxes and rights to see are one indexed query."""

from cms.workflows import roles
from cms.workflows.graph import Graph
from cms.workflows.models import Case, Part


def rewrite(case: Case) -> None:
    """Recompute all parts of `case`, whose row the caller has locked: at each move and when its people change."""
    awaited = awaited_roles(case)
    parts = []
    for role in case.graph.roles:
        part = {"case": case, "role": role.key, "awaited": role.key in awaited}
        if role.finder == "group" and not case.is_trial:
            parts.append(Part(**part, group_name=role.group))
        elif role.finder != "anyone_signed":
            parts += [Part(**part, user_id=pk) for pk in roles.people(role, case).values_list("pk", flat=True)]
    Part.objects.filter(case=case).delete()
    Part.objects.bulk_create(parts)


def awaited_roles(case: Case) -> set[str]:
    """Return the keys of the roles that can move the case from where it stands; none when it is closed."""
    if not case.is_open:
        return set()
    graph: Graph = case.graph
    return {
        role.key
        for transition in graph.leaving(case.node)
        if not transition.automatic
        for role in graph.roles_of(transition)
    }
