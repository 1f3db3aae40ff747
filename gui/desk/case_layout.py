"""A case as geometry: the line of text with its context, each reading's spans beneath the same characters.

Lines that wrap take the readings along: under each line of text stands the part of each reading that
lies in it. Pixels count from the case's own top, `x` from the text's left edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from core.review.layered import Place
from gui.canvas.labels import CHIP_PADDING, LabelLooks
from gui.canvas.lanes import lanes
from gui.canvas.layout import BlockLayout
from gui.canvas.marks import Mark
from gui.canvas.metrics import Metrics

State = Literal["plain", "taken", "passed", "draft"]
_LINES = str.maketrans("\n\t", "↵ ")


@dataclass(frozen=True, slots=True)
class Row:
    """A reading under the text: its key, whose it is, its spans (or the words that say there are none)."""

    key: str
    names: str
    spans: tuple[Place, ...]
    nothing: str
    state: State = "plain"


class Bar(NamedTuple):
    """The part of a span on one line; `opens` and `closes` say whether its ends lie there."""

    label: str
    left: int
    right: int
    top: int
    opens: bool
    closes: bool
    text: str
    text_left: int


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row lies under one line of text."""

    row: int
    top: int
    height: int
    bars: tuple[Bar, ...]
    is_first: bool  # under the first line that has rows: names stand there


@dataclass
class CaseLine:
    """One line of text with the rows under it; `text_top` is where its characters begin."""

    number: int
    text_top: int
    bottom: int
    rows: list[RowPlace] = field(default_factory=list)


class CaseLayout:
    """`start` is where the shown text begins in the document, `stretch` the case within it."""

    def __init__(
        self,
        shown: str,
        start: int,
        stretch: tuple[int, int],
        rows: Sequence[Row],
        width: int,
        metrics: Metrics,
        looks: LabelLooks,
    ) -> None:
        self.start, self.end, self.stretch = start, start + len(shown), stretch
        self.rows = rows
        self._metrics, self._looks = metrics, looks
        self._measure = QFontMetricsF(bar_font(metrics))
        self.block = BlockLayout(shown.translate(_LINES), metrics.font, width, metrics)
        self.bar_height = metrics.chip_height + 2
        self.step = self.bar_height + max(5, round(metrics.em * 0.36))
        self.width = width
        self._lanes = [_lanes_of(row.spans) for row in rows]
        self.lines: list[CaseLine] = []
        self.height = 0
        self._set()

    def _set(self) -> None:
        em, top, first = self._metrics.em, 0, True
        low, high = self._reach()
        for number in range(self.block.line_count):
            start, end = self.block.line_range(number)
            start, end = start + self.start, end + self.start
            line = CaseLine(number, top + round(em * 0.15), 0)
            top = line.text_top + em + round(em * 0.5)
            if start < high and low < end:
                for at in range(len(self.rows)):
                    top = self._add_row(line, at, top, (start, end), is_first=first)
                first = False
                top += round(em * 0.2)
            line.bottom = top
            self.lines.append(line)
        self.height = top

    def _reach(self) -> tuple[int, int]:
        """From where to where rows stand under the text: the case, and what a new reading adds to it."""
        spans = [span for row in self.rows for span in row.spans]
        low = min([self.stretch[0], *(span[0] for span in spans)])
        return low, max([self.stretch[1], *(span[1] for span in spans)])

    def _add_row(self, line: CaseLine, at: int, top: int, reach: tuple[int, int], *, is_first: bool) -> int:
        row, in_lane = self.rows[at], self._lanes[at]
        bars = []
        deepest = 0
        for span, lane in zip(row.spans, in_lane, strict=True):
            if span[0] < reach[1] and reach[0] < span[1]:
                deepest = max(deepest, lane)
                bars.append((span, lane))
        height = self.step + deepest * (self.bar_height + 2)
        placed = [self._bar(span, line.number, reach, lane) for span, lane in bars]
        placed = self._with_names(sorted(placed, key=lambda each: (each.top, each.left)))
        line.rows.append(RowPlace(at, top, height, tuple(placed), is_first))
        return top + height

    def _bar(self, span: Place, number: int, reach: tuple[int, int], lane: int) -> Bar:
        start, end, label = span
        opens, closes = start >= reach[0], end <= reach[1]
        left = self.x_of(max(start, reach[0]), number)
        right = self.x_of(min(end, reach[1]), number)
        return Bar(label, left, max(right, left + 4), lane * (self.bar_height + 2), opens, closes, "", 0)

    def _with_names(self, bars: list[Bar]) -> list[Bar]:
        """Each bar with its label's name: inside, else behind it if there is room, else shortened."""
        named = []
        for at, bar in enumerate(bars):
            look = self._looks[bar.label]
            following = bars[at + 1] if at + 1 < len(bars) and bars[at + 1].top == bar.top else None
            room = (following.left - 4 if following is not None else self.width) - bar.right
            inside = bar.right - bar.left
            text, text_left = "", bar.left + CHIP_PADDING + 1
            if bar.opens:
                fits = [name for name in (look.name, look.full) if self._width(name) <= max(inside, room)]
                text = fits[0] if fits else self._shortened(look.full, max(inside, room) - 2 * CHIP_PADDING)
                if self._width(text) > inside:
                    text_left = bar.right + 2
            named.append(bar._replace(text=text, text_left=text_left))
        return named

    def _width(self, name: str) -> int:
        return round(self._measure.horizontalAdvance(name)) + CHIP_PADDING + 2

    def _shortened(self, name: str, width: int) -> str:
        for length in range(len(name) - 1, 1, -1):
            if self._measure.horizontalAdvance(f"{name[:length]}…") <= width:
                return f"{name[:length]}…"
        return name[:1] if self._measure.horizontalAdvance(name[:1]) <= width else ""

    def x_of(self, position: int, line: int) -> int:
        """Where a position of the document lies on a line."""
        return round(self.block.x_of(position - self.start, line))

    def position_at(self, x: float, y: float) -> int | None:
        """The position between two characters nearest to a point on a line of text; None off the text."""
        for line in self.lines:
            bottom = line.rows[0].top if line.rows else line.bottom
            if line.text_top - 4 <= y < bottom:
                return self.start + self.block.position_at(x, line.number)
        return None

    def row_at(self, y: float) -> int | None:
        """The row that lies at a depth."""
        for line in self.lines:
            for row in line.rows:
                if row.top <= y < row.top + row.height:
                    return row.row
        return None


def bar_font(metrics: Metrics) -> QFont:
    """The font of the names in bars: a little smaller than that of chips, so that they fit more often."""
    font = QFont(metrics.chip_font)
    font.setPixelSize(max(10, round(metrics.em * 0.62)))
    return font


def _lanes_of(spans: Sequence[Place]) -> list[int]:
    return lanes([Mark(start, end, label, "annotation", at) for at, (start, end, label) in enumerate(spans)])


def window(text: str, start: int, end: int, per_line: int) -> tuple[int, int]:
    """The part of the text shown with a case: its line, as much of it as fits around the case."""
    spare = per_line - (end - start)
    before = min(14, max(6, spare // 2))
    low = max(start - before, text.rfind("\n", 0, start) + 1, 0)
    after = max(6, spare - (start - low))
    line_end = text.find("\n", end)
    high = min(end + after, line_end if line_end >= 0 else len(text))
    return min(low, start), max(high, end)
