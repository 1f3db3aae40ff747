"""Which unit the offsets of a file count, told from where its spans begin and end.

Code points and UTF-16 agree until the first character beyond U+FFFF (😀, 𠮷), so only documents with
such a character before the end of a span say anything. There, a span that cuts a surrogate pair, ends
behind the text, begins or ends with a space or a comma, or begins with a joiner speaks against a
unit; one that says what another span, where both agree, says too, speaks for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from core.offsets import Utf16Map

ENOUGH = 200  # spans in doubt that are looked at


class Unit(StrEnum):
    """What an offset counts."""

    UTF16 = "utf-16"
    CODE_POINTS = "code-points"


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
