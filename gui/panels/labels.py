"""The labels: colour, key, name, how often each stands here and waits here; a click labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.schema import Label
from gui.even_rows import EvenItems
from gui.keymap import shown
from gui.label_colours import label_colours
from gui.theme import LIGHT, Theme, contrast
from gui.workspace import Workspace

_LABEL = int(Qt.ItemDataRole.UserRole)
_COUNTS = _LABEL + 1
_ROW = 27
_BESIDE_NAME = 130  # pixels that a row needs for its key, its counts and the margins


class LabelsPanel(QWidget):
    """`label_chosen` asks to label what is selected or in focus.

    A label held active (double click, or Shift and its key) labels each selection at once. `at_once`
    says whether a click need not wait to see if it becomes a double click.
    """

    label_chosen = Signal(str)
    active_changed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._language = "en"
        self.active = ""
        self.at_once: Callable[[], bool] = lambda: True
        self._clicked = ""
        self.waiting_click = QTimer(self)
        self.waiting_click.setSingleShot(True)
        self.waiting_click.timeout.connect(lambda: self.label_chosen.emit(self._clicked))
        self.list = EvenItems(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard to the text
        self.list.setItemDelegate(LabelDelegate(self))
        self.list.setAccessibleName(self.tr("Labels"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setToolTip("")
        self.list.itemClicked.connect(self._choose)
        self.list.itemDoubleClicked.connect(self._hold)
        self.list.itemActivated.connect(self._choose_by_key)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list)
        workspace.project_opened.connect(self.refill)
        follow = workspace.behind.follow(self.count)
        for shifted in (
            workspace.document_opened,
            workspace.document_loaded,
            workspace.document_closed,
            workspace.changed,
        ):
            shifted.connect(follow)

    def set_theme(self, theme: Theme) -> None:
        """Draw the rows in these colours."""
        delegate = self.list.itemDelegate()
        assert isinstance(delegate, LabelDelegate)
        delegate.theme = theme
        self._colour()

    def _colour(self) -> None:
        delegate = self.list.itemDelegate()
        assert isinstance(delegate, LabelDelegate)
        delegate.colours = label_colours(self._workspace.label_set, delegate.theme)
        self.list.viewport().update()

    def set_keys(self, keys: dict[str, str]) -> None:
        """Show these keys beside the labels."""
        delegate = self.list.itemDelegate()
        assert isinstance(delegate, LabelDelegate)
        delegate.keys = keys
        self.list.viewport().update()

    def set_language(self, language: str) -> None:
        """Show the labels' names in that language."""
        self._language = language
        self.refill()

    def sizeHint(self) -> QSize:
        return QSize(280, max(self.list.count(), 4) * _ROW + 12)

    def minimumSizeHint(self) -> QSize:
        """Beside key and counts there is room for the beginning of a name, however small the window."""
        return QSize(_BESIDE_NAME + 6 * self.fontMetrics().height(), super().minimumSizeHint().height())

    def hold(self, key: str) -> None:
        """Hold a label active; the same again, or "", lets go."""
        self.active = "" if key == self.active else key
        for row in range(self.list.count()):
            if self.active and self.list.item(row).data(_LABEL).key == self.active:
                self.list.scrollToItem(self.list.item(row))
        self.list.viewport().update()
        self.active_changed.emit(self.active)

    def count(self) -> None:
        """Count again how often each label stands and waits in the document."""
        document = self._workspace.document
        stand, wait = Counter[str](), Counter[str]()
        if document is not None and document.is_counted:
            stand, wait = document.counts()
        for row in range(self.list.count()):
            item = self.list.item(row)
            label: Label = item.data(_LABEL)
            counts = stand[label.key], wait[label.key]
            if item.data(_COUNTS) != counts:  # else Qt would paint it again
                item.setData(_COUNTS, counts)

    def refill(self) -> None:
        """Show the label set in force."""
        self.list.clear()
        self._colour()
        for label in self._workspace.label_set.labels:
            item = QListWidgetItem(label.name(self._language))
            item.setData(_LABEL, label)
            item.setData(_COUNTS, (0, 0))
            hint = label.hint(self._language)
            item.setToolTip(f"{label.key} · {hint}" if hint else label.key)
            item.setSizeHint(QSize(120, _ROW))
            self.list.addItem(item)
        if self.active and not self._workspace.label_set.has_label(self.active):
            self.hold("")
        self.count()
        self.updateGeometry()

    def _choose(self, item: QListWidgetItem) -> None:
        label: Label = item.data(_LABEL)
        if self.at_once():
            self.label_chosen.emit(label.key)
        else:
            self._clicked = label.key
            self.waiting_click.start(QApplication.doubleClickInterval())

    def _choose_by_key(self, item: QListWidgetItem) -> None:
        if self.list.hasFocus():
            label: Label = item.data(_LABEL)
            self.label_chosen.emit(label.key)

    def _hold(self, item: QListWidgetItem) -> None:
        self.waiting_click.stop()
        label: Label = item.data(_LABEL)
        self.hold(label.key)


class LabelDelegate(QStyledItemDelegate):
    """A row: key cap in the label's colour, name, key; on the right what waits and what stands."""

    def __init__(self, panel: LabelsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.theme: Theme = LIGHT
        self.keys: dict[str, str] = {}
        self.colours: dict[str, tuple[str, str]] = {}

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        label: Label = index.data(_LABEL)
        stand, wait = index.data(_COUNTS)
        rect: QRect = option.rect
        font: QFont = option.font
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option.state, label)
        cap = QRect(rect.left() + 8, rect.center().y() - 9, 22, 19)
        self._paint_cap(painter, cap, label, font)
        right = self._paint_counts(painter, rect, font, stand, wait)
        metrics = QFontMetrics(font)
        left = cap.right() + 10
        baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) // 2 + 1
        name = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, right - left - 8)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text))
        painter.drawText(left, baseline, name)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, label: Label) -> None:
        ground = rect.adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if label.key == self._panel.active:
            painter.setBrush(QColor(self.theme.accent_ground))
            painter.setPen(QPen(QColor(self.theme.accent), 1.5))
            painter.drawRoundedRect(ground, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self.theme.hover))
            painter.drawRoundedRect(ground, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.focus), 1.5))
            painter.drawRoundedRect(ground, 6, 6)

    def _paint_cap(self, painter: QPainter, cap: QRect, label: Label, font: QFont) -> None:
        colour = self.colours.get(label.key, label.colour)[1 if self.theme.is_dark else 0]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(cap, 5, 5)
        light, dark = "#ffffff", "#101114"
        painter.setPen(QColor(light if contrast(light, colour) >= contrast(dark, colour) else dark))
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, shown(self.keys.get(label.key, "")).upper())

    def _paint_counts(self, painter: QPainter, rect: QRect, font: QFont, stand: int, wait: int) -> int:
        painter.setFont(font)
        metrics = QFontMetrics(font)
        right = rect.right() - 10
        baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) // 2 + 1
        for words, colour in (
            (str(stand) if stand else "", self.theme.text),
            (f"+{wait}" if wait else "", self.theme.secondary),
        ):
            width = max(metrics.horizontalAdvance(words), metrics.horizontalAdvance("000"))
            painter.setPen(QColor(colour))
            box = QRect(right - width, rect.top(), width, rect.height())
            painter.drawText(
                QRect(box.left(), baseline - metrics.ascent(), box.width(), metrics.height()),
                Qt.AlignmentFlag.AlignRight,
                words,
            )
            right -= width + 8
        return right
