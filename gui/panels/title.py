"""Over the canvas: the document's title and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.workspace import Workspace


class TitleLine(QWidget):
    """One line; a long title is cut with “…” and whole in its tool tip."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMinimumWidth(40)
        self._aside = QLabel(self)
        self._aside.setProperty("role", "secondary")
        self._aside.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(self._title, 1)
        row.addWidget(self._aside)
        workspace.document_opened.connect(self.refresh)
        workspace.document_closed.connect(self.refresh)
        workspace.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the open document's title and source."""
        opened = self._workspace.document
        self.setVisible(opened is not None)
        if opened is None:
            return
        document = opened.document
        title = document.title or document.name
        metrics = self._title.fontMetrics()
        width = max(self._title.width(), 80)
        self._title.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, width))
        self._title.setToolTip(title)
        parts = [document.source or document.name]
        if document.origin_id is not None:
            parts.append(
                self.tr("from document {0}, character {1}").format(document.origin_id, document.origin_start)
            )
        if opened.is_finished:
            parts.append(self.tr("finished"))
        aside = " · ".join(part for part in parts if part)
        self._aside.setText(metrics.elidedText(aside, Qt.TextElideMode.ElideMiddle, 320))
        self._aside.setToolTip(aside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()
