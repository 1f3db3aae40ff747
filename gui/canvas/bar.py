"""A slim scroll bar drawn in the theme's colours: quicker to paint than any style's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from gui.theme import LIGHT, Theme

_WIDTH = 12
_LEAST = 32  # pixels of the handle


class SlimBar(QScrollBar):
    """Vertical only, without arrows: a press beside the handle goes there, a drag moves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.theme: Theme = LIGHT
        self._grip: float | None = None  # where in the handle the mouse holds it
        self._hovered = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 80)

    def handle(self) -> tuple[float, float]:
        """The handle's top and height."""
        span = self.maximum() - self.minimum() + self.pageStep()
        height = max(_LEAST, self.height() * self.pageStep() / max(1, span))
        room = self.height() - height
        travel = max(1, self.maximum() - self.minimum())
        return room * (self.value() - self.minimum()) / travel, height

    def _value_for(self, top: float) -> int:
        room = max(1.0, self.height() - self.handle()[1])
        share = min(1.0, max(0.0, top / room))
        return round(self.minimum() + share * (self.maximum() - self.minimum()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self.theme.background))
        if self.maximum() > self.minimum():
            top, height = self.handle()
            active = self._hovered or self._grip is not None
            slim = 3 if active else 4
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.secondary if active else self.theme.strong_border))
            box = QRectF(slim, top + 2, _WIDTH - 2 * slim, height - 4)
            painter.drawRoundedRect(box, box.width() / 2, box.width() / 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        top, height = self.handle()
        y = event.position().y()
        self._grip = y - top if top <= y < top + height else height / 2
        self.setValue(self._value_for(y - self._grip))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.setValue(self._value_for(event.position().y() - self._grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
