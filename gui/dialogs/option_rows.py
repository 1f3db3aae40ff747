"""The choices that a format leaves open, as rows of a form."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.formats.format import Option
from gui.i18n import QT_TRANSLATE_NOOP

_WORDS = {
    "unit": QT_TRANSLATE_NOOP("Options", "Offsets count"),
    "text": QT_TRANSLATE_NOOP("Options", "Text"),
    "title": QT_TRANSLATE_NOOP("Options", "Title"),
    "source": QT_TRANSLATE_NOOP("Options", "Source"),
    "id": QT_TRANSLATE_NOOP("Options", "Id"),
    "header": QT_TRANSLATE_NOOP("Options", "First row is names"),
    "separator": QT_TRANSLATE_NOOP("Options", "Separator"),
    "layout": QT_TRANSLATE_NOOP("Options", "Layout"),
    "scheme": QT_TRANSLATE_NOOP("Options", "Tags"),
    "rows": QT_TRANSLATE_NOOP("Options", "Rows"),
    "docstart": QT_TRANSLATE_NOOP("Options", "-DOCSTART-"),
    "document": QT_TRANSLATE_NOOP("Options", "A document is"),
    "overlaps": QT_TRANSLATE_NOOP("Options", "Overlaps"),
    "fragments": QT_TRANSLATE_NOOP("Options", "Spans in pieces"),
    "as": QT_TRANSLATE_NOOP("Options", "Results"),
    "tokens": QT_TRANSLATE_NOOP("Options", "Tokens"),
    "group": QT_TRANSLATE_NOOP("Options", "Span group"),
    "sheet": QT_TRANSLATE_NOOP("Options", "Sheet"),
}


def option_words(name: str) -> str:
    """What a choice is called on its row; one that is not known here keeps its own name."""
    return QCoreApplication.translate("Options", _WORDS[name]) if name in _WORDS else name


class OptionRows(QObject):
    """Puts them into a form, from its row `at`; `changed` tells of each change of a value."""

    changed = Signal()

    def __init__(self, form: QFormLayout, at: int, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._at = at
        self._language = language
        self._boxes: dict[str, QComboBox | QLineEdit] = {}

    def show(self, options: Iterable[Option]) -> None:
        """Offer these choices in place of those before, each at its default."""
        for _ in self._boxes:
            self._form.removeRow(self._at)
        self._boxes = {}
        for row, option in enumerate(options, self._at):
            words = option.help_zh if self._language == "zh" else option.help_en
            self._boxes[option.name] = box = self._box(option)
            title = option_words(option.name)
            box.setAccessibleName(title)
            box.setAccessibleDescription(words)
            if isinstance(box, QLineEdit):
                box.setPlaceholderText(words)
            self._form.insertRow(row, title, self._with_help(box, words))

    def values(self) -> dict[str, str]:
        """What is chosen, by the options' names."""
        return {
            name: box.currentText() if isinstance(box, QComboBox) else box.text()
            for name, box in self._boxes.items()
        }

    def box(self, name: str) -> QComboBox | QLineEdit:
        """The field of one option. KeyError if it is not offered."""
        return self._boxes[name]

    def _with_help(self, box: QWidget, words: str) -> QWidget:
        """The field with what it means below it."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(box)
        if isinstance(box, QLineEdit):  # stands in the field
            return both
        help_ = QLabel(words, both)
        help_.setWordWrap(True)
        help_.setProperty("role", "secondary")
        column.addWidget(help_)
        return both

    def _box(self, option: Option) -> QComboBox | QLineEdit:
        if option.choices:
            choice = QComboBox()
            choice.addItems(list(option.choices))
            choice.setCurrentText(option.default)
            choice.currentIndexChanged.connect(self.changed)
            return choice
        field = QLineEdit(option.default)
        field.textChanged.connect(self.changed)
        return field
