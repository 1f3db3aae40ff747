"""What follows the page: once, in order, each in an event of its own, and not for whom is gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.behind import Behind


def at_once(act: Callable[[], None]) -> None:
    act()


class Panel(QObject):
    """Notes what it is told."""

    def __init__(self, name: str, heard: list[str]) -> None:
        super().__init__()
        self._name, self._heard = name, heard

    def look(self) -> None:
        self._heard.append(self._name)


def test_each_follows_once_however_often_it_is_wished_for(qtbot: QtBot) -> None:
    heard: list[str] = []
    behind, first, second = Behind(at_once, inline=False), Panel("first", heard), Panel("second", heard)
    follow = behind.follow(first.look)
    follow()
    behind.do(second.look)
    follow()
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["first", "second"])
    follow()
    qtbot.waitUntil(lambda: heard == ["first", "second", "first"])


def test_something_else_may_come_between_two(qtbot: QtBot) -> None:
    heard: list[str] = []
    behind, panels = Behind(at_once, inline=False), [Panel(name, heard) for name in "ab"]
    between = QTimer()
    between.timeout.connect(lambda: heard.append("between") if heard == ["a"] else None)
    between.start(0)
    for panel in panels:
        behind.do(panel.look)
    qtbot.waitUntil(lambda: "b" in heard)
    assert heard == ["a", "between", "b"]


def test_who_is_gone_is_left_out(qtbot: QtBot) -> None:
    heard: list[str] = []
    behind, gone, stays = Behind(at_once, inline=False), Panel("gone", heard), Panel("stays", heard)
    behind.do(gone.look)
    behind.do(stays.look)
    delete(gone)
    qtbot.waitUntil(lambda: heard == ["stays"])


def test_at_once_where_everything_is() -> None:
    heard: list[str] = []
    Behind(at_once, inline=True).do(Panel("now", heard).look)
    assert heard == ["now"]
