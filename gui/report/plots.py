"""The report's plots by pyqtgraph, in the colours of the theme; a click on a thing tells which it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.annotation import LayerState
from core.review.agreement import Figure
from gui.board.bar import state_colour
from gui.board.words import state_words
from gui.theme import LIGHT, Theme, blend, contrast

_MOST_BARS = 40
_BESIDE_BARS = 60  # pixels of height that the title, the axis and the margins take
_CELLS_WITH_NUMBERS = 24  # labels; with more the numbers would not fit


class Plot(pg.PlotWidget):  # type: ignore[misc] # pyqtgraph has no types
    """A still plot: it is read and clicked, not dragged about. `taken` is the number of what was clicked."""

    taken = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.setAccessibleName(name)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.getPlotItem().setContentsMargins(4, 8, 12, 4)
        self.scene().sigMouseClicked.connect(self._clicked)

    def _begin(self) -> None:
        """Empty it, in the colours of now."""
        self.clear()
        self.setBackground(self.theme.background)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(self.theme.border))
            axis.setTextPen(pg.mkPen(self.theme.secondary))
            font = QFont(self.font())
            font.setPointSizeF(max(self.font().pointSizeF() * 0.92, 8.0))
            axis.setTickFont(font)
            axis.setTicks(None)
            axis.setStyle(tickLength=0, autoExpandTextSpace=True)

    def _make_legend(self) -> None:
        """An empty legend in one row at the top."""
        legend = self.getPlotItem().legend or self.addLegend(offset=(8, 2), colCount=6, horSpacing=16)
        legend.clear()
        legend.setLabelTextColor(self.theme.text)

    def _clicked(self, event: object) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            return
        at = self.getPlotItem().vb.mapSceneToView(event.scenePos())  # type: ignore[attr-defined]
        number = self.number_at(at)
        if number is not None:
            self.taken.emit(number)

    def number_at(self, at: QPointF) -> int | None:
        """What lies at a point of the plot."""
        raise NotImplementedError


class Bars(Plot):
    """Figures as bars from left to right, one under the other, each with its interval."""

    _names: Sequence[str] = ()

    def show_figures(self, names: Sequence[str], figures: Sequence[Figure | None]) -> None:
        """Show the first of these; what has no value has no bar."""
        self._begin()
        self._number = min(len(names), _MOST_BARS)
        rows = np.arange(self._number, dtype=float)
        values = np.array([_value(each) for each in figures[: self._number]], dtype=float)
        there = ~np.isnan(values)
        colour = QColor(blend(self.theme.accent, self.theme.background, 0.6))
        self.addItem(
            pg.BarGraphItem(
                x0=0, y=rows[there], height=0.62, width=values[there], brush=colour, pen=pg.mkPen(None)
            )
        )
        low, high = _ends(figures[: self._number])
        known = ~np.isnan(low)
        if known.any():
            middle, half = (low + high) / 2, (high - low) / 2
            self.addItem(
                pg.ErrorBarItem(
                    x=middle[known],
                    y=rows[known],
                    left=half[known],
                    right=half[known],
                    beam=0.25,
                    pen=pg.mkPen(self.theme.text),
                )
            )
        self._names = [_cut(name) for name in names[: self._number]]
        self._name_bars()
        self.invertY(True)
        least = min(0.0, float(np.nanmin(low, initial=0.0)), float(np.nanmin(values, initial=0.0)))
        self.setXRange(least, 1.0, padding=0.02)
        self.setYRange(-0.6, max(self._number - 0.4, 3.0), padding=0)

    def _name_bars(self) -> None:
        """Names beside the bars, as many as can stand under each other."""
        fit = max(self.height() - _BESIDE_BARS, 1) // self.fontMetrics().height()
        every = max(1, -(-len(self._names) // max(fit, 1)))
        self.getAxis("left").setTicks(
            [[(row, name) for row, name in enumerate(self._names) if row % every == 0]]
        )

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if self._names:
            self._name_bars()

    def number_at(self, at: QPointF) -> int | None:
        number = round(at.y())
        return number if 0 <= number < self._number else None


class Line(Plot):
    """Figures over time, with their intervals."""

    def show_figures(self, names: Sequence[str], figures: Sequence[Figure | None]) -> None:
        """Show these, the oldest first."""
        self._begin()
        self._number = len(names)
        at = np.arange(len(names), dtype=float)
        values = np.array([_value(each) for each in figures], dtype=float)
        low, high = _ends(figures)
        known = ~np.isnan(low)
        if known.any():
            middle, half = (low + high) / 2, (high - low) / 2
            self.addItem(
                pg.ErrorBarItem(
                    x=at[known],
                    y=middle[known],
                    top=half[known],
                    bottom=half[known],
                    beam=0.15,
                    pen=pg.mkPen(self.theme.strong_border),
                )
            )
        there = ~np.isnan(values)
        self.plot(
            at[there],
            values[there],
            pen=pg.mkPen(self.theme.accent, width=2),
            symbol="o",
            symbolSize=8,
            symbolBrush=self.theme.accent,
            symbolPen=pg.mkPen(self.theme.background),
        )
        every = max(1, -(-len(names) // 12))
        self.getAxis("bottom").setTicks(
            [[(float(n), name) for n, name in enumerate(names) if n % every == 0]]
        )
        least = min(0.0, float(np.nanmin(values, initial=0.0)))
        self.setYRange(least, 1.0, padding=0.03)
        self.setXRange(-0.5, max(len(names) - 0.5, 0.5), padding=0)

    def number_at(self, at: QPointF) -> int | None:
        number = round(at.x())
        return number if 0 <= number < self._number else None


class Heat(Plot):
    """A matrix of counts: rows are what one said, columns what the other did; `taken` counts row by row."""

    def show_matrix(
        self, names: Sequence[str], counts: Sequence[Sequence[int]], said: tuple[str, str]
    ) -> None:
        """Show counts; the diagonal, where both say the same, has a colour of its own."""
        self._begin()
        self._number = len(names)
        matrix = np.array(counts, dtype=float)
        picture = self._coloured(matrix)
        self.addItem(pg.ImageItem(picture, axisOrder="row-major", levels=(0, 255)))
        if len(names) <= _CELLS_WITH_NUMBERS:
            self._write(matrix, picture)
        ticks = [(number + 0.5, name) for number, name in enumerate(names)]
        self.getAxis("left").setTicks([ticks])
        self.getAxis("bottom").setTicks([ticks])
        self.setLabel("left", said[0], color=self.theme.secondary)
        self.setLabel("bottom", said[1], color=self.theme.secondary)
        self.invertY(True)
        self.setXRange(0, max(self._number, 1), padding=0)
        self.setYRange(0, max(self._number, 1), padding=0)

    def _coloured(self, matrix: np.ndarray) -> np.ndarray:
        size = len(matrix)
        off = matrix * (1 - np.eye(size))
        shares = np.sqrt(off / off.max()) if size and off.max() else off
        same = np.diag(matrix)
        for number in range(size):
            shares[number, number] = np.sqrt(same[number] / same.max()) if same.max() else 0.0
        picture = np.zeros((size, size, 3), dtype=np.ubyte)
        for row in range(size):
            for column in range(size):
                picture[row, column] = self._rgb(row == column, float(shares[row, column]))
        return picture

    def _rgb(self, same: bool, share: float) -> tuple[int, int, int]:
        colour = self.theme.accent if same else self.theme.warning
        mixed = QColor(blend(colour, self.theme.background, 0.75 * share))
        return mixed.red(), mixed.green(), mixed.blue()

    def _write(self, matrix: np.ndarray, picture: np.ndarray) -> None:
        """The numbers, in whichever colour is read better on its cell."""
        for (row, column), number in np.ndenumerate(matrix):
            if number:
                ground = "#{:02x}{:02x}{:02x}".format(*picture[row, column])
                inks = self.theme.text, self.theme.background
                ink = max(inks, key=lambda each: contrast(each, ground))
                text = pg.TextItem(f"{int(number):,}", color=ink, anchor=(0.5, 0.5))
                text.setPos(column + 0.5, row + 0.5)
                self.addItem(text)

    def number_at(self, at: QPointF) -> int | None:
        row, column = int(at.y() // 1), int(at.x() // 1)
        inside = 0 <= row < self._number and 0 <= column < self._number
        return row * self._number + column if inside else None


class States(Plot):
    """How far each person is: bars made of a stretch for each state."""

    def show_people(self, names: Sequence[str], shares: Sequence[Mapping[LayerState, int]]) -> None:
        """Show these people, one under the other."""
        self._begin()
        self._number = len(names)
        rows = np.arange(len(names), dtype=float)
        left = np.zeros(len(names))
        self._make_legend()
        for state in (
            LayerState.APPROVED,
            LayerState.FINISHED,
            LayerState.RETURNED,
            LayerState.IN_PROGRESS,
            LayerState.NEW,
        ):
            width = np.array([each.get(state, 0) for each in shares], dtype=float)
            if not width.any():
                continue
            brush = QColor(state_colour(state, self.theme))
            bars = pg.BarGraphItem(
                x0=left,
                y=rows,
                height=0.62,
                width=width,
                brush=brush,
                pen=pg.mkPen(None),
                name=state_words(state),
            )
            self.addItem(bars)
            left = left + width
        self.getAxis("left").setTicks([[(row, _cut(name)) for row, name in zip(rows, names, strict=True)]])
        self.invertY(True)
        self.setXRange(0, max(float(left.max(initial=0)), 1.0), padding=0.02)
        self.setYRange(-1.2, max(len(names) - 0.4, 3.0), padding=0)  # above is room for the legend

    def number_at(self, at: QPointF) -> int | None:
        number = round(at.y())
        return number if 0 <= number < self._number else None


class Growth(Plot):
    """How many documents were finished by and by, in all and by each person."""

    def show_days(
        self, days: Sequence[str], finished: Mapping[str, Sequence[int]], colours: Sequence[str]
    ) -> None:
        """Show a line for each person: documents finished up to each day."""
        self._begin()
        self._make_legend()
        at = np.arange(len(days), dtype=float)
        most = 1
        for number, (name, counts) in enumerate(finished.items()):
            colour = colours[number % len(colours)]
            most = max(most, *counts, 1)
            self.plot(
                at,
                np.array(counts, dtype=float),
                pen=pg.mkPen(colour, width=2),
                symbol="o",
                symbolSize=6,
                symbolBrush=colour,
                symbolPen=None,
                name=_cut(name),
            )
        every = max(1, -(-len(days) // 8))
        self.getAxis("bottom").setTicks([[(float(n), day) for n, day in enumerate(days) if n % every == 0]])
        self.setYRange(0, most * 1.2, padding=0.03)
        self.setXRange(-0.3, max(len(days) - 0.7, 0.7), padding=0)

    def number_at(self, at: QPointF) -> int | None:
        return None


def _value(figure: Figure | None) -> float:
    return float("nan") if figure is None or figure.value is None else figure.value


def _ends(figures: Sequence[Figure | None]) -> tuple[np.ndarray, np.ndarray]:
    nothing = float("nan")
    ends = [
        (each.low, each.high)
        if each is not None and each.low is not None and each.high is not None
        else (nothing, nothing)
        for each in figures
    ]
    low, high = np.array(ends, dtype=float).reshape(-1, 2).T
    return low, high


def _cut(name: str, most: int = 14) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"
