"""Learning in the background, from finished documents and the one at hand, and suggesting anew ahead."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject

from core import operations
from core.annotation import LayerState
from core.errors import Cancelled, LabelsChanged
from core.history import Change, Kind, Touched
from core.project import Project
from core.suggest.apart import Apart, SuggesterApart
from gui.tasks import Job
from gui.workspace import Workspace

_TEACH = frozenset(
    {Kind.ANNOTATE, Kind.RELABEL, Kind.MOVE_EDGES, Kind.REMOVE, Kind.ACCEPT, Kind.REJECT, Kind.PROPAGATE}
)
_ACTS = 10  # decisions in a document after which it is learned from while it is still being worked on
_LEAP = 600  # characters between decisions that still follow each other
_LEFT = 300  # characters that must still lie ahead for that to pay
_NEXT = 30  # unfinished documents that are suggested anew after learning: those that come next
_NEXT_OPENED = 500  # milliseconds after which the document behind a finished one is there


class Learning(QObject):
    """Trains at most once at a time; what is finished meanwhile is learned right behind.

    `take` is given what suggests from now on.
    """

    def __init__(
        self,
        workspace: Workspace,
        apart: Apart,
        take: Callable[[SuggesterApart], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._apart = apart
        self._take = take
        self._job: Job[Change | None] | None = None
        self._once_more = False
        self._acts = 0
        self._reached = 0  # where the last decision in the open document was made
        self._looked_at = (0, 0)  # what is in focus there
        self._open = 0
        self._is_finished = False  # since the last training; then other documents are suggested anew too
        workspace.changed.connect(self._follow)
        workspace.document_opened.connect(self._follow_document)

    def rebuild(self, then: Callable[[], None]) -> None:
        """Forget the model and make it anew from the data, and suggest with it."""

        def run(project: Project, job: Job[Change | None]) -> Change | None:
            from core import learning

            self._is_finished = True
            learning.forget(project)
            return self._run(project, job)

        def done(change: Change | None) -> None:
            self._announce(change)
            then()

        self._workspace.jobs.in_background(self.tr("Learning"), run, done)

    def _follow(self, change: Change) -> None:
        if change.kind is Kind.FINISH:
            self._is_finished = True
            self._workspace.tasks.after_paint(self._learn, _NEXT_OPENED)
        elif change.kind in _TEACH:
            self._follow_decision(change)

    def look_at(self, start: int, end: int) -> None:
        """Know what is in focus: nothing is to change under it."""
        self._looked_at = start, end

    def _follow_document(self) -> None:
        document = self._workspace.document
        if document is not None and document.id != self._open:
            self._open, self._acts, self._reached, self._looked_at = document.id, 0, 0, (0, 0)

    def _follow_decision(self, change: Change) -> None:
        document = self._workspace.document
        if document is None or change.document_id != document.id:
            return
        places = [(each.start, each.end) for each in (*change.added, *change.removed)]
        places += [(each.start, each.end) for each in change.rejected]
        for start, end in places:
            if start - self._reached <= _LEAP:  # further down something was done out of turn
                self._reached = max(self._reached, end)
        self._acts += 1
        if self._acts >= _ACTS and len(document.text) - self._reached >= _LEFT:
            self._acts = 0
            self._learn()

    def ahead(self) -> tuple[int, tuple[int, int]]:
        """From where on the open document may change, and what in it must not: the lines in focus and
        next to it, where the next key may land."""
        document = self._workspace.document
        if document is None:
            return 0, (0, 0)
        text, (start, end) = document.text, self._looked_at
        first = text.rfind("\n", 0, start) + 1
        return self._reached, (first, _line_end(text, _line_end(text, end)))

    def ahead_of_reading(self) -> tuple[int, tuple[int, int]]:
        """The same, but while nothing is decided in the open document only what is in focus must stay.

        In one that was worked on before, nothing changes until it is known how far that is.
        """
        document = self._workspace.document
        if self._reached or document is None:
            return self.ahead()
        is_begun = document.layer.state is not LayerState.NEW
        return len(document.text) if is_begun else 0, self._looked_at

    def _learn(self) -> None:
        if not self._workspace.is_open:
            return
        if self._job is not None and self._workspace.jobs.is_running(self._job):
            self._once_more = True
            return
        self._once_more = False
        self._job = self._workspace.jobs.in_background(self.tr("Learning"), self._run, self._done)

    def _run(self, project: Project, job: Job[Change | None]) -> Change | None:
        """What was suggested anew, None if nothing was learned."""
        from core import learning

        self._apart.should_stop = job.should_stop
        change: Change | None = None
        with suppress(Cancelled, LabelsChanged):
            learned = learning.retrain_apart(project, self._apart)
            if learned is not None:
                self._take(learned)
                change = suggested()  # should it be stopped, it is not known where
                change = suggested(self._suggest(project, learned, job))
        return change

    def _suggest(self, project: Project, learned: SuggesterApart, job: Job[Change | None]) -> tuple[int, ...]:
        """The documents that have new suggestions."""
        from core import learning

        there: tuple[int, ...] = ()
        suggester, _ = learning.with_lac(learned)
        opened = self._open
        document = self._workspace.document
        if document is not None and document.id == opened and not document.is_finished:
            with suppress(LabelsChanged):
                operations.refresh(project, suggester, opened, self.ahead)
                there = (opened,)
        if self._is_finished:
            self._is_finished = False
            filled = operations.fill(project, suggester, renew=True, most=_NEXT, should_stop=job.should_stop)
            there += filled.documents
        return there

    def _announce(self, change: Change | None) -> None:
        if change is not None:
            self._workspace.announce(change)

    def _done(self, change: Change | None) -> None:
        self._announce(change)
        if self._once_more:
            self._learn()


def suggested(documents: tuple[int, ...] = ()) -> Change:
    """There are new suggestions in these documents; empty: it is not known in which."""
    return Change(
        Kind.SUGGEST, 0, documents=documents, touched=frozenset({Touched.SUGGESTIONS, Touched.ZONES})
    )


def _line_end(text: str, at: int) -> int:
    """Behind the end of the line at a place."""
    end = text.find("\n", at)
    return end + 1 if end >= 0 else len(text)
