"""Export: a format, a layer, where to; what would be lost is shown before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
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

from core import queries
from core.annotation import GOLD
from core.formats.format import Format
from core.formats.registry import formats
from core.project import Project
from core.queries.records import SUGGESTIONS
from gui.dialogs.option_rows import OptionRows
from gui.dialogs.report import thing_words
from gui.dialogs.why import why_words
from gui.tasks import Job
from gui.workspace import Workspace


@dataclass(frozen=True)
class ExportOrder:
    """What the dialog asks for."""

    target: Path
    format: Format
    layer: str
    finished_only: bool
    options: dict[str, str]


class ExportDialog(QDialog):
    """`ordered` carries the ExportOrder when it is confirmed."""

    ordered = Signal(object)

    def __init__(
        self, workspace: Workspace, language: str, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(560)
        self._workspace = workspace
        self._folder = folder
        self._job: Job[Counter[tuple[str, str]]] | None = None
        self.format = QComboBox(self)
        for kind in formats().values():
            if kind.writes:
                self.format.addItem(kind.title_zh if language == "zh" else kind.title_en, kind.name)
        self.layer = QComboBox(self)
        self.only_finished = QCheckBox(self.tr("Only finished documents"), self)
        self.target = QLineEdit(self)
        browse = QPushButton(self.tr("Browse…"), self)
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.addWidget(self.target, 1)
        where.addWidget(browse)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(20)
        self._form.setVerticalSpacing(12)
        self._form.addRow(self.tr("Format"), self.format)
        self._form.addRow(self.tr("Whose spans"), self.layer)
        self._form.addRow("", self.only_finished)
        self._form.addRow(self.tr("File"), where)
        self.options = OptionRows(self._form, 2, language, self)
        self.replaces = QLabel(self)
        self.replaces.setWordWrap(True)
        self.replaces.setProperty("role", "warning")
        self.target.textChanged.connect(self._look_at_target)
        self.losses = QLabel(self)
        self.losses.setWordWrap(True)
        self.losses.setProperty("role", "secondary")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._write = self.buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._write.setDefault(True)
        self.buttons.accepted.connect(self._order)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(self._form)
        column.addWidget(self.replaces)
        column.addWidget(self.losses)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(100)
        self._soon.timeout.connect(self._look_for_losses)
        self.options.changed.connect(self._soon.start)
        project = workspace.project
        workspace.ask(lambda: queries.layer_names(project), self._fill_layers)
        self.format.currentIndexChanged.connect(self._format_chosen)
        self.layer.currentIndexChanged.connect(self._soon.start)
        self.only_finished.toggled.connect(self._soon.start)
        self._format_chosen()

    @property
    def _kind(self) -> Format:
        return formats()[str(self.format.currentData())]

    def _fill_layers(self, names: list[str]) -> None:
        words = {SUGGESTIONS: self.tr("Suggestions"), GOLD: self.tr("gold")}
        mine = self._workspace.project.annotator.name
        if mine not in names:
            names = [mine, *names]
        for name in names:
            self.layer.addItem(words.get(name, name), name)
        self.layer.setCurrentIndex(self.layer.findData(mine))

    def _format_chosen(self) -> None:
        self.options.show(self._kind.options_for("write"))
        suffix = next(iter(self._kind.suffixes), "")
        current = Path(self.target.text()) if self.target.text() else self._folder / "export"
        self.target.setText(str(current.with_suffix(suffix)))
        self._soon.start()

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), self.target.text())
        if chosen:
            self.target.setText(chosen)

    @property
    def _path(self) -> Path:
        return Path(self.target.text().strip()).expanduser()

    def _look_at_target(self) -> None:
        """Say what would be replaced; the database itself never is."""
        words = ""
        if self._path.is_file():
            words = self.tr("This file exists and will be replaced.")
        if self._is_database():
            words = self.tr("This is the database itself. Choose another file.")
        self.replaces.setText(words)
        self.replaces.setVisible(bool(words))

    def _is_database(self) -> bool:
        place = Path(self._workspace.project.place)
        return place.exists() and self._path.exists() and self._path.samefile(place)

    def _look_for_losses(self) -> None:
        if self._job is not None:
            self._job.stop()
        self.losses.setText(self.tr("Looking what this format would lose…"))
        kind, options = self._kind, self.options.values()
        layer, finished = self.layer.currentData(), self.only_finished.isChecked()

        def look(project: Project, job: Job[Counter[tuple[str, str]]]) -> Counter[tuple[str, str]]:
            lost: Counter[tuple[str, str]] = Counter()
            for number, record in enumerate(queries.records(project, layer, finished_only=finished)):
                if number % 20 == 0 and job.should_stop():
                    break
                for note in kind.losses(record, project.label_set, options):
                    lost[note.what, note.why] += note.count
            return lost

        self._job = self._workspace.jobs.in_background(self.tr("Looking for losses"), look, self._show_losses)

    def _show_losses(self, lost: Counter[tuple[str, str]]) -> None:
        if not lost:
            self.losses.setText(self.tr("Nothing will be lost."))
            return
        lines = [
            f"{number:,} × {thing_words(what)}: {why_words(why)}"
            for (what, why), number in lost.most_common(6)
        ]
        self.losses.setText("\n".join([self.tr("This format cannot hold everything:"), *lines]))

    def _order(self) -> None:
        if not self.target.text().strip() or self._is_database():
            return
        target = self._path
        self.accept()
        self.ordered.emit(
            ExportOrder(
                target,
                self._kind,
                str(self.layer.currentData()),
                self.only_finished.isChecked(),
                self.options.values(),
            )
        )

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.stop()
        super().done(result)
