"""Learning from each finished document, in the background, and suggesting anew what is still to be done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject

from core import learning, operations
from core.errors import Cancelled, LabelsChanged
from core.history import Change, Kind, Touched
from core.operations.thinking import Suggests
from core.project import Project
from core.suggest.learned import LearnedSuggester
from core.suggest.suggester import Suggester
from gui.tasks import Job
from gui.workspace import Workspace

_NEXT = 30  # unfinished documents that are suggested anew after learning: those that come next


class Learning(QObject):
    """Trains at most once at a time; what is finished meanwhile is learned right behind.

    `take` is given what suggests from now on.
    """

    def __init__(
        self, workspace: Workspace, take: Callable[[LearnedSuggester], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._take = take
        self._rules: Suggester | None = None
        self._process = learning.TrainingProcess()
        self._job: Job[bool] | None = None
        self._once_more = False
        workspace.changed.connect(self._follow)

    def made(self, project: Project, rules: Suggests) -> Suggests:
        """The rules with what the project has learned so far, where they are such as can learn."""
        self._rules = rules if isinstance(rules, Suggester) else None
        return learning.suggester(project, self._rules) if self._rules is not None else rules

    @property
    def process(self) -> learning.TrainingProcess:
        """Where training is done, for whoever else has something to learn there."""
        return self._process

    def rebuild(self, then: Callable[[], None]) -> None:
        """Forget the model and make it anew from the data, and suggest with it."""

        def run(project: Project, job: Job[bool]) -> bool:
            rules = self._rules
            if rules is None or rules.label_set != project.label_set:
                return False
            suggester, is_new = learning.rebuild(project, rules, self._train)
            return self._suggest(project, suggester, job) if is_new else False

        def done(is_new: bool) -> None:
            self._announce(is_new)
            then()

        self._workspace.in_background(self.tr("Learning"), run, done)

    def _follow(self, change: Change) -> None:
        if change.kind is Kind.FINISH and self._rules is not None:
            self._learn()

    def _learn(self) -> None:
        if self._job is not None and self._workspace.is_running(self._job):
            self._once_more = True
            return
        self._once_more = False
        self._job = self._workspace.in_background(self.tr("Learning"), self._run, self._done)

    def _run(self, project: Project, job: Job[bool]) -> bool:
        rules = self._rules
        if rules is None or rules.label_set.to_knowledge() != project.label_set.to_knowledge():
            return False
        suggester, is_new = learning.retrain(project, rules, self._train)
        if not is_new or job.should_stop():
            return False
        return self._suggest(project, suggester, job)

    def _suggest(self, project: Project, suggester: LearnedSuggester, job: Job[bool]) -> bool:
        self._take(suggester)
        with suppress(Cancelled, LabelsChanged):
            operations.fill(project, suggester, renew=True, most=_NEXT, should_stop=job.should_stop)
        return True

    def _train(self, taught: learning.Lesson) -> bytes:
        """In a process of its own, unless everything runs on the spot anyway, as in tests."""
        if threading.current_thread() is threading.main_thread():
            return learning.train_here(taught)
        return self._process.train(taught)

    def _announce(self, is_new: bool) -> None:
        if is_new:
            touched = frozenset({Touched.SUGGESTIONS, Touched.ZONES})
            self._workspace.announce(Change(Kind.SUGGEST, 0, touched=touched))

    def _done(self, is_new: bool) -> None:
        self._announce(is_new)
        if self._once_more:
            self._learn()
