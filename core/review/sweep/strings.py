"""What is odd about strings: several labels, labelled elsewhere but not here, cut short of a known one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import Any

import ahocorasick

from core.review.sweep.borders import Borders
from core.review.sweep.gathering import Gathering
from core.review.sweep.tally import LONGEST, Tally
from core.review.sweep.values import Act, After, Finding, FindingKind, Fix, SweptLayer, SweptSpan

_SHARE = 1 / 3  # of a string's places: what is cut short more often than that is meant …
_FEW = 4  # … but of so few nothing can be told, so each is shown
_OFTEN = 3  # times that a string is labelled before one that is not is odd
_LABELLED = 0.7  # of its places: below that it is labelled only in some sense


class DifferentLabels:
    """The same string under several labels: all but the commonest are the hits."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._found = Gathering(FindingKind.LABELS)
        self._odd: dict[str, tuple[str, ...]] = {}
        for string, labels in tally.strings.items():
            if len(labels) > 1 and len(string) > 1:
                odd = self._odd_ones(string, labels)
                if odd:
                    self._odd[string] = odd

    def _odd_ones(self, string: str, labels: Counter[str]) -> tuple[str, ...]:
        main, _ = self._tally.label_of(string)
        return tuple(
            label
            for label in labels
            if label != main
            and not self._tally.together[min(label, main), max(label, main)]  # both hold at once
        )

    def look(self, layer: SweptLayer) -> None:
        """Find the odd ones in a layer."""
        text = layer.text
        for span in layer.spans:
            if span.end - span.start > LONGEST:
                continue
            string = text[span.start : span.end]
            odd = self._odd.get(string)
            if odd is not None and span.label in odd:
                after = [After(span.start, span.end, label) for label in self._labels(string)]
                self._found.add((string, ""), layer, span, after)

    def _labels(self, string: str) -> list[str]:
        return [label for label, _ in self._tally.labels_of(string)]

    def findings(self) -> Iterator[Finding]:
        """One a string."""
        for key in self._found.found():
            labels = self._labels(key[0])
            standing = [(label, self._tally.strings[key[0]][label]) for label in labels]
            yield self._found.finding(key, standing, [Fix(Act.RELABEL, label) for label in labels])


class KnownStrings:
    """Places of strings that are labelled elsewhere: not labelled here, or only a part of them."""

    def __init__(self, tally: Tally, borders: Borders, *, flat: bool) -> None:
        self._tally, self._borders, self._flat = tally, borders, flat
        self._missing = Gathering(FindingKind.UNLABELLED)
        self._short = Gathering(FindingKind.BOUNDARY)
        self._automaton: Any = ahocorasick.Automaton()  # it has no types
        for string in tally.strings:
            label, number = tally.label_of(string)
            if number >= 2 and len(string) > 1 and not string.isdigit():
                self._automaton.add_word(string, (len(string), label, number))
        if len(self._automaton):
            self._automaton.make_automaton()

    def look(self, layer: SweptLayer) -> None:
        """Find the places of a layer."""
        if not len(self._automaton):
            return
        text = layer.text
        starts = [span.start for span in layer.spans]
        exact = {(span.start, span.end) for span in layer.spans}
        taken = _Ranges(layer.passed_over)
        until = -1
        for start, end, label, number in _longest_first(self._automaton, text):
            if start < until:
                continue
            over = _overlapping(layer.spans, starts, start, end)
            if not over:
                asked = layer.is_done and number >= _OFTEN and not taken.touch(start, end)
                if asked and self._borders.are(text, start, end):
                    until = end
                    after = [After(start, end, label)]
                    self._missing.add((text[start:end], label), layer, (start, end, "", 0), after)
            elif (start, end) not in exact:
                self._look_inside(layer, over, (start, end), label)

    def _look_inside(
        self, layer: SweptLayer, over: list[SweptSpan], place: tuple[int, int], label: str
    ) -> None:
        """A known string of which a span of the same label covers only a part."""
        start, end = place
        if any(each.start <= start and end <= each.end for each in over):
            return  # it is a part of something longer
        inner = [each for each in over if start <= each.start and each.end <= end and each.label == label]
        if len(over) == len(inner) == 1 and end - start - (inner[0].end - inner[0].start) <= 4:
            span = inner[0]
            after = [After(start, end, label), After(span.start, span.end, label)]
            key = (f"{layer.text[span.start : span.end]}|{layer.text[start:end]}", label)
            self._short.add(key, layer, span, after)

    def findings(self) -> Iterator[Finding]:
        """One a string that is left unlabelled, one a pair of strings for what is cut short."""
        for key in self._missing.found():
            labelled, missing = self._tally.strings[key[0]][key[1]], self._missing.number(key)
            if labelled >= (labelled + missing) * _LABELLED:
                standing = [(key[1], labelled), ("", missing)]
                yield self._missing.finding(key, standing, [Fix(Act.LABEL, key[1])])
        for key in self._short.found():
            short, _, whole = key[0].partition("|")
            longer, number = self._tally.strings[whole][key[1]], self._short.number(key)
            if number <= (longer + number) * _SHARE or longer + number <= _FEW:
                fix = Fix(Act.MOVE, key[1], whole)
                yield self._short.finding(key, [(whole, longer), (short, number)], [fix])


class _Ranges:
    """Whether a place touches one of some ranges."""

    def __init__(self, ranges: Any) -> None:
        self._ranges = sorted(ranges)

    def touch(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self._ranges)


def _longest_first(automaton: Any, text: str) -> Iterator[tuple[int, int, str, int]]:
    """All places of known strings by where they begin, of those that begin together the longest first."""
    found = [
        (last + 1 - length, last + 1, label, number) for last, (length, label, number) in automaton.iter(text)
    ]
    found.sort(key=lambda each: (each[0], -each[1]))
    return iter(found)


def _overlapping(spans: Any, starts: list[int], start: int, end: int) -> list[SweptSpan]:
    """The spans that share a character with a place, as far as that can be told from those just before it."""
    at = bisect_left(starts, end)
    return [each for each in spans[max(0, at - 64) : at] if each.end > start]
