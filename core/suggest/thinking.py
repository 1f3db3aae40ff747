"""Suggestions for texts as plain values, whoever makes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from core.annotation import CategorySuggestion, Suggestion, Zone
from core.schema import LabelSet
from core.zones import suggest_zones

Asked = tuple[int, str, Sequence[Zone]]
"""A document's id, its text, the zones that a person gave it."""

SpanRow = tuple[int, int, str, str, float, str]
"""Of a suggested span: start, end, label, source, score, reason. Tuples travel fastest."""

CategoryRow = tuple[str, str, float, str]
"""Of a suggested category: key, source, score, reason."""

Made = tuple[int, Sequence[Zone], Sequence[SpanRow], Sequence[CategoryRow], float]
"""Of a document: its id, zones, spans, categories, and how far sources disagree in it (0 to 1)."""


class Thinks(Protocol):
    """What makes the suggestions for texts elsewhere, such as `core.suggest.apart.SuggesterApart`."""

    def think(self, asked: Iterable[Asked]) -> list[Made]:
        """The same as the function `think`."""


@runtime_checkable
class Suggests(Protocol):
    """What proposes spans and categories for a text, such as `core.suggest.suggester.Suggester`."""

    def suggest(self, text: str, zones: Sequence[Zone]) -> Sequence[Suggestion]:
        """Spans, with offsets in code points."""

    def categories(self, text: str, zones: Sequence[Zone]) -> Sequence[CategorySuggestion]:
        """Categories of the whole text."""


def think(suggester: Suggests | Thinks, labels: LabelSet, asked: Iterable[Asked]) -> list[Made]:
    """What is suggested for each text."""
    if not isinstance(suggester, Suggests):
        return suggester.think(asked)
    made: list[Made] = []
    for document_id, text, by_hand in asked:
        zones = merge_zones(by_hand, suggest_zones(text, labels.rules))
        compared = getattr(suggester, "suggest_compared", None)
        found, disagreement = compared(text, zones) if compared else (suggester.suggest(text, zones), 0.0)
        spans = [(each.start, each.end, each.label, each.source, each.score, each.reason) for each in found]
        of_whole = [
            (each.category, each.source, each.score, each.reason)
            for each in suggester.categories(text, zones)
        ]
        made.append((document_id, zones, spans, of_whole, disagreement))
    return made


def merge_zones(by_hand: Sequence[Zone], suggested: Sequence[Zone]) -> list[Zone]:
    """What a person said, and what is suggested where nobody said anything."""
    free = [
        each
        for each in suggested
        if not any(each.start < known.end and known.start < each.end for known in by_hand)
    ]
    return sorted([*by_hand, *free], key=lambda zone: zone.start)
