"""Keys that are kept down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.held_keys import LATE, HeldKeys


class Hearing(QWidget):
    """Notes the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0
        self.now = 1.0
        self.is_behind = False
        HeldKeys(self, lambda: self.now, lambda: self.is_behind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard += 1


@pytest.fixture
def widget(qtbot: QtBot) -> Hearing:
    made = Hearing()
    qtbot.addWidget(made)
    return made


def press(widget: Hearing, stamp: int, *, repeat: bool = True, override: bool = False) -> bool:
    kind = QEvent.Type.ShortcutOverride if override else QEvent.Type.KeyPress
    event = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", repeat)
    event.setTimestamp(stamp)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_repeats_that_waited_too_long_are_dropped(widget: Hearing) -> None:
    press(widget, 50_000, repeat=False)
    widget.now += 0.040
    press(widget, 50_040)
    assert widget.heard == 2
    widget.now += 0.300  # something took long
    assert press(widget, 50_080, override=True)
    press(widget, 50_080)
    press(widget, 50_120)
    assert widget.heard == 2
    press(widget, 50_380 - LATE)
    assert widget.heard == 3


def test_a_first_press_is_never_dropped(widget: Hearing) -> None:
    press(widget, 50_000, repeat=False)
    widget.now += 10
    assert not press(widget, 50_100, repeat=False, override=True)
    press(widget, 50_100, repeat=False)
    assert widget.heard == 2


def test_without_time_stamps_and_after_a_clock_that_begins_anew_nothing_is_dropped(widget: Hearing) -> None:
    press(widget, 50_000, repeat=False)
    widget.now += 10
    press(widget, 0)
    press(widget, 3)
    press(widget, 30)
    assert widget.heard == 4


def test_repeats_do_not_queue_behind_an_act_that_waits(widget: Hearing) -> None:
    widget.is_behind = True
    assert not press(widget, 50_000, repeat=False, override=True)
    press(widget, 50_000, repeat=False)
    assert press(widget, 50_040, override=True)
    press(widget, 50_040)
    assert widget.heard == 1
    widget.is_behind = False
    assert not press(widget, 50_080, override=True)
    press(widget, 50_080)
    assert widget.heard == 2
