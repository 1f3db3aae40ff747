"""Questions to the store: answered at once where that takes no more than a frame, else when it is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from core.project import Project
from gui.tasks import A_LITTLE, Tasks

T = TypeVar("T")


class Questions:
    """`project` says which project is open, if any; `fail` hears of what goes wrong."""

    def __init__(
        self, tasks: Tasks, project: Callable[[], Project | None], fail: Callable[[BaseException], None]
    ) -> None:
        self._tasks = tasks
        self._project = project
        self._fail = fail
        self._is_unhurried = False

    def ask(
        self,
        question: Callable[[], T],
        answer: Callable[[T], None],
        *,
        patience: float = A_LITTLE,
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        """Read something from the store, off the UI thread; a quick answer comes before this returns.

        With no `patience` (seconds) the window goes on at once, and the answer comes when it is there. What
        is asked because of a long job's end, or of an answer that came late, is asked behind the next
        frame. What was asked of a project that was closed in the meantime is not answered. A fault is
        told, after `otherwise` was called.
        """
        project = self._project()
        is_late = False

        def late() -> None:
            nonlocal is_late
            is_late = True

        def answered(found: T) -> None:
            if self._project() is project and is_late:
                self.unhurried(lambda: answer(found))
            elif self._project() is project:
                answer(found)

        def failed(error: BaseException) -> None:
            if self._project() is project:
                if otherwise is not None:
                    otherwise()
                self._fail(error)

        def submit() -> None:
            if self._project() is project:
                self._tasks.quickly(question, answered, failed, late, 0.0)

        if self._is_unhurried:
            self._tasks.soon(submit, after_paint=True)
        else:
            self._tasks.quickly(question, answered, failed, late, patience)

    def unhurried(self, act: Callable[[], None]) -> None:
        """Do what nobody pressed a key for: what it asks can wait."""
        before, self._is_unhurried = self._is_unhurried, True
        try:
            act()
        finally:
            self._is_unhurried = before
