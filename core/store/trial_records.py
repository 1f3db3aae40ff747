"""Trials and outlooks on their way from one database to another: with label keys in place of ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Connection, insert, select, true

from core.store.models import OutlookRow, TrialRow


class _Content(msgspec.Struct):
    spans: list[tuple[int, int, int, str, float, str]]
    categories: list[tuple[int, str, float]] = []
    below: dict[int, float] = {}


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """A trial as any database can take it; `spans` as `core.operations.trials` has them, but by key."""

    at: str
    knowledge: str
    spans: tuple[tuple[int, int, str, str, float, str], ...]
    categories: tuple[tuple[str, str, float], ...]
    below: tuple[tuple[str, float], ...]


def trial_records(
    connection: Connection,
    document_ids: Iterable[int],
    keys: Mapping[int, str],
    which: ColumnElement[bool] | None = None,
) -> dict[tuple[int, int], TrialRecord]:
    """The trials on these documents by (document, person); what has a label that is gone is left out."""
    found = {}
    ids = list(document_ids)
    for at in range(0, len(ids), 500):
        query = select(TrialRow.__table__).where(
            TrialRow.document_id.in_(ids[at : at + 500]), which if which is not None else true()
        )
        for row in connection.execute(query):
            content = msgspec.json.decode(row.content, type=_Content)
            found[row.document_id, row.person_id] = TrialRecord(
                row.at,
                row.knowledge,
                tuple((*each[:2], keys[each[2]], *each[3:]) for each in content.spans if each[2] in keys),
                tuple((keys[each[0]], *each[1:]) for each in content.categories if each[0] in keys),
                tuple((keys[label], value) for label, value in content.below.items() if label in keys),
            )
    return found


def add_trial(
    connection: Connection,
    document_id: int,
    person_id: int,
    record: TrialRecord,
    spans: Mapping[str, int],
    categories: Mapping[str, int],
) -> None:
    """Keep a trial of another database here, unless there is one; ids of labels by key."""
    known = select(TrialRow.id).where(TrialRow.document_id == document_id, TrialRow.person_id == person_id)
    if connection.scalar(known) is not None:
        return
    content = _Content(
        [(*each[:2], spans[each[2]], *each[3:]) for each in record.spans if each[2] in spans],
        [(categories[each[0]], *each[1:]) for each in record.categories if each[0] in categories],
        {spans[key]: value for key, value in record.below if key in spans},
    )
    connection.execute(
        insert(TrialRow).values(
            document_id=document_id,
            person_id=person_id,
            at=record.at,
            knowledge=record.knowledge,
            content=msgspec.json.encode(content).decode(),
        )
    )


def copy_outlooks(
    here: Connection, there: Connection, documents: Mapping[int, int], labels: Mapping[int, int]
) -> None:
    """What is to be learned from documents, under their ids and those of labels in another database."""
    table = OutlookRow.__table__
    found = here.execute(select(table).where(table.c.document_id.in_(list(documents)))).mappings()
    rows = [dict(row) for row in found]
    for row in rows:
        expected = msgspec.json.decode(row["expected"], type=dict[int, float])
        moved = {labels[label]: value for label, value in expected.items() if label in labels}
        row.update(document_id=documents[row["document_id"]], expected=msgspec.json.encode(moved).decode())
    if rows:
        there.execute(insert(OutlookRow), rows)
