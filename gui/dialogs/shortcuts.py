"""The page of shortcuts: every action and every label with its keys, to look up and to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.schema import Label
from gui.action import menu_words
from gui.actions import ACTIONS, BY_ID, CATEGORY_KEYS
from gui.keymap import LAYOUTS, Clash, Keymap, shown

_WHERE, _WHAT, _KEYS, _CLASH = range(4)


@dataclass(frozen=True, slots=True)
class _Row:
    """An action, or a label, by its id or key; neither for what cannot be changed."""

    where: str
    what: str
    action: str = ""
    label: str = ""
    keys: str = ""


class ShortcutsDialog(QDialog):
    """Type to find, choose a row, press the keys wanted. `changed` carries the Keymap after each change."""

    changed = Signal(object)

    def __init__(
        self, keymap: Keymap, labels: Sequence[Label], language: str, file: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(720, 660)
        self.keymap = keymap
        self._labels = labels
        self._rows = self._make_rows(language)
        self.layouts = QComboBox(self)
        for id_, words in LAYOUTS.items():
            self.layouts.addItem(QCoreApplication.translate("Keys", words), id_)
        self.layouts.setCurrentIndex(self.layouts.findData(keymap.layout))
        self.layouts.currentIndexChanged.connect(self._choose_layout)
        self.layouts.setAccessibleName(self.tr("Layout"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Type to find"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.table = self._make_table()
        self.clashes = QLabel(self)
        self.clashes.setWordWrap(True)
        self.clashes.setProperty("role", "warning")
        path = QLabel(self.tr("Kept in {0}, which may be edited as well").format(file), self)
        path.setProperty("role", "secondary")
        path.setWordWrap(True)
        path.setTextFormat(Qt.TextFormat.PlainText)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.accept)
        self.reset = self.buttons.addButton(
            self.tr("All as the layout has them"), QDialogButtonBox.ButtonRole.ResetRole
        )
        self.reset.clicked.connect(lambda: self._change(Keymap(self.keymap.layout)))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.search, 1)
        top.addWidget(self.layouts)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(self._make_editor())
        column.addWidget(self.clashes)
        column.addWidget(path)
        column.addWidget(self.buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.table.selectRow(0)
        self._show()
        self.search.setFocus()

    def _make_rows(self, language: str) -> list[_Row]:
        rows = [_Row(menu_words(action.menu), action.title, action=action.id) for action in ACTIONS]
        rows += [_Row(self.tr("Label"), each.name(language), label=each.key) for each in self._labels]
        text = self.tr("Text")
        return [
            *rows,
            _Row(text, self.tr("Move the caret; Shift selects"), keys="← → ↑ ↓"),
            _Row(text, self.tr("Select characters freely with the mouse"), keys="Alt / Ctrl"),
            _Row(text, self.tr("Select nothing"), keys="Esc"),
            *self._other_rows(),
        ]

    def _other_rows(self) -> list[_Row]:
        category, pointing = self.tr("Category"), self.tr("While one points")
        first, last = CATEGORY_KEYS[0], CATEGORY_KEYS[-1]
        return [
            _Row(category, self.tr("Give it or take it back, by its place"), keys=f"Alt+{first} … {last}"),
            _Row(pointing, self.tr("Go to the place that shows a key"), keys=self.tr("The key")),
            _Row(pointing, self.tr("Strike it out; of a word's clause select the rest"), keys="Shift"),
            _Row(pointing, self.tr("Reach as far as there; give a word to the span beside it"), keys="Alt"),
            _Row(pointing, self.tr("Show keys further on; back again"), keys="Space  Shift+Space"),
        ]

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(len(self._rows), 4, self)
        table.setHorizontalHeaderLabels(
            [self.tr("Where"), self.tr("What"), self.tr("Keys"), self.tr("Also wanted by")]
        )
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setAccessibleName(self.tr("Keyboard shortcuts"))
        for number, row in enumerate(self._rows):
            for column, words in enumerate((row.where, row.what, row.keys, "")):
                table.setItem(number, column, QTableWidgetItem(words))
        table.horizontalHeader().setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        table.resizeColumnToContents(_WHERE)
        table.setColumnWidth(_KEYS, 190)
        table.setColumnWidth(_CLASH, 150)
        table.itemSelectionChanged.connect(self._show_editor)
        return table

    def _make_editor(self) -> QHBoxLayout:
        self.editing = QLabel(self)
        self.press = QKeySequenceEdit(self)
        self.press.setMaximumSequenceLength(1)
        self.press.setClearButtonEnabled(True)
        self.press.setAccessibleName(self.tr("Press the new key"))
        self.press.installEventFilter(self)
        self.put = QPushButton(self.tr("In place of the others"), self)
        self.add = QPushButton(self.tr("As well"), self)
        self.none = QPushButton(self.tr("No key"), self)
        self.usual = QPushButton(self.tr("Usual"), self)
        self.put.clicked.connect(lambda: self._set([self._pressed]))
        self.add.clicked.connect(lambda: self._set([*self._keys_of(self._row), self._pressed]))
        self.none.clicked.connect(lambda: self._set([]))
        self.usual.clicked.connect(self._set_usual)
        self.press.keySequenceChanged.connect(self._enable)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.editing, 1)
        for widget in (self.press, self.put, self.add, self.none, self.usual):
            row.addWidget(widget)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab leaves the field, as everywhere; any other key is taken as the key that is wanted."""
        key = event.key() if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)
            return True
        return super().eventFilter(watched, event)

    @property
    def _row(self) -> _Row:
        return self._rows[max(self.table.currentRow(), 0)]

    @property
    def _pressed(self) -> str:
        return self.press.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _keys_of(self, row: _Row) -> list[str]:
        if row.action:
            return list(self.keymap.keys(row.action))
        key = self.keymap.label_keys(self._labels).get(row.label, "")
        return [key] if key else []

    def _set(self, keys: list[str]) -> None:
        row, wanted = self._row, list(dict.fromkeys(key for key in keys if key))
        if row.action:
            self._change(self.keymap.with_action(row.action, wanted))
        elif row.label:
            self._change(self.keymap.with_label(row.label, wanted[-1] if wanted else ""))

    def _set_usual(self) -> None:
        row = self._row
        if row.action:
            self._change(self.keymap.with_action(row.action, self.keymap.usual_keys(row.action)))
        elif row.label:
            self._change(self.keymap.with_label(row.label, None))

    def _choose_layout(self) -> None:
        layout = str(self.layouts.currentData())
        self._change(Keymap(layout, self.keymap.actions, self.keymap.labels))

    def _change(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._show()
        self.changed.emit(keymap)

    def _show(self) -> None:
        clashes = self.keymap.clashes(self._labels)
        of: dict[str, list[Clash]] = {}
        for clash in clashes:
            for id_ in clash.wanted_by:
                of.setdefault(id_, []).append(clash)
        for number, row in enumerate(self._rows):
            id_ = row.action or row.label
            if not id_:
                continue
            words = "  ".join(shown(key) for key in self._keys_of(row))
            self._cell(number, _KEYS).setText(words)
            found = "  ".join(self._clash_words(clash, id_) for clash in of.get(id_, []))
            self._cell(number, _CLASH).setText(found)
            self._cell(number, _CLASH).setToolTip(found)
        words = self.tr(
            "Keys that several want: {0}. Of two actions neither hears it; an action goes before a label."
        )
        self.clashes.setText(words.format("  ".join(dict.fromkeys(shown(each.key) for each in clashes))))
        self.clashes.setVisible(bool(clashes))
        self._show_editor()

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        cell = self.table.item(row, column)
        assert cell is not None
        return cell

    def _clash_words(self, clash: Clash, but: str) -> str:
        if clash.kept:
            return self.tr("the system, or the text")
        others = (each for each in clash.wanted_by if each != but)
        return ", ".join(BY_ID[each].title if each in BY_ID else each for each in others)

    def _show_editor(self) -> None:
        self.editing.setText(self._row.what)
        self.press.clear()
        self._enable()

    def _enable(self) -> None:
        row = self._row
        changeable, pressed = bool(row.action or row.label), bool(self._pressed)
        self.press.setEnabled(changeable)
        self.put.setEnabled(changeable and pressed)
        self.add.setEnabled(bool(row.action) and pressed)
        self.none.setEnabled(changeable and bool(self._keys_of(row)))
        self.usual.setEnabled(row.action in self.keymap.actions or row.label in self.keymap.labels)
        self.reset.setEnabled(bool(self.keymap.actions or self.keymap.labels))

    def _filter(self, typed: str) -> None:
        wanted = typed.casefold()
        for row in range(self.table.rowCount()):
            words = " ".join(self._cell(row, column).text() for column in range(4))
            self.table.setRowHidden(row, wanted not in words.casefold())
