"""Plain text: one document a file, decoded and settled by `core.reading`, and no annotations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.annotation import DocumentRecord
from core.formats.format import Feature, Format, Options, chosen
from core.formats.lines import refuse_larger
from core.formats.losses import missing
from core.formats.report import Note, Outcome, Report
from core.reading import SourceText, read_file
from core.schema import LabelSet

LARGEST = 1 << 28  # bytes, for it is read as a whole

_CARRIES = frozenset({Feature.ID, Feature.SPACES})
_LOSSY = {"nul": "NUL became U+FFFD", "surrogate": "a lone surrogate became U+FFFD"}


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """One document; its id is the file's name, its meta says what the text was read from and how."""
    chosen("text", (), options)
    refuse_larger(path, LARGEST, "a text of more than 256 MB; split it")
    source = read_file(path)
    if not source.confident:
        report.note(Outcome.ALTERED, "file", "its encoding is a guess", str(path), detail=source.encoding)
    for change in source.settled:
        if change.kind in _LOSSY:
            report.note(Outcome.ALTERED, "character", _LOSSY[change.kind], str(path), change.count)
    yield DocumentRecord(source.text, id=path.stem, meta=_meta(path, source))


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """All but the text and its id."""
    yield from missing(record, _CARRIES)


def _meta(path: Path, source: SourceText) -> dict[str, Any]:
    meta: dict[str, Any] = {
        "file": path.name,
        "encoding": source.encoding,
        "source_digest": source.source_digest,
    }
    if not source.confident:
        meta["encoding_doubtful"] = True
    if source.settled:
        meta["settled"] = {change.kind: change.count for change in source.settled}
    return meta


FORMAT = Format(
    name="text",
    title_en="Plain text",
    title_zh="纯文本",
    suffixes=(".txt", ".text", ".md", ".markdown"),
    unit="",
    carries=_CARRIES,
    losses=losses,
    read=read,
)
