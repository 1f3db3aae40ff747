"""Taking over somebody's reading of a place as one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from core.annotation import GOLD, Origin
from core.errors import NotAllowed, NotFound
from core.history import Change, Kind
from core.operations.annotations import make_room, new_annotation, nothing, place_of, refuse_origin
from core.operations.ground import LayerAt, on_document
from core.operations.nearby import annotations_at
from core.operations.permission import refuse_unless_reviewer
from core.operations.transaction import Step, transact
from core.project import Project
from core.store.models import AnnotationRow, LayerRow, PersonRow, SettingRow
from core.store.seeing import OTHERS, seen_layers
from core.store.writing import delete_rows, insert_rows

_KEPT = ("source", "score", "suggested_start", "suggested_end", "suggested_label_id")


def take_over(project: Project, document_id: int, layer_id: int, start: int, end: int) -> Change:
    """Let the layer in hand say in `[start, end)` what another layer of the document says there.

    What differs there goes and what stands there instead comes, as far as differing spans hang together;
    a layer without spans there takes away. What comes knows whose it was, and the suggestion that it came
    from. NotAllowed if that layer is not to be seen, NotFound if it is of no use here.
    """
    with transact(project, Kind.TAKE_OVER, on_document(document_id)) as step:
        mine = step.open_layer(document_id)
        _, seen = seen_layers(
            step.session.connection(), project.annotator.id, project.layer_owner.id, document_id
        )
        if layer_id not in [each.id for each in seen]:
            raise NotAllowed(project.annotator.name)
        theirs = step.session.get_one(LayerRow, layer_id)
        gone, came = _different(step, mine, theirs, start, end)
        if not gone and not came:
            return nothing(step)
        for row in gone:
            refuse_origin(step, row)
        delete_rows(step.session, AnnotationRow, [row._mapping for row in gone])
        whose = _name_of(step, theirs)
        for row in came:
            if project.label_set.is_flat:
                make_room(step, annotations_at(step.session, mine.id, row.start, row.end), replacing=True)
            insert_rows(step.session, AnnotationRow, [_taken(row, mine, whose)])
    return step.change


def let_annotators_see(project: Project, allowed: bool) -> Change:
    """Let annotators look at others' work on documents that they have finished, or no more; for reviewers."""
    with transact(project, Kind.OPEN_LAYERS) as step:
        refuse_unless_reviewer(step)
        value = "true" if allowed else "false"
        row = step.session.scalars(select(SettingRow).where(SettingRow.name == OTHERS)).first()
        if row is None:
            step.session.add(SettingRow(name=OTHERS, value=value))
        else:
            row.value = value
    return step.change


def _different(
    step: Step, mine: LayerAt, theirs: LayerRow, start: int, end: int
) -> tuple[Sequence[Row[Any]], Sequence[Row[Any]]]:
    """What stands only in one and only in the other, in the stretch and in what hangs together with it."""
    while True:
        here = {place_of(each): each for each in annotations_at(step.session, mine.id, start, end)}
        there = {place_of(each): each for each in annotations_at(step.session, theirs.id, start, end)}
        odd = here.keys() ^ there.keys()
        low, high = min([start, *(p[0] for p in odd)]), max([end, *(p[1] for p in odd)])
        if (low, high) == (start, end):
            return (
                [row for place, row in here.items() if place in odd],
                [row for place, row in there.items() if place in odd],
            )
        start, end = low, high


def _name_of(step: Step, layer: LayerRow) -> str:
    if layer.person_id is None:
        return GOLD
    person = step.session.get(PersonRow, layer.person_id)
    if person is None:
        raise NotFound("layer", layer.id)
    return person.name


def _taken(row: Row[Any], mine: LayerAt, whose: str) -> dict[str, Any]:
    """The same span in one's own layer; its reason says whose it was, then why it was suggested."""
    before = f"|{row.reason}" if row.source and row.reason else ""
    return new_annotation(
        mine.id,
        place_of(row),
        row.quote,
        origin=Origin.TAKEN.value,
        reason=f"taken|{whose.replace('|', '/')}{before}",
        **{name: getattr(row, name) for name in _KEPT},
    )
