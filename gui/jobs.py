"""Long jobs and searches on the open project: told of while they last, all stopped when it closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from core.project import Project
from gui.tasks import Job, Tasks

T = TypeVar("T")


class Jobs(QObject):
    """Answers arrive on the UI thread; those for a project that was left in the meantime are dropped.

    `project` says which project is open, if any; `failed` hears of what goes wrong and nobody else takes.
    """

    started = Signal(object)
    ended = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        project: Callable[[], Project | None],
        failed: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._project = project
        self._failed = failed
        self._jobs: list[Job[Any]] = []
        self._searches: list[Job[Any]] = []

    @property
    def is_working(self) -> bool:
        """Whether a long job is on its way."""
        return bool(self._jobs)

    def is_running(self, job: Job[Any]) -> bool:
        """Whether that job is still on its way."""
        return job in self._jobs

    def stop(self) -> None:
        """Ask all of them to stop."""
        for job in (*self._jobs, *self._searches):
            job.stop()

    def in_background(
        self,
        title: str,
        function: Callable[[Project, Job[T]], T],
        done: Callable[[T], None],
        *,
        at_once: bool = False,
    ) -> Job[T]:
        """A long job on the project; what it changed must be told by `Workspace.announce` in `done`.

        `at_once`: it does not queue behind other long jobs.
        """
        project = self._open_project()

        def answered(answer: T) -> None:
            self._end(job)
            if self._project() is project:
                done(answer)

        def failed(error: BaseException) -> None:
            self._end(job)
            self._failed(error)

        job: Job[T] = Job(title)
        self._jobs.append(job)
        self.started.emit(job)
        self._tasks.in_background(job, lambda: function(project, job), answered, failed, at_once=at_once)
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
        project = self._open_project()
        job: Job[T] = Job("")

        def if_wanted(act: Callable[[Any], None]) -> Callable[[Any], None]:
            def deliver(found: Any) -> None:
                if self._project() is project and not job.should_stop():
                    act(found)

            return deliver

        def ended(act: Callable[[Any], None]) -> Callable[[Any], None]:
            def deliver(found: Any) -> None:
                self._searches.remove(job)
                if_wanted(act)(found)

            return deliver

        self._searches.append(job)
        self._tasks.beside(
            lambda give: function(project, job, give),
            if_wanted(part),
            ended(done),
            ended(failed or self._failed),
        )
        return job

    def _open_project(self) -> Project:
        project = self._project()
        assert project is not None
        return project

    def _end(self, job: Job[Any]) -> None:
        self._jobs.remove(job)
        self.ended.emit(job)
