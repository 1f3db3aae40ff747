"""Preferences: a table of fields and a loop; each change shows at once, and is remembered."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFontComboBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.settings import LEADINGS, SIZES, WIDTHS, Preferences


class PreferencesDialog(QDialog):
    """`changed` carries the preferences as they are now chosen."""

    changed = Signal(object)

    def __init__(self, preferences: Preferences, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._chosen = preferences
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        languages = {"system": self.tr("Like the system"), "zh": "简体中文", "en": "English"}
        themes = {
            "system": self.tr("Like the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        contrasts = {"usual": self.tr("Usual"), "high": self.tr("High")}
        colours = {
            "own": self.tr("The label set's own"),
            "safe": self.tr("Told apart by colour-blind people too"),
        }
        form.addRow(self.tr("Language"), self._choice("language", languages))
        form.addRow(self.tr("Theme"), self._choice("theme", themes))
        form.addRow(self.tr("Contrast"), self._choice("contrast", contrasts))
        form.addRow(self.tr("Colours of labels"), self._choice("label_colours", colours))
        form.addRow(self.tr("Font of the text"), self._font(preferences.font or family))
        form.addRow(self.tr("Size, in points"), self._number("size", SIZES, 0.5))
        form.addRow(self.tr("Leading"), self._number("leading", LEADINGS, 0.1))
        form.addRow(self.tr("Width of the text, in characters"), self._whole("width", WIDTHS))
        paces = {"hidden": self.tr("Hidden"), "shown": self.tr("In the status line")}
        form.addRow(self.tr("Spans a minute, actions a span"), self._choice("pace", paces))
        note = QLabel(self.tr("A change of language shows when the program starts again."), self)
        note.setProperty("role", "secondary")
        note.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(buttons)

    def _choice(self, name: str, choices: dict[str, str]) -> QComboBox:
        box = QComboBox(self)
        for value, words in choices.items():
            box.addItem(words, value)
        box.setCurrentIndex(box.findData(getattr(self._chosen, name)))
        box.currentIndexChanged.connect(lambda: self._set(name, box.currentData()))
        return box

    def _font(self, family: str) -> QFontComboBox:
        box = QFontComboBox(self)
        box.setCurrentFont(QFont(family))
        box.currentFontChanged.connect(lambda font: self._set("font", font.family()))
        return box

    def _number(self, name: str, limits: tuple[float, float], step: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setDecimals(1)
        box.setSingleStep(step)
        box.setRange(*limits)
        box.setValue(getattr(self._chosen, name))
        box.valueChanged.connect(lambda value: self._set(name, value))
        return box

    def _whole(self, name: str, limits: tuple[int, int]) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(*limits)
        box.setValue(getattr(self._chosen, name))
        box.valueChanged.connect(lambda value: self._set(name, value))
        return box

    def _set(self, name: str, value: object) -> None:
        self._chosen = replace(self._chosen, **{name: value})  # type: ignore[arg-type] # by its field's name
        self.changed.emit(self._chosen)
