"""Review of one annotator's work: read through, correct, approve or return; and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QVBoxLayout

from core import operations
from core.annotation import Annotator, Document, LayerState
from core.errors import NotFound
from core.history import Change, Touched
from core.queries.reviewed import Reviewed, ToReview, annotator_named, reviewed, to_review
from gui.main_window import MainWindow
from gui.pages import ANNOTATE
from gui.reviewing.line import ReviewLine
from gui.telling import Telling
from gui.workspace import Workspace

_OF_REVIEW = frozenset({Touched.REVIEW, Touched.LAYER})
_CHANGES = _OF_REVIEW | {Touched.ANNOTATIONS, Touched.CATEGORIES}
Wanted = tuple[int, str]  # a document, whose work on it


class Reviewing(QObject):
    """Goes through finished work one by one; `show` opens a dialog over the window."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        telling: Telling,
        show: Callable[[QDialog], None],
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window, self._telling = workspace, window, telling
        self._show_dialog, self._language = show, language
        self._queue: list[Wanted] = []
        self._at = 0
        self._told_of = ""  # the project whose returned documents were told of
        workspace.document_opened.connect(workspace.behind.follow(self._look))
        workspace.document_closed.connect(self._hide)
        workspace.changed.connect(self._follow)
        workspace.project_opened.connect(self._forget)
        window.documents.listed.connect(self._tell_of_returned)
        self.line = self._make_line()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        act = self._workspace.when_saved
        return {
            "review-work": self.draw,
            "approve-layer": lambda: act(self.approve),
            "return-layer": lambda: act(self.ask_why),
            "next-review": lambda: act(self.go_on),
            "leave-review": lambda: act(self.leave),
        }

    def _make_line(self) -> ReviewLine:
        line = ReviewLine(self._window)
        centre = self._window.canvas.parentWidget()
        column = centre.layout() if centre is not None else None
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self._window.canvas), line)
        line.wanted.connect(self._window.triggered)
        line.place_wanted.connect(self._go_to)
        return line

    # which work

    def draw(self) -> None:
        """Ask whose finished work to review, and how much of it."""
        project = self._workspace.project

        def ask(waiting: list[ToReview]) -> None:
            from gui.reviewing.drawing import DrawDialog

            dialog = DrawDialog(waiting, self._window)
            dialog.ordered.connect(self.review)
            self._show_dialog(dialog)

        self._workspace.ask(lambda: to_review(project), ask)

    def review_one(self, document_id: int, name: str) -> None:
        """Review somebody's work on one document."""
        self.review([(document_id, name)])

    def review(self, wanted: Sequence[Wanted]) -> None:
        """Review these, one after the other; what keys before it began is stored in the own layer first."""
        self._queue, self._at = list(wanted), 0
        self._workspace.when_saved(self._open)

    def _open(self) -> None:
        document_id, name = self._queue[self._at]
        project = self._workspace.project

        def show(whom: Annotator | None) -> None:
            if whom is None:
                self._workspace.failed.emit(NotFound("annotator", name))
                return
            self._window.pages.show_page(ANNOTATE)
            self._workspace.open_document(document_id, whose=whom)

        def look() -> Annotator | None:
            try:
                return annotator_named(project, name)
            except NotFound:
                return None

        self._workspace.ask(look, show)

    @property
    def _is_reviewing(self) -> bool:
        document = self._workspace.document
        return document is not None and document.reviewed is not None

    def go_on(self) -> None:
        """The next work of the sample; behind the last, the own layer again."""
        if not self._is_reviewing:
            return
        if self._at + 1 < len(self._queue):
            self._at += 1
            self._open()
        else:
            self.leave()
            self._telling.say(self.tr("Reviewed: all that were drawn."))

    def leave(self) -> None:
        """Back to one's own layer on this document."""
        document = self._workspace.document
        if document is not None and document.reviewed is not None:
            self._queue, self._at = [], 0
            self._workspace.open_document(document.id)

    # what is decided

    def approve(self) -> None:
        """Say that the work is good, and go on."""
        document = self._workspace.document
        if document is None or document.reviewed is None:
            return
        id_, name = document.id, document.reviewed.name

        def done(_change: Change) -> None:
            self._after(self.tr("Approved: {0}, “{1}”").format(name, _title(document.document)))

        self._workspace.perform(lambda project: operations.approve(project, id_, name), done)

    def ask_why(self) -> None:
        """Ask for the reason, then return the work."""
        from gui.reviewing.returning import ReturnDialog

        document = self._workspace.document
        if document is None or document.reviewed is None:
            return
        dialog = ReturnDialog(document.reviewed.name, _title(document.document), self._window)
        dialog.ordered.connect(self._return)
        self._show_dialog(dialog)

    def _return(self, reason: str) -> None:
        document = self._workspace.document
        if document is None or document.reviewed is None:
            return
        id_, name = document.id, document.reviewed.name

        def done(_change: Change) -> None:
            self._after(self.tr("Returned to {0}: “{1}”").format(name, _title(document.document)))

        self._workspace.perform(lambda project: operations.return_layer(project, id_, name, reason), done)

    def _after(self, words: str) -> None:
        if self._at + 1 < len(self._queue):
            self.go_on()
        else:
            self.leave()
        self._telling.done(words)

    # what is shown

    def _forget(self) -> None:
        self._queue, self._at = [], 0
        labels = self._workspace.label_set
        self.line.labels = {
            each.key: each.name(self._language) for each in (*labels.labels, *labels.categories)
        }

    def _follow(self, change: Change) -> None:
        """In the annotator's own work the line shows what a reviewer did: their spans are no news to it."""
        document = self._workspace.document
        if document is None or change.document_id not in (None, document.id):
            return
        is_own = document.reviewed is None and change.document_id is not None
        if change.touched & (_OF_REVIEW if is_own else _CHANGES):
            self._look()

    def _look(self) -> None:
        """Read how the layer at hand stands with its reviewer."""
        document = self._workspace.document
        if document is None:
            return
        project, id_ = self._workspace.in_hand, document.id

        def show(found: Reviewed | None) -> None:
            if self._workspace.document is not document:
                return
            if found is None:
                self.line.hide()
            elif document.reviewed is not None:
                self.line.show_review(found, self._at + 1, len(self._queue))
            else:
                self.line.show_own(found)

        if document.reviewed is None and document.layer.id == 0:
            self.line.hide()
        else:
            self._workspace.ask(lambda: reviewed(project, id_), show)

    def _hide(self) -> None:
        self.line.hide()

    def _go_to(self, start: int, end: int) -> None:
        self._window.canvas.set_selection(start, end)
        self._window.canvas.setFocus()

    def _tell_of_returned(self) -> None:
        """Once for each project that is opened: what came back."""
        project = self._workspace.project
        whose = f"{project.place} {project.annotator.name}"
        returned = [
            line.id for line in self._window.documents.model.lines() if line.state is LayerState.RETURNED
        ]
        if whose == self._told_of or not returned:
            return
        self._told_of = whose
        self._window.notice.say(
            self.tr("Returned to you: {0}").format(len(returned)),
            self.tr("Show"),
            lambda: self._workspace.open_document(returned[0]),
        )


def _title(document: Document) -> str:
    return document.title or document.name
