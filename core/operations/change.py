"""From changed rows to a Change: what an operation, an undo or a redo tells the panels."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.annotation import Annotation, CategoryMark, Layer
from core.history import Change, Kind, Touched
from core.project import Project
from core.store import rows
from core.store.models import AnnotationRow, CategoryMarkRow, LayerRow
from core.store.tracking import RowChange, columns_of

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
}


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
    touched = {_TOUCHED[each.table] for each in changes if each.table in _TOUCHED}
    keys = project.label_ids.key
    removed, added = _annotations(session, project, changes)
    rejections = [each for each in changes if each.table == "rejection"]
    mine = _layer(session, project, document_id) if document_id is not None else None
    return Change(
        kind,
        operation_id,
        document_id,
        frozenset(touched),
        removed,
        added,
        tuple(rows.rejection(each.after, keys) for each in rejections if each.after),
        tuple(rows.rejection(each.before, keys) for each in rejections if each.before),
        _categories(session, project, mine),
        mine,
        about,
    )


def _annotations(
    session: Session, project: Project, changes: list[RowChange]
) -> tuple[tuple[Annotation, ...], tuple[Annotation, ...]]:
    first: dict[int, RowChange] = {}
    overlay: dict[int, dict[str, Any]] = {}
    for each in changes:
        if each.table == "annotation":
            first.setdefault(each.id, each)
            if each.before is not None:
                overlay[each.id] = {**each.before, **overlay.get(each.id, {})}
    now = _annotation_columns(session, list(first))
    keys = project.label_ids.key
    removed = []
    for id_, change in first.items():
        if change.before is not None:
            removed.append(rows.annotation({**now.get(id_, {}), **overlay[id_]}, keys))
    return tuple(removed), tuple(rows.annotation(columns, keys) for columns in now.values())


def _annotation_columns(session: Session, ids: list[int]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for at in range(0, len(ids), 500):
        some = select(AnnotationRow).where(AnnotationRow.id.in_(ids[at : at + 500]))
        for row in session.scalars(some.execution_options(populate_existing=True)):
            found[row.id] = columns_of(row)
    return found


def _layer(session: Session, project: Project, document_id: int) -> Layer | None:
    mine = select(LayerRow).where(
        LayerRow.document_id == document_id, LayerRow.person_id == project.annotator.id
    )
    row = session.scalars(mine.execution_options(populate_existing=True)).first()
    return rows.layer(columns_of(row), project.annotator.name) if row is not None else None


def _categories(session: Session, project: Project, layer: Layer | None) -> tuple[CategoryMark, ...]:
    if layer is None:
        return ()
    marks = session.scalars(
        select(CategoryMarkRow)
        .where(CategoryMarkRow.layer_id == layer.id)
        .order_by(CategoryMarkRow.id)
        .execution_options(populate_existing=True)
    )
    return tuple(rows.category_mark(columns_of(row), project.label_ids.key) for row in marks)
