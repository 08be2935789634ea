"""Writes who plays what role in a case, so that inboxes and rights to see are one indexed query."""

from cms.workflows import acting, roles
from cms.workflows.models import Case, Part


def rewrite(case: Case) -> None:
    """Recompute all parts of `case`, whose row the caller has locked: at each move and when its people change."""
    awaited = acting.waits_for(case)
    parts = []
    for role in case.graph.roles:
        is_own = role.finder == "applicant" or case.is_trial
        part = {"case": case, "role": role.key, "awaited": role.key in awaited, "is_applicant": is_own}
        if role.finder == "group" and not case.is_trial:
            parts.append(Part(**part, group_name=role.group))
        elif role.finder != "anyone_signed":
            parts += [Part(**part, user_id=pk) for pk in roles.people(role, case).values_list("pk", flat=True)]
    Part.objects.filter(case=case).delete()
    Part.objects.bulk_create(parts)
