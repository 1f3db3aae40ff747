"""Assign: which documents, to whom, how many people each; what each would get is shown before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.queries.assigning import ProposedAssignment, proposed_assignment
from core.review.assigning import How
from gui.board.words import how_words
from gui.workspace import Workspace

_NAME = int(Qt.ItemDataRole.UserRole)
_PERSON, _LOAD, _GETS, _CHARACTERS = range(4)


@dataclass(frozen=True, slots=True)
class Scope:
    """Some documents that can be meant, and what they are called; None for all."""

    words: str
    ids: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class AssignOrder:
    """What the dialog asks for: the arguments of `operations.assign`."""

    people: tuple[str, ...]
    ids: tuple[int, ...] | None
    each: int
    how: How
    number: int  # assignments that it will make, as they were told


class AssignDialog(QDialog):
    """`ordered` carries the AssignOrder when it is confirmed."""

    ordered = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        people: Sequence[str],
        scopes: Sequence[Scope],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Assign documents"))
        self.resize(640, 560)
        self._workspace = workspace
        self._asked = 0
        self._proposed: ProposedAssignment | None = None
        self.scope = QComboBox(self)
        for each in scopes:
            self.scope.addItem(each.words, each.ids)
        self.scope.setCurrentIndex(len(scopes) - 1)  # the narrowest is meant, as a rule
        self.how = QComboBox(self)
        for how in How:
            self.how.addItem(how_words(how), how)
        self.each = QSpinBox(self)
        self.each.setRange(1, 99)
        self.people = self._make_table()
        self.new = QLineEdit(self)
        self.new.setPlaceholderText(self.tr("Somebody new: type a name, then Enter"))
        self.new.setAccessibleName(self.tr("Somebody new"))
        self.add = QPushButton(self.tr("Add"), self)
        self.add.setAutoDefault(False)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setProperty("role", "secondary")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.apply = self.buttons.addButton(self.tr("Assign"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        for name in people:
            self._add_person(name, ticked=False)
        self.scope.currentIndexChanged.connect(self.look)
        self.how.currentIndexChanged.connect(self.look)
        self.each.valueChanged.connect(self.look)
        self.people.itemChanged.connect(self._ticked)
        self.new.installEventFilter(self)
        self.add.clicked.connect(self._add_typed)
        self.buttons.accepted.connect(self._order)
        self.buttons.rejected.connect(self.reject)
        self.look()
        (self.people if people else self.new).setFocus()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4, self)
        table.setAccessibleName(self.tr("To whom"))
        table.setHorizontalHeaderLabels(
            [self.tr("To whom"), self.tr("Has to do"), self.tr("Gets"), self.tr("Characters")]
        )
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(32)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(_PERSON, QHeaderView.ResizeMode.Stretch)
        for column in (_LOAD, _GETS, _CHARACTERS):
            table.setColumnWidth(column, 110)
            head = table.horizontalHeaderItem(column)
            assert head is not None
            head.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        first = table.horizontalHeaderItem(_PERSON)
        assert first is not None
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("Documents"), self.scope)
        form.addRow(self.tr("How"), self.how)
        form.addRow(self.tr("People per document"), self.each)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new, 1)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.people, 1)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.buttons)

    def _add_person(self, name: str, *, ticked: bool) -> None:
        self.people.blockSignals(True)  # a row is looked at when it is whole
        row = self.people.rowCount()
        self.people.insertRow(row)
        item = QTableWidgetItem(name)
        item.setToolTip(name)
        item.setData(_NAME, name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.people.setItem(row, _PERSON, item)
        for column in (_LOAD, _GETS, _CHARACTERS):
            cell = QTableWidgetItem("")
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.people.setItem(row, column, cell)
        self.people.blockSignals(False)

    def _add_typed(self) -> None:
        name = " ".join(self.new.text().split())
        if not name:
            return
        self.new.clear()
        known = self.people.findItems(name, Qt.MatchFlag.MatchExactly)
        named = [item for item in known if item.column() == _PERSON]
        if named:
            named[0].setCheckState(Qt.CheckState.Checked)
        else:
            self._add_person(name, ticked=True)
            self.look()

    def chosen(self) -> list[str]:
        """Who is ticked, in the order shown."""
        rows = (self.people.item(row, _PERSON) for row in range(self.people.rowCount()))
        return [
            item.data(_NAME)
            for item in rows
            if item is not None and item.checkState() is Qt.CheckState.Checked
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.new and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and self.new.text().strip():
                self._add_typed()
                return True  # it is not the dialog's as well, which would assign at once
        return super().eventFilter(watched, event)

    def _ticked(self, item: QTableWidgetItem) -> None:
        if item.column() == _PERSON:
            self.look()

    def look(self) -> None:
        """Ask what would be done, off the UI thread; only the newest answer counts."""
        self._asked += 1
        asked, people = self._asked, self.chosen()
        how, each = How(self.how.currentData()), self.each.value()
        ids, project = self.scope.currentData(), self._workspace.project
        self.each.setEnabled(how is not How.ALL)

        def show(found: ProposedAssignment) -> None:
            if asked == self._asked:
                self._show(found)

        self._workspace.ask(lambda: proposed_assignment(project, people, ids, each=each, how=how), show)

    def _show(self, found: ProposedAssignment) -> None:
        self._proposed = found
        by_name = {each.name: each for each in found.gets}
        self.people.blockSignals(True)
        for row in range(self.people.rowCount()):
            item = self.people.item(row, _PERSON)
            gets = by_name.get(item.data(_NAME)) if item is not None else None
            numbers = (None,) * 3 if gets is None else (gets.load, gets.documents, gets.characters)
            for column, number in zip((_LOAD, _GETS, _CHARACTERS), numbers, strict=True):
                cell = self.people.item(row, column)
                assert cell is not None
                cell.setText("" if number is None else f"{number:,}")
        self.people.blockSignals(False)
        self.people.viewport().update()
        made = sum(each.documents for each in found.gets)
        self.apply.setEnabled(made > 0)
        self.apply.setText(self.tr("Assign {0}").format(f"{made:,}") if made else self.tr("Assign"))
        self.told.setText(self._said(found, made))

    def _said(self, found: ProposedAssignment, number: int) -> str:
        if not found.gets:
            return self.tr("Tick who is to get documents.")
        if not number:
            return self.tr("Every one of these documents has enough people already.")
        after = " · ".join(
            self.tr("with {0}: {1}").format(people, f"{documents:,}")
            for people, documents in found.people_per_document
        )
        words = self.tr("Documents {0}, unchanged {1}. By the number of their people they are then: {2}")
        return words.format(f"{found.documents:,}", f"{found.enough:,}", after)

    def _order(self) -> None:
        if self._proposed is None or not self.apply.isEnabled():
            return
        number = sum(each.documents for each in self._proposed.gets)
        order = AssignOrder(
            tuple(self.chosen()),
            self.scope.currentData(),
            self.each.value(),
            How(self.how.currentData()),
            number,
        )
        self.accept()
        self.ordered.emit(order)
