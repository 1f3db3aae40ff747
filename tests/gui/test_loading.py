"""A long document comes in pieces: what is pressed meanwhile means what it means when all is there."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core import operations, queries
from core.annotation import DocumentRecord
from core.errors import DiskFull
from core.formats.report import Report
from core.project import open_project
from gui import loading, workspace
from gui.layers import reading
from gui.models import known
from tests.gui.conftest import Person, Start, settle
from tests.gui.samples import FLAT, FakeSuggester

# Suggestions stand far apart: 骆明远 in the first piece, 李玲 in the middle, 澄湾县 at the end.
GAP = "没有什么可说的😀。\n" * 40
LONG = f"骆明远来了。\n{GAP}李玲也来了。\n{GAP}澄湾县到了。\n"
PIECE = 64


class Tap:
    """Lets pieces of documents through, one by one or all."""

    def __init__(self, read: Callable[..., Any]) -> None:
        self.read = read
        self.pieces = threading.Semaphore(0)
        self.asked: list[int] = []

    def __call__(self, project: Any, document: Any, start: int, end: int, **how: Any) -> Any:
        self.asked.append(start)
        assert self.pieces.acquire(timeout=10)
        return self.read(project, document, start, end, **how)

    def open(self) -> None:
        self.pieces.release(1_000)


@pytest.fixture
def tap(monkeypatch: pytest.MonkeyPatch) -> Tap:
    made = Tap(queries.document_part)
    monkeypatch.setattr(queries, "document_part", made)
    monkeypatch.setattr(known, "PIECE", PIECE)
    monkeypatch.setattr(workspace, "_READ_AT_ONCE", 40)
    return made


@pytest.fixture
def person(tap: Tap, start: Start, tmp_path: Path, qtbot: QtBot) -> Iterator[Person]:
    """At the long document's beginning, the rest of it held back at the tap."""
    place = tmp_path / "annotations.db"
    project = open_project(place, "王芳", label_set=FLAT)
    records = [DocumentRecord(LONG, title="长"), DocumentRecord("短短的一篇，骆明远写。", title="短")]
    operations.import_records(project, records, Report())
    operations.fill(project, FakeSuggester(FLAT))
    project.close()
    begun = start(place, inline=False)
    qtbot.waitUntil(lambda: begun.workspace.document is not None and bool(tap.asked))
    yield begun
    tap.open()


def whole(person: Person, tap: Tap, qtbot: QtBot) -> None:
    tap.open()
    qtbot.waitUntil(lambda: person.document.known.is_whole and not person.is_at_work)
    settle()


def test_the_first_piece_is_shown_and_worked_on_at_once(person: Person, tap: Tap, qtbot: QtBot) -> None:
    assert person.drawn() == [("骆明远", "PER", "suggestion")]
    assert person.window.status.document.text() == "Spans … · waiting …"
    person.press("2")
    tap.open()
    qtbot.waitUntil(lambda: person.said() == [("骆明远", "ORG")])
    whole(person, tap, qtbot)
    qtbot.waitUntil(lambda: person.window.status.document.text() == "Spans 1 · waiting 2")
    assert person.drawn() == [
        ("骆明远", "ORG", "annotation"),
        ("李玲", "PER", "suggestion"),
        ("澄湾县", "LOC", "suggestion"),
    ]


def test_next_waits_for_what_lies_between_and_keys_wait_behind_it(
    person: Person, tap: Tap, qtbot: QtBot
) -> None:
    person.press("N", "3", "N")
    settle()
    assert person.focus() == ("骆明远", "PER", "suggestion")
    whole(person, tap, qtbot)
    assert person.said() == [("李玲", "LOC")]
    assert person.focus() == ("骆明远", "PER", "suggestion")  # behind the last comes the first


@pytest.mark.parametrize("many", [1_000, 2])
def test_accept_all_means_all(
    person: Person, tap: Tap, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(workspace, "_MANY", many)  # what changes more is read again
    person.press("Shift+A")
    settle()
    assert person.said() == []
    whole(person, tap, qtbot)
    qtbot.waitUntil(lambda: len(person.said()) == 3)
    assert person.said() == [("骆明远", "PER"), ("李玲", "PER"), ("澄湾县", "LOC")]
    assert [kind for *_, kind in person.drawn()] == ["annotation"] * 3


def test_finishing_confirms_also_what_is_not_read_yet(person: Person, tap: Tap, qtbot: QtBot) -> None:
    person.press("E")
    tap.open()
    qtbot.waitUntil(lambda: person.title == "短")
    assert person.notice == "Finished; suggestions confirmed: 3"
    person.press("Ctrl+K")
    qtbot.waitUntil(lambda: person.title == "长")
    whole(person, tap, qtbot)
    assert person.said() == [("骆明远", "PER"), ("李玲", "PER"), ("澄湾县", "LOC")]


def test_undo_reaches_what_is_not_read_yet(person: Person, tap: Tap, qtbot: QtBot) -> None:
    at = LONG.index("澄湾县")
    operations.annotate(person.workspace.project, person.document.id, at, at + 3, "ORG")
    tap.pieces.release(1)
    person.workspace._look_at_undo()
    qtbot.waitUntil(lambda: person.action("undo").isEnabled())
    person.press("Ctrl+Z")
    whole(person, tap, qtbot)
    assert person.said() == []
    assert ("澄湾县", "LOC", "suggestion") in person.drawn()
    assert person.canvas.caret() == at
    person.press("Ctrl+Shift+Z")
    qtbot.waitUntil(lambda: person.said() == [("澄湾县", "ORG")])
    assert person.focus() == ("澄湾县", "ORG", "annotation")


def test_no_garbage_is_searched_for_while_a_very_long_one_is_read(
    person: Person, tap: Tap, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "VERY_LONG", 100)
    assert gc.isenabled()
    person.press("Ctrl+J")
    tap.open()
    qtbot.waitUntil(lambda: person.title == "短")
    tap.pieces = threading.Semaphore(0)
    person.press("Ctrl+K")
    qtbot.waitUntil(lambda: person.title == "长")
    assert not gc.isenabled()
    whole(person, tap, qtbot)
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


def test_the_place_that_is_looked_at_is_read_first(person: Person, tap: Tap, qtbot: QtBot) -> None:
    person.press("Ctrl+End")
    before = len(tap.asked)
    tap.pieces.release(2)
    qtbot.waitUntil(lambda: len(tap.asked) >= before + 2)
    assert len(LONG) - tap.asked[before] <= 3 * PIECE


def test_keys_for_a_document_that_was_left_are_dropped(person: Person, tap: Tap, qtbot: QtBot) -> None:
    person.press("N", "A", "A")
    person.press("Ctrl+J")
    tap.open()
    qtbot.waitUntil(lambda: person.title == "短")
    settle()
    assert person.said() == []
    person.press("A")
    qtbot.waitUntil(lambda: person.said() == [("骆明远", "PER")])
    person.press("Ctrl+K")
    qtbot.waitUntil(lambda: person.title == "长")
    whole(person, tap, qtbot)
    assert person.said() == []


def test_new_suggestions_come_in_pieces_too(person: Person, tap: Tap, qtbot: QtBot) -> None:
    whole(person, tap, qtbot)

    class Other(FakeSuggester):
        def suggest(self, text: str, zones: Any) -> Any:
            return [each for each in super().suggest(text, zones) if each.quote != "李玲"]

    project, document = person.workspace.project, person.document
    person.workspace.announce(operations.fill(project, Other(FLAT), [document.id], again=True))
    qtbot.waitUntil(lambda: len(person.document.waiting) == 2 and person.document.known.is_whole)
    assert person.document is document
    assert person.drawn() == [("骆明远", "PER", "suggestion"), ("澄湾县", "LOC", "suggestion")]
    person.press("N", "A")
    qtbot.waitUntil(lambda: person.said() == [("澄湾县", "LOC")])


def test_a_piece_that_cannot_be_read_is_told_and_asked_for_again(
    person: Person, tap: Tap, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    person.controller.telling.tell = told.append  # type: ignore[method-assign, assignment]
    person.workspace.failed.disconnect()
    person.workspace.failed.connect(told.append)
    good = tap.read

    def full(*_anything: Any, **_more: Any) -> Any:
        raise DiskFull("annotations.db")

    tap.read = full
    tap.open()
    qtbot.waitUntil(lambda: bool(told))
    assert [type(each) for each in told] == [DiskFull]
    tap.read = good
    person.press("N")
    qtbot.waitUntil(lambda: person.focus() == ("李玲", "PER", "suggestion"))


def test_other_layers_come_in_pieces_behind_the_own_one(
    person: Person, tap: Tap, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "VERY_LONG", 100)
    asked: list[tuple[int, int]] = []
    read = reading.others_part

    def counted(project: Any, id_: int, ids: Any, start: int, end: int) -> Any:
        asked.append((start, end))
        return read(project, id_, ids, start, end)

    monkeypatch.setattr(reading, "others_part", counted)
    theirs = open_project(person.workspace.project.place, "李雷", create=False)
    for quote, label in (("骆明远", "PER"), ("李玲", "ORG"), ("澄湾县", "LOC")):
        start = LONG.index(quote)
        operations.annotate(theirs, 1, start, start + len(quote), label)
    theirs.close()
    layers = person.controller.layers
    layers.choose({"own:李雷"})
    person.press("Shift+O")
    tap.open()
    qtbot.waitUntil(lambda: layers.model is not None and layers.model.known.is_whole)
    person.controller.filtering.bar.layers.menu().close()
    assert asked[0] == (0, PIECE)  # where one looks, and the own layer is known
    assert max(end - start for start, end in asked) <= 16 * PIECE
    assert [(each.label, each.differs) for each in person.canvas.others()] == [
        ("PER", True),
        ("ORG", True),
        ("LOC", True),
    ]
    person.window.activateWindow()
    person.press("3", at=person.canvas)
    qtbot.waitUntil(lambda: person.said() == [("骆明远", "LOC")])
    assert gc.isenabled()
    gc.unfreeze()
