"""What to look for in the project: the fields, and the filters behind a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.annotation import GOLD, LayerState, Origin
from core.matching import Pattern
from core.queries.wanted import ANYBODY, Wanted, What
from core.schema import Label
from gui.find.words import origin_words, source_words, state_words, what_words

_TYPING = 250  # milliseconds without a key before the project is searched
_SOURCE = "source:"


class FindFields(QWidget):
    """`changed` after a pause in typing or at once with a choice; `entered` when Enter was pressed."""

    changed = Signal()
    entered = Signal()
    left = Signal()
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING)
        self._timer.timeout.connect(self.changed)
        self.field = self._line(self.tr("Find in the project"))
        self.field.setClearButtonEnabled(True)
        self.case = self._toggle("Aa", self.tr("Upper and lower case matter"))
        self.regex = self._toggle(".*", self.tr("Regular expression"))
        self.what = self._combo(self.tr("What to find"))
        for what, words in what_words().items():
            self.what.addItem(words, what)
        self.label = self._combo(self.tr("Label"))
        self.more = self._toggle(self.tr("Filters"), self.tr("Quote, person, state, origin, document, day"))
        self.quote = self._line(self.tr("Quote"))
        self.title = self._line(self.tr("Title"))
        self.source = self._line(self.tr("Source of the document"))
        self.person = self._combo(self.tr("Whose spans"))
        self.state = self._combo(self.tr("State"))
        self.came = self._combo(self.tr("Origin"))
        self.day = self._combo(self.tr("Time"))
        self.unsure = QCheckBox(self.tr("Unsure"), self)
        self._fill()
        self._lay_out()
        self.more.toggled.connect(self._show_filters)
        combos = (self.what, self.label, self.person, self.state, self.came, self.day)
        for combo in combos:
            combo.currentIndexChanged.connect(self._choose)
        for each in (self.case, self.regex, self.unsure):
            each.toggled.connect(self._choose)
        self.set_labels((), "en")
        self.set_people([], "")

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        line.setToolTip(name)
        line.textChanged.connect(lambda: self._timer.start())
        return line

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(9)
        return combo

    def _toggle(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setCheckable(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _fill(self) -> None:
        """The choices that are the same in every project."""
        self.state.addItem(self.tr("Any state"), None)
        for state, words in state_words().items():
            self.state.addItem(words, state)
        self.came.addItem(self.tr("Any origin"), "")
        for origin, words in origin_words().items():
            self.came.addItem(words, origin.value)
        self.came.insertSeparator(self.came.count())
        for source, words in source_words().items():
            self.came.addItem(self.tr("suggested by: {0}").format(words), f"{_SOURCE}{source}")
        self.day.addItem(self.tr("Any time"), None)
        for days, words in (
            (0, self.tr("Today")),
            (6, self.tr("The last 7 days")),
            (29, self.tr("The last 30 days")),
        ):
            self.day.addItem(words, days)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.field, 1)
        buttons: tuple[QWidget, ...] = (self.case, self.regex, self.what, self.label, self.more)
        for each in buttons:
            first.addWidget(each)
        self.filters = QWidget(self)
        row = QHBoxLayout(self.filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        lines = (self.quote, self.title, self.source)
        for line in lines:
            line.setMinimumWidth(64)
            row.addWidget(line, 2)
        for combo in (self.person, self.state, self.came, self.day):
            combo.setMinimumContentsLength(6)
            row.addWidget(combo, 1)
        row.addWidget(self.unsure)
        under = QVBoxLayout(self)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(6)
        under.addLayout(first)
        under.addWidget(self.filters)
        self.filters.hide()

    def set_labels(self, labels: Sequence[Label], language: str) -> None:
        """The labels that can be asked for."""
        self._refill(
            self.label, [(self.tr("Any label"), ""), *((each.name(language), each.key) for each in labels)]
        )

    def set_people(self, people: Sequence[str], myself: str) -> None:
        """Whose spans can be asked for; with nobody else there is nothing to choose."""
        others = [name for name in people if name != myself]
        choices = [(self.tr("My spans"), ""), (self.tr("Anybody's spans"), ANYBODY)]
        named = [(self.tr("gold") if name == GOLD else name, name) for name in others]
        self._refill(self.person, choices[: 2 if others else 1] + named)
        self.person.setVisible(bool(others))

    def _refill(self, combo: QComboBox, choices: Sequence[tuple[str, Any]]) -> None:
        before = combo.currentData()
        combo.blockSignals(True)
        combo.clear()
        for words, value in choices:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(before)))
        combo.blockSignals(False)

    def _choose(self) -> None:
        self._timer.stop()
        self.changed.emit()

    def _show_filters(self, shown: bool) -> None:
        self.filters.setVisible(shown)
        if Wanted(self._pattern) != replace(self._filtered, what=What.TEXT, labels=()):
            self._choose()

    @property
    def _pattern(self) -> Pattern:
        return Pattern(self.field.text(), self.regex.isChecked(), self.case.isChecked())

    @property
    def wanted(self) -> Wanted:
        """What is asked for; filters that are put away don't count."""
        if self.more.isChecked():
            return self._filtered
        label = str(self.label.currentData() or "")
        return Wanted(self._pattern, What(self.what.currentData()), (label,) if label else ())

    @property
    def _filtered(self) -> Wanted:
        label, came = str(self.label.currentData() or ""), str(self.came.currentData() or "")
        state, days = self.state.currentData(), self.day.currentData()
        from_source = came.startswith(_SOURCE)
        return Wanted(
            self._pattern,
            What(self.what.currentData()),
            (label,) if label else (),
            self.quote.text(),
            str(self.person.currentData() or ""),
            (LayerState(state),) if state else (),
            (Origin(came),) if came and not from_source else (),
            came.removeprefix(_SOURCE) if from_source else "",
            self.unsure.isChecked(),
            self.title.text().strip(),
            self.source.text().strip(),
            _today() - timedelta(days=days) if days is not None else None,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timer.stop()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)


def _today() -> date:
    return datetime.now().astimezone().date()
