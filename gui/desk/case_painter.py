"""Drawing a case: its card, the text, each reading's bars under it, keys, names, words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from gui.canvas.painter import draw_tile
from gui.desk.case_layout import Bar, CaseLayout, CaseLine, RowPlace, bar_font
from gui.desk.placing import Placing
from gui.desk.sheet_items import DeskCase, Stretch
from gui.desk.telling import fold_words
from gui.theme import SELECTION_ALPHA, blend

_PASSED = 0.42  # how much of a reading that was not taken is still seen


class CasePainter:
    """Paints one item after the other; `scrolled` is how far the sheet is scrolled."""

    def __init__(
        self, painter: QPainter, placing: Placing, scrolled: int, hovered: tuple[int, int] | None
    ) -> None:
        self._painter, self._placing, self._scrolled = painter, placing, scrolled
        self._hovered = hovered
        self._frame = placing.frame
        self._theme = placing.frame.appearance.theme
        self._small = QFontMetrics(self._frame.small)

    def paint(self, at: int, clip: QRect, ratio: float) -> None:
        """Draw the item with that number."""
        item = self._placing.items[at]
        if isinstance(item, DeskCase):
            self._paint_case(at, item)
        elif (page := self._placing.page(at)) is not None:
            top = self._placing.tops[at] - self._scrolled + 4
            for block in range(len(page.blocks)):
                y = top + page.heights.top(block)
                if y > clip.bottom() or y + page.heights[block] < clip.top():
                    continue
                layout = page.layout(block)
                for line in range(layout.line_count if page.blocks.shown(block) else 0):
                    tile = draw_tile(page, block, line, ratio)
                    x = self._frame.text_left - self._placing.margin
                    self._painter.drawPixmap(QPoint(x, y + layout.line_top(line)), tile)
        else:
            self._paint_fold(at, item)

    def _paint_fold(self, at: int, item: Stretch) -> None:
        painter, theme = self._painter, self._theme
        rect = self._placing.card_rect(at, self._scrolled)
        middle = rect.center().y() + 3
        words = fold_words(item)
        width = self._small.horizontalAdvance(words) + 24
        left = self._frame.text_left
        pill = QRectF(left, middle - self._small.height() / 2 - 2, width, self._small.height() + 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(QPointF(left + width + 8, middle), QPointF(rect.right() - 12, middle))
        hovered = self._hovered is not None and self._hovered[0] == at
        painter.setBrush(QColor(theme.hover if hovered else theme.surface))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(self._frame.small)
        painter.setPen(QColor(theme.secondary))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_case(self, at: int, case: DeskCase) -> None:
        painter, theme, placing = self._painter, self._theme, self._placing
        is_current = at == placing.current
        rect = QRectF(placing.card_rect(at, self._scrolled)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(rect, 8, 8)
        layout = placing.layout(at)
        origin = QPoint(self._frame.text_left, placing.text_top(at) - self._scrolled)
        self._paint_number(case, origin, is_current)
        for line in layout.lines:
            self._paint_text(layout, line, origin, is_current)
            for row in line.rows:
                self._paint_row(at, layout, row, origin, is_current)
        if is_current and placing.draft is not None:
            self._paint_hand(layout, origin)
        self._paint_foot(at, origin.y() + layout.height)

    def _paint_number(self, case: DeskCase, origin: QPoint, is_current: bool) -> None:
        painter, theme = self._painter, self._theme
        em = self._frame.metrics.em
        painter.setFont(self._frame.small)
        colour = theme.warning if case.noted is not None and case.noted.gap else theme.success
        words = f"{case.number}"
        if not case.is_open:
            words += "  ✓"
        elif case.noted is not None and case.noted.gap:
            words += "  ⚑"
        else:
            colour = theme.accent if is_current else theme.secondary
        painter.setPen(QColor(colour))
        box = QRect(self._frame.card[0] + 12, origin.y(), self._frame.gutter - 12, round(em * 1.3))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_text(self, layout: CaseLayout, line: CaseLine, origin: QPoint, is_current: bool) -> None:
        painter, theme, metrics = self._painter, self._theme, self._frame.metrics
        start, end = layout.block.line_range(line.number)
        start, end = start + layout.start, end + layout.start
        low, high = max(start, layout.stretch[0]), min(end, layout.stretch[1])
        y = origin.y() + line.text_top
        for span in self._placing.agreed_in(start, end) if not layout.start == layout.stretch[0] == 0 else ():
            left = layout.x_of(max(span[0], start), line.number)
            right = layout.x_of(min(span[1], end), line.number)
            ink = self._frame.looks[span[2]].line
            painter.fillRect(origin.x() + left, y + metrics.em + 2, right - left - 1, 2, ink)
        inside = QRect()
        if low < high:
            left, right = layout.x_of(low, line.number), layout.x_of(high, line.number)
            inside = QRect(origin.x() + left, y - 3, right - left, metrics.em + 7)
            ground = theme.raised if is_current else theme.background
            tint = blend(theme.accent, ground, 0.16 if theme.is_dark else 0.10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tint if is_current else theme.hover))
            painter.drawRoundedRect(QRectF(inside).adjusted(-1, 0, 1, 0), 3, 3)
        shift = QPoint(origin.x(), y - metrics.text_top)
        band = QRect(origin.x() - 12, y - metrics.em, layout.width + 24, metrics.em * 3)
        outside = (
            [
                QRect(band.left(), band.top(), inside.left() - band.left(), band.height()),
                QRect(inside.right() + 1, band.top(), band.right() - inside.right(), band.height()),
            ]
            if not inside.isNull()
            else [band]
        )
        for colour, boxes in (
            (theme.secondary, outside),
            (theme.text, [inside] if not inside.isNull() else []),
        ):
            for box in boxes:
                painter.save()
                painter.setClipRect(
                    box.adjusted(0, -metrics.em, 0, metrics.em), Qt.ClipOperation.IntersectClip
                )
                painter.translate(shift)
                painter.setPen(QColor(colour))
                layout.block.draw_line(painter, line.number)
                painter.restore()

    def _paint_row(
        self, at: int, layout: CaseLayout, place: RowPlace, origin: QPoint, is_current: bool
    ) -> None:
        painter, theme, row = self._painter, self._theme, layout.rows[place.row]
        painter.save()
        if row.state == "passed":
            painter.setOpacity(_PASSED)
        top = origin.y() + place.top
        if self._hovered == (at, place.row) and is_current and row.key.isdigit():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.hover))
            left, width = self._frame.card
            painter.drawRoundedRect(QRectF(left + 4, top - 1, width - 8, place.height), 5, 5)
        if place.is_first:
            self._paint_whose(layout, place, top, is_current)
        if not place.bars and place.is_first and not row.spans and row.nothing:
            painter.setFont(self._frame.small)
            painter.setPen(QColor(theme.dimmed))
            box = QRect(
                origin.x()
                + layout.x_of(layout.stretch[0], layout.block.line_of(layout.stretch[0] - layout.start)),
                top,
                400,
                layout.bar_height,
            )
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), f"— {row.nothing}")
        for bar in place.bars:
            self._paint_bar(bar, layout, origin.x(), top)
        painter.restore()

    def _paint_whose(self, layout: CaseLayout, place: RowPlace, top: int, is_current: bool) -> None:
        painter, theme, row = self._painter, self._theme, layout.rows[place.row]
        left = self._frame.card[0] + 12
        cap = QRectF(left + 0.5, top + 0.5, layout.bar_height * 1.15, layout.bar_height - 1)
        painter.setFont(self._frame.small)
        if row.state in ("taken", "draft"):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.success if row.state == "taken" else theme.accent))
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(QColor(theme.on_accent if not theme.is_dark else theme.background))
        else:
            painter.setPen(QPen(QColor(theme.strong_border if is_current else theme.border), 1))
            painter.setBrush(QColor(theme.background if is_current else theme.surface))
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(QColor(theme.text if is_current else theme.secondary))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, row.key)
        painter.setPen(QColor(theme.text if is_current else theme.secondary))
        room = self._frame.gutter - 12 - round(cap.width()) - 14
        names = self._small.elidedText(row.names, Qt.TextElideMode.ElideRight, room)
        box = QRect(round(cap.right()) + 7, top, room, layout.bar_height)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), names)

    def _paint_bar(self, bar: Bar, layout: CaseLayout, left: int, top: int) -> None:
        painter, look = self._painter, self._frame.looks[bar.label]
        box = QRectF(left + bar.left + 0.5, top + bar.top, bar.right - bar.left - 1.5, layout.bar_height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint)
        opened, closed = (0.0 if bar.opens else 6.0), (0.0 if bar.closes else 6.0)
        painter.save()
        painter.setClipRect(box.adjusted(-0.5, 0, 0.5, 1), Qt.ClipOperation.IntersectClip)
        whole = box.adjusted(-opened, 0, closed, 0)
        painter.drawRoundedRect(whole, 3, 3)
        painter.fillRect(QRectF(whole.left(), box.bottom() - 2, whole.width(), 2), look.line)
        if bar.opens:
            painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), look.line)
        if bar.closes:
            painter.fillRect(QRectF(box.right() - 1, box.top(), 1.5, box.height()), look.line)
        painter.restore()
        if bar.text:
            font = bar_font(self._frame.metrics)
            painter.setFont(font)
            inside = bar.text_left < bar.right
            painter.setPen(look.ink_on_chip if inside else look.ink)
            size = font.pixelSize()
            base = top + bar.top + (layout.bar_height - size) / 2 + size * 0.88 - 0.5
            painter.drawText(QPointF(left + bar.text_left + (1 if inside else 0), base), bar.text)

    def _paint_hand(self, layout: CaseLayout, origin: QPoint) -> None:
        """The selection and the caret of a new reading."""
        painter, theme, draft = self._painter, self._theme, self._placing.draft
        assert draft is not None
        low, high = draft.selection
        veil = QColor(theme.selection)
        veil.setAlphaF(SELECTION_ALPHA)
        for line in layout.lines:
            start, end = layout.block.line_range(line.number)
            start, end = start + layout.start, end + layout.start
            y, height = origin.y() + line.text_top - 3, self._frame.metrics.em + 7
            if low < end and start < high:
                left, right = (
                    layout.x_of(max(low, start), line.number),
                    layout.x_of(min(high, end), line.number),
                )
                painter.fillRect(QRect(origin.x() + left, y, right - left, height), veil)
            last = line.number == len(layout.lines) - 1
            if start <= draft.caret < end or (last and draft.caret == end):
                x = origin.x() + layout.x_of(draft.caret, line.number)
                painter.fillRect(QRect(x - 1, y, 2, height), QColor(theme.accent))

    def _paint_foot(self, at: int, top: int) -> None:
        painter = self._painter
        painter.setFont(self._frame.small)
        for words, colour in self._placing.foot_words(at):
            height = self._placing.foot_height(words)
            painter.setPen(QColor(getattr(self._theme, colour)))
            box = QRect(self._frame.text_left, top + 2, self._frame.column, height)
            painter.drawText(box, int(Qt.TextFlag.TextWordWrap), words)
            top += height
