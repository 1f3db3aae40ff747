"""Making and changing annotations: by hand, from suggestions, and taking them away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row

from core.annotation import Origin
from core.errors import NotFound, Overlap
from core.history import Change, Kind
from core.operations.ground import LayerAt, on_annotation, on_document
from core.operations.nearby import annotations_at, refused_from, suggestions_at, suggestions_by_id
from core.operations.transaction import Step, transact
from core.project import Project
from core.showing import read_showing
from core.span_index import SpanIndex
from core.store.models import AnnotationRow, RejectionRow
from core.store.texts import read_slice
from core.store.writing import delete_rows, insert_rows, update_rows, whole_row
from core.text import check_range

Place = tuple[int, int, int]  # start, end (code points), label id


def annotate(
    project: Project, document_id: int, start: int, end: int, label: str, *, replacing: bool = False
) -> Change:
    """Label `[start, end)` (code points) by hand.

    In a flat label set a place that is taken raises Overlap; with `replacing` what stood there goes,
    in the same act. An open suggestion that is overlapped is settled by this: the annotation counts
    as its correction and remembers it. The same span with the same label changes nothing.
    """
    with transact(project, Kind.ANNOTATE, on_document(document_id, start, end)) as step:
        layer = step.open_layer(document_id)
        quote = quote_of(step, document_id, start, end)
        label_id = project.label_ids.of_span(label)
        there = annotations_at(step.session, layer.id, start, end)
        if any(place_of(row) == (start, end, label_id) for row in there):
            return nothing(step)
        replaced = make_room(step, there, replacing) if project.label_set.is_flat else []
        row = new_annotation(layer.id, (start, end, label_id), quote)
        row |= _inherited(step, layer, (start, end, label_id), replaced)
        insert_rows(step.session, AnnotationRow, [row])
    return step.change


def relabel(project: Project, annotation_id: int, label: str) -> Change:
    """Give an annotation another label."""
    with transact(project, Kind.RELABEL, on_annotation(annotation_id)) as step:
        row = step.annotation(annotation_id)
        label_id = project.label_ids.of_span(label)
        if row.label_id == label_id:
            return nothing(step)
        if not project.label_set.is_flat:
            _refuse_taken(step, row.layer_id, (row.start, row.end, label_id), row.id)
        change_annotation(step, row, {"label_id": label_id})
    return step.change


def move_edges(
    project: Project, annotation_id: int, start: int, end: int, *, replacing: bool = False
) -> Change:
    """Let an annotation cover `[start, end)` instead.

    In a flat set its neighbours set the limit: Overlap; with `replacing` they go, in the same act.
    """
    with transact(project, Kind.MOVE_EDGES, on_annotation(annotation_id, start, end)) as step:
        row = step.annotation(annotation_id)
        if (row.start, row.end) == (start, end):
            return nothing(step)
        quote = quote_of(step, row.of_document_id, start, end)
        _settle(step, row.layer_id, (start, end, row.label_id), row.id, replacing=replacing)
        change_annotation(step, row, {"start": start, "end": end, "quote": quote})
    return step.change


def remove(project: Project, annotation_ids: Sequence[int]) -> Change:
    """Take annotations away. What came from a suggestion is not suggested there again."""
    asked = on_annotation(next(iter(annotation_ids), 0))
    with transact(project, Kind.REMOVE, asked) as step:
        for annotation_id in dict.fromkeys(annotation_ids):
            row = step.annotation(annotation_id)
            refuse_origin(step, row)
            delete_rows(step.session, AnnotationRow, [row._mapping])
    return step.change


def accept(
    project: Project, document_id: int, suggestion_ids: Sequence[int], *, unsure: bool = False
) -> Change:
    """Confirm suggestions as they are, or, `unsure`, so that they are looked at again."""
    with transact(project, Kind.ACCEPT, on_document(document_id)) as step:
        layer = step.open_layer(document_id)
        suggestions = suggestions_of(step, document_id, suggestion_ids)
        if suggestions:
            insert_rows(step.session, AnnotationRow, _confirmed(step, layer, suggestions, unsure=unsure))
    return step.change


def correct(
    project: Project,
    document_id: int,
    suggestion_id: int,
    *,
    label: str | None = None,
    start: int | None = None,
    end: int | None = None,
    replacing: bool = False,
) -> Change:
    """Confirm a suggestion with another label or other edges.

    In a flat set a place that is taken raises Overlap; with `replacing` what stood there goes.
    """
    with transact(project, Kind.ACCEPT, on_document(document_id, start or 0, end or 0)) as step:
        layer = step.open_layer(document_id)
        [suggestion] = suggestions_of(step, document_id, [suggestion_id])
        place = (
            start if start is not None else suggestion.start,
            end if end is not None else suggestion.end,
            project.label_ids.of_span(label) if label is not None else suggestion.label_id,
        )
        row = accepted(step, layer, suggestion)
        row["start"], row["end"], row["label_id"] = place
        if place[:2] != (suggestion.start, suggestion.end):
            row["quote"] = quote_of(step, document_id, *place[:2])
        row |= come_from(place, place_of(suggestion))
        _settle(step, layer.id, place, replacing=replacing)
        insert_rows(step.session, AnnotationRow, [row])
    return step.change


def reject(project: Project, document_id: int, suggestion_ids: Sequence[int]) -> Change:
    """Say no to suggestions: they are not shown in this layer again."""
    with transact(project, Kind.REJECT, on_document(document_id)) as step:
        layer = step.open_layer(document_id)
        refuse(step, layer.id, map(place_of, suggestions_of(step, document_id, suggestion_ids)))
    return step.change


def _confirmed(
    step: Step, layer: LayerAt, suggestions: Sequence[Row[Any]], *, unsure: bool
) -> list[dict[str, Any]]:
    """What these suggestions become, as far as it does not stand already; Overlap in a flat set."""
    first, last = min(each.start for each in suggestions), max(each.end for each in suggestions)
    there = annotations_at(step.session, layer.id, first, last)
    index, places = SpanIndex[Any](there), {place_of(row) for row in there}
    new = []
    for suggestion in suggestions:
        if place_of(suggestion) in places:
            continue
        if step.project.label_set.is_flat:
            _refuse_overlap(step, index.overlapping(suggestion.start, suggestion.end))
        index.insert(suggestion)
        places.add(place_of(suggestion))
        new.append({**accepted(step, layer, suggestion), "unsure": unsure})
    return new


def new_annotation(layer_id: int, place: Place, quote: str, **other: Any) -> dict[str, Any]:
    """The row of a new annotation; by hand, unless `other` columns say otherwise."""
    start, end, label_id = place
    given = {"layer_id": layer_id, "label_id": label_id, "start": start, "end": end, "quote": quote}
    return whole_row(AnnotationRow, **{"origin": Origin.BY_HAND.value, **given, **other})


def accepted(step: Step, layer: LayerAt, suggestion: Any, quote: str | None = None) -> dict[str, Any]:
    """The annotation that a confirmed suggestion becomes; its source and score stay with it."""
    start, end = suggestion.start, suggestion.end
    quote = (suggestion.quote if quote is None else quote) or ""
    return new_annotation(
        layer.id,
        place_of(suggestion),
        quote if len(quote) == end - start else quote_of(step, layer.document_id, start, end),
        origin=Origin.ACCEPTED.value,
        source=suggestion.source,
        score=suggestion.score,
        reason=suggestion.reason,
    )


def nothing(step: Step) -> Change:
    """The answer of an operation that found everything as it should be."""
    return Change(step.kind, 0, step.document_id)


def quote_of(step: Step, document_id: int, start: int, end: int) -> str:
    """What the document says in a range; BadSpan if it is none."""
    ground = step.ground(document_id)
    check_range(ground.document.length, start, end)
    if step.asked.range == (start, end) and len(ground.quote) == end - start:
        return ground.quote
    return read_slice(step.connection, ground.document.digest, start, end)


def place_of(row: Any) -> Place:
    """Where an annotation or a suggestion is, and what it is called."""
    return row.start, row.end, row.label_id


def change_annotation(step: Step, row: Any, columns: dict[str, Any]) -> None:
    """Let an annotation say something else; one that came from a suggestion counts as corrected then."""
    start, end, label_id = (
        columns.get(name, value)
        for name, value in zip(("start", "end", "label_id"), place_of(row), strict=True)
    )
    update_rows(
        step.session,
        AnnotationRow,
        [(row._mapping, {**columns, **remembered(row, (start, end, label_id))})],
    )


def _refuse_taken(step: Step, layer_id: int, place: Place, but: int = 0) -> None:
    """Overlap if nothing but the annotation `but` may be there: in a flat set if any other is, in a nested
    one if its very like is."""
    there = _others(step, layer_id, place, but)
    if not step.project.label_set.is_flat:
        there = [each for each in there if place_of(each) == place]
    _refuse_overlap(step, there)


def _others(step: Step, layer_id: int, place: Place, but: int) -> list[Row[Any]]:
    return [each for each in annotations_at(step.session, layer_id, *place[:2]) if each.id != but]


def _settle(step: Step, layer_id: int, place: Place, but: int = 0, *, replacing: bool) -> None:
    """Make room at a place for the annotation `but` or a new one, or raise Overlap."""
    if replacing and step.project.label_set.is_flat:
        make_room(step, _others(step, layer_id, place, but), replacing=True)
    else:
        _refuse_taken(step, layer_id, place, but)


def _refuse_overlap(step: Step, there: Sequence[Any]) -> None:
    if there:
        raise Overlap(there[0].start, there[0].end, step.project.label_ids.key[there[0].label_id])


def make_room(step: Step, taken: list[Row[Any]], replacing: bool) -> list[Row[Any]]:
    """Let what stands at a place go, with `replacing`; Overlap without."""
    if not replacing:
        _refuse_overlap(step, taken)
    delete_rows(step.session, AnnotationRow, [row._mapping for row in taken])
    return taken


def _inherited(step: Step, layer: LayerAt, place: Place, replaced: list[Row[Any]]) -> dict[str, Any]:
    """What a new annotation remembers of the one suggestion, open or once confirmed, whose place it takes."""
    if len(replaced) == 1 and replaced[0].source:
        [old] = replaced
        return _origin_of(old) | come_from(place, suggested_as(old))
    if layer.blind or replaced:
        return {}
    waiting = suggestions_at(step.connection, layer.document_id, layer.id, *place[:2])
    if waiting:
        showing, keys = read_showing(step.ground(layer.document_id).showing), step.project.label_ids.key
        waiting = [each for each in waiting if not showing.hides(keys[each.label_id], each.score)]
    if len(waiting) != 1:
        return {}
    [suggestion] = waiting
    return _origin_of(suggestion) | come_from(place, place_of(suggestion))


def _origin_of(row: Row[Any]) -> dict[str, Any]:
    return {"source": row.source, "score": row.score, "reason": row.reason}


def come_from(place: Place, suggested: Place) -> dict[str, Any]:
    """How a row that came from what was suggested says so: accepted if it says just that, else corrected."""
    is_same = place == suggested
    start, end, label_id = (None, None, None) if is_same else suggested
    return {
        "origin": (Origin.ACCEPTED if is_same else Origin.CORRECTED).value,
        "suggested_start": start,
        "suggested_end": end,
        "suggested_label_id": label_id,
    }


def suggested_as(row: Any) -> Place:
    """What an annotation that came from a suggestion was suggested as."""
    if row.suggested_label_id is None:
        return place_of(row)
    return row.suggested_start, row.suggested_end, row.suggested_label_id


def suggestions_of(step: Step, document_id: int, ids: Sequence[int]) -> list[Row[Any]]:
    """Suggestions of a document by their ids, with their quotes; NotFound if one is not there (any more)."""
    found = suggestions_by_id(step.connection, document_id, ids)
    for id_ in ids:
        if id_ not in found:
            raise NotFound("suggestion", id_)
    return [found[id_] for id_ in ids]


def remembered(row: Any, place: Place) -> dict[str, Any]:
    """What an annotation that will stand at `place` says of the suggestion it came from, if it did."""
    return come_from(place, suggested_as(row)) if row.source else {}


def refuse_origin(step: Step, row: Any) -> None:
    """See to it that what an annotation came from is not suggested again."""
    if row.source:
        refuse(step, row.layer_id, [suggested_as(row)])


def refuse(step: Step, layer_id: int, places: Iterable[Place]) -> None:
    """Note that a layer does not want what is suggested there."""
    wanted = list(dict.fromkeys(places))
    if not wanted:
        return
    step.session.flush()
    known = refused_from(step.connection, layer_id, [place[0] for place in wanted])
    names = ("start", "end", "label_id")
    rows = [dict(zip(names, place, strict=True)) for place in wanted if place not in known]
    insert_rows(
        step.session, RejectionRow, [whole_row(RejectionRow, layer_id=layer_id, **row) for row in rows]
    )
