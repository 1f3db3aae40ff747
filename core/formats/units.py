"""Which unit the offsets of a file count: told from its quotes where it has some, else from plausibility.

With quotes (`Counting`, `in_code_points`): where they do not fit as the format says, every other way of
counting is tried on that document, code points, UTF-16 units and UTF-8 bytes, CRLF as one or as two,
ends that are inclusive or not; the one in which most quotes fit is taken, and reported. Without quotes
another way, code points or UTF-16 units, is taken only where the format's own puts a span outside the
text, or cuts a character, and exactly one other does not.

Over a whole file without quotes (`Evidence`, for doccano): code points and UTF-16 agree until the first
character beyond U+FFFF (😀, 𠮷), so only documents with such a character before the end of a span say
anything. There, a span that cuts a surrogate pair, ends behind the text, begins or ends with a space or
a comma, or begins with a joiner speaks against a unit; one that says what another span, where both
agree, says too, speaks for it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from core.formats.report import Outcome, Report
from core.offsets import Utf16Map

MENDED_BY_QUOTES = "its offsets count another unit; mended by the quotes"
MENDED_TO_FIT = "its offsets count another unit; mended as only so they lie inside the text"
ENOUGH = 200  # spans in doubt that are looked at


class Unit(StrEnum):
    """What an offset counts."""

    UTF16 = "utf-16"
    CODE_POINTS = "code-points"
    BYTES = "utf-8"


class Newline(StrEnum):
    """How an offset counts the end of a line."""

    AS_IT_IS = ""
    CRLF_AS_ONE = "CRLF as one"  # the text at hand has CRLF, the offsets were made without
    LF_AS_TWO = "a newline as two"  # the text at hand has LF, the offsets were made with CRLF


class Counting(NamedTuple):
    """One way of counting."""

    unit: Unit = Unit.CODE_POINTS
    newline: Newline = Newline.AS_IT_IS
    inclusive: bool = False  # the end is the last character, not the one behind it

    def __str__(self) -> str:
        name = _NAMES[self.unit]
        newline = f" with {self.newline}" if self.newline else ""
        return f"{name}{newline}{', the end inclusive' if self.inclusive else ''}"


class Quoted(NamedTuple):
    """A span as a file gives it; the quote is "" where the file has none."""

    start: int
    end: int
    quote: str = ""


_NAMES = {Unit.UTF16: "UTF-16 units", Unit.CODE_POINTS: "code points", Unit.BYTES: "UTF-8 bytes"}
CODE_POINTS = Counting()
UTF16 = Counting(Unit.UTF16)


def in_code_points(
    text: str, given: Sequence[Quoted], declared: Counting, report: Report, where: str
) -> list[tuple[int, int]]:
    """The code point ranges of spans, their unit mended and reported where that is sure.

    A range that cannot be placed in the unit taken comes back as (-1, -1), to be refused.
    """
    placed = Positions(text, declared).ranges(given)
    if all(_fits(text, span, at) for span, at in zip(given, placed, strict=True)):
        return placed
    by_quotes = any(span.quote for span in given)
    others = [(each, Positions(text, each).ranges(given)) for each in _others(text, declared)]
    right = _by_quotes(text, given, placed, others) if by_quotes else _only_possible(text, given, others)
    if right is None:
        return placed
    counting, mended = right
    why = MENDED_BY_QUOTES if by_quotes else MENDED_TO_FIT
    changed = sum(before != after for before, after in zip(placed, mended, strict=True))
    report.note(Outcome.ALTERED, "span", why, where, changed, f"{counting}, not {declared}")
    return mended


class Positions:
    """Where in a text the offsets of one way of counting stand."""

    __slots__ = ("_borders", "_inclusive", "_length")

    def __init__(self, text: str, counting: Counting) -> None:
        self._length = len(text)
        self._inclusive = counting.inclusive
        plain = counting.newline is Newline.AS_IT_IS and (
            counting.unit is Unit.CODE_POINTS
            or (counting.unit is Unit.UTF16 and Utf16Map(text).is_identity)
            or text.isascii()
        )
        self._borders = [] if plain else list(accumulate(_widths(text, counting), initial=0))

    def ranges(self, given: Iterable[Quoted]) -> list[tuple[int, int]]:
        """Each as a range of code points; (-1, -1) for one that is outside or cuts a character."""
        return [self._range(span.start, span.end + self._inclusive) for span in given]

    def _range(self, start: int, end: int) -> tuple[int, int]:
        borders = self._borders
        if not 0 <= start <= end:
            return -1, -1
        if not borders:
            return (start, end) if end <= self._length else (-1, -1)
        if end > borders[-1]:
            return -1, -1
        first, last = bisect_right(borders, start) - 1, bisect_left(borders, end)
        if borders[first] != start or borders[last] != end:
            return -1, -1
        return min(first, last), last


def _widths(text: str, counting: Counting) -> list[int]:
    if counting.unit is Unit.UTF16:
        widths = [1 + (character > "\uffff") for character in text]
    elif counting.unit is Unit.BYTES:
        widths = [len(character.encode("utf-8", "surrogatepass")) for character in text]
    else:
        widths = [1] * len(text)
    if counting.newline is Newline.CRLF_AS_ONE:
        at = text.find("\r\n")
        while at >= 0:
            widths[at] = 0
            at = text.find("\r\n", at + 2)
    elif counting.newline is Newline.LF_AS_TWO:
        widths = [2 if character == "\n" else width for character, width in zip(text, widths, strict=True)]
    return widths


def _others(text: str, declared: Counting) -> list[Counting]:
    newlines = [Newline.AS_IT_IS]
    if "\r\n" in text:
        newlines.append(Newline.CRLF_AS_ONE)
    elif "\n" in text:
        newlines.append(Newline.LF_AS_TWO)
    ends = (False, True) if declared.inclusive else (False,)
    every = [Counting(unit, newline, end) for end in ends for newline in newlines for unit in _NAMES]
    return [each for each in sorted(every, key=lambda each: _distance(each, declared)) if each != declared]


def _distance(one: Counting, other: Counting) -> int:
    """In how much they differ: what differs least is believed first."""
    return sum(a != b for a, b in zip(one, other, strict=True))


def _fits(text: str, span: Quoted, at: tuple[int, int]) -> bool:
    if at[0] < 0:
        return False
    if not span.quote:
        return True
    found = text[at[0] : at[1]]
    return found == span.quote or _plain(found) == _plain(span.quote)


def _plain(quote: str) -> str:
    """A quote without what programs change in one: the kind of newline, and its escape."""
    return quote.replace("\r\n", "\n").replace("\\n", "\n")


def _by_quotes(
    text: str,
    given: Sequence[Quoted],
    placed: list[tuple[int, int]],
    others: list[tuple[Counting, list[tuple[int, int]]]],
) -> tuple[Counting, list[tuple[int, int]]] | None:
    """The way in which more quotes fit than in the format's own, and the most."""

    def fitting(ranges: list[tuple[int, int]]) -> int:
        return sum(bool(span.quote) and _fits(text, span, at) for span, at in zip(given, ranges, strict=True))

    best = max(others, key=lambda other: fitting(other[1]), default=None)
    return best if best is not None and fitting(best[1]) > fitting(placed) else None


def _only_possible(
    text: str, given: Sequence[Quoted], others: list[tuple[Counting, list[tuple[int, int]]]]
) -> tuple[Counting, list[tuple[int, int]]] | None:
    """The one other way in which all spans lie inside the text, None if there is no such or several."""
    likely = [other for other in others if other[0].unit is not Unit.BYTES]  # in bytes much would fit
    possible = [(each, ranges) for each, ranges in likely if all(at[0] >= 0 for at in ranges)]
    different = {tuple(ranges) for _, ranges in possible}
    return possible[0] if len(different) == 1 else None


_ODD_EDGE = frozenset(" \t\n\u3000，。、；：？！,.;:?!")
_IMPOSSIBLE, _ODD, _KNOWN = -10, -1, 3


@dataclass
class Evidence:
    """What speaks for each unit, in points, and how many spans were in doubt."""

    utf16: int = 0
    code_points: int = 0
    spans: int = 0
    _known: set[str] = field(default_factory=set)
    _doubtful: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str, ranges: Iterable[tuple[int, int]]) -> None:
        """Look at the spans of one document, as the file gives them."""
        both = Utf16Map(text)
        if both.is_identity:
            return
        for start, end in ranges:
            if both.to_utf16(end) == end:
                self._known.add(text[start:end])
                continue
            self.spans += 1
            self.code_points += _points(text, start, end)
            wide = both.to_code_point(start), both.to_code_point(end)
            cut = both.splits_pair(start) or both.splits_pair(end)
            self.utf16 += _IMPOSSIBLE if cut else _points(text, *wide)
            self._doubtful.append((text[start:end], text[wide[0] : wide[1]]))

    @property
    def is_enough(self) -> bool:
        """Whether more would hardly change the verdict."""
        return self.spans >= ENOUGH

    def verdict(self) -> Unit | None:
        """The unit that fits better, None if neither does."""
        utf16 = self.utf16 + _KNOWN * sum(wide in self._known for _, wide in self._doubtful)
        points = self.code_points + _KNOWN * sum(narrow in self._known for narrow, _ in self._doubtful)
        if utf16 == points:
            return None
        return Unit.UTF16 if utf16 > points else Unit.CODE_POINTS


def _points(text: str, start: int, end: int) -> int:
    if not 0 <= start < end <= len(text):
        return _IMPOSSIBLE
    odd = (text[start] in _ODD_EDGE) + (text[end - 1] in _ODD_EDGE)
    joined = _continues(text[start]) + (end < len(text) and _continues(text[end]))
    return _ODD * (odd + 2 * joined)


def _continues(character: str) -> bool:
    """Whether it belongs to the character before it: a combining mark, a joiner, a variation selector."""
    return unicodedata.category(character) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= character <= "\U0001f3ff"
