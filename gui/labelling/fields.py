"""The fields of one label or category: each change leaves as an act when its field is left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from core.label_acts import EditLabel, LabelAct, RenameLabel
from core.label_rules import rules_about
from core.queries.labels import Use
from core.schema import Label, LabelSet
from gui.labelling.colours import Colours

_RULES = 5  # that are shown; all of them in the tool tip
_KEY = re.compile(r"[^\s\x00-\x1f|]{1,40}")


class Fields(QWidget):
    """`acted` carries a LabelAct. `taken` says what an action's keys do: those a label cannot have."""

    acted = Signal(object)

    def __init__(
        self, taken: Mapping[str, str], language: str, *, category: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._taken, self._language, self._category = taken, language, category
        self._label: Label | None = None
        self._members: Sequence[Label] = ()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.zh = self._line(form, self.tr("Chinese name"))
        self.en = self._line(form, self.tr("English name"))
        self.key = self._line(form, self.tr("Key in files"))
        self.key.setMaxLength(40)
        self.key_says = self._note(form)
        self.shortcut = self._line(form, self.tr("Shortcut"))
        self.shortcut.setMaxLength(1)
        self.shortcut.setMaximumWidth(72)
        self.shortcut_says = self._note(form)
        self.colours = Colours(self)
        self.colours.chosen.connect(lambda pair: self._edit(colour=pair))
        form.addRow(self.tr("Colour"), self.colours)
        self.parent_box = QComboBox(self)
        self.parent_box.setAccessibleName(self.tr("Belongs under"))
        self.parent_box.activated.connect(lambda: self._edit(parent=self.parent_box.currentData()))
        form.addRow(self.tr("Belongs under"), self.parent_box)
        self.hint_zh = self._line(form, self.tr("Hint in Chinese"))
        self.hint_en = self._line(form, self.tr("Hint in English"))
        self.used = self._note(form, self.tr("Used"))
        self.rules = self._note(form, self.tr("Rules"))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        self.key.textEdited.connect(self._judge)
        self.shortcut.textEdited.connect(self._judge)
        self.key.editingFinished.connect(self._rename)
        for name in ("zh", "en", "shortcut", "hint_zh", "hint_en"):
            field: QLineEdit = getattr(self, name)
            field.editingFinished.connect(lambda name=name, field=field: self._leave(name, field))
        form.setRowVisible(self.shortcut, not category)
        form.setRowVisible(self.colours, not category)
        self._form = form

    def _line(self, form: QFormLayout, words: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(words)
        form.addRow(words, field)
        return field

    def _note(self, form: QFormLayout, words: str = "") -> QLabel:
        note = QLabel(self)
        note.setProperty("role", "secondary")
        note.setWordWrap(True)
        form.addRow(words, note)
        return note

    def show_label(self, label: Label | None, labels: LabelSet, use: Use | None) -> None:
        """Show one, or nothing; a field that is being typed in for the same label is left alone."""
        same = label is not None and self._label is not None and label.key == self._label.key
        self._label = label
        self._members = labels.categories if self._category else labels.labels
        self.setEnabled(label is not None)
        shown = label or Label("")
        for name in ("zh", "en", "key", "shortcut", "hint_zh", "hint_en"):
            field: QLineEdit = getattr(self, name)
            if not (same and field.hasFocus() and field.isModified()):
                field.setText(getattr(shown, name))
                field.setCursorPosition(0)
        taken = {each.colour: each.name(self._language) for each in reversed(self._members)}
        self.colours.show_pair(shown.colour, taken)
        self._show_parents(shown)
        self._show_use(use)
        found = rules_about(labels.rules, shown.key, category=self._category) if label is not None else []
        said = [*found[:_RULES], *(["…"] if len(found) > _RULES else [])]
        self.rules.setText("\n".join(said) or self.tr("No rule speaks of it."))
        self.rules.setToolTip("\n".join(found))
        self._judge()

    def _show_parents(self, label: Label) -> None:
        below = _below(label.key, self._members)
        self.parent_box.clear()
        self.parent_box.addItem(self.tr("nothing: it stands by itself"), "")
        for each in self._members:
            if each.key not in below:
                self.parent_box.addItem(each.name(self._language), each.key)
        self.parent_box.setCurrentIndex(max(self.parent_box.findData(label.parent), 0))

    def _show_use(self, use: Use | None) -> None:
        if use is None:
            self.used.setText(self.tr("Counting…"))
        elif self._category:
            words = self.tr("Given to documents: {0} · suggestions: {1}")
            self.used.setText(words.format(f"{use.documents:,}", f"{use.suggestions:,}"))
        else:
            words = self.tr("Spans: {0} · documents with them: {1} · suggestions: {2}")
            figures = (f"{each:,}" for each in (use.spans, use.documents, use.suggestions))
            self.used.setText(words.format(*figures))

    # what is typed

    def _judge(self) -> None:
        self._say(self.key_says, self._key_fault())
        self._say(self.shortcut_says, self._shortcut_fault() or self._shortcut_warning())

    def _say(self, note: QLabel, words: str) -> None:
        note.setProperty("role", "warning")
        note.setText(words)
        note.style().unpolish(note)
        note.style().polish(note)
        self._form.setRowVisible(note, bool(words))

    def _key_fault(self) -> str:
        typed = self.key.text().strip()
        if self._label is None or typed == self._label.key:
            return ""
        if not _KEY.fullmatch(typed):
            return self.tr("A key is 1 to 40 characters without spaces or “|”.")
        if typed in {each.key for each in self._members}:
            return self.tr("There is one with this key. To make them one, merge them.")
        return ""

    def _shortcut_fault(self) -> str:
        typed = self.shortcut.text().strip()
        for each in self._members:
            if self._label is None or each.key == self._label.key or not typed:
                continue
            if each.shortcut.casefold() == typed.casefold():
                return self.tr("“{0}” has this key already.").format(each.name(self._language))
        return ""

    def _shortcut_warning(self) -> str:
        act = self._taken.get(self.shortcut.text().strip().upper(), "")
        return self.tr("The action “{0}” has this key; it would not label.").format(act) if act else ""

    def _rename(self) -> None:
        typed = self.key.text().strip()
        if self._label is None or typed == self._label.key:
            return
        if self._key_fault():
            self.key.setText(self._label.key)
            self._judge()
            return
        self._act(RenameLabel(self._label.key, typed, self._category))

    def _leave(self, name: str, field: QLineEdit) -> None:
        if name == "shortcut" and self._shortcut_fault():
            if self._label is not None:
                field.setText(self._label.shortcut)
            self._judge()
            return
        self._edit(**{name: field.text().strip()})

    def _edit(self, **changes: Any) -> None:
        if self._label is None:
            return
        made = msgspec.structs.replace(self._label, **changes)
        if made != self._label:
            self._act(EditLabel(made, self._category))

    def _act(self, act: LabelAct) -> None:
        for name in ("zh", "en", "key", "shortcut", "hint_zh", "hint_en"):
            field: QLineEdit = getattr(self, name)
            field.setModified(False)
        self.acted.emit(act)


def _below(key: str, members: Sequence[Label]) -> set[str]:
    """The key itself and all that stand under it: none of them can be its parent."""
    found = {key}
    while more := {each.key for each in members if each.parent in found} - found:
        found |= more
    return found
