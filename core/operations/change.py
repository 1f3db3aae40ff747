"""From changed rows to a Change: what an operation, an undo or a redo tells the panels."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from core.annotation import Annotation, CategoryMark, Layer
from core.history import Change, Kind, Touched
from core.operations.nearby import layer_of
from core.project import Project
from core.store import rows
from core.store.models import AnnotationRow, CategoryMarkRow
from core.store.tracking import RowChange, columns_of

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


def change_of(
    session: Session,
    project: Project,
    kind: Kind,
    operation_id: int,
    document_id: int | None,
    changes: list[RowChange],
    about: Kind | None,
) -> Change:
    """Say what the row changes mean. Annotations that were altered several times count once."""
    if (about or kind) in OF_REVIEW:
        return _of_review(session, project, kind, operation_id, document_id, changes, about)
    touched = {_TOUCHED[each.table] for each in changes if each.table in _TOUCHED}
    if (about or kind) in OF_LABELS:
        return Change(kind, operation_id, None, frozenset(touched), about=about)
    keys = project.label_ids.key
    removed, added = _annotations(session, project, changes)
    rejections = [each for each in changes if each.table == "rejection"]
    mine = _layer(session, project, document_id) if document_id is not None else None
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
        _categories(session, project, mine) if mine and Touched.CATEGORIES in touched else (),
        mine,
        about,
        _notes(changes),
    )


def _notes(changes: list[RowChange]) -> tuple[int, ...]:
    """The notes that are there and were changed; an answer is told by its note's id as well."""
    found = [each for each in changes if each.table == "note" and each.after is not None]
    return tuple(dict.fromkeys(each.id for each in found))


def _of_review(
    session: Session,
    project: Project,
    kind: Kind,
    operation_id: int,
    document_id: int | None,
    changes: list[RowChange],
    about: Kind | None,
) -> Change:
    """Says that review has moved on; whoever shows layers looks at them again."""
    touched = {Touched.REVIEW} if changes else set()
    if any(each.table == "layer" for each in changes):
        touched.add(Touched.LAYER)
    if (about or kind) in (Kind.COLLECT, Kind.SETTLE_ASIDE, Kind.MEND_OTHERS) and changes:
        touched.add(Touched.DOCUMENTS)  # the annotator's own layers may have come back too
    if any(each.table == "note" for each in changes):
        touched.add(Touched.NOTES)
    mine = _layer(session, project, document_id) if document_id is not None else None
    return Change(kind, operation_id, document_id, frozenset(touched), layer=mine, about=about)


def _annotations(
    session: Session, project: Project, changes: list[RowChange]
) -> tuple[tuple[Annotation, ...], tuple[Annotation, ...]]:
    first: dict[int, RowChange] = {}
    last: dict[int, RowChange] = {}
    overlay: dict[int, dict[str, Any]] = {}
    for each in changes:
        if each.table == "annotation":
            first.setdefault(each.id, each)
            last[each.id] = each
            if each.before is not None:
                overlay[each.id] = {**each.before, **overlay.get(each.id, {})}
    now = _annotation_columns(session, last)
    keys = project.label_ids.key
    removed = []
    for id_, change in first.items():
        if change.before is not None:
            # What history holds from before there was a column has it not.
            removed.append(rows.annotation({"unsure": False, **now.get(id_, {}), **overlay[id_]}, keys))
    return tuple(removed), tuple(rows.annotation(columns, keys) for columns in now.values())


def _annotation_columns(session: Session, changes: dict[int, RowChange]) -> dict[int, dict[str, Any]]:
    """The annotations as they are now; what is gone is left out.

    What the session does not know is read past it: there may be many thousands, as after an undo.
    """
    last = [id_ for id_, change in changes.items() if change.after is not None]
    known: dict[int, dict[str, Any]] = {}
    unread: list[int] = []
    for id_ in last:
        row = session.identity_map.get((AnnotationRow, (id_,), None))
        if row is None or inspect(row).expired:
            unread.append(id_)
        elif not inspect(row).deleted:
            known[id_] = columns_of(row)
    for at in range(0, len(unread), 500):
        some = select(_ANNOTATION).where(_ANNOTATION.c.id.in_(unread[at : at + 500]))
        for columns in session.connection().execute(some).mappings():
            known[columns["id"]] = dict(columns)
    return {id_: known[id_] for id_ in last if id_ in known}


def _own_layers(changes: list[RowChange], mine: Layer | None, owner: int) -> set[int]:
    """The layer at hand, also where it came or went by these changes."""
    own = {mine.id} if mine is not None else set()
    layers = (each for each in changes if each.table == "layer")
    return own | {each.id for each in layers if owner in _persons(each)}


def _persons(change: RowChange) -> set[int | None]:
    return {columns.get("person_id") for columns in (change.before, change.after) if columns}


def _layer(session: Session, project: Project, document_id: int) -> Layer | None:
    owner = project.layer_owner
    row = layer_of(session, document_id, owner.id)
    return rows.layer(columns_of(row), owner.name) if row is not None else None


def _categories(session: Session, project: Project, layer: Layer) -> tuple[CategoryMark, ...]:
    marks = session.scalars(
        select(CategoryMarkRow).where(CategoryMarkRow.layer_id == layer.id).order_by(CategoryMarkRow.id)
    )
    return tuple(rows.category_mark(columns_of(row), project.label_ids.key) for row in marks)
