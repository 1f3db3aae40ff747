"""Collecting: the work in a file that was handed out comes back, once, and over nobody else's.

For each layer three states are compared: what it is here, what it is in the file, and what it was when
it was handed out or last collected from that file. If only the file has moved on, it is taken. If both
have, the file's state is kept beside, as a layer set aside (`settle_aside` decides). An older state of
a file that was collected already changes nothing; a copy of the file that went another way is known by
its history, and is a file of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import select

from core.annotation import LayerState, SpanRecord
from core.errors import BadFile, NotFound
from core.formats.report import Outcome, Report
from core.history import Change, Kind
from core.label_acts import LabelAct
from core.operations.assigning import person
from core.operations.collecting_notes import NoteMerge
from core.operations.correcting import saw_corrections
from core.operations.label_translation import acts_since, translated, translated_trial
from core.operations.permission import refuse_unless_reviewer
from core.operations.returned_file import ReturnedFile, ReturnedLayer, read_returned
from core.operations.transaction import Step, transact
from core.project import Project
from core.store.layer_content import NO_LAYER, LayerContent, layer_contents, parts
from core.store.models import (
    AnnotationRow,
    CategoryMarkRow,
    DocumentRow,
    HandoutLayerRow,
    HandoutRow,
    LabelSetRow,
    LayerRow,
    PersonRow,
    ProjectRow,
    RejectionRow,
    now,
)
from core.store.texts import read_slice
from core.store.trial_records import add_trial

_OLDER = "an older state of this file; a newer one was collected already"
_ASIDE = "it was changed here as well; the state from the file is kept beside it"
_UNKNOWN_TEXT = "this text is not in the project"
_GONE_LABEL = "its label was deleted from the label set since"
_OF_DOCUMENTS = "changes to documents themselves are not collected"


def collect(project: Project, file: Path, report: Report) -> Change:
    """Take the work out of a file, and count in `report` what became of it; one act for each file.

    Raises BadFile for a file of another project or with another label set, TooNew for one of a newer
    program, Damaged, NotADatabase …; then nothing was changed.
    """
    if project.store.file is not None and file.resolve() == project.store.file.resolve():
        raise BadFile(str(file), "this is the project itself")
    found = read_returned(file)
    with transact(project, Kind.COLLECT) as step:
        refuse_unless_reviewer(step)
        _refuse_stranger(step, found, file)
        handout = _way(step, found)
        if handout is None:
            report.note(Outcome.TAKEN, "file", _OLDER, file.name)
            return step_nothing(step)
        if found.not_collected:
            report.note(Outcome.SKIPPED, "change", _OF_DOCUMENTS, file.name, found.not_collected)
        if handout.taken != found.chain:
            handout.taken = found.chain
        merge = _Merge(step, handout, report, acts_since(step, found.label_set_version))
        for layer in [*found.layers, *merge.emptied(found)]:
            merge.take(layer)
        NoteMerge(step, handout, report).take(found.notes)
        step.session.flush()
    return step.change


def settle_aside(project: Project, layer_id: int, *, take: bool) -> Change:
    """Decide about a state that was set aside: take it for the annotator's layer (what was there is set
    aside instead), or drop it. Nothing is destroyed."""
    with transact(project, Kind.SETTLE_ASIDE) as step:
        refuse_unless_reviewer(step)
        aside = step.session.get(LayerRow, layer_id)
        if aside is None or aside.kind != "aside" or aside.aside_of is None:
            raise NotFound("layer set aside", layer_id)
        step.document(aside.document_id)
        if not take:
            aside.kind = "dropped"
        else:
            owner = aside.aside_of
            own = step.session.scalars(
                select(LayerRow).where(LayerRow.document_id == aside.document_id, LayerRow.person_id == owner)
            ).first()
            if own is not None:
                own.kind, own.person_id, own.aside_of = "aside", None, owner
                step.session.flush()  # before the other takes its place
            aside.kind, aside.person_id, aside.aside_of = "own", owner, None
    return step.change


def step_nothing(step: Step) -> Change:
    """The answer of a collecting that had nothing to do."""
    return Change(step.kind, 0)


def _refuse_stranger(step: Step, found: ReturnedFile, file: Path) -> None:
    uid = step.session.scalar(select(ProjectRow.uid))
    if found.project_uid != uid:
        raise BadFile(str(file), "it belongs to another project")
    versions = {
        row.version: row.content
        for row in step.session.execute(select(LabelSetRow.version, LabelSetRow.content))
    }
    newest = max(versions)
    if found.label_set_version > newest:
        why = f"its label set (version {found.label_set_version}) is newer than this project's ({newest})"
        raise BadFile(str(file), why)
    if versions.get(found.label_set_version) != found.label_set:
        raise BadFile(str(file), "its label set is not one of this project's")


def _way(step: Step, found: ReturnedFile) -> HandoutRow | None:
    """The line of states that the file's goes on from, a new one if it goes another way; None if it is
    behind one."""
    known = list(
        step.session.scalars(
            select(HandoutRow)
            .where(HandoutRow.uid == found.handout_uid, ~HandoutRow.is_here)
            .order_by(HandoutRow.id)
        )
    )
    for each in known:
        if len(each.taken) > len(found.chain) and each.taken.startswith(found.chain):
            return None
    behind = [each for each in known if found.chain.startswith(each.taken)]
    if behind:
        return max(behind, key=lambda each: len(each.taken))
    owner = person(step, found.person) if found.person else None
    made = HandoutRow(
        uid=found.handout_uid, person_id=owner.id if owner else step.project.annotator.id, taken=""
    )
    step.session.add(made)
    step.session.flush()
    return made


class _Merge:
    """Takes layers of one file into the project."""

    def __init__(self, step: Step, handout: HandoutRow, report: Report, acts: Sequence[LabelAct]) -> None:
        self._acts = acts  # on the label set, since the file went out
        self._step, self._session, self._report = step, step.session, report
        self._handout = handout
        self._people: dict[str, PersonRow] = {}
        known = self._session.scalars(select(HandoutLayerRow).where(HandoutLayerRow.handout_id == handout.id))
        self._last = {(each.document_id, each.person_id): each for each in known}

    def emptied(self, found: ReturnedFile) -> list[ReturnedLayer]:
        """Layers that the file once had and has no more: all that was done in them was undone."""
        there = {(each.digest, each.person) for each in found.layers}
        rows = self._session.execute(
            select(DocumentRow.digest, DocumentRow.title, PersonRow.name)
            .join(HandoutLayerRow, HandoutLayerRow.document_id == DocumentRow.id)
            .join(PersonRow, PersonRow.id == HandoutLayerRow.person_id)
            .where(HandoutLayerRow.handout_id == self._handout.id, DocumentRow.hidden == "")
            .order_by(DocumentRow.id, PersonRow.name)
        ).all()
        nothing = LayerContent((), (), (), LayerState.NEW)
        return [
            ReturnedLayer(row.digest, row.title, row.name, nothing, "")
            for row in rows
            if row.digest in found.documents and (row.digest, row.name) not in there
        ]

    def take(self, layer: ReturnedLayer) -> None:
        """Compare the three states of a layer and do what follows."""
        where = f"{layer.person}, {layer.document}"
        if layer.wrong:
            self._report.note(Outcome.REFUSED, "layer", layer.wrong, where)
            return
        document_id = self._session.scalar(
            select(DocumentRow.id).where(DocumentRow.digest == layer.digest, DocumentRow.hidden == "")
        )
        if document_id is None:
            self._report.note(Outcome.REFUSED, "layer", _UNKNOWN_TEXT, where)
            return
        who = self._person(layer.person)
        self._step.document(document_id)
        own = self._session.scalars(
            select(LayerRow).where(LayerRow.document_id == document_id, LayerRow.person_id == who.id)
        ).first()
        here = self._content(own)
        last = self._last.get((document_id, who.id))
        was, was_state = parts(last.digest if last is not None else layer.base or NO_LAYER.digest)
        theirs, lost = layer.content, 0
        if self._acts:
            labels = self._step.project.label_set
            theirs, lost = translated(layer.content, self._acts, labels, partial(self._text, layer.digest))
        if theirs.work not in (here.work, was) and layer.content.work != was:
            if lost:
                self._report.note(Outcome.REFUSED, "span", _GONE_LABEL, where, lost)
            if own is None or here.work == was:
                own = self._replace(own, document_id, who, theirs)
                self._keep_trial(own, layer)
                self._report.take("layer")
            else:
                self._set_aside(document_id, who, theirs)
                self._report.note(Outcome.ALTERED, "layer", _ASIDE, where)
        elif own is None:
            own = self._replace(own, document_id, who, theirs)
            self._keep_trial(own, layer)
            self._report.take("layer")
        elif theirs.state not in (was_state, own.state) and not self._is_settled(own, here, theirs):
            self._set_state(own, theirs.state)
            self._keep_trial(own, layer)
            self._report.take("state")
        self._remember(last, document_id, who, theirs.digest)

    def _keep_trial(self, own: LayerRow, layer: ReturnedLayer) -> None:
        """How the work was begun there: blind or not, and what had been suggested."""
        if own.blind != layer.blind:
            own.blind = layer.blind
        if layer.trial is not None and own.person_id is not None:
            ids = self._step.project.label_ids
            connection = self._session.connection()
            trial = translated_trial(layer.trial, self._acts) if self._acts else layer.trial
            add_trial(connection, own.document_id, own.person_id, trial, ids.span, ids.category)

    def _text(self, digest: str, start: int, end: int) -> str:
        return read_slice(self._session.connection(), digest, start, end)

    def _is_settled(self, own: LayerRow, here: LayerContent, theirs: LayerContent) -> bool:
        """A reviewer has approved just this work, or the file's work is not what stands here."""
        return here.work != theirs.work or own.state == LayerState.APPROVED

    def _person(self, name: str) -> PersonRow:
        if name not in self._people:
            self._people[name] = person(self._step, name)
        return self._people[name]

    def _content(self, layer: LayerRow | None) -> LayerContent:
        if layer is None:
            return NO_LAYER
        keys = self._step.project.label_ids.key
        return layer_contents(self._session.connection(), [layer.id], keys)[layer.id]

    def _remember(self, last: HandoutLayerRow | None, document_id: int, who: PersonRow, digest: str) -> None:
        if last is None:
            last = HandoutLayerRow(
                handout_id=self._handout.id, document_id=document_id, person_id=who.id, digest=digest
            )
            self._session.add(last)
            self._session.flush()
            self._last[document_id, who.id] = last
        elif last.digest != digest:
            last.digest = digest

    def _replace(
        self, layer: LayerRow | None, document_id: int, who: PersonRow, content: LayerContent
    ) -> LayerRow:
        if layer is None:
            layer = LayerRow(document_id=document_id, person_id=who.id, state=content.state)
            self._session.add(layer)
            self._session.flush()
        self._fill(layer, content)
        return layer

    def _set_aside(self, document_id: int, who: PersonRow, content: LayerContent) -> None:
        """Keep the file's state beside; a newer one of the same file takes its place."""
        aside = self._session.scalars(
            select(LayerRow).where(
                LayerRow.document_id == document_id,
                LayerRow.kind == "aside",
                LayerRow.aside_of == who.id,
                LayerRow.handout_id == self._handout.id,
            )
        ).first()
        if aside is None:
            aside = LayerRow(
                document_id=document_id,
                state=content.state,
                kind="aside",
                aside_of=who.id,
                handout_id=self._handout.id,
            )
            self._session.add(aside)
            self._session.flush()
        self._fill(aside, content)

    def _fill(self, layer: LayerRow, content: LayerContent) -> None:
        """Make a layer be just that; what stands there already keeps its rows."""
        ids = self._step.project.label_ids
        here = {_key(each, ids.key): each for each in self._rows(AnnotationRow, layer)}
        wanted = {each: each for each in content.spans}
        for span, row in list(here.items()):
            if span not in wanted:
                self._session.delete(row)
        for table in (RejectionRow, CategoryMarkRow):
            for row in self._rows(table, layer):
                self._session.delete(row)
        self._session.flush()
        fresh = [span for span in content.spans if span not in here]
        for span in fresh:
            self._session.add(self._annotation(layer, span))
        for start, end, label in content.rejections:
            row = RejectionRow(layer_id=layer.id, start=start, end=end, label_id=ids.of_span(label))
            self._session.add(row)
        for key, given, origin in content.categories:
            mark = CategoryMarkRow(
                layer_id=layer.id, label_id=ids.of_category(key), given=given, origin=origin
            )
            self._session.add(mark)
        self._set_state(layer, content.state)
        self._session.flush()
        self._report.take("span", len(fresh))

    def _annotation(self, layer: LayerRow, span: SpanRecord) -> AnnotationRow:
        ids = self._step.project.label_ids
        start, end, label = span.suggested or (None, None, None)
        return AnnotationRow(
            layer_id=layer.id,
            label_id=ids.of_span(span.label),
            start=span.start,
            end=span.end,
            quote=span.text,
            origin=span.origin,
            source=span.source,
            score=span.score,
            reason=span.reason,
            suggested_start=start,
            suggested_end=end,
            suggested_label_id=ids.of_any(label) if label is not None else None,
            unsure=span.unsure,
        )

    def _rows(self, table: type, layer: LayerRow) -> list[object]:
        of_layer = table.layer_id == layer.id  # type: ignore[attr-defined]  # each of the three has it
        return list(self._session.scalars(select(table).where(of_layer)))

    def _set_state(self, layer: LayerRow, state: str) -> None:
        if layer.state == state:
            return
        layer.state = state
        done = state in (LayerState.FINISHED, LayerState.APPROVED)
        if done:
            saw_corrections(self._step, layer.id)
        layer.finished_at = now() if done else None


def _key(row: object, keys: dict[int, str]) -> SpanRecord:
    """A row as a file holds it."""
    assert isinstance(row, AnnotationRow)
    suggested = None
    if row.suggested_label_id is not None:
        assert row.suggested_start is not None
        assert row.suggested_end is not None
        suggested = (row.suggested_start, row.suggested_end, keys[row.suggested_label_id])
    return SpanRecord(
        row.start,
        row.end,
        keys[row.label_id],
        row.quote,
        row.origin,
        row.source,
        row.score,
        row.reason,
        suggested,
        row.unsure,
    )
