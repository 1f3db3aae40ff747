"""Spans as tags of a row each, and back: BIO, BIOES, and the other letters that are in use for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

_LETTERS = {"B": "B", "I": "I", "M": "I", "E": "E", "L": "E", "S": "S", "U": "S"}


class Tagged(NamedTuple):
    """Ranges of rows with their labels, and how many tags did not continue what they claimed to."""

    ranges: list[tuple[int, int, str]]
    repaired: int


def tags(places: Sequence[int], spans: Iterable[tuple[int, int, str]], scheme: str) -> list[str]:
    """A tag for each place of a text that has a row; spans must not overlap."""
    found = ["O"] * len(places)
    inside = "M" if scheme == "BMES" else "I"
    for start, end, label in spans:
        first, last = bisect_left(places, start), bisect_left(places, end) - 1
        for row in range(first, last + 1):
            found[row] = f"{inside}-{label}"
        if first > last:
            continue
        if scheme in ("BIOES", "BMES"):
            found[last] = f"E-{label}"
            found[first] = f"S-{label}" if first == last else f"B-{label}"
        else:
            found[first] = f"B-{label}"
    return found


def ranges(found: Sequence[str], breaks: Collection[int]) -> Tagged:
    """The ranges that tags say; `breaks` are the rows that begin a sentence.

    An I or E that follows nothing of its label begins a range, and is counted as repaired. So is one
    behind the end of a sentence.
    """
    result: list[tuple[int, int, str]] = []
    repaired, begin, label = 0, -1, ""
    for row, tag in enumerate([*found, "O"]):
        letter, here = split_tag(tag)
        goes_on = begin >= 0 and letter in ("I", "E") and here == label and row not in breaks
        if begin >= 0 and not goes_on:
            result.append((begin, row, label))
            begin = -1
        if letter in ("B", "S") or (letter in ("I", "E") and not goes_on):
            repaired += letter in ("I", "E")
            begin, label = row, here
        if letter in ("E", "S"):
            result.append((begin, row + 1, label))
            begin = -1
    return Tagged(result, repaired)


@lru_cache(4096)  # a file has few different ones, and millions of each
def split_tag(tag: str) -> tuple[str, str]:
    """(one of B I E S, label) of a tag in any scheme; ("O", "") if it is outside."""
    letter, dash, label = tag.partition("-")
    if not dash:
        letter, dash, label = tag.partition("_")
    if dash and label and letter in _LETTERS:
        return _LETTERS[letter], label
    return "O", ""


def is_tag(tag: str) -> bool:
    """Whether it is one: O, or a letter, a dash and a label."""
    return tag == "O" or split_tag(tag)[0] != "O"
