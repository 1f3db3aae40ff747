"""What a reviewer changed in somebody's layer, kept beside it: the annotator is to see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from core.store.models import AnnotationRow, CategoryMarkRow, CorrectionRow, LayerRow
from core.store.tracking import RowChange, columns_of

if TYPE_CHECKING:
    from core.operations.transaction import Step

_Columns = dict[str, Any] | None


def keep_corrections(step: Step) -> None:
    """Write down what this operation did to spans and categories of who is reviewed, each with who did it.

    They are rows of the same operation, so that its undo takes them away again. What happened elsewhere
    while their work is open (in gold, say) is nothing for them to see.
    """
    changes = step.changes()
    for before, after in _each(step, changes, "annotation", AnnotationRow):
        step.session.add(_of_span(step, before, after))
    for before, after in _each(step, changes, "category_mark", CategoryMarkRow):
        was, is_now = _given(before), _given(after)
        if was != is_now:
            columns: dict[str, Any] = after or before or {}
            label = {"label_before" if was else "label_after": columns["label_id"]}
            step.session.add(_row(step, columns["layer_id"], **label))
    step.session.flush()


def saw_corrections(step: Step, layer_id: int) -> None:
    """The annotator has finished the layer again: what was corrected before is no news any more."""
    unseen = select(CorrectionRow).where(CorrectionRow.layer_id == layer_id, ~CorrectionRow.seen)
    for row in step.session.scalars(unseen):
        row.seen = True


def _each(
    step: Step, changes: list[RowChange], table: str, model: type[AnnotationRow | CategoryMarkRow]
) -> Iterable[tuple[_Columns, _Columns]]:
    """Each row that was touched, whole as it was and as it is; None where it was or is not there."""
    first: dict[int, RowChange] = {}
    overlay: dict[int, dict[str, Any]] = {}
    for each in changes:
        if each.table == table:
            first.setdefault(each.id, each)
            if each.before is not None:
                overlay[each.id] = {**each.before, **overlay.get(each.id, {})}
    for id_, change in first.items():
        row = step.session.get(model, id_)
        after = columns_of(row) if row is not None else None
        before = {**(after or {}), **overlay[id_]} if change.before is not None else None
        if before != after and _is_reviewed(step, (after or before or {})["layer_id"]):
            yield before, after


def _is_reviewed(step: Step, layer_id: int) -> bool:
    layer = step.session.get(LayerRow, layer_id)
    return layer is not None and layer.person_id == step.project.layer_owner.id


def _of_span(step: Step, before: _Columns, after: _Columns) -> CorrectionRow:
    columns: dict[str, Any] = after or before or {}
    parts: dict[str, Any] = {"annotation_id": columns["id"]}
    for ending, side in (("before", before), ("after", after)):
        if side is not None:
            parts |= {
                f"start_{ending}": side["start"],
                f"end_{ending}": side["end"],
                f"label_{ending}": side["label_id"],
                f"quote_{ending}": side["quote"],
            }
    return _row(step, columns["layer_id"], **parts)


def _given(columns: _Columns) -> bool:
    return columns is not None and bool(columns["given"])


def _row(step: Step, layer_id: int, **columns: Any) -> CorrectionRow:
    return CorrectionRow(layer_id=layer_id, person_id=step.project.annotator.id, **columns)
