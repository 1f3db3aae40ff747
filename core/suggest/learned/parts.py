"""Settled text in parts, so that some can be kept back and the model be asked what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.suggest.learned.example import Example, Place

_SHORT = 500  # characters in a part of a document, where there are few documents
_MANY = 6  # documents from which on each is a part by itself
_LATEST = 15_000  # characters that are kept back once there is plenty
_PLENTY = 30_000


class Part(NamedTuple):
    """`[start, end)` of an example, whole lines."""

    example: Example
    start: int
    end: int

    def holds(self, place: Place) -> bool:
        """Whether a span lies in it."""
        return self.start <= place[0] and place[1] <= self.end

    def alone(self) -> Example:
        """The part as an example by itself."""
        move = self.start

        def inside(places: tuple[Place, ...]) -> tuple[Place, ...]:
            return tuple((each[0] - move, each[1] - move, each[2]) for each in places if self.holds(each))

        example = self.example
        return Example(example.text[self.start : self.end], inside(example.spans), inside(example.rejected))


def parts_of(examples: Sequence[Example]) -> list[Part]:
    """Each example as one part, as far as it is settled."""
    return [Part(example, 0, example.settled) for example in examples]


def newest(examples: Sequence[Example], characters: int) -> list[Example]:
    """The last examples that together have so many settled characters, at least one; in their order."""
    kept: list[Example] = []
    for example in reversed(examples):
        if kept and characters < example.settled:
            break
        kept.append(example)
        characters -= example.settled
    return kept[::-1]


def folds_of(examples: Sequence[Example], characters: int) -> list[tuple[list[Part], list[Part]]]:
    """(what is taught, what is kept back): two or three rounds while there is little, then the latest once,
    with as much before it as makes so many characters together."""
    total = sum(example.settled for example in examples)
    if total > _PLENTY and len(examples) > _MANY:
        latest = newest(examples, _LATEST)
        before = examples[: len(examples) - len(latest)]
        characters -= sum(example.settled for example in latest)
        return [(parts_of(newest(before, characters)), parts_of(latest))] if before else []
    parts = parts_of(examples) if len(examples) >= _MANY else _short_parts(examples)
    rounds = min(3, len(parts))
    if rounds < 2:
        return []
    return [
        (
            [part for index, part in enumerate(parts) if index % rounds != turn],
            [part for index, part in enumerate(parts) if index % rounds == turn],
        )
        for turn in range(rounds)
    ]


def _short_parts(examples: Sequence[Example]) -> list[Part]:
    parts = []
    for example in examples:
        start = 0
        while start < example.settled:
            line_end = example.text.find("\n", start + _SHORT, example.settled)
            end = line_end + 1 if line_end >= 0 else example.settled
            parts.append(Part(example, start, end))
            start = end
    return parts
