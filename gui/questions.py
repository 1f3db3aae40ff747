"""Questions to the store: answered at once where that takes no more than a frame, else when it is there."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
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
        self._patience: float | None = None  # what is left of it, where nobody pressed a key for this

    def ask(
        self,
        question: Callable[[], T],
        answer: Callable[[T], None],
        *,
        patience: float = A_LITTLE,
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        """Read something from the store, off the UI thread; a quick answer comes before this returns.

        With no `patience` (seconds) the window goes on at once, and the answer comes when it is there. All
        that is asked because of a long job's end, or of an answer that came late, has a little patience
        together. What was asked of a project that was closed in the meantime is not answered. A fault is
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

        if self._patience is None:
            self._tasks.quickly(question, answered, failed, late, patience)
            return
        begun = perf_counter()
        self._tasks.quickly(question, answered, failed, late, min(patience, self._patience))
        if self._patience is not None:
            self._patience = max(0.0, self._patience - (perf_counter() - begun))

    def unhurried(self, act: Callable[[], None]) -> None:
        """Do what nobody pressed a key for: all that it asks has a little patience together."""
        before = self._patience
        self._patience = A_LITTLE if before is None else before
        try:
            act()
        finally:
            self._patience = before
