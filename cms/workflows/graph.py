"""The graph of a process: roles, nodes and transitions as values, read from and written to a bundle's JSON.

`to_json` leaves out what has its default value, so that a bundle stays readable:
`Graph.from_json(graph.to_json()) == graph` always holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from cms.forms.spec import Form
from cms.workflows import own_fields
from cms.workflows.errors import GraphError, misfits
from cms.workflows.expertise.settings import Expertise, canonical
from cms.workflows.expertise.settings import read as read_expertise

# Begins the key of the action that sends a case of a review back to a step: "@" and the key of the step.
RETURN = "@"


class _Spec:
    """Reads and writes one row of the JSON by the fields of its dataclass."""

    __slots__ = ()

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        names = {field.name for field in fields(cls)}  # type: ignore[arg-type]  # subclasses are dataclasses
        return cls(**{name: _frozen(value) for name, value in row.items() if name in names})

    def to_json(self) -> dict[str, Any]:
        row = {}
        for field in fields(self):  # type: ignore[arg-type]  # subclasses are dataclasses
            value = getattr(self, field.name)
            if field.default is MISSING or value != field.default:
                row[field.name] = list(value) if isinstance(value, tuple) else value
        return row


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class RoleSpec(_Spec):
    """Who: `finder` names how the people are found for a case; `group` is the group's name when that is a group.

    `hides`: keys of fields and sections of the form that nobody sees by this role alone.
    """

    key: str
    label: str
    finder: str
    group: str = ""
    hides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeSpec(_Spec):
    """A place where a case can be.

    All times are in working days. `reminders`: before the deadline. `escalate_after`: after the deadline, when the role
    `escalate_to` is told and may act as well. `quorum_rule`: how many reviewers must choose the same action: "count"
    (`quorum` of them), "any" (one), "all" or "majority" of the people who are found. `criteria`: the grid of a review,
    rows of {"key", "label", "help", "weight", "most"}. `fills`: keys of the process's own fields that those who act
    fill in. `assign`: the rule by which a case that comes in is given to a person, among those of the role
    `assign_among`. `sends_back`: the roles that may send a case of this review back to any step where it has been.
    `expertise`: the opinions that outside experts are asked for here, as `cms.workflows.expertise.settings` reads them.
    """

    key: str
    label: str
    kind: str
    outcome: str = ""
    instructions: str = ""
    applicant_text: str = ""
    deadline_days: int | None = None
    quorum: int = 1
    opens_fields: tuple[str, ...] = ()
    reminders: tuple[int, ...] = ()
    escalate_after: int | None = None
    escalate_to: str = ""
    quorum_rule: str = "count"
    criteria: tuple[dict[str, Any], ...] = ()
    fills: tuple[str, ...] = ()
    assign: str = ""
    assign_among: str = ""
    sends_back: tuple[str, ...] = ()
    expertise: dict[str, Any] | None = None

    @property
    def experts(self) -> Expertise | None:
        """What the step asks of outside experts; None when it asks nothing."""
        return read_expertise(self.expertise)

    @property
    def is_end(self) -> bool:
        return self.kind == "end"

    @property
    def is_with_applicant(self) -> bool:
        return self.kind == "applicant"

    def opens(self, field_key: str) -> bool:
        """Whether the applicant may correct this field while the case is here."""
        return "*" in self.opens_fields or field_key in self.opens_fields


@dataclass(frozen=True, slots=True)
class TransitionSpec(_Spec):
    """An action that takes a case from one node to another.

    `delay_days`: of an automatic one, the working days that the case first stays at its source. `needs_opinions`: it
    waits until its source has the opinions of experts that it wants.
    """

    key: str
    label: str
    source: str
    target: str
    roles: tuple[str, ...] = ()
    comment: str = "none"
    comment_public: bool = False
    condition: dict[str, Any] | None = None
    automatic: bool = False
    delay_days: int | None = None
    effects: tuple[dict[str, Any], ...] = ()
    needs_opinions: bool = False


@dataclass(frozen=True)
class Graph:
    """A whole process. Keys that lead nowhere are allowed here: `cms.workflows.checks.faults` names them.

    `fields` are the process's own questions, which its people fill in: fields of a form as JSON, with "public" where
    the applicant may read the answer.
    """

    key: str
    name: str
    roles: tuple[RoleSpec, ...]
    nodes: tuple[NodeSpec, ...]
    transitions: tuple[TransitionSpec, ...]
    fields: tuple[dict[str, Any], ...] = ()

    @classmethod
    def from_json(cls, process: Mapping[str, Any]) -> "Graph":
        """Return the graph that `process` (a bundle's "process") describes.

        Raises `GraphError`, which names each place at fault.
        """
        if found := misfits(process):
            raise GraphError(found)
        return cls(
            key=process["key"],
            name=process["name"],
            roles=tuple(map(RoleSpec.from_json, process["roles"])),
            nodes=tuple(map(_node, process["nodes"])),
            transitions=tuple(map(TransitionSpec.from_json, process["transitions"])),
            fields=own_fields.canonical(process.get("fields", ())),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the bundle's "process"."""
        own = {"fields": list(self.fields)} if self.fields else {}
        return {
            "key": self.key,
            "name": self.name,
            **own,
            "roles": [role.to_json() for role in self.roles],
            "nodes": [node.to_json() for node in self.nodes],
            "transitions": [transition.to_json() for transition in self.transitions],
        }

    @cached_property
    def start(self) -> NodeSpec:
        """The node where a case begins; `LookupError` when there is none."""
        for node in self.nodes:
            if node.kind == "start":
                return node
        raise LookupError(f"process {self.key} has no start")

    @cached_property
    def _nodes(self) -> dict[str, NodeSpec]:
        return _by_key(self.nodes)

    @cached_property
    def _transitions(self) -> dict[str, TransitionSpec]:
        return _by_key(self.transitions)

    @cached_property
    def _roles(self) -> dict[str, RoleSpec]:
        return _by_key(self.roles)

    @cached_property
    def _leaving(self) -> dict[str, tuple[TransitionSpec, ...]]:
        leaving: dict[str, list[TransitionSpec]] = {}
        for transition in self.transitions:
            leaving.setdefault(transition.source, []).append(transition)
        return {key: tuple(rows) for key, rows in leaving.items()}

    def node(self, key: str) -> NodeSpec:
        """Return one node; `KeyError` when it is unknown."""
        return self._nodes[key]

    def transition(self, key: str) -> TransitionSpec:
        """Return one transition; `KeyError` when it is unknown.

        "@" and the key of a node names the way back to it, which no row says and which starts from any review.
        """
        if key.startswith(RETURN):
            node = self.node(key.removeprefix(RETURN))
            label = _("Send back to “%(step)s”") % {"step": node.label}
            return TransitionSpec(key=key, label=label, source="", target=node.key, comment="required")
        return self._transitions[key]

    def role(self, key: str) -> RoleSpec:
        """Return one role; `KeyError` when it is unknown."""
        return self._roles[key]

    def leaving(self, node_key: str) -> tuple[TransitionSpec, ...]:
        """Return what leads out of a node, in the order of the definition."""
        return self._leaving.get(node_key, ())

    def has_node(self, key: str) -> bool:
        return key in self._nodes

    @cached_property
    def own_form(self) -> Form:
        """The process's own questions, as a form of one section."""
        return own_fields.form_of(self.fields)

    @cached_property
    def public_fields(self) -> frozenset[str]:
        """Keys of the process's own questions whose answers the applicant may read."""
        return frozenset(row["key"] for row in self.fields if row.get(own_fields.PUBLIC))

    def roles_of(self, transition: TransitionSpec) -> tuple[RoleSpec, ...]:
        """Return the roles that may perform a transition; keys that no role has are left out."""
        return tuple(self._roles[key] for key in transition.roles if key in self._roles)

    def is_applicants(self, transition: TransitionSpec) -> bool:
        """Return whether only the applicant may perform a transition."""
        found = self.roles_of(transition)
        return bool(found) and all(role.finder == "applicant" for role in found)


def _node(row: Mapping[str, Any]) -> NodeSpec:
    said = canonical(row.get("expertise"))
    return NodeSpec.from_json({**row, "expertise": said})


def _by_key[Spec: (RoleSpec, NodeSpec, TransitionSpec)](rows: Iterable[Spec]) -> dict[str, Spec]:
    """The first of two rows with the same key counts, as on the screen from top to bottom."""
    found: dict[str, Spec] = {}
    for row in rows:
        found.setdefault(row.key, row)
    return found
