"""The canvas for screen readers: its text, caret, selection, and which labels stand where.

Qt counts UTF-16 units here, as everywhere; the map of the whole text is made when a reader first asks.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
    QWindow,
)

from core.offsets import Utf16Map
from gui.canvas.marks import Mark
from gui.canvas.movement import Unit
from gui.canvas.reader import Reader


class ReaderText(QAccessibleTextInterface):
    """The text of a reader's page, read-only."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader
        self._text: str | None = None
        self._map = Utf16Map("")

    def map(self) -> Utf16Map:
        """Both countings of the text that is shown now."""
        text = self._reader.text()
        if text is not self._text:
            self._text = text
            self._map = Utf16Map(text)
        return self._map

    def text(self, startOffset: int, endOffset: int) -> str:  # noqa: N803
        both = self.map()
        return self._reader.text()[both.to_code_point(startOffset) : both.to_code_point(endOffset)]

    def characterCount(self) -> int:
        return self.map().to_utf16(len(self._reader.text()))

    def cursorPosition(self) -> int:
        return self.map().to_utf16(self._reader.caret())

    def setCursorPosition(self, position: int) -> None:
        at = self.map().to_code_point(position)
        self._reader.set_selection(at, at)

    def selectionCount(self) -> int:
        start, end = self._reader.selection()
        return int(start < end)

    def selection(self, selectionIndex: int) -> tuple[int, int]:  # noqa: N803
        start, end = self._reader.selection()
        return self.map().to_utf16(start), self.map().to_utf16(end)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:  # noqa: N803
        self.addSelection(startOffset, endOffset)

    def addSelection(self, startOffset: int, endOffset: int) -> None:  # noqa: N803
        both = self.map()
        self._reader.set_selection(both.to_code_point(startOffset), both.to_code_point(endOffset))

    def removeSelection(self, selectionIndex: int) -> None:  # noqa: N803
        self._reader.set_selection(self._reader.caret(), self._reader.caret(), scroll=False)

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:  # noqa: N803
        both = self.map()
        self._reader.reveal(both.to_code_point(startIndex), both.to_code_point(endIndex))

    def attributes(self, offset: int) -> tuple[str, int, int]:
        """The labels over a character, and how far it is the same labels."""
        both = self.map()
        labels, start, end = self._labels_at(both.to_code_point(offset))
        said = f"label:{', '.join(labels)};" if labels else ""
        return said, both.to_utf16(start), both.to_utf16(end)

    def _labels_at(self, position: int) -> tuple[list[str], int, int]:
        page = self._reader.page
        if page is None:
            return [], 0, 0
        block = page.blocks.at(position)
        low, high = page.blocks.starts[block], page.blocks.ends[block]
        edges = {edge for mark in page.index.overlapping(low, high) for edge in (mark.start, mark.end)}
        start = max((edge for edge in edges if low <= edge <= position), default=low)
        end = min((edge for edge in edges if position < edge <= high), default=max(high, position))
        return [said(self._reader, mark) for mark in page.index.at(position)], start, end

    def characterRect(self, offset: int) -> QRect:
        position = self.map().to_code_point(offset)
        following = self._reader.next_boundary(position, Unit.CHARACTER, 1)
        rect = self._reader.rect_of(Mark(position, max(position + 1, following), "", "annotation", 0))
        return QRect(self._reader.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        at = self._reader.position_at(self._reader.viewport().mapFromGlobal(point))
        return self.map().to_utf16(at)


class AccessibleReader(QAccessibleObject):
    """A reader as a field of read-only text."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._reader = reader
        self._text = ReaderText(reader)

    def interface_cast(self, t: QAccessible.InterfaceType) -> object:  # type: ignore[override] # says int
        return self._text if t == QAccessible.InterfaceType.TextInterface else None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.EditableText

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.readOnly = state.multiLine = state.selectableText = 1
        state.focused = int(self._reader.hasFocus())
        state.invisible = int(not self._reader.isVisible())
        return state

    def text(self, t: QAccessible.Text) -> str:
        if t == QAccessible.Text.Name:
            return self._reader.accessibleName()
        if t == QAccessible.Text.Description:
            return self._reader.accessibleDescription()
        return ""

    def rect(self) -> QRect:
        return QRect(self._reader.mapToGlobal(QPoint(0, 0)), self._reader.size())

    def window(self) -> QWindow | None:  # type: ignore[override] # the hint leaves out None
        return self._reader.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override] # likewise
        parent = self._reader.parentWidget()
        return QAccessible.queryAccessibleInterface(parent) if parent is not None else None

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override] # likewise
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override] # likewise
        return None

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        return -1


_installed = False


def install() -> None:
    """Let Qt know of accessible readers; once a process is enough."""
    global _installed
    if not _installed:
        QAccessible.installFactory(_make)
        _installed = True


def _make(key: str, thing: QObject | None) -> QAccessibleInterface | None:
    if not isinstance(thing, Reader):
        return None
    made = AccessibleReader(thing)
    thing.accessible = made  # Qt owns it and lets go of it with the reader; Python must not do so before
    return made


def caret_moved(reader: Reader, start: int, end: int) -> None:
    """Tell whoever listens that the caret or the selection is elsewhere."""
    accessible = reader.accessible
    if QAccessible.isActive() and isinstance(accessible, AccessibleReader):
        both = accessible.interface_cast(QAccessible.InterfaceType.TextInterface)
        assert isinstance(both, ReaderText)
        to = both.map().to_utf16
        if start < end:
            QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(reader, to(start), to(end)))
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(reader, to(reader.caret())))


def said(reader: Reader, mark: Mark) -> str:
    """What a mark's label is called, and whether somebody is unsure of it."""
    name = reader.label_name(mark.label)
    return QCoreApplication.translate("Accessible", "{0}, unsure").format(name) if mark.unsure else name


def mark_focused(reader: Reader, mark: Mark | None) -> None:
    """Say the label and the quote of the mark that has come into focus."""
    if mark is not None:
        say(reader, f"{said(reader, mark)}: {reader.text()[mark.start : mark.end]}")


def say(reader: Reader, words: str) -> None:
    """Tell whoever listens."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(reader, words))
