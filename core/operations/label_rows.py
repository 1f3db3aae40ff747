"""Moving and deleting many rows at once, past SQLAlchemy's own handling of each, and noted for undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Table, delete, select, update

from core.operations.transaction import Step
from core.store.label_plan import Plan, parts
from core.store.models import Base
from core.store.tracking import RowChange

_TABLES: dict[str, Table] = dict(Base.metadata.tables)


def apply_plan(step: Step, made: Plan) -> None:
    """Do what was planned: doubles and what goes away are deleted with all that hangs on them."""
    if made.table == "annotation":
        _move_notes(step, made.doubles)
    delete_rows(step, made.table, [*made.doubles, *made.gone])
    deleted = set(made.doubles)
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for id_, to in made.moves.items():
        if to is not None and id_ not in deleted:
            groups[made.rows[id_][1], to].append(id_)
    for (before, to), ids in groups.items():
        set_label(step, made.table, "label_id", ids, before, to)


def _move_notes(step: Step, doubles: Mapping[int, int]) -> None:
    """What was said about a span that goes up in another is said about that one from now on."""
    t, connection = _TABLES["note"], step.session.connection()
    for some in parts(list(doubles)):
        found = connection.execute(select(t.c.id, t.c.annotation_id).where(t.c.annotation_id.in_(some))).all()
        for note, before in found:
            connection.execute(update(t).where(t.c.id == note).values(annotation_id=doubles[before]))
            moved = {"annotation_id": before}, {"annotation_id": doubles[before]}
            step.revealed.append(RowChange("note", note, *moved))


def set_label(step: Step, table: str, column: str, ids: Sequence[int], before: int, to: int) -> None:
    """Another label in these rows, all of which have the same one now."""
    t, connection = _TABLES[table], step.session.connection()
    for some in parts(ids):
        beside = {}
        if "source" in t.c and table != "annotation":  # tells undo whether filling may have made them anew
            beside = {
                row.id: row.source
                for row in connection.execute(select(t.c.id, t.c.source).where(t.c.id.in_(some)))
            }
        connection.execute(update(t).where(t.c.id.in_(some)).values({column: to}))
        for id_ in some:
            fixed = {"source": beside[id_]} if beside else {}
            step.revealed.append(RowChange(table, id_, {column: before, **fixed}, {column: to, **fixed}))


def delete_rows(step: Step, table: str, ids: Sequence[int]) -> None:
    """Delete rows and before them all that hangs on them, in an order that undo can go back by."""
    t, connection = _TABLES[table], step.session.connection()
    for some in parts(ids):
        for other, column in _hanging_on(table):
            hanging = select(_TABLES[other].c.id).where(_TABLES[other].c[column].in_(some))
            delete_rows(step, other, list(connection.scalars(hanging)))
        found = connection.execute(select(t).where(t.c.id.in_(some)).order_by(t.c.id)).mappings()
        for row in found:
            columns = {str(name): value for name, value in row.items()}
            step.revealed.append(RowChange(table, row["id"], columns, None))
        connection.execute(delete(t).where(t.c.id.in_(some)))


def _hanging_on(table: str) -> list[tuple[str, str]]:
    return [
        (str(other.name), str(key.parent.name))
        for other in Base.metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table.name == table and other.name != table
    ]
