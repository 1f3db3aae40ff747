"""Giving categories to a document."""

from __future__ import annotations

from sqlalchemy import select

from core.annotation import Origin
from core.history import Change, Kind
from core.operations.ground import on_document
from core.operations.transaction import transact
from core.project import Project
from core.store.models import CategoryMarkRow, CategorySuggestionRow


def set_category(project: Project, document_id: int, category: str, given: bool) -> Change:
    """Say that a document has a category, or that it has not (then it is not suggested again)."""
    with transact(project, Kind.CATEGORISE, on_document(document_id)) as step:
        layer = step.open_layer(document_id)
        label_id = project.label_ids.of_category(category)
        mark = step.session.scalars(
            select(CategoryMarkRow).where(
                CategoryMarkRow.layer_id == layer.id, CategoryMarkRow.label_id == label_id
            )
        ).first()
        suggested = step.session.scalar(
            select(CategorySuggestionRow.id).where(
                CategorySuggestionRow.document_id == document_id, CategorySuggestionRow.label_id == label_id
            )
        )
        origin = Origin.ACCEPTED if given and suggested is not None else Origin.BY_HAND
        if mark is not None:
            mark.given, mark.origin = given, origin
        elif given or suggested is not None:
            step.session.add(
                CategoryMarkRow(layer_id=layer.id, label_id=label_id, given=given, origin=origin)
            )
    return step.change
