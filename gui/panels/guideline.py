"""The guideline, open at the label at hand."""

from __future__ import annotations

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from gui.workspace import Workspace


class GuidelinePanel(QWidget):
    """Shows the section of one label; of none, the whole guideline."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._key: str | None = None
        self._is_stale = False
        self._language = "en"
        self.browser = QTextBrowser(self)
        self.browser.setObjectName("side")
        self.browser.setOpenLinks(False)
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.browser.setAccessibleName(self.tr("Guideline"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.browser)
        workspace.project_opened.connect(lambda: self.show_label(""))

    def set_language(self, language: str) -> None:
        """Show the labels' names in that language."""
        self._language = language
        self.refill()

    def refill(self) -> None:
        """Read the guideline of the label set in force again."""
        key, self._key = self._key, None
        self.show_label(key if key and self._workspace.label_set.has_label(key) else "")

    def show_label(self, key: str) -> None:
        """Open at the section of that label; "" is the whole."""
        if key == self._key:
            return
        self._key, self._is_stale = key, True
        tasks = self._workspace.tasks
        (tasks.soon if key else tasks.after_paint)(lambda: self._read(key))  # the whole takes a while

    def _read(self, key: str) -> None:
        if key != self._key or not self._is_stale:
            return  # another was wanted since, or it is there already
        self._is_stale = False
        labels = self._workspace.label_set
        section = labels.guideline_section(key) if key else labels.guideline
        if key and labels.has_label(key):
            label = labels.label(key)
            section = section or label.hint(self._language)
            section = f"### {label.name(self._language)} · {label.key}\n\n{section}"
        self.browser.setMarkdown(section or self.tr("This label set has no guideline."))
