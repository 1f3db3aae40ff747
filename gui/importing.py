"""What becomes of files that are chosen or let fall on the window: taken in at once, or asked about first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from core.project import Project
from gui.asking import Asking
from gui.main_window import MainWindow
from gui.tasks import Job
from gui.transfer import Transfer
from gui.workspace import Workspace

_ASK_NOTHING = frozenset({"text", "jinbiao", ""})  # formats that leave nothing to choose; "" is refused


class Importing(QObject):
    """Plain texts and our own files come in at once; for the others a dialog shows what they would bring."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        asking: Asking,
        transfer: Transfer,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = window
        self._asking = asking
        self._transfer = transfer
        self._language = language
        window.dropped.connect(lambda paths: self.take([Path(path) for path in paths]))
        asking.paths_chosen.connect(self.take)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {
            "import": self._asking.files,
            "import-folder": self._asking.folder,
            "import-as": lambda: self._asking.files(self.ask),
        }

    def take(self, paths: Sequence[Path]) -> None:
        """Take files and folders in; ask first where something is left to choose."""

        def decide(found: Counter[str]) -> None:
            if set(found) <= _ASK_NOTHING:
                from gui.dialogs.importing import ImportOrder  # brings all formats along

                self._transfer.import_files(ImportOrder(tuple(paths)))
            else:
                self._show(tuple(paths), found)

        self._find_out(paths, decide)

    def ask(self, paths: Sequence[Path]) -> None:
        """Show what files would bring, whatever they are."""
        self._find_out(paths, lambda found: self._show(tuple(paths), found))

    def _find_out(self, paths: Sequence[Path], then: Callable[[Counter[str]], None]) -> None:
        def look(_project: Project, _job: Job[Counter[str]]) -> Counter[str]:
            from core.formats.preview import kinds  # not at every start

            return kinds(paths)

        self._workspace.jobs.in_background(self.tr("Looking into the files"), look, then)

    def _show(self, paths: tuple[Path, ...], found: Counter[str]) -> None:
        from gui.dialogs.importing import ImportDialog

        dialog = ImportDialog(self._workspace, paths, found, self._language, self._window)
        dialog.ordered.connect(self._transfer.import_files)
        self._asking.show(dialog)
