"""What several parts of the page use: words of rates, sources, figures; the heads of tables."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QTableWidget, QWidget

from core.anchoring import Estimate


def align_heads(table: QTableWidget, right: Iterable[int]) -> None:
    """Words stand left, numbers right, in the head as below it."""
    middle, numbers = Qt.AlignmentFlag.AlignVCenter, set(right)
    for column in range(table.columnCount()):
        side = Qt.AlignmentFlag.AlignRight if column in numbers else Qt.AlignmentFlag.AlignLeft
        item = table.horizontalHeaderItem(column)
        if item is not None:
            item.setTextAlignment(side | middle)


def empty_words(words: str, parent: QWidget) -> QLabel:
    """What stands in the place of figures while there are none."""
    label = QLabel(words, parent)
    label.setProperty("role", "secondary")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label


def with_interval(estimate: Estimate, *, signed: bool = False) -> str:
    """“12 % (8 – 17)”."""
    if estimate.value is None:
        return "–"
    sign = "+" if signed else ""
    said = f"{100 * estimate.value:{sign}.0f} %"
    if estimate.low is None or estimate.high is None:
        return said
    return f"{said} ({100 * estimate.low:{sign}.0f} … {100 * estimate.high:{sign}.0f})"


def source_words(source: str) -> str:
    """What a source of suggestions is called."""
    names = {
        "": QCoreApplication.translate("Sources", "All sources"),
        "lexicon": QCoreApplication.translate("Sources", "term lists"),
        "patterns": QCoreApplication.translate("Sources", "patterns"),
        "persons": QCoreApplication.translate("Sources", "names of people"),
        "suffixes": QCoreApplication.translate("Sources", "endings of names"),
        "names": QCoreApplication.translate("Sources", "names put together"),
        "phrases": QCoreApplication.translate("Sources", "phrases"),
        "measures": QCoreApplication.translate("Sources", "measures"),
        "words": QCoreApplication.translate("Sources", "words"),
        "repeats": QCoreApplication.translate("Sources", "found elsewhere in the document"),
        "lac": QCoreApplication.translate("Sources", "LAC"),
        "learned": QCoreApplication.translate("Sources", "learned"),
        "memory": QCoreApplication.translate("Sources", "decided before"),
        "file": QCoreApplication.translate("Sources", "imported"),
    }
    return names.get(source, source)
