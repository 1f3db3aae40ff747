"""Undo and redo: the inverse of an operation, applied as a new one; refused if a row has moved on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, NothingToUndo
from core.history import Change, Kind
from core.operations.transaction import Step, decode, transact
from core.project import Project
from core.store.models import Base, OperationRow, PersonRow
from core.store.tracking import RowChange

_TABLES: dict[str, Table] = dict(Base.metadata.tables)


def undo(project: Project) -> Change:
    """Take back the annotator's newest operation that stands.

    Raises NothingToUndo, or Conflict if what it changed was changed again since.
    """
    with transact(project, Kind.UNDO) as step:
        operation = _newest(step, "done")
        if operation is None:
            raise NothingToUndo("undo")
        _turn(step, operation, [each.inverse() for each in reversed(decode(operation.changes))], "undone")
    return step.change


def redo(project: Project) -> Change:
    """Do again what was undone last, unless something new was done since.

    Raises NothingToUndo, or Conflict.
    """
    with transact(project, Kind.REDO) as step:
        operation = _oldest_undone(step)
        if operation is None:
            raise NothingToUndo("redo")
        _turn(step, operation, decode(operation.changes), "done")
    return step.change


def _own(step: Step) -> ColumnElement[bool]:
    return (OperationRow.person_id == step.project.annotator.id) & OperationRow.undoable


def _newest(step: Step, state: str) -> OperationRow | None:
    mine = _own(step) & (OperationRow.state == state)
    return step.session.scalars(select(OperationRow).where(mine).order_by(OperationRow.id.desc())).first()


def _oldest_undone(step: Step) -> OperationRow | None:
    mine = _own(step) & (OperationRow.state == "undone")
    return step.session.scalars(select(OperationRow).where(mine).order_by(OperationRow.id)).first()


def _turn(step: Step, operation: OperationRow, changes: list[RowChange], state: str) -> None:
    step.document_id = operation.document_id
    step.about_id, step.about = operation.id, Kind(operation.kind)
    for batch in _batches(changes):
        try:
            with step.session.begin_nested():
                _apply(step, operation, batch)
        except IntegrityError as error:
            raise _conflict(step, operation, batch[0]) from error
    step.session.expire_all()
    step.revealed.extend(changes)
    operation.state = state
    step.session.flush()


def _batches(changes: list[RowChange]) -> Iterator[list[RowChange]]:
    """Runs of changes of one shape that can go to the database together, in their order."""
    batch: list[RowChange] = []
    seen: set[int] = set()
    for change in changes:
        if batch and (_shape(change) != _shape(batch[0]) or change.id in seen or len(batch) == 500):
            yield batch
            batch, seen = [], set()
        batch.append(change)
        seen.add(change.id)
    if batch:
        yield batch


def _shape(change: RowChange) -> tuple[str, bool, tuple[str, ...] | None]:
    return change.table, change.before is None, None if change.after is None else tuple(change.after)


def _apply(step: Step, operation: OperationRow, batch: list[RowChange]) -> None:
    table = _TABLES[batch[0].table]
    [key] = table.primary_key.columns
    # Core statements on the connection: the session's own record of changes is for new acts.
    connection = step.session.connection()
    found = connection.execute(select(table).where(key.in_([each.id for each in batch]))).mappings()
    rows = {row[key.name]: row for row in found}
    for change in batch:
        if not _is_as_expected(rows.get(change.id), change.before):
            raise _conflict(step, operation, change)
    if batch[0].after is None:
        connection.execute(delete(table).where(key.in_([each.id for each in batch])))
    elif batch[0].before is None:
        connection.execute(insert(table), [each.after for each in batch if each.after])
    else:
        statement = update(table).where(key == bindparam("_key"))
        statement = statement.values({name: bindparam(f"_{name}") for name in batch[0].after})
        connection.execute(
            statement,
            [
                {"_key": each.id, **{f"_{name}": value for name, value in (each.after or {}).items()}}
                for each in batch
            ],
        )


def _is_as_expected(row: RowMapping | None, expected: dict[str, Any] | None) -> bool:
    if row is None or expected is None:
        return row is None and expected is None
    return all(row[name] == value for name, value in expected.items())


def _conflict(step: Step, operation: OperationRow, change: RowChange) -> Conflict:
    """Name who touched the row since, and when."""
    later = step.session.execute(
        select(OperationRow.at, OperationRow.changes, PersonRow.name)
        .join(PersonRow, PersonRow.id == OperationRow.person_id)
        .where(OperationRow.id > operation.id)
        .order_by(OperationRow.id.desc())
    )
    for at, changes, name in later:
        if any((each.table, each.id) == (change.table, change.id) for each in decode(changes)):
            return Conflict(f"{change.table} {change.id}", name, at)
    return Conflict(f"{change.table} {change.id}")
