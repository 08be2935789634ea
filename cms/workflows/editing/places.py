"""Where on the screen of a process each fault is put right: its row, and the field of the row that it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cms.workflows.checks import Fault

RELATIONS = {"role": "roles", "node": "nodes", "transition": "transitions"}
# Which field of a row a fault is about; the others are said above the row.
FIELDS = {
    "unknown_source": "source",
    "unknown_target": "target",
    "unknown_role": "roles",
    "nobody_may": "roles",
    "unknown_field": "condition",
    "bad_condition": "condition",
    "foreign_value": "condition",
    "never_fulfilled": "condition",
    "overlap": "condition",
    "read_before_filled": "condition",
    "unknown_effect": "effects",
    "bad_effect": "effects",
    "unknown_message": "effects",
    "unknown_document": "effects",
    "unknown_amount_field": "effects",
    "unknown_tag": "effects",
    "delay_not_automatic": "delay_days",
    "automatic_loop": "automatic",
    "end_without_outcome": "outcome",
    "reminder_too_early": "reminders",
    "reminder_without_deadline": "deadline_days",
    "escalation_without_deadline": "deadline_days",
    "incomplete_escalation": "escalate_to",
    "incomplete_assignment": "assign_among",
    "endless_quorum": "quorum_rule",
    "duplicate_criterion": "criteria",
    "experts_misplaced": "expertise",
    "unknown_opinion_form": "expertise",
    "unfit_opinion_form": "expertise",
    "unknown_reader": "expertise",
    "late_expert_reminder": "expertise",
    "no_experts_to_wait_for": "needs_opinions",
    "no_group": "group",
    "unknown_finder": "finder",
    "duplicate_key": "key",
}


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """A fault, and the anchor of its row on the screen ("#inline_child_nodes-3"; empty when it has no row)."""

    fault: Fault
    href: str

    @property
    def severity(self) -> str:
        return self.fault.severity

    @property
    def refuses(self) -> bool:
        return self.fault.refuses

    @property
    def message(self) -> str:
        return self.fault.message


def placed(faults: Iterable[Fault], form: Any) -> Iterator[PlacedFault]:
    """Give each fault the anchor of its row in the formsets of `form`."""
    prefixes = {
        (part, row.instance.key): row.prefix
        for part, relation in RELATIONS.items()
        for row in reversed(form.formsets[relation].forms)
    }
    for fault in faults:
        prefix = prefixes.get((fault.part, fault.key))
        yield PlacedFault(fault, f"#inline_child_{prefix}" if prefix else "")
