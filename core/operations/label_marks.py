"""Judgements when labels change: a case that was settled stays settled under the labels' new keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, select

from core.annotation import GOLD, LayerState
from core.operations.transaction import Step
from core.review.differences import Case, CategoryCase, cases_of, category_cases_of
from core.review.layered import Place
from core.store.models import AnnotationRow, CategoryMarkRow, JudgementRow, LayerRow, PersonRow

_DONE = (LayerState.FINISHED, LayerState.APPROVED)


def marks_before(step: Step) -> dict[int, tuple[int, str]]:
    """Of each judgement that still fits its case: document and the case's place, to find it again by."""
    connection = step.session.connection()
    judged = connection.execute(
        select(JudgementRow.id, JudgementRow.mark, LayerRow.document_id).join(
            LayerRow, LayerRow.id == JudgementRow.layer_id
        )
    ).all()
    if not judged:
        return {}
    documents = {row.document_id for row in judged}
    cases = _cases(connection, documents, step.project.label_ids.key)
    places = {(document, case.mark): _place(case) for document, found in cases.items() for case in found}
    return {
        row.id: (row.document_id, places[row.document_id, row.mark])
        for row in judged
        if (row.document_id, row.mark) in places
    }


def renew_marks(step: Step, before: Mapping[int, tuple[int, str]], keys: Mapping[int, str]) -> None:
    """Give those judgements the mark of their case now; where all agree by now, they stay as they are."""
    if not before:
        return
    connection = step.session.connection()
    cases = _cases(connection, {document for document, _ in before.values()}, keys)
    marks = {(document, _place(case)): case.mark for document, found in cases.items() for case in found}
    step.session.expire_all()  # what was moved, was moved past it
    for judgement in step.session.scalars(select(JudgementRow).order_by(JudgementRow.id)):
        if judgement.id not in before:
            continue
        document, place = before[judgement.id]
        mark = marks.get((document, place if judgement.label_id is None else keys[judgement.label_id]))
        if mark is not None and mark != judgement.mark:
            judgement.mark = mark
    step.session.flush()


def _place(case: Case | CategoryCase) -> str:
    return case.category if isinstance(case, CategoryCase) else f"{case.start}-{case.end}"


def _cases(
    connection: Connection, documents: set[int], keys: Mapping[int, str]
) -> dict[int, list[Case | CategoryCase]]:
    """The cases of those documents, from their finished layers, as adjudication sees them."""
    wanted = sorted(documents)
    layers: dict[int, dict[str, list[Place]]] = defaultdict(dict)
    given: dict[int, dict[str, set[str]]] = defaultdict(dict)
    for at in range(0, len(wanted), 500):
        owners = connection.execute(
            select(LayerRow.id, LayerRow.document_id, PersonRow.name)
            .join(PersonRow, PersonRow.id == LayerRow.person_id)
            .where(
                LayerRow.document_id.in_(wanted[at : at + 500]),
                LayerRow.state.in_(_DONE),
                PersonRow.name != GOLD,
            )
        ).all()
        of = {row.id: (row.document_id, row.name) for row in owners}
        for row in owners:
            layers[row.document_id][row.name] = []
            given[row.document_id][row.name] = set()
        a = AnnotationRow
        for begin in range(0, len(owners), 500):
            some = [row.id for row in owners[begin : begin + 500]]
            spans = select(a.layer_id, a.start, a.end, a.label_id).where(a.layer_id.in_(some))
            for layer_id, start, end, label_id in connection.execute(spans.order_by(a.start, a.id)):
                document, name = of[layer_id]
                layers[document][name].append((start, end, keys[label_id]))
            m = CategoryMarkRow
            marked = select(m.layer_id, m.label_id).where(m.layer_id.in_(some), m.given)
            for layer_id, label_id in connection.execute(marked):
                document, name = of[layer_id]
                given[document][name].add(keys[label_id])
    return {
        document: [*cases_of(found), *category_cases_of(given[document])]
        for document, found in layers.items()
    }
