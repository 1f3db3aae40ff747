"""Finding in the open document: the bar over the text, its hits on the canvas, and the steps between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from core.errors import JinbiaoError
from core.matching import Pattern
from core.project import Project
from gui.find.bar import FindBar
from gui.main_window import MainWindow
from gui.messages import sentence
from gui.models.hits import Hits, find_hits
from gui.tasks import Job
from gui.workspace import Workspace

_LONGEST_TAKEN = 200  # characters of a selection that are taken over as what to look for


class FindingHere(QObject):
    """One for a window. Nothing is looked for, kept or drawn while the bar is not shown."""

    def __init__(self, workspace: Workspace, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = window
        self._bar: FindBar | None = None
        self._job: Job[Hits] | None = None
        self._hits: Hits | None = None
        self._searched: tuple[str, Pattern] | None = None  # the digest of the text, and what for
        self._waiting_step = 0
        self._is_stepping = False  # whether the answer is to move the selection
        self._anchor = 0
        workspace.document_opened.connect(self._follow)
        workspace.document_closed.connect(self._forget)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {
            "find": self.open,
            "find-next": lambda: self.step(1),
            "find-previous": lambda: self.step(-1),
        }

    @property
    def bar(self) -> FindBar:
        """The bar; made when it is wanted first."""
        if self._bar is None:
            self._bar = FindBar()
            centre = self._window.canvas.parentWidget()
            column = centre.layout() if centre is not None else None
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(column.indexOf(self._window.canvas), self._bar)
            self._bar.hide()
            self._bar.wanted.connect(self._search)
            self._bar.stepped.connect(self.step)
            self._bar.left.connect(self.close)
            self._window.canvas.installEventFilter(self)
        return self._bar

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return self._bar is not None and not self._bar.isHidden()

    def open(self) -> None:
        """Let somebody type what to look for: at first what is selected."""
        canvas = self._window.canvas
        start, end = canvas.selection()
        self._anchor = start
        selected = canvas.text()[start:end] if end - start <= _LONGEST_TAKEN else ""
        if self.is_open and self._hits is not None and self._hits.number_of(start, end) is not None:
            selected = ""  # a hit of what is looked for already
        self._is_stepping = True
        self.bar.ask(selected if "\n" not in selected else "")

    def close(self) -> None:
        """Back to the text; the hit that was found last is selected there."""
        if self._bar is not None:
            self._bar.hide()
        self._forget()
        self._window.canvas.setFocus()

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1); round the end of the document."""
        if self._workspace.document is None:
            return
        if not self.is_open:
            if not self.bar.pattern.text:
                self.open()
                return
            self.bar.show()  # the keys stay with the text
        if not self._is_found():
            self._waiting_step = by
            self._search(self.bar.pattern)
            return
        hits = self._hits
        if hits is None or not len(hits):
            return
        start, end = self._window.canvas.selection()
        at = next(iter(hits.over(start, max(end, start + 1))), None)
        if at is not None and hits[at][0] <= start and end <= hits[at][1]:
            start, end = hits[at]  # labelled, the hit is no selection any more but still the place
        self._show_hit(hits.from_position(end) if by > 0 else hits.before_position(start))

    def _is_found(self) -> bool:
        document = self._workspace.document
        wanted = (document.document.digest, self.bar.pattern) if document is not None else None
        return self._hits is not None and self._searched == wanted

    def _follow(self) -> None:
        """Another document is open: look for the same in it, but leave the caret alone."""
        if self.is_open and not self._is_found():
            self._hits = None
            self._anchor = 0
            self._is_stepping = False
            self._search(self.bar.pattern)

    def _forget(self) -> None:
        if self._job is not None:
            self._job.stop()
        self._job = self._hits = self._searched = None
        self._waiting_step = 0
        self._window.canvas.set_hits(None)

    def _search(self, pattern: Pattern) -> None:
        document = self._workspace.document
        if self._job is not None:
            self._job.stop()
        if document is None or not pattern.text:
            self._hits = self._searched = None
            self._window.canvas.set_hits(None)
            self.bar.say("")
            return
        text, searched = document.text, (document.document.digest, pattern)

        def run(_project: Project, job: Job[Hits], _part: Callable[[Any], None]) -> Hits:
            return find_hits(text, pattern, job.should_stop)

        def show(hits: Hits) -> None:
            self._searched = searched
            self._show(hits)

        self.bar.say(self.tr("Looking…"))
        self._job = self._workspace.jobs.look_up(run, lambda _part: None, show, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._hits = self._searched = None
        self._waiting_step = 0
        self._window.canvas.set_hits(None)
        if isinstance(error, JinbiaoError):
            self.bar.say(sentence(error), "danger")
        else:
            self._workspace.failed.emit(error)

    def _show(self, hits: Hits) -> None:
        self._hits = hits
        canvas = self._window.canvas
        canvas.set_hits(hits if len(hits) else None)
        step, self._waiting_step = self._waiting_step, 0
        if not len(hits):
            self.bar.say(self.tr("No hit"), "danger")
        elif step:
            self.step(step)
        elif self._is_stepping:
            self._show_hit(hits.from_position(self._anchor))
        else:
            self._count(None)

    def _show_hit(self, number: int) -> None:
        assert self._hits is not None
        self._is_stepping = True
        start, end = self._hits[number]
        self._anchor = start
        canvas = self._window.canvas
        canvas.set_focus(None)
        canvas.set_selection(start, end)
        canvas.set_hits(self._hits, number)
        self._count(number)

    def _count(self, number: int | None) -> None:
        assert self._hits is not None
        total = f"{len(self._hits):,}" + ("+" if self._hits.is_cut else "")
        if number is None:
            self.bar.say(self.tr("Hits: {0}").format(total))
        else:
            self.bar.say(self.tr("{0} of {1}").format(f"{number + 1:,}", total))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the text, where nothing is selected, puts the bar away."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.is_open:
            start, end = self._window.canvas.selection()
            if event.key() == Qt.Key.Key_Escape and start == end:
                self.close()
                return True
        return super().eventFilter(watched, event)
