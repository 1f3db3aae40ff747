"""Dismissed findings follow their labels: the ids of labels in place of their keys.

What was dismissed before is known by a digest alone. It stays dismissed under the keys that it had;
the label that stands in the place follows from now on.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_IDS = ("of_label_id", "with_label_id", "label_id")
_KINDS = ("dismiss", "bring back", "undo", "redo")
_operation = sa.table("operation", sa.column("id"), sa.column("kind"), sa.column("changes", sa.LargeBinary))


def upgrade() -> None:
    """Columns are added and taken away, the table is not rewritten: so no id can be given again."""
    op.add_column("dismissal", sa.Column("kind", sa.String(24), nullable=False, server_default=sa.text("''")))
    op.add_column("dismissal", sa.Column("about", sa.Text(), nullable=False, server_default=sa.text("''")))
    for column in _IDS:
        reference = f"CONSTRAINT fk_dismissal_{column}_label REFERENCES label (id)"
        op.execute(f"ALTER TABLE dismissal ADD COLUMN {column} INTEGER {reference}")
    connection = op.get_bind()
    ids = _Ids(connection)
    for row in connection.execute(sa.text("SELECT id, at, label FROM dismissal WHERE label <> ''")).all():
        connection.execute(
            sa.text("UPDATE dismissal SET label_id = :label WHERE id = :id"),
            {"id": row.id, "label": ids.of(row.label, row.at)},
        )
    op.execute("ALTER TABLE dismissal DROP COLUMN label")
    _bring_history_along(connection, ids)


class _Ids:
    """The labels that keys meant at a time, by what they have been renamed to since."""

    def __init__(self, connection: sa.Connection) -> None:
        rows = connection.execute(sa.text("SELECT id, key FROM label WHERE kind = 'span'"))
        self._ids = {row.key: row.id for row in rows}
        acts = connection.execute(sa.text("SELECT created_at, act FROM label_set ORDER BY version")).all()
        said = [(row.created_at, json.loads(row.act)) for row in acts if row.act]
        self._renames = [
            (at, act) for at, act in said if act.get("type") == "rename" and not act.get("category")
        ]

    def of(self, key: str, at: str) -> int | None:
        """The id of the label, None if nothing is known of it any more."""
        for done, act in self._renames:
            if done > at and act["key"] == key:
                key = act["to"]
        return self._ids.get(key)


def _bring_history_along(connection: sa.Connection, ids: _Ids) -> None:
    """What was done to these rows can still be taken back."""
    query = sa.select(_operation.c.id, _operation.c.changes).where(_operation.c.kind.in_(_KINDS))
    for id_, said in connection.execute(query).all():
        changes = json.loads(bytes(said))
        if not any(table == "dismissal" for table, *_ in changes):
            continue
        brought = [
            [table, row, *(_columns(each, ids) for each in sides)]
            if table == "dismissal"
            else [table, row, *sides]
            for table, row, *sides in changes
        ]
        connection.execute(
            sa.update(_operation)
            .where(_operation.c.id == id_)
            .values(changes=json.dumps(brought, ensure_ascii=False).encode())
        )


def _columns(columns: dict[str, Any] | None, ids: _Ids) -> dict[str, Any] | None:
    if columns is None or "label" not in columns:
        return columns
    label = columns["label"]
    kept = {name: value for name, value in columns.items() if name != "label"}
    new = {"kind": "", "about": "", "of_label_id": None, "with_label_id": None}
    return {**kept, **new, "label_id": ids.of(label, columns["at"]) if label else None}
