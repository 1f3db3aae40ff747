"""How long the UI thread does not come round: gaps between ticks of a timer on it, phase by phase.

A gap is told three times: by the clock, which on a busy machine also counts waiting for a core; without
what the host of a virtual machine surely took from the thread; and by the CPU that the whole process used in
it, which is what the thread can have waited for on a quiet machine.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.host import taken, taken_between
from gui.offscreen import wait

_TICK = 4  # milliseconds
_PATIENCE = 1_800_000

Row = tuple[float, float, float, float, float]


class Stalls(QObject):
    """Watches from its making on; `phase` may be changed at any time."""

    def __init__(self, phase: str) -> None:
        super().__init__()
        self.phase = phase
        self._gaps: defaultdict[str, list[tuple[float, float, float]]] = defaultdict(list)
        self._last = _now()
        self._taken = taken()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.note)
        self._timer.start()

    def note(self) -> None:
        """A tick: what lies behind it belongs to the present phase."""
        now = _now()
        elapsed, cpu = now[0] - self._last[0], now[1] - self._last[1]
        gap, told = max(0.0, elapsed - _TICK), taken()
        own = max(0.0, gap - taken_between(self._taken, told))
        self._gaps[self.phase].append((gap, own, min(cpu, elapsed)))
        self._last, self._taken = _now(), told

    def begin(self, phase: str) -> None:
        """Count what comes now to another phase."""
        self.note()
        self.phase = phase

    def watch_closing(self, window: QWidget) -> None:
        """From when the window is gone nobody sees a gap; it is counted to a phase of its own."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.begin("behind the closed window")
        return False

    def rows(self) -> dict[str, Row]:
        """By phase: p95 and longest gap by the clock, longest without what the host took, p95 and longest
        by CPU, in milliseconds."""
        return {phase: _row(gaps) for phase, gaps in self._gaps.items()}


def be_quiet(app: QApplication, is_working: Callable[[], bool], milliseconds: int) -> None:
    """Let the window live until it has not been at work for so long."""
    quiet = QDeadlineTimer(milliseconds)

    def is_over() -> bool:
        if is_working():
            quiet.setRemainingTime(milliseconds)
        return quiet.hasExpired()

    wait(app, is_over, _PATIENCE)


def _row(gaps: list[tuple[float, float, float]]) -> Row:
    clock, own, cpu = (sorted(column) for column in zip(*gaps, strict=True))
    late = int(0.95 * (len(gaps) - 1))
    return clock[late], clock[-1], own[-1], cpu[late], cpu[-1]


def _now() -> tuple[float, float]:
    return time.perf_counter() * 1000, time.process_time() * 1000


def print_table(runs: list[dict[str, Row]], budget: float) -> None:
    """The worst of several runs, phase by phase."""
    heads = f"{'clock p95':>10}{'worst':>8}{'own worst':>11}{'CPU p95':>10}{'worst':>8}"
    print(f"{'gaps of the UI thread, ms':32}{heads}  budget {budget:g}")
    for phase in dict.fromkeys(phase for run in runs for phase in run):
        told = [run[phase] for run in runs if phase in run]
        worst = [max(column) for column in zip(*told, strict=True)]
        print(f"{phase:32}{worst[0]:10.1f}{worst[1]:8.1f}{worst[2]:11.1f}{worst[3]:10.1f}{worst[4]:8.1f}")
