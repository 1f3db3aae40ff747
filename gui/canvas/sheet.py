"""The scrolled page: lines drawn once and kept, the next screen drawn in idle time, zones beside it.

What changes much of what is in view is drawn a little at a time and shown when all of it is there; should
the page have to be painted before, it is drawn at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from core.annotation import ZoneKind
from gui.canvas.bar import SlimBar
from gui.canvas.drawing import Drawing
from gui.canvas.marks import Appearance
from gui.canvas.metrics import TEXT_MARGIN, Metrics
from gui.canvas.page import Page
from gui.canvas.painter import draw_tile
from gui.canvas.scroll import Scroll
from gui.canvas.tiles import Tiles

_FEW = 3  # lines that are drawn at once
_LEAST_BYTES = 24_000_000


class Sheet(QAbstractScrollArea):
    """Shows a page, or a message where there is none. Nothing here knows of caret or selection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = SlimBar()
        self.setVerticalScrollBar(self._bar)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self._bar.valueChanged.connect(self._bar_moved)
        self._appearance = Appearance()
        self._metrics = Metrics(self._appearance)
        self._page: Page | None = None
        self._scroll: Scroll | None = None
        self._tiles = Tiles()
        self._ratio = 0.0
        self._message = ""
        self._bar_value = 0  # what the bar was told last: heights above the view may be better known since
        self._zone_names: Mapping[ZoneKind, str] = {}
        self._drawing = Drawing(self._tile, self)
        self._is_held_back = False  # what is in view is being drawn; what was there stays until then

    # what is shown

    def _show_page(self, page: Page | None, message: str = "") -> None:
        self._page = page
        self._message = message
        self._tiles.clear()
        self._scroll = Scroll(page, self.viewport().height()) if page is not None else None
        self._is_held_back = page is not None
        self._scrolled()

    def set_appearance(self, appearance: Appearance) -> None:
        """Set the page with another font, size, width or theme, the line at the top staying there."""
        if appearance == self._appearance:
            return
        self._appearance = appearance
        self._metrics = Metrics(appearance)
        self._bar.theme = appearance.theme
        self._bar.update()
        page, scroll = self._page, self._scroll
        if page is not None and scroll is not None:
            top = self._position_at_top()
            page.set_appearance(appearance, self._metrics, self._column()[1])
            self._tiles.clear()
            self._scroll_to_position(top)
        self._update()

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    def set_zone_names(self, names: Mapping[ZoneKind, str]) -> None:
        """What the tooltips of the bars beside zones say."""
        self._zone_names = dict(names)

    # where things are

    def _column(self) -> tuple[int, int]:
        return self._metrics.column(self.viewport().width())

    def _line_rect(self, block: int, line: int) -> QRect:
        """A line's box across the viewport's whole width."""
        assert self._page is not None and self._scroll is not None
        top = self._scroll.top_of(block) + self._page.layout(block).line_top(line)
        return QRect(0, top, self.viewport().width(), self._metrics.pitch)

    def _spot(self, point: QPoint) -> tuple[int, int, float, float]:
        """The block and line under a point, and the point's place from the line's top left."""
        assert self._page is not None and self._scroll is not None
        shown = self._scroll.shown
        block, top = next((each for each in reversed(shown) if each[1] <= point.y()), shown[0])
        layout = self._page.layout(block)
        line = layout.line_at(point.y() - top)
        return block, line, point.x() - self._column()[0], point.y() - top - layout.line_top(line)

    def _position_at_top(self) -> int:
        assert self._page is not None and self._scroll is not None
        layout = self._page.layout(self._scroll.block)
        line = layout.line_at(self._scroll.offset)
        return self._page.blocks.starts[self._scroll.block] + layout.line_starts[line]

    def _update_range(self, start: int, end: int) -> None:
        """Draw again the lines in view that hold positions from `start` to `end`, both included."""
        page = self._page
        if page is None or self._scroll is None:
            return
        for block, top in self._scroll.shown:
            low, high = page.blocks.starts[block], page.blocks.ends[block]
            if low <= end and start <= high:
                layout = page.layout(block)
                first = layout.line_of(max(0, start - low))
                last = layout.line_of(min(layout.length, end - low))
                self._update_lines(top + layout.line_top(first), last - first + 1)

    def _draw_anew(self, lines: Iterable[tuple[int, int]]) -> None:
        """Lines, as (block, line), look different now."""
        tops = []
        for block, line in lines:
            self._tiles.drop((block, line))
            rect = self._line_rect(block, line)
            if rect.intersects(self.viewport().rect()):
                tops.append(rect.top())
        if len(tops) > _FEW:
            self._hold_back()
        for top in tops:
            self._update_lines(top, 1)

    def _update_lines(self, top: int, count: int) -> None:
        above = self._metrics.chip_height  # a compact page draws chips over the line before
        height = count * self._metrics.pitch + above + 4
        self._update(QRect(0, top - above, self.viewport().width(), height))

    def _update(self, rect: QRect | None = None) -> None:
        """Paint a part of the view again, or all of it."""
        if not self._is_held_back:
            self.viewport().update(rect if rect is not None else self.viewport().rect())

    def _hold_back(self) -> None:
        """Draw what is in view a little at a time, and paint it then."""
        self._is_held_back = True
        self._settle_tiles()
        self._drawing.begin(self._lines_in_view(), self._show_drawn)

    def _show_drawn(self) -> None:
        self._is_held_back = False
        self._update()

    # scrolling

    def scroll_by(self, pixels: int) -> None:
        """Scroll by pixels, as far as there is something to show."""
        if self._scroll is not None and pixels:
            self._scroll.by(pixels)
            self._scrolled()

    def _scroll_to_position(self, position: int, part: float = 0.0) -> None:
        """Scroll so that a position's line begins at that part of the viewport's height."""
        assert self._page is not None and self._scroll is not None
        block, line = self._page.line_of(position)
        within = 0 if line == 0 and part == 0.0 else self._page.layout(block).line_top(line)
        self._scroll.to_block(block, within - round(part * self.viewport().height()))
        self._scrolled()

    def _reveal(self, start: int, end: int, lines: int) -> None:
        """Scroll, if that is needed, so that a range is in view with some lines above and below."""
        if self._page is None or self._scroll is None:
            return
        room = min(lines * self._metrics.pitch, self.viewport().height() // 4)
        first = self._line_rect(*self._page.line_of(start))
        last = self._line_rect(*self._page.line_of(max(start, end)))
        height = self.viewport().height()
        if first.top() >= room and last.bottom() <= height - room:
            return
        if lines > 1 or first.top() < -height or first.top() > 2 * height:
            self._scroll_to_position(start, 0.3)
        elif first.top() < room:
            self.scroll_by(first.top() - room)
        else:
            self.scroll_by(min(first.top() - room, last.bottom() - height + room))

    def _bar_moved(self, value: int) -> None:
        if self._scroll is not None:
            if value < self._scroll.deepest:
                self.scroll_by(value - self._bar_value)
            else:
                self._scroll.to(value)
                self._scrolled()

    def _scrolled(self) -> None:
        """Let the bar follow the anchor, without its hearing of it as a wish."""
        self._drawing.stop()  # what was to be drawn ahead may be another page's, or set in other lines
        bar = self._bar
        bar.blockSignals(True)
        bar.setRange(0, self._scroll.deepest if self._scroll is not None else 0)
        bar.setPageStep(max(1, self.viewport().height() - self._metrics.pitch))
        bar.setSingleStep(self._metrics.pitch)
        bar.setValue(self._scroll.depth if self._scroll is not None else 0)
        self._bar_value = bar.value()
        bar.blockSignals(False)
        if self._is_held_back and self._page is not None:
            self._hold_back()
        else:
            self._update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        pixels = event.pixelDelta().y() or event.angleDelta().y() * self._metrics.pitch * 2 // 120
        self.scroll_by(-pixels)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page, scroll = self._page, self._scroll
        if page is None or scroll is None:
            return
        scroll.height = self.viewport().height()
        if self._column()[1] != page.width:
            top = self._position_at_top()
            page.set_width(self._column()[1])
            self._tiles.clear()
            self._scroll_to_position(top)
        else:
            scroll.settle()
            self._scrolled()

    # drawing

    def _tile(self, block: int, line: int) -> None:
        assert self._page is not None
        if (block, line) not in self._tiles:
            self._tiles.put((block, line), draw_tile(self._page, block, line, self._ratio))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        clip = event.rect()
        painter.fillRect(clip, QColor(self._appearance.theme.background))
        if self._page is None or self._scroll is None:
            self._paint_message(painter)
        else:
            self._settle_tiles()
            parts: list[QRect] = list(event.region())  # type: ignore[call-overload]  # not known to its stubs
            for block, top in self._scroll.shown:
                bottom = top + self._page.heights[block]
                here = [part for part in parts if top <= part.bottom() and bottom >= part.top()]
                if here:
                    self._paint_block(painter, self._page, block, top, here)
            self._paint_over(painter, self._page, clip)
            if QRegion(self.viewport().rect()).subtracted(event.region()).isEmpty():
                self._is_held_back = False
            if not (self._is_held_back or self._drawing.is_active):
                self._drawing.begin(self._lines_ahead())
        painter.end()

    def _settle_tiles(self) -> None:
        ratio = self.viewport().devicePixelRatioF()
        if ratio != self._ratio:
            self._ratio = ratio
            self._tiles.clear()
        size = self.viewport().size()
        self._tiles.limit = max(_LEAST_BYTES, round(4 * 4 * size.width() * size.height() * ratio * ratio))

    def _paint_block(self, painter: QPainter, page: Page, block: int, top: int, parts: list[QRect]) -> None:
        layout = page.layout(block)
        left = self._column()[0]
        self._paint_margin(painter, page, block, top)
        if not layout.length:
            return
        lines = {
            line
            for part in parts
            for line in range(layout.line_at(part.top() - top), layout.line_at(part.bottom() - top) + 1)
        }
        for line in sorted(lines):  # each once: letters drawn twice would be darker
            self._tile(block, line)
            pixmap = self._tiles.get((block, line))
            if pixmap is not None:
                painter.drawPixmap(left - TEXT_MARGIN, top + layout.line_top(line), pixmap)

    def _paint_margin(self, painter: QPainter, page: Page, block: int, top: int) -> None:
        """The bar of a zone, and the paragraph's number if they are wanted."""
        theme, metrics, left = self._appearance.theme, self._metrics, self._column()[0]
        zone = page.zone_of(block)
        if zone is not None and zone.kind is not ZoneKind.BODY:
            goes_on = block > 0 and page.zone_of(block - 1) is zone
            above = 0 if goes_on else page.layout(block).gap + metrics.text_top - 2
            colour = theme.border if zone.kind is ZoneKind.FURNITURE else theme.strong_border
            ends_here = block + 1 == len(page.blocks) or page.zone_of(block + 1) is not zone
            below = metrics.pitch - metrics.text_bottom - 2 if ends_here else 0
            height = page.heights[block] - above - below
            painter.fillRect(left - TEXT_MARGIN - 12, top + above, 3, height, QColor(colour))
        if (
            self._appearance.paragraph_numbers
            and page.layout(block).length
            and block not in page.blocks.pieces
        ):
            font = QFont(metrics.chip_font)
            painter.setFont(font)
            painter.setPen(QColor(theme.dimmed))
            box = QRect(
                0, top + page.layout(block).gap + metrics.text_top, left - TEXT_MARGIN - 20, metrics.em
            )
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, str(page.blocks.paragraph_number(block)))

    def _paint_over(self, painter: QPainter, page: Page, clip: QRect) -> None:
        """What moves over the page: nothing here."""

    def _paint_message(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._appearance.theme.secondary))
        painter.setFont(self._metrics.font)
        margin = self._metrics.em * 2
        box = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)

    # what is drawn before it is painted

    def _lines_in_view(self) -> Iterator[tuple[int, int]]:
        page, scroll = self._page, self._scroll
        if page is None or scroll is None:
            return
        for block, top in scroll.shown:
            layout = page.layout(block)
            if layout.length:
                last = layout.line_at(scroll.height - 1 - top)
                yield from ((block, line) for line in range(layout.line_at(-top), last + 1))

    def _lines_ahead(self) -> Iterator[tuple[int, int]]:
        """The lines of the next screen and then of the one before."""
        page, scroll = self._page, self._scroll
        if page is None or scroll is None:
            return
        screen = max(1, scroll.height // page.metrics.pitch)
        for (block, top), edge, direction in ((scroll.shown[-1], scroll.height, 1), (scroll.shown[0], 0, -1)):
            line = page.layout(block).line_at(edge - top)
            for _ in range(screen):
                while not 0 <= line < page.layout(block).line_count:
                    block += direction
                    if not 0 <= block < len(page.blocks):
                        break
                    line = 0 if direction > 0 else page.layout(block).line_count - 1
                if not 0 <= block < len(page.blocks):
                    break
                if page.layout(block).length:
                    yield block, line
                line += direction

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._tip_at(event.pos())
            if text:
                QToolTip.showText(event.globalPos(), text, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return bool(super().viewportEvent(event))

    def _tip_at(self, point: QPoint) -> str:
        """The name of the zone whose bar lies there."""
        left = self._column()[0]
        if self._page is None or not left - TEXT_MARGIN - 20 <= point.x() < left - TEXT_MARGIN:
            return ""
        zone = self._page.zone_of(self._spot(point)[0])
        return self._zone_names.get(zone.kind, str(zone.kind)) if zone is not None else ""
