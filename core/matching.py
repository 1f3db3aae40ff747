"""What is looked for in texts: characters as they are, or a regular expression, within a time limit."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import BadPattern, TooSlow

if TYPE_CHECKING:
    import regex

SECONDS = 3.0  # that one text may take: an expression can need longer than anybody lives
LONGEST = 10_000  # characters of an expression


@dataclass(frozen=True, slots=True)
class Pattern:
    """What somebody typed. Case matters only where `case` says so; `regex` as the library regex reads it."""

    text: str
    regex: bool = False
    case: bool = False


class Matcher:
    """A pattern made ready; raises BadPattern if it is no right expression.

    `literal` is the string that stands at every hit, just so; "" where that cannot be said.
    """

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        plain = not pattern.regex and (pattern.case or not _has_case(pattern.text))
        self.literal = pattern.text if plain else ""
        self._compiled = None if plain else _compiled(pattern)

    def places(self, text: str, seconds: float = SECONDS) -> Iterator[tuple[int, int]]:
        """Start and end (code points) of each hit that is not empty, left to right, none over another.

        Raises TooSlow where an expression needs more than that many seconds. Other threads go on.
        """
        if self._compiled is None:
            yield from _find(text, self.literal)
            return
        try:
            for found in self._compiled.finditer(text, timeout=seconds, concurrent=True):
                if found.end() > found.start():
                    yield found.span()
        except TimeoutError:
            raise TooSlow(self.pattern.text, seconds) from None

    def is_in(self, text: str) -> bool:
        """Whether there is a hit in a short text."""
        return next(self.places(text), None) is not None


def _find(text: str, literal: str) -> Iterator[tuple[int, int]]:
    length = len(literal)
    at = text.find(literal) if length else -1
    while at >= 0:
        yield at, at + length
        at = text.find(literal, at + length)


def _has_case(text: str) -> bool:
    return text.lower() != text or text.upper() != text


def _compiled(pattern: Pattern) -> regex.Pattern[str]:
    import regex  # takes a while: not at every start of the program

    if len(pattern.text) > LONGEST:
        raise BadPattern(pattern.text, "too long")
    source = pattern.text if pattern.regex else regex.escape(pattern.text)
    flags = regex.MULTILINE | (0 if pattern.case else regex.IGNORECASE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what later versions may read otherwise
            return regex.compile(source, flags)
    except regex.error as error:
        why, position = str(getattr(error, "msg", error)), getattr(error, "pos", None)
        raise BadPattern(pattern.text, why, position) from None
    except (RecursionError, MemoryError, OverflowError, ValueError) as error:
        raise BadPattern(pattern.text, str(error) or "too large") from None
