"""Undo and redo of an act on the label set: only of the newest version, and with suggestions as they may be.

Suggestions that were made here are made anew at will, so that an undo may find others than the act left.
Those that are still as they were go back exactly; of documents that were filled since, what does not fit
the label set any more goes, and filling makes the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update

from core.errors import Conflict
from core.operations.suggesting import label_mark
from core.operations.suggestion_rows import count_again, is_from_file
from core.operations.transaction import Step
from core.schema import LabelSet
from core.store.label_plan import is_of_file
from core.store.models import Base, DocumentRow, LabelRow, LabelSetRow, PersonRow
from core.store.tracking import RowChange

_TABLES: dict[str, Table] = dict(Base.metadata.tables)
_DERIVED = ("suggestion", "category_suggestion")


def is_derived(change: RowChange) -> bool:
    """Whether this is a suggestion that filling made, and may have made anew since."""
    if change.table not in _DERIVED:
        return False
    columns = change.before or change.after or {}
    return not is_of_file(str(columns.get("source", "")))


def refuse_if_labels_went_on(step: Step, operation: Row[Any], changes: Iterable[RowChange]) -> None:
    """An older version cannot be taken back from under a newer one. Conflict says whose that is."""
    newest = step.session.execute(
        select(LabelSetRow.version, LabelSetRow.created_at, PersonRow.name)
        .join(PersonRow, PersonRow.id == LabelSetRow.person_id, isouter=True)
        .order_by(LabelSetRow.version.desc())
        .limit(1)
    ).first()
    for each in changes:
        if each.table == "label_set" and newest is not None:
            expected = each.id if each.after is None else each.id - 1
            if newest.version != expected:
                raise Conflict(f"label set {expected}", newest.name or "", newest.created_at)


def make_way(step: Step, changes: Iterable[RowChange]) -> None:
    """Labels that go take along what was suggested under them since."""
    gone = [each.id for each in changes if each.table == "label" and each.after is None]
    if gone:
        _drop_suggestions(step.session.connection(), gone)


def tidy(step: Step) -> None:
    """What was suggested in the meantime under labels that are not in force now goes."""
    connection = step.session.connection()
    content = connection.scalar(select(LabelSetRow.content).order_by(LabelSetRow.version.desc()).limit(1))
    labels = LabelSet.from_json(content) if content is not None else LabelSet()
    retired = [
        row.id
        for row in connection.execute(select(LabelRow.id, LabelRow.kind, LabelRow.key))
        if not (labels.has_label(row.key) if row.kind == "span" else labels.has_category(row.key))
    ]
    if retired:
        _drop_suggestions(connection, retired)


def apply_derived(connection: Connection, batch: list[RowChange], left: str) -> None:
    """Bring suggestions back where nothing was filled since; `left` marks the label set that goes."""
    table = _TABLES[batch[0].table]
    if batch[0].after is None:
        connection.execute(delete(table).where(table.c.id.in_([each.id for each in batch])))
    elif batch[0].before is None:
        rows = [each.after for each in batch if each.after]
        filled = _filled_with(connection, {row["document_id"] for row in rows}, left)
        kept = [row for row in rows if row["document_id"] not in filled]
        if kept:
            connection.execute(insert(table), kept)
    else:
        statement = update(table).where(table.c.id == bindparam("_id"), table.c.label_id == bindparam("_was"))
        connection.execute(
            statement.values(label_id=bindparam("_to")),
            [
                {"_id": each.id, "_was": each.before["label_id"], "_to": each.after["label_id"]}
                for each in batch
                if each.before and each.after
            ],
        )


def mark_left(changes: Iterable[RowChange]) -> str:
    """The mark of what is suggested by the label set that goes by these changes, "" where none does."""
    for each in changes:
        if each.table == "label_set" and each.before is not None:
            return label_mark(LabelSet.from_json(each.before["content"]))
    return ""


def _filled_with(connection: Connection, document_ids: set[int], mark: str) -> set[int]:
    ids, found = sorted(document_ids), set[int]()
    for at in range(0, len(ids), 500):
        some = DocumentRow.id.in_(ids[at : at + 500])
        rows = connection.execute(select(DocumentRow.id, DocumentRow.suggested_with).where(some))
        found.update(row.id for row in rows if mark and row.suggested_with.startswith(mark))
    return found


def _drop_suggestions(connection: Connection, label_ids: list[int]) -> None:
    for name in _DERIVED:
        table: Any = _TABLES[name]
        which = table.c.label_id.in_(label_ids) & ~is_from_file(table.c.source)
        documents = list(connection.scalars(select(table.c.document_id).where(which).distinct()))
        if documents:
            connection.execute(delete(table).where(which))
            count_again(connection, documents)
