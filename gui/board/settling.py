"""What came back and did not fit: both states side by side; one is taken, the other kept aside."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core import queries
from core.annotation import AnnotatedDocument
from core.queries.asides import FILE, HERE, Aside, asides
from core.review.differences import Case, Reading
from gui.board.words import day_words, state_words
from gui.workspace import Workspace

_SHOWN = 200  # cases that are listed; all are counted


class SettleDialog(QDialog):
    """`settled` carries (the layer set aside, whether to take it); the list is read again after each."""

    settled = Signal(int, bool)
    document_wanted = Signal(int)

    def __init__(self, workspace: Workspace, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Set aside"))
        self.resize(920, 560)
        self._workspace = workspace
        self._labels = {label.key: label.name(language) for label in workspace.label_set.labels}
        self._found: list[Aside] = []
        self.table = self._make_table()
        self.told = QTextBrowser(self)
        self.told.setObjectName("side")
        self.told.setAccessibleName(self.tr("Differences"))
        self.take = QPushButton(self.tr("Take the file's"), self)
        self.keep = QPushButton(self.tr("Keep what is here"), self)
        self.go = QPushButton(self.tr("Open the document"), self)
        for button in (self.take, self.keep, self.go):
            button.setAutoDefault(False)
        self._lay_out()
        self.table.currentCellChanged.connect(lambda *_cell: self._show_case())
        self.take.clicked.connect(lambda: self._settle(take=True))
        self.keep.clicked.connect(lambda: self._settle(take=False))
        self.go.clicked.connect(self._open)
        self.look()
        self.table.setFocus()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4, self)
        table.setAccessibleName(self.tr("Set aside"))
        table.setHorizontalHeaderLabels(
            [self.tr("Document"), self.tr("Whose"), self.tr("Here"), self.tr("In the file")]
        )
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 90), (2, 130), (3, 130)):
            table.setColumnWidth(column, width)
        return table

    def _lay_out(self) -> None:
        note = QLabel(
            self.tr(
                "These came back in a file, but the same work was changed here as well. Nothing is lost "
                "either way: what is not taken is kept, and undo brings it back."
            ),
            self,
        )
        note.setWordWrap(True)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.table)
        split.addWidget(self.told)
        split.setSizes([520, 380])
        split.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.take, self.keep, self.go):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(note)
        column.addWidget(split, 1)
        column.addLayout(row)

    def look(self) -> None:
        """Read what is set aside again."""
        project = self._workspace.project
        self._workspace.ask(lambda: asides(project), self._show)

    def _show(self, found: list[Aside]) -> None:
        row = max(self.table.currentRow(), 0)
        self._found = found
        self.table.setRowCount(0)
        for at, each in enumerate(found):
            self.table.insertRow(at)
            here = self._state(each.here_spans, state_words(each.here_state))
            there = self._state(each.file_spans, state_words(each.file_state))
            for column, words in enumerate((each.title, each.annotator, here, there)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(at, column, item)
        for button in (self.take, self.keep, self.go):
            button.setEnabled(bool(found))
        if found:
            self.table.setCurrentCell(min(row, len(found) - 1), 0)
        else:
            self.told.setText(self.tr("Nothing is set aside."))

    def _state(self, spans: int, state: str) -> str:
        return self.tr("spans {0}, {1}").format(spans, state)

    @property
    def _current(self) -> Aside | None:
        row = self.table.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _show_case(self) -> None:
        aside = self._current
        if aside is None:
            return
        project, id_ = self._workspace.project, aside.document_id

        def show(opened: AnnotatedDocument) -> None:
            if self._current is aside:
                self._tell(aside, opened.document.text)

        self._workspace.ask(lambda: queries.open_document(project, id_), show)

    def _tell(self, aside: Aside, text: str) -> None:
        lines = [f"<p>{escape(self._heading(aside))}</p>"]
        for case in aside.cases[:_SHOWN]:
            before, after = text[max(0, case.start - 8) : case.start], text[case.end : case.end + 8]
            quote = f"…{escape(before)}<b>{escape(text[case.start : case.end])}</b>{escape(after)}…"
            here = self._reading(_reading_of(case, HERE), text)
            there = self._reading(_reading_of(case, FILE), text)
            heads = escape(self.tr("here")), escape(self.tr("in the file"))
            lines.append(f"<p>{quote}<br>{heads[0]}: {here}<br>{heads[1]}: {there}</p>")
        self.told.setHtml("".join(lines))

    def _heading(self, aside: Aside) -> str:
        made = day_words(aside.handed_out)
        if not aside.cases:
            return self.tr("The spans are the same; refusals or categories differ. File of {0}.").format(made)
        return self.tr("Places that differ: {0}. File of {1}.").format(len(aside.cases), made)

    def _reading(self, reading: Reading | None, text: str) -> str:
        if reading is None or not reading.spans:
            return escape(self.tr("nothing"))
        said: Sequence[str] = [
            f"{escape(text[start:end])} <i>{escape(self._labels.get(label, label))}</i>"
            for start, end, label in reading.spans
        ]
        return ", ".join(said)

    def _settle(self, *, take: bool) -> None:
        aside = self._current
        if aside is not None:
            self.settled.emit(aside.layer_id, take)

    def _open(self) -> None:
        aside = self._current
        if aside is not None:
            self.accept()
            self.document_wanted.emit(aside.document_id)


def _reading_of(case: Case, person: str) -> Reading | None:
    return next((each for each in case.readings if person in each.people), None)
