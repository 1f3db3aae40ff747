"""Other layers on a page: below the text, in their own lanes, and out of the way of one's own marks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.canvas.marks import OtherMark, OtherStyle
from gui.canvas.others import short_names
from gui.canvas.view import Canvas
from tests.gui.canvas.conftest import Show, annotation

TEXT = "😀骆明远说，𠮷野家在澄湾县。\n" * 3
PEOPLE = (OtherStyle("李雷", ("#3d5a80", "#a8c0e0")), OtherStyle("周舟", ("#7a3b5d", "#e0a9c6")))


def other(start: int, end: int, who: int = 0, *, differs: bool = True) -> OtherMark:
    return OtherMark(start, end, "PER", "other", 100 * who + start, who=who, differs=differs)


def test_names_stay_apart_when_they_are_cut() -> None:
    assert short_names(["李雷", "欧阳明远之助理审阅员", "annotator-five", "annotator-six"]) == [
        "李雷",
        "欧阳明…阅员",
        "anno…ive",
        "anno…six",
    ]
    assert len(set(short_names(["annotator-xx-five", "annotator-yy-five", "李"]))) == 3


def test_own_marks_are_drawn_and_found_as_before(show: Show) -> None:
    mark = annotation(1, 4)
    canvas = show(TEXT, (mark,))
    assert canvas.page is not None
    before = canvas.page.decoration(0)[0]
    canvas.set_others(PEOPLE)
    canvas.apply_others((), (other(1, 4), other(6, 9, 1), other(10, 13, 1, differs=False)))
    line = canvas.page.decoration(0)[0]
    assert line._replace(others=(), other_chips=()) == before
    assert [chip.text for chip in line.other_chips] == ["李雷 人物", "周舟 人物"]
    assert [piece.lane for piece in line.others] == [0, 2, 2]
    assert list(canvas.page.index) == [mark]
    assert canvas.marks_at(7) == []
    assert canvas.focus_next() == mark
    assert canvas.focus_next() is None
    canvas.set_others(())
    assert canvas.page.decoration(0)[0] == before


def click(canvas: Canvas, mark: OtherMark) -> None:
    assert canvas.page is not None
    box, metrics = canvas.rect_of(mark), canvas.page.metrics
    y = box.top() - metrics.text_top + metrics.other_lane(2 * mark.who)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.center().x(), y))


def test_a_click_on_a_line_takes_nothing_of_ones_own(show: Show) -> None:
    canvas = show(TEXT, (annotation(1, 4),))
    marks = (other(1, 4), other(1, 4, 1))
    canvas.set_others(PEOPLE)
    canvas.apply_others((), marks)
    told: list[OtherMark] = []
    canvas.otherActivated.connect(told.append)
    for mark in marks:
        click(canvas, mark)
    assert told == list(marks)
    assert canvas.focus() is None
    canvas.set_other(marks[0])
    with_ring = canvas.grab().toImage()
    canvas.apply_others(marks[:1], ())
    assert canvas.other() is None
    assert canvas.grab().toImage() != with_ring
