"""What stands at a place of a document, found in the same time in a long one as in a short one."""

from __future__ import annotations

from sqlalchemy import Boolean, literal_column, select
from sqlalchemy.orm import Session

from core.store.models import LONG_SPAN, AnnotationRow, RejectionRow, SuggestionRow

# Written out, not bound: the database takes the index on long spans only for its own condition.
_IS_LONG = literal_column(f'"end" - start > {LONG_SPAN}', Boolean)


def annotations_at(session: Session, layer_id: int, start: int, end: int) -> list[AnnotationRow]:
    """The annotations of a layer that share a character with `[start, end)`, in text order."""
    session.flush()
    row = AnnotationRow
    near = select(row).where(
        row.layer_id == layer_id, row.start.between(start - LONG_SPAN, end - 1), row.end > start
    )
    long = select(row).where(row.layer_id == layer_id, _IS_LONG, row.start < end, row.end > start)
    found = {each.id: each for query in (near, long) for each in session.scalars(query)}
    return sorted(found.values(), key=lambda each: (each.start, each.end, each.id))


def suggestions_at(
    session: Session, document_id: int, layer_id: int, start: int, end: int
) -> list[SuggestionRow]:
    """The suggestions that share a character with `[start, end)` and were not refused in the layer."""
    row = SuggestionRow
    near = select(row).where(
        row.document_id == document_id, row.start.between(start - LONG_SPAN, end - 1), row.end > start
    )
    long = select(row).where(
        row.document_id == document_id,
        _IS_LONG,
        row.start < end,
        row.end > start,
    )
    found = {each.id: each for query in (near, long) for each in session.scalars(query)}
    refused = _refused(session, layer_id, {each.start for each in found.values()})
    waiting = [each for each in found.values() if (each.start, each.end, each.label_id) not in refused]
    return sorted(waiting, key=lambda each: (each.start, each.end, each.id))


def _refused(session: Session, layer_id: int, starts: set[int]) -> set[tuple[int, int, int]]:
    if not starts:
        return set()
    at = select(RejectionRow).where(RejectionRow.layer_id == layer_id, RejectionRow.start.in_(starts))
    return {(each.start, each.end, each.label_id) for each in session.scalars(at)}


def stands(session: Session, layer_id: int, start: int, end: int, label_id: int) -> bool:
    """Whether the layer has just this span with just this label."""
    row = AnnotationRow
    same = select(row.id).where(
        row.layer_id == layer_id, row.start == start, row.end == end, row.label_id == label_id
    )
    return session.scalar(same) is not None
