"""The categories of a document's gold layer while an operation works on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from core.annotation import Origin
from core.operations.transaction import Step
from core.review.differences import CategoryCase, category_cases_of
from core.store.models import CategoryMarkRow, JudgementRow, LayerRow, now


class GoldCategories:
    """What annotators gave a document, and what of it is gold; `owners` are the names by layer."""

    def __init__(self, step: Step, layer: LayerRow, owners: Mapping[int, str], length: int) -> None:
        self._step, self._session, self._layer = step, step.session, layer
        self._length = length
        self.given = self._read(owners)
        self.cases = category_cases_of(self.given)
        judged = select(JudgementRow).where(
            JudgementRow.layer_id == layer.id, JudgementRow.label_id.is_not(None)
        )
        self._judgements = {each.label_id: each for each in self._session.scalars(judged)}
        marked = select(CategoryMarkRow).where(CategoryMarkRow.layer_id == layer.id)
        self._gold = {each.label_id: each for each in self._session.scalars(marked)}

    def _read(self, owners: Mapping[int, str]) -> dict[str, frozenset[str]]:
        mark, keys = CategoryMarkRow, self._step.project.label_ids.key
        query = select(mark.layer_id, mark.label_id).where(mark.layer_id.in_(list(owners)), mark.given)
        found: dict[str, set[str]] = defaultdict(set)
        for layer_id, label_id in self._session.connection().execute(query):
            found[owners[layer_id]].add(keys[label_id])
        return {name: frozenset(found[name]) for name in owners.values()}

    def case(self, category: str) -> CategoryCase | None:
        """The case about a category, if annotators differ about it."""
        return next((each for each in self.cases if each.category == category), None)

    def judgement(self, case: CategoryCase) -> JudgementRow | None:
        """What was noted or judged of a case as it is now."""
        found = self._judgements.get(self._id(case.category))
        return found if found is not None and found.mark == case.mark else None

    def open_cases(self) -> list[CategoryCase]:
        """Those that were not judged, or judged when the readings were others."""
        settled = {each.mark for each in self._judgements.values() if each.how != "open"}
        return [case for case in self.cases if case.mark not in settled]

    def judge(
        self, case: CategoryCase, given: bool | None, how: str, reason: str | None, gap: bool | None
    ) -> None:
        """Settle a case; `given` None and `how` “open”: it is open (again), with what was noted of it."""
        label_id, noted = self._id(case.category), self.judgement(case)
        reason = (noted.reason if noted else "") if reason is None else reason
        gap = (noted.gap if noted else False) if gap is None else gap
        before = self._judgements.pop(label_id, None)
        if before is not None:
            self._session.delete(before)
            self._session.flush()
        if how != "open" or reason or gap:
            self._judgements[label_id] = made = JudgementRow(
                layer_id=self._layer.id,
                start=0,
                end=max(1, self._length),
                mark=case.mark,
                how=how,
                person_id=self._step.project.annotator.id,
                reason=reason,
                gap=gap,
                at=now(),
                label_id=label_id,
            )
            self._session.add(made)
        self._set(label_id, bool(given))
        self._session.flush()

    def settle(self) -> None:
        """Bring in what all give, take out what they no longer do; where a judge has spoken, that stands."""
        judged = {id_ for id_, each in self._judgements.items() if each.how != "open"}
        every = set.intersection(*map(set, self.given.values())) if self.given else set()
        wanted = {self._id(category) for category in every} - judged
        for label_id in [*wanted, *(set(self._gold) - judged)]:
            self._set(label_id, label_id in wanted)

    def _set(self, label_id: int, given: bool) -> None:
        if given and label_id not in self._gold:
            row = CategoryMarkRow(
                layer_id=self._layer.id, label_id=label_id, given=True, origin=Origin.ADJUDICATED
            )
            self._session.add(row)
            self._gold[label_id] = row
        elif not given and label_id in self._gold:
            self._session.delete(self._gold.pop(label_id))

    def _id(self, category: str) -> int:
        return self._step.project.label_ids.of_category(category)
