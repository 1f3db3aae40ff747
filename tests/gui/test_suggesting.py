"""Suggestions come by themselves, the open document's first; stopping keeps what is there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core import operations
from core.annotation import DocumentRecord, LayerState, Suggestion, Zone
from core.formats.report import Report
from core.project import open_project
from gui.models.document_list import LINE_ROLE
from gui.tasks import Tasks
from tests.gui.conftest import Person, Start, settle
from tests.gui.samples import FLAT, FakeSuggester

MANY = 70


class Slow(FakeSuggester):
    """Thinks about one document a turn."""

    turn = threading.Semaphore(0)
    seen: list[str]

    def suggest(self, text: str, zones: list[Zone]) -> list[Suggestion]:  # type: ignore[override] # as it is used
        assert self.turn.acquire(timeout=10)
        self.seen.append(text)
        return super().suggest(text, zones)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A database of many articles without suggestions."""
    place = tmp_path / "many.db"
    project = open_project(place, "李雷", label_set=FLAT)
    records = [
        DocumentRecord(f"第{n}篇😀：骆明远在澄湾县。", id=str(n), title=f"第{n}篇") for n in range(MANY)
    ]
    operations.import_records(project, records, Report())
    project.close()
    return place


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> type[Slow]:
    Slow.turn, Slow.seen = threading.Semaphore(0), []
    return Slow


def waits(person: Person) -> list[int]:
    """How many suggestions the list shows for each document."""
    model = person.window.documents.model
    return [model.index(row, 0).data(LINE_ROLE).waiting for row in range(model.rowCount())]


def test_all_documents_are_filled(start: Start, empty: Path) -> None:
    window = start(empty)
    assert waits(window) == [2] * MANY
    assert window.focus() == ("骆明远", "PER", "suggestion")


def begin(
    start: Start, empty: Path, slow: type[Slow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Person:
    monkeypatch.setattr(operations.suggesting, "_MOST", 20)  # fewer than there are: these texts are short
    person = start(empty, inline=False, suggester=slow)
    slow.turn.release()
    qtbot.waitUntil(lambda: bool(person.waiting()))
    return person


def test_the_open_document_comes_first_and_another_that_is_opened_next(
    start: Start, empty: Path, slow: type[Slow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    person = begin(start, empty, slow, monkeypatch, qtbot)
    assert slow.seen == [person.text]
    assert person.focus() == ("骆明远", "PER", "suggestion")
    slow.turn.release()  # the first batch has begun
    person.open(MANY - 1)
    qtbot.waitUntil(lambda: person.title == f"第{MANY - 1}篇")
    slow.turn.release(21)
    qtbot.waitUntil(lambda: bool(person.waiting()))
    assert len(slow.seen) < 30
    slow.turn.release(MANY)
    qtbot.waitUntil(lambda: waits(person) == [2] * MANY)
    assert not person.workspace.jobs.is_working


def test_a_document_is_not_finished_before_its_suggestions_are_there(
    start: Start, empty: Path, slow: type[Slow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    person = start(empty, inline=False, suggester=slow)
    qtbot.waitUntil(lambda: person.workspace.jobs.is_working)
    person.press("E")
    assert person.notice.startswith("Suggestions are still being made")
    assert not person.document.is_finished
    slow.turn.release()
    qtbot.waitUntil(lambda: bool(person.waiting()))
    person.press("E")
    qtbot.waitUntil(lambda: person.title == "第1篇")
    slow.turn.release(2 * MANY)


def test_a_key_right_after_opening_does_not_finish_a_document_without_suggestions(
    start: Start, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Callable[[], None]] = []
    monkeypatch.setattr(Tasks, "after_paint", lambda _tasks, act, *_: painted.append(act))
    person = start(empty)
    person.press("E")
    assert person.notice.startswith("Suggestions are still being made")
    assert not person.document.is_finished
    for act in painted:
        act()
    settle()
    assert person.waiting()
    finished = person.document.id
    person.press("E")
    settle()
    states = {line.id: line.state for line in person.window.documents.model.lines()}
    assert states[finished] is LayerState.FINISHED


def test_stopping_keeps_and_shows_what_is_there(
    start: Start, empty: Path, slow: type[Slow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    person = begin(start, empty, slow, monkeypatch, qtbot)
    slow.turn.release(20)
    qtbot.waitUntil(lambda: len(slow.seen) == 21)
    person.window.status.job._ask_to_stop()
    slow.turn.release(MANY)
    qtbot.waitUntil(lambda: not person.workspace.jobs.is_working)
    qtbot.waitUntil(lambda: 21 <= len([number for number in waits(person) if number]) < MANY)
