"""Changing documents themselves: their titles, what their lines are, where they end; taking them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sqlalchemy import select, true

from core.annotation import NoteRecord, ZoneKind
from core.errors import BadSpan, Overlap
from core.history import Change, Kind
from core.operations.arrivals import person_id
from core.operations.transaction import Step, transact
from core.project import Project
from core.reading import settle
from core.store.models import (
    AnnotationRow,
    CategoryMarkRow,
    DocumentRow,
    LayerRow,
    RejectionRow,
    ZoneRow,
)
from core.store.note_records import add_notes, note_records
from core.store.texts import keep_texts, read_text
from core.text import check_range, text_digest


def retitle(project: Project, document_id: int, title: str) -> Change:
    """Give a document another title."""
    with transact(project, Kind.RETITLE) as step:
        step.document(document_id).title = " ".join(settle(title)[0].split())
    return step.change


def remove_document(project: Project, document_id: int) -> Change:
    """Take a document off the list, with all work on it. Nothing is destroyed: undo brings it back."""
    with transact(project, Kind.REMOVE_DOCUMENT) as step:
        step.document(document_id).hidden = "removed"
    return step.change


def set_zone(project: Project, document_id: int, start: int, end: int, kind: ZoneKind) -> Change:
    """Say what the whole lines that `[start, end)` touches are."""
    with transact(project, Kind.ZONE) as step:
        document = step.document(document_id)
        check_range(document.length, start, end)
        text = read_text(step.session.connection(), document.digest)
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end - 1)
        last = len(text) if last < 0 else last
        if last <= first:
            raise BadSpan(start, end, "an empty line has no zone")
        _clear_zones(step, document_id, first, last)
        step.session.add(ZoneRow(document_id=document_id, start=first, end=last, kind=kind, by_hand=True))
    return step.change


def _clear_zones(step: Step, document_id: int, first: int, last: int) -> None:
    """Make room; of a zone that reaches further, the rest stays."""
    crossing = step.session.scalars(
        select(ZoneRow).where(ZoneRow.document_id == document_id, ZoneRow.start < last, ZoneRow.end > first)
    )
    gone = list(crossing)
    for zone in gone:
        step.session.delete(zone)
    step.session.flush()
    for zone in gone:
        for start, end in ((zone.start, first - 1), (last + 1, zone.end)):
            if start < end:
                rest = ZoneRow(
                    document_id=document_id, start=start, end=end, kind=zone.kind, by_hand=zone.by_hand
                )
                step.session.add(rest)
    step.session.flush()


def split_document(project: Project, document_id: int, starts: list[int]) -> Change:
    """Make several documents of one, beginning at these lines (positions of line starts, code points).

    The parts remember where they come from; annotations, rejections and zones go with their text, each
    offset moved by the part's beginning; a rejection or a remembered suggestion that a cut goes through
    is left behind. A note goes with where it begins, one about the whole with the first part.
    The whole is hidden, not destroyed: undo brings it back.
    Raises BadSpan for a position that is no line's start, Overlap if an annotation crosses it.
    """
    with transact(project, Kind.SPLIT_DOCUMENT) as step:
        whole = step.document(document_id)
        text = read_text(step.session.connection(), whole.digest)
        for start in starts or [0]:
            if not 0 < start < len(text) or text[start - 1] != "\n":
                raise BadSpan(start, start, "a document is split at the beginning of a line")
        bounds = sorted({0, *starts, len(text)})
        _refuse_crossing(step, whole, bounds)
        keys = project.label_ids.key
        notes = note_records(step.session.connection(), [whole.id], keys, true())[whole.id]
        for number, (start, end) in enumerate(pairwise(bounds), 1):
            part = _add_part(step, whole, text, start, end, number)
            _copy_notes(step, notes, part, start, end)
        whole.hidden = "split"
    return step.change


def _refuse_crossing(step: Step, whole: DocumentRow, bounds: list[int]) -> None:
    spans = step.session.execute(
        select(AnnotationRow.start, AnnotationRow.end, AnnotationRow.label_id)
        .join(LayerRow, LayerRow.id == AnnotationRow.layer_id)
        .where(LayerRow.document_id == whole.id)
    )
    inner = bounds[1:-1]
    for start, end, label_id in spans:
        if any(start < bound < end for bound in inner):
            raise Overlap(start, end, step.project.label_ids.key[label_id])


def _add_part(step: Step, whole: DocumentRow, text: str, start: int, end: int, number: int) -> DocumentRow:
    content = text[start:end]
    digest = text_digest(content)
    keep_texts(step.session.connection(), [(digest, content)])
    first_line = next((line.strip() for line in content.split("\n") if line.strip()), whole.title)
    part = DocumentRow(
        name=f"{whole.name or whole.id}-{number}",
        title=first_line[:80],
        source=whole.source,
        digest=digest,
        length=len(content),
        meta=whole.meta,
        origin_id=whole.id,
        origin_start=start,
    )
    step.session.add(part)
    step.session.flush()
    _move_zones(step, whole, part, start, end)
    for layer in step.session.scalars(select(LayerRow).where(LayerRow.document_id == whole.id)):
        _copy_layer(step, layer, part, start, end)
    step.session.flush()
    return part


def _copy_notes(step: Step, notes: Sequence[NoteRecord], part: DocumentRow, start: int, end: int) -> None:
    mine = [moved for note in notes if (moved := _moved(note, start, end)) is not None]
    connection, ids = step.session.connection(), step.project.label_ids.span
    changes = add_notes(connection, part.id, part.digest, mine, lambda name: person_id(connection, name), ids)
    step.revealed += changes


def _moved(note: NoteRecord, start: int, end: int) -> NoteRecord | None:
    """A note as it stands in the part `[start, end)`, None if it belongs to another."""
    if note.start is None or note.end is None:
        return note if start == 0 else None
    if not start <= note.start < end:
        return None
    stop = min(note.end, end)
    return replace(note, start=note.start - start, end=stop - start, text=note.text[: stop - note.start])


def _move_zones(step: Step, whole: DocumentRow, part: DocumentRow, start: int, end: int) -> None:
    zones = step.session.scalars(
        select(ZoneRow).where(ZoneRow.document_id == whole.id, ZoneRow.start < end, ZoneRow.end > start)
    )
    for zone in zones:
        begin, stop = max(zone.start, start) - start, min(zone.end, end) - start
        step.session.add(
            ZoneRow(document_id=part.id, start=begin, end=stop, kind=zone.kind, by_hand=zone.by_hand)
        )


def _suggested_within(row: AnnotationRow, start: int, end: int) -> tuple[int, int] | None:
    """Where an annotation was suggested, counted from the part's beginning; None if a cut goes through it."""
    if row.suggested_start is None or row.suggested_end is None:
        return None
    if row.suggested_start < start or row.suggested_end > end:
        return None
    return row.suggested_start - start, row.suggested_end - start


def _copy_layer(step: Step, layer: LayerRow, part: DocumentRow, start: int, end: int) -> None:
    session = step.session
    copy = LayerRow(
        document_id=part.id,
        person_id=layer.person_id,
        kind=layer.kind,
        aside_of=layer.aside_of,
        state=layer.state,
        created_at=layer.created_at,
        finished_at=layer.finished_at,
        blind=layer.blind,
    )
    session.add(copy)
    session.flush()
    inside = session.scalars(
        select(AnnotationRow).where(
            AnnotationRow.layer_id == layer.id, AnnotationRow.start >= start, AnnotationRow.end <= end
        )
    )
    for row in inside:
        suggested = _suggested_within(row, start, end)
        session.add(
            AnnotationRow(
                layer_id=copy.id,
                label_id=row.label_id,
                start=row.start - start,
                end=row.end - start,
                quote=row.quote,
                origin=row.origin,
                source=row.source,
                score=row.score,
                reason=row.reason,
                suggested_start=suggested[0] if suggested else None,
                suggested_end=suggested[1] if suggested else None,
                suggested_label_id=row.suggested_label_id if suggested else None,
                created_at=row.created_at,
                unsure=row.unsure,
            )
        )
    refused = session.scalars(
        select(RejectionRow).where(
            RejectionRow.layer_id == layer.id, RejectionRow.start >= start, RejectionRow.end <= end
        )
    )
    for no in refused:
        session.add(
            RejectionRow(layer_id=copy.id, label_id=no.label_id, start=no.start - start, end=no.end - start)
        )
    for mark in session.scalars(select(CategoryMarkRow).where(CategoryMarkRow.layer_id == layer.id)):
        session.add(
            CategoryMarkRow(layer_id=copy.id, label_id=mark.label_id, given=mark.given, origin=mark.origin)
        )
