"""Who has which documents, and who has done what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any  # what a column holds

from sqlalchemy import Connection, Executable, func, select

from core.annotation import LayerState, Role
from core.errors import Cancelled
from core.project import Project
from core.store.models import (
    AnnotationRow,
    AssignmentRow,
    DocumentRow,
    HandoutRow,
    LayerRow,
    OperationRow,
    PersonRow,
)

_PAUSE = 120  # seconds; a longer gap between two acts is no work
_LOOK = 50_000  # acts between two looks whether to stop
_DONE = (LayerState.FINISHED, LayerState.APPROVED)


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody's part in a document: how far it is, whether it was assigned, whether a state of it that
    came back was set aside."""

    name: str
    state: LayerState
    assigned: bool
    aside: bool = False


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A document with who has it, by name. `length` is in code points, `moved` when somebody last
    finished it, or a reviewer last looked at it (ISO 8601, "" if never)."""

    id: int
    title: str
    source: str
    length: int
    shares: tuple[Share, ...]
    moved: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """What one person has: documents by state, spans, and the minutes per finished document.

    `assigned` are documents, `new` those of them that were not begun. `handed_out` is when a file was
    last made for them. Minutes are those between acts here that follow each other within two minutes;
    None where that is not known.
    """

    name: str
    role: Role
    assigned: int
    new: int
    in_progress: int
    finished: int
    returned: int
    approved: int
    spans: int
    handed_out: str
    minutes_per_document: float | None = None

    @property
    def by_state(self) -> dict[LayerState, int]:
        """The documents in each state."""
        return {
            LayerState.NEW: self.new,
            LayerState.IN_PROGRESS: self.in_progress,
            LayerState.FINISHED: self.finished,
            LayerState.APPROVED: self.approved,
            LayerState.RETURNED: self.returned,
        }

    @property
    def documents(self) -> int:
        """The documents that this person has, whether assigned or begun without."""
        return sum(self.by_state.values())


@dataclass(frozen=True, slots=True)
class Board:
    """Everybody, by name, and every document, in the order in which they came."""

    people: tuple[BoardRow, ...]
    lines: tuple[BoardLine, ...]

    @property
    def covered(self) -> Counter[int]:
        """How many documents have so many people."""
        return Counter(len(line.shares) for line in self.lines)


@dataclass
class Minutes:
    """How long people worked, by person, in all and for each document."""

    by_document: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def of(self, name: str) -> float:
        """All of a person's minutes."""
        return sum(self.by_document.get(name, {}).values())


def assignments(project: Project) -> dict[int, tuple[str, ...]]:
    """To whom documents are assigned, by document."""
    query = (
        select(AssignmentRow.document_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
        .order_by(AssignmentRow.document_id, PersonRow.name)
    )
    found: dict[int, list[str]] = defaultdict(list)
    with project.reading() as connection:
        for document_id, name in connection.execute(query):
            found[document_id].append(name)
    return {document_id: tuple(names) for document_id, names in found.items()}


def board(project: Project) -> Board:
    """Who has what and has done what, from one state of the project; all but the minutes."""
    with project.reading() as connection:
        people = connection.execute(
            select(PersonRow.id, PersonRow.name, PersonRow.role).order_by(PersonRow.name)
        ).all()
        names = {row.id: row.name for row in people}
        lines = tuple(_lines(connection, names))
        spans = _spans(connection)
        files = select(HandoutRow.person_id, func.max(HandoutRow.created_at)).where(~HandoutRow.is_here)
        handed = _by_first(connection, files.group_by(HandoutRow.person_id))
    states = Counter((share.name, share.state) for line in lines for share in line.shares)
    assigned = Counter(share.name for line in lines for share in line.shares if share.assigned)
    rows = (
        BoardRow(
            row.name,
            Role(row.role),
            assigned[row.name],
            states[row.name, LayerState.NEW],
            states[row.name, LayerState.IN_PROGRESS],
            states[row.name, LayerState.FINISHED],
            states[row.name, LayerState.RETURNED],
            states[row.name, LayerState.APPROVED],
            spans.get(row.id, 0),
            handed.get(row.id, ""),
        )
        for row in people
    )
    return Board(tuple(rows), lines)


def minutes(project: Project, should_stop: Callable[[], bool] = lambda: False) -> Minutes:
    """How long people worked on documents, from the times of their acts. Reads the whole history."""
    acts = (
        select(OperationRow.person_id, OperationRow.at, OperationRow.document_id)
        .where(OperationRow.document_id.is_not(None))
        .order_by(OperationRow.person_id, OperationRow.id)
    )
    found = Minutes()
    with project.reading() as connection:
        names = _by_first(connection, select(PersonRow.id, PersonRow.name))
        last: tuple[int, datetime] | None = None
        for number, (person, at, document_id) in enumerate(connection.execute(acts)):
            if number % _LOOK == 0 and should_stop():
                raise Cancelled
            moment = datetime.fromisoformat(at)
            if last is not None and last[0] == person:
                pause = (moment - last[1]).total_seconds()
                if document_id is not None and 0 <= pause < _PAUSE:
                    mine = found.by_document[names[person]]
                    mine[document_id] = mine.get(document_id, 0.0) + pause / 60
            last = person, moment
    return found


def with_minutes(board: Board, minutes: Minutes) -> Board:
    """The board with each person's minutes per finished document: of those documents alone."""
    done: dict[str, list[int]] = defaultdict(list)
    for line in board.lines:
        for share in line.shares:
            if share.state in _DONE:
                done[share.name].append(line.id)
    people = []
    for row in board.people:
        known = minutes.by_document.get(row.name, {})
        spent = [known[id_] for id_ in done[row.name] if id_ in known]
        mean = sum(spent) / len(spent) if spent else None
        people.append(replace(row, minutes_per_document=mean))
    return Board(tuple(people), board.lines)


def _by_first(connection: Connection, query: Executable) -> dict[int, Any]:
    return {row[0]: row[1] for row in connection.execute(query)}


def _spans(connection: Connection) -> Mapping[int, int]:
    query = (
        select(LayerRow.person_id, func.count())
        .join(AnnotationRow, AnnotationRow.layer_id == LayerRow.id)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .where(LayerRow.kind == "own", LayerRow.person_id.is_not(None), DocumentRow.hidden == "")
        .group_by(LayerRow.person_id)
    )
    return _by_first(connection, query)


def _lines(connection: Connection, names: Mapping[int, str]) -> Iterable[BoardLine]:
    d = DocumentRow
    documents = connection.execute(
        select(d.id, d.title, d.name, d.source, d.length).where(d.hidden == "").order_by(d.id)
    ).all()
    given: dict[int, list[int]] = defaultdict(list)
    for row in connection.execute(select(AssignmentRow.document_id, AssignmentRow.person_id)).all():
        given[row.document_id].append(row.person_id)
    states: dict[int, dict[int, str]] = defaultdict(dict)
    aside: dict[int, set[int]] = defaultdict(set)
    moved: dict[int, str] = {}
    layer = LayerRow
    for document_id, person, state, owner, finished, reviewed in connection.execute(
        select(
            layer.document_id,
            layer.person_id,
            layer.state,
            layer.aside_of,
            layer.finished_at,
            layer.reviewed_at,
        ).where(layer.kind.in_(("own", "aside")))
    ).all():
        if owner is not None:
            aside[document_id].add(owner)
        elif person is not None:
            states[document_id][person] = state
            moved[document_id] = max(moved.get(document_id, ""), finished or "", reviewed or "")
    known: dict[tuple[int, str, bool, bool], Share] = {}  # of 100,000 documents most shares are alike

    def share(person: int, state: str, assigned: bool, is_aside: bool) -> Share:
        key = (person, state, assigned, is_aside)
        if key not in known:
            known[key] = Share(names[person], LayerState(state), assigned, is_aside)
        return known[key]

    nobody: list[int] = []
    for id_, title, name, source, length in documents:
        has, to = states.get(id_, {}), given.get(id_, nobody)
        apart = aside.get(id_, nobody)
        shares = [
            share(person, has.get(person, LayerState.NEW), person in to, person in apart)
            for person in {*has, *to, *apart}
        ]
        shares.sort(key=lambda each: each.name)
        yield BoardLine(id_, title or name or str(id_), source, length, tuple(shares), moved.get(id_, ""))
