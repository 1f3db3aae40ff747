"""LAC in the background, after the quick suggestions: what nobody has touched is suggested anew with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject

from core import operations
from core.errors import Cancelled, LabelsChanged
from core.history import Change
from core.operations.refreshing import Ahead
from core.project import Project
from core.suggest.apart import Apart, SuggesterApart
from gui.learning import suggested
from gui.tasks import Job
from gui.workspace import Workspace

Asked = tuple[Change | None, bool]
"""What was suggested, if anything, and whether there may be more to do."""

_SLICE = 60  # documents at a time, some seconds: then other long jobs have their turn


class AskingLac(QObject):
    """Goes through the documents a slice at a time. `suggester` gives what suggests at present, `ahead`
    what of the open document may change."""

    def __init__(
        self,
        workspace: Workspace,
        apart: Apart,
        suggester: Callable[[], SuggesterApart | None],
        ahead: Ahead,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._apart = apart
        self._suggester = suggester
        self._ahead = ahead
        self._job: Job[Asked] | None = None
        self._is_of_use = False  # LAC is there, and the label set has rules for it
        workspace.document_opened.connect(self._follow_document)

    def begin(self) -> None:
        """Start, or go on, where LAC can be asked; if it is at work already, nothing."""
        if not self._workspace.is_open:
            return
        if self._job is not None and self._workspace.jobs.is_running(self._job):
            return
        quick = self._suggester()
        self._is_of_use = quick is not None and quick.could_ask_lac
        if self._is_of_use:
            self._job = self._workspace.jobs.in_background(
                self.tr("Suggesting with LAC"), self._run, self._done
            )

    def _follow_document(self) -> None:
        """A document that was opened before its turn came is done next."""
        if self._is_of_use:
            self._workspace.tasks.after_paint(self.begin)

    def _run(self, project: Project, job: Job[Asked]) -> Asked:
        from core import learning

        self._apart.should_stop = job.should_stop
        quick = self._suggester()
        if quick is None:
            return None, False
        there: tuple[int, ...] = ()
        done = 0

        def progress(number: int, total: int) -> None:
            nonlocal done
            done = number
            job.progress(number, total)

        with suppress(Cancelled, LabelsChanged):
            suggester, without = learning.with_lac(quick)
            if without:
                return None, False
            document = self._workspace.document
            spared = [document.id] if document is not None else []
            if document is not None and not document.is_finished:
                change = operations.refresh(project, suggester, document.id, self._ahead, again=False)
                there = (document.id,) if change.operation_id else ()
            filled = operations.fill(
                project,
                suggester,
                most=_SLICE,
                begun=False,
                but=spared,
                progress=progress,
                should_stop=job.should_stop,
            )
            there += filled.documents
            return suggested(there) if there else None, done == _SLICE
        return suggested() if there or done else None, False  # stopped: it is not known where

    def _done(self, told: Asked) -> None:
        change, more = told
        if self._job is not None and self._job.should_stop():
            self._is_of_use = False  # not wanted, until suggestions are next made
        if change is not None:
            self._workspace.announce(change)
        if more:
            self.begin()
