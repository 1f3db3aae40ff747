"""Which other layers are drawn, how their lines look, and in how many places each differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from gui.canvas.others import shortened
from gui.flow import Flow

_SAMPLE = QSize(26, 16)
_LONGEST = 14  # characters of a name


@dataclass(frozen=True, slots=True)
class Entry:
    """A layer: its name, its colour, what is said of it, and more for its tooltip."""

    name: str
    colour: str
    words: str
    more: str = ""


class LayerLegend(QWidget):
    """`wanted` tells the place of the layer whose next difference is asked for."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = Flow(self, gap=4)
        self._shown: tuple[str, Sequence[Entry]] | None = None
        self.compared = QLabel(self)
        self.compared.setProperty("role", "secondary")
        self.buttons: list[QToolButton] = []
        self.compared.setContentsMargins(6, 6, 6, 0)
        self._row.addWidget(self.compared)
        self.hide()

    def show_layers(self, compared: str, entries: Sequence[Entry]) -> None:
        """Show these, and with which layer they are compared; nothing puts the legend away."""
        self.setVisible(bool(compared or entries))
        if (compared, entries) == self._shown:
            return
        self._shown = (compared, entries)
        self._row.removeWidget(self.compared)  # it comes last
        while len(self.buttons) > len(entries):
            button = self.buttons.pop()
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number in range(len(self.buttons), len(entries)):
            button = QToolButton(self)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(_SAMPLE)
            button.setAutoRaise(True)
            button.clicked.connect(partial(self.wanted.emit, number))
            self.buttons.append(button)
            self._row.addWidget(button)
        for button, entry in zip(self.buttons, entries, strict=True):
            button.setText(f"{shortened(entry.name, _LONGEST)}: {entry.words}".replace("&", "&&"))
            button.setIcon(self._sample(entry.colour))
            button.setToolTip(f"{entry.name} · {entry.more}")
            button.setAccessibleName(f"{entry.name}: {entry.words}")
        self._row.addWidget(self.compared)
        self.compared.setText(compared)
        self.compared.setToolTip(compared)

    def _sample(self, colour: str) -> QIcon:
        """The thin line of what is the same, above it the dashed one of what differs."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(_SAMPLE * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        pen = QPen(QColor(colour), 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.5, 1])
        painter.setPen(pen)
        painter.drawLine(QPointF(1, 6), QPointF(25, 6))
        painter.fillRect(1, 11, 24, 1, QColor(colour))
        painter.end()
        return QIcon(pixmap)
