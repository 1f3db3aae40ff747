"""Filling in suggestions: derived from texts and knowledge, made anew at will, never a person's work."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from core import __version__
from core.annotation import LayerState, Zone, ZoneKind
from core.errors import Cancelled, LabelsChanged
from core.history import Change, Kind, Touched
from core.operations.suggestion_rows import CATEGORY_COLUMNS, COLUMNS, count_again, is_from_file
from core.operations.transaction import transact
from core.operations.trials import keep_before_filling
from core.project import Project
from core.schema import LabelSet
from core.store import rows
from core.store.bulk import insert_rows
from core.store.models import (
    Base,
    CategorySuggestionRow,
    DocumentRow,
    LayerRow,
    OutlookRow,
    SuggestionRow,
    ZoneRow,
)
from core.store.texts import read_texts
from core.suggest.thinking import (
    Asked,
    Made,
    Suggests,
    Thinks,
    merge_zones,
    think,
)

_BATCH = 24_000  # characters that are thought about and stored together, …
_MOST = 100  # … of so many documents at most
_LEAST = 4_000  # characters in the last batches that several processes share, …
_ROUNDS = 6  # … which are so small that each would have so many of them still before it
_MANY = 400  # documents for which it pays to start other processes
_OF_LABELS = 32  # characters of the mark that stand for the label set
_AT_WORK = (LayerState.IN_PROGRESS, LayerState.RETURNED)
_LAC = "L"  # no digit of a digest
_TABLES: dict[str, Table] = dict(Base.metadata.tables)


def fill(
    project: Project,
    suggester: Suggests | Thinks,
    document_ids: Sequence[int] | None = None,
    *,
    again: bool = False,
    renew: bool = False,
    most: int | None = None,
    begun: bool = True,
    but: Collection[int] = (),
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Change:
    """Suggest zones, spans and categories in documents; `documents` of the Change tells in which.

    Without `document_ids`, all that the annotator has not finished (`most`: so many of them; without
    `begun`, only those that nobody works on; none of `but`). What the label set's knowledge has filled
    before is passed over, unless LAC is asked now and was not then; with `renew`, only what this very
    suggester has filled, with all that it learned; with `again`, nothing. Each batch is stored by itself,
    so that stopping (Cancelled) keeps what was done and a later call goes on there. Finished layers are
    not touched. Many documents are shared among `workers` processes.
    """
    labels = project.label_set
    mark = knowledge(labels, suggester)
    known = None if again else mark if renew else mark[: _OF_LABELS + mark.count(_LAC)]
    listed = _wanted(project, document_ids, known, begun=begun)
    wanted = [each for each in listed if each[0] not in but][:most]
    if not isinstance(suggester, Suggests) or len(wanted) < _MANY:
        workers = 1
    asked = (read_asked(project, ids) for ids in _batches(wanted, workers))
    made: Generator[list[Made], None, None] = (think(suggester, labels, batch) for batch in asked)
    if workers > 1 and isinstance(suggester, Suggests):
        from core.suggest.sharing import think_apart

        made = think_apart(suggester, labels, asked, workers)
    change = Change(Kind.SUGGEST, 0)
    done: list[int] = []
    with closing(made):
        while len(done) < len(wanted):
            if should_stop is not None and should_stop():
                raise Cancelled
            batch = next(made)
            change = _write(project, labels, batch, mark)
            done += [each[0] for each in batch]
            if progress is not None:
                progress(len(done), len(wanted))
    return replace(change, document_id=done[0] if len(done) == 1 else None, documents=tuple(done))


def knowledge(labels: LabelSet, suggester: object = None) -> str:
    """A digest of all that suggestions are made from, to tell which are out of date.

    Its first half is that of the label set and the program, the second that of what was learned; this
    begins with a letter of its own where LAC was asked.
    """
    lac = getattr(suggester, "lac", "")
    learned = hashlib.sha256((getattr(suggester, "knowledge", "") + lac).encode()).hexdigest()
    return label_mark(labels) + ((_LAC if lac else "") + learned)[:_OF_LABELS]


def label_mark(labels: LabelSet) -> str:
    """The half of `knowledge` that stands for the label set and the program."""
    return hashlib.sha256(labels.to_knowledge() + __version__.encode()).hexdigest()[:_OF_LABELS]


def _wanted(
    project: Project, document_ids: Sequence[int] | None, known: str | None, *, begun: bool
) -> list[tuple[int, int]]:
    """(id, length in code points) of each."""
    with project.reading() as connection:
        listed = (
            select(DocumentRow.id, DocumentRow.length)
            .where(DocumentRow.hidden == "")
            .order_by(DocumentRow.id)
        )
        if known is not None:
            listed = listed.where(~DocumentRow.suggested_with.startswith(known, autoescape=True))
        if not begun:
            at_work = select(LayerRow.id).where(LayerRow.document_id == DocumentRow.id)
            listed = listed.where(~at_work.where(LayerRow.state.in_(_AT_WORK)).exists())
        if document_ids is not None:
            wanted = set(document_ids)
            return [(id_, length) for id_, length in connection.execute(listed) if id_ in wanted]
        finished = (
            select(LayerRow.id)
            .where(
                LayerRow.document_id == DocumentRow.id,
                LayerRow.person_id == project.annotator.id,
                LayerRow.state.in_((LayerState.FINISHED, LayerState.APPROVED)),
            )
            .exists()
        )
        return [(id_, length) for id_, length in connection.execute(listed.where(~finished))]


def _batches(wanted: Sequence[tuple[int, int]], workers: int) -> Iterator[list[int]]:
    """Their ids, those together that cost about the same to think about; a long text alone.

    Towards the end those of several `workers` grow smaller, so that all end at about the same time.
    """
    batch: list[int] = []
    characters, left = 0, sum(length for _, length in wanted)
    for id_, length in wanted:
        most = _BATCH if workers == 1 else min(_BATCH, max(_LEAST, left // (_ROUNDS * workers)))
        if batch and (characters + length > most or len(batch) >= _MOST):
            yield batch
            left -= characters
            batch, characters = [], 0
        batch.append(id_)
        characters += length
    if batch:
        yield batch


def read_asked(project: Project, ids: list[int]) -> list[Asked]:
    """What is to be thought about; while that is done, no lock is held."""
    with project.reading() as connection:
        found = connection.execute(
            select(DocumentRow.id, DocumentRow.digest).where(DocumentRow.id.in_(ids)).order_by(DocumentRow.id)
        ).all()
        texts = read_texts(connection, [row.digest for row in found])
        by_hand = _zones_by_hand(connection, ids)
        return [(row.id, texts[row.digest], by_hand[row.id]) for row in found]


def _write(project: Project, labels: LabelSet, made: Sequence[Made], mark: str) -> Change:
    ids = [document_id for document_id, *_ in made]
    with transact(project, Kind.SUGGEST, undoable=False) as step:
        if project.label_set is not labels:
            raise LabelsChanged("the label set")  # and with it what is to be suggested
        step.document_id = ids[0] if len(ids) == 1 else None
        step.touches |= {Touched.SUGGESTIONS, Touched.ZONES}
        keep_before_filling(step.session.connection(), project, ids)
        connection = step.session.connection()
        _store(connection, project, made, mark)
        store_outlooks(connection, project, made)
        count_again(step.session.connection(), ids)
    return step.change


def _zones_by_hand(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[Zone]]:
    """By document, the zones that a person gave."""
    found: defaultdict[int, list[Zone]] = defaultdict(list)
    by_hand = select(ZoneRow.__table__).where(ZoneRow.document_id.in_(ids), ZoneRow.by_hand)
    for row in connection.execute(by_hand.order_by(ZoneRow.id)).mappings():
        found[row["document_id"]].append(rows.zone(row))
    return found


def _store(connection: Connection, project: Project, made: Sequence[Made], mark: str) -> None:
    """Put what was made for some documents in the place of what stood there: a statement a table."""
    labels = project.label_ids
    ids = [document_id for document_id, *_ in made]
    by_hand = _zones_by_hand(connection, ids)
    connection.execute(delete(ZoneRow).where(ZoneRow.document_id.in_(ids), ~ZoneRow.by_hand))
    for table in (SuggestionRow, CategorySuggestionRow):
        connection.execute(delete(table).where(table.document_id.in_(ids), ~is_from_file(table.source)))
    zones = [
        row
        for document_id, zones, *_ in made
        for row in _zone_rows(document_id, merge_zones(by_hand[document_id], zones))
    ]
    if zones:
        connection.execute(insert(ZoneRow), zones)
    insert_rows(
        connection,
        _TABLES["suggestion"],
        COLUMNS,
        [
            (document_id, labels.of_span(label), start, end, source, score, reason)
            for document_id, _, spans, _, _ in made
            for start, end, label, source, score, reason in spans
        ],
    )
    insert_rows(
        connection,
        _TABLES["category_suggestion"],
        CATEGORY_COLUMNS,
        [
            (document_id, labels.of_category(key), source, score, reason)
            for document_id, _, _, categories, _ in made
            for key, source, score, reason in categories
        ],
    )
    connection.execute(update(DocumentRow).where(DocumentRow.id.in_(ids)).values(suggested_with=mark))


def store_outlooks(connection: Connection, project: Project, made: Sequence[Made]) -> None:
    """What is to be learned from each document: how doubtful, how disputed, how much of which label."""
    connection.execute(delete(OutlookRow).where(OutlookRow.document_id.in_([each[0] for each in made])))
    rows_ = []
    for document_id, _zones, spans, _categories, disagreement in made:
        doubts = [1.0 - abs(2.0 * score - 1.0) for *_, score, _reason in spans]
        expected: defaultdict[int, float] = defaultdict(float)
        for _, _, label, _, score, _ in spans:
            expected[project.label_ids.of_span(label)] += score
        told = msgspec.json.encode({label: round(sum_, 2) for label, sum_ in expected.items()}).decode()
        mean = sum(doubts) / len(doubts) if doubts else 0.0
        rows_.append((document_id, mean, disagreement, told))
    columns = ("document_id", "uncertainty", "disagreement", "expected")
    insert_rows(connection, _TABLES["outlook"], columns, rows_)


def _zone_rows(document_id: int, zones: Sequence[Zone]) -> Iterator[dict[str, object]]:
    for zone in zones:
        if not zone.by_hand and zone.kind is not ZoneKind.BODY:
            yield {
                "document_id": document_id,
                "start": zone.start,
                "end": zone.end,
                "kind": zone.kind,
                "by_hand": False,
            }
