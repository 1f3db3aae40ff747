"""Merging, splitting, deleting, importing: what goes where, what that would do, and the word that does it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import JinbiaoError
from core.label_acts import (
    DeleteLabel,
    LabelAct,
    MergeLabels,
    Part,
    ReplaceSet,
    SplitLabel,
    chooser,
    of_categories,
)
from core.queries.labels import Preview, preview, quotes_of
from core.schema import Label
from gui.labelling.palette import free_pair
from gui.labelling.words import act_sentence, preview_lines
from gui.messages import sentence
from gui.workspace import Workspace

_BREAKS = re.compile(r"[\s,，、;；]+")  # between the endings that somebody types
_KEY = int(Qt.ItemDataRole.UserRole)
_SOON = 200  # milliseconds after the last key
_QUOTES = 2_000  # of the most frequent that are shown


class ActDialog(QDialog):
    """An act with its preview; `decided` carries it, and why finished work is returned ("": it is not)."""

    decided = Signal(object, str)

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        verb: str,
        parent: QWidget | None = None,
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self._workspace = workspace
        self._shown: Preview | None = None
        self._asked = 0
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 20, 20, 16)
        self.column.setSpacing(10)
        heading = QLabel(title, self)
        heading.setProperty("role", "heading")
        self.column.addWidget(heading)
        self.what = QLabel(self)
        self.what.setTextFormat(Qt.TextFormat.RichText)
        self.what.setWordWrap(True)
        self.what.setMinimumHeight(110)
        self.what.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.what.setAccessibleName(self.tr("What it would do"))
        self.look_again = QCheckBox(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.apply: QPushButton = self.buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply.setDefault(not danger)
        if danger:
            self.apply.setAutoDefault(False)  # Return does not delete
            self.apply.setProperty("role", "danger")
            self.apply.style().unpolish(self.apply)  # the box has polished it already
            self.apply.style().polish(self.apply)
            self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setDefault(True)
        self.buttons.accepted.connect(self._decide)
        self.buttons.rejected.connect(self.reject)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._look)

    def _close_layout(self) -> None:
        """Preview and buttons, below what a kind of act asks."""
        title = QLabel(self.tr("What it would do"), self)
        title.setProperty("role", "secondary")
        self.column.addWidget(title)
        self.column.addWidget(self.what, 1)
        self.column.addWidget(self.look_again)
        self.column.addWidget(self.buttons)
        self.look_again.hide()
        self.apply.setEnabled(False)
        self._look()

    def act(self) -> LabelAct | None:
        """What is chosen, None while something is missing."""
        raise NotImplementedError

    def missing(self) -> str:
        """What is still to be chosen."""
        return ""

    def look_soon(self) -> None:
        """Look again when nothing more is typed or chosen."""
        self.apply.setEnabled(False)
        self._soon.start()

    def _look(self) -> None:
        self._asked += 1
        number, act = self._asked, self.act()
        self._shown = None
        self.apply.setEnabled(False)
        if act is None:
            self._say([(self.missing(), False)])
            return
        project = self._workspace.project

        def look() -> Preview | JinbiaoError:
            try:
                return preview(project, act)
            except JinbiaoError as error:
                return error

        def show(found: Preview | JinbiaoError) -> None:
            if number == self._asked:
                self._show(found)

        self._say([(self.tr("Counting…"), False)])
        self._workspace.ask(look, show, patience=0)

    def _show(self, found: Preview | JinbiaoError) -> None:
        if isinstance(found, JinbiaoError):
            self._say([(sentence(found), True)])
            return
        self._shown = found
        self._say(preview_lines(found, category=of_categories(found.act)))
        words = self.tr("Return finished documents for another look ({0})")
        self.look_again.setText(words.format(f"{found.finished:,}"))
        self.look_again.setVisible(found.finished > 0)
        self.apply.setEnabled(True)

    def _say(self, lines: Sequence[tuple[str, bool]]) -> None:
        colour = {True: "warning", False: ""}
        said = []
        for words, warns in lines:
            plain = (
                words.replace("&", "&amp;").replace("<", "&lt;").replace("    ", "&nbsp;&nbsp;&nbsp;&nbsp;")
            )
            said.append(f"<b>{plain}</b>" if colour[warns] else plain)
        self.what.setText("<br>".join(said))

    def _decide(self) -> None:
        act = self.act()
        if act is None or self._shown is None:
            return
        again = self.look_again.isVisibleTo(self) and self.look_again.isChecked()
        words = self.tr("The label set changed: {0}. Please look again.").format(act_sentence(act))
        self.accept()
        self.decided.emit(act, words if again else "")


class MergeDialog(ActDialog):
    """Which labels become one, and which of them."""

    def __init__(
        self,
        workspace: Workspace,
        members: Sequence[Label],
        chosen: Sequence[str],
        language: str,
        *,
        category: bool,
        parent: QWidget | None = None,
    ) -> None:
        words = self.tr("Merge categories") if category else self.tr("Merge labels")
        super().__init__(workspace, words, self.tr("Merge"), parent)
        self._category = category
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("These become one"))
        for each in members:
            item = QListWidgetItem(_called(each, language))
            item.setData(_KEY, each.key)
            item.setCheckState(Qt.CheckState.Checked if each.key in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            if each.key in chosen:
                self.list.setCurrentItem(item)
        self.list.setMaximumHeight(220)
        self.into = QComboBox(self)
        self.into.setAccessibleName(self.tr("This one stays"))
        for each in members:
            self.into.addItem(_called(each, language), each.key)
        self.into.setCurrentIndex(max(self.into.findData(chosen[0] if chosen else ""), 0))
        self.list.itemChanged.connect(self.look_soon)
        self.into.currentIndexChanged.connect(self.look_soon)
        self.column.addWidget(QLabel(self.tr("These become one (Space ticks):"), self))
        self.column.addWidget(self.list)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("This one stays:"), self))
        row.addWidget(self.into, 1)
        self.column.addLayout(row)
        self._close_layout()
        self.list.setFocus()

    def act(self) -> LabelAct | None:
        items = (self.list.item(row) for row in range(self.list.count()))
        keys = tuple(item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked)
        into = str(self.into.currentData())
        return MergeLabels(keys, into, self._category) if set(keys) - {into} else None

    def missing(self) -> str:
        return self.tr("Tick at least one more that goes up in the one that stays.")


class DeleteDialog(ActDialog):
    """Whether what stands under a label goes, too, or where."""

    def __init__(
        self,
        workspace: Workspace,
        label: Label,
        members: Sequence[Label],
        language: str,
        *,
        category: bool,
        parent: QWidget | None = None,
    ) -> None:
        words = self.tr("Delete “{0}”").format(label.name(language))
        super().__init__(workspace, words, self.tr("Delete"), parent, danger=True)
        self._key, self._category = label.key, category
        self.give = QRadioButton(self.tr("What stands under it goes to:"), self)
        self.remove = QRadioButton(self.tr("What stands under it is removed"), self)
        self.group = QButtonGroup(self)
        self.to = QComboBox(self)
        self.to.setAccessibleName(self.give.text())
        for each in members:
            if each.key != label.key:
                self.to.addItem(_called(each, language), each.key)
        for button in (self.give, self.remove):
            self.group.addButton(button)
        able = self.to.count() > 0
        self.give.setEnabled(able)
        self.to.setEnabled(able)
        (self.give if able else self.remove).setChecked(True)
        self.group.buttonClicked.connect(self._choose)
        self.to.currentIndexChanged.connect(self.look_soon)
        row = QHBoxLayout()
        row.addWidget(self.give)
        row.addWidget(self.to, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.remove)
        self._close_layout()
        (self.give if able else self.remove).setFocus()

    def _choose(self) -> None:
        self.to.setEnabled(self.give.isChecked())
        self.look_soon()

    def act(self) -> LabelAct | None:
        to = str(self.to.currentData()) if self.give.isChecked() else ""
        return DeleteLabel(self._key, to, self._category)


class SplitDialog(ActDialog):
    """Which spans of a label go to another: by ending, by expression, or by ticking quotes."""

    def __init__(
        self,
        workspace: Workspace,
        label: Label,
        members: Sequence[Label],
        language: str,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            workspace, self.tr("Split “{0}”").format(label.name(language)), self.tr("Split"), parent
        )
        self._label, self._members = label, members
        self._quotes: list[tuple[str, int]] = []
        self.how = QComboBox(self)
        self.how.setAccessibleName(self.tr("Which spans go"))
        for words, kind in (
            (self.tr("end with one of these words"), "ending"),
            (self.tr("match this expression"), "regex"),
            (self.tr("are ticked below"), "list"),
        ):
            self.how.addItem(words, kind)
        self.rule = QLineEdit(self)
        self.rule.setAccessibleName(self.tr("Endings or expression"))
        self.to = QComboBox(self)
        self.to.setEditable(True)
        self.to.setAccessibleName(self.tr("They go to"))
        for each in members:
            if each.key != label.key:
                self.to.addItem(_called(each, language), each.key)
        self.to.setCurrentIndex(-1)
        edit = self.to.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(self.tr("a new key, or a label that is there"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Quotes under this label"))
        self.list.setMinimumHeight(180)
        self.how.currentIndexChanged.connect(self._choose)
        self.rule.textEdited.connect(self._mark)
        self.list.itemChanged.connect(self.look_soon)
        self.to.currentTextChanged.connect(self.look_soon)
        first = QHBoxLayout()
        first.addWidget(QLabel(self.tr("Spans whose words"), self))
        first.addWidget(self.how)
        first.addWidget(self.rule, 1)
        second = QHBoxLayout()
        second.addWidget(QLabel(self.tr("go to"), self))
        second.addWidget(self.to, 1)
        self.column.addLayout(first)
        self.column.addLayout(second)
        self.column.addWidget(self.list, 1)
        self._close_layout()
        self._choose()
        self.rule.setFocus()
        project, key = workspace.project, label.key
        workspace.ask(lambda: quotes_of(project, key), self._show_quotes, patience=0)

    def _show_quotes(self, found: list[tuple[str, int]]) -> None:
        self._quotes = found
        self.list.blockSignals(True)
        for quote, number in found[:_QUOTES]:
            item = QListWidgetItem(f"{quote}    {number:,} ×")
            item.setData(_KEY, quote)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._mark()

    def _choose(self) -> None:
        kind = self.how.currentData()
        self.rule.setEnabled(kind != "list")
        self.rule.setPlaceholderText(
            {"ending": self.tr("for example: 局 委员会"), "regex": self.tr("for example: ^第.*届")}.get(
                kind, ""
            )
        )
        self._mark()

    def _mark(self) -> None:
        """Tick what the rule finds; in the list mode the ticks are the person's own."""
        kind, part = self.how.currentData(), self._part("x")
        self.list.blockSignals(True)
        choose = None
        if kind != "list" and part is not None:
            try:
                choose = chooser((part,))
            except JinbiaoError:
                choose = None
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        for row in range(self.list.count()):
            item = self.list.item(row)
            if kind == "list":
                item.setFlags(usable | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(item.checkState())
            else:
                found = choose is not None and bool(choose(item.data(_KEY)))
                item.setFlags(usable)
                item.setCheckState(Qt.CheckState.Checked if found else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        items = (self.list.item(row) for row in range(self.list.count()))
        first = next((each for each in items if each.checkState() == Qt.CheckState.Checked), None)
        if first is not None and kind != "list":
            self.list.scrollToItem(first, QListWidget.ScrollHint.PositionAtTop)
        self.look_soon()

    def _part(self, key: str) -> Part | None:
        kind, typed = self.how.currentData(), self.rule.text().strip()
        if kind == "list":
            items = (self.list.item(row) for row in range(self.list.count()))
            ticked = tuple(each.data(_KEY) for each in items if each.checkState() == Qt.CheckState.Checked)
            return Part(self._target(key), quotes=ticked) if ticked else None
        if not typed:
            return None
        if kind == "ending":
            typed = f"(?:{'|'.join(re.escape(each) for each in _BREAKS.split(typed) if each)})$"
        return Part(self._target(key), regex=typed)

    def _target(self, key: str) -> Label:
        there = next((each for each in self._members if each.key == key), None)
        return there or Label(key, colour=free_pair(self._members), parent=self._label.parent)

    def _to_key(self) -> str:
        typed = self.to.currentText().strip()
        at = self.to.findText(typed)
        return str(self.to.itemData(at)) if at >= 0 else typed

    def act(self) -> LabelAct | None:
        key = self._to_key()
        part = self._part(key) if key else None
        return SplitLabel(self._label.key, (part,)) if part is not None else None

    def missing(self) -> str:
        if not self._to_key():
            return self.tr("Say where they go: type a new key, or choose a label.")
        return self.tr("Say which spans go.")


class ImportDialog(ActDialog):
    """What a file would make of the label set."""

    def __init__(
        self, workspace: Workspace, where: str, label_set: bytes, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, self.tr("Import a label set"), self.tr("Import"), parent)
        self._act = ReplaceSet(where, label_set)
        file = QLabel(where, self)
        file.setProperty("role", "secondary")
        file.setWordWrap(True)
        self.column.addWidget(file)
        self._close_layout()

    def act(self) -> LabelAct | None:
        return self._act


def _called(label: Label, language: str) -> str:
    name = label.name(language)
    return name if name == label.key else f"{name} · {label.key}"
