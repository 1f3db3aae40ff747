"""The document's categories: given ones filled, suggested ones dashed; a click decides."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.annotation import CategorySuggestion
from core.suggest.reasons import explain
from gui.actions import CATEGORY_KEYS
from gui.flow import Flow
from gui.models.open_document import OpenDocument
from gui.workspace import Workspace


class CategoriesPanel(QWidget):
    """`decided` says that the document has, or has not, a category."""

    decided = Signal(str, bool)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: OpenDocument | None = None
        self._language = "en"
        self._buttons: dict[str, QPushButton] = {}
        self._inner = QWidget(self)
        chips = QWidget(self._inner)
        self._flow = Flow(chips)
        self.why = QLabel(self._inner)
        self.why.setProperty("role", "secondary")
        self.why.setWordWrap(True)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        inside = QVBoxLayout(self._inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(chips)
        inside.addWidget(self.why)
        inside.addStretch(1)
        self._chips = chips
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(area)
        workspace.project_opened.connect(self.refill)
        follow = workspace.behind.follow(self.show_states)
        for shifted in (workspace.document_opened, workspace.document_closed, workspace.changed):
            shifted.connect(follow)

    def set_language(self, language: str) -> None:
        """Show the categories' names in that language."""
        self._language = language
        self.refill()

    def refill(self) -> None:
        """Show the categories of the label set in force."""
        for button in self._buttons.values():
            self._flow.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for category in self._workspace.label_set.categories:
            button = QPushButton(category.name(self._language), self._chips)
            button.setObjectName("chip")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard to the text
            button.clicked.connect(lambda on, key=category.key: self._decide(key, on))
            self._flow.addWidget(button)
            self._buttons[category.key] = button
        self.show_states()

    def _decide(self, category: str, given: bool) -> None:
        """What was clicked is meant for the document that is shown here: another may have been opened."""
        if self._workspace.document is self._shown:
            self.decided.emit(category, given)

    def show_states(self) -> None:
        """Show what is given and what is suggested in the open document."""
        self._shown = document = self._workspace.document
        marks = {mark.category: mark.given for mark in document.categories} if document else {}
        suggested = {each.category: each for each in document.category_suggestions} if document else {}
        for number, category in enumerate(self._workspace.label_set.categories):
            button = self._buttons.get(category.key)
            if button is None:
                continue
            waits = category.key in suggested and category.key not in marks
            button.setEnabled(document is not None and not document.is_finished)
            button.setChecked(marks.get(category.key, False))
            if button.property("suggested") is not waits:  # to look up its style takes long
                button.setProperty("suggested", waits)
                button.style().unpolish(button)
                button.style().polish(button)
            hint = category.hint(self._language)
            if number < len(CATEGORY_KEYS):
                hint = f"{hint}\nAlt+{CATEGORY_KEYS[number]}".strip()
            if category.key in suggested:
                why = explain(suggested[category.key].reason, self._language)
                reason = self.tr("Suggested: {0}").format(why)
                hint = f"{hint}\n{reason}".strip()
            button.setToolTip(hint)
        self._say_why(suggested, marks)

    def _say_why(self, suggested: dict[str, CategorySuggestion], decided: Container[str]) -> None:
        """The sentences that speak for what is suggested and not decided yet."""
        lines = [
            f"{self._workspace.label_set.category(key).name(self._language)}: "
            f"{explain(each.reason, self._language)}"
            for key, each in suggested.items()
            if key not in decided and self._workspace.label_set.has_category(key)
        ]
        self.why.setText("\n".join(lines))
        self.why.setVisible(bool(lines))
