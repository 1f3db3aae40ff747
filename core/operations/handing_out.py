"""Handing out: a file with documents, label set and suggestions that somebody works in elsewhere."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, update

from core.errors import BadFile, Cancelled, NotFound, Refused
from core.history import Change, Kind
from core.operations.assigning import person, usable
from core.operations.permission import refuse_unless_reviewer
from core.operations.transaction import Step, transact
from core.project import Project, open_project
from core.store.faults import file_fault
from core.store.layer_content import layer_contents
from core.store.models import (
    AnnotationRow,
    AssignmentRow,
    CategoryMarkRow,
    CategorySuggestionRow,
    CorrectionRow,
    DocumentRow,
    HandoutLayerRow,
    HandoutRow,
    LabelRow,
    LabelSetRow,
    LayerRow,
    NoteRow,
    PersonRow,
    ProjectRow,
    RejectionRow,
    SettingRow,
    SuggestionRow,
    TrialRow,
    ZoneRow,
    now,
)
from core.store.note_records import add_notes, note_records
from core.store.texts import keep_texts, read_texts
from core.store.trial_records import add_trial, copy_outlooks, trial_records

_BATCH = 200
_LABELS = ("label_id", "suggested_label_id", "label_before", "label_after")


def hand_out(
    project: Project,
    name: str,
    target: Path,
    document_ids: Sequence[int] | None = None,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Change:
    """Write a file for that person with these documents, or all that are assigned to them.

    It is a project like any other, opened for that person by default; their work so far is in it, with
    the notes about it, those for everybody, and their own.
    Documents that are named here are assigned by this. It cannot be undone: the file is out.
    BadFile if there is something in its place, Refused if there is nothing to hand out; Cancelled if it
    was stopped, and then nothing is there.
    """
    if target.exists():
        raise BadFile(str(target), "there is a file of this name already")
    half = target.with_name(target.name + ".part")
    try:
        with transact(project, Kind.HAND_OUT, undoable=False) as step:
            refuse_unless_reviewer(step)
            who = person(step, usable(name))
            ids = _documents(step, who, document_ids)
            uid = uuid.uuid4().hex
            handout = HandoutRow(uid=uid, person_id=who.id)
            step.session.add(handout)
            step.session.flush()
            _remove(half)  # a killed one may have left it
            with contextlib.closing(_write(step, half, who, ids, handout)) as written:
                for done in written:
                    progress(done, len(ids))
                    if should_stop():
                        raise Cancelled
            half.replace(target)
    except OSError as error:
        raise file_fault(error, str(target)) from error
    finally:
        _remove(half)
    return step.change


def _remove(half: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            half.with_name(half.name + ending).unlink(missing_ok=True)


def _documents(step: Step, who: PersonRow, document_ids: Sequence[int] | None) -> list[int]:
    assigned = set(
        step.session.scalars(select(AssignmentRow.document_id).where(AssignmentRow.person_id == who.id))
    )
    listed = list(
        step.session.scalars(select(DocumentRow.id).where(DocumentRow.hidden == "").order_by(DocumentRow.id))
    )
    if document_ids is None:
        found = [id_ for id_ in listed if id_ in assigned]
        if not found:
            raise Refused(f"nothing is assigned to {who.name}; assign documents, or name them")
        return found
    wanted = list(dict.fromkeys(document_ids))
    unknown = [id_ for id_ in wanted if id_ not in set(listed)]
    if unknown or not wanted:
        raise NotFound("document", unknown[0] if unknown else 0)
    for id_ in wanted:
        if id_ not in assigned:
            step.session.add(AssignmentRow(document_id=id_, person_id=who.id))
    step.session.flush()
    return wanted


def _write(
    step: Step, place: Path, who: PersonRow, ids: Sequence[int], handout: HandoutRow
) -> Generator[int, None, None]:
    """Write the file, saying from time to time how many documents are in it."""
    here = step.session.connection()
    file = open_project(place, who.name, label_set=step.project.label_set)
    try:
        with file.store.writing() as session:
            there = session.connection()
            yield from _Copy(step, here, there, file).all(who, ids, handout)
    finally:
        file.close()


class _Copy:
    """Copies what belongs to some documents from one database into a fresh one."""

    def __init__(self, step: Step, here: Connection, there: Connection, file: Project) -> None:
        self._step, self._here, self._there = step, here, there
        self._mine = file.annotator.id
        self._labels: dict[int, int] = {}

    def all(self, who: PersonRow, ids: Sequence[int], handout: HandoutRow) -> Iterator[int]:
        self._identity()
        made = {
            "uid": handout.uid,
            "person_id": self._mine,
            "created_at": now(),
            "taken": "",
            "is_here": True,
        }
        there = self._insert(HandoutRow, made)
        for at in range(0, len(ids), _BATCH):
            some = ids[at : at + _BATCH]
            documents = self._documents(some)
            for table in (ZoneRow, SuggestionRow, CategorySuggestionRow):
                self._children(table, table.document_id, documents)
            copy_outlooks(self._here, self._there, documents, self._labels)
            self._layers(who, documents, handout.id, there)
            self._trials(who, documents)
            self._notes(who, documents)
            yield at + len(some)

    def _identity(self) -> None:
        """The project's own: its name among projects, its label set under its version, all labels."""
        uid = self._here.scalar(select(ProjectRow.uid))
        self._there.execute(update(ProjectRow).values(uid=uid))
        self._there.execute(update(LabelSetRow).values(version=self._step.project.label_set.version))
        known = {
            (row.kind, row.key): row.id
            for row in self._there.execute(select(LabelRow.id, LabelRow.kind, LabelRow.key))
        }
        for row in self._here.execute(select(LabelRow.id, LabelRow.kind, LabelRow.key)).all():
            there = known.get((row.kind, row.key))
            if there is None:
                there = self._insert(LabelRow, {"kind": row.kind, "key": row.key})
            self._labels[row.id] = there

        for each in self._here.execute(select(SettingRow.name, SettingRow.value)).all():
            self._insert(SettingRow, {"name": each.name, "value": each.value})

    def _trials(self, who: PersonRow, documents: dict[int, int]) -> None:
        """What the person began their work with."""
        ids = self._step.project.label_ids
        here = trial_records(self._here, documents, ids.key, TrialRow.person_id == who.id)
        spans = {key: self._labels[id_] for key, id_ in ids.span.items()}
        categories = {key: self._labels[id_] for key, id_ in ids.category.items()}
        for (document_id, _), record in here.items():
            add_trial(self._there, documents[document_id], self._mine, record, spans, categories)

    def _documents(self, ids: Sequence[int]) -> dict[int, int]:
        table = DocumentRow.__table__
        found = self._here.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id)).mappings()
        rows = [dict(row) for row in found]
        keep_texts(self._there, read_texts(self._here, [row["digest"] for row in rows]).items())
        made = {}
        for row in rows:
            id_ = row.pop("id")
            row.update(origin_id=None, origin_start=0)
            made[id_] = self._insert(DocumentRow, row)
            self._insert(
                AssignmentRow, {"document_id": made[id_], "person_id": self._mine, "created_at": now()}
            )
        return made

    def _children(self, table: Any, owner: Any, ids: dict[int, int]) -> None:
        columns = table.__table__
        query = select(columns).where(owner.in_(list(ids))).order_by(columns.c.id)
        rows = [self._translated(dict(row), owner.key, ids) for row in self._here.execute(query).mappings()]
        if rows:
            self._there.execute(insert(table), rows)

    def _translated(self, row: dict[str, Any], owner: str, ids: dict[int, int]) -> dict[str, Any]:
        del row["id"]
        row[owner] = ids[row[owner]]
        for name in _LABELS:
            if row.get(name) is not None:
                row[name] = self._labels[row[name]]
        if "person_id" in row:  # who corrected it
            row["person_id"] = self._reviewer(row["person_id"])
        return row

    def _layers(self, who: PersonRow, documents: dict[int, int], here: int, there: int) -> None:
        """The person's work so far, and what it was, in both databases."""
        table = LayerRow.__table__
        found = self._here.execute(
            select(table).where(table.c.person_id == who.id, table.c.document_id.in_(list(documents)))
        ).mappings()
        layers = {row["id"]: dict(row) for row in found}
        contents = layer_contents(self._here, list(layers), self._step.project.label_ids.key)
        ids = {}
        for id_, row in layers.items():
            document_id = row["document_id"]
            row.update(
                document_id=documents[document_id],
                person_id=self._mine,
                reviewer_id=self._reviewer(row["reviewer_id"]),
                handout_id=None,
                aside_of=None,
            )
            del row["id"]
            ids[id_] = self._insert(LayerRow, row)
            digest = contents[id_].digest
            self._step.session.add(
                HandoutLayerRow(handout_id=here, document_id=document_id, person_id=who.id, digest=digest)
            )
            self._insert(
                HandoutLayerRow,
                {
                    "handout_id": there,
                    "document_id": documents[document_id],
                    "person_id": self._mine,
                    "digest": digest,
                },
            )
        for each in (AnnotationRow, RejectionRow, CategoryMarkRow, CorrectionRow):
            self._children(each, each.layer_id, ids)

    def _notes(self, who: PersonRow, documents: dict[int, int]) -> None:
        """What concerns the person; what others wrote about others' work stays here."""
        concerns = NoteRow.about_id.is_(None) | (NoteRow.about_id == who.id) | (NoteRow.person_id == who.id)
        keys = self._step.project.label_ids.key
        here = note_records(self._here, list(documents), keys, concerns)
        ids = {key: self._labels[id_] for key, id_ in self._step.project.label_ids.span.items()}
        for id_, notes in here.items():
            add_notes(self._there, documents[id_], "", notes, self._person, ids)

    def _reviewer(self, id_: int | None) -> int | None:
        if id_ is None:
            return None
        return self._person(self._here.scalar(select(PersonRow.name).where(PersonRow.id == id_)) or "")

    def _person(self, name: str) -> int:
        known = self._there.scalar(select(PersonRow.id).where(PersonRow.name == name))
        return known if known is not None else self._insert(PersonRow, {"name": name})

    def _insert(self, table: type, values: dict[str, Any]) -> int:
        made = self._there.execute(insert(table).values(values)).inserted_primary_key
        assert made is not None
        return int(made[0])
