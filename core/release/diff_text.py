"""A difference between releases told in lines of text, or as figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.release.diff import Difference, DocumentChange, SpanChange, kind_of
from core.release.lines import SpanLine

_SHOWN = 40  # characters of a span's text


def told(found: Difference) -> Iterator[str]:
    """Line by line: a summary, then each document."""
    spans = found.span_counts
    yield f"{found.first} → {found.second}"
    yield (
        f"documents: {len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed, "
        f"{found.unchanged} the same; {len(found.moved)} in another split"
    )
    yield "spans: " + ", ".join(
        f"{spans[kind]} {kind}" for kind in ("added", "removed", "relabelled", "moved")
    )
    if found.label_set:
        yield f"label set: other {', '.join(found.label_set)}"
    for label in found.labels:
        fields = f" ({', '.join(label.fields)})" if label.fields else ""
        yield f"{label.kind} {label.key}: {label.change}{fields}"
    for id_ in found.added:
        yield f"+ {id_}"
    for id_ in found.removed:
        yield f"- {id_}"
    for id_, before, after in found.moved:
        yield f"> {id_}: {before} → {after}"
    for document in found.changed:
        yield from _document(document)


def counted(found: Difference) -> dict[str, Any]:
    """The figures, and the documents by id."""
    return {
        "first": found.first,
        "second": found.second,
        "documents": {
            "added": found.added,
            "removed": found.removed,
            "changed": [each.id for each in found.changed],
            "unchanged": found.unchanged,
            "moved": found.moved,
        },
        "spans": dict(sorted(found.span_counts.items())),
        "labels": [
            {"kind": each.kind, "key": each.key, "change": each.change, "fields": each.fields}
            for each in found.labels
        ],
        "label_set": found.label_set,
    }


def said(change: SpanChange) -> str:
    """A change of a span in a line."""
    if change.before is None or change.after is None:
        span = change.after or change.before
        assert span is not None
        return f"{'+' if change.before is None else '-'} {placed(span)}"
    return f"~ {kind_of(change)}: {placed(change.before)} → {placed(change.after)}"


def placed(span: SpanLine) -> str:
    """A span with its place, label and text, in a line."""
    text = " ".join(span.text.split())
    return f"{span.start}–{span.end} {span.label} “{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"


def remarks(document: DocumentChange) -> Iterator[str]:
    """What differs in a document beside its spans."""
    if document.text_changed:
        yield f"another text ({document.spans_before} spans before, {document.spans_after} now)"
    for key in document.categories_added:
        yield f"+ category {key}"
    for key in document.categories_removed:
        yield f"- category {key}"
    if document.other:
        yield f"other {', '.join(document.other)}"


def _document(document: DocumentChange) -> Iterator[str]:
    yield f"{document.id}  {' '.join(document.title.split())}".rstrip()
    for remark in remarks(document):
        yield f"  {remark}"
    for change in document.spans:
        yield f"  {said(change)}"
