"""Making gold of several layers: one case at a time, or all that a majority or a trusted person decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select

from core.annotation import GOLD, LayerState
from core.errors import Cancelled, JudgedSince, NotFound
from core.history import Change, Kind
from core.operations.gold import Gold
from core.operations.permission import refuse_unless_reviewer
from core.operations.reviewing import noted
from core.operations.transaction import Step, transact
from core.project import Project
from core.review.adjudication import Rule, by_trust, majority, nobody
from core.review.differences import Case, CategoryCase
from core.review.layered import Place
from core.store.models import DocumentRow, JudgementRow, LayerRow, PersonRow

CasePlace = tuple[int, int] | str  # the stretch of a case, or the category that it is about


def adjudicate(
    project: Project,
    document_id: int,
    start: int,
    end: int,
    choice: int | Sequence[Place] | None,
    *,
    reason: str | None = None,
    gap: bool | None = None,
    seen: int | None = None,
) -> Change:
    """Settle the case at `[start, end)`: by the number of a reading (from 1), None (nothing is right), or
    spans of one's own.

    `gap` marks a case that the guideline does not decide; `reason` then says what is missing; what is
    not given stays as it was noted. A case that was settled before is settled anew. `seen` is the
    judgement that one knows of (its id, 0: it was open); JudgedSince if there is another by now. What
    all annotators agree on comes into the gold layer by itself, and the layer is finished when no case
    is left. NotFound if there is no such case or reading (any more), BadSpan, UnknownLabel or Overlap
    for spans that cannot be.
    """
    with transact(project, Kind.ADJUDICATE) as step:
        refuse_unless_reviewer(step)
        gold = Gold(step, document_id)
        case = _span_case(gold, start, end)
        _refuse_if_judged_since(step, gold.judgement(case), seen)
        reason = None if reason is None else noted(reason)
        if choice is None:
            gold.judge(case, (), "none", reason, gap)
        elif isinstance(choice, int):
            if not 1 <= choice <= len(case.readings):
                raise NotFound("reading", choice)
            gold.judge(case, case.readings[choice - 1].spans, "reading", reason, gap)
        else:
            gold.judge(case, tuple(choice), "new", reason, gap)
        gold.settle()
    return step.change


def adjudicate_category(
    project: Project,
    document_id: int,
    category: str,
    given: bool,
    *,
    reason: str | None = None,
    gap: bool | None = None,
    seen: int | None = None,
) -> Change:
    """Settle whether a document has a category that annotators differ about; else like `adjudicate`."""
    with transact(project, Kind.ADJUDICATE) as step:
        refuse_unless_reviewer(step)
        gold = Gold(step, document_id)
        case = _category_case(gold, category)
        _refuse_if_judged_since(step, gold.categories.judgement(case), seen)
        reason = None if reason is None else noted(reason)
        gold.categories.judge(case, given, "reading", reason, gap)
        gold.settle()
    return step.change


def note_case(
    project: Project,
    document_id: int,
    place: CasePlace,
    *,
    reason: str | None = None,
    gap: bool | None = None,
) -> Change:
    """Note why, or that the guideline does not decide it, with a case that may be open or settled.

    What is None stays as it was. NotFound if there is no such case (any more).
    """
    with transact(project, Kind.ADJUDICATE) as step:
        refuse_unless_reviewer(step)
        gold = Gold(step, document_id)
        case = _case(gold, place)
        judgement = _judgement(gold, case)
        words = None if reason is None else noted(reason)
        if judgement is None or judgement.how == "open":
            _open(gold, case, words, gap)
        else:
            judgement.reason = judgement.reason if words is None else words
            judgement.gap = judgement.gap if gap is None else gap
        gold.settle()
    return step.change


def reopen_case(project: Project, document_id: int, place: CasePlace, *, seen: int | None = None) -> Change:
    """Take a case out of gold again; what was noted of it stays. NotFound if it is not settled."""
    with transact(project, Kind.ADJUDICATE) as step:
        refuse_unless_reviewer(step)
        gold = Gold(step, document_id)
        case = _case(gold, place)
        judgement = _judgement(gold, case)
        _refuse_if_judged_since(step, judgement, seen)
        if judgement is None or judgement.how == "open":
            raise NotFound("settled case", str(place))
        _open(gold, case, None, None)
        gold.settle()
    return step.change


def accept_readings(
    project: Project,
    trust: Sequence[str] = (),
    document_ids: Sequence[int] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Change:
    """Settle every open case that more than half of its annotators read alike, or with `trust` by the
    first of these people who has a layer there; one act for all documents.

    Documents that only one person has finished become gold as they are. What is settled already stays.
    `core.queries.review.proposed` tells beforehand what this would do.
    """
    rule, how = (by_trust(trust), "trust") if trust else (majority, "majority")
    return _in_bulk(project, rule, how, document_ids, progress, should_stop)


def take_agreed(
    project: Project,
    document_ids: Sequence[int] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Change:
    """Bring into gold what all annotators of a document agree on, and settle no case; one act for all."""
    return _in_bulk(project, nobody, "", document_ids, progress, should_stop)


def _in_bulk(
    project: Project,
    rule: Rule,
    how: str,
    document_ids: Sequence[int] | None,
    progress: Callable[[int, int], None] | None,
    should_stop: Callable[[], bool] | None,
) -> Change:
    with transact(project, Kind.ACCEPT_READINGS) as step:
        refuse_unless_reviewer(step)
        ids = _finished(step, document_ids)
        for done, document_id in enumerate(ids, 1):
            if should_stop is not None and should_stop():
                raise Cancelled
            gold = Gold(step, document_id)
            for case in gold.open_cases():
                reading = rule(case)
                if reading is not None:
                    gold.judge(case, reading.spans, how, None, None)
            for about in gold.categories.open_cases():
                chosen = rule(about)
                if chosen is not None:
                    gold.categories.judge(about, chosen.given, how, None, None)
            gold.settle()
            if progress is not None:
                progress(done, len(ids))
    return step.change


def _finished(step: Step, document_ids: Sequence[int] | None) -> list[int]:
    """The listed documents (of these) that somebody has finished."""
    finished = (
        select(LayerRow.document_id)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .join(PersonRow, PersonRow.id == LayerRow.person_id)
        .where(
            DocumentRow.hidden == "",
            PersonRow.name != GOLD,
            LayerRow.state.in_((LayerState.FINISHED, LayerState.APPROVED)),
        )
        .distinct()
        .order_by(LayerRow.document_id)
    )
    wanted = None if document_ids is None else set(document_ids)
    return [each for each in step.session.scalars(finished) if wanted is None or each in wanted]


def _case(gold: Gold, place: CasePlace) -> Case | CategoryCase:
    return _category_case(gold, place) if isinstance(place, str) else _span_case(gold, *place)


def _span_case(gold: Gold, start: int, end: int) -> Case:
    case = next((each for each in gold.cases if (each.start, each.end) == (start, end)), None)
    if case is None:
        raise NotFound("case", f"{start}–{end}")
    return case


def _category_case(gold: Gold, category: str) -> CategoryCase:
    case = gold.categories.case(category)
    if case is None:
        raise NotFound("case about category", category)
    return case


def _judgement(gold: Gold, case: Case | CategoryCase) -> JudgementRow | None:
    return gold.categories.judgement(case) if isinstance(case, CategoryCase) else gold.judgement(case)


def _open(gold: Gold, case: Case | CategoryCase, reason: str | None, gap: bool | None) -> None:
    if isinstance(case, CategoryCase):
        gold.categories.judge(case, None, "open", reason, gap)
    else:
        gold.judge(case, (), "open", reason, gap)


def _refuse_if_judged_since(step: Step, judgement: JudgementRow | None, seen: int | None) -> None:
    settled = judgement if judgement is not None and judgement.how != "open" else None
    if seen is None or seen == (settled.id if settled is not None else 0):
        return
    who = step.session.get_one(PersonRow, settled.person_id).name if settled is not None else ""
    raise JudgedSince("case", who, settled.at if settled is not None else "")
