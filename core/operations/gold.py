"""The gold layer of one document while an operation works on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from sqlalchemy import select

from core.annotation import GOLD, LayerState, Origin
from core.errors import NotFound, Overlap
from core.operations.gold_categories import GoldCategories
from core.operations.transaction import Step
from core.review.adjudication import voters
from core.review.differences import Case, agreed_spans, cases_of
from core.review.layered import Place
from core.store.models import AnnotationRow, GoldSpanRow, JudgementRow, LayerRow, PersonRow, now
from core.store.texts import read_text
from core.text import check_range

_FROM_SUGGESTION = (
    "source",
    "score",
    "reason",
    "suggested_start",
    "suggested_end",
    "suggested_label_id",
)


@dataclass(frozen=True, slots=True)
class _Span:
    place: Place
    backing_id: int
    judgement_id: int | None
    voters: list[int]


class Gold:
    """Reads the finished layers of a document, and brings its gold layer in line with judgements.

    Rows are flushed in the order in which they hang on each other, so that undo meets them the other
    way round.
    """

    def __init__(self, step: Step, document_id: int) -> None:
        self._step, self._session = step, step.session
        self._document = step.document(document_id)
        self._text = read_text(self._session.connection(), self._document.digest)
        self._people: dict[str, int] = {}
        self._owners: dict[int, str] = {}
        self._came_from: dict[Place, int] = {}  # an annotation that was a suggestion once
        self.layers = self._read_layers()
        self.cases = cases_of(self.layers)
        if not self.layers:
            raise NotFound("finished work on document", document_id)
        self._layer = self._gold_layer()
        self._judgements = list(
            self._session.scalars(
                select(JudgementRow)
                .where(JudgementRow.layer_id == self._layer.id, JudgementRow.label_id.is_(None))
                .order_by(JudgementRow.start)
            )
        )
        self._spans = self._read_gold()
        self.categories = GoldCategories(step, self._layer, self._owners, self._document.length)

    def open_cases(self) -> list[Case]:
        """Those that were not judged, or judged when the readings were others."""
        marks = {each.mark for each in self._judgements if each.how != "open"}
        return [case for case in self.cases if case.mark not in marks]

    def judgement(self, case: Case) -> JudgementRow | None:
        """What was noted or judged of a case as it is now."""
        return next((each for each in self._judgements if each.mark == case.mark), None)

    def judge(
        self, case: Case, spans: Sequence[Place], how: str, reason: str | None, gap: bool | None
    ) -> None:
        """Settle a case; what was judged in its place before goes.

        `how` “open”: it is open (again). A reason or gap that is None stays as it was noted.
        """
        spans = self._checked(spans)
        noted = self.judgement(case)
        reason = (noted.reason if noted else "") if reason is None else reason
        gap = (noted.gap if noted else False) if gap is None else gap
        over = [each for each in self._judgements if each.start < case.end and case.start < each.end]
        gone = {each.id for each in over}
        self._remove(id_ for id_, each in self._spans.items() if each.judgement_id in gone)
        for each in over:
            self._session.delete(each)
            self._judgements.remove(each)
        self._remove_agreed(lambda place: place[0] < case.end and case.start < place[1] and place in spans)
        self._refuse_taken(spans)
        if how == "open" and not reason and not gap:
            self._session.flush()
            return
        judgement = JudgementRow(
            layer_id=self._layer.id,
            start=case.start,
            end=case.end,
            mark=case.mark,
            how=how,
            person_id=self._step.project.annotator.id,
            reason=reason,
            gap=gap,
            at=now(),
        )
        self._session.add(judgement)
        self._session.flush()
        self._judgements.append(judgement)
        self._add(spans, judgement.id)

    def settle(self) -> None:
        """Bring in what all agree on, take out what they no longer do, and say whether all is settled."""
        current = {each.mark for each in self.cases}
        # Where annotators have changed their minds since, the judge's word stands.
        judged = _touching(
            (each.start, each.end)
            for each in self._judgements
            if each.mark not in current and each.how != "open"
        )
        wanted = [place for place in agreed_spans(self.layers) if not judged(place)]
        keep = set(wanted)
        self._remove_agreed(lambda place: place not in keep)
        here = {each.place: each for each in self._spans.values()}
        everybody = sorted(self._people[name] for name in self.layers)
        for place in wanted:
            if place in here and here[place].voters != everybody:
                self._session.get_one(GoldSpanRow, here[place].backing_id).voters = everybody
        taken = _touching(each.place[:2] for each in self._spans.values())
        flat = self._step.project.label_set.is_flat
        self._add([each for each in wanted if each not in here and not (flat and taken(each))], None)
        self.categories.settle()
        done = not self.open_cases() and not self.categories.open_cases()
        state = LayerState.FINISHED if done else LayerState.IN_PROGRESS
        if self._layer.state != state:
            self._layer.state, self._layer.finished_at = state, now() if done else None
        self._session.flush()

    def _read_layers(self) -> dict[str, list[Place]]:
        connection = self._session.connection()
        done = (LayerState.FINISHED, LayerState.APPROVED)
        owners = connection.execute(
            select(LayerRow.id, PersonRow.id.label("person"), PersonRow.name)
            .join(PersonRow, PersonRow.id == LayerRow.person_id)
            .where(
                LayerRow.document_id == self._document.id, LayerRow.state.in_(done), PersonRow.name != GOLD
            )
            .order_by(PersonRow.name)
        ).all()
        self._owners = names = {row.id: row.name for row in owners}
        self._people = {row.name: row.person for row in owners}
        layers: dict[str, list[Place]] = {row.name: [] for row in owners}
        keys = self._step.project.label_ids.key
        a = AnnotationRow
        found = connection.execute(
            select(a.id, a.layer_id, a.start, a.end, a.label_id, a.source != "")
            .where(a.layer_id.in_(list(names)))
            .order_by(a.start, a.id)
        )
        for id_, layer_id, start, end, label_id, suggested in found:
            place = (start, end, keys[label_id])
            layers[names[layer_id]].append(place)
            if suggested:
                self._came_from.setdefault(place, id_)
        return layers

    def _gold_layer(self) -> LayerRow:
        found = self._session.scalars(
            select(LayerRow).where(LayerRow.document_id == self._document.id, LayerRow.kind == "gold")
        ).first()
        if found is None:
            found = LayerRow(document_id=self._document.id, state=LayerState.IN_PROGRESS, kind="gold")
            self._session.add(found)
            self._session.flush()
        return found

    def _read_gold(self) -> dict[int, _Span]:
        """The gold spans by id; as plain values, because of most of them nothing changes."""
        a, keys = AnnotationRow, self._step.project.label_ids.key
        found = self._session.connection().execute(
            select(a.id, a.start, a.end, a.label_id, GoldSpanRow.id, GoldSpanRow.judgement_id)
            .add_columns(GoldSpanRow.voters)
            .join(GoldSpanRow, GoldSpanRow.annotation_id == a.id)
            .where(a.layer_id == self._layer.id)
        )
        return {
            id_: _Span((start, end, keys[label]), backing, judgement, voted)
            for id_, start, end, label, backing, judgement, voted in found
        }

    def _checked(self, spans: Sequence[Place]) -> list[Place]:
        """The spans in text order; refused where they cannot be."""
        found = sorted(set(spans))
        for start, end, label in found:
            check_range(self._document.length, start, end)
            self._step.project.label_ids.of_span(label)
        if self._step.project.label_set.is_flat:
            for one, other in pairwise(found):
                if other[0] < one[1]:
                    raise Overlap(*one)
        return found

    def _refuse_taken(self, spans: Sequence[Place]) -> None:
        """A new reading may reach beyond its case, but not over gold that stands there."""
        here = {each.place for each in self._spans.values()}
        for place in spans:
            if place in here:
                raise Overlap(*place)
            if not self._step.project.label_set.is_flat:
                continue
            for other in here:
                if other[0] < place[1] and place[0] < other[1]:
                    raise Overlap(*other)

    def _remove_agreed(self, which: Callable[[Place], bool]) -> None:
        self._remove(
            id_ for id_, each in self._spans.items() if each.judgement_id is None and which(each.place)
        )

    def _remove(self, annotation_ids: Iterable[int]) -> None:
        gone = list(annotation_ids)
        for id_ in gone:
            self._session.delete(self._session.get_one(GoldSpanRow, self._spans.pop(id_).backing_id))
        self._session.flush()
        for id_ in gone:
            self._session.delete(self._session.get_one(AnnotationRow, id_))
        self._session.flush()

    def _add(self, spans: Sequence[Place], judgement_id: int | None) -> None:
        by = voters(self.layers, spans)
        made: list[tuple[AnnotationRow, Place]] = []
        for start, end, label in spans:
            row = AnnotationRow(
                layer_id=self._layer.id,
                label_id=self._step.project.label_ids.of_span(label),
                start=start,
                end=end,
                quote=self._text[start:end],
                origin=Origin.ADJUDICATED,
            )
            came_from = self._came_from.get((start, end, label))
            if came_from is not None:
                voter = self._session.get_one(AnnotationRow, came_from)
                for name in _FROM_SUGGESTION:
                    setattr(row, name, getattr(voter, name))
            self._session.add(row)
            made.append((row, (start, end, label)))
        self._session.flush()
        backed = []
        for row, place in made:
            voted = sorted(self._people[name] for name in by[place])
            backing = GoldSpanRow(annotation_id=row.id, judgement_id=judgement_id, voters=voted)
            self._session.add(backing)
            backed.append((row.id, place, backing))
        self._session.flush()
        for id_, place, backing in backed:
            self._spans[id_] = _Span(place, backing.id, judgement_id, backing.voters)


def _touching(ranges: Iterable[tuple[int, int]]) -> Callable[[Place], bool]:
    """Tells whether a span shares a character with any of the ranges."""
    ordered = sorted(ranges)
    starts = [start for start, _ in ordered]
    reach = list(accumulate((end for _, end in ordered), max))

    def touches(place: Place) -> bool:
        before = bisect_left(starts, place[1])
        return before > 0 and reach[before - 1] > place[0]

    return touches
