"""What is wrong with an expression that somebody typed, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.errors import BadPattern


def bad_pattern(error: BaseException) -> str:
    """Where the expression cannot be read, and why."""
    assert isinstance(error, BadPattern)
    words = _why(error.why)
    if error.position is None:
        return words
    return QCoreApplication.translate("Patterns", "{0} (at character {1})").format(words, error.position + 1)


def _why(why: str) -> str:
    """The library's own words where nothing here says it better."""
    table = {
        "missing )": QCoreApplication.translate("Patterns", "A closing ) is missing"),
        "missing ]": QCoreApplication.translate("Patterns", "A closing ] is missing"),
        "missing >": QCoreApplication.translate("Patterns", "A closing > is missing"),
        "unterminated character set": QCoreApplication.translate("Patterns", "A closing ] is missing"),
        "bad set": QCoreApplication.translate("Patterns", "A closing ] is missing"),
        "nothing to repeat": QCoreApplication.translate("Patterns", "There is nothing to repeat"),
        "multiple repeat": QCoreApplication.translate("Patterns", "There is nothing to repeat"),
        "unbalanced parenthesis": QCoreApplication.translate("Patterns", "A ) has no opening ("),
        "bad escape (end of pattern)": QCoreApplication.translate("Patterns", "A \\ stands at the end"),
        "bad character range": QCoreApplication.translate("Patterns", "A range of characters runs backwards"),
        "too long": QCoreApplication.translate("Patterns", "The expression is too long"),
    }
    return table.get(why, why)
