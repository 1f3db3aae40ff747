"""Names that no word list holds: unknown words before a telling end become one word of a class.

`新|维|里|小区` is read as one place, so that every pattern over classes builds on it as on a place of
the dictionary; what stands before the end (`新维里`) is then such a word all over the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.suggest.dictionary import Entry
from core.suggest.rules import NameRule

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
NAME = "name"
"""The tag of words that were put together here."""
_PLACE = "ns"  # the dictionary's tag of a name of a place
_RARE = -13.0  # log probability below which a dictionary word may well be a name


@dataclass(slots=True)
class Words:
    """A text's words, side by side: the pieces, their tags, and one symbol a word."""

    pieces: list[str]
    tags: list[str]
    symbols: str


class Names:
    """One rule, compiled; `symbols_of` gives the symbols of a class or group."""

    def __init__(
        self,
        rule: NameRule,
        terms: Mapping[str, tuple[str, ...]],
        entry_of: Callable[[str], Entry | None],
        symbols_of: Callable[[str, str], str],
    ) -> None:
        where = f"[[rules.names]] {rule.becomes}"
        self._becomes = symbols_of(rule.becomes, where)
        self._over = frozenset(symbols_of(rule.over, where))
        self._heads = re.compile(f"[{symbols_of(rule.heads, where)}]")
        self._never = frozenset(rule.never)
        self._generic = frozenset(terms[rule.generic]) if rule.generic else frozenset()
        self._apart = frozenset(symbols_of(rule.apart, where)) if rule.apart else frozenset()
        self._after = frozenset(rule.after)
        self._not_first = frozenset(rule.not_first)
        self._alone = rule.alone
        self._chained = rule.chained
        self._longest = rule.longest
        self._stems = tuple(sorted(rule.stems, key=len, reverse=True))
        self._entry_of = entry_of

    def join(self, words: Words) -> Words:
        """The words with names put together; the same ones if there are none."""
        found = list(self._found(words))
        if found:
            words = _joined(words, found, self._becomes)
        stems = self._stems_of(words) if self._stems else set()
        again = list(self._again(words, stems)) if stems else []
        return _joined(words, again, self._becomes) if again else words

    def _found(self, words: Words) -> Iterator[tuple[int, int]]:
        """Names as half-open ranges of words, by position, apart from each other."""
        free = 0  # words before this one belong to an earlier name
        for match in self._heads.finditer(words.symbols):
            head = match.start()
            start = self._start(words, head, free)
            if start < head:
                yield start, head + 1
                free = head + 1

    def _start(self, words: Words, head: int, free: int) -> int:
        """The first word of the name that ends in the word `head`, or `head` if there is none."""
        pieces, symbols = words.pieces, words.symbols
        length = 0
        best = head
        index = head - 1
        while index >= free and self._fits(pieces[index], symbols[index]):
            if not pieces[index].endswith("族"):
                length += len(pieces[index])
            if length > self._longest:
                break
            if length > 1 and pieces[index] not in self._not_first:
                best = index
            index -= 1
        if best < head and (self._alone or self._is_opened(words, best, free)):
            return best
        return self._beside_a_place(words, head, free)

    def _beside_a_place(self, words: Words, head: int, free: int) -> int:
        """An ordinary word may be a name where a place stands before it: 在振兴社区, 桥西区群众路街道."""
        pieces = words.pieces
        first = head - 2 if head >= 2 and len(pieces[head - 1]) == 1 else head - 1
        if not self._after or first < max(free, 1):
            return head
        name = "".join(pieces[first:head])
        plain = _HAN.fullmatch(name) is not None and not self._never.intersection(name[-1])
        plain = plain and words.symbols[first] not in self._apart
        fits = plain and 2 <= len(name) <= self._longest and pieces[first] not in self._generic
        return first if fits and self._is_opened(words, first, free) else head

    def _is_opened(self, words: Words, first: int, free: int) -> bool:
        """Whether a place or one of the words that places follow stands before the word `first`."""
        before = first - 1
        if before < 0:
            return False
        if words.pieces[before] in self._after:
            return True
        return self._chained and (first == free or words.symbols[before] == self._becomes)

    def _fits(self, piece: str, symbol: str) -> bool:
        if len(piece) == 1:
            return piece not in self._never and _HAN.fullmatch(piece) is not None
        return symbol in self._over and piece not in self._generic and _HAN.fullmatch(piece) is not None

    def _stems_of(self, words: Words) -> set[str]:
        """Names without their telling end that may stand alone."""
        stems = set()
        for index, symbol in enumerate(words.symbols):
            if symbol == self._becomes:
                piece = words.pieces[index]
                end = next((each for each in self._stems if piece.endswith(each)), "")
                stem = piece[: len(piece) - len(end)]
                if end and len(stem) > 1 and not stem.endswith("族") and self._may_stand_alone(stem):
                    stems.add(stem)
        return stems

    def _may_stand_alone(self, stem: str) -> bool:
        entry = self._entry_of(stem)
        return stem not in self._generic and (not entry or entry[1] == _PLACE or entry[0] < _RARE)

    def _again(self, words: Words, stems: set[str]) -> Iterator[tuple[int, int]]:
        """Ranges of words that are a stem and not yet a name."""
        pieces = words.pieces
        firsts = {stem[0] for stem in stems}
        longest = max(map(len, stems))
        index = 0
        while index < len(pieces):
            end = index
            if pieces[index][0] in firsts and words.symbols[index] != self._becomes:
                end = _end_of(pieces, index, stems, longest)
            if end > index:
                yield index, end
            index = max(end, index + 1)


def _end_of(pieces: Sequence[str], start: int, stems: set[str], longest: int) -> int:
    """Where the words from `start` on make up a stem, the end; else `start`."""
    text = ""
    for index in range(start, len(pieces)):
        text += pieces[index]
        if text in stems:
            return index + 1
        if len(text) >= longest:
            break
    return start


def _joined(words: Words, ranges: Sequence[tuple[int, int]], symbol: str) -> Words:
    """The words with each range put together to one."""
    pieces: list[str] = []
    tags: list[str] = []
    symbols: list[str] = []
    done = 0
    for start, end in ranges:
        pieces += words.pieces[done:start]
        tags += words.tags[done:start]
        symbols.append(words.symbols[done:start])
        pieces.append("".join(words.pieces[start:end]))
        tags.append(NAME)
        symbols.append(symbol)
        done = end
    pieces += words.pieces[done:]
    tags += words.tags[done:]
    symbols.append(words.symbols[done:])
    return Words(pieces, tags, "".join(symbols))
