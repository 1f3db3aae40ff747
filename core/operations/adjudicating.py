"""Making gold of several layers: one case at a time, or all that a majority or a trusted person decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select

from core.annotation import GOLD, LayerState
from core.errors import Cancelled, NotFound
from core.history import Change, Kind
from core.operations.gold import Gold
from core.operations.reviewing import noted, refuse_unless_reviewer
from core.operations.transaction import transact
from core.project import Project
from core.review.adjudication import by_trust, majority
from core.review.layered import Place
from core.store.models import DocumentRow, LayerRow, PersonRow


def adjudicate(
    project: Project,
    document_id: int,
    start: int,
    end: int,
    choice: int | Sequence[Place] | None,
    *,
    reason: str = "",
    gap: bool = False,
) -> Change:
    """Settle the case at `[start, end)`: by the number of a reading (from 1), None (nothing is right), or
    spans of one's own.

    `gap` marks a case that the guideline does not decide; `reason` then says what is missing. A case
    that was settled before is settled anew. What all annotators agree on comes into the gold layer by
    itself, and the layer is finished when no case is left. NotFound if there is no such case or
    reading (any more), BadSpan, UnknownLabel or Overlap for spans that cannot be.
    """
    with transact(project, Kind.ADJUDICATE) as step:
        refuse_unless_reviewer(step)
        gold = Gold(step, document_id)
        case = next((each for each in gold.cases if (each.start, each.end) == (start, end)), None)
        if case is None:
            raise NotFound("case", f"{start}–{end}")
        if choice is None:
            gold.judge(case, (), "none", noted(reason), gap)
        elif isinstance(choice, int):
            if not 1 <= choice <= len(case.readings):
                raise NotFound("reading", choice)
            gold.judge(case, case.readings[choice - 1].spans, "reading", noted(reason), gap)
        else:
            gold.judge(case, tuple(choice), "new", noted(reason), gap)
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
    with transact(project, Kind.ACCEPT_READINGS) as step:
        refuse_unless_reviewer(step)
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
        ids = list(step.session.scalars(finished))
        if document_ids is not None:
            wanted = set(document_ids)
            ids = [each for each in ids if each in wanted]
        for done, document_id in enumerate(ids, 1):
            if should_stop is not None and should_stop():
                raise Cancelled
            gold = Gold(step, document_id)
            for case in gold.open_cases():
                reading = rule(case)
                if reading is not None:
                    gold.judge(case, reading.spans, how, "", False)
            gold.settle()
            if progress is not None:
                progress(done, len(ids))
    return step.change
