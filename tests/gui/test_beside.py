"""What stands beside the page follows it a moment later, and means what it shows."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.panels.inspector import InspectorPanel
from gui.tasks import Tasks
from gui.workspace import Workspace
from tests.gui.conftest import Person


def test_what_another_layer_says_stays_to_be_read(qtbot: QtBot) -> None:
    workspace = Workspace(Tasks())
    panel = InspectorPanel(workspace)
    qtbot.addWidget(panel)
    panel.show_other("韩梅梅😀", None, "𠮷野家", ["人物"])
    heard: list[None] = []
    workspace.behind.do(lambda: heard.append(None))
    qtbot.waitUntil(lambda: bool(heard))
    assert panel.browser.toPlainText().split() == ["𠮷野家", "韩梅梅😀", "人物"]
    workspace.tasks.close()


def test_a_category_clicked_before_its_document_is_shown_is_not_given(window: Person) -> None:
    window.open(1)
    panel, workspace = window.window.categories, window.workspace
    button = panel.findChildren(QPushButton, "chip")[0]
    shown, decided = workspace.document, []
    panel.decided.connect(lambda category, given: decided.append((category, given)))
    workspace.document = None  # as while the panel still shows the one before
    button.click()
    assert decided == []
    workspace.document = shown
    button.click()
    assert len(decided) == 1
