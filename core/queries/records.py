"""Documents as a stream of records, for export: one layer of each, read in batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from core.annotation import GOLD, DocumentRecord, LayerState, NoteRecord, SpanRecord, Suggestion
from core.errors import NotFound
from core.project import Project
from core.store import rows
from core.store.models import (
    CategoryMarkRow,
    CategorySuggestionRow,
    DocumentRow,
    LayerRow,
    NoteRow,
    PersonRow,
    SuggestionRow,
    ZoneRow,
)
from core.store.note_records import note_records
from core.store.texts import read_texts

SUGGESTIONS = "suggestions"
NOBODY = 0  # the id of no person: whose the gold layer is
_BATCH = 100


def layer_names(project: Project) -> list[str]:
    """What can be exported: each annotator who has a layer, gold if there is any, and the suggestions."""
    names = (
        select(PersonRow.name)
        .join(LayerRow, LayerRow.person_id == PersonRow.id)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .where(DocumentRow.hidden == "")
        .distinct()
        .order_by(PersonRow.name)
    )
    with project.reading() as connection:
        people = list(connection.scalars(names))
        gold = [GOLD] if _has_gold(connection) and GOLD not in people else []
        return [*people, *gold, SUGGESTIONS]


def records(
    project: Project,
    layer: str | None = None,
    document_ids: Sequence[int] | None = None,
    *,
    finished_only: bool = False,
) -> Iterator[DocumentRecord]:
    """The listed documents with the spans of an annotator's layer (by default the project's annotator).

    `layer` may be “suggestions”: then the spans are all suggestions, whatever was decided about them; or
    “gold”: what was adjudicated, or, where nothing was, the layer of an annotator of that name.
    A document without such a layer comes without spans. With a layer come the notes about it and those
    for everybody. NotFound if no annotator has that name.
    All batches are read from one consistent state, so an export is never half old and half new.
    """
    with project.reading() as connection:
        person = None if layer == SUGGESTIONS else _person(connection, project, layer)
        ids = list(_listed(connection, document_ids))
        for at in range(0, len(ids), _BATCH):
            yield from _Batch(connection, project, ids[at : at + _BATCH], person).records(finished_only)


def _listed(connection: Connection, document_ids: Sequence[int] | None) -> Iterator[int]:
    listed = select(DocumentRow.id).where(DocumentRow.hidden == "").order_by(DocumentRow.id)
    if document_ids is None:
        yield from connection.scalars(listed)
        return
    wanted = sorted(set(document_ids))
    for at in range(0, len(wanted), _BATCH):
        yield from connection.scalars(listed.where(DocumentRow.id.in_(wanted[at : at + _BATCH])))


def texts_here(project: Project, digests: Sequence[str]) -> dict[str, tuple[int, bool]]:
    """Of those texts that are listed documents: the document's id, and whether suggestions were ever stored
    for it. The digests must not be many thousands."""
    here = select(DocumentRow.digest, DocumentRow.id, DocumentRow.suggested_with, DocumentRow.suggestions)
    with project.reading() as connection:
        found = connection.execute(here.where(DocumentRow.digest.in_(digests), DocumentRow.hidden == ""))
        return {digest: (id_, bool(mark or suggestions)) for digest, id_, mark, suggestions in found}


def count_records(project: Project) -> int:
    """How many listed documents `records` goes through."""
    with project.reading() as connection:
        return len(list(connection.scalars(select(DocumentRow.id).where(DocumentRow.hidden == ""))))


def _person(connection: Connection, project: Project, name: str | None) -> tuple[int, str]:
    if name is None:
        return project.annotator.id, project.annotator.name
    if name == GOLD and _has_gold(connection):
        return NOBODY, GOLD
    found = connection.execute(select(PersonRow.id, PersonRow.name).where(PersonRow.name == name)).first()
    if found is None:
        raise NotFound("layer", name)
    return found.id, found.name


def _has_gold(connection: Connection) -> bool:
    gold = (
        select(LayerRow.id)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .where(LayerRow.kind == "gold", DocumentRow.hidden == "")
    )
    return connection.execute(gold.limit(1)).first() is not None


class _Batch:
    """Some documents with everything that stands in them, read with one query a table."""

    def __init__(
        self, connection: Connection, project: Project, ids: list[int], person: tuple[int, str] | None
    ) -> None:
        self._connection = connection
        self._keys = project.label_ids.key
        self._person = person
        self._documents = self._read(DocumentRow, DocumentRow.id.in_(ids), "id")
        self._texts = read_texts(connection, [row["digest"] for row in self._documents])
        self._zones = self._by(self._read(ZoneRow, ZoneRow.document_id.in_(ids), "start"), "document_id")
        self._ids = ids
        self._notes = self._read_notes()

    def _read_notes(self) -> dict[int, list[NoteRecord]]:
        which: ColumnElement[bool] = NoteRow.about_id.is_(None)
        if self._person is not None:
            which |= NoteRow.about_id == self._person[0]
        return note_records(self._connection, self._ids, self._keys, which & ~NoteRow.removed)

    def records(self, finished_only: bool) -> Iterator[DocumentRecord]:
        make = self._of_suggestions() if self._person is None else self._of_layer(finished_only)
        yield from make

    def _of_suggestions(self) -> Iterator[DocumentRecord]:
        spans = self._by(
            self._read(SuggestionRow, SuggestionRow.document_id.in_(self._ids), "start"), "document_id"
        )
        categories = self._by(
            self._read(CategorySuggestionRow, CategorySuggestionRow.document_id.in_(self._ids), "id"),
            "document_id",
        )
        for row in self._documents:
            text = self._texts[row["digest"]]
            made = [rows.suggestion(each, self._keys, text) for each in spans[row["id"]]]
            yield self._record(
                row,
                tuple(_suggested(each) for each in made),
                tuple(self._keys[each["label_id"]] for each in categories[row["id"]]),
                SUGGESTIONS,
                "",
            )

    def _of_layer(self, finished_only: bool) -> Iterator[DocumentRecord]:
        assert self._person is not None
        person_id, name = self._person
        whose = LayerRow.kind == "gold" if person_id == NOBODY else LayerRow.person_id == person_id
        layers = {
            row["document_id"]: row
            for row in self._read(LayerRow, (LayerRow.document_id.in_(self._ids)) & whose, "id")
        }
        layer_ids = [row["id"] for row in layers.values()]
        spans = rows.span_records(self._connection, layer_ids, self._keys)
        marks = self._by(
            self._read(CategoryMarkRow, CategoryMarkRow.layer_id.in_(layer_ids), "id"), "layer_id"
        )
        for row in self._documents:
            layer = layers.get(row["id"])
            done = layer is not None and layer["state"] in (LayerState.FINISHED, LayerState.APPROVED)
            if finished_only and not done:
                continue
            if layer is None:
                yield self._record(row, (), (), "", "", given=False)
                continue
            yield self._record(
                row,
                tuple(spans[layer["id"]]),
                tuple(self._keys[each["label_id"]] for each in marks[layer["id"]] if each["given"]),
                name,
                layer["state"],
            )

    def _record(
        self,
        row: rows.Columns,
        spans: tuple[SpanRecord, ...],
        categories: tuple[str, ...],
        annotator: str,
        state: str,
        *,
        given: bool = True,
    ) -> DocumentRecord:
        return DocumentRecord(
            self._texts[row["digest"]],
            row["name"] or str(row["id"]),
            row["title"],
            row["source"],
            row["meta"],
            spans,
            categories,
            tuple(rows.zone(each) for each in self._zones[row["id"]]),
            annotator,
            state,
            given,
            notes=tuple(self._notes[row["id"]]),
        )

    def _read(self, table: type, condition: Any, order: str) -> list[rows.Columns]:
        columns = table.__table__  # type: ignore[attr-defined]
        query = select(columns).where(condition).order_by(columns.c[order], *columns.primary_key.columns)
        return list(self._connection.execute(query).mappings())

    def _by(self, found: list[rows.Columns], column: str) -> dict[int, list[rows.Columns]]:
        grouped: dict[int, list[rows.Columns]] = defaultdict(list)
        for row in found:
            grouped[row[column]].append(row)
        return grouped


def _suggested(each: Suggestion) -> SpanRecord:
    return SpanRecord(each.start, each.end, each.label, each.quote, "", each.source, each.score, each.reason)
