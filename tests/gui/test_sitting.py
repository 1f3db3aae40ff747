"""The sitting in the status line."""

from __future__ import annotations

from dataclasses import replace

from tests.gui.conftest import Person, Start


def test_it_counts_what_is_done_and_taken_back(window: Person) -> None:
    line = window.window.status.sitting
    assert line.text() == "This sitting: 0"
    window.press("A", "A", "X")
    assert line.text() == "This sitting: 2"
    window.press("U", "U")
    assert line.text() == "This sitting: 1"
    assert "Actions: 5" in line.toolTip()


def test_the_pace_is_shown_to_whoever_wants_it(window: Person) -> None:
    line, now = window.window.status.sitting, [0.0]
    line._clock = lambda: now[0]
    looks = window.controller.looks
    looks.apply(replace(looks.preferences, pace="shown"))
    assert line.text() == "This sitting: 0 · … a minute · … actions each"
    window.press("A")
    now[0] = 30.0
    window.press("A")
    assert line.text() == "This sitting: 2 · 4.0 a minute · 1.00 actions each"
    window.press("E")
    assert "Documents finished: 1" in line.toolTip()
    looks.apply(replace(looks.preferences, pace="hidden"))
    assert "minute" not in line.text()


def test_another_project_is_another_sitting(window: Person, start: Start) -> None:
    window.press("A")
    window.controller.databases.open(str(window.workspace.project.place))
    assert window.window.status.sitting.text() == "This sitting: 0"
