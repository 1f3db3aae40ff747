"""The board and the sharing of work: assign, hand out, collect, settle what did not fit, give roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from core import operations
from core.annotation import Role
from core.errors import Cancelled, JinbiaoError
from core.formats.report import Outcome, Report
from core.history import Change, Touched
from core.project import Project
from core.queries.board import Board, Minutes, board, minutes
from gui.action import Needs
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.tasks import Job
from gui.telling import Telling
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.board.assigning import AssignOrder, Scope
    from gui.board.handing_out import HandOutOrder
    from gui.board.page import BoardPage

BOARD = "board"
_CHANGES = frozenset({Touched.REVIEW, Touched.LAYER, Touched.DOCUMENTS})
_SOON = 250  # milliseconds; several changes are read once


class Boarding(QObject):
    """Wires the page to the workspace; `show` opens a dialog over the window."""

    review_wanted = Signal(int, str)  # a document, whose finished work on it

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        settings: Settings,
        telling: Telling,
        show: Callable[[QDialog], None],
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window, self._settings = workspace, window, settings
        self._telling, self._show, self._language = telling, show, language
        self._board: Board | None = None
        self._is_stale = True
        self._counting: Job[Minutes | None] | None = None
        self.page: BoardPage | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._reload_if_shown)
        window.pages.add(BOARD, self._make)
        window.handed_in.connect(lambda paths: self.collect([Path(each) for each in paths]))
        workspace.changed.connect(self._follow)
        workspace.project_opened.connect(self._forget)
        window.pages.page_changed.connect(self._offer)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {
            "board": lambda: self._window.pages.show_page(BOARD),
            "assign": self.assign,
            "hand-out": self.hand_out,
            "collect": self.choose_files,
            "settle-aside": self.settle,
            "refresh-board": self.reload,
        }

    # the page

    def _make(self) -> BoardPage:
        from gui.board.page import BoardPage  # made when it is wanted first

        page = BoardPage(self._window)
        page.set_theme(self._window.theme)
        self._window.theme_changed.connect(page.set_theme)
        page.triggered.connect(self._window.triggered)
        page.document_wanted.connect(self._open)
        page.review_wanted.connect(self.review_wanted)
        page.role_wanted.connect(self._give_role)
        page.take_back_wanted.connect(self._take_back)
        page.shown.connect(self.reload)
        self.page = page
        return page

    def _offer(self, page: str) -> None:
        needs: Needs = "board"
        self._window.availability.offer(needs, page == BOARD)

    def _forget(self) -> None:
        self._board, self._is_stale = None, True
        if self._counting is not None:
            self._counting.stop()
            self._counting = None
        self._reload_if_shown()

    def _follow(self, change: Change) -> None:
        if change.touched & _CHANGES:
            self._is_stale = True
            self._soon.start()

    def _reload_if_shown(self) -> None:
        if self._is_stale and self.page is not None and self.page.isVisible() and self._workspace.is_open:
            self.reload()

    def reload(self) -> None:
        """Read the board again: others may work on the same database."""
        project = self._workspace.project
        self._is_stale = False
        self._workspace.ask(lambda: board(project), self._show_board, patience=0)

    def _show_board(self, found: Board) -> None:
        self._board = found
        if self.page is not None:
            self.page.show_board(found)
            self._count_minutes()

    def _count_minutes(self) -> None:
        """Read from the whole history how long people worked; only one such reading at a time."""
        if self._counting is not None:
            return

        def count(project: Project, job: Job[Minutes | None]) -> Minutes | None:
            try:
                return minutes(project, job.should_stop)
            except Cancelled:
                return None

        def show(found: Minutes | None) -> None:
            self._counting = None
            if found is not None and self.page is not None:
                self.page.show_minutes(found)

        job = self._workspace.jobs.in_background(self.tr("Counting minutes"), count, show)
        self._counting = job if self._workspace.jobs.is_running(job) else None

    def _open(self, document_id: int) -> None:
        from gui.pages import ANNOTATE

        self._window.pages.show_page(ANNOTATE)
        self._workspace.open_document(document_id)

    # assigning

    def _with_board(self, then: Callable[[Board], None]) -> None:
        project = self._workspace.project
        if self._board is not None and not self._is_stale:
            then(self._board)
        else:
            self._workspace.ask(lambda: board(project), then)

    def _scopes(self, found: Board) -> list[Scope]:
        """The documents that can be meant, the widest first."""
        from gui.board.assigning import Scope

        scopes = [Scope(self.tr("All documents ({0})").format(f"{len(found.lines):,}"), None)]
        free = tuple(line.id for line in found.lines if not line.shares)
        if free and len(free) < len(found.lines):
            words = self.tr("Documents that nobody has ({0})").format(f"{len(free):,}")
            scopes.append(Scope(words, free))
        page = self.page
        if page is None or not page.isVisible():
            return scopes
        shown = page.documents.shown_ids()
        if shown and len(shown) < len(found.lines):
            words = self.tr("The documents shown on the board ({0})").format(f"{len(shown):,}")
            scopes.append(Scope(words, tuple(shown)))
        chosen = page.selected_ids()
        if len(chosen) > 1 or (chosen and page.documents_view.hasFocus()):
            words = self.tr("The selected documents ({0})").format(f"{len(chosen):,}")
            scopes.append(Scope(words, tuple(chosen)))
        return scopes

    def assign(self) -> None:
        """Ask which documents to give to whom."""
        from gui.board.assigning import AssignDialog

        def ask(found: Board) -> None:
            people = [row.name for row in found.people]
            dialog = AssignDialog(self._workspace, people, self._scopes(found), self._window)
            dialog.ordered.connect(self._assign)
            self._show(dialog)

        self._with_board(ask)

    def _assign(self, order: AssignOrder) -> None:
        def run(project: Project, _job: Job[Change]) -> Change:
            return operations.assign(project, order.people, order.ids, each=order.each, how=order.how)

        def done(change: Change) -> None:
            self._workspace.announce(change)
            self._telling.done(self.tr("Assigned: {0}").format(f"{order.number:,}"))

        self._workspace.jobs.in_background(self.tr("Assigning"), run, done)

    def _take_back(self, ids: list[int], name: str) -> None:
        def run(project: Project, _job: Job[Change]) -> Change:
            return operations.unassign(project, ids, name)

        def done(change: Change) -> None:
            self._workspace.announce(change)
            self._telling.done(self.tr("Taken back from {0}; work that was done stays.").format(name))

        self._workspace.jobs.in_background(self.tr("Assigning"), run, done)

    def _give_role(self, name: str, role: Role) -> None:
        from gui.board.words import role_words

        words = self.tr("{0}: {1}").format(name, role_words(role))
        self._workspace.perform(
            lambda project: operations.set_role(project, name, role),
            lambda _change: self._telling.done(words),
        )

    # files

    @property
    def _folder(self) -> Path:
        remembered = self._settings.text("folder")
        return Path(remembered) if remembered and Path(remembered).is_dir() else Path.cwd()

    def hand_out(self) -> None:
        """Ask what to hand out to whom."""
        from gui.board.handing_out import HandOutDialog

        def ask(found: Board) -> None:
            assigned = {row.name: row.assigned for row in found.people}
            people = [row.name for row in found.people]
            dialog = HandOutDialog(people, assigned, self._scopes(found)[1:], self._folder, self._window)
            dialog.ordered.connect(self._hand_out)
            self._show(dialog)

        self._with_board(ask)

    def _hand_out(self, order: HandOutOrder) -> None:
        self._settings.set_text("folder", str(order.target.parent))

        def run(project: Project, job: Job[Change]) -> Change:
            return operations.hand_out(
                project,
                order.name,
                order.target,
                order.ids,
                progress=job.progress,
                should_stop=job.should_stop,
            )

        def done(change: Change) -> None:
            self._workspace.announce(change)
            self._telling.say(self.tr("Handed out to {0}: {1}").format(order.name, order.target))

        self._workspace.jobs.in_background(self.tr("Handing out"), run, done)

    def choose_files(self) -> None:
        """Ask which files to collect."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Collect files that were handed out"),
            str(self._folder),
            self.tr("Databases (*.db);;All files (*)"),
        )
        if chosen:
            self._settings.set_text("folder", str(Path(chosen[0]).parent))
            self.collect([Path(each) for each in chosen])

    def collect(self, files: Sequence[Path]) -> None:
        """Take the work out of files that come back; each that cannot be is told, the others are taken."""
        report = Report()

        def run(project: Project, job: Job[list[Change]]) -> list[Change]:
            made = []
            for done, file in enumerate(files):
                if job.should_stop():
                    break
                job.progress(done, len(files))
                try:
                    made.append(operations.collect(project, file, report))
                except JinbiaoError as error:
                    why = getattr(error, "why", "") or str(error)
                    report.note(Outcome.REFUSED, "file", why, file.name)
            return made

        def done(made: list[Change]) -> None:
            changed = [change for change in made if change.touched]
            for change in changed:
                self._workspace.announce(change)
            self._telling.collected(len(files), report, can_undo=len(changed) == 1)

        self._workspace.jobs.in_background(self.tr("Collecting"), run, done)

    def settle(self) -> None:
        """Show what was set aside, to be settled."""
        from gui.board.settling import SettleDialog

        dialog = SettleDialog(self._workspace, self._language, self._window)

        def settle(layer_id: int, take: bool) -> None:
            self._workspace.perform(
                lambda project: operations.settle_aside(project, layer_id, take=take),
                lambda _change: dialog.look(),
            )

        dialog.settled.connect(settle)
        dialog.document_wanted.connect(self._open)
        self._show(dialog)
