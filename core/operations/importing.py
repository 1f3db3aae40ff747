"""Taking documents in: all of an import, or nothing of it, in one transaction that streams."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import insert, select

from core.annotation import DocumentRecord, LayerState, Origin, SpanRecord
from core.errors import Cancelled
from core.formats.checking import checked
from core.formats.report import Outcome, Report
from core.history import Change, Kind
from core.operations.transaction import Step, transact
from core.project import Project
from core.store.models import (
    AnnotationRow,
    CategoryMarkRow,
    DocumentRow,
    LayerRow,
    PersonRow,
    SuggestionRow,
    ZoneRow,
    now,
)
from core.store.texts import keep_texts
from core.store.tracking import RowChange
from core.text import text_digest
from core.zones import suggest_zones

Progress = Callable[[int], None]
ShouldStop = Callable[[], bool]
_BATCH = 200
_TITLE_LOOKS_AT = 1_500  # code points at the beginning in which a title is looked for
_TITLE_LENGTH = 80
_TEXT_IS_HERE = "the same text is here already"
_WORK_IS_HERE = "this annotator's work on this text is here already"
_STATES = {state.value for state in LayerState}
_ORIGINS = {origin.value for origin in Origin}


def import_records(
    project: Project,
    records: Iterable[DocumentRecord],
    report: Report,
    *,
    as_suggestions: bool = False,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Change:
    """Store documents with their spans, and count in `report` what became of each.

    Spans become annotations in the layer of the record's annotator (or of the project's), finished
    unless the record says otherwise, or suggestions. A text that is here already is not doubled: its
    spans are taken if that annotator has no work on it yet. If anything raises, or `should_stop` says
    yes (Cancelled), nothing is kept. Undo hides what came in; redo shows it again.
    """
    stream = iter(records)
    done = 0
    with transact(project, Kind.IMPORT) as step:
        intake = _Intake(step, report, as_suggestions)
        while batch := list(islice(stream, _BATCH)):
            if should_stop is not None and should_stop():
                raise Cancelled
            intake.take(batch)
            done += len(batch)
            if progress is not None:
                progress(done)
    return step.change


@dataclass
class _Arrival:
    """A record on its way in, with the document it belongs to."""

    record: DocumentRecord
    digest: str
    document_id: int = 0
    is_new: bool = False


@dataclass
class _Intake:
    step: Step
    report: Report
    as_suggestions: bool
    persons: dict[str, int] = field(default_factory=dict)

    def take(self, records: list[DocumentRecord]) -> None:
        labels = self.step.project.label_set
        arrivals = [
            _Arrival(record, text_digest(record.text))
            for record in (checked(each, labels, self.report) for each in records)
        ]
        self._find_documents(arrivals)
        if self.as_suggestions:
            self._add_suggestions(arrivals)
        else:
            self._add_layers(arrivals)

    def _find_documents(self, arrivals: list[_Arrival]) -> None:
        connection = self.step.session.connection()
        digests = [each.digest for each in arrivals]
        here = select(DocumentRow.digest, DocumentRow.id).where(
            DocumentRow.digest.in_(digests), DocumentRow.hidden == ""
        )
        known = {digest: id_ for digest, id_ in connection.execute(here)}  # noqa: C416 # rows, not pairs
        fresh: dict[str, _Arrival] = {}
        for each in arrivals:
            if each.digest in known or each.digest in fresh:
                continue
            each.is_new = True
            fresh[each.digest] = each
        self._add_documents(list(fresh.values()))
        for each in arrivals:
            each.document_id = known.get(each.digest) or fresh[each.digest].document_id
            if not each.is_new and not each.record.spans_given:
                self.report.note(Outcome.SKIPPED, "document", _TEXT_IS_HERE, _where(each))

    def _add_documents(self, arrivals: list[_Arrival]) -> None:
        if not arrivals:
            return
        connection = self.step.session.connection()
        keep_texts(connection, [(each.digest, each.record.text) for each in arrivals])
        rules = self.step.project.label_set.rules
        made = now()
        returning = insert(DocumentRow).returning(DocumentRow.id, sort_by_parameter_order=True)
        ids = connection.scalars(
            returning,
            [
                {
                    "name": each.record.id,
                    "title": each.record.title or title_of(each.record, rules),
                    "source": each.record.source,
                    "digest": each.digest,
                    "length": len(each.record.text),
                    "meta": dict(each.record.meta),
                    "created_at": made,
                }
                for each in arrivals
            ],
        )
        for each, id_ in zip(arrivals, ids, strict=True):
            each.document_id = id_
            self.step.revealed.append(RowChange("document", id_, {"hidden": "removed"}, {"hidden": ""}))
        self.report.take("document", len(arrivals))
        zones = [
            {
                "document_id": each.document_id,
                "start": zone.start,
                "end": zone.end,
                "kind": zone.kind,
                "by_hand": zone.by_hand,
            }
            for each in arrivals
            for zone in each.record.zones
        ]
        if zones:
            connection.execute(insert(ZoneRow), zones)

    def _add_layers(self, arrivals: list[_Arrival]) -> None:
        wanted = [each for each in arrivals if each.record.spans_given or each.record.categories]
        taken = self._taken([each.document_id for each in wanted])
        rows = []
        layered: list[_Arrival] = []
        for each in wanted:
            person = self._person(each.record.annotator)
            if (each.document_id, person) in taken:
                self.report.note(
                    Outcome.SKIPPED,
                    "layer",
                    "this annotator's work on this text is here already",
                    _where(each),
                )
                continue
            taken.add((each.document_id, person))
            state = each.record.state if each.record.state in _STATES else LayerState.FINISHED
            finished_at = now() if state in (LayerState.FINISHED, LayerState.APPROVED) else None
            rows.append(
                {
                    "document_id": each.document_id,
                    "person_id": person,
                    "state": state,
                    "created_at": now(),
                    "finished_at": finished_at,
                }
            )
            layered.append(each)
        if not rows:
            return
        connection = self.step.session.connection()
        returning = insert(LayerRow).returning(LayerRow.id, sort_by_parameter_order=True)
        ids = list(connection.scalars(returning, rows))
        for each, id_, row in zip(layered, ids, rows, strict=True):
            if not each.is_new:
                change = RowChange("layer", id_, {"person_id": None}, {"person_id": row["person_id"]})
                self.step.revealed.append(change)
        self._add_annotations(list(zip(layered, ids, strict=True)))
        self._add_categories(list(zip(layered, ids, strict=True)))

    def _add_annotations(self, layered: list[tuple[_Arrival, int]]) -> None:
        made = now()
        rows = [
            self._annotation(layer_id, each.record.text, span, made)
            for each, layer_id in layered
            for span in each.record.spans
        ]
        if rows:
            self.step.session.connection().execute(insert(AnnotationRow), rows)
            self.report.take("span", len(rows))

    def _annotation(self, layer_id: int, text: str, span: SpanRecord, made: str) -> dict[str, object]:
        ids = self.step.project.label_ids
        suggested = span.suggested or (None, None, None)
        known = suggested[2] is not None and suggested[2] in ids.span
        return {
            "layer_id": layer_id,
            "label_id": ids.of_span(span.label),
            "start": span.start,
            "end": span.end,
            "quote": text[span.start : span.end],
            "origin": span.origin if span.origin in _ORIGINS else Origin.IMPORTED,
            "source": span.source,
            "score": span.score,
            "reason": span.reason,
            "suggested_start": suggested[0] if known else None,
            "suggested_end": suggested[1] if known else None,
            "suggested_label_id": ids.of_span(str(suggested[2])) if known else None,
            "created_at": made,
        }

    def _add_categories(self, layered: list[tuple[_Arrival, int]]) -> None:
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
            self.step.session.connection().execute(insert(CategoryMarkRow), rows)
            self.report.take("category", len(rows))

    def _add_suggestions(self, arrivals: list[_Arrival]) -> None:
        ids = self.step.project.label_ids
        rows = [
            {
                "document_id": each.document_id,
                "label_id": ids.of_span(span.label),
                "start": span.start,
                "end": span.end,
                "source": span.source or f"file:{each.record.annotator}".rstrip(":"),
                "score": span.score if span.score is not None else 0.5,
                "reason": span.reason,
            }
            for each in arrivals
            for span in each.record.spans
        ]
        if rows:
            self.step.session.connection().execute(insert(SuggestionRow), rows)
            self.report.take("suggestion", len(rows))

    def _taken(self, document_ids: list[int]) -> set[tuple[int, int | None]]:
        layers = select(LayerRow.document_id, LayerRow.person_id).where(
            LayerRow.document_id.in_(document_ids)
        )
        return {(row.document_id, row.person_id) for row in self.step.session.connection().execute(layers)}

    def _person(self, name: str) -> int:
        mine = self.step.project.annotator
        name = name.strip() or mine.name
        if not self.persons:
            self.persons[mine.name] = mine.id
        if name not in self.persons:
            connection = self.step.session.connection()
            found = connection.scalar(select(PersonRow.id).where(PersonRow.name == name))
            if found is None:
                made = connection.execute(insert(PersonRow).values(name=name)).inserted_primary_key
                assert made is not None
                found = made[0]
            self.persons[name] = found
        return self.persons[name]


def _where(arrival: _Arrival) -> str:
    record = arrival.record
    name = record.id or record.title or record.source
    return f"{name}, line {record.line}" if record.line else name


def title_of(record: DocumentRecord, rules: Mapping[str, Any]) -> str:
    """A title for a text that came without: its first title zone, else its first line that says something."""
    beginning = record.text[:_TITLE_LOOKS_AT]
    for start, end in _title_places(beginning, rules):
        title = " ".join(beginning[start:end].split())
        if title:
            return title if len(title) <= _TITLE_LENGTH else title[: _TITLE_LENGTH - 1] + "…"
    return record.id


def _title_places(text: str, rules: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    for zone in suggest_zones(text, rules):
        if zone.kind == "title":
            yield zone.start, zone.end
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1
