"""A plot in the colours of the theme: lines over numbers, with a legend, nothing that moves by accident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from gui.theme import LIGHT, Theme, blend

_LIGHT_COLOURS = ("#0a5fc0", "#c2410c", "#1a6e2e", "#7a3e9d")
_DARK_COLOURS = ("#7db2ff", "#ffa05c", "#74cf89", "#d0a2ee")
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_TICKS = 8
_SYMBOLS = ("o", "s", "t", "d")


@dataclass(frozen=True, slots=True)
class Line:
    """A named curve. Lines differ by colour, dash and symbol, so that colour is never all."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    sizes: Sequence[float] = ()  # of the symbols; their usual size without


class Plot(pg.PlotWidget):  # type: ignore[misc] # the library has no types
    """Shows lines. The mouse neither drags nor zooms: what is to be seen is always in view."""

    def __init__(self, x_words: str, y_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._x_words, self._y_words = x_words, y_words
        self._theme = LIGHT
        self._lines: Sequence[Line] = ()
        self._level: float | None = None
        self._diagonal = False
        self._range: tuple[float, float] | None = (0.0, 1.0)
        self.setMouseEnabled(False, False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMinimumHeight(180)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        item = self.getPlotItem()
        item.setContentsMargins(4, 8, 12, 4)
        item.showGrid(x=False, y=True, alpha=0.18)
        self._legend = item.addLegend(offset=(0, -12), labelTextSize=f"{self._points()}pt", colCount=4)
        self._legend.anchor((0.5, 1.0), (0.5, 1.0), offset=(0, -12))
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._draw()

    def set_words(self, y_words: str) -> None:
        """Name the upright axis."""
        self._y_words = y_words
        self._draw()

    def show_lines(
        self,
        lines: Sequence[Line],
        *,
        level: float | None = None,
        diagonal: bool = False,
        within: tuple[float, float] | None = (0.0, 1.0),
    ) -> None:
        """Show these lines; `level` is a dashed line to compare with, `diagonal` one from 0, 0 to 1, 1."""
        self._lines, self._level, self._diagonal, self._range = lines, level, diagonal, within
        self._draw()
        self.setAccessibleName(f"{self._y_words} / {self._x_words}")
        ends = [f"{each.name} {each.y[-1]:.2f}" for each in lines if len(each.y)]
        self.setAccessibleDescription(", ".join(ends))

    def _points(self) -> float:
        return float(max(self.font().pointSizeF(), 9.0))

    def _draw(self) -> None:
        theme, item = self._theme, self.getPlotItem()
        item.clear()
        self._legend.clear()
        self.setBackground(QColor(theme.raised))
        self._legend.setLabelTextColor(QColor(theme.text))
        self._legend.setVisible(len(self._lines) > 1)
        font = QFont(self.font())
        for side, words in (("bottom", self._x_words), ("left", self._y_words)):
            axis = item.getAxis(side)
            axis.setPen(QColor(theme.strong_border))
            axis.setTextPen(QColor(theme.secondary))
            axis.setStyle(tickFont=font, tickLength=4)
            axis.setLabel(words, color=theme.secondary, **{"font-size": f"{self._points()}pt"})
        faint = pg.mkPen(QColor(blend(theme.text, theme.raised, 0.45)), width=1, style=Qt.PenStyle.DashLine)
        if self._level is not None:
            item.addItem(pg.InfiniteLine(self._level, angle=0, pen=faint))
        if self._diagonal:
            item.plot([0.0, 1.0], [0.0, 1.0], pen=faint)
        colours = _DARK_COLOURS if theme.is_dark else _LIGHT_COLOURS
        for number, line in enumerate(self._lines):
            self._plot(line, colours[number % 4], number)
        self._frame(item)

    def _plot(self, line: Line, colour: str, number: int) -> None:
        few = len(line.x) <= 40
        more: dict[str, Any] = {}
        if few or line.sizes:
            size = list(line.sizes) if line.sizes else 7
            more = {"symbol": _SYMBOLS[number % 4], "symbolSize": size, "symbolBrush": colour}
            more["symbolPen"] = colour
        pen = pg.mkPen(colour, width=2, style=_DASHES[number % 4])
        self.getPlotItem().plot(list(line.x), list(line.y), pen=pen, name=line.name, antialias=True, **more)

    def _frame(self, item: Any) -> None:
        xs = [value for line in self._lines for value in line.x]
        ys = [value for line in self._lines for value in line.y]
        if self._level is not None:
            ys.append(self._level)
        if self._diagonal:
            item.setXRange(0.0, 1.0, padding=0.03)
        elif xs:
            last = max(max(xs), min(xs) + 1)
            step = max(1, round((last - min(xs)) / _TICKS))
            item.getAxis("bottom").setTickSpacing(step, step)  # documents are whole
            item.setXRange(min(xs), last, padding=0.03)
        low, high = self._range or (0.0, max(ys, default=1.0) * 1.08 or 1.0)
        item.setYRange(low, high, padding=0.03)
