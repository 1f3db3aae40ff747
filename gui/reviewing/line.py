"""Over the text: whose work a reviewer reads, or what a reviewer said and changed in one's own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.annotation import LayerState
from core.queries.reviewed import Correction, Reviewed
from gui.board.words import day_words, state_words

_MOST_ROWS = 5
_PLACE = int(Qt.ItemDataRole.UserRole)


class ReviewLine(QFrame):
    """`wanted` names an action of the table; `place_wanted` a stretch of the text."""

    wanted = Signal(str)
    place_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review")
        self.labels: Mapping[str, str] = {}
        self._about: tuple[int, str, bool] | None = None
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.changes = QPushButton(self)
        self.changes.setCheckable(True)
        self.changes.toggled.connect(self._unfold)
        self.approve = self._button(self.tr("Approve"), "approve-layer")
        self.approve.setProperty("role", "primary")
        self.give_back = self._button(self.tr("Return…"), "return-layer")
        self.skip = self._button(self.tr("Skip"), "next-review")
        self.leave = self._button(self.tr("Leave"), "leave-review")
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("What was changed"))
        self.list.itemClicked.connect(self._go)
        self.list.installEventFilter(self)
        self.list.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.heading)
        row.addWidget(self.words, 1)
        for button in (self.changes, self.approve, self.give_back, self.skip, self.leave):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.list)
        self.hide()

    def _button(self, words: str, action: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wanted.emit(action))
        return button

    def show_review(self, found: Reviewed, at: int, number: int) -> None:
        """For the reviewer: whose work this is; `at` of `number` that are to be reviewed."""
        self.heading.setText(self.tr("{0}'s work").format(found.owner))
        parts = [state_words(found.state)]
        if found.finished_at:
            parts[0] += f" {day_words(found.finished_at)}"
        parts.append(self.tr("spans {0}").format(found.spans))
        if found.note:
            parts.append(self.tr("returned before: {0}").format(found.note))
        if number > 1:
            parts.append(self.tr("{0} of {1}").format(at, number))
        self.words.setText(" · ".join(parts))
        self.approve.setEnabled(found.state is LayerState.FINISHED)
        self.give_back.setEnabled(found.state in (LayerState.FINISHED, LayerState.APPROVED))
        self.skip.setVisible(number > 1)
        for button in (self.approve, self.give_back, self.leave):
            button.show()
        self._show_changes(found, self.tr("Corrected: {0}"), unfolded=False)
        self.show()

    def show_own(self, found: Reviewed) -> None:
        """For the annotator: what the reviewer said, and what was changed."""
        for button in (self.approve, self.give_back, self.skip, self.leave):
            button.hide()
        returned = found.state is LayerState.RETURNED
        if not returned and not found.corrections:
            self.hide()
            return
        when = day_words(found.reviewed_at)
        if returned:
            self.heading.setText(self.tr("Returned by {0}").format(found.reviewer))
            self.words.setText(f"{when} · {found.note}")
        else:
            who = ", ".join(dict.fromkeys(each.who for each in found.corrections))
            self.heading.setText(self.tr("Corrected by {0}").format(who))
            self.words.setText(day_words(max(each.at for each in found.corrections)))
        self._show_changes(found, self.tr("Changes: {0}"), unfolded=True)
        self.show()

    def _show_changes(self, found: Reviewed, words: str, *, unfolded: bool) -> None:
        about = (found.document_id, found.owner, unfolded)
        self.list.clear()
        for each in found.corrections:
            item = QListWidgetItem(self._said(each))
            item.setData(_PLACE, each.place)
            self.list.addItem(item)
        self.changes.setText(words.format(len(found.corrections)))
        self.changes.setVisible(bool(found.corrections))
        if about != self._about:  # another work: what was folded or unfolded before was another list
            self._about = about
            self.changes.setChecked(unfolded)
        self._unfold(self.changes.isChecked())

    def _unfold(self, unfolded: bool) -> None:
        rows = self.list.count()
        self.list.setVisible(unfolded and rows > 0)
        height = self.list.sizeHintForRow(0) if rows else 0
        self.list.setFixedHeight(min(rows, _MOST_ROWS) * max(height, 28) + 6)

    def _said(self, one: Correction) -> str:
        if one.category:
            name = self.labels.get(one.category, one.category)
            words = (
                self.tr("{0}: category {1} given") if one.given else self.tr("{0}: category {1} taken back")
            )
            return words.format(one.who, name)
        before, after = one.before, one.after
        if before is None:
            assert after is not None
            return self.tr("{0}: added {1}").format(one.who, self._span(after.quote, after.label))
        if after is None:
            return self.tr("{0}: removed {1}").format(one.who, self._span(before.quote, before.label))
        was, is_now = self._span(before.quote, before.label), self._span(after.quote, after.label)
        return self.tr("{0}: {1} → {2}").format(one.who, was, is_now)

    def _span(self, quote: str, label: str) -> str:
        return f"“{quote}” {self.labels.get(label, label)}"

    def _go(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if place is not None:
            self.place_wanted.emit(*place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item = self.list.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
                self._go(item)
                return True
        return super().eventFilter(watched, event)
