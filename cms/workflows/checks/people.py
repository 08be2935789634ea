"""Roles that find nobody, reviews that can never have their opinions, rules of assignment without people."""

from collections import Counter
from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.workflows import roles
from cms.workflows.checks.fault import WARNING, Fault
from cms.workflows.checks.study import Study
from cms.workflows.graph import NodeSpec, RoleSpec

# Territories that are named in one message.
_NAMED = 4


def people_faults(study: Study) -> Iterator[Fault]:
    """Yield what is wrong with the people of a process. One query, for all groups."""
    names = {role.group for role in study.graph.roles if role.finder == "group" and role.group}
    members = dict(
        Group.objects.filter(name__in=names)
        .annotate(people=Count("user", filter=Q(user__is_active=True), distinct=True))
        .values_list("name", "people")
        if names
        else ()
    )
    for role in study.graph.roles:
        yield from _role(study, role, members)
    for node in study.graph.nodes:
        yield from _review(study, node, members)
        yield from _assignment(study, node)
    yield from _idle(study)


def _role(study: Study, role: RoleSpec, members: dict[str, int]) -> Iterator[Fault]:
    facts = {"role": role.label, "group": role.group}
    if not roles.is_known(role.finder):
        message = _("The role “%(role)s”: nothing here finds its people.") % facts
        yield Fault("unknown_finder", "role", role.key, message)
    elif role.finder == "group" and not role.group:
        yield Fault("no_group", "role", role.key, _("The role “%(role)s” needs a group.") % facts)
    elif role.finder == "group" and role.group not in members:
        message = _("The role “%(role)s” is played by the group “%(group)s”, which does not exist.") % facts
        yield Fault("unknown_group", "role", role.key, message, WARNING)
    elif role.finder == "group" and not members[role.group]:
        message = _("The role “%(role)s” is played by the group “%(group)s”, which is empty.") % facts
        yield Fault("empty_group", "role", role.key, message, WARNING)
    elif role.finder in study.around.blind:
        message = _("The role “%(role)s” finds nobody: the procedure does not say which question gives the territory.")
        yield Fault("blind_role", "role", role.key, message % facts)
    elif deserted := study.around.deserted.get(role.finder, ()):
        places = ", ".join(deserted[:_NAMED])
        more = len(deserted) - _NAMED
        if more > 0:
            places += " " + ngettext("and %(count)d other", "and %(count)d others", more) % {"count": more}
        message = _("The role “%(role)s” finds nobody in: %(places)s.") % (facts | {"places": places})
        yield Fault("deserted_role", "role", role.key, message, WARNING)


def _review(study: Study, node: NodeSpec, members: dict[str, int]) -> Iterator[Fault]:
    facts = {"step": node.label}
    if node.kind != "review":
        if node.criteria or node.sends_back or node.quorum_rule != "count":
            message = _("“%(step)s” has rules of a review, and is none.")
            yield Fault("no_review", "node", node.key, message % facts)
        return
    for key, count in Counter(str(row["key"]) for row in node.criteria).items():
        if count > 1:
            message = _("“%(step)s” has several criteria with the short name “%(key)s”.")
            yield Fault("duplicate_criterion", "node", node.key, message % (facts | {"key": key}))
    known = {role.key for role in study.graph.roles}
    for key in node.sends_back:
        if key not in known:
            message = _("“%(step)s” lets the role “%(key)s” send back, and this role does not exist.")
            yield Fault("unknown_role", "node", node.key, message % (facts | {"key": key}))
    yield from _quorum(study, node, members)


def _quorum(study: Study, node: NodeSpec, members: dict[str, int]) -> Iterator[Fault]:
    for one in study.graph.leaving(node.key):
        voters = [role for role in study.graph.roles_of(one) if role.finder != "applicant"]
        facts = {"step": node.label, "action": one.label, "count": node.quorum}
        if node.quorum_rule in ("all", "majority") and any(role.finder == "anyone_signed" for role in voters):
            message = _("“%(step)s” wants all or most of its reviewers, but “%(action)s” is open to anyone.")
            yield Fault("endless_quorum", "node", node.key, message % facts)
            return
        if node.quorum_rule == "count" and voters and all(role.finder == "group" for role in voters):
            people = sum(members.get(role.group, 0) for role in voters)
            if 0 < people < node.quorum:
                message = _("“%(action)s” needs %(count)d opinions at “%(step)s”, and fewer people may give one.")
                yield Fault("quorum_out_of_reach", "node", node.key, message % facts, WARNING)
                return


def _assignment(study: Study, node: NodeSpec) -> Iterator[Fault]:
    facts = {"step": node.label, "key": node.assign_among}
    if node.assign_among and node.assign_among not in {role.key for role in study.graph.roles}:
        message = _("“%(step)s” gives cases to the role “%(key)s”, which does not exist.")
        yield Fault("unknown_role", "node", node.key, message % facts)
    if node.assign and not node.assign_among:
        message = _("“%(step)s” gives cases to a person: say among which role.")
        yield Fault("incomplete_assignment", "node", node.key, message % facts)


def _idle(study: Study) -> Iterator[Fault]:
    used = {key for one in study.graph.transitions for key in one.roles}
    for node in study.graph.nodes:
        used |= {node.escalate_to, node.assign_among, *node.sends_back}
    for role in study.graph.roles:
        if role.key not in used:
            message = _("The role “%(role)s” has nothing to do.") % {"role": role.label}
            yield Fault("idle_role", "role", role.key, message, WARNING)
