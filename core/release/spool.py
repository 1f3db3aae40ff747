"""Lines set aside while a release is built, read again by number in any order."""

from __future__ import annotations

from array import array
from pathlib import Path
from types import TracebackType

import msgspec

from core.release.lines import DocumentLine

_line = msgspec.json.Decoder(DocumentLine)


class Spool:
    """A file of lines with the place of each: memory holds sixteen bytes a document."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w+b")
        self._starts = array("Q", [0])

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def add(self, line: bytes) -> None:
        """Put a line (it may be empty) at the end; all are added before the first is read."""
        self._file.write(line)
        self._starts.append(self._starts[-1] + len(line))

    def __getitem__(self, number: int) -> bytes:
        start, end = self._starts[number], self._starts[number + 1]
        self._file.seek(start)
        return self._file.read(end - start)

    def text(self, number: int) -> str:
        """The text of the document on a line."""
        return _line.decode(self[number]).text
