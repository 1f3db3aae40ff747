"""A canvas on the screen, and the marks and texts that its tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QtMsgType
from pytestqt.logging import Record
from pytestqt.qtbot import QtBot

from gui.canvas.marks import Appearance, LabelStyle, Mark
from gui.canvas.view import Canvas
from gui.fonts import ensure_chinese_font

FAMILY = "👨‍👩‍👧‍👦"
STYLES = {
    "PER": LabelStyle("PER", "人物", ("#150f85", "#3e89f7")),
    "ORG": LabelStyle("ORG", "机构", ("#c46a00", "#cc712b")),
    "LOC": LabelStyle("LOC", "地名", ("#1a7121", "#02a671")),
}

Show = Callable[..., Canvas]


@pytest.fixture(autouse=True)
def no_qt_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test fails on a warning of Qt's."""
    qtlog = request.getfixturevalue("qtlog")
    yield
    said: list[Record] = [r for r in qtlog.records if r.type is not QtMsgType.QtDebugMsg]
    assert not [r.message for r in said if "propagateSizeHints" not in r.message]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a text with marks on a canvas of 800 × 600."""

    def shown(text: str, marks: tuple[Mark, ...] = (), **appearance: object) -> Canvas:
        canvas = Canvas()
        qtbot.addWidget(canvas)
        canvas.resize(800, 600)
        canvas.set_appearance(Appearance(family=ensure_chinese_font(), **appearance))  # type: ignore[arg-type]
        canvas.show()
        canvas.set_document(text, marks, (), STYLES)
        canvas.setFocus()
        canvas.grab()
        return canvas

    return shown


def annotation(start: int, end: int, label: str = "PER", number: int = 0) -> Mark:
    """An annotation; its id says where it is unless one is given."""
    return Mark(start, end, label, "annotation", number or start * 1000 + end)


def suggestion(start: int, end: int, label: str = "ORG", number: int = 0) -> Mark:
    """A suggestion, likewise."""
    return Mark(start, end, label, "suggestion", number or start * 1000 + end)
