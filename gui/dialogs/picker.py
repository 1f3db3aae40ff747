"""Type to find, Enter to take: the palette of actions, labels, categories, zones, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_ID = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick: its id, its words, and what else finds it (shown at the right)."""

    id: str
    words: str
    aside: str = ""
    icon: QIcon | None = None
    enabled: bool = True
    also: str = ""  # further words that find it, not shown


class Picker(QDialog):
    """A small window over its parent; `picked` gives the id, or what was typed where that is allowed."""

    picked = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, choices: Sequence[Choice], *, free_text: bool = False
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("picker")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = choices
        self._free_text = free_text
        self._has_list = bool(choices)
        self._blank = QPixmap(20, 20)
        self._blank.fill(Qt.GlobalColor.transparent)
        heading = QLabel(title, self)
        heading.setProperty("role", "heading")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Type to find") if choices else "")
        self.field.setAccessibleName(title)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.list.setVisible(self._has_list)
        self._filter("")
        self.field.setFocus()

    def sizeHint(self) -> QSize:
        if not self._has_list:
            return QSize(480, 100)
        rows = min(max(len(self._choices), 3), 12)
        return QSize(480, 110 + rows * 32)

    def open_over(self, parent: QWidget) -> None:
        """Show it in the upper middle of the window."""
        size = self.sizeHint()
        area = parent.window().geometry()
        self.setGeometry(
            area.left() + (area.width() - size.width()) // 2,
            area.top() + max(60, area.height() // 8),
            size.width(),
            size.height(),
        )
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())

    def _filter(self, typed: str) -> None:
        wanted = typed.casefold().split()
        self.list.clear()
        for choice in self._choices:
            within = f"{choice.words} {choice.aside} {choice.id} {choice.also}".casefold()
            if all(word in within for word in wanted):
                self._add(choice)
        new = typed.strip()
        if self._free_text and new and new not in (choice.id for choice in self._choices):
            self._add(Choice(new, self.tr("New: {0}").format(new)))
        self._select_first()

    def _select_first(self) -> None:
        """The first that can be taken."""
        rows = range(self.list.count())
        can = (row for row in rows if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled)
        self.list.setCurrentRow(next(can, 0))

    def _add(self, choice: Choice) -> None:
        words = f"{choice.words}    {choice.aside}" if choice.aside else choice.words
        item = QListWidgetItem(words)
        if choice.icon is not None:
            item.setIcon(QIcon(self._blank) if choice.icon.isNull() else choice.icon)
        item.setData(_ID, choice.id)
        item.setSizeHint(QSize(100, 32))
        if not choice.enabled:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        self.list.addItem(item)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.close()
            self.picked.emit(str(item.data(_ID)))
