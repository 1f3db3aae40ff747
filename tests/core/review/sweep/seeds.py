"""The sample's articles with every suggestion taken as right, and errors of each kind put into them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from core.project import SAMPLE
from core.review.sweep.values import FindingKind, SweptLayer, SweptSpan
from core.schema import read_label_set
from core.suggest.suggester import Suggester
from core.suggest.words import Segmenter
from core.zones import suggest_zones

Place = tuple[int, int, int]  # layer, start, end
Span = tuple[int, int, str]


@cache
def boundaries() -> Callable[[str], list[int]]:
    """The segmenter that the program sweeps the sample with."""
    labels = read_label_set(SAMPLE)
    return Segmenter([word for words in labels.terms.values() for word in words]).boundaries


@cache
def articles() -> tuple[tuple[str, tuple[Span, ...], tuple[tuple[int, int], ...]], ...]:
    """(text, spans, furniture) of each article."""
    labels = read_label_set(SAMPLE)
    suggester = Suggester(labels)
    found = []
    for file in sorted((SAMPLE / "articles").glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        zones = suggest_zones(text, labels.rules)
        spans: list[Span] = []
        for each in sorted(suggester.suggest(text, zones), key=lambda each: (each.start, -each.end)):
            if not spans or each.start >= spans[-1][1]:
                spans.append((each.start, each.end, each.label))
        furniture = tuple((zone.start, zone.end) for zone in zones if zone.kind == "furniture")
        found.append((text, tuple(spans), furniture))
    return tuple(found)


def layers_of(spans: list[list[Span]]) -> list[SweptLayer]:
    """Layers with these spans, one an article."""
    made = []
    for number, ((text, _, furniture), some) in enumerate(zip(articles(), spans, strict=True), 1):
        ordered = sorted(some, key=lambda span: (span[0], -span[1]))
        rows = [SweptSpan(*span, number * 10_000 + row) for row, span in enumerate(ordered)]
        made.append(SweptLayer(number, number, "gold", text, rows, True, furniture))
    return made


def _loose(text: str, spans: tuple[Span, ...], string: str) -> int:
    """How often the string stands outside every span."""
    places = [match.start() for match in re.finditer(re.escape(string), text)]
    return sum(not any(a < at + len(string) and at < b for a, b, _ in spans) for at in places)


@dataclass
class Seeds:
    """Errors put into the articles, never two into the same place, and where they are."""

    dice: random.Random
    each: int = 8
    spans: list[list[Span]] = field(default_factory=lambda: [list(spans) for _, spans, _ in articles()])
    placed: dict[FindingKind, list[Place]] = field(default_factory=dict)

    def sow(self) -> None:
        """Put `each` errors of every kind in."""
        strings = Counter((text[a:b], label) for text, spans, _ in articles() for a, b, label in spans)
        labels = Counter(label for _, spans, _ in articles() for _, _, label in spans)
        other = [label for label, _ in labels.most_common()]

        def often(text: str, span: Span, least: int) -> bool:
            string = (text[span[0] : span[1]], span[2])
            return span[1] - span[0] > 1 and strings[string] >= least

        def is_consistent(string: str) -> bool:
            """Whether the truth itself labels it almost everywhere: else leaving it out is no error."""
            loose = sum(_loose(text, spans, string) for text, spans, _ in articles())
            return loose <= 0.2 * sum(number for (one, _), number in strings.items() if one == string)

        def relabelled(text: str, span: Span) -> Span | None:
            wrong = next(label for label in other if label != span[2])
            return (span[0], span[1], wrong) if often(text, span, 4) else None

        def left_out(text: str, span: Span) -> Span | None:
            return (
                (span[0], span[1], "")
                if often(text, span, 5) and is_consistent(text[span[0] : span[1]])
                else None
            )

        def cut_short(text: str, span: Span) -> Span | None:
            last = text[span[1] - 1]
            fits = span[1] - span[0] > 2 and last in "市县区镇村组部" and often(text, span, 2)
            return (span[0], span[1] - 1, span[2]) if fits else None

        def with_mark(text: str, span: Span) -> Span | None:
            behind = text[span[1] : span[1] + 1]
            return (span[0], span[1] + 1, span[2]) if behind and behind in "，。、,；" else None

        def through_a_word(text: str, span: Span) -> Span | None:
            cut = (span[0], span[1] - 1, span[2])
            inside = text[span[0] : span[1]].isalpha() and span[1] - span[0] > 3
            known = any((text[cut[0] : cut[1]], label) in strings for label in other)
            line = boundaries()(text[max(0, span[0] - 8) : span[1] + 7])
            borders = {at + max(0, span[0] - 8) for at in line}
            fits = inside and not known and cut[1] not in borders and span[1] in borders
            return cut if fits and not often(text, span, 2) else None

        for kind, change in (
            (FindingKind.LABELS, relabelled),
            (FindingKind.UNLABELLED, left_out),
            (FindingKind.BOUNDARY, cut_short),
            (FindingKind.PUNCTUATION, with_mark),
            (FindingKind.WORDS, through_a_word),
        ):
            self._sow(kind, change)
        self._cross()

    def _sow(self, kind: FindingKind, change: Callable[[str, Span], Span | None]) -> None:
        choices = [
            (number, span, wrong)
            for number, (text, spans, furniture) in enumerate(articles())
            for span in spans
            if (wrong := change(text, span)) is not None
            and not any(a < span[1] and span[0] < b for a, b in furniture)
        ]
        self.dice.shuffle(choices)
        places = self.placed.setdefault(kind, [])
        for number, span, (start, end, label) in choices:
            free = span in self.spans[number] and not any(
                self.spans_at(number, end, end + 1) if end > span[1] else ()
            )
            if len(places) < self.each and free:
                self.spans[number].remove(span)
                if label:
                    self.spans[number].append((start, end, label))
                places.append((number + 1, start, end))

    def spans_at(self, number: int, start: int, end: int) -> list[Span]:
        """The spans of an article that share a character with a place."""
        return [each for each in self.spans[number] if each[0] < end and start < each[1]]

    def _cross(self) -> None:
        """Spans laid over the end of one and the beginning of the next."""
        places = self.placed.setdefault(FindingKind.NESTING, [])
        numbers = list(range(len(self.spans)))
        self.dice.shuffle(numbers)
        for number in numbers[: self.each]:
            spans = sorted(self.spans[number])
            one = self.dice.choice([each for each in spans if each[1] - each[0] > 2])
            crossing = (one[1] - 1, one[1] + 1, one[2])
            self.spans[number].append(crossing)
            places.append((number + 1, crossing[0], crossing[1]))
