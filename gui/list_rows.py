"""What rows of two lines have in common in lists of documents: their ground and their fonts."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle

from gui.theme import Theme


def paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, theme: Theme) -> None:
    """Tell in a row's ground that it is selected, under the pointer, or has the focus."""
    ground = rect.adjusted(2, 1, -2, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(theme.accent_ground))
        painter.drawRoundedRect(ground, 6, 6)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(theme.hover))
        painter.drawRoundedRect(ground, 6, 6)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.focus), 1.5))
        painter.drawRoundedRect(ground, 6, 6)


def row_fonts(font: QFont) -> tuple[QFont, QFont]:
    """The fonts of the title and of the smaller line below it."""
    small = QFont(font)
    small.setPointSizeF(max(font.pointSizeF() * 0.86, 7.5))
    return font, small
