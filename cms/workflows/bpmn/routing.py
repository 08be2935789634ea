"""Leads the arrows of a sheet at right angles: levels for the long ones, upright tracks in the channels.

Channel k lies before column k. An arrow leaves through the channel after its source: an upright track, then a level
stretch with its name, then an upright track before its target. What goes past a column does so on a level of its own.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cms.workflows.bpmn.plan import Flow

TRACK = 12
GAP = 14
APART = 12


@dataclass(slots=True, eq=False)
class _Way:
    """One arrow: the channels of its two ends, and where it goes between them."""

    flow: Flow
    out: int
    into: int
    goes_back: bool
    # The level in the lane for an arrow that passes a column; None for one that does not or that goes straight.
    level: tuple[str, int] | None = None
    # The row (lane, slot) along which a long arrow goes straight.
    row: tuple[str, int] | None = None
    run: float = 0
    first_track: float | None = None
    last_track: float | None = None

    @property
    def is_long(self) -> bool:
        return self.goes_back or self.into > self.out

    @property
    def span(self) -> tuple[int, int]:
        return (min(self.out, self.into), max(self.out, self.into))


class Router:
    """Finds a way for each flow. Call `set_heights`, then `set_across`, then `bends` and `name_at`."""

    def __init__(
        self, flows: Sequence[Flow], column: Mapping[str, int], slot: Mapping[str, int], rows: Mapping[str, int]
    ) -> None:
        self.column, self.slot = column, slot
        self.levels: dict[str, int] = defaultdict(int)
        self.column_left: list[float] = []
        self.exits: dict[str, float] = {}
        self._lane = {end.id: end.lane for flow in flows for end in (flow.source, flow.target)}
        self._taken: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        self._busy: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        for key, lane in self._lane.items():
            self._busy[lane, slot[key]].append((column[key], column[key]))
        self.ways = {flow.id: self._way(flow) for flow in flows}
        for way in sorted(self.ways.values(), key=lambda one: one.span[1] - one.span[0]):
            if way.is_long:
                self._lead(way)

    def _way(self, flow: Flow) -> _Way:
        source, target = self.column[flow.source.id], self.column[flow.target.id]
        return _Way(flow, source + 1, target, target <= source)

    def _lead(self, way: _Way) -> None:
        """Straight along a free row when there is one, else on a level of its own below the rows of the lane."""
        first, last = way.span
        for end in () if way.goes_back or way.flow.timer else (way.flow.source, way.flow.target):
            row = (end.lane, self.slot[end.id])
            if all(not _meet((first, last - 1), one) for one in self._busy[row]) and self._is_free(row, way.span):
                self._taken[row].append(way.span)
                way.row = row
                return
        lane = way.flow.source.lane if way.goes_back else way.flow.target.lane
        number = 0
        while not self._is_free((f"level {lane}", number), way.span):
            number += 1
        self._taken[f"level {lane}", number].append(way.span)
        self.levels[lane] = max(self.levels[lane], number + 1)
        way.level = (lane, number)

    def _is_free(self, row: tuple[str, int], span: tuple[int, int]) -> bool:
        return all(not _meet(span, other) for other in self._taken[row])

    def set_heights(
        self,
        middles: Mapping[str, float],
        floors: Mapping[str, float],
        level_height: float,
        exits: dict[str, float],
        label_height: Callable[[Flow], float],
    ) -> None:
        """Give each arrow the height of its level stretch: `floors` are the heights below the rows of each lane."""
        self.exits = exits
        self._middles = middles
        by_row = {(self._lane[key], self.slot[key]): middles[key] for key in self._lane}
        stretches: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for way in self.ways.values():
            if way.is_long:
                if way.level:
                    way.run = floors[way.level[0]] + level_height * (way.level[1] + 1) - 4
                elif way.row:
                    way.run = by_row[way.row]
                tall = label_height(way.flow)
                for channel in range(way.span[0], way.span[1] + 1):
                    stretches[channel].append((way.run - tall - 4, way.run + 4))
        near = sorted(self.ways.values(), key=lambda one: middles[one.flow.target.id])
        for way in near:
            if not way.is_long:
                tall = label_height(way.flow)
                wished = middles[way.flow.target.id]
                way.run = self._free_height(stretches[way.out], wished, tall)
                stretches[way.out].append((way.run - tall - 4, way.run + 4))

    def _free_height(self, taken: list[tuple[float, float]], wished: float, tall: float) -> float:
        for step in range(200):
            for height in (wished + step * APART, wished - step * APART):
                if all(height + 4 <= top or height - tall - 4 >= bottom for top, bottom in taken):
                    return height
        return wished

    def set_across(self, left: float, widths: Sequence[float], name_width: float) -> float:
        """Give columns and upright tracks their places from `left`; return where the last channel ends."""
        x = left
        for channel in range(len(widths) + 1):
            leaving = [way for way in self.ways.values() if way.out == channel]
            coming = [way for way in self.ways.values() if way.into == channel]
            x += GAP
            # From the farthest: tracks of arrows that turn the same way do not cross.
            for way in sorted(leaving, key=self._turn):
                if way.run != self.exits[way.flow.id] or way.goes_back:
                    way.first_track = x
                    x += TRACK
            if any(way.flow.name and not way.goes_back for way in leaving):
                x += name_width + GAP
            for way in sorted(coming, key=self._turn):
                if way.run != self._middles[way.flow.target.id] or way.goes_back:
                    way.last_track = x
                    x += TRACK
            x += GAP
            if channel < len(widths):
                self.column_left.append(x)
                x += widths[channel]
        return x

    def _turn(self, way: _Way) -> float:
        start = self.exits[way.flow.id]
        return way.run if way.run < start else -way.run

    def bends(self, flow: Flow) -> list[tuple[float, float]]:
        """The points of an arrow between its two ends."""
        way = self.ways[flow.id]
        points = []
        if way.first_track is not None:
            points += [(way.first_track, self.exits[flow.id]), (way.first_track, way.run)]
        if way.last_track is not None:
            points += [(way.last_track, way.run), (way.last_track, self._middles[flow.target.id])]
        return points

    def name_at(self, flow: Flow, width: float) -> tuple[float, float]:
        """Where the name of an arrow stands: its left edge, and the line above which it lies."""
        way = self.ways[flow.id]
        if way.goes_back and way.first_track is not None:
            return way.first_track - width - TRACK, way.run
        tracks = [one.first_track for one in self.ways.values() if one.out == way.out and one.first_track is not None]
        begin = max(tracks) + TRACK if tracks else self._channel_left(way.out)
        return begin, way.run

    def _channel_left(self, channel: int) -> float:
        nearest = [one.last_track for one in self.ways.values() if one.into == channel and one.last_track is not None]
        end = min(nearest) if nearest else self.column_left[channel] - GAP if channel < len(self.column_left) else 0
        return end - 20 * 6.6


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
