"""What the model is told of each word: the word, its neighbours, classes, tags, what the rules propose.

Attributes are strings, interned, so that texts kept for retraining share them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from typing import NamedTuple

from core.annotation import Zone
from core.suggest.learned.tags import encode, words_of
from core.suggest.suggester import Analysis

_ENDS = frozenset("。！？!?；;\n")
_LONGEST = 150  # words in one sequence; a text without any mark is cut there
_NONE = "^"


class Prepared(NamedTuple):
    """A text ready for the model: where words begin (and the last ends), sequences, attributes a word."""

    starts: list[int]
    sequences: list[tuple[int, int]]
    items: list[list[str]]


def prepare(analysis: Analysis, zones: Iterable[Zone], class_names: Mapping[str, str]) -> Prepared:
    """The attributes of every word of a text that has been read."""
    reading = analysis.reading
    starts, words = reading.starts, reading.pieces
    classes = [class_names.get(symbol, symbol) for symbol in reading.symbols]
    rules = encode(starts, ((each.start, each.end, each.label) for each in analysis.chosen))
    lines = _zone_kinds(starts, zones)
    items = _describe(words, reading.tags, classes, rules)
    _add_proposals(items, starts, analysis)
    for index, kind in lines:
        items[index].append(kind)
    return Prepared(starts, list(_sequences(words)), items)


def _describe(
    words: Sequence[str], tags: Sequence[str], classes: Sequence[str], rules: Sequence[str]
) -> list[list[str]]:
    """The attributes that come from the words around: two to either side."""
    size = len(words)
    w = [_NONE, _NONE, *words, _NONE, _NONE]
    t = [_NONE, _NONE, *tags, _NONE, _NONE]
    c = [_NONE, _NONE, *classes, _NONE, _NONE]
    z = [_NONE, _NONE, *rules, _NONE, _NONE]
    items = []
    for at in range(2, size + 2):
        word, tag, kind, rule = w[at], t[at], c[at], z[at]
        before, after = w[at - 1], w[at + 1]
        last_kind, next_kind = c[at - 1], c[at + 1]
        items.append(
            [
                "1",
                intern("w" + word),
                intern("a" + before),
                intern("b" + after),
                intern("c" + w[at - 2]),
                intern("d" + w[at + 2]),
                intern("e" + before + "/" + word),
                intern("f" + word + "/" + after),
                intern("g" + word[0]),
                intern("h" + word[-1]),
                intern("i" + before[-1]),
                intern("j" + after[0]),
                intern("t" + tag),
                intern("u" + t[at - 1] + tag),
                intern("v" + tag + t[at + 1]),
                intern("k" + kind),
                intern("l" + last_kind),
                intern("m" + next_kind),
                intern("n" + last_kind + "/" + kind),
                intern("o" + kind + "/" + next_kind),
                intern("p" + c[at - 2]),
                intern("q" + c[at + 2]),
                intern("z" + rule),
                intern("y" + z[at - 1]),
                intern("x" + rule + z[at + 1]),
                intern("r" + rule + word),
            ]
        )
    return items


def _add_proposals(items: list[list[str]], starts: Sequence[int], analysis: Analysis) -> None:
    """What sources propose that begins, ends or goes on at a word, chosen or not."""
    seen: set[tuple[int, int, str, str]] = set()
    for each in analysis.proposals:
        first, last = words_of(starts, each.start, each.end)
        key = (first, last, each.label, each.source)
        if key in seen or last - first > 20:
            continue
        seen.add(key)
        items[first].append(intern(f"S{each.label}{each.source}"))
        items[last - 1].append(intern(f"E{each.label}{each.source}"))
        inside = intern(f"P{each.label}")
        for index in range(first, last):
            if inside not in items[index]:
                items[index].append(inside)


def _zone_kinds(starts: Sequence[int], zones: Iterable[Zone]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for zone in zones:
        kind = intern(f"Z{zone.kind.value}")
        found.extend((index, kind) for index in range(*words_of(starts, zone.start, zone.end)))
    return found


def _sequences(words: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Sentences as ranges of words."""
    start = 0
    for index, word in enumerate(words, 1):
        if word in _ENDS or index - start >= _LONGEST:
            yield start, index
            start = index
    if start < len(words):
        yield start, len(words)


def until(prepared: Prepared, end: int) -> list[tuple[int, int]]:
    """The sequences that lie wholly before a position of the text."""
    return [(first, last) for first, last in prepared.sequences if prepared.starts[last] <= end]
