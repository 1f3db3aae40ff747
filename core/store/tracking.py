"""A session that knows every row it changes, and refuses to change any outside an operation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.unitofwork import UOWTransaction

from core.errors import UntrackedChange
from core.store.models import Base, OperationRow

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row before and after: None where it did not exist; of an update, only the columns that changed.

    `whole` is all of the row after it, where that is known; it is no part of history.
    """

    table: str
    id: int
    before: Columns | None
    after: Columns | None
    whole: Columns | None = field(default=None, compare=False)

    def inverse(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.table, self.id, self.after, self.before)


class TrackedSession(Session):
    """A session that records its changes in `info["changes"]` while an operation runs."""

    def __init__(self, bind: Any) -> None:
        super().__init__(bind, autoflush=True, expire_on_commit=False)


@event.listens_for(TrackedSession, "after_flush")
def _record(session: Session, _context: UOWTransaction) -> None:
    changed = [*session.new, *session.dirty, *session.deleted]
    rows = [row for row in changed if isinstance(row, Base) and not isinstance(row, OperationRow)]
    if not rows:
        return
    changes: list[RowChange] | None = session.info.get("changes")
    if changes is None:
        raise UntrackedChange(f"{type(rows[0]).__name__} was changed outside an operation")
    new, deleted = session.new, session.deleted  # each asking makes them anew, as long as they are
    for row in rows:
        change = _change_of(row, is_new=row in new, is_deleted=row in deleted)
        if change is not None:
            changes.append(change)


@event.listens_for(TrackedSession, "do_orm_execute")
def _guard(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise UntrackedChange("a statement would change rows that history then knows nothing of")


def _change_of(row: Base, *, is_new: bool, is_deleted: bool) -> RowChange | None:
    table = str(row.__table__.name)  # type: ignore[attr-defined]  # a FromClause; ours are all Tables
    key = int(inspect(row).mapper.primary_key_from_instance(row)[0])
    if is_new:
        return RowChange(table, key, None, columns_of(row))
    if is_deleted:
        return RowChange(table, key, columns_of(row), None)
    before: Columns = {}
    after: Columns = {}
    for attribute in inspect(row).mapper.column_attrs:
        history = inspect(row).attrs[attribute.key].history
        if history.has_changes():
            before[attribute.key] = history.deleted[0] if history.deleted else None
            after[attribute.key] = history.added[0] if history.added else None
    return RowChange(table, key, before, after) if after else None


def columns_of(row: Base) -> Columns:
    """All columns of a row, by name."""
    return {attribute.key: getattr(row, attribute.key) for attribute in inspect(row).mapper.column_attrs}
