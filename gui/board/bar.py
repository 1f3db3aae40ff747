"""How far somebody is, as a bar: a stretch for each state, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.annotation import LayerState
from gui.board.people import SHARES_ROLE
from gui.theme import LIGHT, Theme, blend

_HEIGHT, _MARGIN = 8, 12
_ORDER = (
    LayerState.APPROVED,
    LayerState.FINISHED,
    LayerState.RETURNED,
    LayerState.IN_PROGRESS,
    LayerState.NEW,
)


def state_colour(state: LayerState, theme: Theme) -> str:
    """The colour that stands for a state on the board and in the report."""
    return {
        LayerState.APPROVED: theme.success,
        LayerState.FINISHED: blend(theme.success, theme.background, 0.55),
        LayerState.RETURNED: theme.warning,
        LayerState.IN_PROGRESS: theme.accent,
        LayerState.NEW: blend(theme.strong_border, theme.background, 0.4),
    }[state]


class BarDelegate(QStyledItemDelegate):
    """Draws the bar over the cell's usual ground; what it says in words is the cell's tool tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        shares: dict[LayerState, int] = index.data(SHARES_ROLE) or {}
        whole = sum(shares.values())
        if not whole:
            return
        area = QRectF(option.rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        area.setTop(area.center().y() - _HEIGHT / 2)
        area.setHeight(_HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_ = QPainterPath()
        round_.addRoundedRect(area, _HEIGHT / 2, _HEIGHT / 2)
        painter.setClipPath(round_)
        painter.setPen(Qt.PenStyle.NoPen)
        left = area.left()
        for state in _ORDER:
            width = area.width() * shares.get(state, 0) / whole
            painter.fillRect(
                QRectF(left, area.top(), width, _HEIGHT), QColor(state_colour(state, self.theme))
            )
            left += width
        painter.restore()
