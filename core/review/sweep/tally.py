"""The first look at all layers: how often what stands where, so that the second can tell what is odd."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from core.review.sweep.values import SweptLayer, SweptSpan

LONGEST = 40  # characters of a string that is compared with others
PAIRS = dict(zip("“‘「『《〈（(【", "”’」』》〉）)】", strict=True))


@dataclass
class People:
    """What one person's spans are like in the whole."""

    characters: int = 0
    layers: int = 0
    spans: int = 0
    length: int = 0
    labels: Counter[str] = field(default_factory=Counter)


@dataclass
class Tally:
    """Counts over all layers. Strings longer than LONGEST are left out."""

    layers: int = 0
    documents: set[int] = field(default_factory=set)
    spans: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    strings: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    together: Counter[tuple[str, str]] = field(default_factory=Counter)  # two labels on one place, sorted
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)  # (label, last character)
    begins: Counter[tuple[str, str]] = field(default_factory=Counter)  # (label, first character)
    inside: Counter[tuple[str, str]] = field(default_factory=Counter)  # (label, quote that is within it)
    around: Counter[tuple[str, str]] = field(default_factory=Counter)  # (label, quote just outside)
    nested: Counter[str] = field(default_factory=Counter)  # a label within itself
    people: dict[str, People] = field(default_factory=lambda: defaultdict(People))

    def add(self, layer: SweptLayer) -> None:
        """Count a layer."""
        self.layers += 1
        self.documents.add(layer.document_id)
        self.spans += len(layer.spans)
        person = self.people[layer.owner]
        if layer.is_done:
            person.layers += 1
            person.characters += len(layer.text)
        text, before = layer.text, SweptSpan(-1, -1, "", 0)
        open_spans: list[SweptSpan] = []
        for span in layer.spans:
            start, end, label, _ = span
            self.labels[label] += 1
            if layer.is_done:
                person.spans += 1
                person.length += end - start
                person.labels[label] += 1
            if end - start <= LONGEST:
                self.strings[text[start:end]][label] += 1
            self.begins[label, text[start]] += 1
            self.ends[label, text[end - 1]] += 1
            self._count_quotes(text, span)
            if before.start == start and before.end == end:
                self.together[min(before.label, label), max(before.label, label)] += 1
            open_spans = [each for each in open_spans if each.end > start]
            self.nested[label] += any(
                each.label == label and each.end >= end and (each.start, each.end) != (start, end)
                for each in open_spans
            )
            open_spans.append(span)
            before = span

    def _count_quotes(self, text: str, span: SweptSpan) -> None:
        start, end, label, _ = span
        if end - start > 2 and PAIRS.get(text[start]) == text[end - 1]:
            self.inside[label, text[start]] += 1
        elif start and end < len(text) and PAIRS.get(text[start - 1]) == text[end]:
            self.around[label, text[start - 1]] += 1

    def label_of(self, string: str) -> tuple[str, int]:
        """The label that a string has most, and how often; of equals the commoner one."""
        [(label, number), *_] = self.labels_of(string)
        return label, number

    def labels_of(self, string: str) -> list[tuple[str, int]]:
        """The labels of a string with how often, the commonest first; of equals the commoner label."""
        found = self.strings[string]
        return sorted(found.items(), key=lambda each: (each[1], self.labels[each[0]], each[0]), reverse=True)
