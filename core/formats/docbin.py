"""The insides of a spaCy DocBin: one zlib-compressed msgpack with a table of numbers and a list of strings.

It is taken apart here rather than by spaCy, whose own reader unpacks whatever size a file makes of itself
and builds its objects in C from numbers that it does not check. Of spaCy only the hashes of strings and
the numbers of its attributes are used.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from core.errors import BadFile
from core.formats.extras import needed

LARGEST = 1 << 31  # bytes unpacked
LARGEST_RATIO = 100  # … to bytes packed, beyond 64 MB

_SPAN = struct.Struct(">QQQllll")  # id, knowledge base id, label, first token, end, first character, end
_BEGINS, _GOES_ON = 3, 1  # of ENT_IOB; 2 is outside, 0 unknown

Range = tuple[int, int, str]


class _Bin(msgspec.Struct):
    attrs: list[int]
    tokens: bytes
    spaces: bytes
    lengths: bytes
    strings: list[str]
    cats: list[dict[str, float]]
    span_groups: list[bytes] = []
    flags: list[dict[str, bool]] = []
    user_data: list[bytes | None] = []


class _Group(msgspec.Struct):
    spans: list[bytes]


class Row(NamedTuple):
    """One Doc, in characters."""

    text: str
    entities: tuple[Range, ...]
    has_entities: bool  # whether anybody said something about entities, were it that there are none
    groups: Mapping[str, tuple[Range, ...]]
    categories: Mapping[str, float]
    user_data: Mapping[Any, Any]


_bin = msgspec.msgpack.Decoder(_Bin)
_groups = msgspec.msgpack.Decoder(dict[bytes, list[str]])
_group = msgspec.msgpack.Decoder(_Group)


def rows(path: Path) -> Iterator[Row]:
    """The Docs of a file; BadFile where it is none, is cut off, or does not hold together."""
    strings_of, attrs = needed("spacy.strings", "spacy", path), needed("spacy.attrs", "spacy", path)
    try:
        table = _bin.decode(_unpacked(path))
        yield from _Table(table, strings_of.StringStore(), attrs.IDS).rows()
    except (ValueError, RecursionError, KeyError, IndexError, struct.error, OverflowError) as error:
        raise BadFile(str(path), "no spaCy DocBin, or a damaged one") from error
    except OSError as error:
        raise BadFile(str(path), error.strerror or str(error)) from error


def _unpacked(path: Path) -> bytes:
    size = path.stat().st_size
    most = min(LARGEST, max(64 << 20, size * LARGEST_RATIO))
    if size > LARGEST:
        raise BadFile(str(path), f"a DocBin of more than {LARGEST >> 20:,} MB; write several")
    packer = zlib.decompressobj()
    try:
        data = packer.decompress(path.read_bytes(), most)
    except zlib.error as error:
        raise BadFile(str(path), "no spaCy DocBin, or a damaged one") from error
    if packer.unconsumed_tail:
        raise BadFile(str(path), f"unpacked it would take more than {most >> 20:,} MB")
    if not packer.eof:
        raise BadFile(str(path), "the DocBin is cut off")
    return data


class _Table:
    """The numbers and strings of a file, told apart into Docs."""

    def __init__(self, table: _Bin, store: Any, ids: Mapping[str, int]) -> None:
        self._table = table
        self._names = {int(store.add(each)): each for each in table.strings}
        self._names[0] = ""
        self._width = len(table.attrs)
        self._numbers = array("Q", table.tokens)
        self._lengths = array("i", table.lengths)
        column = {number: place for place, number in enumerate(table.attrs)}
        self._orth = column[ids["ORTH"]]
        self._iob, self._type = column.get(ids["ENT_IOB"], -1), column.get(ids["ENT_TYPE"], -1)
        total = sum(self._lengths)
        fits = min(self._lengths, default=0) >= 0 and len(table.cats) == len(self._lengths)
        if not fits or total * self._width != len(self._numbers) or total != len(table.spaces):
            raise ValueError("its numbers do not add up")

    def rows(self) -> Iterator[Row]:
        begin = 0
        for which, length in enumerate(self._lengths):
            yield self._row(which, begin, begin + length)
            begin += length

    def _row(self, which: int, begin: int, end: int) -> Row:
        words = [self._names[number] for number in self._column(self._orth, begin, end)]
        flags = self._table.flags[which] if which < len(self._table.flags) else {}
        spaces = [True] * len(words) if flags.get("has_unknown_spaces") else self._table.spaces[begin:end]
        parts = [f"{word} " if space else word for word, space in zip(words, spaces, strict=True)]
        starts = list(accumulate(map(len, parts), initial=0))
        ends = [start + len(word) for start, word in zip(starts, words, strict=False)]
        iob = self._column(self._iob, begin, end)
        return Row(
            "".join(parts),
            tuple(self._entities(iob, begin, end, starts, ends)),
            any(iob),
            self._groups(which, starts, ends),
            self._table.cats[which],
            self._user_data(which),
        )

    def _column(self, place: int, begin: int, end: int) -> array[int]:
        width = self._width
        return self._numbers[begin * width + place : end * width : width] if place >= 0 else array("Q")

    def _entities(
        self, iob: array[int], begin: int, end: int, starts: list[int], ends: list[int]
    ) -> Iterator[Range]:
        types = self._column(self._type, begin, end)
        first, kind = -1, 0
        for token, (letter, label) in enumerate(zip(iob, types, strict=False)):
            if first >= 0 and (letter != _GOES_ON or label != kind):
                yield starts[first], ends[token - 1], self._names[kind]
                first = -1
            if letter == _BEGINS or (letter == _GOES_ON and first < 0):
                first, kind = token, label
        if first >= 0:
            yield starts[first], ends[-1], self._names[kind]

    def _groups(self, which: int, starts: list[int], ends: list[int]) -> dict[str, tuple[Range, ...]]:
        packed = self._table.span_groups[which] if which < len(self._table.span_groups) else b""
        if not packed or packed[:1] == b"\x90":  # an empty list, as it is written for none
            return {}
        found = {}
        for data, names in _groups.decode(packed).items():
            ranges = []
            for span in _group.decode(data).spans:
                _, _, label, first, last, _, _ = _SPAN.unpack(span)
                if not 0 <= first < last <= len(ends):
                    raise ValueError("a span lies outside of its Doc")
                ranges.append((starts[first], ends[last - 1], self._names[label]))
            found.update(dict.fromkeys(names, tuple(ranges)))
        return found

    def _user_data(self, which: int) -> Mapping[Any, Any]:
        data = self._table.user_data[which] if which < len(self._table.user_data) else None
        try:
            found = msgspec.msgpack.decode(data) if data else {}
        except (ValueError, RecursionError, TypeError):  # what others keep there may be anything
            return {}
        return found if isinstance(found, dict) else {}
