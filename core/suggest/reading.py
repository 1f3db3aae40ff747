"""What every source reads: a text with its words, each word standing for its class by one symbol.

Word classes are the label set's own (`[[rules.classes]]`). A pattern over words thus becomes an
ordinary regular expression over a string with one character a word, which the regex engine runs at
its full speed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

from core.errors import BadLabelSet
from core.suggest.names import Names, Words
from core.suggest.rules import Rules, TokenClass, compile_regex
from core.suggest.words import NEWLINE, Segmenter

_FIRST_SYMBOL = 0x4E00  # symbols must not be regex syntax; which letters they are means nothing
_OTHER = "other"
_NEWLINE = "newline"
_NAME = re.compile(r"<([\w-]+)>")


class Candidate(NamedTuple):
    """A span that a source proposes; `[start, end)` in code points."""

    start: int
    end: int
    label: str
    score: float
    source: str
    reason: str


class Reading:
    """A text cut into words: word `i` is `text[starts[i]:starts[i + 1]]` and of class `symbols[i]`."""

    __slots__ = ("pieces", "starts", "symbols", "tags", "text")

    def __init__(
        self, text: str, starts: list[int], symbols: str, pieces: list[str], tags: list[str]
    ) -> None:
        self.text = text
        self.starts = starts
        self.symbols = symbols
        self.pieces = pieces
        self.tags = tags

    def word_at(self, position: int) -> int:
        """The index of the word that begins at `position`, or -1 if none does."""
        index = bisect_left(self.starts, position)
        return index if index < len(self.starts) - 1 and self.starts[index] == position else -1

    def is_border(self, position: int) -> bool:
        """Whether a word begins or ends at `position`."""
        index = bisect_left(self.starts, position)
        return index < len(self.starts) and self.starts[index] == position


Finder = Callable[[Reading], Iterable[Candidate]]
"""A compiled source: reads a text and proposes spans."""


class Reader:
    """Turns texts into readings, by the classes and lists of a label set."""

    def __init__(self, rules: Rules, terms: Mapping[str, tuple[str, ...]]) -> None:
        own: set[str] = set()
        for rule in rules.lists:
            own.update(terms[rule.list])
        for token_class in rules.classes:
            own.update(token_class.words)
            for name in token_class.lists:
                own.update(terms[name])
        self._segmenter = Segmenter(sorted(own))
        self._classifier = _Classifier(rules.classes, terms)
        self._known: dict[tuple[str, str], str] = {}
        self._groups = rules.groups
        self._names = [Names(rule, terms, self._segmenter.entry, self.symbols_of) for rule in rules.names]

    def read(self, text: str) -> Reading:
        """Cut and classify a text."""
        known = self._known
        pieces: list[str] = []
        tags: list[str] = []
        symbols: list[str] = []
        for pair in self._segmenter.cut(text):
            symbol = known.get(pair)
            if symbol is None:
                symbol = known[pair] = self._classifier.symbol(*pair)
            piece, tag = pair
            pieces.append(piece)
            tags.append(tag)
            symbols.append(symbol)
        words = Words(pieces, tags, "".join(symbols))
        for names in self._names:
            words = names.join(words)
        starts = [0, *accumulate(map(len, words.pieces))]
        return Reading(text, starts, words.symbols, words.pieces, words.tags)

    @property
    def class_names(self) -> dict[str, str]:
        """The name of the class that each symbol stands for."""
        return {symbol: name for name, symbol in self._classifier.symbols.items()}

    def symbols_of(self, name: str, where: str = "") -> str:
        """The symbols of a class or group, as they may stand between [ and ]."""
        if name in self._groups:
            return "".join(self.symbols_of(member, where) for member in self._groups[name])
        try:
            return self._classifier.symbols[name]
        except KeyError:
            raise BadLabelSet(where, f"there is no word class “{name}”") from None

    def compile(self, pattern: str, where: str) -> re.Pattern[str]:
        """A pattern over classes as a regular expression over symbols: `<verb> <noun>+`."""

        def symbol_class(match: re.Match[str]) -> str:
            return f"[{self.symbols_of(match.group(1), where)}]"

        bare = pattern.replace("(?P<span>", "(?P‹span›")
        return compile_regex(
            _NAME.sub(symbol_class, re.sub(r"\s+", "", bare)).replace("‹span›", "<span>"), where
        )


class _Classifier:
    """Which class a word belongs to, and which symbol stands for the class."""

    def __init__(self, classes: Iterable[TokenClass], terms: Mapping[str, tuple[str, ...]]) -> None:
        self._classes = tuple(classes)
        names = dict.fromkeys([*(each.name for each in self._classes), _OTHER, _NEWLINE])
        self.symbols = {name: chr(_FIRST_SYMBOL + order) for order, name in enumerate(names)}
        self._listed: dict[str, str] = {}
        for each in self._classes:
            for word in each.words:
                self._listed.setdefault(word, each.name)
            for name in each.lists:
                for word in terms[name]:
                    self._listed.setdefault(word, each.name)

    def symbol(self, word: str, tag: str) -> str:
        """The symbol of a word with that dictionary tag."""
        return self.symbols[self._class_of(word, tag)]

    def _class_of(self, word: str, tag: str) -> str:
        if tag == NEWLINE:
            return _NEWLINE
        if listed := self._listed.get(word):
            return listed
        length = len(word)
        fitting = [each for each in self._classes if each.lengths[0] <= length <= each.lengths[1]]
        for each in fitting:
            if (
                each.endings
                and word.endswith(each.endings)
                and (not each.ending_tags or tag in each.ending_tags)
            ):
                return each.name
        return next((each.name for each in fitting if tag in each.tags), _OTHER)
