"""Keeping suggestions filled in, in the background: the open document first, then the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Signal

from core import operations
from core.errors import Cancelled, LabelsChanged
from core.history import Change, Kind, Touched
from core.project import Project
from core.schema import LabelSet
from core.suggest.apart import Apart, SuggesterApart
from core.suggest.words import boundaries
from gui.asking_lac import AskingLac
from gui.learning import Learning, suggested
from gui.tasks import Job
from gui.workspace import Workspace

_LOOKS = 10  # 1.5 s on the whole

Boundaries = Callable[[str], Sequence[int]]


class Suggesting(QObject):
    """Fills what has no suggestions when a project opens and when documents come in."""

    words_loaded = Signal(object)  # Boundaries, once the segmenter's dictionary is there
    _filled = Signal(
        object, int, object
    )  # Project, document, Change: from the worker, as soon as it is stored

    def __init__(self, workspace: Workspace, apart: Apart, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.apart = apart
        self._suggester: SuggesterApart | None = None
        self._made_for: tuple[Project, LabelSet] | None = None
        self._learning = Learning(workspace, apart, self._use, self)
        self._lac = AskingLac(
            workspace, apart, lambda: self._suggester, self._learning.ahead_of_reading, self
        )
        self._job: Job[bool] | None = None
        self._first: int | None = None
        self._first_is_filled = False
        self._is_due = False  # a project was opened, and the filling begins when it has been painted
        self._filled.connect(self._announce_early)
        workspace.project_opened.connect(self._fill_soon)
        workspace.document_opened.connect(self._hurry)
        workspace.changed.connect(self._follow)
        workspace.labels_changed.connect(lambda: workspace.tasks.after_paint(self._fill_opened))

    def _fill_soon(self) -> None:
        self._is_due = True
        self._workspace.tasks.after_paint(self._fill_opened)

    def _fill_opened(self, looks: int = _LOOKS) -> None:
        """Begin, with the open document; while none is open yet, look again a few times."""
        if self._workspace.is_open and self._workspace.document is None and looks:
            self._workspace.tasks.after_paint(partial(self._fill_opened, looks - 1))
            return
        self._is_due = False
        if self._workspace.is_open:
            self.fill()

    def fill(self) -> None:
        """Fill what the present knowledge has not filled yet."""
        if self._job is not None:
            self._job.stop()
        self._first = first = self._workspace.document.id if self._workspace.document is not None else None
        self._first_is_filled = False

        def run(project: Project, job: Job[bool]) -> bool:
            self.apart.should_stop = job.should_stop
            some = False

            def progress(done: int, total: int) -> None:
                nonlocal some
                some = True
                job.progress(done, total)

            with suppress(Cancelled, LabelsChanged):  # then it is begun anew with the new ones
                suggester = self._made(project)
                self.apart.load_words()
                self.words_loaded.emit(boundaries)
                if first is not None:
                    self._filled.emit(project, first, operations.fill(project, suggester, [first]))
                operations.fill(project, suggester, progress=progress, should_stop=job.should_stop)
            return some

        self._job = self._workspace.jobs.in_background(self.tr("Suggesting"), run, self._announce)

    def _hurry(self) -> None:
        """While others are being filled, a document that is opened and has nothing yet comes first."""
        document = self._workspace.document
        if document is None or document.suggested or document.id == self._first:
            return
        if self._is_filling:
            self.fill()

    def fill_again(self, document_id: int) -> None:
        """Make the suggestions of one document anew."""

        def run(project: Project, job: Job[Change]) -> Change:
            from core import learning

            self.apart.should_stop = job.should_stop
            with suppress(Cancelled):
                suggester, _ = learning.with_lac(self._made(project))
                return operations.fill(project, suggester, [document_id], again=True)
            return Change(Kind.SUGGEST, 0)

        self._workspace.jobs.in_background(self.tr("Suggesting"), run, self._workspace.announce)

    def look_at(self, start: int, end: int) -> None:
        """Know what is in focus: no suggestion is to change under it."""
        self._learning.look_at(start, end)

    def rebuild(self, then: Callable[[], None]) -> None:
        """Forget what was learned and make it anew from the data."""
        self._learning.rebuild(then)

    def _made(self, project: Project) -> SuggesterApart:
        """What the project suggests with; made on the worker, as that asks the other process."""
        from core import learning  # here, as it takes a while

        known = self._made_for
        if (
            self._suggester is None
            or known is None
            or known[0] is not project
            or known[1].to_knowledge() != project.label_set.to_knowledge()
        ):
            self._suggester = self.apart.suggester(project.label_set, learning.stored_model(project))
            self._made_for = project, project.label_set
        return self._suggester

    def _use(self, suggester: SuggesterApart) -> None:
        """Suggest with this from now on: with what was learned last."""
        self._suggester = suggester

    def awaits(self, document_id: int) -> bool:
        """Whether a document's first suggestions are still being made, or have not been begun."""
        document = self._workspace.document
        if self._is_due and document is not None and document.id == document_id and not document.suggested:
            return True
        return self._is_filling and self._first == document_id and not self._first_is_filled

    @property
    def _is_filling(self) -> bool:
        return self._job is not None and self._workspace.jobs.is_running(self._job)

    def _announce_early(self, project: Project, document_id: int, change: Change) -> None:
        self._first_is_filled = self._first_is_filled or document_id == self._first
        if change.operation_id and self._workspace.is_open and self._workspace.project is project:
            self._workspace.announce(change)

    def _announce(self, some: bool) -> None:
        if some:
            self._workspace.announce(suggested())
        self._lac.begin()

    def _follow(self, change: Change) -> None:
        if Touched.LABELS in change.touched:
            self.fill()  # by another knowledge
        elif change.kind in (Kind.IMPORT, Kind.SPLIT_DOCUMENT) or change.about is Kind.IMPORT:
            self.fill()
