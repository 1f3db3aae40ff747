"""From changed rows to a Change: what an operation, an undo or a redo tells the panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select

from core.annotation import Annotation, CategoryMark, Layer, LayerState
from core.history import Change, Kind, Touched
from core.store import rows
from core.store.models import AnnotationRow, CategoryMarkRow
from core.store.tracking import RowChange, columns_of

if TYPE_CHECKING:
    from core.operations.transaction import Step

_ANNOTATION = AnnotationRow.__table__
_TOUCHED = {
    "annotation": Touched.ANNOTATIONS,
    "rejection": Touched.REJECTIONS,
    "category_mark": Touched.CATEGORIES,
    "layer": Touched.LAYER,
    "zone": Touched.ZONES,
    "document": Touched.DOCUMENTS,
    "label": Touched.LABELS,
    "label_set": Touched.LABELS,
    "suggestion": Touched.SUGGESTIONS,
    "setting": Touched.SETTINGS,
    "judgement": Touched.REVIEW,
    "gold_span": Touched.REVIEW,
    "assignment": Touched.REVIEW,
    "person": Touched.REVIEW,
    "handout": Touched.REVIEW,
    "correction": Touched.REVIEW,
    "note": Touched.NOTES,
    "dismissal": Touched.REVIEW,
}
# Acts on gold and on other people's layers: what they change is not the annotator's own.
OF_REVIEW = frozenset(
    {
        Kind.ADJUDICATE,
        Kind.ACCEPT_READINGS,
        Kind.APPROVE,
        Kind.RETURN,
        Kind.ASSIGN,
        Kind.HAND_OUT,
        Kind.COLLECT,
        Kind.SETTLE_ASIDE,
        Kind.SET_ROLE,
        Kind.MEND_OTHERS,
        Kind.DISMISS,
        Kind.BRING_BACK,
    }
)
# Acts on the label set: they touch everybody's work at once, so that what is shown is read anew.
OF_LABELS = frozenset(
    {
        Kind.ADD_LABEL,
        Kind.EDIT_LABEL,
        Kind.RENAME_LABEL,
        Kind.ORDER_LABELS,
        Kind.MERGE_LABELS,
        Kind.SPLIT_LABEL,
        Kind.DELETE_LABEL,
        Kind.REPLACE_LABELS,
    }
)


def change_of(step: Step, operation_id: int, changes: list[RowChange]) -> Change:
    """Say what the row changes mean. Annotations that were altered several times count once."""
    project, kind, about, document_id = step.project, step.kind, step.about, step.document_id
    if (about or kind) in OF_REVIEW:
        return _of_review(step, operation_id, changes)
    touched = {_TOUCHED[each.table] for each in changes if each.table in _TOUCHED}
    if (about or kind) in OF_LABELS:
        return Change(kind, operation_id, None, frozenset(touched), about=about)
    keys = project.label_ids.key
    removed, added = _annotations(step, changes)
    rejections = [each for each in changes if each.table == "rejection"]
    mine = _layer(step, changes)
    if document_id is not None:
        # A reviewer's act, or its undo, may be about a layer that is not the one at hand.
        own = _own_layers(changes, mine, project.layer_owner.id)
        removed = tuple(each for each in removed if each.layer_id in own)
        added = tuple(each for each in added if each.layer_id in own)
        rejections = [each for each in rejections if (each.after or each.before or {})["layer_id"] in own]
    return Change(
        kind,
        operation_id,
        document_id,
        frozenset(touched),
        removed,
        added,
        tuple(rows.rejection(each.after, keys) for each in rejections if each.after),
        tuple(rows.rejection(each.before, keys) for each in rejections if each.before),
        _categories(step, mine) if mine and Touched.CATEGORIES in touched else (),
        mine,
        about,
        _notes(changes),
    )


def _notes(changes: list[RowChange]) -> tuple[int, ...]:
    """The notes that are there and were changed; an answer is told by its note's id as well."""
    found = [each for each in changes if each.table == "note" and each.after is not None]
    return tuple(dict.fromkeys(each.id for each in found))


def _of_review(step: Step, operation_id: int, changes: list[RowChange]) -> Change:
    """Says that review has moved on; whoever shows layers looks at them again."""
    kind, about = step.kind, step.about
    touched = {Touched.REVIEW} if changes else set()
    if any(each.table == "layer" for each in changes):
        touched.add(Touched.LAYER)
    if (about or kind) in (Kind.COLLECT, Kind.SETTLE_ASIDE, Kind.MEND_OTHERS) and changes:
        touched.add(Touched.DOCUMENTS)  # the annotator's own layers may have come back too
    if any(each.table == "note" for each in changes):
        touched.add(Touched.NOTES)
    mine = _layer(step, changes)
    return Change(kind, operation_id, step.document_id, frozenset(touched), layer=mine, about=about)


def _annotations(
    step: Step, changes: list[RowChange]
) -> tuple[tuple[Annotation, ...], tuple[Annotation, ...]]:
    first: dict[int, RowChange] = {}
    overlay: dict[int, dict[str, Any]] = {}
    for each in changes:
        if each.table == "annotation":
            first.setdefault(each.id, each)
            if each.before is not None:
                overlay[each.id] = {**each.before, **overlay.get(each.id, {})}
    now = _annotation_columns(step, [each for each in changes if each.table == "annotation"])
    keys = step.project.label_ids.key
    removed = []
    for id_, change in first.items():
        if change.before is not None:
            # What history holds from before there was a column has it not.
            removed.append(rows.annotation({"unsure": False, **now.get(id_, {}), **overlay[id_]}, keys))
    return tuple(removed), tuple(rows.annotation(columns, keys) for columns in now.values())


def _annotation_columns(step: Step, changes: list[RowChange]) -> dict[int, dict[str, Any]]:
    """The annotations as they are now; what is gone is left out.

    What neither the changes nor the session know is read past it: there may be many thousands.
    """
    known: dict[int, dict[str, Any] | None] = {}  # None: there, and to be read
    for each in changes:
        before = known.pop(each.id, None)
        if each.after is not None:
            known[each.id] = {**before, **each.after} if before is not None else each.whole
    unread = []
    for id_ in [id_ for id_, columns in known.items() if columns is None]:
        row = step.session.identity_map.get((AnnotationRow, (id_,), None))
        if row is None or inspect(row).expired:
            unread.append(id_)
        else:
            known[id_] = columns_of(row)
    for at in range(0, len(unread), 500):
        some = select(_ANNOTATION).where(_ANNOTATION.c.id.in_(unread[at : at + 500]))
        for columns in step.connection.execute(some).mappings():
            known[columns["id"]] = dict(columns)
    return {id_: columns for id_, columns in known.items() if columns is not None}


def _own_layers(changes: list[RowChange], mine: Layer | None, owner: int) -> set[int]:
    """The layer at hand, also where it came or went by these changes."""
    own = {mine.id} if mine is not None else set()
    layers = (each for each in changes if each.table == "layer")
    return own | {each.id for each in layers if owner in _persons(each)}


def _persons(change: RowChange) -> set[int | None]:
    return {columns.get("person_id") for columns in (change.before, change.after) if columns}


def _layer(step: Step, changes: list[RowChange]) -> Layer | None:
    """The layer at hand as it is now."""
    if step.document_id is None:
        return None
    layer = step.layer_known(step.document_id, [each for each in changes if each.table == "layer"])
    owner = step.project.layer_owner.name
    return Layer(layer.id, layer.document_id, owner, LayerState(layer.state)) if layer is not None else None


def _categories(step: Step, layer: Layer) -> tuple[CategoryMark, ...]:
    marks = step.session.scalars(
        select(CategoryMarkRow).where(CategoryMarkRow.layer_id == layer.id).order_by(CategoryMarkRow.id)
    )
    return tuple(rows.category_mark(columns_of(row), step.project.label_ids.key) for row in marks)
