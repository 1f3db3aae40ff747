"""The sitting in the status line: what was done since the project was opened and, if wanted, how fast."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtWidgets import QLabel, QWidget

from core.history import Change
from core.sitting import PAUSE, Sitting
from gui.workspace import Workspace


class SittingLine(QLabel):
    """Counts the changes of the workspace; `clock` tells seconds."""

    def __init__(
        self, workspace: Workspace, parent: QWidget | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._pace = False
        self.sitting = Sitting()
        workspace.project_opened.connect(self._begin)
        workspace.changed.connect(self._count)
        self._show()

    def show_pace(self, shown: bool) -> None:
        """Show spans a minute and actions a span, or don't."""
        self._pace = shown
        self._show()

    def _begin(self) -> None:
        self.sitting = Sitting()
        self._show()

    def _count(self, change: Change) -> None:
        self.sitting.take(change, self._clock())
        self._show()

    def _show(self) -> None:
        sitting = self.sitting
        words = [self.tr("This sitting: {0}").format(sitting.spans)]
        if self._pace:
            speed, effort = sitting.spans_a_minute, sitting.actions_a_span
            words.append(self.tr("{0} a minute").format("…" if speed is None else f"{speed:.1f}"))
            words.append(self.tr("{0} actions each").format("…" if effort is None else f"{effort:.2f}"))
        self.setText(" · ".join(words))
        self.setToolTip(
            self.tr(
                "Spans that stand now and did not before this sitting, those confirmed by finishing among "
                "them: {0}. Documents finished: {1}. Actions: {2} (by hand 2, any other decision, undo or "
                "redo 1, finishing 0). Work: {3} min; of a pause {4} s at most count."
            ).format(
                sitting.spans,
                sitting.documents,
                sitting.actions,
                f"{sitting.seconds / 60:.1f}",
                round(PAUSE),
            )
        )
