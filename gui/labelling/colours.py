"""Choosing a label's colours: a palette of pairs, or two codes, with how well they can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.labelling.palette import LEAST, PALETTE, Pair, contrasts
from gui.theme import DARK, LIGHT, readable

_CODE = re.compile(r"#[0-9a-fA-F]{6}")
_COLUMNS = 8


class Colours(QWidget):
    """`chosen` carries the new pair (light theme, dark theme)."""

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: Pair = PALETTE[0]
        self.swatches = [self._swatch(pair) for pair in PALETTE]
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, button in enumerate(self.swatches):
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        grid.setColumnStretch(_COLUMNS, 1)
        self.light, self.light_says = self._code(self.tr("Colour in the light theme"))
        self.dark, self.dark_says = self._code(self.tr("Colour in the dark theme"))
        self.mend = QPushButton(self.tr("Make readable"), self)
        self.mend.setAutoDefault(False)
        self.mend.setToolTip(self.tr("Darker or lighter, as little as it takes"))
        self.mend.clicked.connect(self._mend)
        codes = QHBoxLayout()
        codes.setSpacing(6)
        for words, field, says in (
            (self.tr("Light"), self.light, self.light_says),
            (self.tr("Dark"), self.dark, self.dark_says),
        ):
            codes.addWidget(QLabel(words, self))
            codes.addWidget(field)
            codes.addWidget(says)
            codes.addSpacing(8)
        codes.addStretch(1)
        codes.addWidget(self.mend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addLayout(codes)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)  # rows are not pushed together

    def _swatch(self, pair: Pair) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("swatch")
        button.setIcon(_icon(pair))
        button.setIconSize(QSize(26, 18))
        button.setFixedSize(36, 28)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._take, pair))
        return button

    def _code(self, name: str) -> tuple[QLineEdit, QLabel]:
        field = QLineEdit(self)
        field.setFixedWidth(84)
        field.setMaxLength(7)
        field.setAccessibleName(name)
        field.editingFinished.connect(self._take_codes)
        field.textEdited.connect(self._judge)
        says = QLabel(self)
        says.setToolTip(self.tr("Contrast against the page; 4.5 and more can be read well"))
        return field, says

    def show_pair(self, pair: Pair, taken: Mapping[Pair, str]) -> None:
        """Show a label's colours; `taken` says which label has a pair already."""
        self._pair = pair
        self.light.setText(pair[0])
        self.dark.setText(pair[1])
        for button, each in zip(self.swatches, PALETTE, strict=True):
            button.setChecked(each == pair)
            whose = taken.get(each, "")
            words = self.tr("Colours {0} and {1}").format(*each)
            if whose and each != pair:
                words = self.tr("{0}, those of {1}").format(words, whose)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.setIcon(_icon(each, taken=bool(whose) and each != pair))
        self._judge()

    def _judge(self) -> None:
        typed = self.light.text(), self.dark.text()
        faint = False
        for says, code, ratio in zip((self.light_says, self.dark_says), typed, _ratios(typed), strict=True):
            good = ratio >= LEAST
            faint = faint or (not good and bool(_CODE.fullmatch(code)))
            words = f"{ratio:.1f} : 1" if ratio else self.tr("#rrggbb")
            says.setText(words if good else self.tr("{0} faint").format(words) if ratio else words)
            says.setProperty("role", "secondary" if good else "warning")
            says.style().unpolish(says)
            says.style().polish(says)
        self.mend.setVisible(faint)

    def _take(self, pair: Pair) -> None:
        self.chosen.emit(pair)

    def _take_codes(self) -> None:
        typed = self.light.text().lower(), self.dark.text().lower()
        if typed != self._pair and all(_CODE.fullmatch(each) for each in typed):
            self.chosen.emit(typed)

    def _mend(self) -> None:
        typed = self.light.text(), self.dark.text()
        if all(_CODE.fullmatch(each) for each in typed):
            self.chosen.emit((readable(typed[0], LIGHT.background), readable(typed[1], DARK.background)))


def _ratios(pair: Pair) -> tuple[float, float]:
    usable = tuple(each if _CODE.fullmatch(each) else "" for each in pair)
    light, dark = contrasts((usable[0] or LIGHT.background, usable[1] or DARK.background))
    return (light if usable[0] else 0.0), (dark if usable[1] else 0.0)


def _icon(pair: Pair, *, taken: bool = False) -> QIcon:
    """Both colours side by side, each on its theme's page; a pair that is taken has a line through it."""
    picture = QPixmap(52, 36)
    picture.setDevicePixelRatio(2.0)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.fillRect(0, 0, 13, 18, QColor(pair[0]))
    painter.fillRect(13, 0, 13, 18, QColor(pair[1]))
    if taken:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor("#ffffff"))
        painter.drawLine(3, 15, 23, 3)
        painter.setPen(QColor("#101114"))
        painter.drawLine(3, 16, 23, 4)
    painter.end()
    return QIcon(picture)
