"""With real threads: a slow store, an order that is kept, answers that come too late, faults, closing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core import operations, queries
from core.errors import Busy, Cancelled, DiskFull
from core.project import Project, open_project
from gui.tasks import Job, Tasks
from tests.gui.conftest import Person, settle
from tests.gui.samples import FIRST


class Gate:
    """A store that answers when it is let."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.calls: list[str] = []

    def slow(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **named: Any) -> Any:
            self.calls.append(name)
            assert self.open.wait(10)
            return real(*arguments, **named)

        return operation


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Deciding waits at the gate."""
    made = Gate()
    for name in ("accept", "reject", "correct", "annotate", "relabel", "finish", "undo"):
        monkeypatch.setattr(operations, name, made.slow(name, getattr(operations, name)))
    return made


def saved(person: Person, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not person.is_at_work)
    settle()


def stored(person: Person) -> list[tuple[str, str]]:
    """(quote, label) of the annotations in the store."""
    opened = queries.open_document(person.workspace.project, person.document.id)
    return [(each.quote, each.label) for each in sorted(opened.annotations, key=lambda each: each.start)]


def test_it_begins_as_with_everything_on_the_spot(live: Person, qtbot: QtBot) -> None:
    assert live.title == "开张"
    assert live.focus() == ("骆明远", "PER", "suggestion")
    live.press("A", "X", "3")
    saved(live, qtbot)
    assert live.said() == stored(live) == [("骆明远", "PER"), ("澄湾县", "LOC")]


def test_a_slow_store_shows_saving_and_paints_later(live: Person, gate: Gate, qtbot: QtBot) -> None:
    live.press("A")
    assert live.window.status.saved.text() == "Saving…"
    assert live.said() == []
    assert ("骆明远", "PER", "suggestion") in live.drawn()
    gate.open.set()
    saved(live, qtbot)
    assert live.window.status.saved.text() == "Saved"
    assert live.said() == stored(live) == [("骆明远", "PER")]
    assert live.focus() == ("𠮷野家", "ORG", "suggestion")


def test_keys_pressed_in_the_meantime_keep_order_and_meaning(live: Person, gate: Gate, qtbot: QtBot) -> None:
    live.press("A")
    assert not live.workspace.turns.has_waiting
    live.press("X", "1", "A")
    assert live.workspace.turns.has_waiting
    qtbot.waitUntil(lambda: bool(gate.calls))  # on a busy machine its thread may not have begun yet
    assert gate.calls == ["accept"]
    gate.open.set()
    saved(live, qtbot)
    assert gate.calls == ["accept", "reject", "correct", "accept"]
    assert live.said() == stored(live) == [("骆明远", "PER"), ("澄湾县", "PER"), ("澄湾县", "LOC")]


def test_keys_behind_the_one_that_finishes_mean_the_next_document(
    live: Person, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    first, reading = live.document.id, threading.Event()
    real = queries.open_partly

    def slowly(project: Project, document_id: int, *arguments: Any, **named: Any) -> Any:
        assert document_id == first or reading.wait(10)
        return real(project, document_id, *arguments, **named)

    monkeypatch.setattr(queries, "open_partly", slowly)
    live.press("E", "A")
    qtbot.waitUntil(lambda: live.document.is_finished and live.workspace.is_opening)
    assert live.document.id == first
    reading.set()
    qtbot.waitUntil(lambda: live.document.id != first and bool(live.said()))
    saved(live, qtbot)
    assert len(live.said()) == 1


def test_no_key_is_lost_while_something_is_saved(live: Person, gate: Gate, qtbot: QtBot) -> None:
    live.canvas.set_focus(None)
    live.select("开张")
    live.press("2", "D", "U", "Shift+U", "U")  # nothing is in focus yet, and nothing was undone yet
    assert live.window.status.saved.text() == "Saving…"
    gate.open.set()
    saved(live, qtbot)
    assert live.said() == stored(live) == [("开张", "ORG")]
    assert gate.calls == ["annotate", "undo", "undo"]


def test_no_key_is_lost_while_it_is_asked_what_can_be_undone(
    live: Person, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    live.press("A")
    saved(live, qtbot)
    qtbot.waitUntil(lambda: live.action("undo").isEnabled())
    slow = Gate()
    monkeypatch.setattr(queries, "undo_status", slow.slow("undo_status", queries.undo_status))
    live.press("U")
    live.press("Shift+U")
    slow.open.set()
    saved(live, qtbot)
    qtbot.waitUntil(lambda: live.said() == [("骆明远", "PER")])
    assert stored(live) == [("骆明远", "PER")]


def test_a_label_on_a_label_that_is_still_being_saved(live: Person, gate: Gate, qtbot: QtBot) -> None:
    live.select("开张")
    live.press("2", "3", "U")
    gate.open.set()
    saved(live, qtbot)
    assert live.said() == stored(live) == [("开张", "ORG")]
    assert live.focus() == ("开张", "ORG", "annotation")


def test_answers_come_in_the_order_of_the_questions(qtbot: QtBot) -> None:
    tasks, gate, heard = Tasks(), threading.Event(), []

    def ask(name: str, patience: float) -> None:
        def work() -> str:
            assert gate.wait(10)
            return name

        tasks.quickly(work, heard.append, heard.append, lambda: None, patience)

    ask("first", 0.0)
    ask("second", 0.0)
    gate.set()
    ask("third", 5.0)
    assert heard == ["first", "second", "third"]
    settle()
    assert heard == ["first", "second", "third"]
    tasks.close()


def test_an_answer_for_a_document_that_was_left_moves_nothing(live: Person, gate: Gate, qtbot: QtBot) -> None:
    live.press("A")
    live.window.documents.document_wanted.emit(live.window.documents.shown.document_at(1))
    gate.open.set()
    saved(live, qtbot)
    qtbot.waitUntil(lambda: live.title == "教书")
    settle()
    assert live.focus() == ("澄湾县", "LOC", "suggestion")
    assert live.said() == []
    live.press("Ctrl+K")
    qtbot.waitUntil(lambda: live.title == "开张")
    settle()
    assert live.said() == [("骆明远", "PER")]


def test_a_document_that_comes_late_is_not_shown_over_another(
    live: Person, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    gate, real = Gate(), queries.open_partly
    monkeypatch.setattr(queries, "open_partly", gate.slow("open", real))
    seen: list[str] = []
    live.workspace.document_opened.connect(lambda: seen.append(live.title))
    for row in (1, 2, 3):
        live.window.documents.document_wanted.emit(live.window.documents.shown.document_at(row))
    gate.open.set()
    qtbot.waitUntil(lambda: live.title == "空白")
    settle()
    assert seen == ["空白"]


@pytest.mark.parametrize("error", [DiskFull("annotations.db"), Busy("annotations.db")])
@pytest.mark.parametrize("late", [False, True])
def test_a_fault_is_told_and_the_window_shows_what_is_stored(
    live: Person, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, error: Exception, late: bool
) -> None:
    gate = Gate()

    def fail(*_arguments: Any, **_named: Any) -> None:
        raise error

    with monkeypatch.context() as fault:
        fault.setattr(operations, "accept", gate.slow("accept", fail) if late else fail)
        live.press("A")
        gate.open.set()
        saved(live, qtbot)
        assert live.notice
        assert not live.window.notice._timer.isActive()  # it stays until it is closed
        assert live.said() == stored(live) == []
        assert live.focus() == ("骆明远", "PER", "suggestion")
    live.press("A")
    saved(live, qtbot)
    assert live.said() == stored(live) == [("骆明远", "PER")]


def test_a_change_by_another_program_is_noticed(live: Person, qtbot: QtBot) -> None:
    place = live.workspace.project.place
    with_other = open_project(place, "王芳", create=False)
    operations.finish(with_other, live.document.id)
    with_other.close()
    live.press("A")
    saved(live, qtbot)
    qtbot.waitUntil(lambda: live.document.is_finished)
    assert "is finished" in live.notice
    assert live.said() == stored(live)


def test_closing_while_something_is_saved_keeps_it(live: Person, gate: Gate, start: Any) -> None:
    place = live.workspace.project.place
    live.press("A")
    threading.Timer(0.05, gate.open.set).start()
    live.window.close()
    settle()
    project = open_project(place, "王芳", create=False)
    assert len(queries.open_document(project, 1).annotations) == 1
    project.close()


def test_closing_while_a_job_runs_stops_it(live: Person, qtbot: QtBot) -> None:
    begun, ended, answers = threading.Event(), threading.Event(), []

    def work(_project: Project, job: Job[int]) -> int:
        begun.set()
        assert job.stopped.wait(10)
        ended.set()
        return 1

    live.workspace.jobs.in_background("Working", work, answers.append)
    assert begun.wait(10)
    live.window.close()
    settle()
    assert ended.is_set()
    assert answers == []


def test_a_job_is_stopped_from_the_status_line(live: Person, qtbot: QtBot) -> None:
    def work(_project: Project, job: Job[int]) -> int:
        job.progress(1, 3)
        assert job.stopped.wait(10)
        raise Cancelled

    live.workspace.jobs.in_background("Working", work, lambda _answer: None)
    line = live.window.status.job
    qtbot.waitUntil(lambda: line._bar.maximum() == 3)
    qtbot.waitUntil(line.isVisible)
    line._stop.click()
    qtbot.waitUntil(lambda: not line.isVisible())
    assert live.notice == "Stopped. Nothing half-done was kept."


def test_new_suggestions_leave_focus_and_caret(live: Person, qtbot: QtBot) -> None:
    live.press("A", "N")
    saved(live, qtbot)
    focus, caret = live.canvas.focus(), live.canvas.caret()
    live.canvas.set_selection(3, 5)
    live.press("Ctrl+R")
    qtbot.waitUntil(lambda: not live.workspace.jobs.is_working)
    settle()
    assert live.canvas.selection() == (3, 5)
    assert live.focus() is not None
    assert focus is not None
    assert live.focus() == (FIRST[focus.start : focus.end], focus.label, focus.kind)
    assert caret != 5
    assert live.said() == [("骆明远", "PER")]


def test_a_late_answer_for_a_closed_project_is_dropped(live: Person, gate: Gate, qtbot: QtBot) -> None:
    told: list[Exception] = []
    live.workspace.failed.connect(told.append)
    answers: list[int] = []
    waiting = threading.Event()

    def slow() -> int:
        assert waiting.wait(10)
        return 1

    live.workspace.ask(slow, answers.append, patience=0)
    threading.Timer(0.05, waiting.set).start()
    live.workspace.close_project()
    settle()
    assert answers == []
    assert told == []
    assert live.window.documents.model.rowCount() == 0
    assert not live.action("undo").isEnabled()
    assert not live.action("import").isEnabled()


def test_a_bug_of_ours_is_shown_whole(live: Person, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    def fail(*_arguments: Any, **_named: Any) -> None:
        raise ZeroDivisionError("what a pity")

    monkeypatch.setattr(operations, "accept", fail)
    live.press("A")
    saved(live, qtbot)
    [box] = live.window.findChildren(QMessageBox)
    assert "ZeroDivisionError" in box.detailedText()
    box.close()


def test_a_new_span_is_painted_as_pending_until_it_is_stored(live: Person, gate: Gate, qtbot: QtBot) -> None:
    live.select("最后")
    live.press("1")
    start = live.at("最后")
    [mark] = live.canvas.marks_at(start)
    assert (mark.pending, mark.label) == (True, "PER")
    assert ("最后", "PER") not in live.said()
    gate.open.set()
    saved(live, qtbot)
    [mark] = live.canvas.marks_at(start)
    assert not mark.pending
    assert ("最后", "PER") in stored(live)


def test_a_key_waits_for_a_long_job_of_our_own(
    live: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = threading.Event()
    real = operations.accept

    def locked_out(project: Project, *arguments: Any, **named: Any) -> Any:
        if not end.is_set():
            end.wait(0.05)
            raise Busy(project.place)
        return real(project, *arguments, **named)

    monkeypatch.setattr(operations, "accept", locked_out)
    live.workspace.jobs.in_background("Importing", lambda _project, _job: end.wait(10), lambda _answer: None)
    live.press("A")
    assert live.window.status.saved.text() == "Saving…"
    end.set()
    saved(live, qtbot)
    assert stored(live) == [("骆明远", "PER")]
    assert live.notice == ""


def test_a_long_job_that_ends_while_a_key_waits_for_it_costs_nothing(
    live: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    end, over = threading.Event(), threading.Event()
    real = operations.accept

    def locked_out_to_the_last(project: Project, *arguments: Any, **named: Any) -> Any:
        if not over.is_set():
            end.set()
            over.wait(10)  # the job is known to have ended before the store says that it was locked
            raise Busy(project.place)
        return real(project, *arguments, **named)

    monkeypatch.setattr(operations, "accept", locked_out_to_the_last)
    live.workspace.jobs.ended.connect(lambda _job: over.set())
    live.workspace.jobs.in_background("Importing", lambda _project, _job: end.wait(10), lambda _answer: None)
    live.press("A")
    saved(live, qtbot)
    assert stored(live) == [("骆明远", "PER")]
    assert live.notice == ""
