"""A process under examination: what several checks read of it, worked out once."""

from functools import cached_property

from django.utils.translation import gettext as _

from cms.forms.errors import OptionError, SpecError
from cms.forms.parts import Field
from cms.forms.resolving import canonical
from cms.forms.rules import Comparison, Group, Not, Rule, RuleError
from cms.workflows import conditions, own_fields
from cms.workflows.checks.search import Known, Meter
from cms.workflows.checks.surroundings import Surroundings
from cms.workflows.checks.ways import Ways
from cms.workflows.conditions import REVIEW
from cms.workflows.graph import Graph, NodeSpec, TransitionSpec


class Study:
    """One process in one of its uses."""

    def __init__(self, graph: Graph, around: Surroundings) -> None:
        self.graph = graph
        self.around = around
        self.meter = Meter()

    @cached_property
    def own_fields(self) -> dict[str, Field]:
        """The process's own questions; those that cannot be read are left out."""
        found: dict[str, Field] = {}
        for row in self.graph.fields:
            try:
                found |= {one.key: one for one in own_fields.form_of([row]).fields}
            except SpecError:
                continue
        return found

    @cached_property
    def own_keys(self) -> set[str]:
        """Keys of the process's own questions, readable or not."""
        return {str(row["key"]) for row in self.graph.fields}

    @cached_property
    def fields(self) -> dict[str, Field]:
        """All questions that are known, by key."""
        asked = {one.key: one for one in self.around.form.fields} if self.around.form else {}
        return asked | self.own_fields

    @cached_property
    def field_keys(self) -> set[str] | None:
        """Keys that conditions may read; None when the form is not known."""
        return None if self.around.fields is None else {*self.around.fields, *self.own_keys, REVIEW}

    @cached_property
    def known(self) -> Known:
        """What the search knows of the answers."""
        form = self.around.form
        shown: dict[str, tuple[Rule, ...]] = {}
        for section in form.sections if form else ():
            for one in section.fields:
                both = (section.show_when, one.show_when)
                shown[one.key] = tuple(rule for rule in both if rule is not None)
        holding = tuple(rule.valid_when for rule in form.rules) if form else ()
        return Known(self.fields, shown, holding, frozenset(self.fields) - frozenset(self.own_fields))

    @cached_property
    def ways(self) -> Ways:
        """The ways from the start."""
        return Ways(self.graph)

    def filled_at(self, node: NodeSpec) -> frozenset[str]:
        """Keys of the required questions that are answered whenever a case comes to a step."""
        own = {
            key
            for key, one in self.own_fields.items()
            if one.required and node.key not in self.ways.reached(key, at_once=True)
        }
        has_review = node.kind == "review" or node.key not in self.ways.reached(REVIEW, at_once=True)
        return self.known.filled | own | ({REVIEW} if has_review else set())

    @cached_property
    def rules(self) -> dict[str, Rule | None]:
        """The condition of each transition, by its key, with values as answers have them; unreadable ones left out."""
        found: dict[str, Rule | None] = {}
        for one in self.graph.transitions:
            if one.condition is None:
                found.setdefault(one.key, None)
                continue
            try:
                rule = conditions.parse(one.condition)
            except RuleError:
                continue
            found.setdefault(one.key, self._canonical(rule))
        return found

    def _canonical(self, rule: Rule) -> Rule:
        if isinstance(rule, Group):
            return Group(rule.kind, tuple(self._canonical(one) for one in rule.rules))
        if isinstance(rule, Not):
            return Not(self._canonical(rule.rule))
        try:
            return canonical(self.fields, rule) if isinstance(rule, Comparison) else rule
        except OptionError:
            return rule

    @cached_property
    def stops(self) -> list[tuple[NodeSpec, list[TransitionSpec]]]:
        """Each node with the transitions that leave it and whose condition can be read."""
        return [
            (node, [one for one in self.graph.leaving(node.key) if one.key in self.rules]) for node in self.graph.nodes
        ]

    def label_of(self, field_key: str) -> str:
        """What a question is called, or its key."""
        key = field_key.partition(".")[0]
        if key == REVIEW and key not in self.fields:
            return _("The review")
        return self.fields[key].label if key in self.fields else field_key
