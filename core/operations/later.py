"""What others did after an operation, and what of it still stands: that is undone before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from core.errors import Conflict
from core.history import Kind
from core.operations.transaction import Step, decode
from core.store.models import LayerRow, OperationRow, PersonRow
from core.store.tracking import RowChange

_REPEATED, _TURN = aliased(OperationRow), aliased(OperationRow)
_EVERY = "*"  # column: a row that comes or goes


def refuse_if_in_use(
    step: Step, operation: Row[Any], changes: list[RowChange], *, again: bool = False
) -> None:
    """Conflict if somebody works on what these changes would take off the list or from a layer's owner: what
    an undo takes away, or what a redo, `again`, puts something in the place of that lacks their work."""
    later = _not_yet_there(operation, operation.id) if again else _standing(step, operation)
    its_owner = (LayerRow.document_id == OperationRow.document_id) & (
        LayerRow.person_id == OperationRow.person_id
    )
    documents = [each.id for each in changes if _hides(each)]
    layers = [each.id for each in changes if _disowns(each)]
    for at in range(0, max(len(documents), len(layers)), 500):
        for some in (
            later.where(OperationRow.document_id.in_(documents[at : at + 500])),
            later.join(LayerRow, its_owner).where(LayerRow.id.in_(layers[at : at + 500])),
        ):
            found = step.connection.execute(some.limit(1)).first()
            if found is not None:
                raise Conflict(f"document {found.document_id}", found.name, found.at)


def refuse_if_touched(step: Step, operation: Row[Any], changes: list[RowChange]) -> None:
    """Conflict if somebody changed one of the rows too, even if it is by now as the operation left it: they
    could not go back any more."""
    later = _standing(step, operation)
    if operation.document_id is not None:
        here = OperationRow.document_id
        later = later.where((here == operation.document_id) | here.is_(None))
    mine = _columns(changes)
    for row in step.connection.execute(later.add_columns(OperationRow.changes)):
        for (table, id_), columns in _columns(decode(row.changes)).items():
            touched = mine.get((table, id_), set())
            if touched and (_EVERY in touched | columns or touched & columns):
                raise Conflict(f"{table} {id_}", row.name, row.at)


def refuse_if_out_of_sight(step: Step, operation: Row[Any], document_id: int) -> None:
    """Conflict if somebody took the document off the list since the operation was undone: doing it again,
    nobody would see it."""
    undone = select(func.max(OperationRow.id)).where(
        OperationRow.person_id == operation.person_id,
        OperationRow.state == "done",
        OperationRow.kind == Kind.UNDO,
        OperationRow.about_id == operation.id,
    )
    later = _not_yet_there(operation, step.connection.scalar(undone) or int(operation.id))
    for row in step.connection.execute(later.add_columns(OperationRow.changes)):
        if any(_hides(each) and each.id == document_id for each in decode(row.changes)):
            raise Conflict(f"document {document_id}", row.name, row.at)


def done_at(step: Step, operation: Row[Any]) -> int:
    """From which line of history on an operation stands: its own, or where it was done again last."""
    repeated = select(func.max(OperationRow.id)).where(
        OperationRow.person_id == operation.person_id,
        OperationRow.state == "done",
        OperationRow.id > operation.id,
        OperationRow.kind == Kind.REDO,
        OperationRow.about_id == operation.id,
    )
    return step.connection.scalar(repeated) or int(operation.id)


def _standing(step: Step, operation: Row[Any]) -> Select[str, int | None, str]:
    """The later operations of others that stand, the newest first."""
    again = and_(OperationRow.kind == Kind.REDO, _REPEATED.state == "done")
    return _of_others(operation, done_at(step, operation), or_(OperationRow.undoable, again))


def _not_yet_there(operation: Row[Any], at: int) -> Select[str, int | None, str]:
    """The operations of others that stand and did not at that line of history."""
    turned_before = (
        select(_TURN.kind)
        .where(_TURN.about_id == _REPEATED.id, _TURN.id < at)
        .order_by(_TURN.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    again = and_(OperationRow.kind == Kind.REDO, _REPEATED.state == "done", turned_before == Kind.UNDO)
    return _of_others(operation, at, or_(OperationRow.undoable, again))


def _of_others(operation: Row[Any], since: int, which: ColumnElement[bool]) -> Select[str, int | None, str]:
    return (
        select(OperationRow.at, OperationRow.document_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == OperationRow.person_id)
        .outerjoin(_REPEATED, _REPEATED.id == OperationRow.about_id)
        .where(
            OperationRow.id > since,
            OperationRow.person_id != operation.person_id,
            OperationRow.state == "done",
            which,
        )
        .order_by(OperationRow.id.desc())
    )


def _hides(change: RowChange) -> bool:
    return change.table == "document" and (change.after is None or bool(change.after.get("hidden")))


def _disowns(change: RowChange) -> bool:
    return change.table == "layer" and change.after is not None and change.after.get("person_id", 0) is None


def _columns(changes: Iterable[RowChange]) -> dict[tuple[str, int], set[str]]:
    """By row, which columns change."""
    found: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for each in changes:
        whole = each.before is None or each.after is None
        found[each.table, each.id] |= {_EVERY} if whole else set(each.after or ())
    return found
