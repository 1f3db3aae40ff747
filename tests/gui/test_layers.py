"""Other people's layers beside the own one: chosen, walked through, taken over; never one's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from core import operations, queries
from core.annotation import Origin, Role
from core.project import Project, open_project
from gui.canvas.marks import OtherMark
from tests.gui.conftest import Person, settle
from tests.gui.samples import FIRST
from tests.gui.test_filtering import put_away


def place(quote: str, number: int = 1) -> tuple[int, int]:
    start = -1
    for _ in range(number):
        start = FIRST.index(quote, start + 1)
    return start, start + len(quote)


@pytest.fixture
def theirs(window: Person) -> Iterator[Project]:
    """李雷's project, who has finished the first document with three spans of their own."""
    opened = open_project(window.workspace.project.place, "李雷", create=False)
    ids = [each.id for each in queries.open_document(opened, 1).suggestions]
    operations.reject(opened, 1, ids)
    operations.annotate(opened, 1, *place("𠮷野家"), "LOC")
    operations.annotate(opened, 1, *place("澄湾县"), "LOC")
    operations.annotate(opened, 1, *place("最后一段"), "TIME")
    operations.finish(opened, 1)
    yield opened
    opened.close()


def menu_of(person: Person) -> list[str]:
    """What the menu of layers offers, opened by its key."""
    person.press("Shift+O", at=person.canvas)
    settle()
    menu = person.controller.filtering.bar.layers.menu()
    assert menu.isVisible()
    return [each.text() for each in menu.actions()]


def show(person: Person) -> None:
    """Tick the first layer with the keyboard, and go back to the text."""
    menu_of(person)
    menu = person.controller.filtering.bar.layers.menu()
    QTest.keyClick(menu, Qt.Key.Key_Space)
    settle()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    person.window.activateWindow()
    settle()
    assert person.canvas.hasFocus()


def others(person: Person) -> list[tuple[str, str, bool, bool]]:
    """(quote, label, differs, is missing) of all that is drawn of other layers."""
    return [
        (person.text[each.start : each.end], each.label, each.differs, each.is_missing)
        for each in person.canvas.others()
    ]


def legend(person: Person) -> list[str]:
    return [each.text() for each in person.controller.filtering.bar.legend.buttons]


def test_a_layer_is_drawn_beside_and_counts_nowhere(window: Person, theirs: Project) -> None:
    window.workspace.perform(lambda project: operations.set_role(project, "王芳", Role.OWNER))
    window.focus_on("澄湾县")
    window.press("A")
    drawn, counts, pitch = window.drawn(), window.document.counts(), window.canvas.page.metrics.pitch  # type: ignore[union-attr] # it is open
    show(window)
    assert others(window) == [
        ("𠮷野家", "LOC", True, False),
        ("澄湾县", "LOC", False, False),
        ("最后一段", "TIME", True, False),
    ]
    assert legend(window) == ["李雷: 2 differ"]
    assert (window.drawn(), window.document.counts()) == (drawn, counts)
    assert window.canvas.page is not None
    assert window.canvas.page.metrics.pitch > pitch
    window.press("E", at=window.canvas)
    stored = queries.open_document(window.workspace.project, 1).annotations
    assert "最后一段" not in [each.quote for each in stored]
    assert len(queries.open_document(theirs, 1).annotations) == 3


def test_differences_are_walked_and_taken_over_with_keys(window: Person, theirs: Project) -> None:
    window.workspace.perform(lambda project: operations.set_role(project, "王芳", Role.OWNER))
    window.focus_on("𠮷野家")
    window.press("A")
    window.select("走了")
    window.press("=")
    before = window.said()
    show(window)
    window.canvas.set_focus(None)
    window.canvas.set_selection(0, 0)
    stops = []
    for _ in range(5):
        window.press("Shift+D")
        other = window.canvas.other()
        assert other is not None
        stops.append((window.text[other.start : other.end], other.label, other.is_missing))
    assert stops == [
        ("𠮷野家", "LOC", False),
        ("澄湾县", "LOC", False),
        ("走了", "TIME", True),
        ("最后一段", "TIME", False),
        ("最后一段", "TIME", False),
    ]
    assert window.notice == "No difference further on."
    window.press("Alt+D")
    assert window.focus() == ("走了", "TIME", "annotation")
    window.press("Shift+R")
    assert ("走了", "TIME") not in window.said()
    window.press("Alt+D", "Alt+D")
    assert window.focus() == ("𠮷野家", "ORG", "annotation")
    window.press("Shift+R")
    assert window.notice == "Taken over from 李雷"
    assert window.said()[0] == ("𠮷野家", "LOC")
    assert window.document.annotation_of(window.canvas.focus()).origin is Origin.TAKEN  # type: ignore[union-attr]
    assert legend(window) == ["李雷: 2 differ"]
    assert not window.action("take-over").isEnabled()  # nothing of theirs is in hand any more
    window.press("U", "U")
    assert window.said() == before
    assert legend(window) == ["李雷: 4 differ"]


def test_the_mouse_says_who_and_what(window: Person, theirs: Project) -> None:
    show(window)
    window.canvas.grab()
    page = window.canvas.page
    assert page is not None
    mark = next(each for each in window.canvas.others() if each.label == "TIME")
    box = window.canvas.rect_of(OtherMark(mark.start, mark.end, "", "other", 0))
    top = box.top() - page.metrics.text_top
    chip = QPoint(box.left() + 6, top + page.metrics.others_chip_top + 5)
    QTest.mouseMove(window.canvas.viewport(), chip)
    words = window.canvas._tip_at(chip)
    assert words == "In hand: not marked\n李雷: Time “最后一段” (by hand)"
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=chip)
    assert window.canvas.other() == mark
    assert window.canvas.selection() == (mark.start, mark.end)
    assert "李雷" in window.window.inspector.browser.toPlainText()
    line = QPoint(box.left() + 6, top + page.metrics.other_lane(0))
    assert window.canvas._tip_at(line) == words
    window.press("Left")
    assert window.canvas.other() is None
    QToolTip.hideText()


def test_who_has_not_finished_sees_nobody(window: Person, theirs: Project) -> None:
    show(window)
    assert others(window)
    window.focus_on("澄湾县")
    window.press("A")  # the document is begun
    settle()
    assert others(window) == []
    assert menu_of(window)[0] == "Others' work is shown when you have finished this document"
    window.controller.filtering.bar.layers.menu().close()
    window.press("E", at=window.canvas)
    window.open(0)
    assert others(window)
    assert not window.action("take-over").isEnabled()
    window.press("Shift+D", "Shift+R", at=window.canvas)
    assert "finished" in window.notice
    assert ("最后一段", "TIME") not in window.said()


def test_another_document_shows_its_own_layers(window: Person, theirs: Project) -> None:
    show(window)
    operations.annotate(theirs, 2, 0, 2, "PER")
    operations.finish(theirs, 2)
    window.open(2)
    assert others(window) == []
    assert window.controller.filtering.bar.legend.compared.text() == "Nobody else has worked on this document"
    window.open(1)
    assert ("𠮷田", "PER", True, False) in others(window)
    window.press("Shift+Y", at=window.canvas)
    window.press("Esc", at=window.controller.filtering.bar.undecided)
    assert others(window) == []
    assert window.controller.filtering.bar.isHidden()


def test_what_changes_in_another_window_is_seen(window: Person, theirs: Project) -> None:
    show(window)
    operations.reopen(theirs, 1)
    operations.annotate(theirs, 1, *place("李玲"), "PER")
    assert ("李玲", "PER", True, False) not in others(window)
    window.controller.layers.look_for_news()
    assert ("李玲", "PER", True, False) in others(window)
    assert menu_of(window)[0] == "李雷  in progress"
    window.controller.filtering.bar.layers.menu().close()


def test_a_reviewer_compares_any_two(window: Person, theirs: Project) -> None:
    hand = open_project(window.workspace.project.place, "韩梅梅", create=False)
    operations.annotate(hand, 1, *place("𠮷野家"), "LOC")
    operations.annotate(hand, 1, *place("最后一段"), "TIME")
    operations.annotate(hand, 1, *place("李玲"), "PER")
    hand.close()
    window.controller.layers.choose({"own:李雷", "own:韩梅梅"})
    window.press("Shift+O", at=window.canvas)
    settle()
    window.controller.filtering.bar.layers.menu().close()
    # nothing of one's own is there: the first is what the other is compared with
    assert legend(window)[0] == "李雷: basis of the comparison"
    differing = [each for each in others(window) if each[2]]
    assert differing == [("澄湾县", "LOC", True, True), ("李玲", "PER", True, False)]
    assert legend(window)[1] == "韩梅梅: 2 differ"
    window.controller.layers.compare_with("")
    assert legend(window) == ["李雷: 3 differ", "韩梅梅: 3 differ"]
    window.controller.reviewing.review_one(1, "李雷")
    settle()
    assert legend(window) == ["韩梅梅: 2 differ"]
    assert window.controller.filtering.bar.legend.compared.text() == "compared with: 李雷"
    window.press("Shift+D", "Shift+R", at=window.canvas)
    settle()
    assert legend(window) == ["韩梅梅: 1 differ"]
    assert window.controller.reviewing.line.changes.text() == "Corrected: 1"
    window.press("U", at=window.canvas)
    settle()
    assert legend(window) == ["韩梅梅: 2 differ"]
    assert [each.quote for each in queries.open_document(theirs, 1).annotations] == [
        "𠮷野家",
        "澄湾县",
        "最后一段",
    ]


def test_filters_hold_for_other_layers_and_for_keys_that_point(window: Person, theirs: Project) -> None:
    show(window)
    bar = window.controller.filtering.bar
    window.press("G", at=window.canvas)
    settle()
    assert any(each.mark is not None for each in window.controller.pointing.codes().values())
    put_away(bar, "labels", "LOC", "PER", "ORG")
    settle()
    assert others(window) == [("最后一段", "TIME", True, False)]
    assert not any(each.mark is not None for each in window.controller.pointing.codes().values())
    shown = {each.position for each in window.canvas._over.codes}
    assert shown == {each.start for each in window.controller.pointing.codes().values()}
