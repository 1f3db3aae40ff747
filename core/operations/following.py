"""What moves along with an operation and is not part of it: the places and times of notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, select, update

from core.history import Kind
from core.store.models import AnnotationRow, NoteRow, now
from core.store.tracking import RowChange

if TYPE_CHECKING:
    from core.operations.transaction import Step

_EDGES = frozenset({"start", "end"})
_ANNOTATION = select(AnnotationRow).where(AnnotationRow.id == NoteRow.annotation_id).correlate(NoteRow)
_TO_ITS_ANNOTATION = {
    name: _ANNOTATION.with_only_columns(getattr(AnnotationRow, name)).scalar_subquery()
    for name in ("start", "end", "quote")
}
_HAS_ITS_ANNOTATION = _ANNOTATION.exists()


def follow(step: Step, changes: list[RowChange]) -> None:
    """Let notes go where their annotations went. After an undo or redo its notes count as
    changed just now, so that this state, not the one before, is taken over by whom they are sent to; a
    note that comes back stands where its annotation stands by now, whoever moved it."""
    moved = [each.id for each in changes if each.table == "annotation" and _moves(each)]
    moved = [id_ for id_ in moved if id_ not in step.without_notes]
    connection = step.connection
    _update(connection, NoteRow.annotation_id, moved, _TO_ITS_ANNOTATION)
    if step.kind in (Kind.UNDO, Kind.REDO):
        notes = [each for each in changes if each.table == "note" and each.after is not None]
        said = [
            each.id for each in notes if each.before is None or {"body", "removed"} & set(each.after or ())
        ]
        settled = [each.id for each in notes if "resolved" in (each.after or ()) and each.before is not None]
        come_back = [each.id for each in notes if each.before is None]
        _update(connection, NoteRow.id, come_back, _TO_ITS_ANNOTATION, _HAS_ITS_ANNOTATION)
        _update(connection, NoteRow.id, said, {"changed_at": now()})
        _update(connection, NoteRow.id, settled, {"settled_at": now()})


def _moves(change: RowChange) -> bool:
    return change.before is not None and change.after is not None and not _EDGES.isdisjoint(change.after)


def _says(change: RowChange) -> bool:
    return not {"body", "removed"}.isdisjoint(change.after or ())


def _update(
    connection: Connection,
    column: Any,
    ids: Sequence[int],
    values: dict[str, Any],
    *where: ColumnElement[bool],
) -> None:
    for at in range(0, len(ids), 500):
        connection.execute(update(NoteRow).where(column.in_(ids[at : at + 500]), *where).values(values))
