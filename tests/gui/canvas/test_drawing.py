"""What is drawn before it is painted: a page that is shown, and marks that change much of the view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui.canvas import sheet
from gui.canvas.view import Canvas
from tests.gui.canvas.conftest import STYLES, Show, suggestion

TEXT = "\n".join(f"第{number}段：澄湾县指挥部😀的七十二小时，𠮷野家也在县里。" * 3 for number in range(60))
OTHER = "".join(reversed(TEXT))
MARKS = [suggestion(at, at + 2) for at in range(0, 600, 40)]


class Painting(QObject):
    """How many lines were drawn within each painting of the page."""

    def __init__(self, canvas: Canvas, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(canvas)
        self.counts: list[int] = []
        self.drawn = 0
        draw, paint = sheet.draw_tile, canvas.paintEvent

        def counting(*given: object) -> object:
            self.drawn += 1
            return draw(*given)  # type: ignore[arg-type]

        def watched(event: QEvent) -> None:
            before = self.drawn
            paint(event)  # type: ignore[arg-type]
            self.counts.append(self.drawn - before)

        monkeypatch.setattr(sheet, "draw_tile", counting)
        monkeypatch.setattr(canvas, "paintEvent", watched)


@pytest.fixture
def canvas(show: Show, qtbot: QtBot) -> Canvas:
    shown = show(TEXT)
    qtbot.waitUntil(lambda: not shown._drawing.is_active)
    return shown


def picture(canvas: Canvas) -> QImage:
    return canvas.grab().toImage()


def test_a_page_is_painted_when_all_in_view_is_drawn(
    canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painting = Painting(canvas, monkeypatch)
    canvas.set_document(OTHER, MARKS, (), STYLES)
    canvas.set_focus(MARKS[-1])
    qtbot.waitUntil(lambda: bool(painting.counts))
    assert painting.counts[0] == 0 < painting.drawn
    asked_for = picture(canvas)
    canvas.set_document(OTHER, MARKS, (), STYLES)
    canvas.set_focus(MARKS[-1])
    assert picture(canvas) == asked_for  # who paints at once gets all of it


def test_marks_on_many_lines_are_painted_together(
    canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painting = Painting(canvas, monkeypatch)
    canvas.apply([], MARKS)
    qtbot.waitUntil(lambda: bool(painting.counts))
    assert painting.counts[0] == 0
    assert painting.drawn > 3
    together = picture(canvas)
    canvas.set_document(TEXT, MARKS, (), STYLES)
    assert picture(canvas) == together


def test_a_mark_on_one_line_is_painted_in_the_next_frame(
    canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painting = Painting(canvas, monkeypatch)
    canvas.apply([], MARKS[:1])
    qtbot.waitUntil(lambda: bool(painting.counts))
    assert painting.counts[0] == 1


def test_scrolling_while_a_page_is_drawn_shows_where_it_went(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.set_document(OTHER, MARKS, (), STYLES)
    canvas.scroll_by(900)
    qtbot.waitUntil(lambda: not canvas._is_held_back)
    seen = picture(canvas)
    canvas.scroll_by(-900)
    canvas.scroll_by(900)
    assert picture(canvas) == seen


def test_two_places_far_apart_are_painted_without_what_lies_between(
    canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = picture(canvas)
    painting = Painting(canvas, monkeypatch)
    canvas._tiles.clear()
    view = canvas.viewport()
    view.update(QRect(0, 0, view.width(), 5))
    view.update(QRect(0, view.height() - 5, view.width(), 5))
    qtbot.waitUntil(lambda: bool(painting.counts))
    assert 1 <= painting.counts[0] <= 4  # the line that an edge cuts, and its neighbour
    assert picture(canvas) == whole
