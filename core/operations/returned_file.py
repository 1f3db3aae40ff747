"""Reading a file that comes back: checked, copied aside, and turned into plain values."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select, true

from core.annotation import NoteRecord
from core.errors import BadFile, Damaged, ReadOnly, Unreachable
from core.history import Kind
from core.store.audit import quick_check
from core.store.engine import BUSY_SECONDS, Store, open_store
from core.store.faults import file_fault, translated
from core.store.layer_content import LayerContent, layer_contents
from core.store.migrate import bring_up_to_date
from core.store.models import (
    DocumentRow,
    HandoutLayerRow,
    HandoutRow,
    LabelRow,
    LabelSetRow,
    LayerRow,
    OperationRow,
    PersonRow,
    ProjectRow,
)
from core.store.note_records import note_records
from core.store.texts import read_slice, read_text
from core.store.trial_records import TrialRecord, trial_records
from core.text import text_digest

MARK = 8  # characters that stand for one operation
_NOT_COLLECTED = (Kind.ZONE, Kind.RETITLE, Kind.SPLIT_DOCUMENT, Kind.REMOVE_DOCUMENT, Kind.IMPORT)


@dataclass(frozen=True, slots=True)
class ReturnedLayer:
    """Somebody's layer in the file; `base` is its digest when it was handed out, "" if it was not there."""

    digest: str  # of the text
    document: str
    person: str
    content: LayerContent
    base: str
    wrong: str = ""  # why it cannot be taken
    blind: bool = False
    trial: TrialRecord | None = None


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """All that a file brings. `chain` has MARK characters for each of its operations, in their order."""

    project_uid: str
    handout_uid: str
    person: str
    label_set: bytes
    label_set_version: int
    chain: str
    layers: tuple[ReturnedLayer, ...]
    documents: frozenset[str]  # digests of the texts that are in it
    not_collected: int
    notes: dict[str, list[NoteRecord]]  # by the digest of the text; those taken away too


def read_returned(file: Path) -> ReturnedFile:
    """What is in a file, which itself is not touched. Raises a StoreError or BadFile that says why not."""
    with _copied(file) as copy:
        store = open_store(str(copy), create=False)
        try:
            findings = quick_check(store)
            if findings:
                raise Damaged(str(file), findings[0].what)
            bring_up_to_date(store, create=False)
            return _read(store, file)
        finally:
            store.close()


@contextmanager
def _copied(file: Path) -> Iterator[Path]:
    """A copy, whole as it was at one moment, also while its program is running."""
    with tempfile.TemporaryDirectory(prefix="jinbiao-") as folder:
        copy = Path(folder) / "returned.db"
        try:
            try:
                open_store(str(file), create=False).close()
            except ReadOnly:  # on a stick that cannot be written: then nobody writes to it now
                _copy_bytes(file, copy)
            else:
                with (
                    translated(str(file)),
                    contextlib.closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as source,
                    contextlib.closing(sqlite3.connect(copy)) as target,
                ):
                    source.backup(target)
        except OSError as error:
            raise file_fault(error, str(file)) from error
        if not copy.stat().st_size:
            raise Unreachable(str(file), "the file is empty")
        yield copy


def _copy_bytes(file: Path, copy: Path) -> None:
    shutil.copyfile(file, copy)
    log = file.with_name(file.name + "-wal")
    if log.exists():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))


def _read(store: Store, file: Path) -> ReturnedFile:
    with store.reading() as connection:
        project = connection.execute(select(ProjectRow.uid)).first()
        labels = connection.execute(
            select(LabelSetRow.version, LabelSetRow.content).order_by(LabelSetRow.version.desc()).limit(1)
        ).first()
        if project is None or labels is None:
            raise BadFile(str(file), "there is no project in it")
        handout = connection.execute(
            select(HandoutRow.id, HandoutRow.uid, PersonRow.name)
            .join(PersonRow, PersonRow.id == HandoutRow.person_id)
            .where(HandoutRow.is_here)
        ).first()
        history = connection.execute(
            select(OperationRow.id, OperationRow.at, OperationRow.kind, OperationRow.state).order_by(
                OperationRow.id
            )
        ).all()
        return ReturnedFile(
            project.uid,
            handout.uid if handout else project.uid,
            handout.name if handout else "",
            labels.content,
            labels.version,
            _chain([(row.id, row.at, row.kind) for row in history]),
            tuple(_layers(connection, handout.id if handout else 0)),
            frozenset(connection.scalars(select(DocumentRow.digest).where(DocumentRow.hidden == ""))),
            sum(row.kind in _NOT_COLLECTED and row.state == "done" for row in history) if handout else 0,
            _notes(connection),
        )


def _notes(connection: Connection) -> dict[str, list[NoteRecord]]:
    """By the text's digest; a note whose quote is not what the text says has lost its place."""
    keys = {row.id: row.key for row in connection.execute(select(LabelRow.id, LabelRow.key))}
    listed = select(DocumentRow.id, DocumentRow.digest).where(DocumentRow.hidden == "")
    digests = {row.id: row.digest for row in connection.execute(listed)}
    found = note_records(connection, list(digests), keys, true())
    notes: dict[str, list[NoteRecord]] = {digest: [] for digest in digests.values()}
    for id_, some in found.items():
        for note in some:
            notes[digests[id_]].append(_placed(connection, digests[id_], note))
    return notes


def _placed(connection: Connection, digest: str, note: NoteRecord) -> NoteRecord:
    if note.start is None or note.end is None:
        return note
    if read_slice(connection, digest, note.start, note.end) == note.text:
        return note
    return replace(note, start=None, end=None, text="", label="")


def _chain(history: list[tuple[int, str, str]]) -> str:
    """A mark for each operation that also stands for all before it."""
    running = hashlib.sha256()
    marks = []
    for each in history:
        running.update(repr(each).encode())
        marks.append(running.hexdigest()[:MARK])
    return "".join(marks)


def _layers(connection: Connection, handout_id: int) -> Iterator[ReturnedLayer]:
    keys = {row.id: row.key for row in connection.execute(select(LabelRow.id, LabelRow.key))}
    base = {
        (row.document_id, row.person_id): row.digest
        for row in connection.execute(
            select(HandoutLayerRow.document_id, HandoutLayerRow.person_id, HandoutLayerRow.digest).where(
                HandoutLayerRow.handout_id == handout_id
            )
        )
    }
    owners = connection.execute(
        select(LayerRow.id, LayerRow.document_id, LayerRow.person_id, LayerRow.blind, PersonRow.name)
        .add_columns(DocumentRow.digest, DocumentRow.title, DocumentRow.name.label("called"))
        .join(PersonRow, PersonRow.id == LayerRow.person_id)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .where(DocumentRow.hidden == "")
        .order_by(LayerRow.document_id, LayerRow.id)
    ).all()
    contents = layer_contents(connection, [row.id for row in owners], keys)
    trials = trial_records(connection, {row.document_id for row in owners}, keys)
    texts: dict[str, str] = {}
    for row in owners:
        if row.digest not in texts:
            texts = {row.digest: read_text(connection, row.digest)}
        content = contents[row.id]
        yield ReturnedLayer(
            row.digest,
            row.called or row.title or str(row.document_id),
            row.name,
            content,
            base.get((row.document_id, row.person_id), ""),
            _what_is_wrong(texts[row.digest], row.digest, content),
            row.blind,
            trials.get((row.document_id, row.person_id)),
        )


def _what_is_wrong(text: str, digest: str, content: LayerContent) -> str:
    if text_digest(text) != digest:
        return "its text was changed"
    if any(text[each.start : each.end] != each.text for each in content.spans):
        return "a quote is not what the text says"
    return ""
