"""The members of a JSON array as they come, so that an array may be larger than memory.

Brackets are counted outside of strings, nothing is decoded here: a member that is wrong inside is
still a member, and whoever decodes it says so. Only the longest member lies in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

CHUNK = 1 << 20

# Up to the next bracket, over whole strings; it stops before a string that has no end yet.
_TO_BRACKET = re.compile(
    rb'[^"{}\[\]]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"{}\[\]]*+)*+',
    re.DOTALL,
)
_BETWEEN = re.compile(rb"[\s,]*+")
_SCALAR = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\s,"{}\[\]]++', re.DOTALL)
_any = msgspec.json.Decoder(msgspec.Raw)


class CutOff(ValueError):
    """The array, or the file, ends too early, or goes on too long without an end of a member."""


def members(file: BinaryIO, longest: int) -> Iterator[bytes]:
    """Each member of the array at which a UTF-8 file stands, or the one object that it holds.

    CutOff if the end does not come, if a member is longer than `longest` bytes, or if something
    stands behind the end.
    """
    text = _Buffer(file, longest)
    text.pass_over(_BETWEEN)
    in_array = text.peek() == b"["
    if in_array:
        text.at += 1
    while True:
        text.pass_over(_BETWEEN)
        first = text.peek()
        if not first:
            if in_array:
                raise CutOff("it is cut off")
            return
        if first in b"]}":
            if not in_array or first == b"}":
                raise CutOff("a bracket closes that was never opened")
            text.at += 1
            in_array = False
            text.pass_over(_BETWEEN)
            if text.peek():
                raise CutOff("something stands behind its end")
            return
        yield text.nested() if first in b"[{" else text.scalar()


class _Buffer:
    """What of the file lies in memory: from the member at hand on."""

    def __init__(self, file: BinaryIO, longest: int) -> None:
        self._file = file
        self._longest = longest
        self._data = b""
        self.at = 0

    def peek(self) -> bytes:
        """The next byte, none at the end of the file."""
        if self.at >= len(self._data):
            self._more()
        return self._data[self.at : self.at + 1]

    def pass_over(self, pattern: re.Pattern[bytes]) -> None:
        """Move behind all that the pattern takes."""
        while True:
            found = pattern.match(self._data, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self._data) or not self._more():
                return

    def scalar(self) -> bytes:
        """A member that is a string, a number or the like; what is nothing of the kind ends the file."""
        while True:
            found = _SCALAR.match(self._data, self.at)
            if found is not None and found.end() < len(self._data):
                begin, self.at = self.at, found.end()
                return self._data[begin : self.at]
            if not self._more():
                raise CutOff("it is cut off")

    def nested(self) -> bytes:
        """A member that is an object or an array, up to the bracket that closes it."""
        on_a_line = self._on_a_line()
        if on_a_line:
            self.at += len(on_a_line)
            return on_a_line
        depth, scanned = 0, self.at
        while True:
            found = _TO_BRACKET.match(self._data, scanned)
            scanned = found.end() if found else scanned
            bracket = self._data[scanned : scanned + 1]
            if not bracket or bracket == b'"':
                scanned -= self.at
                if not self._more():
                    raise CutOff("it is cut off")
                scanned += self.at
                continue
            scanned += 1
            depth += 1 if bracket in b"[{" else -1
            if depth == 0:
                begin, self.at = self.at, scanned
                return self._data[begin:scanned]

    def _on_a_line(self) -> bytes:
        """The member if it goes to the end of the line, as we write it: quicker than counting brackets."""
        end = self._data.find(b"\n", self.at)
        line = self._data[self.at : end].rstrip(b" \r,") if end > 0 else b""
        if len(line) < 3 or line[-1:] not in b"]}":
            return b""
        try:
            _any.decode(line)
        except (ValueError, RecursionError):
            return b""
        return line

    def _more(self) -> bool:
        """Read on, by as much as lies here already; whether there was more."""
        rest = self._data[self.at :]
        if len(rest) > self._longest:
            raise CutOff(f"a member is longer than {self._longest >> 20} MB")
        more = self._file.read(max(CHUNK, len(rest)))
        if len(more) > CHUNK // 2 and not more.strip(b"\0"):
            raise CutOff("from here on it holds nothing but zero bytes")
        self._data, self.at = rest + more, 0
        return bool(more)
