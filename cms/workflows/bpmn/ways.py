"""The actions that a drawing holds: each way from one step to the next, past gateways and what the platform does."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.workflows.bpmn.names import line, text
from cms.workflows.bpmn.reading import Arrow, Drawing, Spot
from cms.workflows.bpmn.remarks import Remarks
from cms.workflows.bpmn.rows import Keys, label, readable, set_or_drop
from cms.workflows.bpmn.steps import Steps, deadline_of, goes_by_itself, is_step, is_wait, rows_of
from cms.workflows.bpmn.wording import expression
from cms.workflows.schema import TRANSITION

MAX_WAYS = 400
FOLDED = {"exclusiveGateway"}
SEEMING = {"inclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway"}


class Ways:
    """Makes the rows of the actions of a drawing; `rows` are in the order of the arrows in the file."""

    def __init__(self, drawing: Drawing, steps: Steps, remarks: Remarks) -> None:
        self.drawing, self.steps, self.remarks = drawing, steps, remarks
        self.keys = Keys()
        self.leaving: dict[str, list[Arrow]] = {}
        for arrow in drawing.arrows:
            ends = [end for end in (arrow.source, arrow.target) if end not in drawing.spots]
            if ends:
                remarks.left_out("sequenceFlow", arrow.name, _("it leads to nothing."))
            else:
                self.leaving.setdefault(arrow.source, []).append(arrow)
        self.node_rows = {row["key"]: row for row in steps.nodes}
        self.rows = self._rows()

    def _rows(self) -> list[dict[str, Any]]:
        found: list[tuple[int, dict[str, Any]]] = []
        for spot, timer, path in self._found():
            if len(found) >= MAX_WAYS:
                self.remarks.left_out("sequenceFlow", path[0].name, _("there are too many ways through the gateways."))
                break
            found.append((self._position(path), self._row(spot, timer, path)))
        for spot in self.drawing.spots.values():
            if spot.tag == "boundaryEvent":
                self._edge(spot)
        self._moved_lanes([row for _position, row in found])
        self._only_seeming()
        return [row for _position, row in sorted(found, key=lambda one: one[0])]

    def _found(self) -> Iterator[tuple[Spot, Spot | None, list[Arrow]]]:
        """Each way: the step where it begins, the timer that lets it, and its arrows."""
        for spot in self.drawing.spots.values():
            if is_step(spot):
                for path in self._paths(spot.id):
                    yield spot, None, path
            elif spot.tag == "boundaryEvent" and spot.host in self.steps.node_keys and deadline_of(spot):
                for path in self._paths(spot.id):
                    yield self.drawing.spots[spot.host], spot, path

    def _paths(self, start: str) -> Iterator[list[Arrow]]:
        """All ways to the next steps, that pass nothing twice; bounded, since gateways multiply them."""
        waiting = [[arrow] for arrow in self.leaving.get(start, [])]
        tried = 0
        while waiting and tried < 20 * MAX_WAYS:
            path = waiting.pop(0)
            tried += 1
            end = self.drawing.spots[path[-1].target]
            if is_step(end):
                yield path
                continue
            if end.tag == "boundaryEvent":
                continue
            passed = {arrow.source for arrow in path}
            onward = self.leaving.get(end.id, [])
            waiting += [[*path, one] for one in onward if one.target not in passed or self._is_step(one.target)]

    def _is_step(self, mark: str) -> bool:
        return is_step(self.drawing.spots[mark])

    def _position(self, path: list[Arrow]) -> int:
        marked = [arrow.position for arrow in path if isinstance(arrow.own.get("action"), dict)]
        named = [arrow.position for arrow in path if arrow.name]
        return (marked or named or [path[0].position])[0]

    def _row(self, spot: Spot, timer: Spot | None, path: list[Arrow]) -> dict[str, Any]:
        source, target = self.steps.node_keys[spot.id], self.steps.node_keys[path[-1].target]
        written = next(((arrow, row) for arrow in path if (row := readable(arrow.own.get("action"), TRANSITION))), None)
        if written is None:
            return self._new_row(spot, timer, path, source, target)
        arrow, row = written
        if arrow.name != line(row["label"]):
            row["label"] = label(arrow.name, row["label"])
        row |= {"key": self.keys.keep(row["key"]), "source": source, "target": target}
        self._kept_condition(arrow, row)
        works = {self.drawing.spots[one.target].own.get("effects") for one in path}
        if row.get("effects") and arrow.own["action"]["key"] not in works:
            row.pop("effects")
            what = _("it sets off nothing any more, because its task was taken out of the drawing.")
            self.remarks.changed("sequenceFlow", row["label"], what)
        days = deadline_of(timer) if timer else None
        if days:
            row["delay_days"] = days
        elif row.pop("delay_days", None):
            self.remarks.changed("sequenceFlow", row["label"], _("it no longer waits: its timer is gone."))
        return row

    def _kept_condition(self, arrow: Arrow, row: dict[str, Any]) -> None:
        if row.get("condition") and arrow.condition != text(expression(row["condition"])).strip():
            what = _("its condition was changed in the drawing; the former one is kept: write it again.")
            if not arrow.condition:
                row.pop("condition")
                what = _("its condition was taken out of the drawing.")
            self.remarks.changed("sequenceFlow", row["label"], what)

    def _new_row(self, spot: Spot, timer: Spot | None, path: list[Arrow], source: str, target: str) -> dict[str, Any]:
        names = ", ".join(dict.fromkeys(arrow.name for arrow in path if arrow.name))
        only = len(self._choices(spot.id)) == 1
        fallback = _("Go on") if only else _("To “%(step)s”") % {"step": self.node_rows[target]["label"][:150]}
        shown = label(names, fallback)
        row: dict[str, Any] = {"key": self.keys.give(shown, "action"), "label": shown, "source": source}
        row["target"] = target
        days = deadline_of(timer) if timer else deadline_of(spot) if is_wait(spot) else None
        if timer or goes_by_itself(spot):
            row["automatic"] = True
            set_or_drop(row, "delay_days", days)
        elif role := self.steps.role_of.get(spot.id):
            row["roles"] = [role]
        if is_wait(spot) and not days:
            self.remarks.changed(spot.tag, spot.name, _("its date or its cycle is left out: give a delay."))
        for arrow in path:
            if arrow.condition:
                what = _("its condition “%(text)s” is left out: write it again.") % {"text": arrow.condition[:120]}
                self.remarks.changed("sequenceFlow", shown, what)
        return row

    def _choices(self, mark: str) -> list[Arrow]:
        """The arrows among which one chooses: those of the step, or of the gateway behind it."""
        leaving = self.leaving.get(mark, [])
        if len(leaving) == 1 and not is_step(self.drawing.spots[leaving[0].target]):
            return self.leaving.get(leaving[0].target, leaving)
        return leaving

    def _edge(self, spot: Spot) -> None:
        """An event on the edge of a task: a timer alone is its deadline; all else is told."""
        key, days = self.steps.node_keys.get(spot.host), deadline_of(spot)
        if key is None or not days:
            self.remarks.left_out("boundaryEvent", spot.name, _("with what leaves it."))
        elif not self.leaving.get(spot.id):
            self.node_rows[key]["deadline_days"] = days

    def _moved_lanes(self, rows: list[dict[str, Any]]) -> None:
        """A step that Passerelle wrote and that stands in another lane now: its actions go to that role."""
        known = {role["key"] for role in self.steps.roles}
        for spot in self.drawing.spots.values():
            role, own = self.steps.role_of.get(spot.id), rows_of(spot)
            if own is None or role is None or own["kind"] == "end":
                continue
            leaving = [row for row in rows if row["source"] == self.steps.node_keys[spot.id]]
            acting = [key for row in leaving if not row.get("automatic") for key in row.get("roles", [])]
            before = Counter(key for key in acting if key in known)
            most = before.most_common(1)[0][0] if before else role
            if before and role not in before:
                for row in leaving:
                    row["roles"] = [role if key == most else key for key in row.get("roles", [])]
                what = _("its actions are now those of the role of its lane.")
                self.remarks.changed(spot.tag, spot.name, what)

    def _only_seeming(self) -> None:
        for spot in self.drawing.spots.values():
            if spot.tag in SEEMING and len(self.leaving.get(spot.id, [])) > 1:
                what = _("only one of its ways is taken here, the one that a person chooses.")
                self.remarks.changed(spot.tag, spot.name, what)
            elif not is_step(spot) and not spot.own and spot.tag not in FOLDED | SEEMING | {"boundaryEvent"}:
                self.remarks.left_out(spot.tag, spot.name, _("the arrows go on past it."))
