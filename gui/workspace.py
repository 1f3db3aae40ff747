"""What is open: the project, the document, the annotator. The only holder of a Project in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core import queries
from core.annotation import Annotator, Document
from core.errors import Busy, Conflict, LayerFinished, NotFound
from core.history import Change, Kind, Touched, UndoStatus
from core.project import Project, open_project
from core.queries import DocumentPart, PartlyOpened
from core.schema import LabelSet
from gui.behind import Behind
from gui.jobs import Jobs
from gui.loading import Loading
from gui.models.known import PIECE, around
from gui.models.mark import Mark
from gui.models.open_document import Marks, OpenDocument
from gui.questions import Questions
from gui.tasks import IN_A_FRAME, Tasks
from gui.turns import Turns

T = TypeVar("T")
_RELOADS = frozenset({Touched.SUGGESTIONS, Touched.ZONES, Touched.LABELS, Touched.SETTINGS})
_WORK = frozenset({Touched.ANNOTATIONS, Touched.REJECTIONS})
_READ_AT_ONCE = 4 * PIECE  # a text of up to so many characters is opened with all that is marked in it
_MANY = 1_000  # annotations in one change: from there on the document is read again, piece by piece


class Workspace(QObject):
    """Panels look here and listen to its signals; commands make it change.

    `changed` carries the Change of an operation, after `document` is up to date with it.
    """

    project_opened = Signal()
    project_closed = Signal()
    document_opened = Signal()  # or read again
    document_renewed = Signal(bool)  # it was read again; whether a suggestion waited in it before
    document_loaded = Signal()  # all that is marked in it is known now, not only what is near
    document_closed = Signal()
    document_gone = Signal(int)  # the one that was open is not in the project any more
    marks_changed = Signal(list, list)  # marks that went, marks that came
    changed = Signal(object)
    labels_changed = Signal()  # another label set is in force; before whatever is shown in it
    saving = Signal(bool)  # True: what is shown is not on the disk yet
    undo_status_changed = Signal(object)
    failed = Signal(object)  # an exception that a person must hear of

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._project: Project | None = None
        self.document: OpenDocument | None = None
        self.undo_status = UndoStatus()
        self.undo_is_known = True  # else the store is still being asked
        self.shows_hidden = False
        self._pending = 0
        self._wanted: int | None = None
        self._whose: Annotator | None = None
        self._openings = 0  # documents that somebody has asked for
        self._labels_shown: LabelSet | None = None
        self.jobs = Jobs(tasks, lambda: self._project, self._fail, self)
        self.questions = Questions(tasks, lambda: self._project, self._fail)
        self.ask = self.questions.ask
        self.behind = Behind(self.questions.unhurried, tasks.is_inline, self)
        self.loading = Loading(tasks, self.ask, self._reading_part, self)
        self.loading.arrived.connect(self.marks_changed)
        self.loading.whole.connect(self.document_loaded)
        self.turns = Turns(self._is_busy, tasks.is_inline, self)
        self.loading.settled.connect(self.turns.let_go)

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self._project is not None

    @property
    def project(self) -> Project:
        """The open project; there must be one."""
        assert self._project is not None
        return self._project

    @property
    def in_hand(self) -> Project:
        """The project with the layers of whom is being reviewed, else the annotator's own."""
        return _in_hand(self.project, self.document.reviewed if self.document is not None else None)

    @property
    def label_set(self) -> LabelSet:
        """The label set in force, an empty one while nothing is open."""
        return self._project.label_set if self._project is not None else LabelSet()

    @property
    def is_saving(self) -> bool:
        """Whether something is shown that is not on the disk yet."""
        return self._pending > 0

    @property
    def is_opening(self) -> bool:
        """Whether another document was asked for: keys that come now are meant for that."""
        return self._openings > 0

    def _is_busy(self) -> bool:
        return self.is_saving or self.is_opening or self.loading.is_awaited

    def open(self, place: str, annotator: str = "", *, create: bool = True, usual: str = "") -> None:
        """Open a project in place of the one that is open. Raises StoreError; then the old one stays.

        A file that was handed out opens as its person unless `annotator` says otherwise; another as
        `usual`.
        """
        opened = open_project(place, annotator, create=create, usual=usual)
        self.close_project()
        self._project = opened
        self._labels_shown = opened.label_set
        self.project_opened.emit()
        self._look_at_undo()

    def close_project(self) -> None:
        """Let go of the project; what is on its way to the disk gets there first."""
        self.close_document()
        if self._project is not None:
            self.jobs.stop()
            self.tasks.drain()
            self._project.close()
            self._project = None
            self._openings = 0
            self.turns.clear()
            self.undo_status = UndoStatus()
            self.undo_status_changed.emit(self.undo_status)
            self.project_closed.emit()

    def switch_annotator(self, name: str) -> None:
        """Go on as somebody else in the same project."""
        self.open(self.project.place, name, create=False)

    def open_document(
        self,
        document_id: int,
        then: Callable[[], None] | None = None,
        *,
        near: int | None = None,
        whose: Annotator | None = None,
    ) -> None:
        """Show a document; an answer that comes after another was asked for is dropped.

        What is marked in a long one comes in pieces, those around the place `near` first. `whose`
        finished work a reviewer reads and corrects; else it is the annotator's own.
        """
        self._wanted, self._whose = document_id, whose

        def show(opened: PartlyOpened | None) -> None:
            if (self._wanted, self._whose) != (document_id, whose):
                return
            if opened is None:
                shown = self.document
                self._wanted = shown.id if shown is not None else None
                self._whose = shown.reviewed if shown is not None else None
                self.failed.emit(NotFound("document", document_id))
                return
            self._show(opened, whose)
            if then is not None:
                then()

        self._ask_for_document(self._reading(document_id, near), show)

    def open_found(self, find: Callable[[], int | None], nothing: Callable[[], None]) -> None:
        """Show the annotator's own work on the document that `find` gives in the store's thread, as soon as
        it is read; `nothing` is called if there is none. Keys wait for it; the window does not."""
        before = self._wanted, self._whose
        read = self._reader(0)

        def look() -> tuple[bool, PartlyOpened | None]:
            found = find()
            return found is not None, None if found is None else read(found)

        def show(answer: tuple[bool, PartlyOpened | None]) -> None:
            there_is_one, opened = answer
            if (self._wanted, self._whose) != before:
                return
            if opened is not None:
                self._wanted, self._whose = opened.head.document.id, None
                self._show(opened, None)
            elif not there_is_one:
                nothing()

        self._ask_for_document(look, show)

    def _ask_for_document(self, question: Callable[[], T], answer: Callable[[T], None]) -> None:
        def show(found: T) -> None:
            self._openings -= 1
            try:
                answer(found)
            finally:
                self.turns.let_go()

        def fail() -> None:
            self._openings -= 1
            self.turns.let_go()

        self._openings += 1
        self.ask(question, show, patience=0.0, otherwise=fail)

    def _reading(self, document_id: int, near: int | None = None) -> Callable[[], PartlyOpened | None]:
        shown = self.document
        known = shown.document if shown is not None and shown.id == document_id else None
        place = near if near is not None else self.loading.places()[0] if known is not None else 0
        read = self._reader(place, known, self._whose)
        return lambda: read(document_id)

    def _reader(
        self, place: int, known: Document | None = None, whose: Annotator | None = None
    ) -> Callable[[int], PartlyOpened | None]:
        project, hidden = self.project, self.shows_hidden

        def read(document_id: int) -> PartlyOpened | None:
            try:
                project.catch_up()  # others may have changed the label set
                return queries.open_partly(
                    _in_hand(project, whose),
                    document_id,
                    around(place),
                    whole_up_to=_READ_AT_ONCE,
                    known=known,
                    with_hidden=hidden,
                )
            except NotFound:
                return None

        return read

    def _notice_labels(self) -> None:
        """Say so if the label set is another than what was shown last."""
        if self._project is not None and self._project.label_set is not self._labels_shown:
            self._labels_shown = self._project.label_set
            self.labels_changed.emit()

    def _reading_part(self, document: OpenDocument, stretch: tuple[int, int]) -> Callable[[], DocumentPart]:
        project, hidden = _in_hand(self.project, document.reviewed), self.shows_hidden
        return lambda: queries.document_part(
            project, document.document, *stretch, blind=document.blind, with_hidden=hidden
        )

    def _show(self, opened: PartlyOpened, whose: Annotator | None) -> None:
        self._notice_labels()
        flat, shown = self.label_set.is_flat, self.document
        if shown is None or (shown.id, shown.reviewed) != (opened.head.document.id, whose):
            self._forget_wishes()
            self.document = OpenDocument(opened, flat=flat, reviewed=whose)
            self.loading.turn_to(self.document)
            self.document_opened.emit()
        else:
            waited = bool(shown.waiting)
            shown.is_flat = flat
            marks = shown.renew(opened)
            self.loading.turn_to(shown)
            self._tell_marks(marks)
            self.document_opened.emit()
            self.document_renewed.emit(waited)
        self.loading.begin()

    def _forget_wishes(self) -> None:
        """What waits for pieces of a document that is left, and keys pressed behind that, are dropped."""
        if self.loading.is_awaited:
            self.turns.clear()
        self.loading.leave()

    def show_hidden(self, on: bool) -> None:
        """Show, or do not, the suggestions that score less than their label's threshold."""
        self.shows_hidden = on
        self._reload()

    def close_document(self) -> None:
        """Show no document."""
        self._wanted = self._whose = None
        if self.document is not None:
            self._forget_wishes()
            self.document = None
            self.document_closed.emit()

    def perform(
        self,
        operation: Callable[[Project], Change],
        then: Callable[[Change], None] | None = None,
        pending: Mark | None = None,
        patience: float = IN_A_FRAME,
    ) -> None:
        """Do an operation: when this returns it is on the disk and shown, or shown as being saved.

        After `patience` (seconds) the store is slow: then `pending` is shown.
        """
        project = self.project
        hand = self.in_hand
        late = False

        def waiting() -> None:
            nonlocal late
            late = True
            self._count_pending(1)
            if pending is not None:
                self.marks_changed.emit([], [pending])

        def done(change: Change) -> None:
            try:
                answered()
                if self._project is project:
                    self.questions.unhurried(lambda: self._take(change, in_order=True))
                    if then is not None:
                        then(change)
            finally:
                settled()

        def failed(error: BaseException) -> None:
            try:
                answered()
                self._fail(error)
            finally:
                settled()

        def answered() -> None:
            if late and pending is not None and self._project is project:
                self.marks_changed.emit([pending], [])

        def settled() -> None:
            if late:
                self._count_pending(-1)

        self.tasks.quickly(lambda: self._patiently(operation, hand), done, failed, waiting, patience)

    def _patiently(self, operation: Callable[[Project], Change], project: Project) -> Change:
        """Do it; while a long job of our own keeps the database locked, it waits for its turn."""
        while True:
            had_a_job = self.jobs.is_working  # as it was when we asked: the lock may have been that job's
            try:
                return operation(project)
            except Busy:
                if not had_a_job:
                    raise

    def when_saved(self, act: Callable[[], None]) -> None:
        """Do it now, or behind what is being saved or waited for, so that keys keep their meaning."""
        self.turns.do(act)

    def when_whole(self, act: Callable[[], None]) -> None:
        """Do it when all that is marked in the open document is known."""
        document = self.document
        gap = document.known.gap(0, len(document.text)) if document is not None else None
        if gap is None:
            act()
        else:
            self.loading.when_known(gap, lambda: self.when_whole(act))

    def announce(self, change: Change) -> None:
        """Tell of a change that a long job made, in the annotator's own layers."""
        self.questions.unhurried(lambda: self._take(change, is_own=True))

    def _take(self, change: Change, *, is_own: bool = False, in_order: bool = False) -> None:
        self._notice_labels()
        document = self.document
        if is_own and document is not None and document.reviewed is not None:
            self._tell(change)  # the work that is shown is somebody else's
            return
        many = len(change.removed) + len(change.added) > _MANY
        here = document is not None and change.document_id == document.id
        if document is not None and here and not self._hides(change):
            if many:
                document.note(change)
            else:
                self._tell_marks(document.apply(change))
        self._tell(change, in_order=in_order)
        elsewhere_too = change.document_id is None and bool(change.touched & _WORK)
        out_of_date = change.touched & _RELOADS or self._hides(change) or elsewhere_too or (here and many)
        if document is not None and out_of_date and document.id in (change.documents or [document.id]):
            self._reload()

    def _tell(self, change: Change, *, in_order: bool = False) -> None:
        """`in_order`: the store did it behind all that was asked of it before, so what it says comes next
        does; a long job's change may be told late."""
        if not in_order or change.next_turns is None:
            self.changed.emit(change)
            if change.kind is not Kind.SUGGEST:
                self._look_at_undo()
            return
        is_news = change.next_turns != self.undo_status or not self.undo_is_known
        self.undo_status, self.undo_is_known = change.next_turns, True
        self.changed.emit(change)
        if is_news:
            self.undo_status_changed.emit(self.undo_status)

    def _tell_marks(self, marks: Marks) -> None:
        if any(marks):
            self.marks_changed.emit(*marks)

    def _hides(self, change: Change) -> bool:
        """Whether the document shown may be gone from the list, or changed as a whole."""
        return Touched.DOCUMENTS in change.touched

    def _reload(self) -> None:
        wanted, whose = self._wanted, self._whose
        if wanted is None:
            return

        def show(opened: PartlyOpened | None) -> None:
            if (self._wanted, self._whose) != (wanted, whose):
                return
            if opened is not None:
                self._show(opened, whose)
            else:
                self.close_document()
                self.document_gone.emit(wanted)

        self.ask(self._reading(wanted), show, patience=0.0)

    def _look_at_undo(self) -> None:
        project = self.project

        def show(status: UndoStatus) -> None:
            if self._project is project:
                self.undo_status, self.undo_is_known = status, True
                self.undo_status_changed.emit(status)

        self.undo_is_known = False
        self.ask(lambda: queries.undo_status(project), show)
        if not self.undo_is_known:
            self.undo_status_changed.emit(self.undo_status)

    def _count_pending(self, by: int) -> None:
        self._pending += by
        self.saving.emit(self._pending > 0)
        self.turns.let_go()

    def _fail(self, error: BaseException) -> None:
        self._notice_labels()
        if isinstance(error, NotFound | LayerFinished | Conflict) and self.document is not None:
            self._reload()  # what is shown may be out of date
        if isinstance(error, Exception):
            self.failed.emit(error)
        else:
            raise error


def _in_hand(project: Project, reviewed: Annotator | None) -> Project:
    """The project with somebody else's layers in the annotator's hands, if they are reviewed."""
    return project.reviewing(reviewed) if reviewed is not None else project
