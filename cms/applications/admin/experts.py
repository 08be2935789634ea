"""Opinions of outside experts on the page of a case: who was asked, how it stands, what came."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from cms.accounts.models import User
from cms.applications.models import Application
from cms.workflows import permissions
from cms.workflows.expertise import counting
from cms.workflows.models import Case, JournalEntry, OpinionRequest


@dataclass(frozen=True, slots=True)
class Shown:
    """One request, with where it stands and what the reader may do about it."""

    request: OpinionRequest
    state: str
    step: str
    is_current: bool
    may_read: bool
    may_act: bool

    @property
    def words(self) -> str:
        """The state in words."""
        return str(OpinionRequest.STATES[self.state])

    @property
    def day(self) -> datetime | None:
        """When it came to an end; None while it waits."""
        ended = self.request.received_at or self.request.declined_at
        return self.request.revoked_at if self.state == "revoked" else ended

    @property
    def is_waiting(self) -> bool:
        return self.state in ("asked", "reminded", "expired")

    @property
    def may_open(self) -> bool:
        return self.may_read and self.request.received_at is not None

    @property
    def may_remind(self) -> bool:
        return self.may_act and self.is_waiting

    @property
    def may_revoke(self) -> bool:
        return self.may_act and self.is_current and self.state != "revoked"


def of_case(application: Application, user: User) -> dict[str, Any]:
    """What the page of a case shows of its experts, by name; one query when nobody was asked and nobody is to be."""
    case = cast(Case, application.case)
    requests = list(case.opinion_requests.order_by("-visit", "asked_at", "pk"))
    may_act = permissions.may_ask_experts(user, case)
    shown = [_shown(one, case, user, may_act) for one in requests]
    return {
        "experts": shown,
        "experts_count": counting.count(case) if case.is_open else None,
        "experts_awaited": _awaited(case) if case.is_open else [],
        "may_ask_experts": may_act,
    }


def _shown(request: OpinionRequest, case: Case, user: User, may_act: bool) -> Shown:
    request.case = case
    step = case.graph.node(request.node).label if case.graph.has_node(request.node) else request.node
    may_read = permissions.may_read_opinion(user, request)
    return Shown(request, request.state(case), step, request.stands(case), may_read, may_act)


def _awaited(case: Case) -> list[str]:
    """The names of the actions that wait for opinions from where the case stands."""
    leaving = [one for one in case.graph.leaving(case.node) if one.needs_opinions]
    agents = [one for one in leaving if one.automatic or not case.graph.is_applicants(one)]
    return [one.label for one in agents if not counting.is_met(case, one)]


def names(entries: list[JournalEntry]) -> dict[str, str]:
    """The experts whom entries of a journal name by the numbers of their requests."""
    numbers = {entry.data["request"] for entry in entries if "expertise" in entry.data}
    found = OpinionRequest.objects.filter(pk__in=numbers) if numbers else ()
    return {str(one.pk): one.called for one in found}
