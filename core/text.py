"""A span of a text, and the units a text falls into: paragraphs, lines, sentences.

All positions are code points, all ranges half-open `[start, end)`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import BadSpan


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range `[start, end)` of a text, in code points."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        """What the span says in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies inside this one (equal spans contain each other)."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


def check_range(length: int, start: int, end: int) -> None:
    """Raise BadSpan unless `[start, end)` is a non-empty range of a text of `length` code points."""
    if start < 0 or end > length:
        raise BadSpan(start, end, f"outside the text, which has {length} characters")
    if start >= end:
        raise BadSpan(start, end, "empty")


def check_span(text: str, start: int, end: int, quote: str | None = None) -> None:
    """Raise BadSpan unless `[start, end)` is a non-empty range of `text` that says `quote`."""
    check_range(len(text), start, end)
    if quote is not None and text[start:end] != quote:
        raise BadSpan(start, end, f"the text says “{text[start:end]}” there, not “{quote}”")


def text_digest(text: str) -> str:
    """The SHA-256 of a text's UTF-8 form, in hexadecimal: two texts are the same if this is."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def lines(text: str) -> Iterator[Span]:
    """Each line without its newline, empty ones too: the paragraphs that the canvas draws."""
    start = 0
    while True:
        end = text.find("\n", start)
        if end < 0:
            yield Span(start, len(text))
            return
        yield Span(start, end)
        start = end + 1


_SENTENCE = re.compile(r"[^\n。！？；…!?;]*(?:[。！？；…!?;]+[”’」』）》】)]*|(?=\n)|$)")


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text: up to 。！？；… with the closing quotes behind them, or the line's end."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            yield Span(start, end)
