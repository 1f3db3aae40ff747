"""What a consistency sweep ends in: spans mended, in one's layers, others' or gold; findings dismissed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from core.annotation import GOLD, LayerState, Origin
from core.errors import BadSpan, Cancelled
from core.history import Change, Kind, Touched
from core.operations.annotations import refuse_origin, remembered
from core.operations.nearby import annotations_at
from core.operations.permission import is_reviewer, refuse_unless_reviewer
from core.operations.transaction import Step, transact
from core.project import Project
from core.review.sweep.values import Finding, Hit, mark_of
from core.store.dismissals import Place, place_of
from core.store.models import (
    AnnotationRow,
    DismissalRow,
    DocumentRow,
    GoldSpanRow,
    JudgementRow,
    LayerRow,
    PersonRow,
    now,
)
from core.store.texts import read_slice

_BATCH = 500
_DONE = (LayerState.FINISHED, LayerState.APPROVED)


@dataclass(frozen=True, slots=True)
class Mend:
    """One place to mend: where `label` was at `[start, end)` (annotation `id`; 0: nothing was there), what
    is to stand there instead, (start, end, label); without a label nothing is."""

    layer_id: int
    id: int
    start: int
    end: int
    label: str
    after: tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A place of a finding that is right as it is; without a layer the finding as a whole.

    `about` is the finding's `subject`, `of` its label, or two with “|” between them; `label` stands there.
    """

    kind: str
    about: str
    of: str = ""
    layer_id: int | None = None
    start: int | None = None
    end: int | None = None
    label: str = ""

    @property
    def place(self) -> Place:
        """What tells it from every other."""
        where = self.layer_id, self.start, self.end, self.label
        return mark_of(self.kind, self.about, self.of), where


def dismissed_places(finding: Finding, hits: Sequence[Hit]) -> list[Dismissed]:
    """These places of a finding; one that has none, as a whole."""
    kind, about, of = finding.kind, finding.subject, finding.label
    if not finding.hits:
        return [Dismissed(kind, about, of)]
    return [Dismissed(kind, about, of, hit.layer_id, hit.start, hit.end, hit.label) for hit in hits]


def mend(
    project: Project,
    mends: Sequence[Mend],
    *,
    should_stop: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Change:
    """Change all these places, in one act. Finished layers stay finished: each place was looked at.

    Others' layers and gold are for reviewers (NotAllowed), and one's own that was approved as well; of
    gold a judgement says who mended it. A place where something else stands by now, or where the change
    would overlap another span in a flat set, is passed over and counted. Stopping raises Cancelled.
    """
    layers = [each.layer_id for each in mends]
    kind = Kind.MEND if _are_mine(project, layers) else Kind.MEND_OTHERS
    passed_over = 0
    with transact(project, kind) as step:
        if kind is Kind.MEND_OTHERS:
            refuse_unless_reviewer(step)
        step.touches |= {Touched.ANNOTATIONS}
        ordered = sorted(mends, key=lambda each: (each.layer_id, each.start, each.end))
        for at in range(0, len(ordered), _BATCH):
            if should_stop is not None and should_stop():
                raise Cancelled
            some = ordered[at : at + _BATCH]
            passed_over += _Batch(step, some).mend()
            if progress is not None:
                progress(at + len(some), len(ordered))
    return replace(step.change, passed_over=passed_over)


def dismiss(project: Project, places: Sequence[Dismissed]) -> Change:
    """Say that these places are right as they are: sweeps pass them over while the same stands there.

    Raises UnknownLabel for one that has been renamed or taken away since they were found.
    """
    with transact(project, Kind.DISMISS) as step:
        known, ids = _known(step), step.project.label_ids
        for each in dict.fromkeys(places):
            if each.place not in known:
                of = [ids.of_span(key) for key in each.of.split("|") if key]
                step.session.add(
                    DismissalRow(
                        kind=each.kind,
                        about=each.about,
                        of_label_id=of[0] if of else None,
                        with_label_id=of[1] if len(of) > 1 else None,
                        layer_id=each.layer_id,
                        start=each.start,
                        end=each.end,
                        label_id=ids.of_span(each.label) if each.label else None,
                        person_id=project.annotator.id,
                    )
                )
    return step.change


def bring_back(project: Project, places: Sequence[Dismissed]) -> Change:
    """Let sweeps find these places again."""
    with transact(project, Kind.BRING_BACK) as step:
        wanted = {each.place for each in places}
        for place, rows in _known(step).items():
            for row in rows if place in wanted else ():
                step.session.delete(row)
    return step.change


def _known(step: Step) -> dict[Place, list[DismissalRow]]:
    """What is dismissed; of labels that were merged, there may be several for one place."""
    found: dict[Place, list[DismissalRow]] = defaultdict(list)
    for row in step.session.scalars(select(DismissalRow).order_by(DismissalRow.id)):
        found[place_of(row, step.project.label_ids.key)].append(row)
    return found


def _are_mine(project: Project, layer_ids: Sequence[int]) -> bool:
    """Whether all these are the annotator's own layers."""
    ids, others = list(set(layer_ids)), 0
    with project.reading() as connection:
        for at in range(0, len(ids), _BATCH):
            mine = select(LayerRow.id).where(
                LayerRow.id.in_(ids[at : at + _BATCH]), LayerRow.person_id == project.annotator.id
            )
            others += len(ids[at : at + _BATCH]) - len(connection.scalars(mine).all())
    return not others


class _Batch:
    """Some places with their rows, read together."""

    def __init__(self, step: Step, mends: Sequence[Mend]) -> None:
        self._step, self._session, self._mends = step, step.session, mends
        self._ids = step.project.label_ids
        wanted = [each.id for each in mends if each.id]
        rows = self._session.scalars(select(AnnotationRow).where(AnnotationRow.id.in_(wanted)))
        self._rows = {row.id: row for row in rows}
        found = self._session.execute(
            select(LayerRow, DocumentRow)
            .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
            .where(LayerRow.id.in_([each.layer_id for each in mends]), DocumentRow.hidden == "")
        )
        self._layers = {layer.id: (layer, document) for layer, document in found}
        self._reviews = is_reviewer(step)

    def mend(self) -> int:
        """Change what can be changed; how many could not."""
        return sum(not self._mend(each) for each in self._mends)

    def _mend(self, each: Mend) -> bool:
        if each.layer_id not in self._layers:
            return False
        layer, document = self._layers[each.layer_id]
        row = self._rows.get(each.id)
        if not self._is_as_seen(each, row) or (layer.state == LayerState.APPROVED and not self._reviews):
            return False
        self._step.document(document.id)
        start, end, label = each.after
        if not label:
            if row is not None:
                self._remove(layer, row)
            return row is not None
        if not 0 <= start < end <= document.length:
            raise BadSpan(start, end, f"outside the text of document {document.id}")
        label_id = self._ids.of_span(label)
        if self._is_taken(layer, row, start, end, label_id):
            return False
        quote = read_slice(self._session.connection(), document.digest, start, end)
        if row is None:
            row = AnnotationRow(
                layer_id=layer.id,
                label_id=label_id,
                start=start,
                end=end,
                quote=quote,
                origin=Origin.PROPAGATED,
            )
            if layer.kind == GOLD:
                row.origin = Origin.ADJUDICATED
            self._session.add(row)
        else:
            said = remembered(row, (start, end, label_id)) if layer.kind != GOLD else {}
            row.start, row.end, row.label_id, row.quote = start, end, label_id, quote
            for name, value in said.items():
                setattr(row, name, value)
        if layer.kind == GOLD:
            self._session.flush()
            self._judge(layer, row, min(each.start, start), max(each.end, end))
        return True

    def _is_as_seen(self, each: Mend, row: AnnotationRow | None) -> bool:
        if not each.id:
            return True
        if row is None or row.layer_id != each.layer_id:
            return False
        return (row.start, row.end, self._ids.key[row.label_id]) == (each.start, each.end, each.label)

    def _is_taken(
        self, layer: LayerRow, row: AnnotationRow | None, start: int, end: int, label_id: int
    ) -> bool:
        flat = self._step.project.label_set.is_flat
        if flat and row is not None and (row.start, row.end) == (start, end):
            return False  # only its label changes
        mine = row.id if row is not None else None
        there = [one for one in annotations_at(self._session, layer.id, start, end) if one.id != mine]
        if flat:
            return bool(there)
        return any((one.start, one.end, one.label_id) == (start, end, label_id) for one in there)

    def _remove(self, layer: LayerRow, row: AnnotationRow) -> None:
        if layer.kind == GOLD:
            self._judge(layer, None, row.start, row.end, gone=row)
        else:
            refuse_origin(self._step, row)
        self._session.delete(row)
        self._session.flush()

    def _judge(
        self,
        layer: LayerRow,
        row: AnnotationRow | None,
        start: int,
        end: int,
        gone: AnnotationRow | None = None,
    ) -> None:
        """Gold says who made it so; and what all had agreed on is not brought back by later judging."""
        which = row if row is not None else gone
        assert which is not None
        backing = self._session.scalars(
            select(GoldSpanRow).where(GoldSpanRow.annotation_id == which.id)
        ).first()
        judged = backing.judgement_id if backing is not None else None
        judgement = self._session.get(JudgementRow, judged) if judged is not None else None
        if judgement is None:
            judgement = JudgementRow(layer_id=layer.id, start=start, end=end, mark="", how="new", gap=False)
            self._session.add(judgement)
        judgement.how, judgement.person_id, judgement.at = "new", self._step.project.annotator.id, now()
        judgement.start, judgement.end = min(judgement.start, start), max(judgement.end, end)
        self._session.flush()
        if row is None:
            if backing is not None:
                self._session.delete(backing)
        elif backing is None:
            voters = self._voters(layer, row)
            self._session.add(GoldSpanRow(annotation_id=row.id, judgement_id=judgement.id, voters=voters))
        else:
            backing.judgement_id, backing.voters = judgement.id, self._voters(layer, row)
        self._session.flush()

    def _voters(self, layer: LayerRow, row: AnnotationRow) -> list[int]:
        """Who has it just so."""
        a = AnnotationRow
        query = (
            select(LayerRow.person_id)
            .join(a, a.layer_id == LayerRow.id)
            .join(PersonRow, PersonRow.id == LayerRow.person_id)
            .where(
                LayerRow.document_id == layer.document_id, LayerRow.state.in_(_DONE), PersonRow.name != GOLD
            )
            .where(a.start == row.start, a.end == row.end, a.label_id == row.label_id)
        )
        return sorted(each for each in self._session.scalars(query) if each is not None)
