"""Trials and outlooks on their way from one database to another: with label keys in place of ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Connection, insert, select, true

from core.store.models import OutlookRow, TrialRow
from core.store.trial_labels import LaterLabels
from core.trial import Seen


class TrialContent(msgspec.Struct):
    """What a trial's row holds, as `core.operations.trials` says."""

    spans: list[tuple[int, int, int, str, float, str]]
    categories: list[tuple[int, str, float]] = []
    below: dict[int, float] = {}
    hidden: list[int] = []  # the numbers of spans that were hidden, in a trial of another database


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """A trial as any database can take it: under the keys of the label set in force where it comes from."""

    knowledge: str
    seen: tuple[Seen, ...]
    categories: tuple[tuple[str, str, float], ...]


def read_seen(said: str, later: LaterLabels, at: str) -> tuple[Seen, ...]:
    """What was suggested in a trial of that time, under the labels in force."""
    acts, content = later.after(at), msgspec.json.decode(said, type=TrialContent)
    hidden = set(content.hidden)
    seen = []
    for number, (start, end, label, source, score, quote) in enumerate(content.spans):
        key = later.key(label, quote, acts)
        if key is not None:
            was_hidden = number in hidden or score < content.below.get(label, 0.0)
            seen.append(Seen(start, end, key, source, score, quote, was_hidden))
    return best_of(seen) if acts else tuple(seen)


def best_of(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    """Of several suggestions that have become one, that which was shown, and of these the best."""
    found: dict[tuple[int, int, str], Seen] = {}
    for each in seen:
        known = found.get(each[:3])
        if known is None or (not each.hidden, each.score) > (not known.hidden, known.score):
            found[each[:3]] = each
    return tuple(found.values())


def trial_records(
    connection: Connection,
    document_ids: Iterable[int],
    keys: Mapping[int, str],
    which: ColumnElement[bool] | None = None,
) -> dict[tuple[int, int], TrialRecord]:
    """The trials on these documents by (document, person); what went away with its label is left out."""
    found = {}
    ids = list(document_ids)
    later, of_categories = LaterLabels(connection, keys), LaterLabels(connection, keys, category=True)
    for at in range(0, len(ids), 500):
        query = select(TrialRow.__table__).where(
            TrialRow.document_id.in_(ids[at : at + 500]), which if which is not None else true()
        )
        for row in connection.execute(query):
            content, acts = msgspec.json.decode(row.content, type=TrialContent), of_categories.after(row.at)
            given = [
                (of_categories.key(label, "", acts), source, score)
                for label, source, score in content.categories
            ]
            found[row.document_id, row.person_id] = TrialRecord(
                row.knowledge,
                read_seen(row.content, later, row.at),
                tuple((key, source, score) for key, source, score in given if key is not None),
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
    """Keep a trial of another database here, unless there is one, as of now; ids of labels by key."""
    known = select(TrialRow.id).where(TrialRow.document_id == document_id, TrialRow.person_id == person_id)
    if connection.scalar(known) is not None:
        return
    seen = [each for each in record.seen if each.label in spans]
    content = TrialContent(
        [(each.start, each.end, spans[each.label], each.source, each.score, each.quote) for each in seen],
        [(categories[key], source, score) for key, source, score in record.categories if key in categories],
        hidden=[number for number, each in enumerate(seen) if each.hidden],
    )
    connection.execute(
        insert(TrialRow).values(
            document_id=document_id,
            person_id=person_id,
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
