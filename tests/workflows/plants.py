"""Faults to plant in a process that holds: one for each kind that the checks know."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from cms.forms.spec import Form
from cms.workflows.checks import Surroundings, Text
from tests.workflows.sound import AROUND, FORM, rule

END = {"key": "fin", "label": "Fin plantée", "kind": "end", "outcome": "closed"}


@dataclass
class Bed:
    """A process and its surroundings, into which a fault is put; `part` and `key` say what it must name."""

    process: dict[str, Any]
    around: Surroundings = AROUND
    part: str = "node"
    key: str = "plante"
    warns: bool = field(default=False)

    def step(self, **more: Any) -> dict[str, Any]:
        """A step of its own, reached from the start and left to an end of its own."""
        row = {"key": "plante", "label": "Étape plantée", "kind": "task"} | more
        self.process["nodes"] += [row, END]
        self.arrow("vers", "start", "plante")
        self.out = self.arrow("sortir", "plante", "fin", effects=[{"kind": "message", "message": "decision"}])
        return row

    def arrow(self, key: str, source: str, target: str, **more: Any) -> dict[str, Any]:
        row = {"key": key, "label": key, "source": source, "target": target, "roles": ["agents"]} | more
        self.process["transitions"].append(row)
        return row

    def automatic(self, key: str, target: str = "fin", **more: Any) -> dict[str, Any]:
        message = [{"kind": "message", "message": "decision"}]
        return self.arrow(key, "plante", target, roles=[], automatic=True, effects=message, **more)

    def role(self, **more: Any) -> None:
        self.part, self.key = "role", "plantes"
        self.process["roles"] = [*self.process["roles"], {"key": "plantes", "label": "Plantés", **more}]
        self.step()
        self.out["roles"] = ["agents", "plantes"]

    def at(self, part: str, key: str) -> None:
        self.part, self.key = part, key


Plant = Callable[[Bed], None]
PLANTS: dict[str, Plant] = {}


def plant(kind: str) -> Callable[[Plant], Plant]:
    def keep(make: Plant) -> Plant:
        PLANTS[kind] = make
        return make

    return keep


def planted(process: dict[str, Any], kind: str) -> Bed:
    """The process with one fault of this kind."""
    bed = Bed(deepcopy(process))
    # The start leads on by people, so that a step may hang on it.
    if all(row.get("automatic") for row in bed.process["transitions"] if row["source"] == "start"):
        for row in bed.process["transitions"]:
            if row["source"] == "start":
                row.pop("automatic"), row.pop("condition", None), row.pop("delay_days", None)
                row["roles"] = ["agents"]
    PLANTS[kind](bed)
    return bed


@plant("no_start")
def _(bed: Bed) -> None:
    bed.process["nodes"][0]["kind"] = "task"
    bed.at("process", "sound")


@plant("several_starts")
def _(bed: Bed) -> None:
    bed.step(kind="start")


@plant("no_end")
def _(bed: Bed) -> None:
    for row in bed.process["nodes"]:
        row["kind"] = "task" if row["kind"] == "end" else row["kind"]
    bed.at("process", "sound")


@plant("end_with_way_out")
def _(bed: Bed) -> None:
    bed.step()
    bed.arrow("revenir", "fin", "plante")
    bed.at("node", "fin")


@plant("end_without_outcome")
def _(bed: Bed) -> None:
    bed.step()
    bed.process["nodes"][-1] = {key: value for key, value in END.items() if key != "outcome"}
    bed.at("node", "fin")


@plant("duplicate_key")
def _(bed: Bed) -> None:
    bed.process["nodes"].append(bed.step())


@plant("unknown_source")
def _(bed: Bed) -> None:
    bed.step()
    bed.arrow("x", "nulle-part", "fin")
    bed.at("transition", "x")


@plant("unknown_target")
def _(bed: Bed) -> None:
    bed.arrow("x", "start", "nulle-part")
    bed.at("transition", "x")


@plant("unknown_role")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["roles"] = ["personne"]
    bed.at("transition", "sortir")


@plant("nobody_may")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["roles"] = []
    bed.at("transition", "sortir")


@plant("unreachable")
def _(bed: Bed) -> None:
    bed.step()
    bed.process["transitions"] = [row for row in bed.process["transitions"] if row["key"] != "vers"]


@plant("no_way_out")
def _(bed: Bed) -> None:
    bed.step()
    bed.process["transitions"] = [row for row in bed.process["transitions"] if row["key"] != "sortir"]


@plant("automatic_loop")
def _(bed: Bed) -> None:
    bed.step()
    bed.process["nodes"].append({"key": "retour", "label": "Retour", "kind": "task"})
    bed.automatic("tourner", "retour", condition=rule("budget", "at_least", 1000))
    bed.arrow("revenir", "retour", "plante", roles=[], automatic=True, condition=rule("public", "equals", "adultes"))
    bed.at("transition", "tourner")


@plant("bad_condition")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["condition"] = rule("budget", "smells", 1)
    bed.at("transition", "sortir")


@plant("unknown_field")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["condition"] = rule("couleur", "equals", 1)
    bed.at("transition", "sortir")


@plant("foreign_value")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["condition"] = rule("public", "equals", "Lycéens de la lune")
    bed.at("transition", "sortir")


@plant("hole")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["condition"] = rule("budget", "at_least", 5000)


@plant("role_hole")
def _(bed: Bed) -> None:
    bed.role(finder="anyone_signed")
    bed.out["roles"] = ["agents"]
    told = [{"kind": "message", "message": "decision"}]
    for key, public in (("a", "lyceens"), ("b", "adultes")):
        bed.arrow(key, "plante", "fin", roles=["plantes"], condition=rule("public", "equals", public), effects=told)
    bed.at("node", "plante")


@plant("overlap")
def _(bed: Bed) -> None:
    bed.step()
    bed.automatic("petit", condition=rule("budget", "at_most", 5000))
    bed.automatic("grand", "start", condition=rule("budget", "at_least", 5000))
    bed.at("transition", "grand")


@plant("role_overlap")
def _(bed: Bed) -> None:
    bed.step()
    bed.arrow("petit", "plante", "start", condition=rule("budget", "at_most", 5000))
    bed.out["condition"] = rule("budget", "at_least", 5000)
    bed.at("transition", "petit")


@plant("never_fulfilled")
def _(bed: Bed) -> None:
    bed.step()
    never = [rule("budget", "at_most", 1), rule("budget", "at_least", 2)]
    bed.arrow("x", "plante", "start", condition={"all": never})
    bed.at("transition", "x")


@plant("never_possible")
def _(bed: Bed) -> None:
    bed.step()
    bed.automatic("toujours")
    bed.at("transition", "sortir")


@plant("undecided")
def _(bed: Bed) -> None:
    bed.step()
    keys = [*(f"q{place:02}" for place in range(14)), "z"]
    fields = [{"key": key, "type": "integer", "label": f"Question {key}", "required": True} for key in keys]
    sections = [*FORM.to_json()["sections"], {"key": "deux", "title": "Deux", "fields": fields}]
    form = Form.from_json({"key": "longue", "name": "Longue", "sections": sections})
    bed.around = replace(AROUND, form=form, fields=frozenset(form.keys))
    # It always holds, and only the last question tells so.
    whatever = [{"any": [rule(key, "at_least", 1), rule(key, "at_most", 0)]} for key in keys[:-1]]
    last = [rule("z", "at_least", 1), rule("z", "at_most", 0)]
    bed.out["condition"] = {"any": [{"all": [*whatever, one]} for one in last]}


@plant("read_before_filled")
def _(bed: Bed) -> None:
    bed.step()
    bed.process["fields"] = [{"key": "note", "type": "integer", "label": "Note"}]
    bed.process["nodes"][-2]["fills"] = ["note"]
    bed.arrow("x", "start", "plante", condition=rule("note", "at_least", 1))
    bed.at("transition", "x")


@plant("told_before_made")
def _(bed: Bed) -> None:
    bed.step()
    bed.around = replace(AROUND, mails={"decision": Text(to_applicant=True, tags=(("document", "certificat"),))})
    bed.at("transition", "sortir")


@plant("double_field")
def _(bed: Bed) -> None:
    bed.process["fields"] = [{"key": "budget", "type": "amount", "label": "Budget accordé"}]
    bed.at("process", "sound")


@plant("never_filled")
def _(bed: Bed) -> None:
    bed.process["fields"] = [{"key": "note", "type": "integer", "label": "Note"}]
    bed.at("process", "sound")


@plant("unknown_effect")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["effects"] = [*bed.out["effects"], {"kind": "fly"}]
    bed.at("transition", "sortir")


@plant("bad_effect")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["effects"] = [*bed.out["effects"], {"kind": "ring"}]
    bed.at("transition", "sortir")


def _effect(kind: str, **params: Any) -> None:
    @plant(kind)
    def make(bed: Bed) -> None:
        bed.step()
        bed.out["effects"] = [*bed.out["effects"], {"kind": "ring", "bell": "a", **params}]
        bed.at("transition", "sortir")


_effect("unknown_message", message="perdu")
_effect("unknown_document", document="perdu")
_effect("unknown_amount_field", amount_field="argent.asked")


@plant("unknown_tag")
def _(bed: Bed) -> None:
    bed.step()
    bed.around = replace(AROUND, mails={"decision": Text(to_applicant=True, unknown_tags=("{nom}",))})
    bed.at("transition", "sortir")


@plant("silent_end")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["effects"] = [{"kind": "message", "message": "interne"}]
    bed.at("node", "fin")


def _role(fault: str, **more: Any) -> None:
    @plant(fault)
    def make(bed: Bed) -> None:
        bed.role(**more)


_role("unknown_finder", finder="stars")
_role("no_group", finder="group")
_role("unknown_group", finder="group", group="Nulle part")
_role("empty_group", finder="group", group="Vide")


@plant("blind_role")
def _(bed: Bed) -> None:
    bed.role(finder="referents")
    bed.around = replace(AROUND, blind=frozenset({"referents"}))


@plant("deserted_role")
def _(bed: Bed) -> None:
    bed.role(finder="referents")
    bed.around = replace(AROUND, deserted={"referents": ("Nantes", "Sarthe")})


@plant("idle_role")
def _(bed: Bed) -> None:
    bed.role(finder="assigned")
    bed.out["roles"] = ["agents"]


def _step(fault: str, **more: Any) -> None:
    @plant(fault)
    def make(bed: Bed) -> None:
        bed.step(**more)


_step("no_review", quorum_rule="majority")
_step("duplicate_criterion", kind="review", criteria=[{"key": "c", "label": "C"}, {"key": "c", "label": "D"}])
_step("quorum_out_of_reach", kind="review", quorum=50)
_step("incomplete_assignment", assign="least_loaded")
_step("deadline_without_reminder", deadline_days=10)
_step("reminder_without_deadline", reminders=[2])
_step("reminder_too_early", deadline_days=5, reminders=[5])
_step("incomplete_escalation", deadline_days=5, reminders=[1], escalate_after=2)
_step("escalation_without_deadline", escalate_after=2, escalate_to="agents")


@plant("endless_quorum")
def _(bed: Bed) -> None:
    bed.role(finder="anyone_signed")
    bed.process["nodes"][-2] |= {"kind": "review", "quorum_rule": "all"}
    bed.at("node", "plante")


@plant("deadline_at_end")
def _(bed: Bed) -> None:
    bed.step()
    bed.process["nodes"][-1] = END | {"deadline_days": 5}
    bed.at("node", "fin")


@plant("delay_not_automatic")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["delay_days"] = 5
    bed.at("transition", "sortir")


@plant("delay_without_deadline")
def _(bed: Bed) -> None:
    bed.step()
    bed.automatic("x", delay_days=5)
    bed.at("transition", "x")


@plant("delay_before_deadline")
def _(bed: Bed) -> None:
    bed.step(deadline_days=10, reminders=[1])
    bed.automatic("x", delay_days=5)
    bed.at("transition", "x")


OPINION_FORM = Form.from_json(
    {
        "key": "avis",
        "name": "Avis",
        "sections": [
            {"key": "avis", "title": "Avis", "fields": [{"key": "juste", "type": "yesno", "label": "Est-ce juste ?"}]}
        ],
    }
)
FILE = {"key": "piece", "type": "file", "label": "Une pièce"}
FORM_WITH_FILE = Form.from_json(
    {"key": "avis", "name": "Avis", "sections": [{"key": "avis", "title": "Avis", "fields": [FILE]}]}
)


def _experts(fault: str, **said: Any) -> None:
    @plant(fault)
    def make(bed: Bed) -> None:
        bed.around = replace(AROUND, opinion_forms={"avis": OPINION_FORM})
        bed.step(expertise={"form": "avis"} | said)


_experts("unknown_opinion_form", form="inconnu")
_experts("unknown_reader", confidential=True, read_by=["inconnu"])
_experts("readers_not_needed", read_by=["agents"])
_experts("late_expert_reminder", days=5, remind=5)


@plant("experts_misplaced")
def _(bed: Bed) -> None:
    bed.around = replace(AROUND, opinion_forms={"avis": OPINION_FORM})
    bed.step()
    bed.process["nodes"][-1] = END | {"expertise": {"form": "avis"}}
    bed.at("node", "fin")


@plant("unfit_opinion_form")
def _(bed: Bed) -> None:
    bed.around = replace(AROUND, opinion_forms={"avis": FORM_WITH_FILE})
    bed.step(expertise={"form": "avis"})


@plant("experts_after_deadline")
def _(bed: Bed) -> None:
    bed.around = replace(AROUND, opinion_forms={"avis": OPINION_FORM})
    bed.step(expertise={"form": "avis", "days": 20}, deadline_days=10, reminders=[1])


@plant("no_experts_to_wait_for")
def _(bed: Bed) -> None:
    bed.step()
    bed.out["needs_opinions"] = True
    bed.at("transition", "sortir")


@plant("stuck_without_experts")
def _(bed: Bed) -> None:
    bed.around = replace(AROUND, opinion_forms={"avis": OPINION_FORM})
    bed.step(expertise={"form": "avis"})
    bed.out["needs_opinions"] = True
