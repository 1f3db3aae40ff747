"""Hand out: for whom, which documents, into which file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.board.assigning import Scope

_NOT_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))


@dataclass(frozen=True, slots=True)
class HandOutOrder:
    """What the dialog asks for: the arguments of `operations.hand_out`."""

    name: str
    ids: tuple[int, ...] | None
    target: Path


class HandOutDialog(QDialog):
    """`ordered` carries the HandOutOrder when it is confirmed."""

    ordered = Signal(object)

    def __init__(
        self,
        people: Sequence[str],
        assigned: Mapping[str, int],
        scopes: Sequence[Scope],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Hand out"))
        self.setMinimumWidth(560)
        self._assigned, self._folder = assigned, folder
        self._typed_file = False
        self.name = QComboBox(self)
        self.name.setEditable(True)
        self.name.addItems(list(people))
        self.name.setCurrentIndex(-1)
        field = self.name.lineEdit()
        assert field is not None
        field.setPlaceholderText(self.tr("Choose somebody, or type a new name"))
        self.scope = QComboBox(self)
        self.scope.addItem(self.tr("All that are assigned to this person"), None)
        for each in scopes:
            if each.ids:
                self.scope.addItem(each.words, each.ids)
        self.file = QLineEdit(self)
        self.file.textEdited.connect(self._file_was_typed)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.write = self.buttons.addButton(self.tr("Hand out"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.write.setDefault(True)
        self._lay_out()
        self.name.currentTextChanged.connect(self._look)
        self.scope.currentIndexChanged.connect(self._look)
        self.file.textChanged.connect(self._look)
        self.buttons.accepted.connect(self._order)
        self.buttons.rejected.connect(self.reject)
        self._look()
        self.name.setFocus()

    def _lay_out(self) -> None:
        browse = QPushButton(self.tr("Browse…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.file, 1)
        where.addWidget(browse)
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("For"), self.name)
        form.addRow(self.tr("Documents"), self.scope)
        form.addRow(self.tr("File"), where)
        note = QLabel(
            self.tr(
                "The file holds the documents with label set, guideline, suggestions and this person's "
                "work so far. Whoever opens it with Jinbiao works as this person. Drop it on this window "
                "when it comes back; it can be collected as often as you like."
            ),
            self,
        )
        note.setWordWrap(True)
        note.setProperty("role", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addWidget(self.buttons)

    def _file_was_typed(self) -> None:
        self._typed_file = True

    def _look(self) -> None:
        """Offer a file's name that fits, and say what is missing."""
        name = " ".join(self.name.currentText().split())
        if not self._typed_file:
            free = self._free_file(name.translate(_NOT_IN_NAMES)) if name else ""
            if self.file.text() != free:
                self.file.setText(free)
        problem, number = "", 0
        ids = self.scope.currentData()
        if name:
            number = self._assigned.get(name, 0) if ids is None else len(ids)
            if not number:
                problem = self.tr("Nothing is assigned to {0} yet: assign documents first.").format(name)
            elif self.file.text() and Path(self.file.text()).expanduser().exists():
                problem = self.tr("There is a file of this name already; nothing is written over.")
        self.problem.setProperty("role", "danger" if problem else "secondary")
        self.problem.style().unpolish(self.problem)
        self.problem.style().polish(self.problem)
        told = self.tr("Documents: {0}").format(f"{number:,}") if number else ""
        self.problem.setText(problem or told)
        self.write.setEnabled(bool(name and self.file.text().strip() and not problem))

    def _free_file(self, name: str) -> str:
        """A file's name for that person that nothing has yet."""
        place = self._folder / f"{name}.db"
        number = 2
        while place.exists():
            place = self._folder / f"{name}-{number}.db"
            number += 1
        return str(place)

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Hand out"),
            self.file.text() or str(self._folder),
            self.tr("Databases (*.db);;All files (*)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self._typed_file = True
            self.file.setText(chosen)

    def _order(self) -> None:
        if not self.write.isEnabled():
            return
        name = " ".join(self.name.currentText().split())
        target = Path(self.file.text().strip()).expanduser()
        order = HandOutOrder(name, self.scope.currentData(), target)
        self.accept()
        self.ordered.emit(order)
