"""Release: a name, whose work, splits, seed, licence; what is frozen is never altered afterwards."""

from __future__ import annotations

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
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core import queries
from core.annotation import GOLD
from core.errors import JinbiaoError
from core.queries.records import SUGGESTIONS
from core.release.building import Plan
from core.release.splits import DEFAULT, parse_shares
from core.releasing import layer_to_release
from gui.messages import sentence
from gui.workspace import Workspace


@dataclass(frozen=True)
class ReleaseOrder:
    """What the dialog asks for: a release of a layer in a folder of that name below `folder`."""

    folder: Path
    plan: Plan
    layer: str


class ReleaseDialog(QDialog):
    """`ordered` carries the ReleaseOrder when it is confirmed."""

    ordered = Signal(object)

    def __init__(self, workspace: Workspace, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Release"))
        self.setMinimumWidth(560)
        self._workspace = workspace
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("for example 1.0"))
        self.layer = QComboBox(self)
        self.split = QLineEdit(DEFAULT, self)
        self.seed = QSpinBox(self)
        self.seed.setRange(0, 2_147_483_647)
        self.licence = QLineEdit(self)
        self.licence.setPlaceholderText(self.tr("for example cc-by-4.0"))
        self.folder = QLineEdit(str(folder / "releases"), self)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setProperty("role", "danger")
        self._lay_out()
        project = workspace.project
        workspace.ask(lambda: (queries.layer_names(project), layer_to_release(project)), self._fill_layers)
        self.name.setFocus()

    def _lay_out(self) -> None:
        browse = QPushButton(self.tr("Browse…"), self)
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(browse)
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Whose finished documents"), self.layer)
        form.addRow(self.tr("Splits"), self.split)
        form.addRow(self.tr("Seed"), self.seed)
        form.addRow(self.tr("Licence"), self.licence)
        form.addRow(self.tr("Folder"), where)
        note = QLabel(
            self.tr(
                "Finished documents are frozen with label set, guideline, splits, a card and checksums. "
                "The same data and seed give the same files."
            ),
            self,
        )
        note.setWordWrap(True)
        note.setProperty("role", "secondary")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        release = buttons.addButton(self.tr("Release"), QDialogButtonBox.ButtonRole.AcceptRole)
        release.setDefault(True)
        buttons.accepted.connect(self._order)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addWidget(buttons)

    def _fill_layers(self, found: tuple[list[str], str]) -> None:
        names, usual = found
        for name in dict.fromkeys([usual, *names]):
            if name != SUGGESTIONS:
                self.layer.addItem(self.tr("gold") if name == GOLD else name, name)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _order(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.problem.setText(self.tr("A release needs a name."))
            self.name.setFocus()
            return
        try:
            shares = parse_shares(self.split.text())
        except JinbiaoError as error:
            self.problem.setText(sentence(error))
            self.split.setFocus()
            return
        plan = Plan(name, shares, self.seed.value(), self.licence.text().strip())
        folder = Path(self.folder.text().strip() or "releases").expanduser()
        self.accept()
        self.ordered.emit(ReleaseOrder(folder, plan, str(self.layer.currentData() or "")))
