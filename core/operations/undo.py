"""Undo and redo: the inverse of an operation, applied as a new one; refused if a row has moved on."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, RowMapping, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, NothingToUndo
from core.history import Change, Kind
from core.operations import label_turn
from core.operations.label_translation import refuse_if_given_out_since
from core.operations.suggestion_rows import count_again
from core.operations.transaction import Step, decode, transact
from core.project import Project
from core.store.models import Base, LayerRow, OperationRow, PersonRow, ZoneRow
from core.store.tracking import RowChange

_TABLES: dict[str, Table] = dict(Base.metadata.tables)
_TURNS = (Kind.UNDO, Kind.REDO)
_NOT_IN_HISTORY = {  # what moves on without an operation
    "document": frozenset({"suggested_with", "suggestions"}),  # by filling
    "note": frozenset({"start", "end", "quote", "changed_at", "settled_at"}),  # by `following`
}


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
    if state == "undone":
        _refuse_if_others_went_on(step, operation, changes)
    of_labels = any(each.table == "label_set" for each in changes)
    if of_labels:
        label_turn.refuse_if_labels_went_on(step, operation, changes)
        if state == "undone":
            refuse_if_given_out_since(step, operation)
        label_turn.make_way(step, changes)
    left = label_turn.mark_left(changes)
    for batch in _batches(changes):
        try:
            with step.session.begin_nested():
                if label_turn.is_derived(batch[0]):
                    label_turn.apply_derived(step.session.connection(), batch, left)
                else:
                    (_apply_derived if _is_derived(batch[0]) else _apply)(step, operation, batch)
        except IntegrityError as error:
            raise _conflict(step, operation, batch[0]) from error
    if of_labels:
        label_turn.tidy(step)
    suggested = [(each.after or each.before or {}) for each in changes if each.table == "suggestion"]
    counted = {each["document_id"] for each in suggested if "document_id" in each}
    count_again(step.session.connection(), list(counted))
    step.session.expire_all()
    step.revealed.extend(changes)
    operation.state = state
    step.session.flush()


def _refuse_if_others_went_on(step: Step, operation: OperationRow, changes: list[RowChange]) -> None:
    """What an undo would take off the list, or from a layer's owner, must not be in use by now."""
    later = (
        select(OperationRow.at, OperationRow.document_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == OperationRow.person_id)
        .where(
            OperationRow.id > operation.id,
            OperationRow.person_id != operation.person_id,
            OperationRow.state == "done",
            OperationRow.undoable,
        )
        .order_by(OperationRow.id.desc())
    )
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
            found = step.session.execute(some).first()
            if found is not None:
                raise Conflict(f"document {found.document_id}", found.name, found.at)


def _hides(change: RowChange) -> bool:
    return change.table == "document" and (change.after is None or bool(change.after.get("hidden")))


def _disowns(change: RowChange) -> bool:
    return change.table == "layer" and change.after is not None and change.after.get("person_id", 0) is None


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
    return change.table, _is_derived(change) or label_turn.is_derived(change), change.before is None, columns


def _is_derived(change: RowChange) -> bool:
    """Whether this is a suggested zone: filling makes those anew, so they may have moved on rightly."""
    return change.table == "zone" and (change.before or change.after or {}).get("by_hand") is False


def _apply_derived(step: Step, operation: OperationRow, batch: list[RowChange]) -> None:
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


def _apply(step: Step, operation: OperationRow, batch: list[RowChange]) -> None:
    table = _TABLES[batch[0].table]
    [key] = table.primary_key.columns
    # Core statements on the connection: the session's own record of changes is for new acts.
    connection = step.session.connection()
    found = connection.execute(select(table).where(key.in_([each.id for each in batch]))).mappings()
    rows = {row[key.name]: row for row in found}
    for change in batch:
        if not _is_as_expected(rows.get(change.id), change):
            raise _conflict(step, operation, change)
    if batch[0].after is None:
        connection.execute(delete(table).where(key.in_([each.id for each in batch])))
    elif batch[0].before is None:
        connection.execute(insert(table), [each.after for each in batch if each.after])
    else:
        statement = update(table).where(key == bindparam("row"))
        statement = statement.values({name: bindparam(f"_{name}") for name in batch[0].after})
        connection.execute(
            statement,
            [
                {"row": each.id, **{f"_{name}": value for name, value in (each.after or {}).items()}}
                for each in batch
            ],
        )


def _is_as_expected(row: RowMapping | None, change: RowChange) -> bool:
    if row is None or change.before is None:
        return row is None and change.before is None
    passed_over = _NOT_IN_HISTORY.get(change.table, frozenset())
    return all(row[name] == value for name, value in change.before.items() if name not in passed_over)


def _conflict(step: Step, operation: OperationRow, change: RowChange) -> Conflict:
    """Name who touched the row since, and when."""
    later = step.session.execute(
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
    columns = later.after or later.before or {}
    return (later.table, later.id) == (change.table, change.id) or columns.get(
        f"{change.table}_id"
    ) == change.id
