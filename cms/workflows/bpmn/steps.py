"""The steps and roles that a drawing holds."""

import re
import unicodedata
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from cms.workflows.bpmn.durations import working_days
from cms.workflows.bpmn.names import line, text
from cms.workflows.bpmn.reading import Drawing, Spot, tag_of
from cms.workflows.bpmn.remarks import Remarks
from cms.workflows.bpmn.rows import Keys, label, readable, set_or_drop
from cms.workflows.schema import NODE, ROLE

TASKS = {"task", "userTask", "manualTask"}
# The platform or a machine does these: nobody waits there.
MACHINES = {"serviceTask", "sendTask", "scriptTask", "businessRuleTask"}
BLOCKS = {"subProcess", "transaction", "adHocSubProcess", "callActivity"}
KINDS = {"start", "task", "applicant", "review"}

_OUTCOMES = (
    ("refused", r"refus|rejet|rejec|deni|declin|defavorable|irrecevable|non reten|non recevable|not accept"),
    ("withdrawn", r"retir|retrait|abandon|annul|withdraw|cancel|desist"),
    ("accepted", r"accept|valid|accord|approuv|approv|favorable|retenu|labellis|publi|succes"),
)


def is_step(spot: Spot) -> bool:
    """Whether a case may stand there; gateways and our own marks are only passed."""
    if "entry" in spot.own or "effects" in spot.own:
        return False
    known = TASKS | MACHINES | BLOCKS | {"receiveTask", "startEvent", "endEvent"}
    return spot.tag in known or is_wait(spot)


def is_wait(spot: Spot) -> bool:
    """Whether it is a timer between two steps."""
    return spot.tag == "intermediateCatchEvent" and "timerEventDefinition" in spot.events


def goes_by_itself(spot: Spot) -> bool:
    """Whether nobody acts to leave it; what Passerelle wrote says it itself."""
    return "step" not in spot.own and (spot.tag in MACHINES or spot.tag == "startEvent" or is_wait(spot))


class Steps:
    """Makes the rows of roles and steps of a drawing; `node_keys` and `role_of` then say which became what."""

    def __init__(self, drawing: Drawing, remarks: Remarks) -> None:
        self.drawing, self.remarks = drawing, remarks
        self.node_keys: dict[str, str] = {}
        # The role of each spot, by its lane or by what another modeller says of it.
        self.role_of: dict[str, str] = {}
        self.roles = self._roles()
        self.nodes = self._nodes()

    def _roles(self) -> list[dict[str, Any]]:
        keys = Keys()
        written = self.drawing.own.get("process")
        known = written.get("roles") if isinstance(written, dict) else None
        rows = [row for one in (known if isinstance(known, list) else []) if (row := readable(one, ROLE))]
        rows = list({row["key"]: row for row in reversed(rows)}.values())[::-1]
        by_key = {keys.keep(row["key"]): row for row in rows}
        lanes: dict[str, str] = {}
        for lane in self.drawing.lanes:
            row = by_key.get(lane.role)
            if row is not None:
                if lane.name and lane.name != line(row["label"]):
                    self.remarks.changed("lane", lane.name, _("the role “%(role)s” takes this name.") % _role(row))
                    row["label"] = label(lane.name, row["label"])
                lanes[lane.id] = row["key"]
            else:
                lanes[lane.id] = self._new_role(rows, keys, lane.name, "lane")["key"]
        by_name: dict[str, str] = {}
        for spot in self.drawing.spots.values():
            if spot.lane in lanes:
                self.role_of[spot.id] = lanes[spot.lane]
            elif spot.tag in TASKS and not rows_of(spot) and (name := self._said(spot)):
                if name not in by_name:
                    by_name[name] = self._new_role(rows, keys, name, "userTask")["key"]
                self.role_of[spot.id] = by_name[name]
        if not rows and not isinstance(written, dict) and self.drawing.pool:
            only = self._new_role(rows, keys, self.drawing.pool, "participant")["key"]
            self.role_of = dict.fromkeys(self.drawing.spots, only)
        return rows

    def _said(self, spot: Spot) -> str:
        """Who does a task, as other modellers write it beside the lanes."""
        for element in spot.element.iter():
            for name, value in element.attrib.items():
                if name.endswith("candidateGroups") and value.strip() and "$" not in value:
                    return value.split(",")[0].strip()
            if tag_of(element) == "resourceRef" and (found := self.drawing.resources.get((element.text or "").strip())):
                return found
        return ""

    def _new_role(self, rows: list[dict[str, Any]], keys: Keys, name: str, tag: str) -> dict[str, Any]:
        shown = label(name, _("Role %(number)d") % {"number": len(rows) + 1})
        row = {"key": keys.give(name, "role"), "label": shown, "finder": "group"}
        if Group.objects.filter(name=shown).exists():
            row["group"] = shown
        else:
            self.remarks.changed(tag, shown, _("it becomes a role: choose which group plays it."))
        rows.append(row)
        return row

    def _nodes(self) -> list[dict[str, Any]]:
        keys = Keys()
        entries = {spot.id for spot in self.drawing.spots.values() if "entry" in spot.own}
        begun = {arrow.target for arrow in self.drawing.arrows if arrow.source in entries}
        rows = []
        for spot in self.drawing.spots.values():
            if is_step(spot):
                row = self._node(spot, keys, spot.id in begun)
                self.node_keys[spot.id] = row["key"]
                rows.append(row)
        return rows

    def _node(self, spot: Spot, keys: Keys, begins: bool) -> dict[str, Any]:
        row = rows_of(spot)
        if row is None:
            return self._new_node(spot, keys)
        if spot.name != line(row["label"]):
            row["label"] = label(spot.name, row["label"])
        row["key"] = keys.keep(row["key"])
        if spot.documentation != text(row.get("instructions", "")).strip():
            set_or_drop(row, "instructions", spot.documentation)
        was = row["kind"]
        if spot.tag == "endEvent":
            row["kind"] = "end"
        elif begins:
            row["kind"] = "start"
        elif was in ("start", "end"):
            row["kind"] = "task"
        if row["kind"] != was:
            row.pop("outcome", None)
            self.remarks.changed(spot.tag, spot.name, _("the step is no longer what it was before."))
        return row

    def _new_node(self, spot: Spot, keys: Keys) -> dict[str, Any]:
        shown = label(spot.name, self._unnamed(spot))
        row: dict[str, Any] = {"key": keys.give(shown, "step"), "label": shown, "kind": "task"}
        if spot.tag == "endEvent":
            outcome = outcome_of(spot.name)
            row |= {"kind": "end", "outcome": outcome or "closed"}
            if not outcome:
                self.remarks.changed("endEvent", shown, _("say what is decided there; it is “closed” for now."))
        elif spot.tag == "startEvent":
            row["kind"] = "start"
            if spot.events:
                self.remarks.changed("startEvent", shown, _("what sets it off is left out."))
        set_or_drop(row, "instructions", spot.documentation)
        if spot.tag in MACHINES:
            what = _("it becomes a step that goes on by itself: put what it sets off on an action.")
            self.remarks.changed(spot.tag, shown, what)
        elif spot.tag in BLOCKS:
            self.remarks.changed(spot.tag, shown, _("it becomes one step; what is inside it is left out."))
        elif spot.tag == "receiveTask":
            self.remarks.changed(spot.tag, shown, _("it becomes a step where somebody acts."))
        self._several(spot, row, shown)
        return row

    def _unnamed(self, spot: Spot) -> str:
        names = {"startEvent": _("Start"), "endEvent": _("End")}
        return names.get(spot.tag) or _("Step %(number)d") % {"number": len(self.node_keys) + 1}

    def _several(self, spot: Spot, row: dict[str, Any], shown: str) -> None:
        """Several people in parallel at one task are a review; what comes one after another is not."""
        for child in spot.element:
            if tag_of(child) == "multiInstanceLoopCharacteristics" and spot.tag in TASKS:
                counts = ["".join(one.itertext()).strip() for one in child if tag_of(one) == "loopCardinality"]
                count = int(counts[0]) if counts and re.fullmatch(r"[1-9]\d?", counts[0]) else 0
                row["kind"] = "review"
                if count > 1:
                    row["quorum"] = count
                else:
                    self.remarks.changed(spot.tag, shown, _("say how many opinions this review needs."))
            elif tag_of(child).endswith("LoopCharacteristics"):
                self.remarks.changed(spot.tag, shown, _("its repetition is left out."))


def rows_of(spot: Spot) -> dict[str, Any] | None:
    """The row of a step that Passerelle wrote into a spot, when it can still be read."""
    return readable(spot.own.get("step"), NODE)


def outcome_of(name: str) -> str:
    """What an end decides, guessed from its name in French or English; empty when nothing says it."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return next((outcome for outcome, words in _OUTCOMES if re.search(words, plain)), "")


def deadline_of(spot: Spot) -> int | None:
    """The working days of a timer; None for another event, and for a date or a cycle."""
    return working_days(spot.duration) if "timerEventDefinition" in spot.events else None


def _role(row: dict[str, Any]) -> dict[str, str]:
    return {"role": row["label"]}
