"""Rows that an act writes with plain statements, each noted for history as it was and as it is.

The session's own bookkeeping of a row takes longer than the database. Statements are made once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.store.engine import next_id
from core.store.models import Base
from core.store.tracking import RowChange

Columns = Mapping[Any, Any]  # a row's, perhaps with others
_BATCH = 500


def whole_row(table: type[Base], **given: Any) -> dict[str, Any]:
    """All columns of a new row but its id: what is not given gets its default."""
    return {
        name: given[name] if name in given else default(None) if callable(default) else default
        for name, default in _defaults(table)
    }


def insert_rows(session: Session, table: type[Base], rows: Sequence[Columns]) -> list[int]:
    """Write new rows, each whole but for its id (`whole_row`); their ids, in the same order."""
    if not rows:
        return []
    session.flush()
    connection = session.connection()
    if len(rows) == 1:
        made = connection.execute(_insert(table), rows[0]).inserted_primary_key
        assert made is not None
        ids = [int(made[0])]
    elif (first := next_id(connection, table.__tablename__)) is not None:
        ids = list(range(first, first + len(rows)))
        connection.execute(_insert(table), [{"id": id_, **row} for id_, row in zip(ids, rows, strict=True)])
    else:
        ids = [int(id_) for id_ in connection.scalars(_insert_many(table), rows)]
    for id_, row in zip(ids, rows, strict=True):
        whole = {"id": id_, **row}
        _note(session, RowChange(table.__tablename__, id_, None, whole, whole))
    return ids


def update_rows(session: Session, table: type[Base], rows: Sequence[tuple[Columns, Columns]]) -> None:
    """Let rows say something else: of each what it was (its id and what may change, or all of it), and what
    its columns are to be. What is so already is left alone."""
    session.flush()
    alike: dict[tuple[str, ...], list[tuple[Columns, dict[str, Any]]]] = defaultdict(list)
    for row, wanted in rows:
        after = {name: value for name, value in wanted.items() if row[name] != value}
        if after:
            alike[tuple(after)].append((row, after))
    for names, some in alike.items():
        values = [{"id_": row["id"], **{f"{n}_": v for n, v in after.items()}} for row, after in some]
        session.connection().execute(_update(table, names), values if len(values) > 1 else values[0])
        for row, after in some:
            is_whole = all(name in row for name in _names(table))
            whole = {**_own(table, row), **after} if is_whole else None
            before = {name: row[name] for name in names}
            _note(session, RowChange(table.__tablename__, row["id"], before, after, whole))


def delete_rows(session: Session, table: type[Base], rows: Sequence[Columns]) -> None:
    """Take whole rows away."""
    session.flush()
    ids = [row["id"] for row in rows]
    if len(ids) == 1:
        session.connection().execute(_delete(table), {"id_": ids[0]})
    for at in range(0, len(ids), _BATCH) if len(ids) > 1 else ():
        some = table.__table__.c.id.in_(ids[at : at + _BATCH])
        session.connection().execute(sa.delete(table).where(some))
    for row in rows:
        _note(session, RowChange(table.__tablename__, row["id"], _own(table, row), None))


def _note(session: Session, change: RowChange) -> None:
    session.info["changes"].append(change)


def _own(table: type[Base], row: Columns) -> dict[str, Any]:
    return {name: row[name] for name in _names(table)}


@cache
def _names(table: type[Base]) -> tuple[str, ...]:
    return tuple(column.name for column in table.__table__.columns)


@cache
def _defaults(table: type[Base]) -> list[tuple[str, Any]]:
    columns = [column for column in table.__table__.columns if column.name != "id"]
    return [(each.name, each.default.arg if each.default is not None else None) for each in columns]


@cache
def _insert(table: type[Base]) -> Any:
    return sa.insert(table)


@cache
def _insert_many(table: type[Base]) -> Any:
    return sa.insert(table).returning(table.__table__.c.id, sort_by_parameter_order=True)


@cache
def _update(table: type[Base], names: tuple[str, ...]) -> Any:
    statement = sa.update(table).where(table.__table__.c.id == sa.bindparam("id_"))
    return statement.values({name: sa.bindparam(f"{name}_") for name in names})


@cache
def _delete(table: type[Base]) -> Any:
    return sa.delete(table).where(table.__table__.c.id == sa.bindparam("id_"))
