"""The consistency sweep in the window: swept in the background, mended and dismissed by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core import operations, queries
from core.annotation import GOLD
from core.errors import Cancelled
from core.history import Change, Kind, Touched
from core.project import Project
from core.queries.review import may_review
from gui.main_window import MainWindow
from gui.tasks import Job
from gui.telling import Telling
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.queries.sweep import HitLine
    from core.review.sweep.values import Finding, Hit, Swept
    from gui.sweep.page import SweepPage

SWEEP = "sweep"
_OWN = frozenset({Kind.MEND, Kind.MEND_OTHERS, Kind.DISMISS, Kind.BRING_BACK})
_STALE = frozenset({Touched.ANNOTATIONS, Touched.DOCUMENTS, Touched.REVIEW, Touched.LABELS})


class Sweeping(QObject):
    """`place_wanted` asks to show a place in its document. What was found stays while the page is left."""

    place_wanted = Signal(int, int, int)  # document, start, end

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        telling: Telling,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window, self._telling, self._language = workspace, window, telling, language
        self.page: SweepPage | None = None
        self._whose: str | None = None
        self._swept: Swept | None = None
        self._before: list[Swept] = []  # what stood before each of our acts, for undo
        self._dismissed: dict[str, set[tuple[int | None, int | None, int | None, str]]] = {}
        self._job: Job[Swept | None] | None = None
        self._number = 0  # of the newest sweep
        self._is_stale = True
        window.pages.add(SWEEP, self._make)
        window.pages.page_changed.connect(self._offer)
        workspace.project_opened.connect(self._forget)
        workspace.changed.connect(self._follow)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {
            "consistency": lambda: self._window.pages.show_page(SWEEP),
            "sweep-again": self.sweep,
            **{f"fix-{number}": partial(self.fix, number - 1) for number in range(1, 7)},
            "dismiss-finding": self.dismiss,
            "next-finding": lambda: self._step(1),
            "previous-finding": lambda: self._step(-1),
            "tick-one": self._tick_one,
            "tick-all": self._tick_all,
        }

    # the page

    def _make(self) -> SweepPage:
        from gui.sweep.page import SweepPage

        page = self.page = SweepPage(self._window)
        page.set_theme(self._window.theme)
        self._window.theme_changed.connect(page.set_theme)
        page.fix_wanted.connect(self.fix)
        page.dismiss_wanted.connect(self.dismiss)
        page.place_wanted.connect(self._go)
        page.lines_wanted.connect(self._read_lines)
        page.whose_wanted.connect(self._sweep_whose)
        page.again_wanted.connect(self.sweep)
        page.dismissed_wanted.connect(lambda _on: self._show())
        page.chosen.connect(lambda _finding: self._offer())
        page.shown.connect(self._begin)
        return page

    def _offer(self, _page: str = "") -> None:
        on = self._window.pages.page == SWEEP
        self._window.availability.offer("sweep", on and self._workspace.is_open)
        self._window.availability.offer("finding", on and self._current() is not None)

    def _current(self) -> Finding | None:
        return self.page.tree.current() if self.page is not None else None

    def _forget(self) -> None:
        if self._job is not None:
            self._job.stop()
        self._job, self._swept, self._whose = None, None, None
        self._number += 1
        self._before, self._is_stale = [], True
        if self.page is not None and self.page.isVisible():
            self._begin()

    def _begin(self) -> None:
        """The page is shown: sweep if nothing was found yet."""
        if self._swept is None and self._job is None and self._workspace.is_open:
            self._ask_whose()
            self.sweep()
        elif self._is_stale:
            self._show()

    def _ask_whose(self) -> None:
        project = self._workspace.project
        mine = project.annotator.name

        def ask() -> list[str]:
            if not may_review(project):
                return []
            return [name for name in queries.layer_names(project) if name not in (mine, "suggestions")]

        def show(others: list[str]) -> None:
            from core.queries.sweep import EVERYBODY

            if self.page is None:
                return
            choices: list[tuple[str, str | None]] = [(self.tr("My work"), None)]
            choices += [(self.tr("Gold") if name == GOLD else name, name) for name in others]
            if len([name for name in others if name != GOLD]) > 0:
                choices.append((self.tr("Everybody's work"), EVERYBODY))
            self.page.show_whose(choices, self._whose)

        self._workspace.ask(ask, show)

    # sweeping

    def _sweep_whose(self, whose: str | None) -> None:
        self._whose = whose
        self.sweep()

    def sweep(self) -> None:
        """Look for what stands oddly, anew; an older sweep is stopped."""
        page = self.page
        if page is None or not self._workspace.is_open:
            return
        if self._job is not None:
            self._job.stop()
        self._number += 1
        labels, whose, number = self._workspace.label_set.labels, self._whose, self._number
        page.set_names({label.key: label.name(self._language) for label in labels})
        page.table.with_owners = whose == ""
        page.show_message(self.tr("Looking through the documents…"))

        def run(project: Project, job: Job[Swept | None]) -> Swept | None:
            from core.sweeping import sweep_project

            try:
                return sweep_project(project, whose, progress=job.progress, should_stop=job.should_stop)
            except Cancelled:
                return None

        def show(found: Swept | None) -> None:
            if number != self._number:
                return  # a newer one is on its way
            self._job = None
            if found is None:
                page.show_message(self.tr("Stopped. F5 looks again."))
                return
            self._swept, self._before, self._is_stale = found, [], False
            self._read_dismissed()

        job = self._workspace.jobs.in_background(self.tr("Looking for what stands oddly"), run, show)
        self._job = job if self._workspace.jobs.is_running(job) else None

    def _read_dismissed(self) -> None:
        from core.queries.sweep import dismissed

        project = self._workspace.project

        def show(found: dict[str, set[tuple[int | None, int | None, int | None, str]]]) -> None:
            self._dismissed = found
            self._show()

        self._workspace.ask(lambda: dismissed(project), show)

    def _show(self) -> None:
        page, swept = self.page, self._swept
        if page is None or swept is None:
            return
        findings = swept.findings
        if not page.with_dismissed.isChecked():
            findings = tuple(kept for each in findings if (kept := self._without_dismissed(each)) is not None)
        hits = sum(each.number for each in findings)
        words = self.tr("Findings {0} · places {1} · documents {2} · spans {3}").format(
            f"{len(findings):,}", f"{hits:,}", f"{swept.documents:,}", f"{swept.spans:,}"
        )
        if self._is_stale:
            words += " · " + self.tr("changed since: F5 looks again")
        page.show_findings(findings, self._dismissed, words)
        self._offer()

    def _without_dismissed(self, finding: Finding) -> Finding | None:
        gone = self._dismissed.get(finding.mark)
        if gone is None:
            return finding
        kept = tuple(hit for hit in finding.hits if hit.place not in gone)
        if not kept:
            return None
        return replace(finding, hits=kept, number=finding.number - len(finding.hits) + len(kept))

    def _read_lines(self, hits: list[Hit]) -> None:
        from core.queries.sweep import hit_lines

        project, page, finding = self._workspace.project, self.page, self._current()

        def show(lines: list[HitLine]) -> None:
            if page is not None:
                page.add_lines(finding, lines)

        self._workspace.ask(lambda: hit_lines(project, hits), show)

    # acts

    def fix(self, number: int) -> None:
        """Do that with all ticked places of the finding, in one act."""
        page, finding = self.page, self._current()
        if page is None or finding is None or number >= len(finding.fixes):
            return
        hits = [hit for hit in page.table.ticked() if number < len(hit.after)]
        mends = [
            operations.Mend(hit.layer_id, hit.id, hit.start, hit.end, hit.label, hit.after[number])
            for hit in hits
            if hit.after[number] != (hit.start, hit.end, hit.label)
        ]
        if not mends:
            return

        def run(project: Project, job: Job[Change]) -> Change:
            return operations.mend(project, mends, should_stop=job.should_stop, progress=job.progress)

        def done(change: Change) -> None:
            self._take_off(finding, hits)
            self._workspace.announce(change)
            words = self.tr("Places mended: {0}").format(f"{len(mends) - change.passed_over:,}")
            if change.passed_over:
                words += " · " + self.tr("passed over, for something else stands there: {0}").format(
                    f"{change.passed_over:,}"
                )
            self._telling.done(words) if change.operation_id else self._telling.say(words)

        self._workspace.jobs.in_background(self.tr("Mending"), run, done, at_once=True)

    def dismiss(self) -> None:
        """Say that the ticked places are right as they are; what was dismissed is brought back by this."""
        page, finding = self.page, self._current()
        if page is None or finding is None:
            return
        places = operations.dismissed_places(finding, page.table.ticked())
        if not places:
            return  # nothing is ticked
        back = page.with_dismissed.isChecked() and finding.mark in self._dismissed
        act = operations.bring_back if back else operations.dismiss

        def told(change: Change) -> None:
            words = self.tr("Brought back: {0}") if back else self.tr("Dismissed: {0}")
            self._telling.done(words.format(f"{len(places):,}"))

        self._workspace.perform(lambda project: act(project, places), told)

    def _take_off(self, finding: Finding, hits: Sequence[Hit]) -> None:
        """What was mended is found no more; what else it has changed is told by the next sweep."""
        if self._swept is None:
            return
        self._before.append(self._swept)
        gone = set(hits)
        kept = []
        for each in self._swept.findings:
            if each.mark == finding.mark:
                left = tuple(hit for hit in each.hits if hit not in gone)
                if not left:
                    continue
                each = replace(each, hits=left, number=each.number - len(each.hits) + len(left))
            kept.append(each)
        self._swept = replace(self._swept, findings=tuple(kept))

    def _follow(self, change: Change) -> None:
        if self._swept is None:
            return
        about = change.about or change.kind
        if about in (Kind.DISMISS, Kind.BRING_BACK):
            self._read_dismissed()
            return
        if change.kind is Kind.UNDO and about in _OWN and self._before:
            self._swept = self._before.pop()
            self._show()
            return
        if change.kind in _OWN:
            self._show()
        elif change.touched & _STALE and not self._is_stale:
            self._is_stale = True
            if self.page is not None and self.page.isVisible():
                self._show()

    # going about

    def _step(self, by: int) -> None:
        if self.page is not None:
            self.page.tree.step(by)

    def _tick_one(self) -> None:
        hit = self.page.current_hit() if self.page is not None else None
        if self.page is not None and hit is not None:
            self.page.table.tick(lambda each: each is hit or each == hit)

    def _tick_all(self) -> None:
        if self.page is not None:
            self.page.table.tick(lambda _each: True)

    def _go(self, hit: Hit) -> None:
        self.place_wanted.emit(hit.document_id, hit.start, hit.end)
