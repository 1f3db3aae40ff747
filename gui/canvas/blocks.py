"""A text as the blocks that are laid out one by one: paragraphs, and pieces of very long ones."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

LONGEST = 1500
PIECE = 1000
_SEARCHED = 200

_BREAKS = (
    "。",
    "\uff01",
    "\uff1f",
    "\uff1b",
    "!",
    "?",
    ";",
    "\uff0c",
    "、",
    ",",
    "\u3000",
    " ",
)  # the first found wins
_UNSAFE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


class Blocks:
    """Where each block starts and ends; block `i` is `text[starts[i]:ends[i]]`, its newline left out.

    A paragraph over `LONGEST` characters is cut into pieces of about `PIECE` at punctuation;
    `pieces` names the blocks that go on in the paragraph of the block before.
    """

    __slots__ = ("_sorted_pieces", "ends", "pieces", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        lengths = list(map(len, text.split("\n")))
        self.starts: list[int] = [0, *accumulate(length + 1 for length in lengths[:-1])]
        self.ends: list[int] = [start + length for start, length in zip(self.starts, lengths, strict=True)]
        self.pieces: frozenset[int] = frozenset()
        self._sorted_pieces: list[int] = []
        if max(lengths) > LONGEST:
            self._cut_long_ones()

    def _cut_long_ones(self) -> None:
        starts: list[int] = []
        ends: list[int] = []
        pieces: list[int] = []
        for start, end in zip(self.starts, self.ends, strict=True):
            starts.append(start)
            while end - start > LONGEST:
                start = _cut(self.text, start + PIECE)
                ends.append(start)
                pieces.append(len(starts))
                starts.append(start)
            ends.append(end)
        self.starts, self.ends, self.pieces = starts, ends, frozenset(pieces)
        self._sorted_pieces = pieces

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, position: int) -> int:
        """The block that a position belongs to; between two pieces, the second."""
        return max(0, bisect_right(self.starts, position) - 1)

    def range(self, start: int, end: int) -> range:
        """The blocks that `[start, end)` touches."""
        return range(self.at(start), self.at(max(start, end - 1)) + 1)

    def raw(self, block: int) -> str:
        """The block's text as it is."""
        return self.text[self.starts[block] : self.ends[block]]

    def shown(self, block: int) -> str:
        """The block's text as it is drawn: as many code points and UTF-16 units as `raw` has."""
        return _UNSAFE.sub(_stand_in, self.raw(block))

    def paragraph_number(self, block: int) -> int:
        """The number of the block's paragraph, counted from 1, empty ones too."""
        return block + 1 - bisect_right(self._sorted_pieces, block)

    def first_of_paragraph(self, block: int) -> int:
        """The block that the paragraph of this block begins with."""
        while block in self.pieces:
            block -= 1
        return block

    def last_of_paragraph(self, block: int) -> int:
        """The block that the paragraph of this block ends with."""
        while block + 1 in self.pieces:
            block += 1
        return block


def _cut(text: str, wanted: int) -> int:
    """A place near `wanted` where a break hurts least: behind a full stop, else a comma, else not inside
    a cluster of combining characters."""
    low = wanted - _SEARCHED
    for sign in _BREAKS:
        found = text.rfind(sign, low, wanted)
        if found >= 0:
            return found + 1
    while wanted > low and _joins(text[wanted - 1], text[wanted]):
        wanted -= 1
    return wanted


def _joins(before: str, after: str) -> bool:
    if before == "\u200d" or after == "\u200d" or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    return unicodedata.category(after).startswith("M")


def _stand_in(match: re.Match[str]) -> str:
    """Something visible for a control character, nothing for a mark of direction."""
    character = match[0]
    if character in "\x0b\x0c\r\x85\u2028\u2029":
        return "¶"
    if character < "\xa0":
        return "□"
    if character in "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff":
        return "\u2060"
    return "\ufffd"
