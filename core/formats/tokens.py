"""The tokens of a text that get a row each: its characters, or its words as jieba cuts them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Set
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from core.formats.sidecar import WITHOUT_ROW

if TYPE_CHECKING:
    from jieba import Tokenizer

_STRETCH = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufeff]+")  # what has rows: the complement of a sidecar's gaps


class Token(NamedTuple):
    """What a row says, and where in the text that begins."""

    start: int
    text: str


def characters(text: str) -> list[Token]:
    """Each character that can have a row."""
    return [Token(at, each) for at, each in enumerate(text) if each not in WITHOUT_ROW]


def has_rows(text: str) -> bool:
    """Whether anything of the text can have a row."""
    return _STRETCH.search(text) is not None


def words(text: str, edges: Set[int]) -> list[Token]:
    """The words, cut also at those positions, for a row has one tag."""
    return list(_words(text, edges))


def indexed_characters(text: str) -> list[Token]:
    """Each character with its index in its word behind it."""
    return [
        Token(word.start + index, f"{character}{index}")
        for word in _words(text, frozenset())
        for index, character in enumerate(word.text)
    ]


def _words(text: str, edges: Set[int]) -> Iterator[Token]:
    cut = _jieba().cut
    for stretch in _STRETCH.finditer(text):
        at = stretch.start()
        for word in cut(stretch.group(), HMM=False):
            begin = at
            for position in range(at + 1, at + len(word)):
                if position in edges:
                    yield Token(begin, text[begin:position])
                    begin = position
            at += len(word)
            yield Token(begin, text[begin:at])


@cache
def _jieba() -> Tokenizer:
    import jieba  # takes a second to load its dictionary, and only who asks for words should wait

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()
