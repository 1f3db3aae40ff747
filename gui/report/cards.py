"""A figure as a card: its value large, its name, its interval; a click opens what is behind it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.review.agreement import Figure
from gui.theme import LIGHT, Theme

_MARGIN, _RADIUS = 12, 8


class FigureCard(QAbstractButton):
    """Taken with a click, Enter or Space, as any button."""

    def __init__(self, name: str, explained: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._name, self._value, self._aside = name, "–", ""
        self.setToolTip(explained)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: Figure | None) -> None:
        """Show a value and its interval."""
        if figure is None or figure.value is None:
            self._value, self._aside = "–", ""
        else:
            self._value = f"{figure.value:.3f}"
            known = figure.low is not None and figure.high is not None
            self._aside = f"{figure.low:.2f}–{figure.high:.2f}" if known else ""
        self.setAccessibleName(f"{self._name} {self._value} {self._aside}")
        self.update()

    def sizeHint(self) -> QSize:
        large, small = self._fonts()
        height = QFontMetrics(large).height() + 2 * QFontMetrics(small).height() + 2 * _MARGIN
        return QSize(140, height)

    def minimumSizeHint(self) -> QSize:
        _, small = self._fonts()
        width = QFontMetrics(small).horizontalAdvance(self._name) + 2 * _MARGIN
        return QSize(max(96, width), self.sizeHint().height())

    def _fonts(self) -> tuple[QFont, QFont]:
        large, small = QFont(self.font()), QFont(self.font())
        large.setPointSizeF(self.font().pointSizeF() * 1.7)
        large.setBold(True)
        small.setPointSizeF(max(self.font().pointSizeF() * 0.92, 8.0))
        return large, small

    def keyPressEvent(self, event: object) -> None:
        from PySide6.QtGui import QKeyEvent

        assert isinstance(event, QKeyEvent)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self.theme, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = theme.pressed if self.isDown() else theme.hover if self.underMouse() else theme.raised
        edge = QPen(QColor(theme.focus if self.hasFocus() else theme.border), 2 if self.hasFocus() else 1)
        painter.setPen(edge)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        large, small = self._fonts()
        left, top = _MARGIN, _MARGIN
        wide = self.width() - 2 * _MARGIN
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(QColor(theme.secondary))
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(left, top + metrics.ascent(), name)
        top += metrics.height()
        painter.setFont(large)
        painter.setPen(QColor(theme.text))
        of_large = QFontMetrics(large)
        painter.drawText(left, top + of_large.ascent(), self._value)
        top += of_large.height()
        painter.setFont(small)
        painter.setPen(QColor(theme.secondary))
        painter.drawText(left, top + metrics.ascent(), self._aside)
        painter.end()
