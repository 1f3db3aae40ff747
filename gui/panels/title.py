"""Over the canvas: the document's title and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.cut_line import CutLine
from gui.workspace import Workspace


class TitleLine(QWidget):
    """One line; a long title is cut with “…” and whole in its tool tip."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = CutLine(Qt.TextElideMode.ElideRight, self)
        self._title.setProperty("role", "heading")
        self._aside = CutLine(Qt.TextElideMode.ElideMiddle, self)
        self._aside.setProperty("role", "secondary")
        self._aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(self._title, 2)
        row.addWidget(self._aside, 1)
        self.hide()
        follow = workspace.behind.follow(self.refresh)
        for shifted in (workspace.document_opened, workspace.document_closed, workspace.changed):
            shifted.connect(follow)

    def refresh(self) -> None:
        """Show the open document's title and source."""
        opened = self._workspace.document
        self.setVisible(opened is not None)
        if opened is None:
            return
        document = opened.document
        self._title.show_line(document.title or document.name)
        parts = [document.source or document.name]
        if document.origin_id is not None:
            parts.append(
                self.tr("from document {0}, character {1}").format(document.origin_id, document.origin_start)
            )
        if opened.blind and opened.reviewed is None:
            parts.append(self.tr("blind: without suggestions"))
        if opened.hidden:
            parts.append(self.tr("hidden below thresholds: {0}").format(opened.hidden))
        if opened.is_finished:
            parts.append(self.tr("finished"))
        self._aside.show_line(" · ".join(part for part in parts if part))
