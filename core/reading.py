"""Reading a text once: bytes → decoded → newlines settled → frozen, with a record of what was changed.

Nothing is normalised: full-width letters, U+2028, trailing spaces and combining characters stay what
they are, because every span counts them.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from core.encodings import Guess, bom_encoding, guess_encoding, is_binary, looks_like
from core.errors import BadFile
from core.text import text_digest

REPLACEMENT = "\ufffd"

_CUT_OFF = ("unexpected end of data", "truncated data", "incomplete multibyte sequence")

_RETURNS = re.compile("\r\n?")
_SURROGATES = re.compile("[\ud800-\udfff]")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, slots=True)
class Settled:
    """One kind of change that reading made, and how often.

    Kinds: "bom" (dropped), "crlf" and "cr" (now a newline), "nul" and "surrogate" (now U+FFFD),
    "surrogate pair" (now the one character that it stands for).
    """

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text as it was read, with where it came from."""

    text: str
    encoding: str
    confident: bool
    source_digest: str  # SHA-256 of the bytes
    text_digest: str  # SHA-256 of the text's UTF-8 form
    settled: tuple[Settled, ...] = ()


def read_file(path: Path) -> SourceText:
    """Read the text of a file; BadFile, saying why, if it holds none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(str(path), error.strerror or str(error)) from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str = "text") -> SourceText:
    """Read the text that bytes hold; `name` is what an error calls them."""
    if not data:
        raise BadFile(name, "the file is empty")
    guess = _guess(data, name)
    decoded = _decode(data, guess.encoding, name)
    text, settled = settle(decoded)
    if text.startswith("\ufeff"):
        text, settled = text[1:], (Settled("bom", 1), *settled)
    if not text:
        raise BadFile(name, "the file is empty but for a byte order mark")
    return SourceText(
        text, guess.encoding, guess.confident, hashlib.sha256(data).hexdigest(), text_digest(text), settled
    )


def settle(text: str) -> tuple[str, tuple[Settled, ...]]:
    """A text with its newlines, NULs and surrogates settled, and how often each was."""
    settled = []
    if "\r" in text:
        crlf = text.count("\r\n")
        cr = text.count("\r") - crlf
        settled += [Settled(kind, count) for kind, count in (("crlf", crlf), ("cr", cr)) if count]
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        settled.append(Settled("nul", text.count("\0")))
        text = text.replace("\0", REPLACEMENT)
    if _SURROGATES.search(text):
        text, pairs = _PAIRS.subn(_join_pair, text)
        text, lone = _SURROGATES.subn(REPLACEMENT, text)
        settled += [Settled(kind, n) for kind, n in (("surrogate pair", pairs), ("surrogate", lone)) if n]
    return text, tuple(settled)


class SettledMap:
    """Where the code points of a text stand once `settle` has made CRLF one newline."""

    __slots__ = ("_crlf",)

    def __init__(self, text: str) -> None:
        self._crlf = [found.start() for found in _RETURNS.finditer(text) if len(found.group()) == 2]

    def position(self, before: int) -> int:
        """The settled position; that between CR and LF moves behind the newline."""
        return before - bisect_left(self._crlf, before)


def _join_pair(found: re.Match[str]) -> str:
    return found.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _guess(data: bytes, name: str) -> Guess:
    binary = looks_like(data)
    if binary:
        raise BadFile(name, f"this is no text but {binary}")
    guess = guess_encoding(data)
    sure = bom_encoding(data) != "" or guess.encoding.startswith("utf-16")
    if not guess.encoding or (not sure and is_binary(data)):
        raise BadFile(name, "this is no text: too many of its bytes stand for no character")
    return guess


def _decode(data: bytes, encoding: str, name: str) -> str:
    """Decode strictly but for lone surrogates, which `settle` replaces and counts."""
    try:
        return data.decode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
    except UnicodeDecodeError as error:
        raise BadFile(name, _why_not(error, bom_encoding(data) != "")) from error


def _why_not(error: UnicodeDecodeError, declared: bool) -> str:
    sure = "which its byte order mark declares" if declared else "which it seems to be in"
    if error.end >= len(error.object) and error.reason in _CUT_OFF:
        return f"cut off in the middle of a character at byte {error.start} of {error.encoding}, {sure}"
    return f"byte {error.start} (0x{error.object[error.start]:02x}) is not valid {error.encoding}, {sure}"
