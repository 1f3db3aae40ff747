"""The notes in documents that are taken in: each once, however often its file comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from core.annotation import NoteRecord, ReplyRecord
from core.formats.report import Outcome, Report
from core.operations.arrivals import Arrival, person_id
from core.operations.transaction import Step
from core.project import LONGEST_NAME
from core.reading import settle
from core.store.models import NoteRow
from core.store.note_records import Persons, add_notes, uid_of

_IS_HERE = "the same note is here already"
_SAYS_NOTHING = "it says nothing"
_MOST = 10_000  # characters of a note


@dataclass
class NoteIntake:
    """Stores the notes of records, once their layers are there for them to be on."""

    step: Step
    report: Report
    _people: dict[str, int] = field(default_factory=dict)

    def take(self, arrivals: Sequence[Arrival]) -> None:
        """Store those that are not here yet."""
        noted = [each for each in arrivals if each.record.notes]
        if not noted:
            return
        here = self._known([each.document_id for each in noted])
        for each in noted:
            fresh = []
            for note in each.record.notes:
                uid = (each.document_id, uid_of(note, each.digest))
                if uid in here:
                    self.report.note(Outcome.SKIPPED, "note", _IS_HERE, each.where)
                elif not note.body.strip() and not note.removed:
                    self.report.note(Outcome.SKIPPED, "note", _SAYS_NOTHING, each.where)
                else:
                    here.add(uid)
                    fresh.append(_storable(note))
            self._add(each, fresh)

    def _add(self, arrival: Arrival, notes: list[NoteRecord]) -> None:
        connection, ids = self.step.session.connection(), self.step.project.label_ids.span
        changes = add_notes(
            connection, arrival.document_id, arrival.digest, notes, self._person(arrival), ids
        )
        if not arrival.is_new:  # a new document goes and comes with what is in it
            self.step.revealed += changes
        if notes:
            self.report.take("note", len(notes))

    def _person(self, arrival: Arrival) -> Persons:
        """Who wrote it; where a file does not say, whoever annotated the document."""

        def of(name: str) -> int:
            mine = self.step.project.annotator.name
            known = " ".join((name or arrival.record.annotator).split())[:LONGEST_NAME] or mine
            if known not in self._people:
                self._people[known] = person_id(self.step.session.connection(), known)
            return self._people[known]

        return of

    def _known(self, document_ids: list[int]) -> set[tuple[int, str]]:
        query = select(NoteRow.document_id, NoteRow.uid).where(NoteRow.document_id.in_(document_ids))
        return {(row.document_id, row.uid) for row in self.step.session.connection().execute(query)}


def _storable(note: NoteRecord) -> NoteRecord:
    """A note without what no database holds, its times no longer than times are."""
    return replace(
        note,
        body=_words(note.body),
        author=settle(note.author)[0],
        about=settle(note.about)[0],
        at=_time(note.at),
        changed=_time(note.changed),
        settled_by=settle(note.settled_by)[0],
        settled=_time(note.settled),
        replies=tuple(map(_storable_reply, note.replies)),
    )


def _storable_reply(reply: ReplyRecord) -> ReplyRecord:
    return replace(
        reply,
        body=_words(reply.body),
        author=settle(reply.author)[0],
        at=_time(reply.at),
        changed=_time(reply.changed),
    )


def _words(body: str) -> str:
    return settle(body)[0].strip()[:_MOST]


def _time(given: str) -> str:
    return given if len(given) <= 32 and given.isascii() and given.isprintable() else ""
