"""What was found in the project, below the text: look, tick, go there, and decide for many at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.queries.mentions import Mention
from core.schema import Label
from gui.find.fields import FindFields
from gui.find.words import came_words
from gui.icons import icon
from gui.models.hit_table import HitTable
from gui.models.mention_table import AFTER, BEFORE, DOCUMENT, QUOTE, STANDING, TICK, Act, Decision

_ACT_KEYS = {"L": Act.LABEL, "R": Act.RELABEL, "X": Act.REJECT, "D": Act.REMOVE}
_GIVES_LABEL = (Act.LABEL, Act.RELABEL)
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class FindPanel(QWidget):
    """`decided` carries (decision, [mentions]); `place_wanted` a hit to go to."""

    place_wanted = Signal(object)
    decided = Signal(object, list)
    stopped = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: dict[str, str] = {}
        self._shortcuts: dict[str, str] = {}
        self.fields = FindFields(self)
        heads = ["", self.tr("Before"), self.tr("Hit"), self.tr("After"), self.tr("Stands there"), ""]
        heads[DOCUMENT] = self.tr("Document")
        self.table = HitTable(heads, self._standing)
        self.view = self._make_view()
        self.count = QLabel(self)
        self.count.setProperty("role", "secondary")
        self.stop = QPushButton(self.tr("Stop"), self)
        self.stop.hide()
        self.preview = QLabel(self)
        self.preview.setProperty("role", "secondary")
        self.act = QComboBox(self)
        self.act.setAccessibleName(self.tr("What to do"))
        for act, words in (
            (Act.LABEL, self.tr("Label these places")),
            (Act.RELABEL, self.tr("Relabel what stands there")),
            (Act.REJECT, self.tr("Reject suggestions")),
            (Act.REMOVE, self.tr("Remove spans")),
        ):
            self.act.addItem(words, act)
        self.label = QComboBox(self)
        self.label.setAccessibleName(self.tr("Label"))
        self.apply = QPushButton(self)
        self.apply.setProperty("role", "primary")
        self._lay_out()
        self.act.currentIndexChanged.connect(self._choose)
        self.label.currentIndexChanged.connect(self._choose)
        self.table.ticked_changed.connect(self._preview)
        self.apply.clicked.connect(self._decide)
        self.stop.clicked.connect(self.stopped)
        self.fields.left.connect(self.left)
        self.fields.list_wanted.connect(self.focus_list)
        self.refresh_icons()
        self._choose()

    def _make_view(self) -> QTableView:
        view = QTableView(self)
        view.setModel(self.table)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(28)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setAccessibleName(self.tr("Hits in the project"))
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(BEFORE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(AFTER, QHeaderView.ResizeMode.Stretch)
        for column, width in ((TICK, 36), (QUOTE, 120), (STANDING, 190), (DOCUMENT, 170)):
            view.setColumnWidth(column, width)
        view.doubleClicked.connect(self.go)
        view.installEventFilter(self)
        return view

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.count)
        below.addWidget(self.stop)
        below.addStretch(1)
        below.addWidget(self.preview)
        for each in (self.act, self.label, self.apply):
            below.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.fields)
        column.addWidget(self.view, 1)
        column.addLayout(below)

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme that is on."""
        self.table.warning = icon("warning")

    def set_labels(self, labels: Sequence[Label], language: str) -> None:
        """The labels that can be looked for and given."""
        self._names = {each.key: each.name(language) for each in labels}
        self._shortcuts = {each.shortcut.upper(): each.key for each in labels if each.shortcut}
        self.fields.set_labels(labels, language)
        before = self.label.currentData()
        self.label.blockSignals(True)
        self.label.clear()
        for each in labels:
            self.label.addItem(each.name(language), each.key)
        self.label.setCurrentIndex(max(0, self.label.findData(before)))
        self.label.blockSignals(False)
        self._choose()

    def focus_list(self) -> None:
        """Let the keys work in the list."""
        if self.table.rowCount() and not self.view.currentIndex().isValid():
            self.view.selectRow(0)
        self.view.setFocus()

    @property
    def decision(self) -> Decision:
        """What is chosen below the list."""
        act = Act(self.act.currentData())
        return Decision(act, str(self.label.currentData() or "") if act in _GIVES_LABEL else "")

    def say(self, words: str, role: str = "secondary") -> None:
        """Show how many there are, or what is wrong."""
        self.count.setText(words)
        if self.count.property("role") != role:
            self.count.setProperty("role", role)
            self.count.style().unpolish(self.count)
            self.count.style().polish(self.count)

    def go(self) -> None:
        """To the hit of the current row."""
        mention = self.table.mention(self.view.currentIndex().row())
        if mention is not None:
            self.place_wanted.emit(mention)

    def show_row(self, row: int) -> None:
        """Make a row the current one, the keys staying where they are."""
        index = self.table.index(row, QUOTE)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)

    def _choose(self) -> None:
        self.label.setEnabled(self.decision.act in _GIVES_LABEL)
        self.table.decide(self.decision)

    def _standing(self, mention: Mention) -> str:
        """What was found, or what stands where it was found."""
        name = self._names.get(mention.meant, mention.meant)
        if mention.meant and mention.who:
            return " · ".join((name, mention.who, came_words(mention.came)))
        if mention.meant:
            return f"{name}? · {came_words(mention.came)}"
        if mention.finished:
            return self.tr("finished")
        if mention.furniture:
            return self.tr("page furniture")
        names = [self._names.get(key, key) for key in (mention.label, *mention.overlaps) if key]
        if mention.overlaps:
            return self.tr("overlaps {0}").format(", ".join(names))
        if not names:
            names = [f"{self._names.get(key, key)}?" for key in mention.suggested]
        return ", ".join(names)

    def _preview(self) -> None:
        """What the decision would do, before it is done."""
        ticked = self.table.ticked()
        documents = len({each.document_id for each in ticked})
        words = {
            Act.LABEL: self.tr("Label {0}"),
            Act.RELABEL: self.tr("Relabel {0}"),
            Act.REJECT: self.tr("Reject {0}"),
            Act.REMOVE: self.tr("Remove {0}"),
        }[self.decision.act]
        self.apply.setText(words.format(f"{len(ticked):,}"))
        self.apply.setEnabled(bool(ticked))
        if not ticked:
            hint = self.tr("Space ticks · A ticks all · L R X D act · Ctrl+Enter applies · Enter goes there")
            self.preview.setText(hint if self.table.rowCount() else "")
            return
        marked = sum(not self.decision.is_plain(each) for each in ticked)
        said = self.tr("Ticked: {0} · documents: {1}").format(f"{len(ticked):,}", f"{documents:,}")
        if marked:
            said += " · " + self.tr("with a conflict: {0}").format(f"{marked:,}")
        self.preview.setText(said)

    def _decide(self) -> None:
        ticked = self.table.ticked()
        if ticked:
            self.decided.emit(self.decision, ticked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._means(event):
                event.accept()  # a letter here is no key of the text
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._press(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _means(self, event: QKeyEvent) -> bool:
        """Whether a key is the list's own: Ctrl+Enter decides here, and finishes no document."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return True
        plain = not event.modifiers() & _MODIFIERS
        return plain and (bool(event.text().strip()) or event.key() == Qt.Key.Key_Space)

    def _press(self, event: QKeyEvent) -> bool:
        """What a key does in the list; False if nothing."""
        typed, key = event.text().upper(), event.key()
        if key == Qt.Key.Key_Space:
            self.table.toggle([index.row() for index in self.view.selectionModel().selectedRows()])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _MODIFIERS:
            self._decide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.modifiers() & _MODIFIERS or not typed.strip():
            return False
        elif typed in self._shortcuts:
            self.label.setCurrentIndex(self.label.findData(self._shortcuts[typed]))
        elif typed in _ACT_KEYS:
            self.act.setCurrentIndex(self.act.findData(_ACT_KEYS[typed]))
        elif typed == "A":
            self.table.tick_all()
        return True
