"""Filling in suggestions: derived from texts and knowledge, made anew at will, never a person's work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from sqlalchemy import Connection, Table, delete, insert, select, update

from core import __version__
from core.annotation import CategorySuggestion, LayerState, Suggestion, Zone, ZoneKind
from core.errors import Cancelled
from core.history import Change, Kind, Touched
from core.operations.suggestion_rows import CATEGORY_COLUMNS, COLUMNS, count_again, is_from_file
from core.operations.transaction import transact
from core.project import Project
from core.schema import LabelSet
from core.store import rows
from core.store.bulk import insert_rows
from core.store.models import Base, CategorySuggestionRow, DocumentRow, LayerRow, SuggestionRow, ZoneRow
from core.store.texts import read_texts
from core.zones import suggest_zones

_BATCH = 20
_TABLES: dict[str, Table] = dict(Base.metadata.tables)


class Suggests(Protocol):
    """What proposes spans and categories for a text, such as `core.suggest.suggester.Suggester`."""

    def suggest(self, text: str, zones: Sequence[Zone]) -> Sequence[Suggestion]:
        """Spans, with offsets in code points."""

    def categories(self, text: str, zones: Sequence[Zone]) -> Sequence[CategorySuggestion]:
        """Categories of the whole text."""


def fill(
    project: Project,
    suggester: Suggests,
    document_ids: Sequence[int] | None = None,
    *,
    again: bool = False,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Change:
    """Suggest zones, spans and categories in documents; the last Change tells which were touched.

    Without `document_ids`, all that the annotator has not finished. What the same knowledge has filled
    before is passed over, unless `again`. Each batch is stored by itself, so that stopping
    (Cancelled) keeps what was done and a later call goes on there. Finished layers are not touched.
    """
    mark = knowledge(project.label_set)
    wanted = _wanted(project, document_ids, None if again else mark)
    change = Change(Kind.SUGGEST, 0)
    for at in range(0, len(wanted), _BATCH):
        if should_stop is not None and should_stop():
            raise Cancelled
        change = _fill_batch(project, suggester, wanted[at : at + _BATCH], mark)
        if progress is not None:
            progress(min(at + _BATCH, len(wanted)), len(wanted))
    return change


def knowledge(labels: LabelSet) -> str:
    """A digest of all that suggestions are made from, to tell which are out of date."""
    return hashlib.sha256(labels.to_json() + __version__.encode()).hexdigest()


def _wanted(project: Project, document_ids: Sequence[int] | None, mark: str | None) -> list[int]:
    with project.reading() as connection:
        listed = select(DocumentRow.id).where(DocumentRow.hidden == "").order_by(DocumentRow.id)
        if mark is not None:
            listed = listed.where(DocumentRow.suggested_with != mark)
        if document_ids is not None:
            wanted = set(document_ids)
            return [id_ for id_ in connection.scalars(listed) if id_ in wanted]
        finished = (
            select(LayerRow.id)
            .where(
                LayerRow.document_id == DocumentRow.id,
                LayerRow.person_id == project.annotator.id,
                LayerRow.state.in_((LayerState.FINISHED, LayerState.APPROVED)),
            )
            .exists()
        )
        return list(connection.scalars(listed.where(~finished)))


def _fill_batch(project: Project, suggester: Suggests, ids: list[int], mark: str) -> Change:
    """Read, then think with no lock held, then write."""
    with project.reading() as connection:
        found = connection.execute(
            select(DocumentRow.id, DocumentRow.digest).where(DocumentRow.id.in_(ids)).order_by(DocumentRow.id)
        ).all()
        texts = read_texts(connection, [row.digest for row in found])
        by_hand = {row.id: _zones_by_hand(connection, row.id) for row in found}
    made = []
    for row in found:
        text = texts[row.digest]
        zones = merge_zones(by_hand[row.id], suggest_zones(text, project.label_set.rules))
        made.append((row.id, zones, suggester.suggest(text, zones), suggester.categories(text, zones)))
    with transact(project, Kind.SUGGEST, undoable=False) as step:
        step.document_id = ids[0] if len(ids) == 1 else None
        step.touches |= {Touched.SUGGESTIONS, Touched.ZONES}
        for document_id, zones, spans, categories in made:
            _store(step.session.connection(), project, document_id, zones, spans, categories, mark)
        count_again(step.session.connection(), ids)
    return step.change


def merge_zones(by_hand: Sequence[Zone], suggested: Sequence[Zone]) -> list[Zone]:
    """What a person said, and what is suggested where nobody said anything."""
    free = [
        each
        for each in suggested
        if not any(each.start < known.end and known.start < each.end for known in by_hand)
    ]
    return sorted([*by_hand, *free], key=lambda zone: zone.start)


def _zones_by_hand(connection: Connection, document_id: int) -> list[Zone]:
    found = connection.execute(
        select(ZoneRow.__table__).where(ZoneRow.document_id == document_id, ZoneRow.by_hand)
    ).mappings()
    return [rows.zone(row) for row in found]


def _store(
    connection: Connection,
    project: Project,
    document_id: int,
    zones: Sequence[Zone],
    spans: Sequence[Suggestion],
    categories: Sequence[CategorySuggestion],
    mark: str,
) -> None:
    ids = project.label_ids
    zones = merge_zones(_zones_by_hand(connection, document_id), zones)
    connection.execute(delete(ZoneRow).where(ZoneRow.document_id == document_id, ~ZoneRow.by_hand))
    for table in (SuggestionRow, CategorySuggestionRow):
        connection.execute(delete(table).where(table.document_id == document_id, ~is_from_file(table.source)))
    _insert(connection, ZoneRow, _zone_rows(document_id, zones))
    insert_rows(
        connection,
        _TABLES["suggestion"],
        COLUMNS,
        [
            (document_id, ids.of_span(each.label), each.start, each.end, each.source, each.score, each.reason)
            for each in spans
        ],
    )
    insert_rows(
        connection,
        _TABLES["category_suggestion"],
        CATEGORY_COLUMNS,
        [
            (document_id, ids.of_category(each.category), each.source, each.score, each.reason)
            for each in categories
        ],
    )
    connection.execute(update(DocumentRow).where(DocumentRow.id == document_id).values(suggested_with=mark))


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


def _insert(connection: Connection, table: type, values: Iterator[dict[str, object]]) -> None:
    rows_ = list(values)
    if rows_:
        connection.execute(insert(table), rows_)
