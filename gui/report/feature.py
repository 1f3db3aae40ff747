"""The report of agreement and progress: measured in the background, with the list behind each figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any  # Any: an Agreement, which must not be loaded at the start

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from core import queries
from core.annotation import GOLD
from core.errors import Cancelled
from core.history import Change, Touched
from core.project import Project
from core.queries.board import Board, board
from core.queries.differences import Behind, Differences, differences
from core.queries.layers import layered_documents, layered_ids
from core.queries.progress import finished_by_day
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.tasks import Job
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.review.agreement import Agreement
    from gui.report.page import ReportPage

REPORT = "report"
_CHANGES = frozenset({Touched.REVIEW, Touched.LAYER, Touched.DOCUMENTS})
Measured = tuple[Any, Board, dict[str, dict[str, int]], list[str]]


class Reporting(QObject):
    """Wires the page to the workspace; `place_wanted` asks to show a difference in its document,
    `desk_wanted` to settle what is behind the figure."""

    place_wanted = Signal(int, int, int)  # document, start, end
    desk_wanted = Signal(int, tuple, str)  # document, people, label

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        settings: Settings,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window, self._language = workspace, window, language
        self._settings = settings
        self._people: list[str] = []
        self._behind = Behind()
        self._asked = Behind(), ""  # the figure that was opened, and what it is called
        self._is_stale = True
        self._job: Job[Measured | None] | None = None
        self._looking: Job[Differences | None] | None = None
        self.found: Agreement | None = None
        self.page: ReportPage | None = None
        window.pages.add(REPORT, self._make)
        workspace.changed.connect(self._follow)
        workspace.project_opened.connect(self._forget)
        window.pages.page_changed.connect(lambda page: window.availability.offer("report", page == REPORT))

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {
            "agreement": lambda: self._window.pages.show_page(REPORT),
            "measure-again": self.measure,
            "export-report": self.ask_where,
        }

    def _make(self) -> ReportPage:
        from gui.report.page import ReportPage  # brings numpy and pyqtgraph along: not at every start

        page = ReportPage(self._window)
        page.set_theme(self._window.theme)
        self._window.theme_changed.connect(page.set_theme)
        page.triggered.connect(self._window.triggered)
        page.measure_wanted.connect(self.measure)
        page.behind_wanted.connect(self.look_behind)
        page.place_wanted.connect(self.place_wanted)
        page.desk_wanted.connect(self._go_to_desk)
        page.people_chosen.connect(self._compare)
        page.shown.connect(self._measure_if_stale)
        self.page = page
        return page

    def _forget(self) -> None:
        self._people, self._is_stale, self.found = [], True, None
        for job in (self._job, self._looking):
            if job is not None:
                job.stop()
        self._job = self._looking = None
        if self.page is not None and self.page.isVisible():
            self.measure()

    def _follow(self, change: Change) -> None:
        if change.touched & _CHANGES and not self._is_stale:
            self._is_stale = True
            if self.page is not None and self.page.isVisible():
                self.page.show_stale()

    def _measure_if_stale(self) -> None:
        if self._is_stale:
            self.measure()

    def _compare(self, people: list[str]) -> None:
        self._people = people
        self.measure()
        if self.page is not None and self.page.differences.isVisible():
            self.look_behind(*self._asked)

    def measure(self) -> None:
        """Measure agreement and progress anew; an older measuring is stopped."""
        page = self.page
        if page is None or not self._workspace.is_open:
            return
        if self._job is not None:
            self._job.stop()
        self._is_stale = False
        people = list(self._people)
        page.set_labels(self._names())
        page.show_waiting()

        def run(project: Project, job: Job[Measured | None]) -> Measured | None:
            try:
                return measured(project, people, job)
            except Cancelled:
                return None

        def show(found: Measured | None) -> None:
            if found is not None:
                self._job = None
                self.found = found[0]
                page.show_people(found[3], people)
                page.show_agreement(*found[:3])
            elif self._job is None or self._job.should_stop():
                self._is_stale = True
                page.show_stopped()

        job = self._workspace.jobs.in_background(self.tr("Measuring agreement"), run, show)
        self._job = job if self._workspace.jobs.is_running(job) else None

    def _names(self) -> dict[str, str]:
        labels = self._workspace.label_set
        return {each.key: each.name(self._language) for each in (*labels.labels, *labels.categories)}

    def look_behind(self, behind: Behind, words: str) -> None:
        """Show the list of differences that make up a figure."""
        page = self.page
        assert page is not None
        if self._looking is not None:
            self._looking.stop()
        self._asked = behind, words
        if not behind.people and self._people:
            behind = replace(behind, people=tuple(self._people))
        self._behind = behind
        page.open_differences(words)

        def run(project: Project, job: Job[Differences | None]) -> Differences | None:
            try:
                return differences(project, behind, progress=job.progress, should_stop=job.should_stop)
            except Cancelled:
                return None

        def show(found: Differences | None) -> None:
            if page.differences.heading.text() == words:
                page.differences.show_differences(found)
                page.differences.view.setFocus()

        job = self._workspace.jobs.in_background(self.tr("Looking for differences"), run, show)
        self._looking = job if self._workspace.jobs.is_running(job) else None

    def ask_where(self) -> None:
        """Where to write the report; its suffix says as what."""
        folder = Path(self._settings.text("folder") or ".")
        chosen, kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export the report"),
            str(folder / "report.html"),
            self.tr("Web page (*.html);;PDF (*.pdf);;Table (*.csv)"),
        )
        if not chosen:
            return
        target = Path(chosen)
        if target.suffix.lower() not in (".html", ".pdf", ".csv"):
            target = target.with_name(target.name + kind[kind.index("*") + 1 : kind.index(")")])
        self._settings.set_text("folder", str(target.parent))
        self.export(target)

    def export(self, target: Path) -> None:
        """Measure once more and write the report in the background."""
        people, language = list(self._people), self._language

        def run(project: Project, job: Job[None]) -> None:
            from core.reporting import gather, suffix_of, write_report

            data = gather(
                project, people, language=language, progress=job.progress, should_stop=job.should_stop
            )
            if suffix_of(target) == ".pdf":
                from gui.report.printing import write_pdf

                write_pdf(data, target, language)
            else:
                write_report(data, target, language)

        def done(_nothing: None) -> None:
            self._window.notice.say(self.tr("Written: {0}").format(target))

        self._workspace.jobs.in_background(self.tr("Writing the report"), run, done)

    def _go_to_desk(self, document_id: int) -> None:
        self.desk_wanted.emit(document_id, self._behind.people, self._behind.label)


def measured(project: Project, people: list[str], job: Job[Measured | None]) -> Measured:
    """Agreement between these people (or all), the board, what was finished when, and all names."""
    from core.review.agreement import agreement
    from core.review.bootstrap import FEW

    ids = layered_ids(project, people)
    documents = layered_documents(project, ids, people, paragraphs=len(ids) < FEW)
    found = agreement(documents, len(ids), progress=job.progress, should_stop=job.should_stop)
    names = [each.name for each in queries.annotators(project) if each.name != GOLD]
    return found, board(project), finished_by_day(project), names
