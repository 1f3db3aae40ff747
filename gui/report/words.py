"""What the report's figures are called, said and explained."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.review.agreement import Figure, Row
from core.review.measures import Measure


def measure_words(measure: Measure) -> str:
    """The user's word for a measure."""
    return {
        Measure.SPAN_F1: QCoreApplication.translate("Measures", "span F1"),
        Measure.SPAN_F1_RELAXED: QCoreApplication.translate("Measures", "F1 relaxed"),
        Measure.COHEN: "Cohen κ",
        Measure.FLEISS: "Fleiss κ",
        Measure.ALPHA: "α",
        Measure.ALPHA_U: QCoreApplication.translate("Measures", "α unitizing"),
        Measure.GAMMA: "γ",
    }[measure]


def explained(measure: Measure) -> str:
    """What a measure says, in a sentence or two."""
    return {
        Measure.SPAN_F1: QCoreApplication.translate(
            "Measures", "Spans that both have with the same start, end and label."
        ),
        Measure.SPAN_F1_RELAXED: QCoreApplication.translate(
            "Measures", "A span counts as found if the other has one of its label that shares a character."
        ),
        Measure.COHEN: QCoreApplication.translate(
            "Measures", "Characters: agreement beyond chance of two people; of more, the mean over pairs."
        ),
        Measure.FLEISS: QCoreApplication.translate(
            "Measures", "Characters: agreement beyond chance of any number of people."
        ),
        Measure.ALPHA: QCoreApplication.translate(
            "Measures", "Krippendorff's α over characters; numbers of people may differ."
        ),
        Measure.ALPHA_U: QCoreApplication.translate(
            "Measures", "Krippendorff's α: whether the same units are cut out of the text."
        ),
        Measure.GAMMA: QCoreApplication.translate(
            "Measures", "Mathet's γ: position and label in one, against random annotations."
        ),
    }[measure]


def figure_words(figure: Figure | None) -> str:
    """A figure with its interval, “–” where it is not defined."""
    if figure is None or figure.value is None:
        return "–"
    return f"{figure.value:.3f}{interval_words(figure)}"


def interval_words(figure: Figure) -> str:
    """The interval in brackets, "" if there is none."""
    if figure.low is None or figure.high is None:
        return ""
    return f" ({figure.low:.2f}–{figure.high:.2f})"


def measures_of(rows: tuple[Row, ...] | list[Row]) -> list[Measure]:
    """The measures that any of the rows has, in their usual order."""
    there = {measure for row in rows for measure in row.figures}
    return [measure for measure in Measure if measure in there]
