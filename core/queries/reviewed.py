"""What a reviewer did with somebody's layer: its state, the reason, and each thing that was changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from core.annotation import Annotator, LayerState, Role
from core.errors import NotFound
from core.project import Project
from core.store.models import AnnotationRow, CorrectionRow, DocumentRow, LayerRow, PersonRow

_DONE = (LayerState.FINISHED, LayerState.APPROVED)


@dataclass(frozen=True, slots=True)
class Spot:
    """A span as it was or is: where (code points), its label, its quote."""

    start: int
    end: int
    label: str
    quote: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of a reviewer's in somebody's layer: without `before` it was added, without `after` taken
    away. Of a category, `category` is its key and `given` whether the document has it now."""

    who: str
    at: str
    before: Spot | None = None
    after: Spot | None = None
    category: str = ""
    given: bool = False

    @property
    def place(self) -> tuple[int, int] | None:
        """Where to look in the text, None for a category."""
        spot = self.after or self.before
        return (spot.start, spot.end) if spot is not None else None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A layer as its reviewer left it. `corrections` are those that its owner has not finished since."""

    document_id: int
    owner: str
    state: LayerState
    note: str
    reviewer: str
    reviewed_at: str
    finished_at: str
    spans: int
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class ToReview:
    """Somebody's finished layer that could be reviewed; `score` is the mean one of its suggestions that
    were confirmed, None if there were none; `labels` are those of its spans."""

    document_id: int
    owner: str
    title: str
    source: str
    score: float | None
    labels: frozenset[str]


def reviewed(project: Project, document_id: int) -> Reviewed | None:
    """How the layer at hand stands with its reviewer; None if there is no layer."""
    reviewer = aliased(PersonRow)
    layer = LayerRow
    query = (
        select(layer.id, layer.state, layer.note, layer.reviewed_at, layer.finished_at, reviewer.name)
        .outerjoin(reviewer, reviewer.id == layer.reviewer_id)
        .where(layer.document_id == document_id, layer.person_id == project.layer_owner.id)
    )
    with project.reading() as connection:
        row = connection.execute(query).first()
        if row is None:
            return None
        number = connection.scalar(select(func.count()).where(AnnotationRow.layer_id == row.id)) or 0
        corrections = _corrections(connection, row.id, project.label_ids.key)
    return Reviewed(
        document_id,
        project.layer_owner.name,
        LayerState(row.state),
        row.note,
        row.name or "",
        row.reviewed_at or "",
        row.finished_at or "",
        number,
        corrections,
    )


def _corrections(connection: Connection, layer_id: int, keys: Mapping[int, str]) -> tuple[Correction, ...]:
    """Each annotation's and category's changes as one, from what it was at first to what it is now."""
    query = (
        select(CorrectionRow.__table__, PersonRow.name)
        .join(PersonRow, PersonRow.id == CorrectionRow.person_id)
        .where(CorrectionRow.layer_id == layer_id, ~CorrectionRow.seen)
        .order_by(CorrectionRow.id)
    )
    found: dict[object, Correction] = {}
    for row in connection.execute(query):
        if row.annotation_id is None:
            label = row.label_after if row.label_after is not None else row.label_before
            given = row.label_after is not None
            key: object = keys[label]
            if key in found:
                del found[key]  # back to what the annotator said
            else:
                found[key] = Correction(row.name, row.at, category=keys[label], given=given)
            continue
        before = _spot(row.start_before, row.end_before, row.label_before, row.quote_before, keys)
        after = _spot(row.start_after, row.end_after, row.label_after, row.quote_after, keys)
        known = found.pop(row.annotation_id, None)
        whole = Correction(row.name, row.at, before, after)
        if known is not None:
            whole = replace(whole, before=known.before)
        if whole.before != whole.after:
            found[row.annotation_id] = whole
    return tuple(sorted(found.values(), key=lambda each: each.place or (-1, -1)))


def _spot(
    start: int | None, end: int | None, label: int | None, quote: str, keys: Mapping[int, str]
) -> Spot | None:
    if start is None or end is None or label is None:
        return None
    return Spot(start, end, keys[label], quote)


def annotator_named(project: Project, name: str) -> Annotator:
    """Somebody of the project; NotFound if nobody is called so."""
    query = select(PersonRow.id, PersonRow.name, PersonRow.role).where(PersonRow.name == name)
    with project.reading() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise NotFound("annotator", name)
    return Annotator(row.id, row.name, Role(row.role))


def to_review(project: Project, name: str = "") -> list[ToReview]:
    """All layers that are finished and not approved, of this person or of all, by document and name."""
    query = (
        select(LayerRow.id, LayerRow.document_id, PersonRow.name)
        .add_columns(DocumentRow.title, DocumentRow.name.label("called"), DocumentRow.source)
        .join(PersonRow, PersonRow.id == LayerRow.person_id)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .where(
            DocumentRow.hidden == "",
            LayerRow.state == LayerState.FINISHED,
            LayerRow.person_id != project.annotator.id,
        )
        .order_by(LayerRow.document_id, PersonRow.name)
    )
    if name:
        query = query.where(PersonRow.name == name)
    finished = select(LayerRow.id).where(LayerRow.state == LayerState.FINISHED)
    a = AnnotationRow
    labels: dict[int, set[str]] = {}
    scores: dict[int, float] = {}
    keys = project.label_ids.key
    with project.reading() as connection:
        found = connection.execute(query).all()
        said = select(a.layer_id, a.label_id).where(a.layer_id.in_(finished)).distinct()
        for layer_id, label_id in connection.execute(said):
            labels.setdefault(layer_id, set()).add(keys[label_id])
        mean = select(a.layer_id, func.avg(a.score)).where(a.layer_id.in_(finished), a.score.is_not(None))
        for layer_id, score in connection.execute(mean.group_by(a.layer_id)):
            scores[layer_id] = float(score)
    return [
        ToReview(
            row.document_id,
            row.name,
            row.title or row.called or str(row.document_id),
            row.source,
            scores.get(row.id),
            frozenset(labels.get(row.id, ())),
        )
        for row in found
    ]
