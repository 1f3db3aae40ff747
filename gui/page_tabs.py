"""The way between the pages: a row of words at the right of the tool bar, the page shown among them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui.i18n import QT_TRANSLATE_NOOP
from gui.pages import ANNOTATE, Pages

# The pages in the middle of the window: the action that leads there, the page, its short name.
PAGE_TABS: tuple[tuple[str, str, str], ...] = (
    ("back-to-text", "annotate", QT_TRANSLATE_NOOP("Pages", "Annotate")),
    ("desk", "desk", QT_TRANSLATE_NOOP("Pages", "Adjudicate")),
    ("board", "board", QT_TRANSLATE_NOOP("Pages", "Board")),
    ("agreement", "report", QT_TRANSLATE_NOOP("Pages", "Agreement")),
    ("learning", "learning", QT_TRANSLATE_NOOP("Pages", "Learning")),
    ("consistency", "sweep", QT_TRANSLATE_NOOP("Pages", "Consistency")),
)


class PageTabs(QWidget):
    """One button for each page that an action leads to; it can be pressed when the action can."""

    def __init__(self, pages: Pages, qactions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(4)
        row.addStretch(1)
        for id_, page, words in PAGE_TABS:
            action = qactions[id_]
            self.buttons[page] = button = self._button(QCoreApplication.translate("Pages", words))
            button.setToolTip(action.text())
            button.clicked.connect(partial(self._go, action, page))
            action.changed.connect(self._follow)
            row.addWidget(button)
        self._actions = {page: qactions[id_] for id_, page, _ in PAGE_TABS}
        pages.page_changed.connect(self._follow)
        self._follow()

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("role", "tab")
        return button

    def _go(self, action: QAction, page: str) -> None:
        if page != self._pages.page:
            action.trigger()
        self._follow()

    def _follow(self) -> None:
        for page, button in self.buttons.items():
            button.setChecked(page == self._pages.page)
            button.setEnabled(page in (ANNOTATE, self._pages.page) or self._actions[page].isEnabled())
