"""From document to document: which was open last, which is next, what follows a finished one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from core.history import Change
from core.queries import DocumentLine
from core.queries.mentions import Mention
from core.queries.outlook import next_document
from gui import commands
from gui.annotating import Annotating
from gui.desk.desk import Desk
from gui.main_window import MainWindow
from gui.pages import ANNOTATE
from gui.settings import Settings
from gui.suggesting import Suggesting
from gui.telling import Telling
from gui.workspace import Workspace

UNSEEN = 350  # milliseconds after which a document that came by itself may have been looked at


class Leafing(QObject):
    """Which document comes up when; `empty`: there is none that could."""

    empty = Signal()

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        settings: Settings,
        annotating: Annotating,
        suggesting: Suggesting,
        desk: Desk,
        telling: Telling,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = window
        self._settings = settings
        self._annotating = annotating
        self._suggesting = suggesting
        self._desk = desk
        self._telling = telling
        self._left: int | None = None  # a finished document, until the one that follows it is there
        self._came: int | None = None  # the one that did, …
        self._since = QElapsedTimer()  # … so long ago
        workspace.document_opened.connect(self._note_what_came)
        window.documents.document_wanted.connect(workspace.open_document)
        window.documents.listed.connect(self._open_something)
        workspace.document_gone.connect(self._open_heir)
        annotating.finished.connect(self._finished)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {
            "next-document": lambda: self._go(1),
            "previous-document": lambda: self._go(-1),
            "find-document": self._find_document,
            "finish": self._finish,
            "suggest": self._suggest_again,
            "remove-document": self._remove_document,
        }

    def remember(self, document_id: int) -> None:
        """Begin with this document when its database is opened again."""
        self._settings.set_text(self._last_key, str(document_id))

    def go_to(self, document_id: int, start: int, end: int) -> None:
        """Show a place of a document in the text."""
        self._window.pages.show_page(ANNOTATE)
        self._workspace.open_document(document_id, lambda: self._window.canvas.set_selection(start, end))

    def go_to_mention(self, mention: Mention) -> None:
        """Show a place where a string stands; what is marked near it is read first."""

        def show() -> None:
            self._window.canvas.set_selection(mention.start, mention.end)

        self._workspace.open_document(mention.document_id, show, near=mention.start)

    @property
    def _last_key(self) -> str:
        """Under which name the last document of this database is remembered."""
        place = self._workspace.project.place
        whole = place if "://" in place else str(Path(place).absolute())
        return f"last/{hashlib.sha256(whole.encode()).hexdigest()[:16]}"

    def _open_something(self) -> None:
        """After the list was read: open what was open last time, else the first unfinished."""
        if self._workspace.document is not None:
            return
        project = self._workspace.project
        last = self._settings.text(self._last_key)
        wanted = int(last) if last.isdigit() else 0
        line: DocumentLine | None = self._window.documents.model.line(wanted)
        if line is not None:
            self._workspace.open_document(line.id)
        elif self._window.documents.model.rowCount():
            by = self._window.documents.order.next_by
            self._workspace.ask(lambda: next_document(project, 0, by), self._open_if_any)
        else:
            self.empty.emit()

    def _open_if_any(self, document_id: int | None) -> None:
        if document_id is None:
            document_id = self._window.documents.shown.document_at(0)
        if document_id is not None:
            self._workspace.open_document(document_id)

    def _open_heir(self, gone: int) -> None:
        heir = self._window.documents.heir(gone)
        if heir is not None:
            self._workspace.open_document(heir)

    def _go(self, step: int) -> None:
        if self._desk.is_shown():
            self._desk.next_document(step)
            return
        neighbour = self._window.documents.neighbour(step)
        if neighbour is not None:
            self._workspace.open_document(neighbour)

    def _find_document(self) -> None:
        self._window.docks["documents"].show()
        self._window.documents.search.setFocus()
        self._window.documents.search.selectAll()

    def _finish(self) -> None:
        """Finish the document; not before its suggestions are there, which finishing would confirm.

        A second press on the key that finished the one before does not finish what nobody has seen.
        """
        document = self._workspace.document
        if document is not None and document.id == self._came and self._since.elapsed() < UNSEEN:
            key = self._window.keymap.first("finish")
            self._telling.done(self.tr("This document has only just come up. {0} finishes it.").format(key))
        elif document is not None and self._suggesting.awaits(document.id):
            self._window.notice.say(self.tr("Suggestions are still being made here. Finish in a moment."))
        else:
            self._annotating.finish()

    def _suggest_again(self) -> None:
        if self._workspace.document is not None:
            self._suggesting.fill_again(self._workspace.document.id)

    def _remove_document(self) -> None:
        document = self._workspace.document
        if document is None:
            return
        title = document.document.title or document.document.name

        def told(_change: Change) -> None:
            self._telling.done(self.tr("“{0}” was removed from the project.").format(title))

        commands.remove_document(self._workspace, told)

    def _finished(self, confirmed: int) -> None:
        self._telling.done(self.tr("Finished; suggestions confirmed: {0}").format(confirmed))
        document = self._workspace.document
        if document is None:
            return
        project, after = self._workspace.project, document.id
        by = self._window.documents.order.next_by

        def open_next() -> None:
            self._left = after
            self._workspace.open_found(lambda: next_document(project, after, by), self._tell_of_the_end)

        self._workspace.turns.do_next(open_next)  # what was finished is painted first

    def _note_what_came(self) -> None:
        document = self._workspace.document
        if document is not None and self._left not in (None, document.id):
            self._left, self._came = None, document.id
            self._since.start()

    def _tell_of_the_end(self) -> None:
        self._left = None
        self._telling.done(
            self.tr("All documents are finished. {0} exports them.").format(
                self._window.keymap.first("export")
            )
        )
