"""What stands in documents that are taken in: somebody's layers, or suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, insert, select

from core.annotation import DocumentRecord, LayerState, Origin, SpanRecord
from core.formats.report import Outcome, Report
from core.operations.suggestion_rows import CATEGORY_COLUMNS, COLUMNS, count_again, from_file
from core.operations.transaction import Step
from core.project import LONGEST_NAME
from core.store.bulk import insert_rows
from core.store.models import (
    Base,
    CategoryMarkRow,
    CategorySuggestionRow,
    LayerRow,
    PersonRow,
    SuggestionRow,
    now,
)
from core.store.tracking import RowChange

_TABLES: dict[str, Table] = dict(Base.metadata.tables)
_WORK_IS_HERE = "this annotator's work on this text is here already"
_SAME_IS_HERE = "the same suggestion is here already"
_OVERLAPS = "it overlaps another, and this label set is flat"
_NAME_TOO_LONG = "the annotator's name is longer than 200 characters"
_STATES = {state.value for state in LayerState}
_ORIGINS = {origin.value for origin in Origin}
_ANNOTATION_COLUMNS = (
    "layer_id",
    "label_id",
    "start",
    "end",
    "quote",
    "origin",
    "source",
    "score",
    "reason",
    "suggested_start",
    "suggested_end",
    "suggested_label_id",
    "created_at",
    "unsure",
)


@dataclass
class Arrival:
    """A record on its way in, with the document it belongs to."""

    record: DocumentRecord
    digest: str
    document_id: int = 0
    is_new: bool = False

    @property
    def where(self) -> str:
        """What people call it: its name, and its line if it came from one."""
        line = f"line {self.record.line}" if self.record.line else ""
        name = self.record.id or self.record.title or self.record.source
        return ", ".join(each for each in (name, line) if each)


@dataclass
class LayerIntake:
    """Makes annotators' layers of what records say."""

    step: Step
    report: Report
    persons: dict[str, int] = field(default_factory=dict)

    def take(self, arrivals: list[Arrival]) -> None:
        """Store the spans and categories of those that have any; a layer that is here is not touched."""
        wanted = [each for each in arrivals if each.record.spans_given or each.record.categories]
        layered, rows = self._new_layers(wanted)
        if not rows:
            return
        returning = insert(LayerRow).returning(LayerRow.id, sort_by_parameter_order=True)
        ids = list(self._connection.scalars(returning, rows))
        for each, id_, row in zip(layered, ids, rows, strict=True):
            if not each.is_new:
                change = RowChange("layer", id_, {"person_id": None}, {"person_id": row["person_id"]})
                self.step.revealed.append(change)
        self._add_annotations(list(zip(layered, ids, strict=True)))
        self._add_categories(list(zip(layered, ids, strict=True)))

    def _new_layers(self, wanted: list[Arrival]) -> tuple[list[Arrival], list[dict[str, object]]]:
        taken = self._taken([each.document_id for each in wanted])
        layered, rows = [], []
        for each in wanted:
            person = self._person(each)
            if (each.document_id, person) in taken:
                self.report.note(Outcome.SKIPPED, "layer", _WORK_IS_HERE, each.where)
                continue
            taken.add((each.document_id, person))
            state = each.record.state if each.record.state in _STATES else LayerState.FINISHED
            made = now()
            done = state in (LayerState.FINISHED, LayerState.APPROVED)
            layered.append(each)
            rows.append(
                {
                    "document_id": each.document_id,
                    "person_id": person,
                    "state": state,
                    "created_at": made,
                    "finished_at": made if done else None,
                }
            )
        return layered, rows

    def _add_annotations(self, layered: list[tuple[Arrival, int]]) -> None:
        made = now()
        rows = [
            self._annotation(layer_id, each, span, made)
            for each, layer_id in layered
            for span in self._that_fit(each)
        ]
        insert_rows(self._connection, _TABLES["annotation"], _ANNOTATION_COLUMNS, rows)
        if rows:
            self.report.take("span", len(rows))

    def _that_fit(self, arrival: Arrival) -> Sequence[SpanRecord]:
        """All, or in a flat label set those that overlap none before them."""
        spans = arrival.record.spans
        if not self.step.project.label_set.is_flat:
            return spans
        ordered = sorted(spans, key=_start)
        fit: list[SpanRecord] = []
        taken_until = 0
        for span in ordered:
            if span.start < taken_until:
                detail = f"{span.start}–{span.end} {span.label} “{span.text[:30]}”"
                self.report.note(Outcome.REFUSED, "span", _OVERLAPS, arrival.where, detail=detail)
                continue
            taken_until = span.end
            fit.append(span)
        return fit

    def _annotation(self, layer_id: int, arrival: Arrival, span: SpanRecord, made: str) -> tuple[object, ...]:
        suggested = self._suggested(arrival, span) if span.suggested is not None else (None, None, None)
        return (
            layer_id,
            self.step.project.label_ids.span[span.label],
            span.start,
            span.end,
            span.text,
            span.origin if span.origin in _ORIGINS else "imported",
            span.source,
            span.score,
            span.reason,
            *suggested,
            made,
            span.unsure,
        )

    def _suggested(self, arrival: Arrival, span: SpanRecord) -> tuple[int | None, int | None, int | None]:
        assert span.suggested is not None
        start, end, label = span.suggested
        label_id = self.step.project.label_ids.span.get(label)
        if label_id is not None and 0 <= start < end <= len(arrival.record.text):
            return start, end, label_id
        why = "it does not fit the text or the label set"
        self.report.note(Outcome.SKIPPED, "what was suggested", why, arrival.where)
        return None, None, None

    def _add_categories(self, layered: list[tuple[Arrival, int]]) -> None:
        ids = self.step.project.label_ids
        rows = [
            {
                "layer_id": layer_id,
                "label_id": ids.of_category(category),
                "given": True,
                "origin": Origin.IMPORTED,
            }
            for each, layer_id in layered
            for category in dict.fromkeys(each.record.categories)
        ]
        if rows:
            self._connection.execute(insert(CategoryMarkRow), rows)
            self.report.take("category", len(rows))

    def _taken(self, document_ids: list[int]) -> set[tuple[int, int | None]]:
        layers = select(LayerRow.document_id, LayerRow.person_id).where(
            LayerRow.document_id.in_(document_ids)
        )
        return {(row.document_id, row.person_id) for row in self._connection.execute(layers)}

    def _person(self, arrival: Arrival) -> int:
        mine = self.step.project.annotator
        name = arrival.record.annotator.strip() or mine.name
        if len(name) > LONGEST_NAME:
            self.report.note(Outcome.ALTERED, "annotator", _NAME_TOO_LONG, arrival.where)
            name = name[:LONGEST_NAME]
        if name not in self.persons:
            self.persons[name] = person_id(self._connection, name)
        return self.persons[name]

    @property
    def _connection(self) -> Connection:
        return self.step.session.connection()


def person_id(connection: Connection, name: str) -> int:
    """The id of a person of that name, who gets a row if there is none."""
    found = connection.scalar(select(PersonRow.id).where(PersonRow.name == name))
    if found is None:
        made = connection.execute(insert(PersonRow).values(name=name)).inserted_primary_key
        assert made is not None
        found = made[0]
    return int(found)


def _start(span: SpanRecord) -> tuple[int, int]:
    return span.start, -span.end


@dataclass
class SuggestionIntake:
    """Makes suggestions of what records say. Undo takes them away again, also from known documents."""

    step: Step
    report: Report

    def take(self, arrivals: list[Arrival]) -> None:
        """Store spans and categories as suggestions that filling leaves alone."""
        known = [each.document_id for each in arrivals if not each.is_new]
        spans = self._new(SuggestionRow, COLUMNS, known, self._spans(arrivals))
        categories = self._new(CategorySuggestionRow, CATEGORY_COLUMNS, known, self._categories(arrivals))
        for what, taken in (("suggestion", spans), ("suggested category", categories)):
            if taken:
                self.report.take(what, len(taken))
        connection = self.step.session.connection()
        self._insert(SuggestionRow, COLUMNS, spans, set(known))
        self._insert(CategorySuggestionRow, CATEGORY_COLUMNS, categories, set(known))
        count_again(connection, [each.document_id for each in arrivals])

    def _spans(self, arrivals: list[Arrival]) -> list[tuple[Arrival, tuple[object, ...]]]:
        ids = self.step.project.label_ids
        return [
            (
                each,
                (
                    each.document_id,
                    ids.of_span(span.label),
                    span.start,
                    span.end,
                    from_file(span.source or each.record.annotator),
                    span.score if span.score is not None else 0.5,
                    span.reason,
                ),
            )
            for each in arrivals
            for span in each.record.spans
        ]

    def _categories(self, arrivals: list[Arrival]) -> list[tuple[Arrival, tuple[object, ...]]]:
        ids = self.step.project.label_ids
        return [
            (each, (each.document_id, ids.of_category(key), from_file(each.record.annotator), 0.5, ""))
            for each in arrivals
            for key in dict.fromkeys(each.record.categories)
        ]

    def _new(
        self,
        table: type[Base],
        columns: Sequence[str],
        known: list[int],
        rows: list[tuple[Arrival, tuple[object, ...]]],
    ) -> list[tuple[object, ...]]:
        """Those that do not stand there already, from an earlier import."""
        of = _TABLES[table.__tablename__].c
        told = len(columns) - 2  # score and reason may differ
        query = select(*(of[name] for name in columns[:told])).where(of.document_id.in_(known))
        here = {tuple(row) for row in self.step.session.connection().execute(query)} if known else set()
        fresh = []
        for arrival, row in rows:
            if row[:told] in here:
                self.report.note(Outcome.SKIPPED, "suggestion", _SAME_IS_HERE, arrival.where)
                continue
            here.add(row[:told])
            fresh.append(row)
        return fresh

    def _insert(
        self, table: type[Base], columns: Sequence[str], rows: list[tuple[object, ...]], known: set[int]
    ) -> None:
        connection = self.step.session.connection()
        insert_rows(
            connection, _TABLES[table.__tablename__], columns, [row for row in rows if row[0] not in known]
        )
        mine = [dict(zip(columns, row, strict=True)) for row in rows if row[0] in known]
        if not mine:
            return
        target = _TABLES[table.__tablename__]
        returning = insert(target).returning(target.c.id, sort_by_parameter_order=True)
        for id_, row in zip(connection.scalars(returning, mine), mine, strict=True):
            self.step.revealed.append(RowChange(str(table.__tablename__), id_, None, {"id": id_, **row}))
