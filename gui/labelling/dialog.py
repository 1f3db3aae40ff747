"""The label set editor: labels, categories and versions; every change is done at once and can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.label_acts import AddLabel, LabelAct, OrderLabels
from core.operations.change import OF_LABELS
from core.queries.labels import Use, Version, label_set_versions, label_uses
from core.schema import Label, LabelSet
from gui.labelling.acts import ActDialog, DeleteDialog, MergeDialog, SplitDialog
from gui.labelling.fields import Fields
from gui.labelling.members import Members
from gui.labelling.palette import free_pair
from gui.labelling.words import act_sentence
from gui.messages import act_words
from gui.theme import Theme
from gui.workspace import Workspace

_SHORTCUTS = "1234567890-=qtyiovbgs"


class LabelSetDialog(QDialog):
    """`acted` carries an act and why finished work is returned; files and undo are asked for by name."""

    acted = Signal(object, str)
    import_wanted = Signal()
    export_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        taken: Mapping[str, str],
        language: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Label set"))
        self.resize(920, 700)
        self._workspace, self._language, self._taken = workspace, language, taken
        self.labels = Sheet(workspace, taken, language, category=False, parent=self)
        self.categories = Sheet(workspace, taken, language, category=True, parent=self)
        self.versions = self._make_versions()
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.labels, self.tr("Labels"))
        self.tabs.addTab(self.categories, self.tr("Categories"))
        self.tabs.addTab(self.versions, self.tr("History"))
        self.said = QLabel(self)
        self.said.setProperty("role", "secondary")
        self.undo = self._button(self.tr("Undo"), self._undo)
        for sheet in (self.labels, self.categories):
            sheet.acted.connect(self.acted)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._button(self.tr("Import…"), self.import_wanted.emit))
        foot.addWidget(self._button(self.tr("Export…"), self.export_wanted.emit))
        foot.addSpacing(12)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.undo)
        foot.addWidget(self._button(self.tr("Close"), self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        for keys, signal in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(signal)
        workspace.labels_changed.connect(self.reload)
        workspace.project_opened.connect(self.close)
        workspace.project_closed.connect(self.close)
        workspace.undo_status_changed.connect(self._show_undo)
        self._show_undo()
        self.set_theme(theme)
        self.reload()
        self.labels.members.setFocus()

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _make_versions(self) -> QTableWidget:
        table = QTableWidget(0, 4, self)
        table.setHorizontalHeaderLabels(
            [self.tr("Version"), self.tr("When"), self.tr("Who"), self.tr("What")]
        )
        table.setAccessibleName(self.tr("History"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(30)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column, width in ((0, 70), (1, 150), (2, 130)):
            table.setColumnWidth(column, width)
        return table

    def set_theme(self, theme: Theme) -> None:
        """Draw the rows in these colours."""
        for sheet in (self.labels, self.categories):
            sheet.members.theme = theme
            sheet.members.viewport().update()

    def say(self, words: str) -> None:
        """Tell at the foot what was done."""
        self.said.setText(words)

    def reload(self) -> None:
        """Show the label set in force, and count anew how often each is used."""
        if not self._workspace.is_open:
            return
        labels, project = self._workspace.label_set, self._workspace.project
        for sheet in (self.labels, self.categories):
            sheet.show_set(labels)
        self._workspace.ask(lambda: label_uses(project), self._show_uses, patience=0)
        self._workspace.ask(lambda: label_set_versions(project), self._show_versions, patience=0)

    def _show_uses(self, uses: dict[tuple[str, str], Use]) -> None:
        for kind, sheet in (("span", self.labels), ("category", self.categories)):
            sheet.show_uses({key: use for (of, key), use in uses.items() if of == kind})

    def _show_versions(self, versions: list[Version]) -> None:
        self.versions.setRowCount(len(versions))
        for row, each in enumerate(versions):
            when = datetime.fromisoformat(each.at).astimezone().strftime("%Y-%m-%d %H:%M")
            for column, words in enumerate((str(each.number), when, each.who, act_sentence(each.act))):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.versions.setItem(row, column, item)

    def _show_undo(self) -> None:
        """Only an act on the label set is taken back from here."""
        kind = self._workspace.undo_status.undo
        self.undo.setEnabled(kind in OF_LABELS)
        self.undo.setToolTip(act_words(kind) if kind in OF_LABELS else "")

    def _undo(self) -> None:
        if self._workspace.undo_status.undo in OF_LABELS:
            self.say("")
            self.undo_wanted.emit()

    def _redo(self) -> None:
        if self._workspace.undo_status.redo in OF_LABELS:
            self.say("")
            self.redo_wanted.emit()

    def select(self, key: str, *, category: bool) -> None:
        """Go to a label or category."""
        sheet = self.categories if category else self.labels
        self.tabs.setCurrentWidget(sheet)
        sheet.wanted = key


class Sheet(QWidget):
    """The list of labels (or categories), the fields of the one that is current, and the acts on it."""

    acted = Signal(object, str)

    def __init__(
        self,
        workspace: Workspace,
        taken: Mapping[str, str],
        language: str,
        *,
        category: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._language, self._category, self._taken = workspace, language, category, taken
        self._set = LabelSet()
        self._uses: dict[str, Use] = {}
        self.wanted = ""  # what is to be current when the label set is shown next
        name = self.tr("Categories") if category else self.tr("Labels")
        self.members = Members(name, colours=not category, parent=self)
        self.members.setToolTip(self.tr("Drag to reorder, or Alt with the arrow keys"))
        self.members.chosen.connect(self._show_fields)
        self.members.ordered.connect(self._order)
        self.members.deleted.connect(self.delete)
        self.fields = Fields(taken, language, category=category, parent=self)
        self.fields.acted.connect(self._edit)
        self.add = self._button(self.tr("Add"), self.add_one)
        self.up = self._button("↑", lambda: self.members.move_by(-1), self.tr("Move up"))
        self.down = self._button("↓", lambda: self.members.move_by(1), self.tr("Move down"))
        self.merge = self._button(self.tr("Merge…"), self.merge_some)
        self.split = self._button(self.tr("Split…"), self.split_one)
        self.remove = self._button(self.tr("Delete…"), self.delete)
        self.remove.setProperty("role", "danger")
        self.split.setVisible(not category)
        self.empty = QLabel(self._empty_words(), self)
        self.empty.setProperty("role", "secondary")
        self.empty.setWordWrap(True)
        self._lay_out()

    def _empty_words(self) -> str:
        if self._category:
            return self.tr("No category yet. A category says something of a whole document: “Add” makes one.")
        return self.tr("No label yet. “Add” makes one; “Import…” takes a schema.toml.")

    def _button(self, words: str, act: object, tip: str = "") -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        if tip:
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setFixedWidth(40)
            button.setStyleSheet("padding-left: 0; padding-right: 0;")
        return button

    def _lay_out(self) -> None:
        order = QHBoxLayout()
        order.setSpacing(6)
        order.addWidget(self.add, 1)
        order.addWidget(self.up)
        order.addWidget(self.down)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.members, 1)
        left.addWidget(self.empty)
        left.addLayout(order)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.fields)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for each in (self.merge, self.split):
            acts.addWidget(each)
        acts.addStretch(1)
        acts.addWidget(self.remove)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(area, 1)
        right.addLayout(acts)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 2)
        row.addLayout(right, 4)

    @property
    def _shown(self) -> tuple[Label, ...]:
        return self._set.categories if self._category else self._set.labels

    def show_set(self, labels: LabelSet) -> None:
        """Show this label set; what was current stays so, or what was just made becomes it."""
        self._set = labels
        self.members.show_members(self._shown, self._uses, self._language, self.wanted)
        self.wanted = ""
        self.empty.setVisible(not self._shown)
        self._enable()

    def show_uses(self, uses: dict[str, Use]) -> None:
        """Show how often each is used."""
        self._uses = uses
        self.members.show_members(self._shown, uses, self._language)

    def _current(self) -> Label | None:
        return next((each for each in self._shown if each.key == self.members.key), None)

    def _show_fields(self, key: str) -> None:
        self.fields.show_label(self._current(), self._set, self._uses.get(key))
        self._enable()

    def _enable(self) -> None:
        number = len(self._shown)
        self.merge.setEnabled(number > 1)
        self.split.setEnabled(self._current() is not None)
        self.remove.setEnabled(self._current() is not None)
        for button in (self.up, self.down):
            button.setEnabled(number > 1)

    # acts

    def _act(self, act: LabelAct) -> None:
        self.acted.emit(act, "")

    def _edit(self, act: LabelAct) -> None:
        self.wanted = str(getattr(act, "to", "")) or self.members.key
        self._act(act)

    def _order(self, keys: tuple[str, ...]) -> None:
        self.wanted = self.members.key
        self._act(OrderLabels(keys, self._category))

    def add_one(self) -> None:
        """A new one at the end, its name ready to be typed."""
        known = {each.key for each in self._shown}
        stem = self.tr("category") if self._category else self.tr("LABEL")
        key = next(
            each for each in (f"{stem}{number or ''}" for number in range(10_000)) if each not in known
        )
        made = Label(key)
        if not self._category:
            used = {each.shortcut.casefold() for each in self._shown} | {
                each.casefold() for each in self._taken
            }
            shortcut = next((each for each in _SHORTCUTS if each not in used), "")
            made = Label(key, colour=free_pair(self._shown), shortcut=shortcut)
        self.wanted = key
        self._act(AddLabel(made, self._category))
        self.fields.zh.setFocus()

    def merge_some(self) -> None:
        """Which ones become one."""
        dialog = MergeDialog(
            self._workspace,
            self._shown,
            [self.members.key] if self.members.key else [],
            self._language,
            category=self._category,
            parent=self,
        )
        self._open(dialog)

    def split_one(self) -> None:
        """Which part of the current one goes where."""
        label = self._current()
        if label is not None:
            self._open(SplitDialog(self._workspace, label, self._shown, self._language, parent=self))

    def delete(self) -> None:
        """What becomes of what stands under the current one."""
        label = self._current()
        if label is not None:
            dialog = DeleteDialog(
                self._workspace, label, self._shown, self._language, category=self._category, parent=self
            )
            self._open(dialog)

    def _open(self, dialog: ActDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self.acted)
        dialog.open()
