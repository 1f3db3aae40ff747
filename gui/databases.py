"""The databases of the window: opening another, going on as somebody else, the daily check, backups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from core.errors import Damaged, JinbiaoError
from core.project import Project
from core.upkeep import Finding as Damage
from core.upkeep import daily, put_back
from gui.asking import Asking
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.tasks import Job
from gui.telling import Telling
from gui.workspace import Workspace

_CHECKED_AFTER = 3_000  # milliseconds: when the first documents are shown


class Databases(QObject):
    """Whatever goes wrong with another database is told, and the one that is open stays open."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        settings: Settings,
        asking: Asking,
        telling: Telling,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = window
        self._settings = settings
        self._asking = asking
        self._telling = telling
        asking.database_chosen.connect(self.open)
        asking.backup_chosen.connect(self._restore)
        asking.annotator_chosen.connect(self._switch_annotator)
        workspace.project_opened.connect(lambda: QTimer.singleShot(_CHECKED_AFTER, self, self._look_after))

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        ask = self._asking
        return {
            "open-database": ask.database,
            "new-database": ask.new_database,
            "restore": ask.backup,
            "annotator": ask.annotator,
        }

    def open(self, place: str) -> None:
        """Open another database in this window; what is wrong with it is told, and this one stays."""
        self._open(place, usual=self._annotator)

    @property
    def _annotator(self) -> str:
        """Who works here, also while nothing is open."""
        if self._workspace.is_open:
            return self._workspace.project.annotator.name
        return self._settings.text("annotator")

    def _open(self, place: str, annotator: str = "", *, usual: str = "") -> bool:
        try:
            self._workspace.open(place, annotator, usual=usual)
        except JinbiaoError as error:
            self._telling.tell(error)
            if isinstance(error, Damaged):
                self._asking.backup_of(place)
            return False
        return True

    def _restore(self, place: str, backup: Path) -> None:
        """Put a backup in the place of a database; whatever comes of it, the window has one open again."""
        annotator, open_before = self._annotator, self._workspace.is_open
        replaces = open_before and self._workspace.project.place == place
        if replaces:
            self._workspace.close_project()
        try:
            aside = put_back(place, backup)
        except JinbiaoError as error:
            if replaces:
                self._open(place, annotator)
            self._telling.tell(error)
            return
        if self._open(place, annotator):
            words = self.tr("Restored.")
            if aside is not None:
                words = self.tr("Restored. The file that was there is now {0}.").format(aside.name)
            self._window.notice.say(words)

    def _switch_annotator(self, name: str) -> None:
        try:
            self._workspace.switch_annotator(name)
            self._settings.set_text("annotator", name)
        except JinbiaoError as error:
            self._telling.tell(error)

    def _look_after(self) -> None:
        if not self._workspace.is_open:
            return

        def look(project: Project, _job: Job[list[Damage]]) -> list[Damage]:
            return daily(project)

        def show(findings: list[Damage]) -> None:
            if findings:
                self._telling.tell(Damaged(self._workspace.project.place, findings[0].what))

        self._workspace.jobs.in_background(self.tr("Checking the database"), look, show)
