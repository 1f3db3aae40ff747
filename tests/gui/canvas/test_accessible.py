"""A screen reader finds text, caret, selection and labels, counted as Qt counts."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAccessible, QAccessibleTextInterface
from PySide6.QtWidgets import QApplication, QWidget

from gui.canvas.view import Canvas
from tests.gui.canvas.conftest import STYLES, Show, annotation, suggestion

TEXT = "😀骆明远在𠮷野家。\n第二段"


@pytest.fixture(autouse=True)
def _listening(qapp: object) -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def text_of(canvas: Canvas) -> QAccessibleTextInterface:
    found = QAccessible.queryAccessibleInterface(canvas).textInterface()
    assert isinstance(found, QAccessibleTextInterface)
    return found


def test_text_and_positions_are_in_utf16(show: Show) -> None:
    canvas = show(TEXT)
    text = text_of(canvas)
    assert text.characterCount() == len(TEXT) + 2
    assert text.text(2, 5) == "骆明远"
    text.setCursorPosition(5)
    assert canvas.caret() == 4
    assert text.cursorPosition() == 5
    text.addSelection(6, 8)
    assert canvas.selection() == (5, 6)
    assert tuple(text.selection(0)) == (6, 8)
    text.removeSelection(0)
    assert text.selectionCount() == 0


def test_another_document_is_read_anew(show: Show) -> None:
    canvas = show(TEXT)
    text = text_of(canvas)
    assert text.characterCount() == len(TEXT) + 2
    canvas.set_document("短", (), (), STYLES)
    assert text.characterCount() == 1


def test_labels_are_attributes(show: Show) -> None:
    canvas = show(TEXT, (annotation(1, 9, "ORG"), suggestion(1, 4, "PER")))
    text = text_of(canvas)
    assert tuple(text.attributes(3)) == ("label:机构, 人物;", 2, 5)
    assert tuple(text.attributes(0)) == ("", 0, 2)


def test_places_on_the_screen(show: Show) -> None:
    canvas = show(TEXT)
    text = text_of(canvas)
    rect = text.characterRect(3)
    assert text.offsetAtPoint(QPoint(rect.left() + 2, rect.center().y())) == 3


def test_it_says_what_it_is(show: Show) -> None:
    canvas = show(TEXT)
    canvas.setAccessibleName("正文")
    found = QAccessible.queryAccessibleInterface(canvas)
    assert found.role() == QAccessible.Role.EditableText
    assert found.state().readOnly
    assert found.text(QAccessible.Text.Name) == "正文"
    canvas.set_focus(annotation(1, 4))
    canvas.set_selection(1, 6)


def test_canvases_come_and_go_while_someone_listens(qapp: QApplication) -> None:
    for _ in range(60):
        window = QWidget()
        canvas = Canvas(window)
        canvas.set_document(TEXT, (annotation(1, 4),), (), STYLES)
        QAccessible.queryAccessibleInterface(canvas).textInterface().text(0, 3)
        canvas.set_selection(1, 3)
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del window, canvas
    gc.collect()
