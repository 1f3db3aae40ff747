"""What lies over a page's lines and moves without their being drawn anew: hits, selection, rings, keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from gui.canvas.marks import Mark
from gui.canvas.page import Page
from gui.canvas.painter import (
    Code,
    draw_chip,
    draw_code,
    draw_current_hit,
    draw_hit,
    draw_ring,
    draw_selection,
    name_chip,
)
from gui.models.hits import Hits


class View(NamedTuple):
    """The part of a page that is painted: its blocks in view with their tops, and the column's left edge."""

    page: Page
    shown: Sequence[tuple[int, int]]
    left: int
    clip: QRect

    def is_painted(self, block: int, top: int) -> bool:
        """Whether some of a block lies in what is painted."""
        return top <= self.clip.bottom() and top + self.page.heights[block] >= self.clip.top()


class Overlay:
    """What a search found and where keys point, and how these, the selection and rings are painted."""

    def __init__(self) -> None:
        self.hits: Hits | None = None
        self.hit: int | None = None  # the number of the one that was gone to
        self.codes: Sequence[Code] = ()

    def clear(self) -> None:
        """Another document: nothing was found in it, nothing pointed at."""
        self.hits = self.hit = None
        self.codes = ()

    def paint(
        self,
        painter: QPainter,
        view: View,
        selection: tuple[int, int],
        rings: Sequence[Mark],
        focus: Mark | None,
    ) -> None:
        """Paint all of it; the ring around `focus` is the strong one."""
        page, (start, end) = view.page, selection
        for block, top in view.shown:
            if not view.is_painted(block, top):
                continue
            low, high = page.blocks.starts[block], page.blocks.ends[block]
            self._paint_hits(painter, view, block, top)
            if start < end and start <= high and low < end:
                _paint_stretch(painter, view, block, top, (start, end), draw_selection)
            for mark in rings:
                _paint_ring(painter, view, block, top, mark, focused=mark is focus)
        tops = dict(view.shown)
        for code in self.codes:
            if page.blocks.at(code.position) in tops:
                block, line = page.line_of(code.position)
                layout = page.layout(block)
                x = layout.x_of(code.position - page.blocks.starts[block], line)
                draw_code(painter, page, code, view.left + round(x), tops[block] + layout.line_top(line))

    def _paint_hits(self, painter: QPainter, view: View, block: int, top: int) -> None:
        """Those in the lines of the block that are painted, however many there are elsewhere."""
        layout, low = view.page.layout(block), view.page.blocks.starts[block]
        if self.hits is None or not layout.length:
            return
        first = layout.line_range(layout.line_at(view.clip.top() - top))[0]
        last = layout.line_range(layout.line_at(view.clip.bottom() - top))[1]
        for number in self.hits.over(low + first, low + last):
            draw = draw_current_hit if number == self.hit else draw_hit
            _paint_stretch(painter, view, block, top, self.hits[number], draw)


def _paint_ring(painter: QPainter, view: View, block: int, top: int, mark: Mark, *, focused: bool) -> None:
    page = view.page
    for line, piece in page.pieces_of(mark, block):
        painter.save()
        painter.translate(view.left, top + page.layout(block).line_top(line))
        depth = page.decoration(block)[line].depth
        draw_ring(painter, page, mark, page.piece_box(piece, depth), focused=focused)
        chip = name_chip(page, block, line, mark)
        if chip is not None:
            draw_chip(painter, page, chip, page.metrics.chip_top, focused=focused)
        painter.restore()


def _paint_stretch(
    painter: QPainter,
    view: View,
    block: int,
    top: int,
    stretch: tuple[int, int],
    draw: Callable[[QPainter, Page, QRect], None],
) -> None:
    """Draw something over the part of a stretch of text that lies in the block, line by line."""
    page = view.page
    layout, low, metrics = page.layout(block), page.blocks.starts[block], page.metrics
    start, end = (position - low for position in stretch)
    first, last = layout.line_of(max(0, start)), layout.line_of(min(layout.length, max(0, end - 1)))
    first = max(first, layout.line_at(view.clip.top() - top))
    last = min(last, layout.line_at(view.clip.bottom() - top))
    for line in range(first, last + 1):
        from_, to = layout.line_range(line)
        x = layout.x_of(max(start, from_), line)
        right = layout.x_of(min(end, to), line)
        if end > to and line == layout.line_count - 1:
            right += metrics.em // 3  # the newline is selected too
        y = top + layout.line_top(line)
        box = (metrics.text_top - 2, metrics.em + 6) if layout.length else (0, metrics.blank)
        draw(painter, page, QRect(view.left + round(x), y + box[0], round(right) - round(x), box[1]))
