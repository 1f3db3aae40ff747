"""Signs of notes: a bubble in the margin beside the line, a corner over the end of the place it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.canvas.page import Page

_SIZE = 14
_FROM_COLUMN = 39  # left of the zones' bars
_CORNER = 8


@dataclass(frozen=True, slots=True)
class Sign:
    """A note at a place, in code points; `words` are its tooltip."""

    id: int
    start: int
    end: int
    words: str
    is_resolved: bool = False


class Signs:
    """The signs of a page, found by the part of the text that is in view."""

    def __init__(self, signs: Sequence[Sign] = ()) -> None:
        self.all = sorted(signs, key=lambda each: (each.start, each.id))
        self._starts = [each.start for each in self.all]
        self._longest = max((each.end - each.start for each in self.all), default=0)

    def beginning(self, start: int, end: int) -> list[Sign]:
        """Those whose place begins in `[start, end)`."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def near(self, start: int, end: int) -> list[Sign]:
        """Those whose place touches `[start, end]`."""
        found = self.beginning(start - self._longest, end + 1)
        return [each for each in found if each.end >= start]

    def lines_of(self, page: Page, block: int) -> Iterator[tuple[int, list[Sign]]]:
        """Each line of a block on which places begin, with their signs."""
        layout, low = page.layout(block), page.blocks.starts[block]
        by_line: dict[int, list[Sign]] = {}
        for sign in self.beginning(low, low + max(1, layout.length)):
            by_line.setdefault(layout.line_of(sign.start - low), []).append(sign)
        yield from by_line.items()


def margin_box(page: Page, left: int, top: int) -> QRect:
    """Where the bubble of a line lies, whose box begins at `top`; `left` is the column's edge."""
    return QRect(
        left - _FROM_COLUMN, top + page.metrics.text_top + (page.metrics.em - _SIZE) // 2, _SIZE, _SIZE
    )


def paint_signs(painter: QPainter, page: Page, signs: Signs, block: int, left: int, top: int) -> None:
    """Draw the signs of a block whose box begins at `top`."""
    layout = page.layout(block)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line, some in signs.lines_of(page, block):
        box = margin_box(page, left, top + layout.line_top(line))
        _draw_bubble(painter, page, box, resolved=all(each.is_resolved for each in some))
    low, high = page.blocks.starts[block], page.blocks.ends[block]
    for sign in signs.near(low, high):
        if low < sign.end <= high + 1 and not sign.is_resolved:
            line = layout.line_of(min(sign.end, high) - 1 - low)
            x = left + layout.x_of(min(sign.end, high) - low, line)
            _draw_corner(painter, page, QPointF(x, top + layout.line_top(line) + page.metrics.text_top - 1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def sign_under(
    page: Page, signs: Signs, shown: Sequence[tuple[int, int]], left: int, point: QPoint
) -> list[Sign]:
    """The signs whose bubble lies at a point; `shown` are the blocks in view with their tops."""
    if not left - _FROM_COLUMN - 3 <= point.x() < left - _FROM_COLUMN + _SIZE + 3:
        return []
    for block, top in shown:
        if top <= point.y() < top + page.heights[block]:
            for line, some in signs.lines_of(page, block):
                box = margin_box(page, left, top + page.layout(block).line_top(line))
                if box.adjusted(-3, -3, 3, 3).contains(point):
                    return some
    return []


def _draw_bubble(painter: QPainter, page: Page, box: QRect, *, resolved: bool) -> None:
    theme = page.appearance.theme
    colour = QColor(theme.strong_border if resolved else theme.warning)
    body = QRectF(box).adjusted(0.5, 1.0, -0.5, -3.5)
    path = QPainterPath()
    path.addRoundedRect(body, 2.5, 2.5)
    tail = QPainterPath()
    foot = body.bottom() - 0.5
    tail.addPolygon(
        QPolygonF(
            [
                QPointF(body.left() + 3, foot),
                QPointF(body.left() + 3, foot + 3.5),
                QPointF(body.left() + 7, foot),
            ]
        )
    )
    path = path.united(tail)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(QColor(theme.background) if resolved else colour)
    painter.drawPath(path)
    painter.setPen(QPen(colour if resolved else QColor(theme.background), 1.2))
    for height in (0.36, 0.68):
        y = body.top() + body.height() * height
        painter.drawLine(QPointF(body.left() + 3, y), QPointF(body.right() - (3 if height < 0.5 else 5), y))


def _draw_corner(painter: QPainter, page: Page, at: QPointF) -> None:
    painter.setPen(QPen(QColor(page.appearance.theme.background), 1))
    painter.setBrush(QColor(page.appearance.theme.warning))
    painter.drawPolygon(
        QPolygonF([at + QPointF(1, 0), at + QPointF(1, _CORNER), at - QPointF(_CORNER - 1, 0)])
    )
