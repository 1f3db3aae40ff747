"""How a document is drawn in the list: its title, and under it how far it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.annotation import LayerState
from core.queries import DocumentLine
from core.queries.outlook import Outlook
from gui.list_rows import paint_ground, row_fonts
from gui.models.document_list import LINE_ROLE, OUTLOOK_ROLE, Order
from gui.theme import LIGHT, Theme

_MARGIN = 10
_DOT = 8
_DONE = (LayerState.FINISHED, LayerState.APPROVED)


class DocumentDelegate(QStyledItemDelegate):
    """Two lines a row: the state is told by a ring, half a disc, or a disc with words beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.order = Order.ARRIVAL

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        title, small = row_fonts(option.font)
        return QSize(120, QFontMetrics(title).height() + QFontMetrics(small).height() + 18)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: DocumentLine = index.data(LINE_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, option.state, self.theme)
        title, small = row_fonts(option.font)
        left = rect.left() + _MARGIN + _DOT + 8
        width = rect.right() - _MARGIN - left
        metrics = QFontMetrics(title)
        top = rect.top() + 7
        self._paint_state(
            painter, line, QPointF(rect.left() + _MARGIN + _DOT / 2, top + metrics.height() / 2)
        )
        painter.setFont(title)
        painter.setPen(QColor(self.theme.text))
        words = metrics.elidedText(line.title or line.name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(left, top + metrics.ascent(), words)
        painter.setFont(small)
        painter.setPen(QColor(self.theme.secondary))
        small_metrics = QFontMetrics(small)
        told = self._status(line, index.data(OUTLOOK_ROLE))
        below = small_metrics.elidedText(told, Qt.TextElideMode.ElideRight, width)
        painter.drawText(left, top + metrics.height() + 4 + small_metrics.ascent(), below)
        painter.restore()

    def _paint_state(self, painter: QPainter, line: DocumentLine, centre: QPointF) -> None:
        done = line.state in _DONE
        colour = QColor(self.theme.success if done else self.theme.accent)
        if line.state is LayerState.RETURNED:
            colour = QColor(self.theme.warning)
        if line.state is LayerState.NEW:
            colour = QColor(self.theme.strong_border)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if done else Qt.BrushStyle.NoBrush)
        radius = _DOT / 2
        painter.drawEllipse(centre, radius, radius)
        if line.state in (LayerState.IN_PROGRESS, LayerState.RETURNED):
            painter.setBrush(colour)
            box = QRect(int(centre.x() - radius), int(centre.y() - radius), _DOT, _DOT)
            painter.drawPie(box, 90 * 16, -180 * 16)

    def _status(self, line: DocumentLine, outlook: tuple[int, Outlook] | None) -> str:
        states = {
            LayerState.NEW: self.tr("new"),
            LayerState.IN_PROGRESS: self.tr("in progress"),
            LayerState.FINISHED: self.tr("finished"),
            LayerState.APPROVED: self.tr("approved"),
            LayerState.RETURNED: self.tr("returned"),
        }
        parts = [states[line.state]]
        if outlook is not None and line.state not in _DONE:
            parts.insert(0, self._why(*outlook))
        if line.notes:
            parts.append(self.tr("notes {0}").format(line.notes))
        if line.unsure:
            parts.append(self.tr("unsure {0}").format(line.unsure))
        if line.annotations:
            parts.append(self.tr("spans {0}").format(line.annotations))
        if line.blind:
            parts.append(self.tr("blind"))
        if line.waiting and line.state not in _DONE:
            parts.append(self.tr("waiting {0}").format(line.waiting))
        parts.append(self.tr("{0} chars").format(f"{line.length:,}"))
        return " · ".join(parts)

    def _why(self, place: int, outlook: Outlook) -> str:
        """What is to be learned from the document; the first is said to be next."""
        if self.order is Order.RARE:
            named = [f"{key} {expected:.0f}" for key, expected, _ in outlook.labels if expected >= 0.5]
            words = self.tr("rare: {0}").format(", ".join(named)) if named else self.tr("nothing rare")
        elif self.order is Order.UNCERTAINTY:
            words = self.tr("{0} % doubtful").format(round(100 * outlook.value))
        else:
            words = self.tr("{0} % disputed").format(round(100 * outlook.value))
        return self.tr("next: {0}").format(words) if place == 0 else words
