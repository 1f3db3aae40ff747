"""Code points ↔ UTF-16 units, exact and in O(log n): the one place where the two meet.

A position is an index between characters: 0 is before the first, `len(text)` after the last.
Python, the store and our own files count code points; Qt, JavaScript tools and UIMA count UTF-16
units, where a character beyond U+FFFF (😀, 𠮷) takes two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """The map between both countings of one text.

    >>> both = Utf16Map("我爱😀北京")
    >>> both.to_utf16(3), both.to_code_point(4)
    (4, 3)
    """

    __slots__ = ("_astral", "_astral_utf16")

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._astral_utf16 = [position + order for order, position in enumerate(self._astral)]

    @property
    def is_identity(self) -> bool:
        """Whether both countings agree everywhere in this text."""
        return not self._astral

    def to_utf16(self, position: int) -> int:
        """The UTF-16 position of a code point position."""
        return position + bisect_left(self._astral, position)

    def to_code_point(self, position: int) -> int:
        """The code point position of a UTF-16 position; inside a surrogate pair, the pair's start."""
        return position - bisect_right(self._astral_utf16, position - 1)

    def splits_pair(self, position: int) -> bool:
        """Whether a UTF-16 position lies inside a surrogate pair (such an offset is never right)."""
        before = bisect_left(self._astral_utf16, position)
        return before > 0 and self._astral_utf16[before - 1] == position - 1

    def code_points(self, length: int) -> list[int]:
        """For each UTF-16 position of a text of `length` code points its code point, -1 inside a pair.

        Worth its making where many positions of one text are asked for.
        """
        found: list[int] = []
        start = 0
        for position in self._astral:
            found.extend(range(start, position + 1))
            found.append(-1)
            start = position + 1
        found.extend(range(start, length + 1))
        return found
