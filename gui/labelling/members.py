"""The list of labels or categories in the editor: swatch, name, key, how often used; dragged into order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.queries.labels import Use
from core.schema import Label
from gui.theme import LIGHT, Theme, contrast

_LABEL = int(Qt.ItemDataRole.UserRole)
_COUNT = _LABEL + 1
_DEPTH = _LABEL + 2
_ROW = 30
_INDENT = 16


class Members(QListWidget):
    """`chosen` names the key that is current, `ordered` all keys after a move."""

    chosen = Signal(str)
    ordered = Signal(tuple)
    deleted = Signal()

    def __init__(self, name: str, *, colours: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.colours = colours
        self._language = "en"
        self.setAccessibleName(name)
        self.setItemDelegate(_Delegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._tell)
        self.model().rowsMoved.connect(lambda: self.ordered.emit(self.keys()))

    @property
    def key(self) -> str:
        """The key that is current, "" if there is none."""
        item = self.currentItem()
        return str(item.data(_LABEL).key) if item is not None else ""

    def keys(self) -> tuple[str, ...]:
        """All keys in their order."""
        return tuple(self.item(row).data(_LABEL).key for row in range(self.count()))

    def show_members(
        self, members: Sequence[Label], uses: Mapping[str, Use], language: str, key: str = ""
    ) -> None:
        """Show these, with `key` current, or the one that was, or the one that took its place."""
        key, row = key or self.key, max(self.currentRow(), 0)
        self._language = language
        parents = {each.key: each.parent for each in members}
        self.blockSignals(True)
        self.clear()
        for each in members:
            item = QListWidgetItem(each.name(language))
            item.setData(_LABEL, each)
            use = uses.get(each.key)
            item.setData(_COUNT, use.spans if use is not None else None)
            item.setData(_DEPTH, _depth(each.key, parents))
            item.setSizeHint(QSize(160, _ROW))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.name(language)}, {each.key}")
            self.addItem(item)
        keys = self.keys()
        self.setCurrentRow(keys.index(key) if key in keys else min(row, self.count() - 1))
        self.blockSignals(False)
        self.chosen.emit(self.key)

    def move_by(self, step: int) -> None:
        """Move the current one up or down."""
        row = self.currentRow()
        to = row + step
        if row >= 0 and 0 <= to < self.count():
            keys = list(self.keys())
            keys.insert(to, keys.pop(row))
            self.ordered.emit(tuple(keys))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in moves:
            self.move_by(moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self.chosen.emit(self.key)


def _depth(key: str, parents: Mapping[str, str]) -> int:
    depth, seen = 0, {key}
    while (key := parents.get(key, "")) and key not in seen:
        seen.add(key)
        depth += 1
    return depth


class _Delegate(QStyledItemDelegate):
    def __init__(self, members: Members) -> None:
        super().__init__(members)
        self._members = members

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect, font = self._members.theme, QRect(option.rect), QFont(option.font)
        label: Label = index.data(_LABEL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(theme.accent_ground))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        left = rect.left() + 10 + _INDENT * min(int(index.data(_DEPTH)), 4)
        if self._members.colours:
            left = self._cap(painter, QRect(left, rect.center().y() - 9, 22, 19), label, font)
        metrics = QFontMetrics(font)
        base = rect.center().y() + (metrics.ascent() - metrics.descent()) // 2 + 1
        right = rect.right() - 12
        count = index.data(_COUNT)
        words = f"{count:,}" if count else ""
        painter.setFont(font)
        painter.setPen(QColor(theme.secondary))
        painter.drawText(right - metrics.horizontalAdvance(words), base, words)
        right -= metrics.horizontalAdvance(words) + 10
        name = str(index.data())
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, right - left)
        painter.setPen(QColor(theme.text))
        painter.drawText(left, base, shown)
        left += metrics.horizontalAdvance(shown) + 8
        if name != label.key and right - left > 24:
            painter.setPen(QColor(theme.secondary))
            key = metrics.elidedText(label.key, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(left, base, key)
        painter.restore()

    def _cap(self, painter: QPainter, cap: QRect, label: Label, font: QFont) -> int:
        colour = label.colour[1 if self._members.theme.is_dark else 0]
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(cap, 5, 5)
        light, dark = "#ffffff", "#101114"
        painter.setPen(QColor(light if contrast(light, colour) >= contrast(dark, colour) else dark))
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, label.shortcut.upper())
        return cap.right() + 10
