"""What a CoNLL file cannot hold, beside it: JSONL, one document a line.

    {"id": "a1", "title": "…", "source": "…", "meta": {}, "characters": 5, "digest": "…",
     "gaps": [[2, "\\n"]], "spans": [[1, 4, "ORG"]]}

`gaps` are the stretches of the text that have no row, with where they begin in it; `characters`
counts those that have one; `digest` is the SHA-256 of the whole text. `spans` are those whose edges
rows cannot tell: that begin or end at a gap, or go over a newline.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from core.annotation import DocumentRecord, SpanRecord
from core.formats.lines import raw_lines, why
from core.formats.report import Outcome, Report
from core.text import text_digest

SIDECAR = ".sidecar.jsonl"  # behind the file's own name

# What would begin another column or row somewhere: every kind of space, control characters, a mark.
_NO_ROW = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff]+")

WITHOUT_ROW = frozenset(character for character in map(chr, range(0x10000)) if _NO_ROW.match(character))


class _Row(msgspec.Struct, omit_defaults=True):
    characters: int
    digest: str
    id: str = ""
    title: str = ""
    source: str = ""
    meta: dict[str, Any] = {}
    gaps: list[tuple[int, str]] = []
    spans: list[tuple[int, int, str]] = []


_decoder = msgspec.json.Decoder(_Row)
_encoder = msgspec.json.Encoder()


def sidecar_path(path: Path) -> Path:
    """Where the sidecar of a file lies."""
    return path.with_name(path.name + SIDECAR)


def sidecar_line(record: DocumentRecord, spans: list[SpanRecord]) -> bytes:
    """The line for one document, of which the rows hold those spans."""
    gaps = [(found.start(), found.group()) for found in _NO_ROW.finditer(record.text)]
    row = _Row(
        characters=len(record.text) - sum(len(gap) for _, gap in gaps),
        digest=text_digest(record.text),
        id=record.id,
        title=record.title,
        source=record.source,
        meta=dict(record.meta),
        gaps=gaps,
        spans=[(span.start, span.end, span.label) for span in spans if not _fits_rows(record.text, span)],
    )
    return _encoder.encode(row) + b"\n"


def read_sidecar(path: Path, report: Report) -> Sidecar | None:
    """The sidecar of a file, None if there is none or it is damaged."""
    beside = sidecar_path(path)
    if not beside.exists():
        return None
    rows = []
    for number, line in raw_lines(beside, report):
        if line.isspace():
            continue
        try:
            rows.append(_decoder.decode(line))
        except (ValueError, RecursionError) as error:
            reason = "the sidecar is damaged and not used"
            report.note(Outcome.ALTERED, "file", reason, f"{beside}, line {number}", detail=why(error))
            return None
    return Sidecar(rows)


class Sidecar:
    """The documents of a sidecar, asked for one behind the other."""

    def __init__(self, rows: list[_Row]) -> None:
        self._rows = [row for row in rows if row.characters]
        self._next = 0

    def next_size(self) -> int:
        """How many characters the next document has rows for."""
        return self._rows[self._next].characters if self._next < len(self._rows) else 1 << 62

    def next_document(self, characters: str) -> KnownDocument | None:
        """The next document, None if these are not the characters that it has rows for."""
        if self._next >= len(self._rows):
            return None
        row = self._rows[self._next]
        self._next += 1
        text, places = _with_gaps(characters, row.gaps)
        fits = len(places) == len(characters) and text_digest(text) == row.digest
        return KnownDocument(row, text, places) if fits else None


class KnownDocument(NamedTuple):
    """What the sidecar says about one document, its whole text, and where in it each row stands."""

    row: _Row
    text: str
    places: list[int]

    def spans(self, from_rows: list[tuple[int, int, str]]) -> tuple[SpanRecord, ...]:
        """Those that the rows say, and instead of some of them those that only the sidecar can."""
        better = self.row.spans
        hidden = {place for start, end, _ in better for place in range(start, min(end, len(self.text)))}
        kept = [each for each in from_rows if hidden.isdisjoint(range(each[0], each[1]))]
        return tuple(SpanRecord(*each, self.text[each[0] : each[1]]) for each in sorted([*kept, *better]))


def _with_gaps(characters: str, gaps: list[tuple[int, str]]) -> tuple[str, list[int]]:
    parts: list[str] = []
    places: list[int] = []
    at = used = 0
    for begin, gap in gaps:
        here = characters[used : used + begin - at]
        places.extend(range(at, at + len(here)))
        parts += (here, gap)
        used += len(here)
        at += len(here) + len(gap)
    rest = characters[used:]
    places.extend(range(at, at + len(rest)))
    return "".join([*parts, rest]), places


def _fits_rows(text: str, span: SpanRecord) -> bool:
    """Whether rows alone tell where a span begins and ends."""
    quote = text[span.start : span.end]
    return WITHOUT_ROW.isdisjoint((quote[0], quote[-1])) and "\n" not in quote
