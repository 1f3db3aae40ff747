"""The notes in a file that comes back: new ones are taken, of two states of one the later counts.

A note is told by its `uid`. Its words change with its author, whether it is resolved with anybody; each
has its time, and the later of two is kept, so that files may come in any order and any number of times.
A note that this file brought and has no more (its writing was undone there) is taken away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from core.annotation import NoteRecord, ReplyRecord
from core.formats.report import Outcome, Report
from core.operations.arrivals import person_id
from core.operations.transaction import Step
from core.store.models import AnnotationRow, DocumentRow, HandoutRow, LayerRow, NoteRow, now
from core.store.note_records import GONE, add_notes, add_reply, anchor, uid_of

_UNKNOWN_TEXT = "this text is not in the project"


class NoteMerge:
    """Takes the notes of one file into the project."""

    def __init__(self, step: Step, handout: HandoutRow, report: Report) -> None:
        self._step, self._session, self._report = step, step.session, report
        self._handout = handout
        self._ids = step.project.label_ids.span
        self._taken = 0

    def take(self, notes: Mapping[str, Sequence[NoteRecord]]) -> None:
        """Compare each with what is here; `notes` has a list for each text of the file."""
        for digest, some in notes.items():
            document_id = self._session.scalar(
                select(DocumentRow.id).where(DocumentRow.digest == digest, DocumentRow.hidden == "")
            )
            if document_id is None:
                if some:
                    self._report.note(Outcome.REFUSED, "note", _UNKNOWN_TEXT, digest[:12], len(some))
                continue
            self._take_document(document_id, digest, some)
        self._session.flush()
        self._set_on_their_spans()
        if self._taken:
            self._report.take("note", self._taken)

    def _take_document(self, document_id: int, digest: str, notes: Sequence[NoteRecord]) -> None:
        known = self._session.scalars(select(NoteRow).where(NoteRow.document_id == document_id))
        here = {row.uid: row for row in known}
        connection = self._session.connection()
        there = set()
        for note in notes:
            uid = uid_of(note, digest)
            there |= {uid, *(uid_of(reply, uid) for reply in note.replies)}
            row = here.get(uid)
            if row is None:
                changes = add_notes(
                    connection, document_id, digest, [note], self._person, self._ids, self._handout.id
                )
                self._step.revealed += changes
                self._taken += len(changes)
                continue
            self._merge_words(row, note)
            self._merge_settled(row, note)
            self._merge_place(row, note)
            self._take_answers(row, note.replies, here)
        for uid, row in here.items():
            if row.handout_id == self._handout.id and uid not in there and not row.removed:
                row.body, row.removed, row.changed_at = "", True, now()
                self._taken += 1

    def _take_answers(
        self, row: NoteRow, replies: Sequence[ReplyRecord], here: Mapping[str, NoteRow]
    ) -> None:
        parent = {"uid": row.uid, "document_id": row.document_id, "about_id": row.about_id}
        for reply in replies:
            known = here.get(uid_of(reply, row.uid))
            if known is not None:
                self._merge_words(known, reply)
                continue
            connection = self._session.connection()
            change = add_reply(connection, row.id, parent, reply, self._person, self._handout.id)
            self._step.revealed.append(change)
            self._taken += 1

    def _merge_words(self, row: NoteRow, note: NoteRecord | ReplyRecord) -> None:
        """The later words; of two that were written in the same moment, always the same ones."""
        ours, theirs = (row.changed_at, row.body, row.removed), (note.changed, note.body, note.removed)
        if theirs > ours:
            row.changed_at, row.body, row.removed = theirs
            self._taken += ours[1:] != theirs[1:]

    def _merge_settled(self, row: NoteRow, note: NoteRecord) -> None:
        if (note.settled, note.resolved) > (row.settled_at, row.resolved):
            self._taken += note.resolved != row.resolved
            row.settled_at, row.resolved = note.settled, note.resolved
            row.settled_by = self._person(note.settled_by) if note.settled_by else None

    def _merge_place(self, row: NoteRow, note: NoteRecord) -> None:
        """On the span that it is on in the file, where that is the state which was taken."""
        if note.start is None:
            return
        there = anchor(self._session.connection(), row.document_id, note, row.about_id, self._ids)
        if there and row.annotation_id != there:
            row.annotation_id = there
            row.start, row.end, row.quote = note.start, note.end, note.text

    def _set_on_their_spans(self) -> None:
        """A span that came back otherwise is a new row: notes on the old one go on to what stands there."""
        a = AnnotationRow
        adrift = (
            select(NoteRow)
            .outerjoin(a, a.id == NoteRow.annotation_id)
            .where(a.id.is_(None), NoteRow.annotation_id.is_not(None), NoteRow.annotation_id != GONE)
        )
        for note in self._session.scalars(adrift).all():
            standing = self._session.scalars(
                select(a.id)
                .join(LayerRow, LayerRow.id == a.layer_id)
                .where(LayerRow.document_id == note.document_id, LayerRow.person_id == note.about_id)
                .where(a.start == note.start, a.end == note.end)
            ).all()
            if len(standing) == 1:
                note.annotation_id = standing[0]
        self._session.flush()

    def _person(self, name: str) -> int:
        return person_id(self._session.connection(), name or self._step.project.annotator.name)
