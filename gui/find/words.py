"""What origins, sources and states are called where one looks for them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.annotation import LayerState, Origin
from core.queries.wanted import What


def what_words() -> dict[What, str]:
    """What a hit is."""
    return {
        What.TEXT: QCoreApplication.translate("Find", "Text"),
        What.UNLABELLED: QCoreApplication.translate("Find", "Text without a label"),
        What.SPANS: QCoreApplication.translate("Find", "Spans"),
        What.SUGGESTIONS: QCoreApplication.translate("Find", "Suggestions that wait"),
    }


def origin_words() -> dict[Origin, str]:
    """How a span came to be."""
    return {
        Origin.BY_HAND: QCoreApplication.translate("Find", "by hand"),
        Origin.ACCEPTED: QCoreApplication.translate("Find", "accepted"),
        Origin.CORRECTED: QCoreApplication.translate("Find", "corrected"),
        Origin.PROPAGATED: QCoreApplication.translate("Find", "for all mentions"),
        Origin.ADJUDICATED: QCoreApplication.translate("Find", "adjudicated"),
        Origin.TAKEN: QCoreApplication.translate("Find", "taken over"),
        Origin.IMPORTED: QCoreApplication.translate("Find", "imported"),
    }


def source_words() -> dict[str, str]:
    """Who suggested something; sources of other packages go by their own names."""
    return {
        "words": QCoreApplication.translate("Find", "words (jieba)"),
        "lexicon": QCoreApplication.translate("Find", "term lists"),
        "patterns": QCoreApplication.translate("Find", "patterns"),
        "persons": QCoreApplication.translate("Find", "names of people"),
        "names": QCoreApplication.translate("Find", "names put together"),
        "phrases": QCoreApplication.translate("Find", "phrases"),
        "measures": QCoreApplication.translate("Find", "measures"),
        "suffixes": QCoreApplication.translate("Find", "suffixes"),
        "repeats": QCoreApplication.translate("Find", "repeats"),
        "lac": QCoreApplication.translate("Find", "LAC"),
        "memory": QCoreApplication.translate("Find", "memory"),
        "learned": QCoreApplication.translate("Find", "learned"),
        "file": QCoreApplication.translate("Find", "from a file"),
    }


def state_words() -> dict[LayerState, str]:
    """How far a layer is."""
    return {
        LayerState.NEW: QCoreApplication.translate("States", "new"),
        LayerState.IN_PROGRESS: QCoreApplication.translate("States", "in progress"),
        LayerState.FINISHED: QCoreApplication.translate("States", "finished"),
        LayerState.RETURNED: QCoreApplication.translate("States", "returned"),
        LayerState.APPROVED: QCoreApplication.translate("States", "approved"),
    }


def came_words(came: str) -> str:
    """An origin or a source in the user's words."""
    origins = {origin.value: words for origin, words in origin_words().items()}
    return origins.get(came) or source_words().get(came.partition(":")[0], came)
