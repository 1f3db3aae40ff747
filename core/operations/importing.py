"""Taking documents in: all of an import, or nothing of it, in one transaction that streams."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert, select

from core.annotation import DocumentRecord, SpanRecord
from core.errors import Cancelled
from core.formats.checking import checked
from core.formats.report import Outcome, Report
from core.history import Change, Kind
from core.operations.arrivals import Arrival, LayerIntake, SuggestionIntake
from core.operations.arriving_notes import NoteIntake
from core.operations.transaction import Step, transact
from core.project import Project
from core.reading import settle
from core.store.models import DocumentRow, ZoneRow, now
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
_PARTS_ARE_HERE = "the same text is here already, split into parts"
_ZONES_ARE_HERE = "the same text is here already, and its zones stay as they are"


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


class _Intake:
    """Takes batches of records: their documents first, then what stands in them."""

    def __init__(self, step: Step, report: Report, as_suggestions: bool) -> None:
        self._step = step
        self._report = report
        self._spans = SuggestionIntake(step, report) if as_suggestions else LayerIntake(step, report)
        self._notes = NoteIntake(step, report)

    def take(self, records: list[DocumentRecord]) -> None:
        labels = self._step.project.label_set
        arrivals = []
        for each in records:
            record = checked(_storable(each, self._report), labels, self._report)
            arrivals.append(Arrival(record, text_digest(record.text)))
        found = self._find_documents(arrivals)
        self._spans.take(found)
        self._notes.take(found)

    def _find_documents(self, arrivals: list[Arrival]) -> list[Arrival]:
        """Give each its document, new or known; those that can have none are left out."""
        known, split = self._known([each.digest for each in arrivals])
        fresh: dict[str, Arrival] = {}
        for each in arrivals:
            if each.digest in known or each.digest in split or each.digest in fresh:
                continue
            each.is_new = True
            fresh[each.digest] = each
        self._add_documents(list(fresh.values()))
        found = []
        for each in arrivals:
            if each.digest in split and each.digest not in known:
                self._report.note(Outcome.SKIPPED, "document", _PARTS_ARE_HERE, each.where)
                continue
            each.document_id = known.get(each.digest) or fresh[each.digest].document_id
            self._note_what_a_known_text_leaves(each)
            found.append(each)
        return found

    def _known(self, digests: list[str]) -> tuple[dict[str, int], set[str]]:
        here = select(DocumentRow.digest, DocumentRow.id, DocumentRow.hidden).where(
            DocumentRow.digest.in_(digests), DocumentRow.hidden.in_(("", "split"))
        )
        found = self._connection.execute(here).all()
        listed = {row.digest: row.id for row in found if not row.hidden}
        return listed, {row.digest for row in found if row.hidden}

    def _note_what_a_known_text_leaves(self, each: Arrival) -> None:
        if each.is_new:
            return
        if not each.record.spans_given:
            self._report.note(Outcome.SKIPPED, "document", _TEXT_IS_HERE, each.where)
        if any(zone.by_hand for zone in each.record.zones):
            self._report.note(Outcome.SKIPPED, "zone", _ZONES_ARE_HERE, each.where, len(each.record.zones))

    def _add_documents(self, arrivals: list[Arrival]) -> None:
        if not arrivals:
            return
        keep_texts(self._connection, [(each.digest, each.record.text) for each in arrivals])
        rules = self._step.project.label_set.rules
        made = now()
        returning = insert(DocumentRow).returning(DocumentRow.id, sort_by_parameter_order=True)
        ids = self._connection.scalars(returning, [_document(each, rules, made) for each in arrivals])
        for each, id_ in zip(arrivals, ids, strict=True):
            each.document_id = id_
            self._step.revealed.append(RowChange("document", id_, {"hidden": "removed"}, {"hidden": ""}))
        self._report.take("document", len(arrivals))
        self._add_zones(arrivals)

    def _add_zones(self, arrivals: list[Arrival]) -> None:
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
            self._connection.execute(insert(ZoneRow), zones)

    @property
    def _connection(self) -> Connection:
        return self._step.session.connection()


def _document(arrival: Arrival, rules: Mapping[str, Any], made: str) -> dict[str, Any]:
    record = arrival.record
    return {
        "name": record.id,
        "title": record.title or title_of(record, rules),
        "source": record.source,
        "digest": arrival.digest,
        "length": len(record.text),
        "meta": dict(record.meta),
        "created_at": made,
    }


def _storable(record: DocumentRecord, report: Report) -> DocumentRecord:
    """The record without what no database holds (NUL, lone surrogates) in its lines about the text."""
    if any("\0" in span.source or "\0" in span.reason for span in record.spans):
        record = replace(record, spans=tuple(map(_without_nul, record.spans)))
    fields = {name: getattr(record, name) for name in ("id", "title", "source", "annotator")}
    altered: dict[str, Any] = {name: settle(value)[0] for name, value in fields.items()}
    if altered == fields:
        return record
    for name in fields:
        if altered[name] != fields[name]:
            where = altered["id"] or altered["title"]
            report.note(Outcome.ALTERED, name, "it held characters that no database holds", where)
    return replace(record, **altered)


def _without_nul(span: SpanRecord) -> SpanRecord:
    return replace(span, source=settle(span.source)[0], reason=settle(span.reason)[0])


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
