"""What stands at a place of a document, found in the same time in a long one as in a short one.

The statements are made once: making them anew cost more than running them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from core.store.models import (
    LONG_SPAN,
    PART_LENGTH,
    AnnotationRow,
    Base,
    DocumentRow,
    RejectionRow,
    SuggestionRow,
    TextPartRow,
)

# Written out, not bound: the database takes the index on long spans only for its own condition.
_IS_LONG = text(f'"end" - start > {LONG_SPAN}')
_START: BindParameter[int] = bindparam("start_")
_END: BindParameter[int] = bindparam("end_")
_NEAR: BindParameter[int] = bindparam("near_")
_BATCH = 500


def _at(table: type[Base], owner: Any, *where: Any) -> Any:
    """Rows that share a character with a place: those that begin near it, and long ones from further on."""
    row: Any = table
    mine = (owner == bindparam("owner_"), row.end > _START, *where)
    near = select(table.__table__).where(*mine, row.start >= _NEAR, row.start < _END)
    return union_all(near, select(table.__table__).where(*mine, _IS_LONG, row.start < _NEAR))


_REFUSED_THERE = exists().where(
    RejectionRow.layer_id == bindparam("layer_"),
    RejectionRow.start == SuggestionRow.start,
    RejectionRow.end == SuggestionRow.end,
    RejectionRow.label_id == SuggestionRow.label_id,
)
_ANNOTATIONS = _at(AnnotationRow, AnnotationRow.layer_id)
_SUGGESTIONS = _at(SuggestionRow, SuggestionRow.document_id, ~_REFUSED_THERE)
_REFUSED = select(RejectionRow.start, RejectionRow.end, RejectionRow.label_id).where(
    RejectionRow.layer_id == bindparam("layer_"), RejectionRow.start.in_(bindparam("starts_", expanding=True))
)
_QUOTE = func.substr(
    TextPartRow.content, SuggestionRow.start % PART_LENGTH + 1, SuggestionRow.end - SuggestionRow.start
)
_SUGGESTED: Select[Any] = (
    select(SuggestionRow.__table__, _QUOTE.label("quote"))
    .join(DocumentRow, DocumentRow.id == SuggestionRow.document_id)
    .outerjoin(
        TextPartRow,
        and_(
            TextPartRow.digest == DocumentRow.digest,
            TextPartRow.part == SuggestionRow.start // PART_LENGTH,
        ),
    )
    .where(
        SuggestionRow.document_id == bindparam("document_"),
        SuggestionRow.id.in_(bindparam("ids_", expanding=True)),
    )
)


def annotations_at(session: Session, layer_id: int, start: int, end: int) -> list[Row[Any]]:
    """The annotations of a layer that share a character with `[start, end)`, in text order."""
    session.flush()
    return _find(session.connection(), _ANNOTATIONS, layer_id, start, end)


def suggestions_at(
    connection: Connection, document_id: int, layer_id: int, start: int, end: int
) -> list[Row[Any]]:
    """The suggestions that share a character with `[start, end)` and were not refused in the layer."""
    return _find(connection, _SUGGESTIONS, document_id, start, end, layer_=layer_id)


def suggestions_by_id(connection: Connection, document_id: int, ids: Iterable[int]) -> dict[int, Row[Any]]:
    """Suggestions of a document with their quotes, as far as one part of the text has them."""
    wanted, found = list(ids), {}
    for at in range(0, len(wanted), _BATCH):
        given = {"document_": document_id, "ids_": wanted[at : at + _BATCH]}
        found.update({row.id: row for row in connection.execute(_SUGGESTED, given)})
    return found


def refused_from(connection: Connection, layer_id: int, starts: Iterable[int]) -> set[tuple[int, int, int]]:
    """What is refused in a layer where it begins at these positions, as (start, end, label id)."""
    wanted, found = sorted(set(starts)), set()
    for at in range(0, len(wanted), _BATCH):
        given = {"layer_": layer_id, "starts_": wanted[at : at + _BATCH]}
        found.update({(row.start, row.end, row.label_id) for row in connection.execute(_REFUSED, given)})
    return found


def _find(
    connection: Connection, query: Any, owner: int, start: int, end: int, **given: int
) -> list[Row[Any]]:
    place = {"owner_": owner, "start_": start, "end_": end, "near_": start - LONG_SPAN}
    found = connection.execute(query, place | given).all()
    return sorted(found, key=lambda each: (each.start, each.end, each.id))
