"""A window on a project of four short articles, and a person who works it with keys and mouse."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSettings, Qt, QtMsgType, QTranslator
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QToolBar, QWidget
from pytestqt.qtbot import QtBot

from core import operations
from core.annotation import DocumentRecord
from core.formats.report import Report
from core.project import open_project
from core.schema import LabelSet
from core.suggest.apart import Apart
from core.suggest.mind import Mind
from gui import leafing
from gui.app import make_window
from gui.canvas.marks import Mark
from gui.canvas.view import Canvas
from gui.controller import Controller
from gui.dialogs.picker import Picker
from gui.main_window import MainWindow
from gui.models.open_document import OpenDocument
from gui.settings import Settings
from gui.tasks import Tasks
from gui.workspace import Workspace
from tests.gui.samples import ARTICLES, FLAT, NESTED, FakeSuggester, boundaries

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def no_qt_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test fails on a warning of Qt's."""
    qtlog = request.getfixturevalue("qtlog")
    yield
    said = [each for each in qtlog.records if each.type is not QtMsgType.QtDebugMsg]
    assert not [each.message for each in said if "plugin does not support" not in each.message]


@pytest.fixture(autouse=True)
def seen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who works here has seen each document as soon as it comes up."""
    monkeypatch.setattr(leafing, "UNSEEN", 0)


@pytest.fixture(autouse=True)
def untranslated(qapp: QApplication) -> Iterator[None]:
    """Every test begins with the words of the code."""
    yield
    for each in qapp.findChildren(QTranslator):
        qapp.removeTranslator(each)
        each.deleteLater()


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication) -> Iterator[None]:
    """Every test fails on a window that stays open."""
    yield
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    assert not [each for each in qapp.topLevelWidgets() if each.isVisible()]


@dataclass
class Person:
    """Somebody at the window; positions are found by what stands there."""

    controller: Controller

    @property
    def window(self) -> MainWindow:
        return self.controller.window

    @property
    def workspace(self) -> Workspace:
        return self.controller.workspace

    @property
    def canvas(self) -> Canvas:
        return self.controller.window.canvas

    @property
    def document(self) -> OpenDocument:
        assert self.workspace.document is not None
        return self.workspace.document

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def title(self) -> str:
        return self.document.document.title

    @property
    def notice(self) -> str:
        return self.window.notice.words

    @property
    def picker(self) -> Picker:
        """The picker that is open."""
        [found] = [each for each in self.window.findChildren(Picker) if each.isVisible()]
        return found

    @property
    def is_at_work(self) -> bool:
        """Whether something is being saved, or a key waits for its turn."""
        return not self.workspace.turns.is_settled

    def action(self, id_: str) -> QAction:
        return self.window.qactions[id_]

    def press(self, *keys: str, at: QWidget | None = None) -> None:
        """Press keys where the keyboard is."""
        for each in keys:
            chord = QKeySequence(each)[0]
            target = at or QApplication.focusWidget() or self.window
            QTest.keyClick(target, chord.key(), chord.keyboardModifiers())

    def do(self, id_: str) -> None:
        """The action by its menu."""
        assert self.action(id_).isEnabled(), id_
        self.action(id_).trigger()

    def pick(self, typed: str) -> None:
        """Type into the picker that is open, and take what it finds."""
        field = self.picker.field
        QTest.keyClicks(field, typed) if typed.isascii() else field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.window.activateWindow()  # without a screen nobody else does it when a popup closes
        settle()

    def said(self) -> list[tuple[str, str]]:
        """(quote, label) of the annotations, in their order."""
        found = sorted(self.document.annotations.values(), key=lambda each: (each.start, -each.end))
        return [(each.quote, each.label) for each in found]

    def waiting(self) -> list[tuple[str, str]]:
        """(quote, label) of the suggestions that wait, in their order."""
        found = sorted(self.document.waiting.values(), key=lambda each: (each.start, -each.end))
        return [(each.quote, each.label) for each in found]

    def drawn(self) -> list[tuple[str, str, str]]:
        """(quote, label, kind) of all that the canvas shows."""
        page = self.canvas._page
        assert page is not None
        found = sorted(page.index, key=lambda each: (each.start, -each.end, each.kind))
        return [(self.text[each.start : each.end], each.label, each.kind) for each in found]

    def focus(self) -> tuple[str, str, str] | None:
        """(quote, label, kind) of what is in focus."""
        mark = self.canvas.focus()
        return (self.text[mark.start : mark.end], mark.label, mark.kind) if mark else None

    def at(self, quote: str, number: int = 1) -> int:
        found = -1
        for _ in range(number):
            found = self.text.index(quote, found + 1)
        return found

    def select(self, quote: str, number: int = 1) -> None:
        start = self.at(quote, number)
        self.canvas.set_focus(None)
        self.canvas.set_selection(start, start + len(quote))

    def focus_on(self, quote: str, number: int = 1) -> None:
        start = self.at(quote, number)
        marks = self.canvas.marks_at(start)
        self.canvas.set_focus(next(each for each in marks if each.end == start + len(quote)))

    def place(self, position: int) -> QPoint:
        """A point on the left half of the character behind a position."""
        self.canvas.grab()
        character = Mark(position, position + 1, "PER", "annotation", -1)
        return self.canvas.rect_of(character).center() - QPoint(4, 0)

    def click(self, position: int, *, double: bool = False) -> None:
        point = self.place(position)
        QTest.mouseClick(self.canvas.viewport(), LEFT, NONE, point)
        if double:
            QTest.mouseDClick(self.canvas.viewport(), LEFT, NONE, point)
            QTest.mouseRelease(self.canvas.viewport(), LEFT, NONE, point)

    def drag(self, start: int, end: int) -> None:
        viewport, to = self.canvas.viewport(), QPointF(self.place(end))
        QTest.mousePress(viewport, LEFT, NONE, self.place(start))
        kind = QEvent.Type.MouseMove
        event = QMouseEvent(kind, to, viewport.mapToGlobal(to), Qt.MouseButton.NoButton, LEFT, NONE)
        QApplication.sendEvent(viewport, event)
        QTest.mouseRelease(viewport, LEFT, NONE, to.toPoint())

    def click_tool(self, id_: str) -> None:
        """The action's button in the tool bar."""
        [bar] = self.window.findChildren(QToolBar)
        QTest.mouseClick(bar.widgetForAction(self.action(id_)), LEFT)

    def send_text(self, typed: str) -> None:
        """As an input method that is on all the same."""
        event = QInputMethodEvent()
        event.setCommitString(typed)
        QApplication.sendEvent(self.canvas, event)

    def label_row(self, key: str) -> QPoint:
        """Where a label stands in its panel."""
        rows = self.window.labels.list
        number = [each.key for each in self.workspace.label_set.labels].index(key)
        return rows.visualItemRect(rows.item(number)).center()

    def open(self, number: int) -> None:
        """Open a document by its place in the list."""
        id_ = self.window.documents.shown.document_at(number)
        assert id_ is not None
        self.window.documents.document_wanted.emit(id_)
        settle()


def settle() -> None:
    """Let everything that is waiting in the queue happen."""
    for _ in range(3):
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Databases with the articles and their suggestions, to copy from."""
    made: dict[str, Path] = {}
    for labels in (FLAT, NESTED):
        made[labels.nesting] = tmp_path_factory.mktemp("template") / "annotations.db"
        project = open_project(made[labels.nesting], "李雷", label_set=labels)
        records = [DocumentRecord(text, id=name, title=name, source="澄湾日报") for name, text in ARTICLES]
        operations.import_records(project, records, Report())
        operations.fill(project, FakeSuggester(labels))
        project.close()
    return made


@pytest.fixture
def ini(tmp_path: Path) -> Path:
    """Where this test's settings are kept."""
    return tmp_path / "settings.ini"


@pytest.fixture
def settings(ini: Path) -> Settings:
    """Settings of this test alone."""
    return Settings(QSettings(str(ini), QSettings.Format.IniFormat))


Start = Callable[..., Person]


@pytest.fixture
def start(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    templates: dict[str, Path],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Start]:
    """Start the program on a database, as often as wanted; it is closed behind the test."""
    monkeypatch.setattr("gui.suggesting.boundaries", boundaries)
    monkeypatch.chdir(tmp_path)
    started: list[Controller] = []

    def begin(
        place: Path | None = None,
        *,
        labels: str = "flat",
        language: str = "en",
        inline: bool = True,
        suggester: Callable[[LabelSet], Any] | None = None,
    ) -> Person:
        if place is None:
            place = tmp_path / "annotations.db"
            shutil.copy(templates[labels], place)
        here = Apart(Mind(suggester or FakeSuggester))
        monkeypatch.setattr(here, "load_words", lambda: None)
        controller = make_window(settings, language, Tasks(inline=inline), here)
        started.append(controller)
        controller.window.resize(1200, 800)
        words: list[object] = []
        controller.suggesting.words_loaded.connect(words.append)
        assert controller.start(str(place), "王芳")
        controller.window.activateWindow()
        qtbot.waitUntil(lambda: controller.window.isActiveWindow())
        settle()
        if not inline and suggester is None:
            qtbot.waitUntil(lambda: bool(words) and not controller.workspace.jobs.is_working)
            settle()
        return Person(controller)

    yield begin
    faults = [
        box.detailedText()
        for each in started
        for box in each.window.findChildren(QMessageBox)
        if box.isVisible()
    ]
    for controller in started:
        for dialog in controller.window.findChildren(QWidget):
            if dialog.isWindow():
                dialog.close()
        controller.window.close()
        controller.window.deleteLater()
        settle()
    assert not faults, "\n".join(faults)


@pytest.fixture
def window(start: Start) -> Person:
    """The window on the articles, everything done on the spot."""
    return start()


@pytest.fixture
def live(start: Start) -> Person:
    """The same with its real threads."""
    return start(inline=False)
