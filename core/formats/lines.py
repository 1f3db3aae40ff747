"""The lines of a file as they come, however large it is; also the members of a JSON array as if lines."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from core.encodings import SAMPLE, guess_encoding, looks_like
from core.errors import BadFile
from core.formats.json_array import CutOff, members
from core.formats.report import Outcome, Report

LONGEST_LINE = 1 << 28  # bytes; one document, and as much as may lie in memory at once
LARGEST_ARRAY = 1 << 29  # bytes; an array that is not UTF-8 is read as a whole

_STEP = 1 << 22  # bytes of a long line that are read at a time
_ZEROS = "from here on it holds nothing but zero bytes; the file was not written to its end"
_WORDS = {"Input data was truncated": "it is cut off, or holds half of a surrogate pair"}


def raw_lines(path: Path, report: Report, *, arrays: bool = True) -> Iterator[tuple[int, bytes]]:
    """(number, UTF-8 bytes) of each line, blank ones too; in a JSON array, of each member.

    Where `arrays` is false a file that begins with a bracket is one of lines like any other.
    """
    try:
        with path.open("rb") as file:
            head = file.read(SAMPLE)
            file.seek(0)
            encoding = _encoding(head, path)
            if arrays and _is_one_value(head, encoding, path):
                yield from _members(file if encoding == "utf-8" else _whole(file, encoding, path), path)
            elif encoding == "utf-8":
                yield from _utf8_lines(file, path, report)
            else:
                yield from _other_lines(path, encoding, report)
    except OSError as error:
        raise BadFile(str(path), error.strerror or str(error)) from error


def refuse_larger(path: Path, most: int, why_not: str) -> None:
    """BadFile for a file of more bytes than may be read as a whole."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BadFile(str(path), error.strerror or str(error)) from error
    if size > most:
        raise BadFile(str(path), why_not)


def why(error: Exception) -> str:
    """A decoder's complaint in words."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, UnicodeDecodeError):
        return f"byte 0x{error.object[error.start]:02x} is not valid UTF-8"
    return _WORDS.get(str(error), str(error))


def _encoding(head: bytes, path: Path) -> str:
    if not head:
        raise BadFile(str(path), "the file is empty")
    binary = looks_like(head)
    if binary:
        raise BadFile(str(path), f"this is no text but {binary}")
    return guess_encoding(head).encoding or "utf-8"


def _is_one_value(head: bytes, encoding: str, path: Path) -> bool:
    """Whether the file is one array, or one object printed over several lines."""
    start = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if start.startswith("["):
        return True
    first = start.partition("\n")[0].strip()
    return path.suffix.lower() == ".json" and first == "{"


def _whole(file: BinaryIO, encoding: str, path: Path) -> BinaryIO:
    """A file in another encoding as one in UTF-8, in memory."""
    data = file.read(LARGEST_ARRAY + 1)
    if len(data) > LARGEST_ARRAY:
        raise BadFile(str(path), f"a JSON array of more than 512 MB in {encoding}; write it in UTF-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadFile(str(path), f"byte {error.start} is not valid {encoding}") from error
    return BytesIO(text.removeprefix("\ufeff").encode("utf-8", "surrogatepass"))


def _members(file: BinaryIO, path: Path) -> Iterator[tuple[int, bytes]]:
    start = file.tell()
    if file.read(3) != b"\xef\xbb\xbf":
        file.seek(start)
    number = 0
    try:
        for number, member in enumerate(members(file, LONGEST_LINE), 1):
            yield number, member
    except CutOff as error:
        raise BadFile(str(path), f"no complete JSON array: {error}", number + 1) from error


def _utf8_lines(file: BinaryIO, path: Path, report: Report) -> Iterator[tuple[int, bytes]]:
    number, step = 0, min(_STEP, LONGEST_LINE)
    while line := file.readline(step):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) < step or line.endswith(b"\n"):
            yield number, line
            continue
        where = f"{path}, line {number}"
        whole, why_not = _long_line(line, file)
        del line
        if why_not:
            report.note(Outcome.REFUSED, "line", why_not, where)
        if why_not == _ZEROS:
            return
        if whole:
            yield number, whole


def _long_line(line: bytes, file: BinaryIO) -> tuple[bytes, str]:
    """(the whole line, why it is not given), read in steps so that no more than may be lies in memory."""
    parts = [line]
    size = len(line)
    while not parts[-1].endswith(b"\n"):
        if not parts[-1].strip(b"\0"):
            return b"", _ZEROS
        part = file.readline(min(_STEP, LONGEST_LINE))
        if not part:
            break
        size += len(part)
        parts = [*parts, part] if size < LONGEST_LINE else [part]
    return (b"".join(parts), "") if size < LONGEST_LINE else (b"", "it is longer than 256 MB")


def _other_lines(path: Path, encoding: str, report: Report) -> Iterator[tuple[int, bytes]]:
    """Lines of a file in another encoding; a byte that does not fit ends it, for all behind it shifts."""
    report.note(Outcome.ALTERED, "file", f"read as {encoding}", str(path))
    number = 0
    try:
        with path.open(encoding=encoding, newline="\n") as file:
            for number, line in enumerate(file, 1):
                text = line.removeprefix("\ufeff") if number == 1 else line
                yield number, text.encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        why_not = f"not valid {encoding} from here on ({error.reason})"
        raise BadFile(str(path), why_not, number + 1) from error
