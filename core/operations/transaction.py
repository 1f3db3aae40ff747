"""One act, one operation: a transaction, a line of history, and a Change that says what was touched."""

from __future__ import annotations

import base64
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from core.annotation import LayerState
from core.errors import LabelsChanged, LayerFinished, NotFound, UntrackedChange
from core.history import Change, Kind, Touched
from core.operations.change import change_of
from core.operations.correcting import keep_corrections
from core.operations.following import follow
from core.operations.nearby import layer_of
from core.operations.permission import refuse_unless_reviewer
from core.project import NEWEST_LABELS, Project, mark_of
from core.store.models import (
    AnnotationRow,
    DocumentRow,
    LabelSetRow,
    LayerRow,
    OperationRow,
    PersonRow,
    now,
)
from core.store.settings import showing_of
from core.store.tracking import RowChange

_BYTES = {"label_set": "content"}
_StoredChange = tuple[str, int, dict[str, Any] | None, dict[str, Any] | None]


_DROP_UNDONE = (
    update(OperationRow)
    .where(OperationRow.person_id == bindparam("person_"), OperationRow.state == "undone")
    .values(state="dropped")
)


@dataclass
class Step:
    """What an operation works with while its transaction is open."""

    project: Project
    session: Session
    kind: Kind
    document_id: int | None = None
    undoable: bool = True
    about_id: int | None = None
    about: Kind | None = None
    revealed: list[RowChange] = field(default_factory=list)  # changes made past the session
    touches: set[Touched] = field(default_factory=set)  # what no row change tells
    written: list[RowChange] = field(default_factory=list)  # all that was changed, after the end
    several: bool = False  # whether more than one document is concerned
    _change: Change | None = None
    _layer: LayerRow | None = None

    @property
    def change(self) -> Change:
        """What was changed; there when the transaction is through."""
        if self._change is None:
            raise UntrackedChange("an operation was asked for its change before its end")
        return self._change

    def document(self, document_id: int) -> DocumentRow:
        """The row of a document that is there and listed, which this operation is about from now on."""
        row = self.session.get(DocumentRow, document_id)
        if row is None or row.hidden:
            raise NotFound("document", document_id)
        self.several = self.several or self.document_id not in (None, document_id)
        self.document_id = None if self.several else document_id
        return row

    def layer(self, document_id: int) -> LayerRow | None:
        """The annotator's layer on a document, or None."""
        if self._layer is None or self._layer.document_id != document_id:
            self._layer = layer_of(self.session, document_id, self.project.layer_owner.id)
        return self._layer

    def open_layer(self, document_id: int) -> LayerRow:
        """The annotator's layer, begun if need be; LayerFinished if it must be reopened first.

        Of somebody who is reviewed, the layer that they have finished; NotFound if they have not.
        """
        document = self.document(document_id)
        layer = self.layer(document_id)
        if self.project.reviewed is not None:
            return self._reviewed(document_id, layer)
        if layer is None:
            person = self.project.annotator
            showing = showing_of(self.session.connection())
            layer = LayerRow(
                document_id=document_id,
                person_id=person.id,
                state=LayerState.IN_PROGRESS,
                blind=showing.draws(document.digest, person.name),
            )
            self.session.add(layer)
            self.session.flush()
            self._layer = layer
        elif layer.state in (LayerState.FINISHED, LayerState.APPROVED):
            raise LayerFinished(document.title or document.name)
        elif layer.state == LayerState.NEW:  # a file may say so
            layer.state = LayerState.IN_PROGRESS
        return layer

    def _reviewed(self, document_id: int, layer: LayerRow | None) -> LayerRow:
        refuse_unless_reviewer(self)
        if layer is None or layer.state not in (LayerState.FINISHED, LayerState.APPROVED):
            name = self.project.layer_owner.name
            raise NotFound(f"finished work of {name} on document", document_id)
        return layer

    def annotation(self, annotation_id: int) -> AnnotationRow:
        """An annotation of the annotator's own, in a layer that is not finished."""
        row = self.session.get(AnnotationRow, annotation_id)
        layer = self.session.get(LayerRow, row.layer_id) if row is not None else None
        if row is None or layer is None or layer.person_id != self.project.layer_owner.id:
            raise NotFound("annotation", annotation_id)
        self.open_layer(layer.document_id)
        return row

    def changes(self) -> list[RowChange]:
        """What was changed so far."""
        self.session.flush()
        return [*self.session.info["changes"], *self.revealed]


@contextmanager
def transact(
    project: Project, kind: Kind, *, undoable: bool = True, about: tuple[int, Kind] | None = None
) -> Iterator[Step]:
    """Open a transaction for one operation; at its end history gets its line, or nothing at all happened.

    An operation that changes no row leaves no line either. Raises LabelsChanged if the label set is not
    the one that `project` knows any more; it knows the new one then.
    """
    try:
        step = yield from _transact(project, kind, undoable, about)
    except LabelsChanged:
        project.reload_labels()
        raise
    if any(each.table in ("label_set", "label") for each in step.written):
        project.reload_labels()


def _transact(
    project: Project, kind: Kind, undoable: bool, about: tuple[int, Kind] | None
) -> Generator[Step, None, Step]:
    with project.store.writing() as session:
        session.info["changes"] = []
        _refuse_if_labels_changed(project, session)
        step = Step(project, session, kind, undoable=undoable)
        if about is not None:
            step.about_id, step.about = about
        yield step
        if project.reviewed is not None and step.about is None:
            keep_corrections(step)
        changes = step.changes()
        follow(session, changes, turned=kind in (Kind.UNDO, Kind.REDO))
        operation_id = _remember(step, changes) if changes or not undoable else 0
        change = change_of(session, project, kind, operation_id, step.document_id, changes, step.about)
        step._change = replace(change, touched=change.touched | step.touches)
        step.written = changes
    return step


def _refuse_if_labels_changed(project: Project, session: Session) -> None:
    """What a person sees, and the ids that stand for labels, are those of the version they know."""
    newest = session.connection().execute(NEWEST_LABELS).first()
    if newest is None or not project.label_mark:
        return
    if mark_of(newest.version, newest.created_at) != project.label_mark:
        who = session.scalar(
            select(PersonRow.name)
            .join(LabelSetRow, LabelSetRow.person_id == PersonRow.id)
            .where(LabelSetRow.version == newest.version)
        )
        raise LabelsChanged("the label set", who or "", newest.created_at)


def _remember(step: Step, changes: list[RowChange]) -> int:
    session, person = step.session, step.project.annotator.id
    if step.undoable and step.about_id is None:
        session.connection().execute(_DROP_UNDONE, {"person_": person})
    row = OperationRow(
        at=now(),
        person_id=person,
        kind=step.kind,
        document_id=step.document_id,
        changes=encode(changes),
        undoable=step.undoable and step.about_id is None,
        state="done",
        about_id=step.about_id,
    )
    session.add(row)
    session.flush()
    return row.id


def encode(changes: list[RowChange]) -> bytes:
    """Row changes as they lie in the history."""
    return msgspec.json.encode([(each.table, each.id, each.before, each.after) for each in changes])


def decode(data: bytes) -> list[RowChange]:
    """What `encode` wrote."""
    stored = msgspec.json.decode(
        data, type=list[tuple[str, int, dict[str, Any] | None, dict[str, Any] | None]]
    )
    return [_with_bytes(RowChange(*each)) if each[0] in _BYTES else RowChange(*each) for each in stored]


def _with_bytes(change: RowChange) -> RowChange:
    """JSON has no bytes: they lie in it as base64."""
    before, after = (
        columns and {**columns, _BYTES[change.table]: base64.b64decode(columns[_BYTES[change.table]])}
        for columns in (change.before, change.after)
    )
    return RowChange(change.table, change.id, before, after)
