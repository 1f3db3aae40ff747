"""What is done with overlapping spans where a format cannot hold them: the choice, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from core.annotation import DocumentRecord, SpanRecord
from core.formats.format import Option
from core.formats.losses import flattened
from core.formats.report import Note, Outcome

OVERLAPS = Option(
    "overlaps",
    "longest",
    ("longest", "per-layer-file", "skip"),
    "of overlapping spans: keep the longest, write the others as further layers into further files, "
    "or leave out the documents that have such",
    "重叠标注：保留最长者、其余分层另存文件，或不写出含重叠的文档",
    "write",
)


def layers(spans: tuple[SpanRecord, ...]) -> Iterator[list[SpanRecord]]:
    """The spans as layers without overlaps, the longest first; one empty layer if there are none."""
    kept, left_out = flattened(spans)
    yield kept
    while left_out:
        kept, left_out = flattened(left_out)
        yield kept


def flat_layers(record: DocumentRecord, choice: str) -> list[list[SpanRecord]]:
    """The layers of a document that are written under such a choice: none, one, or as many as needed."""
    found = list(layers(record.spans))
    if choice == "per-layer-file":
        return found
    return [] if choice == "skip" and len(found) > 1 else found[:1]


def overlap_notes(record: DocumentRecord, choice: str, because: str) -> Iterator[Note]:
    """What the choice costs this document."""
    where = record.id or record.title
    _, left_out = flattened(record.spans)
    if choice == "skip":
        if left_out:
            yield Note(Outcome.SKIPPED, "document", f"it has overlapping spans, and {because}", where)
        return
    if choice == "per-layer-file":
        for span in left_out:
            why = "it overlaps a longer span and stands in a further file"
            yield Note(Outcome.TAKEN, "span", why, where, detail=f"{span.start}–{span.end} {span.label}")
        return
    for span in left_out:
        why = f"it overlaps a longer span, and {because}"
        yield Note(Outcome.SKIPPED, "span", why, where, detail=f"{span.start}–{span.end} {span.label}")
