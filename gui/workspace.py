"""What is open: the project, the document, the annotator. The only holder of a Project in the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from core import queries
from core.annotation import AnnotatedDocument
from core.errors import Busy, Conflict, LayerFinished, NotFound
from core.history import Change, Kind, Touched, UndoStatus
from core.project import Project, open_project
from core.schema import LabelSet
from gui.models.mark import Mark
from gui.models.open_document import OpenDocument
from gui.tasks import A_LITTLE, IN_A_FRAME, Job, Tasks

T = TypeVar("T")
_RELOADS = frozenset({Touched.SUGGESTIONS, Touched.ZONES, Touched.LABELS, Touched.SETTINGS})
_WORK = frozenset({Touched.ANNOTATIONS, Touched.REJECTIONS})


class Workspace(QObject):
    """Panels look at what is here and listen to its signals; commands make it change.

    `changed` carries the Change of an operation, after `document` is up to date with it.
    """

    project_opened = Signal()
    project_closed = Signal()
    document_opened = Signal()
    document_closed = Signal()
    document_gone = Signal(int)  # the one that was open is not in the project any more
    marks_changed = Signal(list, list)  # marks that went, marks that came
    changed = Signal(object)
    labels_changed = Signal()  # another label set is in force; before whatever is shown in it
    saving = Signal(bool)  # True: something is shown that is not on the disk yet
    undo_status_changed = Signal(object)
    job_started = Signal(object)
    job_ended = Signal(object)
    failed = Signal(object)  # an exception that a person must hear of

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._project: Project | None = None
        self.document: OpenDocument | None = None
        self.undo_status = UndoStatus()
        self._pending = 0
        self._jobs: list[Job[Any]] = []
        self._searches: list[Job[Any]] = []
        self._wanted: int | None = None
        self._labels_shown: LabelSet | None = None
        self._held_back: deque[Callable[[], None]] = deque()

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
    def label_set(self) -> LabelSet:
        """The label set in force, an empty one while nothing is open."""
        return self._project.label_set if self._project is not None else LabelSet()

    @property
    def is_saving(self) -> bool:
        """Whether something is shown that is not on the disk yet."""
        return self._pending > 0

    @property
    def is_working(self) -> bool:
        """Whether a long job is on its way."""
        return bool(self._jobs)

    def is_running(self, job: Job[Any]) -> bool:
        """Whether that job is still on its way."""
        return job in self._jobs

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
        """Let go of the project; what was on its way to the disk gets there first."""
        self.close_document()
        if self._project is not None:
            for job in (*self._jobs, *self._searches):
                job.stop()
            self.tasks.drain()
            self._project.close()
            self._project = None
            self._held_back.clear()
            self.undo_status = UndoStatus()
            self.undo_status_changed.emit(self.undo_status)
            self.project_closed.emit()

    def switch_annotator(self, name: str) -> None:
        """Go on as somebody else in the same project."""
        self.open(self.project.place, name, create=False)

    def open_document(self, document_id: int, then: Callable[[], None] | None = None) -> None:
        """Show a document; an answer that comes after another was asked for is dropped."""
        self._wanted = document_id

        def show(opened: AnnotatedDocument | None) -> None:
            if self._wanted != document_id:
                return
            if opened is None:
                self._wanted = self.document.id if self.document is not None else None
                self.failed.emit(NotFound("document", document_id))
                return
            self._show(opened)
            if then is not None:
                then()

        self.ask(self._reading(document_id), show, patience=IN_A_FRAME)

    def _reading(self, document_id: int) -> Callable[[], AnnotatedDocument | None]:
        project = self.project

        def read() -> AnnotatedDocument | None:
            try:
                project.catch_up()  # others may have changed the label set
                return queries.open_document(project, document_id)
            except NotFound:
                return None

        return read

    def _notice_labels(self) -> None:
        """Say so if the label set is another than what was shown last."""
        if self._project is not None and self._project.label_set is not self._labels_shown:
            self._labels_shown = self._project.label_set
            self.labels_changed.emit()

    def _show(self, opened: AnnotatedDocument) -> None:
        self._notice_labels()
        self.document = OpenDocument(opened, flat=self.label_set.is_flat)
        self.document_opened.emit()

    def close_document(self) -> None:
        """Show no document."""
        self._wanted = None
        if self.document is not None:
            self.document = None
            self.document_closed.emit()

    def ask(
        self, question: Callable[[], T], answer: Callable[[T], None], *, patience: float = A_LITTLE
    ) -> None:
        """Read something from the store, off the UI thread; a quick answer comes before this returns.

        With no `patience` (seconds) the window goes on at once, and the answer comes when it is there.
        What was asked of a project that was closed in the meantime is not answered.
        """
        project = self._project

        def answered(found: T) -> None:
            if self._project is project:
                answer(found)

        def failed(error: BaseException) -> None:
            if self._project is project:
                self._fail(error)

        self.tasks.quickly(question, answered, failed, lambda: None, patience)

    def perform(
        self,
        operation: Callable[[Project], Change],
        then: Callable[[Change], None] | None = None,
        pending: Mark | None = None,
    ) -> None:
        """Do an operation: when this returns it is on the disk and shown, or shown as being saved.

        `pending` is the mark that is shown while the store is slow.
        """
        project = self.project
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
                    self._take(change)
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

        self.tasks.quickly(lambda: self._patiently(operation, project), done, failed, waiting)

    def _patiently(self, operation: Callable[[Project], Change], project: Project) -> Change:
        """Do it; while a long job of our own keeps the database locked, it waits for its turn."""
        while True:
            had_a_job = bool(self._jobs)  # as it was when we asked: the lock may have been that job's
            try:
                return operation(project)
            except Busy:
                if not had_a_job:
                    raise

    def when_saved(self, act: Callable[[], None]) -> None:
        """Do it now; while something is being saved, do it after that, so that keys keep their meaning."""
        if self._pending:
            self._held_back.append(act)
        else:
            act()

    def in_background(
        self,
        title: str,
        function: Callable[[Project, Job[T]], T],
        done: Callable[[T], None],
        *,
        at_once: bool = False,
    ) -> Job[T]:
        """A long job on the project; what it changed must be told by `announce` in `done`.

        The answer is dropped if another project was opened in the meantime. `at_once`: it does not
        queue behind other long jobs.
        """
        project = self.project

        def answered(answer: T) -> None:
            self._end_job(job)
            if self._project is project:
                done(answer)

        def failed(error: BaseException) -> None:
            self._end_job(job)
            self._fail(error)

        job: Job[T] = Job(title)
        self._jobs.append(job)
        self.job_started.emit(job)
        self.tasks.in_background(job, lambda: function(project, job), answered, failed, at_once=at_once)
        return job

    def look_up(
        self,
        function: Callable[[Project, Job[T], Callable[[Any], None]], T],
        part: Callable[[Any], None],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Job[T]:
        """Search beside everything else; what the function hands over on its way arrives as `part`.

        A search that was stopped says nothing any more, whatever it found.
        """
        project = self.project
        job: Job[T] = Job("")

        def if_wanted(act: Callable[[Any], None]) -> Callable[[Any], None]:
            def deliver(found: Any) -> None:
                if self._project is project and not job.should_stop():
                    act(found)

            return deliver

        def ended(act: Callable[[Any], None]) -> Callable[[Any], None]:
            def deliver(found: Any) -> None:
                self._searches.remove(job)
                if_wanted(act)(found)

            return deliver

        self._searches.append(job)
        self.tasks.beside(
            lambda give: function(project, job, give),
            if_wanted(part),
            ended(done),
            ended(failed or self._fail),
        )
        return job

    def _end_job(self, job: Job[Any]) -> None:
        self._jobs.remove(job)
        self.job_ended.emit(job)

    def announce(self, change: Change) -> None:
        """Tell of a change that a long job made."""
        self._take(change)

    def _take(self, change: Change) -> None:
        self._notice_labels()
        document = self.document
        if document is not None and change.document_id == document.id and not self._hides(change):
            marks = document.apply(change)
            if any(marks):
                self.marks_changed.emit(*marks)
        self.changed.emit(change)
        if change.kind not in (Kind.SUGGEST,):
            self._look_at_undo()
        elsewhere_too = change.document_id is None and bool(change.touched & _WORK)
        if document is not None and (change.touched & _RELOADS or self._hides(change) or elsewhere_too):
            self._reload()

    def _hides(self, change: Change) -> bool:
        """Whether the document shown may be gone from the list, or changed as a whole."""
        return Touched.DOCUMENTS in change.touched

    def _reload(self) -> None:
        wanted = self._wanted
        if wanted is None:
            return

        def show(opened: AnnotatedDocument | None) -> None:
            if self._wanted != wanted:
                return
            if opened is not None:
                self._show(opened)
            else:
                self.close_document()
                self.document_gone.emit(wanted)

        self.ask(self._reading(wanted), show, patience=IN_A_FRAME)

    def _look_at_undo(self) -> None:
        project = self.project

        def show(status: UndoStatus) -> None:
            if self._project is project:
                self.undo_status = status
                self.undo_status_changed.emit(status)

        self.ask(lambda: queries.undo_status(project), show)

    def _count_pending(self, by: int) -> None:
        self._pending += by
        self.saving.emit(self._pending > 0)
        while self._held_back and not self._pending:
            self._held_back.popleft()()

    def _fail(self, error: BaseException) -> None:
        self._notice_labels()
        if isinstance(error, NotFound | LayerFinished | Conflict) and self.document is not None:
            self._reload()  # what is shown may be out of date
        if isinstance(error, Exception):
            self.failed.emit(error)
        else:
            raise error
