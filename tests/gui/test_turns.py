"""Acts wait for their turn and keep their order; each that waited is an event of its own."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gui.turns import Turns
from tests.gui.conftest import settle


def test_what_waits_comes_in_order_each_in_an_event_of_its_own(qtbot: QtBot) -> None:
    busy, seen = [True], []
    turns = Turns(lambda: busy[0], inline=False)
    turns.do(lambda: seen.append("A"))
    turns.do(lambda: seen.append("😀"))
    turns.let_go()
    settle()
    assert seen == []
    busy[0] = False
    turns.let_go()
    turns.do(lambda: seen.append("asked for later"))
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen == ["A", "😀", "asked for later"]
    turns.do(lambda: seen.append("at once"))
    assert seen[-1] == "at once"


def test_what_was_begun_goes_on_before_the_keys_behind_it(qtbot: QtBot) -> None:
    seen: list[str] = []
    turns = Turns(lambda: False, inline=False)
    turns.do_next(lambda: seen.append("opened"))
    turns.do(lambda: seen.append("key"))
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["opened", "key"]


def test_nothing_of_before_comes_after_a_clearing(qtbot: QtBot) -> None:
    seen: list[str] = []
    turns = Turns(lambda: False, inline=False)
    turns.do_next(lambda: seen.append("gone"))
    turns.do(lambda: seen.append("gone too"))
    turns.clear()
    turns.do(lambda: seen.append("𠮷"))
    qtbot.wait(20)
    assert seen == ["𠮷"]
