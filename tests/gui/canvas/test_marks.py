"""Marks on the page: where they are, what has the focus, what is drawn anew when they change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from core.annotation import Zone, ZoneKind
from gui.canvas import sheet
from gui.canvas.decoration import LineDecoration
from gui.canvas.marks import Appearance, LabelStyle, Mark
from gui.canvas.view import Canvas
from gui.theme import DARK
from tests.gui.canvas.conftest import STYLES, Show, annotation, suggestion

PARAGRAPH = "澄湾县指挥部😀的七十二小时，𠮷野家也在县里。"
TEXT = "\n".join([PARAGRAPH * 6] * 40)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The lines that are drawn anew, as (block, line)."""
    lines: list[tuple[int, int]] = []
    draw = sheet.draw_tile
    monkeypatch.setattr(
        sheet,
        "draw_tile",
        lambda page, block, line, ratio: lines.append((block, line)) or draw(page, block, line, ratio),
    )
    return lines


def settle(canvas: Canvas, qtbot: QtBot) -> None:
    """Wait until idle time has drawn what it wants to."""
    canvas.grab()
    qtbot.waitUntil(lambda: not canvas._drawing.is_active)


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 60)), max_size=8))
def test_a_mark_is_found_where_it_is_drawn(shared: Canvas, places: list[tuple[int, int]]) -> None:
    marks = [annotation(start, start + length) for start, length in places]
    shared.set_document(TEXT, marks, (), STYLES)
    for mark in marks:
        shared.set_focus(mark)
        rect = shared.rect_of(mark)
        left = QPoint(rect.left() + 1, rect.center().y())
        assert mark.start <= shared.position_at(left) <= mark.end
        assert mark.start <= shared.position_at(rect.center()) <= mark.end
        assert mark in shared.marks_at(mark.start)


@pytest.fixture(scope="module")
def shared(qapp: object) -> Canvas:
    """One canvas for many examples."""
    canvas = Canvas()
    canvas.resize(800, 4000)
    return canvas


def test_only_the_lines_that_change_are_drawn_anew(
    show: Show, qtbot: QtBot, drawn: list[tuple[int, int]]
) -> None:
    canvas = show(TEXT)
    settle(canvas, qtbot)
    drawn.clear()
    mark = annotation(5, 9)
    canvas.apply((), (mark,))
    settle(canvas, qtbot)
    assert drawn == [(0, 0)]
    drawn.clear()
    canvas.apply((mark,), ())
    settle(canvas, qtbot)
    assert drawn == [(0, 0)]


def test_caret_selection_and_focus_draw_no_line_anew(
    show: Show, qtbot: QtBot, drawn: list[tuple[int, int]]
) -> None:
    mark = annotation(5, 9)
    canvas = show(TEXT, (mark,))
    settle(canvas, qtbot)
    drawn.clear()
    canvas.set_selection(3, 60)
    canvas.set_focus(mark)
    settle(canvas, qtbot)
    assert drawn == []


def test_what_apply_leaves_is_what_a_fresh_page_shows(show: Show, qtbot: QtBot) -> None:
    kept, gone, come = annotation(2, 40), annotation(3, 7), suggestion(30, 200)
    canvas = show(TEXT, (kept, gone))
    canvas.apply((gone,), (come,))
    canvas.apply((annotation(900, 901),), ())  # not there: passed over
    assert canvas.grab().toImage() == show(TEXT, (kept, come)).grab().toImage()


def test_the_focus_goes_through_marks_in_text_order_and_stops_at_the_ends(show: Show) -> None:
    outer, inner, later, last = annotation(3, 9), annotation(3, 5), suggestion(4, 12), annotation(2000, 2003)
    canvas = show(TEXT, (later, inner, last, outer))
    found = [canvas.focus_next() for _ in range(5)]
    assert found == [outer, inner, later, last, None]
    assert canvas.focus() == last
    assert [canvas.focus_previous() for _ in range(4)] == [later, inner, outer, None]
    assert canvas.focus_next(lambda mark: mark.kind == "suggestion") == later


def test_the_search_for_a_mark_begins_at_the_caret(show: Show) -> None:
    canvas = show(TEXT, (annotation(3, 9), annotation(20, 22)))
    canvas.set_selection(10, 10)
    assert canvas.focus_next() == annotation(20, 22)
    canvas.set_focus(None)
    canvas.set_selection(10, 10)
    assert canvas.focus_previous() == annotation(3, 9)


def test_a_focused_mark_is_scrolled_to_with_lines_around_it(show: Show) -> None:
    far = annotation(len(TEXT) // 2, len(TEXT) // 2 + 3)
    canvas = show(TEXT, (far,))
    canvas.focus_next()
    assert 100 < canvas.rect_of(far).top() < canvas.viewport().height() - 150
    assert canvas.caret() == far.start


def test_the_focus_stays_with_a_mark_that_comes_back(show: Show, qtbot: QtBot) -> None:
    pending = Mark(3, 9, "PER", "annotation", -1, pending=True)
    stored = Mark(3, 9, "PER", "annotation", 17)
    canvas = show(TEXT, (pending,))
    canvas.set_focus(pending)
    canvas.apply((pending,), (stored,))
    assert canvas.focus() == stored
    wider = Mark(2, 9, "ORG", "annotation", 17)
    canvas.apply((stored,), (wider,))
    assert canvas.focus() == wider
    with qtbot.waitSignal(canvas.focusChanged) as changed:
        canvas.apply((wider,), ())
    assert changed.args == [None]


def test_signals_are_sent_once_and_only_for_a_change(show: Show) -> None:
    canvas = show(TEXT, (annotation(3, 9),))
    focused, selected = QSignalSpy(canvas.focusChanged), QSignalSpy(canvas.selectionChanged)
    canvas.set_focus(annotation(3, 9))
    canvas.set_focus(annotation(3, 9))
    assert (focused.count(), selected.count()) == (1, 1)


def test_five_levels_lie_in_five_lanes_and_move_no_text(show: Show) -> None:
    nested = tuple(annotation(10 - i, 12 + i, number=i + 1) for i in range(5))
    canvas, plain = show(TEXT, nested), show(TEXT)
    page = canvas.page
    assert page is not None
    line = page.decoration(0)[0]
    assert sorted(piece.lane for piece in line.pieces) == [0, 1, 2, 3, 4]
    tops = [page.metrics.lane(lane, line.depth)[0] for lane in range(5)]
    assert len(set(tops)) == 5
    assert max(tops) < page.metrics.pitch
    assert canvas.rect_of(annotation(400, 402)) == plain.rect_of(annotation(400, 402))


@pytest.mark.parametrize("depth", range(1, 12))
def test_lanes_never_leave_their_line(depth: int, show: Show) -> None:
    metrics = show("")._metrics
    places = [metrics.lane(lane, depth) for lane in range(depth)]
    assert all(top + thickness <= metrics.pitch for top, thickness in places)
    assert places == sorted(places)


def test_chips_keep_to_the_column_and_off_each_other(show: Show) -> None:
    marks = tuple(annotation(i, i + 3, "LOC", number=i + 1) for i in range(200))
    styles = STYLES | {"LOC": LabelStyle("LOC", "非常长的标签名称", ("#1a7121", "#02a671"))}
    canvas = show(TEXT)
    canvas.set_document(TEXT, marks, (), styles)
    page = canvas.page
    assert page is not None
    for line in page.decoration(0):
        for before, after in zip(line.chips, line.chips[1:], strict=False):
            assert before.left + before.width <= after.left
        assert all(chip.left >= -8 and chip.left + chip.width <= page.width + 8 for chip in line.chips)


def test_zones_can_be_told_apart_and_named(show: Show) -> None:
    canvas = show("首页 > 新闻\n标题\n正文")
    plain = canvas.grab().toImage()
    canvas.set_zones([Zone(0, 7, ZoneKind.FURNITURE), Zone(8, 10, ZoneKind.TITLE)])
    canvas.set_zone_names({ZoneKind.TITLE: "大标题"})
    assert canvas.grab().toImage() != plain
    rect = canvas.rect_of(annotation(8, 9))
    assert canvas._tip_at(QPoint(rect.left() - 20, rect.center().y())) == "大标题"


def test_an_appearance_keeps_the_line_at_the_top(show: Show) -> None:
    canvas = show(TEXT)
    canvas.verticalScrollBar().setValue(3000)
    top = canvas._position_at_top()
    for appearance in (
        Appearance(size_pt=22),
        Appearance(compact=True, theme=DARK, paragraph_numbers=True),
        Appearance(reading_width=24, leading=1.5),
    ):
        canvas.set_appearance(appearance)
        canvas.grab()
        assert canvas._position_at_top() <= top
        assert canvas.position_at(QPoint(0, 60)) + 90 > top
    canvas.resize(400, 300)
    canvas.grab()
    assert abs(canvas.position_at(QPoint(0, 30)) - top) < 120


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", "中", "\u2028\x00\t\ufeff"])
def test_any_text_can_be_shown_and_walked(show: Show, text: str) -> None:
    canvas = show(text)
    canvas.set_selection(0, len(text))
    canvas.grab()
    assert canvas.selection() == (0, len(text))
    assert 0 <= canvas.position_at(QPoint(10_000, 10_000)) <= len(text)


def test_without_a_document_there_is_a_message_and_nothing_breaks(show: Show) -> None:
    canvas = show(TEXT, (annotation(3, 5),))
    canvas.clear("选择左边的一篇文章")
    canvas.grab()
    canvas.apply((), (annotation(1, 2),))
    canvas.set_selection(1, 5)
    assert canvas.selection() == (0, 0)
    assert canvas.focus_next() is None
    assert canvas.marks_at(3) == []
    assert canvas.position_at(QPoint(10, 10)) == 0
    canvas.resize(300, 200)
    canvas.grab()


def test_scrolling_up_from_the_end_is_steady(show: Show) -> None:
    text = "\n".join("中" * (1 + 97 * i % 400) for i in range(300))
    canvas = show(text)
    bar = canvas.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert canvas.position_at(QPoint(790, 599)) == len(text)
    mark = annotation(len(text) - 300, len(text) - 299)
    for _ in range(20):
        before = canvas.rect_of(mark).top()
        canvas.scroll_by(-37)
        assert canvas.rect_of(mark).top() == before + 37


def test_a_page_set_anew_while_it_is_drawn_ahead(show: Show, qtbot: QtBot) -> None:
    canvas = show(TEXT)
    for size in ((300, 300), (1200, 900), (500, 500)):
        canvas.grab()
        qtbot.wait(1)
        canvas.resize(*size)
    settle(canvas, qtbot)
    canvas.set_appearance(Appearance(size_pt=30))
    settle(canvas, qtbot)


def test_tips_name_the_labels_or_say_what_the_window_wants(show: Show) -> None:
    marks = (annotation(3, 9, "ORG"), suggestion(4, 6, "LOC"))
    canvas = show(TEXT, marks)
    point = canvas.rect_of(marks[1]).center()
    assert canvas._tip_at(point) == "地名\n机构"
    canvas.set_mark_tips(lambda under: f"{len(under)} marks")
    assert canvas._tip_at(point) == "2 marks"


small = st.builds(
    lambda start, length, label, kind: Mark(start, start + length, label, kind, start * 100 + length),
    st.integers(0, 250),
    st.integers(1, 60),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(["annotation", "suggestion"]),
)


@given(st.lists(small, max_size=12), st.lists(small, max_size=12), st.data())
def test_a_page_that_was_changed_is_decorated_as_a_fresh_one(
    shared: Canvas, built: list[Mark], added: list[Mark], data: st.DataObject
) -> None:
    shared.set_document(TEXT, built, (), STYLES)
    page = shared.page
    assert page is not None
    before = [page.decoration(block) for block in range(4)]
    removed = data.draw(st.lists(st.sampled_from(built), unique=True) if built else st.just([]))
    different = set(page.apply(removed, added))
    after = [page.decoration(block) for block in range(4)]
    for block in range(4):
        for line, (old, new) in enumerate(zip(before[block], after[block], strict=True)):
            assert (old != new) == ((block, line) in different)
    left = list(built)
    for mark in removed:
        left.remove(mark)
    shared.set_document(TEXT, [*left, *added], (), STYLES)
    assert shared.page is not None
    fresh = [shared.page.decoration(block) for block in range(4)]
    assert [list(map(line_parts, lines)) for lines in after] == [list(map(line_parts, ls)) for ls in fresh]


def line_parts(line: LineDecoration) -> list[tuple[int, int, int, int]]:
    """Where a line's pieces lie, whichever of equal marks lies in which lane."""
    return sorted((piece.left, piece.right, piece.mark.start, piece.mark.end) for piece in line.pieces)
