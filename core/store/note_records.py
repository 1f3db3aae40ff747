"""Notes ↔ what a file holds of them: read for export and handing out, written where they arrive."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select

from core.annotation import NoteRecord, ReplyRecord
from core.store import rows
from core.store.models import AnnotationRow, LayerRow, NoteRow, PersonRow, now
from core.store.tracking import RowChange

GONE = 0  # of the annotation that a note was written on: the id of none
_UID = re.compile("[0-9a-f]{32}")
_BATCH = 500

Persons = Callable[[str], int]  # the id of a person of that name, made if need be
Columns = rows.Columns


def note_records(
    connection: Connection,
    document_ids: Sequence[int],
    keys: Mapping[int, str],
    which: ColumnElement[bool],
) -> dict[int, list[NoteRecord]]:
    """The notes of these documents with their answers, by document, those at a place in text order.

    `which` is about the notes themselves, not their answers. What was taken away is there too.
    """
    names = {row.id: row.name for row in connection.execute(select(PersonRow.id, PersonRow.name))}
    found: dict[int, list[NoteRecord]] = defaultdict(list)
    for at in range(0, len(document_ids), _BATCH):
        rows = _notes(connection, document_ids[at : at + _BATCH], which)
        answers = _answers(connection, [row["id"] for row in rows], names)
        for row in rows:
            found[row["document_id"]].append(_record(row, answers[row["id"]], keys, names))
    return found


def _notes(connection: Connection, ids: Sequence[int], which: ColumnElement[bool]) -> Sequence[Columns]:
    query = (
        select(NoteRow.__table__, AnnotationRow.label_id, AnnotationRow.id.label("there"))
        .outerjoin(AnnotationRow, AnnotationRow.id == NoteRow.annotation_id)
        .where(NoteRow.document_id.in_(ids), NoteRow.parent_id.is_(None), which)
        .order_by(NoteRow.document_id, NoteRow.start, NoteRow.id)
    )
    return connection.execute(query).mappings().all()


def _answers(
    connection: Connection, ids: Sequence[int], names: Mapping[int, str]
) -> dict[int, list[ReplyRecord]]:
    found: dict[int, list[ReplyRecord]] = defaultdict(list)
    for at in range(0, len(ids), _BATCH):
        query = select(NoteRow.__table__).where(NoteRow.parent_id.in_(ids[at : at + _BATCH]))
        for row in connection.execute(query.order_by(NoteRow.made_at, NoteRow.uid)):
            reply = ReplyRecord(
                row.body, names[row.person_id], row.uid, row.made_at, row.changed_at, row.removed
            )
            found[row.parent_id].append(reply)
    return found


def _record(
    row: Columns, answers: list[ReplyRecord], keys: Mapping[int, str], names: Mapping[int, str]
) -> NoteRecord:
    return NoteRecord(
        row["body"],
        names[row["person_id"]],
        row["uid"],
        row["made_at"],
        row["changed_at"],
        names.get(row["about_id"], ""),
        row["start"],
        row["end"],
        row["quote"],
        keys[row["label_id"]] if row["there"] is not None else "",
        row["annotation_id"] is not None and row["there"] is None,
        row["removed"],
        row["resolved"],
        names.get(row["settled_by"], ""),
        row["settled_at"],
        tuple(answers),
    )


def uid_of(record: NoteRecord | ReplyRecord, within: str) -> str:
    """A note's name in every project; one that a file calls otherwise, or not, gets one made of what it
    says, `within` that text or note, so that the same file brings it once."""
    if _UID.fullmatch(record.id):
        return record.id
    place = (record.start, record.end) if isinstance(record, NoteRecord) else ()
    said = record.id or repr((record.author, record.at, record.body, place))
    return hashlib.sha256(f"{within}|{said}".encode()).hexdigest()[:32]


def add_notes(
    connection: Connection,
    document_id: int,
    digest: str,
    records: Iterable[NoteRecord],
    persons: Persons,
    label_ids: Mapping[str, int],
    handout_id: int | None = None,
) -> list[RowChange]:
    """Write notes that are not there yet, with their answers; `digest` is that of the document's text."""
    changes = []
    for record in records:
        about = persons(record.about) if record.about else None
        row = {
            **_row(record, uid_of(record, digest), document_id, persons, handout_id),
            "about_id": about,
            "annotation_id": anchor(connection, document_id, record, about, label_ids),
            "start": record.start,
            "end": record.end,
            "quote": record.text,
            "resolved": record.resolved,
            "settled_by": persons(record.settled_by) if record.settled_by else None,
            "settled_at": record.settled,
        }
        change = _insert(connection, row)
        changes.append(change)
        changes += [
            add_reply(connection, change.id, row, reply, persons, handout_id) for reply in record.replies
        ]
    return changes


def add_reply(
    connection: Connection,
    parent_id: int,
    parent: Columns,
    record: ReplyRecord,
    persons: Persons,
    handout_id: int | None = None,
) -> RowChange:
    """Write an answer to a note that is there."""
    uid = uid_of(record, parent["uid"])
    row = _row(record, uid, parent["document_id"], persons, handout_id)
    return _insert(connection, {**row, "parent_id": parent_id, "about_id": parent["about_id"]})


def anchor(
    connection: Connection,
    document_id: int,
    record: NoteRecord,
    about: int | None,
    label_ids: Mapping[str, int],
) -> int | None:
    """The annotation that a note was written on, in the layer that it is about (else gold's)."""
    if record.gone:
        return GONE
    if not record.label or record.label not in label_ids:
        return None
    whose = LayerRow.person_id == about if about is not None else LayerRow.kind == "gold"
    a = AnnotationRow
    return connection.scalar(
        select(a.id)
        .join(LayerRow, LayerRow.id == a.layer_id)
        .where(LayerRow.document_id == document_id, whose)
        .where(a.start == record.start, a.end == record.end, a.label_id == label_ids[record.label])
    )


def _row(
    record: NoteRecord | ReplyRecord, uid: str, document_id: int, persons: Persons, handout_id: int | None
) -> dict[str, Any]:
    made = record.at or now()
    return {
        "uid": uid,
        "document_id": document_id,
        "person_id": persons(record.author),
        "about_id": None,
        "parent_id": None,
        "annotation_id": None,
        "start": None,
        "end": None,
        "quote": "",
        "body": record.body,
        "made_at": made,
        "changed_at": record.changed or made,
        "removed": record.removed,
        "resolved": False,
        "settled_by": None,
        "settled_at": "",
        "handout_id": handout_id,
    }


def _insert(connection: Connection, row: dict[str, Any]) -> RowChange:
    made = connection.execute(insert(NoteRow).values(row)).inserted_primary_key
    assert made is not None
    return RowChange("note", int(made[0]), None, {"id": int(made[0]), **row})
