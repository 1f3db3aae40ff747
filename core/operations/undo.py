"""Undo and redo: the inverse of an operation, applied as a new one; refused if a row has moved on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Row,
    RowMapping,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, NothingToUndo
from core.history import Change, Kind, UndoStatus
from core.operations import label_turn
from core.operations.ground import next_turns, on_operation
from core.operations.label_translation import refuse_if_given_out
from core.operations.later import done_at, refuse_if_in_use, refuse_if_out_of_sight, refuse_if_touched
from core.operations.suggestion_rows import count_again
from core.operations.transaction import Step, decode, transact
from core.project import Project
from core.store.models import Base, OperationRow, PersonRow, ZoneRow
from core.store.tracking import RowChange

_TABLES: dict[str, Table] = dict(Base.metadata.tables)
_TURNS = (Kind.UNDO, Kind.REDO)
_SET_STATE = update(OperationRow).where(OperationRow.id == bindparam("id_")).values(state=bindparam("state_"))
_NOT_IN_HISTORY = {  # what moves on without an operation
    "document": frozenset({"suggested_with", "suggestions"}),  # by filling
    "note": frozenset({"start", "end", "quote", "changed_at", "settled_at"}),  # by `following`
}


def undo(project: Project) -> Change:
    """Take back the annotator's newest operation that stands.

    Raises NothingToUndo, or Conflict if what it changed was changed again since.
    """
    return _turn_next(project, Kind.UNDO)


def redo(project: Project) -> Change:
    """Do again what was undone last, unless something new was done since.

    Raises NothingToUndo, or Conflict.
    """
    return _turn_next(project, Kind.REDO)


class _DoesNotFit(Exception):
    """The database does not let a row go or come: others hang on it, or its place is taken."""

    def __init__(self, operation: Row[Any], change: RowChange) -> None:
        super().__init__()
        self.operation, self.change = operation, change


def _turn_next(project: Project, kind: Kind) -> Change:
    state, other = ("done", "undone") if kind is Kind.UNDO else ("undone", "done")
    try:
        with transact(project, kind, next_turns(state)) as step:
            if not step.found:
                raise NothingToUndo(kind.value)
            operation, *after = step.found
            [found] = on_operation(operation.id).read(step.connection, project)
            step.stand_on(found)
            changes = decode(found.changes)
            if kind is Kind.UNDO:
                changes = [each.inverse() for each in reversed(changes)]
            elif found.of_document_hidden:
                refuse_if_out_of_sight(step, operation, found.of_document_id)
            _turn(step, operation, changes, other, others=found.others_went_on)
            step.next_turns = _status(kind, operation, next(iter(after), None))
    except _DoesNotFit as error:
        with project.reading() as connection:
            raise _conflict(connection, error.operation, error.change) from error.__cause__
    return step.change


def _status(kind: Kind, turned: Row[Any], then: Row[Any] | None) -> UndoStatus:
    """What comes next: the one that was turned can be turned again, and the one behind it in its place."""
    again = Kind(turned.kind), turned.document_id
    onwards = (Kind(then.kind), then.document_id) if then is not None else (None, None)
    undo, redo = (onwards, again) if kind is Kind.UNDO else (again, onwards)
    return UndoStatus(undo[0], undo[1], redo[0], redo[1])


def _turn(step: Step, operation: Row[Any], changes: list[RowChange], state: str, *, others: bool) -> None:
    step.document_id = operation.document_id
    step.about_id, step.about = operation.id, Kind(operation.kind)
    if others:
        refuse_if_in_use(step, operation, changes, again=state == "done")
    if others and state == "undone":
        refuse_if_touched(step, operation, [each for each in changes if not _is_made_anew(each)])
    of_labels = any(each.table == "label_set" for each in changes)
    if of_labels:
        label_turn.refuse_if_labels_went_on(step, operation, changes)
        if state == "undone":
            refuse_if_given_out(step, done_at(step, operation))
        label_turn.make_way(step, changes)
    left = label_turn.mark_left(changes)
    for batch in _batches(changes):
        try:
            if label_turn.is_derived(batch[0]):
                label_turn.apply_derived(step.connection, batch, left)
                step.revealed.extend(batch)
            elif _is_derived(batch[0]):
                _apply_derived(step, batch)
                step.revealed.extend(batch)
            else:
                step.revealed.extend(_apply(step, operation, batch))
        except IntegrityError as error:
            raise _DoesNotFit(operation, batch[0]) from error
    if of_labels:
        label_turn.tidy(step)
    suggested = [(each.after or each.before or {}) for each in changes if each.table == "suggestion"]
    counted = {each["document_id"] for each in suggested if "document_id" in each}
    count_again(step.connection, list(counted))
    step.session.expire_all()
    step.connection.execute(_SET_STATE, {"id_": operation.id, "state_": state})


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


def _shape(change: RowChange) -> tuple[str, bool, bool, tuple[str, ...] | None]:
    columns = None if change.after is None else tuple(change.after)
    return change.table, _is_made_anew(change), change.before is None, columns


def _is_made_anew(change: RowChange) -> bool:
    return _is_derived(change) or label_turn.is_derived(change)


def _is_derived(change: RowChange) -> bool:
    """Whether this is a suggested zone: filling makes those anew, so they may have moved on rightly."""
    return change.table == "zone" and (change.before or change.after or {}).get("by_hand") is False


def _apply_derived(step: Step, batch: list[RowChange]) -> None:
    """Take suggested zones away if they are still there; bring them back where none stands by now."""
    connection = step.session.connection()
    for change in batch:
        columns = change.after or change.before or {}
        there = (
            (ZoneRow.document_id == columns["document_id"])
            & (ZoneRow.start < columns["end"])
            & (ZoneRow.end > columns["start"])
        )
        if change.after is None:
            connection.execute(delete(ZoneRow).where(there, ~ZoneRow.by_hand))
        elif connection.execute(select(ZoneRow.id).where(there)).first() is None:
            connection.execute(insert(ZoneRow).values(columns))


def _apply(step: Step, operation: Row[Any], batch: list[RowChange]) -> list[RowChange]:
    """The changes, now made, with the rows as they are after them."""
    table = _TABLES[batch[0].table]
    [key] = table.primary_key.columns
    # Core statements on the connection: the session's own record of changes is for new acts.
    connection = step.connection
    ids = [each.id for each in batch]
    found = connection.execute(_rows_of(table), {"ids_": ids}).mappings()
    rows = {row[key.name]: row for row in found}
    for change in batch:
        if not _is_as_expected(rows.get(change.id), change):
            raise _conflict(connection, operation, change)
    if batch[0].after is None:
        connection.execute(_without(table), {"ids_": ids})
        return batch
    if batch[0].before is None:
        connection.execute(insert(table), [each.after for each in batch if each.after])
        is_whole = set(batch[0].after) == set(table.columns.keys())
        return [replace(each, whole=each.after) for each in batch] if is_whole else batch
    statement = update(table).where(key == bindparam("row"))
    statement = statement.values({name: bindparam(f"_{name}") for name in batch[0].after})
    connection.execute(
        statement,
        [
            {"row": each.id, **{f"_{name}": value for name, value in (each.after or {}).items()}}
            for each in batch
        ],
    )
    return [replace(each, whole={**rows[each.id], **(each.after or {})}) for each in batch]


@cache
def _rows_of(table: Table) -> Select[Any]:
    return select(table).where(_one_of(table))


@cache
def _without(table: Table) -> Delete:
    return delete(table).where(_one_of(table))


def _one_of(table: Table) -> ColumnElement[bool]:
    [key] = table.primary_key.columns
    return key.in_(bindparam("ids_", expanding=True))


def _is_as_expected(row: RowMapping | None, change: RowChange) -> bool:
    if row is None or change.before is None:
        return row is None and change.before is None
    passed_over = _NOT_IN_HISTORY.get(change.table, frozenset())
    return all(row[name] == value for name, value in change.before.items() if name not in passed_over)


def _conflict(connection: Connection, operation: Row[Any], change: RowChange) -> Conflict:
    """Name who touched the row since, and when."""
    later = connection.execute(
        select(OperationRow.at, OperationRow.changes, PersonRow.name)
        .join(PersonRow, PersonRow.id == OperationRow.person_id)
        .where(OperationRow.id > operation.id)
        # What was taken back since, and taking it back, is not what stands in the way.
        .order_by(OperationRow.state != "done", OperationRow.kind.in_(_TURNS), OperationRow.id.desc())
    )
    for at, changes, name in later:
        if any(_concerns(each, change) for each in decode(changes)):
            return Conflict(f"{change.table} {change.id}", name, at)
    return Conflict(f"{change.table} {change.id}")


def _concerns(later: RowChange, change: RowChange) -> bool:
    """Whether a later change is of the same row, or of one that hangs on it."""
    if (later.table, later.id) == (change.table, change.id):
        return True
    columns = later.after or later.before or {}
    keys = _TABLES[later.table].foreign_keys if later.table in _TABLES else ()
    return any(
        columns.get(key.parent.name) == change.id for key in keys if key.column.table.name == change.table
    )
