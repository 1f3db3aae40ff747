"""The label set editor in the window: opening it, doing its acts, and letting the rest follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from core import operations
from core.errors import BadFile, JinbiaoError
from core.history import Change
from core.label_acts import (
    AddLabel,
    DeleteLabel,
    EditLabel,
    LabelAct,
    MergeLabels,
    OrderLabels,
    RenameLabel,
    SplitLabel,
)
from core.project import Project
from core.release.label_files import label_files
from core.schema import read_label_set
from gui.actions import ACTIONS
from gui.main_window import MainWindow
from gui.tasks import Job
from gui.telling import Telling
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.labelling.dialog import LabelSetDialog

_QUICK = (AddLabel, EditLabel, RenameLabel, OrderLabels)


class Labelling(QObject):
    """`undo` and `redo` are the window's own; `followed` asks what shows labels to do so anew."""

    followed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        telling: Telling,
        undo: Callable[[], None],
        redo: Callable[[], None],
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window, self._telling = workspace, window, telling
        self._undo, self._redo, self._language = undo, redo, language
        self.dialog: LabelSetDialog | None = None
        workspace.labels_changed.connect(self._follow)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {"label-set": self.open}

    def open(self) -> None:
        """Show the editor beside the window, which goes on working."""
        from gui.labelling.dialog import LabelSetDialog  # not at every start

        if self.dialog is None:
            taken = {
                keys.toString().upper(): action.title
                for action in ACTIONS
                if action.is_for_text
                for keys in self._window.qactions[action.id].shortcuts()
                if len(keys.toString()) == 1
            }
            self.dialog = LabelSetDialog(
                self._workspace, taken, self._language, self._window.theme, self._window
            )
            self.dialog.acted.connect(self.do)
            self.dialog.import_wanted.connect(self.choose_file)
            self.dialog.export_wanted.connect(self.choose_folder)
            self.dialog.undo_wanted.connect(lambda: self._workspace.when_saved(self._undo))
            self.dialog.redo_wanted.connect(lambda: self._workspace.when_saved(self._redo))
            self.dialog.finished.connect(self._back_to_the_text)
            self._window.theme_changed.connect(self.dialog.set_theme)
        self.dialog.reload()
        self.dialog.say("")
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _back_to_the_text(self) -> None:
        self._window.activateWindow()
        self._window.pages.focus_page()

    def _follow(self) -> None:
        self._window.labels.refill()
        self._window.categories.refill()
        self._window.guideline.refill()
        self.followed.emit()

    def do(self, act: LabelAct, look_again: str = "") -> None:
        """Do an act: what only touches the label set at once, what moves spans as a job."""
        from gui.labelling.words import act_sentence

        words = act_sentence(act)

        def told(_change: Change) -> None:
            if self.dialog is not None:
                self.dialog.say(words)
            if not isinstance(act, _QUICK):
                self._telling.done(words)

        if isinstance(act, _QUICK):
            self._workspace.perform(lambda project: operations.change_labels(project, act), told)
            return

        def run(project: Project, _job: Job[Change]) -> Change:
            return operations.change_labels(project, act, look_again=look_again)

        def done(change: Change) -> None:
            self._workspace.announce(change)
            told(change)

        self._workspace.jobs.in_background(self._title(act), run, done)

    def _title(self, act: LabelAct) -> str:
        if isinstance(act, MergeLabels):
            return self.tr("Merging labels")
        if isinstance(act, SplitLabel):
            return self.tr("Splitting a label")
        if isinstance(act, DeleteLabel):
            return self.tr("Deleting a label")
        return self.tr("Importing a label set")

    # files

    def choose_file(self) -> None:
        """Which schema.toml to take."""
        chosen, _ = QFileDialog.getOpenFileName(
            self.dialog, self.tr("Import a label set"), "", self.tr("Label sets (*.toml)")
        )
        if chosen:
            self.import_file(Path(chosen))

    def import_file(self, file: Path) -> None:
        """Show what the file would make of the label set; what is wrong with it is told."""
        from gui.labelling.acts import ImportDialog

        try:
            content = read_label_set(file).to_json()
        except JinbiaoError as error:
            self._telling.tell(error)
            if self.dialog is not None:
                self.dialog.say(str(error))
            return
        dialog = ImportDialog(self._workspace, file.name, content, self.dialog)
        dialog.decided.connect(self.do)
        dialog.open()

    def choose_folder(self) -> None:
        """Where to write the label set's files."""
        chosen = QFileDialog.getExistingDirectory(self.dialog, self.tr("Export the label set into a folder"))
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, folder: Path) -> None:
        """Write schema.toml, guideline.md and terms; nothing that is there is written over."""
        words = ""
        try:
            files = label_files(self._workspace.label_set)
            there = [name for name in files if (folder / name).exists()]
            if there:
                raise BadFile(str(folder / there[0]), self.tr("there is a file of this name already"))
            for name, content in files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
            words = self.tr("Written: {0}").format(folder / "schema.toml")
            self._telling.say(words)
        except JinbiaoError as error:
            self._telling.tell(error)
            words = str(error)
        except OSError as error:
            self._telling.tell(BadFile(str(folder), error.strerror or str(error)))
            words = error.strerror or str(error)
        if self.dialog is not None:
            self.dialog.say(words)
