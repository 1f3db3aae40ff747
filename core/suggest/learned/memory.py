"""What was decided before: how often a string carried which label, none, or was refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from core.suggest.learned.example import Example, Place
from core.suggest.lexicon import automaton

SHARE = 0.75  # of its places, that must carry a string's main label for it to be proposed elsewhere
_LONGEST = 40  # longer strings don't come again
_REFUSALS = 2  # so many, and more than it was labelled, silence a string


class Past(msgspec.Struct, frozen=True):
    """What is known of a string and a label."""

    labelled: int = 0
    others: int = 0  # places where it carried another label or none
    rejected: int = 0

    @property
    def share(self) -> float:
        """Of the places where the string stood, how many carry the label."""
        return self.labelled / (self.labelled + self.others) if self.labelled else 0.0

    @property
    def is_silenced(self) -> bool:
        """Whether it was refused so often that it is not to be suggested again."""
        return self.rejected >= _REFUSALS and self.rejected > self.labelled


class Memory(msgspec.Struct, frozen=True):
    """Decisions by string; counts are of places."""

    labelled: dict[str, dict[str, int]] = {}
    rejected: dict[str, dict[str, int]] = {}
    bare: dict[str, int] = {}

    def of(self, quote: str, label: str) -> Past:
        """What was decided about a string under a label."""
        labels = self.labelled.get(quote)
        mine = labels.get(label, 0) if labels else 0
        others = (sum(labels.values()) - mine if labels else 0) + self.bare.get(quote, 0)
        refused = self.rejected.get(quote)
        return Past(mine, others, refused.get(label, 0) if refused else 0)

    def finder(self) -> Finder:
        """What proposes the remembered strings in a text."""
        return Finder(self)


class Finder:
    """The strings that memory would fill in, compiled."""

    def __init__(self, memory: Memory) -> None:
        main: dict[str, str] = {}
        for quote, labels in memory.labelled.items():
            label = max(sorted(labels), key=lambda each: labels[each])
            past = memory.of(quote, label)
            if past.share >= SHARE and not past.is_silenced:
                main[quote] = label
        self._words: Any = automaton(main)

    def find(self, text: str) -> Iterator[Place]:
        """Every place of such a string."""
        if len(self._words):
            for last, (length, label) in self._words.iter(text):
                yield last + 1 - length, last + 1, label


def remember(examples: Iterable[Example], passed_over: Iterable[str] = ()) -> Memory:
    """The memory of all examples; `passed_over` are strings that the rules found and nobody labelled."""
    kept = list(examples)
    labelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rejected: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for example in kept:
        for start, end, label in example.spans:
            if end - start <= _LONGEST:
                labelled[example.text[start:end]][label] += 1
        for start, end, label in example.rejected:
            rejected[example.text[start:end]][label] += 1
    bare = _bare_places(kept, labelled)
    for quote in passed_over:
        if quote not in labelled:
            bare[quote] = bare.get(quote, 0) + 1
    return Memory(
        {quote: dict(labels) for quote, labels in labelled.items()},
        {quote: dict(labels) for quote, labels in rejected.items()},
        bare,
    )


def _bare_places(examples: Iterable[Example], quotes: Iterable[str]) -> dict[str, int]:
    """How often each string stands in settled text where no span touches it.

    Inside or across a span it says nothing: the longer one was meant there.
    """
    words = automaton(dict.fromkeys(quotes, True))
    bare: Counter[str] = Counter()
    if not len(words):
        return {}
    for example in examples:
        covered = bytearray(len(example.text))
        for start, end, _ in example.spans:
            covered[start:end] = b"\1" * (end - start)
        for last, (length, _) in words.iter(example.text, 0, example.settled):
            if not any(covered[last + 1 - length : last + 1]):
                bare[example.text[last + 1 - length : last + 1]] += 1
    return dict(bare)
