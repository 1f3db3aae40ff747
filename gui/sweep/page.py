"""The page of the consistency sweep: findings by kind, the places of one in context, what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.queries.sweep import HitLine
from core.review.sweep.values import Finding, Hit
from gui.sweep.findings import FindingTree
from gui.sweep.hits import AFTER, BEFORE, DOCUMENT, NOW, QUOTE, THEN, TICK, HitTable
from gui.sweep.words import FindingWords
from gui.theme import Theme

MOST_FIXES = 6


class SweepPage(QWidget):
    """Shows findings; what a person wants leaves as a signal.

    `fix_wanted` carries the number of a fix (from 0), `place_wanted` a Hit to go to, `lines_wanted` hits
    whose contexts are to be read, `whose_wanted` whose layers are to be swept.
    """

    fix_wanted = Signal(int)
    dismiss_wanted = Signal()
    place_wanted = Signal(object)
    lines_wanted = Signal(list)
    whose_wanted = Signal(object)
    again_wanted = Signal()
    dismissed_wanted = Signal(bool)
    chosen = Signal(object)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = FindingWords({})
        self._fixes: list[QPushButton] = []
        self._dismissed: Mapping[str, object] = {}
        self.whose = QComboBox(self)
        self.whose.setAccessibleName(self.tr("Whose work"))
        self.whose.setToolTip(self.tr("Whose work"))
        self.whose.setMinimumWidth(160)
        self.whose.activated.connect(lambda _at: self.whose_wanted.emit(self.whose.currentData()))
        self.summary = QLabel(self)
        self.summary.setProperty("role", "secondary")
        self.with_dismissed = QCheckBox(self.tr("Show what was dismissed"), self)
        self.with_dismissed.toggled.connect(self.dismissed_wanted)
        self.again = QPushButton(self.tr("Sweep again"), self)
        self.again.setToolTip("F5")
        self.again.clicked.connect(self.again_wanted)
        self.tree = FindingTree(self)
        self.tree.chosen.connect(self._show_finding)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.standing = QLabel(self)
        self.standing.setProperty("role", "secondary")
        self.standing.setWordWrap(True)
        self.dismiss = QPushButton(self)
        self.dismiss.clicked.connect(self.dismiss_wanted)
        self.hint = QLabel(self)
        self.hint.setProperty("role", "secondary")
        self.hint.setWordWrap(True)
        self.table = HitTable()
        self.table.wanted.connect(self.lines_wanted)
        self.table.ticked_changed.connect(self._name_fixes)
        self.view: QTableView = QTableView(self)
        self.tree.itemActivated.connect(lambda *_row: self.view.setFocus())
        self.empty = QLabel(self)
        self.empty.setProperty("role", "secondary")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._set_up_table()
        self._lay_out()
        self.setFocusProxy(self.tree)

    def _set_up_table(self) -> None:
        view = self.view
        view.setModel(self.table)
        view.setAccessibleName(self.tr("Places"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(32)
        view.activated.connect(self._go)
        view.doubleClicked.connect(self._go)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        modes = {BEFORE: QHeaderView.ResizeMode.Stretch, AFTER: QHeaderView.ResizeMode.Stretch}
        for column in (TICK, DOCUMENT, BEFORE, QUOTE, AFTER, NOW, THEN):
            header.setSectionResizeMode(column, modes.get(column, QHeaderView.ResizeMode.Interactive))
        for column, width in ((TICK, 40), (DOCUMENT, 180), (QUOTE, 130), (NOW, 100), (THEN, 140)):
            header.resizeSection(column, width)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.whose)
        top.addWidget(self.summary, 1)
        top.addWidget(self.with_dismissed)
        top.addWidget(self.again)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._row.addWidget(self.dismiss)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 4, 0, 0)
        column.setSpacing(8)
        for widget in (self.heading, self.standing):
            column.addWidget(widget)
        column.addLayout(self._row)
        column.addWidget(self.view, 1)
        column.addWidget(self.hint)
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.addWidget(self.tree)
        both.addWidget(right)
        both.setStretchFactor(1, 1)
        both.setSizes([330, 900])
        both.setChildrenCollapsible(False)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(both)
        self.stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self.stack, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self.table.theme = theme
        self.view.viewport().update()

    def set_names(self, names: Mapping[str, str]) -> None:
        """What labels are called."""
        self._words = FindingWords(names)
        self.table.names = names

    def show_whose(self, choices: Sequence[tuple[str, str | None]], current: str | None) -> None:
        """Whose layers can be swept, and whose were."""
        self.whose.clear()
        for words, value in choices:
            self.whose.addItem(words, value)
            if value == current:
                self.whose.setCurrentIndex(self.whose.count() - 1)

    def show_message(self, words: str) -> None:
        """Say something instead of findings."""
        self.empty.setText(words)
        self.stack.setCurrentWidget(self.empty)

    def show_findings(
        self, findings: Sequence[Finding], dismissed: Mapping[str, object], summary: str
    ) -> None:
        """Show these; those in `dismissed` can be brought back."""
        self._dismissed = dismissed
        self.summary.setText(summary)
        if not findings:
            self.table.show(None)
            self.tree.show_findings((), self._words)
            self.show_message(self.tr("Nothing stands oddly here."))
            return
        self.stack.setCurrentIndex(0)
        self.tree.show_findings(findings, self._words)

    def _show_finding(self, finding: Finding | None) -> None:
        self.table.show(finding)
        for button in self._fixes:
            self._row.removeWidget(button)
            button.deleteLater()
        self._fixes = []
        self.heading.setText(self._words.heading(finding) if finding is not None else "")
        self.standing.setText(self._words.standing(finding) if finding is not None else "")
        self.dismiss.setVisible(finding is not None)
        if finding is not None:
            for number, fix in enumerate(finding.fixes[:MOST_FIXES]):
                button = QPushButton(self)
                button.setProperty("fix", self._words.fix(finding, fix))
                button.clicked.connect(lambda _on=False, number=number: self.fix_wanted.emit(number))
                self._row.insertWidget(number, button)
                self._fixes.append(button)
        self._name_fixes()
        has_hits = finding is not None and bool(finding.hits)
        self.view.setVisible(has_hits)
        words = self.tr("Enter goes to the place, F2 comes back. T ticks only this place, A all.")
        self.hint.setText(words if has_hits else self._about_people(finding))
        if has_hits:
            self.view.setCurrentIndex(self.table.index(0, QUOTE))
        self.chosen.emit(finding)

    def _about_people(self, finding: Finding | None) -> str:
        if finding is None:
            return self.tr("Choose a finding on the left.")
        return self.tr(
            "What is unlike may still be right: other documents, another reading of the guideline."
        )

    def _name_fixes(self) -> None:
        number = len(self.table.ticked())
        finding = self.tree.current()
        for at, button in enumerate(self._fixes):
            button.setText(f"{at + 1}  {button.property('fix')} ({number:,})")
            button.setEnabled(number > 0)
        back = finding is not None and finding.mark in self._dismissed and self.with_dismissed.isChecked()
        words = self.tr("X  Bring back") if back else self.tr("X  Right as it is")
        has_hits = finding is not None and bool(finding.hits)
        self.dismiss.setText(f"{words} ({number:,})" if has_hits else words)
        self.dismiss.setEnabled(number > 0 or not has_hits)

    def current_hit(self) -> Hit | None:
        """The place in focus."""
        line = self.table.line(self.view.currentIndex().row())
        return line.hit if line is not None else None

    def add_lines(self, finding: Finding | None, lines: Sequence[HitLine]) -> None:
        """Contexts that were read for a finding; too late if another is looked at."""
        if finding is self.tree.current():
            first = not self.table.rowCount()
            self.table.add_lines(lines)
            if first and lines:
                self.view.setCurrentIndex(self.table.index(0, QUOTE))

    def _go(self, index: QModelIndex) -> None:
        line = self.table.line(index.row())
        if line is not None:
            self.place_wanted.emit(line.hit)
