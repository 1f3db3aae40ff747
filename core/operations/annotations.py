"""Making and changing annotations: by hand, from suggestions, and taking them away."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from core.annotation import Origin
from core.errors import NotFound, Overlap
from core.history import Change, Kind
from core.operations.nearby import annotations_at, suggestions_at
from core.operations.transaction import Step, transact
from core.project import Project
from core.store.models import AnnotationRow, LayerRow, RejectionRow, SuggestionRow
from core.store.settings import showing_of
from core.store.texts import read_slice
from core.text import check_range


def annotate(
    project: Project, document_id: int, start: int, end: int, label: str, *, replacing: bool = False
) -> Change:
    """Label `[start, end)` (code points) by hand.

    In a flat label set a place that is taken raises Overlap; with `replacing` what stood there goes,
    in the same act. An open suggestion that is overlapped is settled by this: the annotation counts
    as its correction and remembers it. The same span with the same label changes nothing.
    """
    with transact(project, Kind.ANNOTATE) as step:
        layer = step.open_layer(document_id)
        quote = quote_of(step, document_id, start, end)
        label_id = project.label_ids.of_span(label)
        there = annotations_at(step.session, layer.id, start, end)
        if _stands(there, start, end, label_id):
            return nothing(step)
        replaced = make_room(step, there, replacing) if project.label_set.is_flat else []
        row = AnnotationRow(
            layer_id=layer.id, label_id=label_id, start=start, end=end, quote=quote, origin=Origin.BY_HAND
        )
        _inherit(step, row, layer, replaced)
        step.session.add(row)
    return step.change


def relabel(project: Project, annotation_id: int, label: str) -> Change:
    """Give an annotation another label."""
    with transact(project, Kind.RELABEL) as step:
        row = step.annotation(annotation_id)
        label_id = project.label_ids.of_span(label)
        if row.label_id == label_id:
            return nothing(step)
        if not project.label_set.is_flat:
            _refuse_taken(step, row, row.start, row.end, label_id)
        was = _place(row)
        row.label_id = label_id
        remember_suggestion(row, was)
    return step.change


def move_edges(
    project: Project, annotation_id: int, start: int, end: int, *, replacing: bool = False
) -> Change:
    """Let an annotation cover `[start, end)` instead.

    In a flat set its neighbours set the limit: Overlap; with `replacing` they go, in the same act.
    """
    with transact(project, Kind.MOVE_EDGES) as step:
        row = step.annotation(annotation_id)
        if (row.start, row.end) == (start, end):
            return nothing(step)
        layer = step.session.get_one(LayerRow, row.layer_id)
        quote = quote_of(step, layer.document_id, start, end)
        _settle(step, row, start, end, replacing=replacing)
        was = _place(row)
        row.start, row.end, row.quote = start, end, quote
        remember_suggestion(row, was)
    return step.change


def remove(project: Project, annotation_ids: Sequence[int]) -> Change:
    """Take annotations away. What came from a suggestion is not suggested there again."""
    with transact(project, Kind.REMOVE) as step:
        for annotation_id in annotation_ids:
            row = step.annotation(annotation_id)
            refuse_origin(step, row)
            step.session.delete(row)
    return step.change


def accept(
    project: Project, document_id: int, suggestion_ids: Sequence[int], *, unsure: bool = False
) -> Change:
    """Confirm suggestions as they are, or, `unsure`, so that they are looked at again."""
    with transact(project, Kind.ACCEPT) as step:
        layer = step.open_layer(document_id)
        for suggestion in suggestions_of(step, document_id, suggestion_ids):
            there = annotations_at(step.session, layer.id, suggestion.start, suggestion.end)
            if _stands(there, suggestion.start, suggestion.end, suggestion.label_id):
                continue
            if project.label_set.is_flat:
                _refuse_overlap(step, there)
            row = accepted(step, layer, suggestion)
            row.unsure = unsure
            step.session.add(row)
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
    with transact(project, Kind.ACCEPT) as step:
        layer = step.open_layer(document_id)
        [suggestion] = suggestions_of(step, document_id, [suggestion_id])
        row = accepted(step, layer, suggestion)
        row.label_id = project.label_ids.of_span(label) if label is not None else row.label_id
        row.start = start if start is not None else row.start
        row.end = end if end is not None else row.end
        row.quote = quote_of(step, document_id, row.start, row.end)
        _come_from(row, _place(suggestion))
        _settle(step, row, row.start, row.end, replacing=replacing)
        step.session.add(row)
    return step.change


def reject(project: Project, document_id: int, suggestion_ids: Sequence[int]) -> Change:
    """Say no to suggestions: they are not shown in this layer again."""
    with transact(project, Kind.REJECT) as step:
        layer = step.open_layer(document_id)
        for suggestion in suggestions_of(step, document_id, suggestion_ids):
            refuse(step, layer.id, suggestion.start, suggestion.end, suggestion.label_id)
    return step.change


def accepted(step: Step, layer: LayerRow, suggestion: SuggestionRow, quote: str = "") -> AnnotationRow:
    """The annotation that a confirmed suggestion becomes; its source and score stay with it."""
    return AnnotationRow(
        layer_id=layer.id,
        label_id=suggestion.label_id,
        start=suggestion.start,
        end=suggestion.end,
        quote=quote or quote_of(step, layer.document_id, suggestion.start, suggestion.end),
        origin=Origin.ACCEPTED,
        source=suggestion.source,
        score=suggestion.score,
        reason=suggestion.reason,
    )


def nothing(step: Step) -> Change:
    """The answer of an operation that found everything as it should be."""
    return Change(step.kind, 0, step.document_id)


def quote_of(step: Step, document_id: int, start: int, end: int) -> str:
    """What the document says in a range; BadSpan if it is none."""
    document = step.document(document_id)
    check_range(document.length, start, end)
    return read_slice(step.session.connection(), document.digest, start, end)


def _stands(there: list[AnnotationRow], start: int, end: int, label_id: int) -> bool:
    return any(_place(row) == (start, end, label_id) for row in there)


def _place(row: AnnotationRow | SuggestionRow) -> tuple[int, int, int]:
    return row.start, row.end, row.label_id


def _refuse_taken(step: Step, row: AnnotationRow, start: int, end: int, label_id: int) -> None:
    """Overlap if `row` cannot be there: in a flat set for any other, in a nested one for its very like."""
    there = [each for each in annotations_at(step.session, row.layer_id, start, end) if each is not row]
    if not step.project.label_set.is_flat:
        there = [each for each in there if _place(each) == (start, end, label_id)]
    _refuse_overlap(step, there)


def _settle(step: Step, row: AnnotationRow, start: int, end: int, *, replacing: bool) -> None:
    """Make room for `row` at a place, or raise Overlap."""
    if replacing and step.project.label_set.is_flat:
        there = annotations_at(step.session, row.layer_id, start, end)
        make_room(step, [each for each in there if each is not row], replacing=True)
    else:
        _refuse_taken(step, row, start, end, row.label_id)


def _refuse_overlap(step: Step, there: list[AnnotationRow]) -> None:
    if there:
        raise Overlap(there[0].start, there[0].end, step.project.label_ids.key[there[0].label_id])


def make_room(step: Step, taken: list[AnnotationRow], replacing: bool) -> list[AnnotationRow]:
    """Let what stands at a place go, with `replacing`; Overlap without."""
    if not replacing:
        _refuse_overlap(step, taken)
    for row in taken:
        step.session.delete(row)
    return taken


def _inherit(step: Step, row: AnnotationRow, layer: LayerRow, replaced: list[AnnotationRow]) -> None:
    """Let a new annotation remember the one suggestion, open or once confirmed, whose place it takes."""
    if len(replaced) == 1 and replaced[0].source:
        old = replaced[0]
        row.source, row.score, row.reason = old.source, old.score, old.reason
        _come_from(row, _suggested(old) or _place(old))
        return
    if layer.blind or replaced:
        return
    waiting = suggestions_at(step.session, layer.document_id, layer.id, row.start, row.end)
    if waiting:
        showing, keys = showing_of(step.session.connection()), step.project.label_ids.key
        waiting = [each for each in waiting if not showing.hides(keys[each.label_id], each.score)]
    if len(waiting) != 1:
        return
    [suggestion] = waiting
    row.source, row.score, row.reason = suggestion.source, suggestion.score, suggestion.reason
    _come_from(row, _place(suggestion))


def _come_from(row: AnnotationRow, suggested: tuple[int, int, int]) -> None:
    """Say that a row came from what was suggested: accepted if it says just that, else corrected."""
    if _place(row) == suggested:
        row.origin = Origin.ACCEPTED
        row.suggested_start = row.suggested_end = row.suggested_label_id = None
    else:
        row.origin = Origin.CORRECTED
        row.suggested_start, row.suggested_end, row.suggested_label_id = suggested


def _suggested(row: AnnotationRow) -> tuple[int, int, int] | None:
    if row.suggested_label_id is None or row.suggested_start is None or row.suggested_end is None:
        return None
    return row.suggested_start, row.suggested_end, row.suggested_label_id


def suggestions_of(step: Step, document_id: int, ids: Sequence[int]) -> list[SuggestionRow]:
    """Suggestions of a document by their ids; NotFound if one is not there (any more)."""
    found = []
    for id_ in ids:
        row = step.session.get(SuggestionRow, id_)
        if row is None or row.document_id != document_id:
            raise NotFound("suggestion", id_)
        found.append(row)
    return found


def remember_suggestion(row: AnnotationRow, was: tuple[int, int, int]) -> None:
    """An annotation that came from a suggestion and is changed counts as corrected from now on."""
    if row.source:
        _come_from(row, _suggested(row) or was)


def refuse_origin(step: Step, row: AnnotationRow) -> None:
    """See to it that what an annotation came from is not suggested again."""
    if row.source:
        refuse(step, row.layer_id, *(_suggested(row) or _place(row)))


def refuse(step: Step, layer_id: int, start: int, end: int, label_id: int) -> None:
    """Note that a layer does not want a suggestion."""
    known = select(RejectionRow.id).where(
        RejectionRow.layer_id == layer_id,
        RejectionRow.start == start,
        RejectionRow.end == end,
        RejectionRow.label_id == label_id,
    )
    if step.session.scalar(known) is None:
        step.session.add(RejectionRow(layer_id=layer_id, start=start, end=end, label_id=label_id))
        step.session.flush()
