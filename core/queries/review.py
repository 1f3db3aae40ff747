"""What a reviewer looks at: all layers of a document, its cases, its gold, where the guideline fails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from core.annotation import GOLD, LayerState, Role
from core.errors import NotFound
from core.project import Project
from core.queries.layers import DONE
from core.review.differences import Case, CategoryCase, agreed_spans, cases_of, category_cases_of
from core.review.layered import Place
from core.store.models import (
    AnnotationRow,
    CategoryMarkRow,
    DocumentRow,
    GoldSpanRow,
    JudgementRow,
    LayerRow,
    PersonRow,
)
from core.store.texts import read_slice


@dataclass(frozen=True, slots=True)
class LayerLine:
    """Somebody's layer on a document. `kind` is "own" or "aside" (a state of it that came back and did
    not fit); `note`, `reviewer` and `reviewed_at` are what a reviewer said last."""

    id: int
    document_id: int
    annotator: str
    kind: str
    state: LayerState
    annotations: int
    note: str
    reviewer: str
    reviewed_at: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a case was settled, or (`how` “open”) what was noted of one that is not."""

    id: int
    how: str
    judge: str
    reason: str
    gap: bool
    at: str


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A span of gold: who had it just so, and the judgement that made it gold, None where all agreed."""

    start: int
    end: int
    label: str
    quote: str
    voters: tuple[str, ...]
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case with how it stands: `judgement` is None while it is open; `gold` is what was decided.

    `note` is what was noted of a case that is open.
    """

    case: Case
    judgement: Judgement | None
    gold: tuple[Place, ...]
    note: Judgement | None = None


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category that annotators differ about; `gold` says whether the document was given it."""

    case: CategoryCase
    judgement: Judgement | None
    gold: bool
    note: Judgement | None = None


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """Everything about a document's layers: of each annotator, what all agree on, cases, gold."""

    document_id: int
    layers: dict[str, tuple[Place, ...]]
    agreed: tuple[Place, ...]
    cases: tuple[CaseLine, ...]
    gold: tuple[GoldSpan, ...]
    gold_state: LayerState
    categories: dict[str, frozenset[str]]
    category_cases: tuple[CategoryLine, ...]
    gold_categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A case that the guideline does not decide; with a `category`, it is about that and not a quote."""

    document_id: int
    title: str
    start: int
    end: int
    quote: str
    reason: str
    judge: str
    at: str
    category: str = ""
    is_settled: bool = True


def layers_of(project: Project, document_id: int) -> list[LayerLine]:
    """All annotators' layers on a document, and states of them that were set aside."""
    owner, reviewer = aliased(PersonRow), aliased(PersonRow)
    number = (
        select(func.count())
        .where(AnnotationRow.layer_id == LayerRow.id)
        .correlate(LayerRow)
        .scalar_subquery()
    )
    query = (
        select(LayerRow, owner.name.label("owner"), reviewer.name.label("reviewer"), number.label("number"))
        .join(owner, owner.id == func.coalesce(LayerRow.person_id, LayerRow.aside_of))
        .outerjoin(reviewer, reviewer.id == LayerRow.reviewer_id)
        .where(LayerRow.document_id == document_id, LayerRow.kind.in_(("own", "aside")))
        .order_by(owner.name, LayerRow.id)
    )
    with project.reading() as connection:
        return [
            LayerLine(
                row.id,
                document_id,
                row.owner,
                row.kind,
                LayerState(row.state),
                row.number,
                row.note,
                row.reviewer or "",
                row.reviewed_at or "",
            )
            for row in connection.execute(query)
        ]


def review_document(project: Project, document_id: int) -> ReviewedDocument:
    """The finished layers of a document side by side. NotFound if nobody has finished it."""
    with project.reading() as connection:
        layers = finished_layers(connection, project, [document_id]).get(document_id)
        if layers is None:
            raise NotFound("finished work on document", document_id)
        given = finished_categories(connection, project, [document_id])[document_id]
        state, gold, judged, gold_categories = _gold(connection, project, document_id)
    by_mark = dict(judged)
    decided: dict[int, list[Place]] = defaultdict(list)
    for each in gold:
        if each.judgement is not None:
            decided[each.judgement.id].append((each.start, each.end, each.label))
    cases = []
    for case in cases_of(layers):
        judgement, note = _settled(by_mark.get(case.mark))
        cases.append(CaseLine(case, judgement, tuple(decided[judgement.id]) if judgement else (), note))
    about = []
    for each_case in category_cases_of(given):
        judgement, note = _settled(by_mark.get(each_case.mark))
        about.append(CategoryLine(each_case, judgement, each_case.category in gold_categories, note))
    return ReviewedDocument(
        document_id,
        {name: tuple(spans) for name, spans in layers.items()},
        tuple(agreed_spans(layers)),
        tuple(cases),
        gold,
        state,
        given,
        tuple(about),
        gold_categories,
    )


def _settled(found: Judgement | None) -> tuple[Judgement | None, Judgement | None]:
    """What settles a case, and what was only noted of it."""
    return (None, found) if found is not None and found.how == "open" else (found, None)


def cases(project: Project, document_ids: Sequence[int]) -> Iterator[tuple[int, CaseLine]]:
    """All cases of these documents, in their order; the first comes before the rest is read."""
    for document_id in document_ids:
        for each in review_document(project, document_id).cases:
            yield document_id, each


def may_review(project: Project) -> bool:
    """Whether the annotator is a reviewer or owner; as long as the project has none, everybody may."""
    query = select(PersonRow.id).where(PersonRow.role.in_((Role.REVIEWER, Role.OWNER)))
    with project.reading() as connection:
        reviewers = set(connection.scalars(query))
    return not reviewers or project.annotator.id in reviewers


def guideline_gaps(project: Project) -> list[Gap]:
    """The cases that were marked as not decided by the guideline, in the order of the documents."""
    query = (
        select(JudgementRow, DocumentRow.id.label("document"), DocumentRow.title, DocumentRow.digest)
        .add_columns(PersonRow.name)
        .join(LayerRow, LayerRow.id == JudgementRow.layer_id)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .join(PersonRow, PersonRow.id == JudgementRow.person_id)
        .where(JudgementRow.gap, DocumentRow.hidden == "")
        .order_by(DocumentRow.id, JudgementRow.start)
    )
    with project.reading() as connection:
        return [
            Gap(
                row.document,
                row.title,
                row.start,
                row.end,
                read_slice(connection, row.digest, row.start, row.end) if row.label_id is None else "",
                row.reason,
                row.name,
                row.at,
                project.label_ids.key[row.label_id] if row.label_id is not None else "",
                row.how != "open",
            )
            for row in connection.execute(query).all()
        ]


def finished_layers(
    connection: Connection, project: Project, ids: Sequence[int]
) -> dict[int, dict[str, list[Place]]]:
    """The finished layers of these documents, by document and annotator, in text order."""
    keys = project.label_ids.key
    owners = connection.execute(
        select(LayerRow.id, LayerRow.document_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == LayerRow.person_id)
        .where(LayerRow.document_id.in_(ids), LayerRow.state.in_(DONE), PersonRow.name != GOLD)
        .order_by(PersonRow.name)
    ).all()
    spans: dict[int, list[Place]] = {row.id: [] for row in owners}
    a = AnnotationRow
    query = select(a.layer_id, a.start, a.end, a.label_id).where(a.layer_id.in_(list(spans)))
    for layer_id, start, end, label_id in connection.execute(query.order_by(a.start, a.id)):
        spans[layer_id].append((start, end, keys[label_id]))
    found: dict[int, dict[str, list[Place]]] = defaultdict(dict)
    for layer_id, document_id, name in owners:
        found[document_id][name] = spans[layer_id]
    return found


def finished_categories(
    connection: Connection, project: Project, ids: Sequence[int]
) -> dict[int, dict[str, frozenset[str]]]:
    """The categories given in the finished layers of these documents, by document and annotator."""
    keys, mark = project.label_ids.key, CategoryMarkRow
    query = (
        select(LayerRow.document_id, PersonRow.name, mark.label_id)
        .select_from(LayerRow)
        .join(PersonRow, PersonRow.id == LayerRow.person_id)
        .outerjoin(mark, (mark.layer_id == LayerRow.id) & mark.given)
        .where(LayerRow.document_id.in_(ids), LayerRow.state.in_(DONE), PersonRow.name != GOLD)
    )
    found: dict[int, dict[str, set[str]]] = defaultdict(dict)
    for document_id, name, label_id in connection.execute(query):
        given = found[document_id].setdefault(name, set())
        if label_id is not None:
            given.add(keys[label_id])
    return {
        document_id: {name: frozenset(said[name]) for name in sorted(said)}
        for document_id, said in found.items()
    }


def _gold(
    connection: Connection, project: Project, document_id: int
) -> tuple[LayerState, tuple[GoldSpan, ...], list[tuple[str, Judgement]], tuple[str, ...]]:
    """The gold layer's state, its spans, the judgements with their cases' marks, its categories."""
    layer = connection.execute(
        select(LayerRow.id, LayerRow.state).where(
            LayerRow.document_id == document_id, LayerRow.kind == "gold"
        )
    ).first()
    if layer is None:
        return LayerState.NEW, (), [], ()
    names = {row.id: row.name for row in connection.execute(select(PersonRow.id, PersonRow.name))}
    found = connection.execute(
        select(JudgementRow.__table__).where(JudgementRow.layer_id == layer.id).order_by(JudgementRow.start)
    ).all()
    judged = [
        (row.mark, Judgement(row.id, row.how, names[row.person_id], row.reason, row.gap, row.at))
        for row in found
    ]
    by_id = {judgement.id: judgement for _, judgement in judged}
    spans = connection.execute(
        select(AnnotationRow.__table__, GoldSpanRow.judgement_id, GoldSpanRow.voters)
        .join(GoldSpanRow, GoldSpanRow.annotation_id == AnnotationRow.id)
        .where(AnnotationRow.layer_id == layer.id)
        .order_by(AnnotationRow.start, AnnotationRow.id)
    )
    gold = tuple(
        GoldSpan(
            row.start,
            row.end,
            project.label_ids.key[row.label_id],
            row.quote,
            tuple(sorted(names[each] for each in row.voters)),
            by_id.get(row.judgement_id),
        )
        for row in spans
    )
    given = select(CategoryMarkRow.label_id).where(
        CategoryMarkRow.layer_id == layer.id, CategoryMarkRow.given
    )
    categories = tuple(sorted(project.label_ids.key[each] for each in connection.scalars(given)))
    return LayerState(layer.state), gold, judged, categories
