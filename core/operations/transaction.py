"""One act, one operation: a transaction, a line of history, and a Change that says what was touched."""

from __future__ import annotations

import base64
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.orm import Session

from core.annotation import LayerState
from core.errors import LabelsChanged, LayerFinished, NotFound, UntrackedChange
from core.history import Change, Kind, Touched, UndoStatus
from core.operations.change import change_of
from core.operations.correcting import keep_corrections
from core.operations.following import follow
from core.operations.ground import (
    LABELS,
    Asked,
    Ground,
    LayerAt,
    ground_of,
    on_annotation,
    on_document,
)
from core.operations.permission import refuse_unless_reviewer
from core.project import Project, mark_of
from core.showing import read_showing
from core.store.models import (
    DocumentRow,
    LabelSetRow,
    LayerRow,
    OperationRow,
    PersonRow,
    now,
)
from core.store.tracking import RowChange
from core.store.writing import insert_rows, update_rows, whole_row

_BYTES = {"label_set": "content"}
_DROP_UNDONE = (
    update(OperationRow)
    .where(OperationRow.person_id == bindparam("person_"), OperationRow.state == "undone")
    .values(state="dropped")
)


_REMEMBER = insert(OperationRow)


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
    asked: Asked = LABELS  # at the beginning, along with the label set
    found: Sequence[Row[Any]] = ()
    without_notes: set[int] = field(default_factory=set)  # annotations that no note is written on
    next_turns: UndoStatus | None = None
    _change: Change | None = None
    _ground: Ground | None = None

    @property
    def change(self) -> Change:
        """What was changed; there when the transaction is through."""
        if self._change is None:
            raise UntrackedChange("an operation was asked for its change before its end")
        return self._change

    @property
    def connection(self) -> Connection:
        """The transaction's connection: what is written on it is not noted for history by itself."""
        return self.session.connection()

    def document(self, document_id: int) -> DocumentRow:
        """The row of a document that is there and listed, which this operation is about from now on."""
        row = self.session.get(DocumentRow, document_id)
        if row is None or row.hidden:
            raise NotFound("document", document_id)
        self._is_about(document_id)
        return row

    def ground(self, document_id: int) -> Ground:
        """A document that is there and listed, which this operation is about from now on, with the layer."""
        if self._ground is None or self._ground.document.id != document_id:
            self.stand_on(self._read(on_document(document_id)))
        if self._ground is None or self._ground.document.hidden:
            raise NotFound("document", document_id)
        self._is_about(document_id)
        return self._ground

    def open_layer(self, document_id: int) -> LayerAt:
        """The annotator's layer, begun if need be; LayerFinished if it must be reopened first.

        Of somebody who is reviewed, the layer that they have finished; NotFound if they have not.
        """
        ground = self.ground(document_id)
        layer = ground.layer
        if self.project.reviewed is not None:
            return self._reviewed(document_id, layer)
        if layer is None:
            return self._begin(ground)
        if layer.state in (LayerState.FINISHED, LayerState.APPROVED):
            raise LayerFinished(ground.document.title or ground.document.name)
        if layer.state == LayerState.NEW:  # a file may say so
            self.set_layer(layer, state=LayerState.IN_PROGRESS.value)
        return layer

    def layer_known(self, document_id: int, changes: list[RowChange]) -> LayerAt | None:
        """The layer at hand as it is at the end; read again only if `changes` of layers say so."""
        ground = self._ground
        if changes or ground is None or ground.document.id != document_id:
            ground = ground_of(next(iter(on_document(document_id).read(self.connection, self.project)), None))
        return ground.layer if ground is not None else None

    def _begin(self, ground: Ground) -> LayerAt:
        document, person = ground.document, self.project.annotator
        row = whole_row(
            LayerRow,
            document_id=document.id,
            person_id=person.id,
            state=LayerState.IN_PROGRESS.value,
            blind=read_showing(ground.showing).draws(document.digest, person.name),
        )
        [id_] = insert_rows(self.session, LayerRow, [row])
        layer = LayerAt(id_, document.id, person.id, row["state"], None, row["blind"])
        self._ground = replace(ground, layer=layer)
        return layer

    def set_layer(self, layer: LayerAt, **columns: Any) -> None:
        """Let a layer say something else: its state, when it was finished."""
        update_rows(self.session, LayerRow, [(asdict(layer), columns)])
        if self._ground is not None and self._ground.layer == layer:
            self._ground = replace(self._ground, layer=replace(layer, **columns))

    def _reviewed(self, document_id: int, layer: LayerAt | None) -> LayerAt:
        refuse_unless_reviewer(self)
        if layer is None or layer.state not in (LayerState.FINISHED, LayerState.APPROVED):
            name = self.project.layer_owner.name
            raise NotFound(f"finished work of {name} on document", document_id)
        return layer

    def annotation(self, annotation_id: int) -> Row[Any]:
        """An annotation of the annotator's own, in a layer that is not finished."""
        row = self._read(on_annotation(annotation_id))
        if row is None or row.of_layer_person_id != self.project.layer_owner.id:
            raise NotFound("annotation", annotation_id)
        if self._ground is None or self._ground.document.id != row.of_document_id:
            self.stand_on(row)
        if not row.has_notes:
            self.without_notes.add(annotation_id)
        self.open_layer(row.of_document_id)
        return row

    def _read(self, asked: Asked) -> Row[Any] | None:
        """The answer from the beginning, if this was asked then; else it is asked now."""
        known = asked.query is self.asked.query and asked.id == self.asked.id
        return next(iter(self.found if known else asked.read(self.connection, self.project)), None)

    def stand_on(self, row: Row[Any] | None) -> None:
        """Take the document and layer from what was found."""
        self._ground = ground_of(row)

    def _is_about(self, document_id: int) -> None:
        self.several = self.several or self.document_id not in (None, document_id)
        self.document_id = None if self.several else document_id

    def changes(self) -> list[RowChange]:
        """What was changed so far."""
        self.session.flush()
        return [*self.session.info["changes"], *self.revealed]


@contextmanager
def transact(
    project: Project,
    kind: Kind,
    asked: Asked = LABELS,
    *,
    undoable: bool = True,
    about: tuple[int, Kind] | None = None,
) -> Iterator[Step]:
    """Open a transaction for one operation; at its end history gets its line, or nothing at all happened.

    An operation that changes no row leaves no line either. What it is sure to need is `asked` for along
    with the label set. Raises LabelsChanged if the label set is not the one that `project` knows any more;
    it knows the new one then.
    """
    try:
        step = yield from _transact(project, kind, asked, undoable, about)
    except LabelsChanged:
        project.reload_labels()
        raise
    if any(each.table in ("label_set", "label") for each in step.written):
        project.reload_labels()


def _transact(
    project: Project, kind: Kind, asked: Asked, undoable: bool, about: tuple[int, Kind] | None
) -> Generator[Step, None, Step]:
    with project.store.writing() as session:
        session.info["changes"] = []
        step = Step(project, session, kind, undoable=undoable, asked=asked)
        step.found = asked.read(step.connection, project)
        head = next(iter(step.found or LABELS.read(step.connection, project)), None)
        _refuse_if_labels_changed(project, session, head)
        if about is not None:
            step.about_id, step.about = about
        yield step
        if project.reviewed is not None and step.about is None:
            keep_corrections(step)
        changes = step.changes()
        follow(step, changes)
        operation_id = 0
        if changes or not undoable:
            may_redo = head is None or head.undone
            operation_id = _remember(step, changes, may_redo)
        change = change_of(step, operation_id, changes)
        step._change = replace(change, touched=change.touched | step.touches, next_turns=step.next_turns)
        step.written = changes
    return step


def _refuse_if_labels_changed(project: Project, session: Session, newest: Row[Any] | None) -> None:
    """What a person sees, and the ids that stand for labels, are those of the version they know."""
    if newest is None or newest.version is None or not project.label_mark:
        return
    if mark_of(newest.version, newest.made_at) != project.label_mark:
        who = session.scalar(
            select(PersonRow.name)
            .join(LabelSetRow, LabelSetRow.person_id == PersonRow.id)
            .where(LabelSetRow.version == newest.version)
        )
        raise LabelsChanged("the label set", who or "", newest.made_at)


def _remember(step: Step, changes: list[RowChange], may_redo: bool) -> int:
    connection, person = step.connection, step.project.annotator.id
    is_new = step.undoable and step.about_id is None
    if is_new and may_redo:
        connection.execute(_DROP_UNDONE, {"person_": person})
    if is_new:
        step.next_turns = UndoStatus(step.kind, step.document_id)
    made = connection.execute(
        _REMEMBER,
        {
            "at": now(),
            "person_id": person,
            "kind": step.kind.value,
            "document_id": step.document_id,
            "changes": encode(changes),
            "undoable": is_new,
            "state": "done",
            "about_id": step.about_id,
        },
    )
    assert made.inserted_primary_key is not None
    return int(made.inserted_primary_key[0])


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
