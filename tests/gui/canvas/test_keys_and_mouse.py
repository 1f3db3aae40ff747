"""The canvas worked as a person would: drags, clicks, keys, on a text with characters that tear."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.canvas.marks import Mark
from gui.canvas.movement import Unit
from gui.canvas.view import Canvas
from tests.gui.canvas.conftest import FAMILY, Show, annotation, suggestion

TEXT = f"😀骆明远说，𠮷野家在澄湾县。{FAMILY}来了。e\u0301tude\n第二段的字。\n\n最后"
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def words(text: str) -> list[int]:
    """As a segmenter would cut the first paragraph; whole sentences elsewhere."""
    if "骆明远" not in text:
        return [0, len(text)]
    cuts = [
        text.index(word) for word in ("骆明远", "说", "，", "𠮷野家", "在", "澄湾县", "。", FAMILY, "来了")
    ]
    return [0, *cuts, len(text)]


def place(canvas: Canvas, position: int) -> QPoint:
    """A point on the left half of the character behind a position."""
    return canvas.rect_of(annotation(position, position + 1)).center() - QPoint(4, 0)


def move(canvas: Canvas, to: QPoint, modifiers: Qt.KeyboardModifier = NONE, *, held: bool = True) -> None:
    buttons = LEFT if held else Qt.MouseButton.NoButton
    at = QPointF(to)
    kind = QEvent.Type.MouseMove
    event = QMouseEvent(
        kind, at, canvas.viewport().mapToGlobal(at), Qt.MouseButton.NoButton, buttons, modifiers
    )
    QApplication.sendEvent(canvas.viewport(), event)


def drag(canvas: Canvas, start: int, end: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(canvas.viewport(), LEFT, modifiers, place(canvas, start))
    move(canvas, place(canvas, end), modifiers)
    QTest.mouseRelease(canvas.viewport(), LEFT, modifiers, place(canvas, end))


def chosen(canvas: Canvas) -> str:
    start, end = canvas.selection()
    return TEXT[start:end]


def at(quote: str) -> int:
    return TEXT.index(quote)


@pytest.mark.parametrize("both_ways", [False, True])
def test_a_drag_snaps_to_words(show: Show, qtbot: QtBot, both_ways: bool) -> None:
    canvas = show(TEXT)
    canvas.set_word_boundaries(words)
    ends = (at("明远"), at("家在"))
    with qtbot.waitSignal(canvas.selectionFinished) as finished:
        drag(canvas, *(ends[::-1] if both_ways else ends))
    assert chosen(canvas) == "骆明远说，𠮷野家"
    assert tuple(finished.args) == canvas.selection()


@pytest.mark.parametrize("modifier", [ALT, CONTROL])
def test_a_modifier_frees_a_drag_to_characters(show: Show, modifier: Qt.KeyboardModifier) -> None:
    canvas = show(TEXT)
    canvas.set_word_boundaries(words)
    drag(canvas, at("明远"), at("野家"), modifier)
    assert chosen(canvas) == "明远说，𠮷"


def test_a_drag_over_paragraphs(show: Show) -> None:
    canvas = show(TEXT)
    canvas.set_word_boundaries(words)
    drag(canvas, at("澄湾县"), at("段的"))
    assert chosen(canvas) == TEXT[at("澄湾县") : TEXT.index("\n\n")]


def test_a_drag_cannot_tear_characters(show: Show) -> None:
    canvas = show(TEXT)
    rect = canvas.rect_of(annotation(0, len(FAMILY) + 30))
    for x in range(rect.left(), rect.right(), 3):
        position = canvas.position_at(QPoint(x, rect.center().y()))
        family = at(FAMILY)
        assert not family < position < family + len(FAMILY)
        assert position != at("\u0301")


def test_double_click_selects_a_word_and_triple_a_sentence(show: Show) -> None:
    canvas = show(TEXT)
    canvas.set_word_boundaries(words)
    point = place(canvas, at("湾县"))
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, point)
    QTest.mouseDClick(canvas.viewport(), LEFT, NONE, point)
    assert chosen(canvas) == "澄湾县"
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, point)
    assert chosen(canvas) == "😀骆明远说，𠮷野家在澄湾县。"


def test_shift_and_click_extends(show: Show) -> None:
    canvas = show(TEXT)
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, place(canvas, at("骆")))
    QTest.mouseClick(canvas.viewport(), LEFT, SHIFT, place(canvas, at("说")))
    assert chosen(canvas) == "骆明远"


def test_dragging_past_the_edge_scrolls(show: Show, qtbot: QtBot) -> None:
    canvas = show("很长的一段话。\n" * 200)
    QTest.mousePress(canvas.viewport(), LEFT, NONE, QPoint(300, 100))
    move(canvas, QPoint(300, canvas.viewport().height() + 40))
    qtbot.waitUntil(lambda: canvas.verticalScrollBar().value() > 100)
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, QPoint(300, 300))
    assert canvas.selection()[1] > canvas.position_at(QPoint(0, 0))


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        ([(Qt.Key.Key_Right, SHIFT)], "😀"),
        ([(Qt.Key.Key_Right, SHIFT)] * 3 + [(Qt.Key.Key_Left, SHIFT)], "😀骆"),
        ([(Qt.Key.Key_Right, SHIFT | CONTROL)] * 2, "😀骆明远"),
        ([(Qt.Key.Key_Right, CONTROL), (Qt.Key.Key_Right, SHIFT | CONTROL)], "骆明远"),
        ([(Qt.Key.Key_End, CONTROL | SHIFT)], TEXT),
        ([(Qt.Key.Key_End, CONTROL), (Qt.Key.Key_Up, NONE), (Qt.Key.Key_Up, SHIFT)], "第二段的字。\n"[2:]),
        ([(Qt.Key.Key_PageDown, SHIFT)], TEXT),
    ],
)
def test_keys_select(show: Show, keys: list[tuple[Qt.Key, Qt.KeyboardModifier]], quote: str) -> None:
    canvas = show(TEXT)
    canvas.set_word_boundaries(words)
    for key, modifiers in keys:
        QTest.keyClick(canvas, key, modifiers)
    assert chosen(canvas) == quote


def test_releasing_shift_finishes_a_selection(show: Show, qtbot: QtBot) -> None:
    canvas = show(TEXT)
    with qtbot.waitSignal(canvas.selectionFinished) as finished:
        QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT)  # presses and releases Shift as well
    assert finished.args == [0, 1]


def test_escape_leaves_the_selection_and_then_is_the_window_s(show: Show) -> None:
    canvas = show(TEXT)
    canvas.set_selection(1, 4)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.selection() == (4, 4)


def test_copied_text_is_the_document_s(show: Show) -> None:
    text = "一\u00a0二\t三\u2028四\ufeff五"
    canvas = show(text)
    canvas.set_selection(0, len(text))
    QTest.keyClick(canvas, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == text


def test_letters_are_left_to_the_window_and_input_methods_are_off(show: Show, qtbot: QtBot) -> None:
    canvas = show(TEXT)
    assert not canvas.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    said = QInputMethodEvent()
    said.setCommitString("f")
    with qtbot.waitSignal(canvas.imeCommitted) as committed:
        QApplication.sendEvent(canvas, said)
    assert committed.args == ["f"]


def test_a_step_out_of_a_selection_goes_to_its_edge(show: Show) -> None:
    canvas = show(TEXT)
    canvas.set_selection(1, 4)
    canvas.move_caret(Unit.CHARACTER, -1)
    assert canvas.caret() == 1


STACK = (
    annotation(at("𠮷野家在澄湾县"), at("。")),
    annotation(at("𠮷野家"), at("在澄")),
    suggestion(at("澄湾县"), at("。"), "LOC"),
    suggestion(at("湾县"), at("。"), "LOC"),
    annotation(at("县。"), at("。"), "LOC"),
)


def test_clicking_a_stack_goes_through_it_from_the_inside(show: Show) -> None:
    canvas = show(TEXT, STACK)
    seen: list[Mark | None] = []
    for _ in range(5):
        QTest.mouseClick(canvas.viewport(), LEFT, NONE, place(canvas, at("县。")))
        seen.append(canvas.focus())
    assert seen == [STACK[4], STACK[3], STACK[2], STACK[0], STACK[4]]
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, place(canvas, at("第二段")))
    assert canvas.focus() is None


def test_a_chip_stands_for_its_mark(show: Show, qtbot: QtBot) -> None:
    canvas = show(TEXT, STACK)
    rect = canvas.rect_of(STACK[0])
    outer, inner = QPoint(rect.left() + 8, rect.top() - 8), QPoint(rect.left() + 42, rect.top() - 8)
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, outer)
    assert canvas.focus() == STACK[0]
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, inner)
    assert canvas.focus() == STACK[1]
    with qtbot.waitSignal(canvas.markActivated) as activated:
        QTest.mouseDClick(canvas.viewport(), LEFT, NONE, outer)
    assert activated.args == [STACK[0]]


def test_hovering_draws_only_over_the_page(show: Show) -> None:
    canvas = show(TEXT, STACK)
    before = canvas.grab().toImage()
    move(canvas, place(canvas, at("𠮷野家")), held=False)
    assert canvas.grab().toImage() != before
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert canvas.grab().toImage() == before


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_is_asked_for_with_its_mark(
    show: Show, qtbot: QtBot, reason: QContextMenuEvent.Reason
) -> None:
    canvas = show(TEXT, STACK)
    canvas.set_focus(STACK[1])
    point = place(canvas, at("野家"))
    with qtbot.waitSignal(canvas.contextMenuWanted) as wanted:
        event = QContextMenuEvent(reason, point, canvas.viewport().mapToGlobal(point))
        QApplication.sendEvent(canvas.viewport(), event)
    assert wanted.args[1] == STACK[1]


def test_the_wheel_scrolls_by_pixels(show: Show) -> None:
    canvas = show("很长的一段话。\n" * 200)
    middle = QPointF(300, 300)
    for _ in range(3):
        event = QWheelEvent(
            middle,
            canvas.viewport().mapToGlobal(middle),
            QPoint(0, -7),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas.viewport(), event)
    assert canvas.verticalScrollBar().value() == 21
