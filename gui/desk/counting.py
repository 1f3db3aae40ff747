"""Counting: how many cases each document on the desk has, and how many are settled."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.project import Project
from gui.tasks import Job

if TYPE_CHECKING:
    from core.queries.desk import CaseCount
    from gui.desk.desk import Desk


class Counting(QObject):
    """Counts the cases of every document of a desk in the background, those on top first."""

    ended = Signal()  # the last document was counted

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self._workspace = desk, desk.workspace
        self._job: Job[None] | None = None
        self._number = 0

    def start(self) -> None:
        """Count by the page's filter; an older count ends unheard."""
        from core.queries.desk import case_counts

        if self._job is not None:
            self._job.stop()
        self._number += 1
        page, wanted, number = self._desk.page, self._desk.page.filter, self._number
        ids = page.documents.ids()
        found: deque[tuple[int, CaseCount]] = deque()

        def count(project: Project, job: Job[None]) -> None:
            for done, each in enumerate(case_counts(project, ids, wanted), 1):
                if job.should_stop():
                    return
                found.append(each)
                if done % 50 == 0:
                    job.progress(done, len(ids))

        def show(*_told: object) -> None:
            if number == self._number:
                page.documents.set_counts(dict(found.popleft() for _ in range(len(found))))
                self.show_total()

        def ended(_nothing: None) -> None:
            tasks.progressed.disconnect(connection)
            show()
            if number == self._number:
                page.documents.all_counted()
                self.ended.emit()

        tasks = self._workspace.tasks
        connection = tasks.progressed.connect(show)
        self._job = self._workspace.jobs.in_background(self.tr("Counting cases"), count, ended, at_once=True)

    def forget(self) -> None:
        """What is still being counted is of a project that was closed."""
        self._job = None
        self._number += 1

    def show_total(self) -> None:
        """Say how many cases are known in all."""
        counts = self._desk.page.documents.counts.values()
        words = self.tr("cases {0} · settled {1}")
        self._desk.page.total.setText(
            words.format(sum(each.cases for each in counts), sum(each.settled for each in counts))
        )
