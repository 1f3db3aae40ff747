"""One block set into lines: where each character lies, in pixels from the block's top left."""

from __future__ import annotations

from bisect import bisect_right
from typing import cast

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextLine, QTextOption

from core.offsets import Utf16Map
from gui.canvas.metrics import Metrics


def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


class BlockLayout:
    """The lines of one block. Positions are code points from the block's start; lines are counted
    from 0, and a position where a line wraps belongs to the second line. `head` pixels stay free above."""

    __slots__ = ("_layout", "_map", "_metrics", "gap", "height", "length", "line_starts")

    def __init__(self, shown: str, font: QFont, width: int, metrics: Metrics, head: int = 0) -> None:
        self._metrics = metrics
        self._map = Utf16Map(shown)
        self.length = len(shown)
        self._layout = QTextLayout(shown, font)
        self._layout.setCacheEnabled(True)
        self._layout.setTextOption(_option())
        self.line_starts: list[int] = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            # the baseline stays where it is, whatever font a line falls back to
            line.setPosition(QPointF(0, metrics.baseline - line.ascent()))
            self.line_starts.append(self._map.to_code_point(line.textStart()))
        self._layout.endLayout()
        if not self.line_starts:
            self.line_starts = [0]
        self.gap = head + (metrics.gap if shown else 0)
        self.height = self.gap + (len(self.line_starts) * metrics.pitch if shown else metrics.blank)

    @property
    def line_count(self) -> int:
        return len(self.line_starts)

    def line_of(self, position: int) -> int:
        return bisect_right(self.line_starts, position) - 1

    def line_range(self, line: int) -> tuple[int, int]:
        """Where the line's characters start and end."""
        following = line + 1
        end = self.line_starts[following] if following < len(self.line_starts) else self.length
        return self.line_starts[line], end

    def line_top(self, line: int) -> int:
        return self.gap + line * self._metrics.pitch

    def line_at(self, y: float) -> int:
        """The line at that depth below the block's top; the first above all, the last below all."""
        line = int(y - self.gap) // self._metrics.pitch
        return min(max(0, line), len(self.line_starts) - 1)

    def _line(self, line: int) -> QTextLine | None:
        return self._layout.lineAt(line) if line < self._layout.lineCount() else None

    def x_of(self, position: int, line: int) -> float:
        """Where the character behind `position` begins on a line; the line's end behind the last."""
        set_line = self._line(line)
        if set_line is None:
            return 0.0
        # PySide6 returns (x, position), its type hints say otherwise
        x, _ = cast("tuple[float, int]", set_line.cursorToX(self._map.to_utf16(position)))
        return x

    def position_at(self, x: float, line: int, *, on_character: bool = False) -> int:
        """The position between two characters nearest to `x`, or the character that `x` lies on."""
        set_line = self._line(line)
        if set_line is None:
            return 0
        mode = (
            QTextLine.CursorPosition.CursorOnCharacter
            if on_character
            else QTextLine.CursorPosition.CursorBetweenCharacters
        )
        at = set_line.xToCursor(x, mode)
        if not self._layout.isValidCursorPosition(at):  # inside a cluster that the font draws in parts
            at = self._layout.previousCursorPosition(at)
        found = self._map.to_code_point(at)
        start, end = self.line_range(line)
        last = end if line == len(self.line_starts) - 1 or not on_character else end - 1
        if not on_character and line < len(self.line_starts) - 1 and found >= end:
            return self.before(end)  # the end of a wrapped line is the next line's start
        return min(max(found, start), last)

    def after(self, position: int) -> int:
        """The next position that does not tear a character as people see it; the end at the end."""
        return self._map.to_code_point(self._layout.nextCursorPosition(self._map.to_utf16(position)))

    def before(self, position: int) -> int:
        """The position before, not tearing a character as people see it; 0 at the start."""
        return self._map.to_code_point(self._layout.previousCursorPosition(self._map.to_utf16(position)))

    def draw_line(self, painter: QPainter, line: int) -> None:
        """Draw a line's text with its box's top left at the painter's origin, in the painter's pen."""
        set_line = self._line(line)
        if set_line is not None:
            set_line.draw(painter, QPointF(0, 0))
