"""What the desk lists: documents with differing layers, their cases counted, what bulk acts would do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from core.annotation import GOLD, LayerState
from core.errors import Cancelled, NotFound
from core.project import Project
from core.queries.layers import DONE
from core.queries.review import ReviewedDocument, finished_categories, finished_layers, review_document
from core.review.adjudication import by_trust, majority
from core.review.differences import (
    Case,
    CategoryCase,
    agreed_spans,
    cases_of,
    category_cases_of,
    differ,
    holds,
)
from core.store.models import DocumentRow, JudgementRow, LayerRow, PersonRow
from core.store.texts import read_text

_BATCH = 100


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases are wanted: those that these annotators read differently, with that label in a reading."""

    people: tuple[str, ...] = ()
    label: str = ""

    def takes(self, case: Case | CategoryCase) -> bool:
        """Whether the case is wanted."""
        return differ(case, self.people) and (not self.label or holds(case, self.label))


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A document that several annotators have finished."""

    id: int
    title: str
    name: str
    source: str
    people: tuple[str, ...]
    gold_state: LayerState


@dataclass(frozen=True, slots=True)
class CaseCount:
    """How many cases a document has, and how many of them are settled."""

    cases: int
    settled: int

    @property
    def open(self) -> int:
        return self.cases - self.settled


@dataclass(frozen=True, slots=True)
class Proposed:
    """What accepting readings in bulk would do: cases decided and left open, in how many documents.

    `agreed` spans are alike in all layers and become gold anyway. `by_person` counts for each annotator
    the cases in which their reading would be taken.
    """

    documents: int
    decided: int
    left: int
    agreed: int = 0
    by_person: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeskDocument:
    """A document's text with everything about its layers."""

    id: int
    title: str
    text: str
    review: ReviewedDocument


def desk_document(project: Project, document_id: int) -> DeskDocument:
    """What the desk shows of a document. NotFound if it is not listed, or nobody has finished it."""
    d = DocumentRow
    with project.reading() as connection:
        row = connection.execute(
            select(d.title, d.name, d.digest).where(d.id == document_id, d.hidden == "")
        ).first()
        if row is None:
            raise NotFound("document", document_id)
        text = read_text(connection, row.digest)
    return DeskDocument(document_id, row.title or row.name, text, review_document(project, document_id))


def desk_lines(project: Project) -> list[DeskLine]:
    """The listed documents that at least two annotators have finished, in the order in which they came."""
    return desk_overview(project)[0]


def finishers(project: Project) -> dict[str, int]:
    """How many listed documents each annotator has finished, by name; the imported “gold” is none."""
    return desk_overview(project)[1]


def desk_overview(project: Project) -> tuple[list[DeskLine], dict[str, int]]:
    """`desk_lines` and `finishers`, from one reading."""
    d, layer = DocumentRow, LayerRow
    owners = select(layer.document_id, layer.person_id).where(layer.state.in_(DONE), layer.kind == "own")
    gold = select(layer.document_id, layer.state).where(layer.kind == "gold")
    listed = select(d.id, d.title, d.name, d.source).where(d.hidden == "").order_by(d.id)
    with project.reading() as connection:
        people = select(PersonRow.id, PersonRow.name).where(PersonRow.name != GOLD)
        names = {id_: name for id_, name in connection.execute(people).all()}  # noqa: C416 # rows are no pairs
        finished: dict[int, list[str]] = defaultdict(list)
        for document_id, person_id in connection.execute(owners).all():
            if person_id in names:
                finished[document_id].append(names[person_id])
        states = {row.document_id: LayerState(row.state) for row in connection.execute(gold)}
        documents = connection.execute(listed).all()
    lines: list[DeskLine] = []
    number: Counter[str] = Counter()
    for id_, title, name, source in documents:
        who = tuple(sorted(finished.get(id_, ())))
        number.update(who)
        if len(who) > 1:
            lines.append(DeskLine(id_, title, name, source, who, states.get(id_, LayerState.NEW)))
    return lines, dict(sorted(number.items()))


def case_counts(
    project: Project,
    document_ids: Sequence[int],
    wanted: CaseFilter = CaseFilter(),
) -> Iterator[tuple[int, CaseCount]]:
    """How many cases each of these documents has; the first comes before the rest is read."""
    for document_id, found, _ in _cases(project, document_ids):
        cases = [settled for case, settled in found if wanted.takes(case)]
        yield document_id, CaseCount(len(cases), sum(cases))


def next_open(project: Project, document_ids: Sequence[int], wanted: CaseFilter = CaseFilter()) -> int | None:
    """The first of these documents that has an open case, None if none has."""
    return next((id_ for id_, count in case_counts(project, document_ids, wanted) if count.open), None)


def proposed(
    project: Project,
    trust: Sequence[str] = (),
    document_ids: Sequence[int] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Proposed:
    """What `operations.accept_readings` would do now."""
    rule = by_trust(trust) if trust else majority
    by_person: Counter[str] = Counter()
    decided = left = documents = agreed = 0
    ids = finished_ids(project)
    if document_ids is not None:
        wanted = set(document_ids)
        ids = [each for each in ids if each in wanted]
    for _, found, alike in _cases(project, ids):
        if should_stop is not None and should_stop():
            raise Cancelled
        documents, agreed = documents + 1, agreed + alike
        for case, settled in found:
            if settled:
                continue
            reading = rule(case)
            decided, left = (decided + 1, left) if reading is not None else (decided, left + 1)
            by_person.update(reading.people if reading is not None else ())
        if progress is not None:
            progress(documents, len(ids))
    return Proposed(documents, decided, left, agreed, dict(by_person))


def finished_ids(project: Project) -> list[int]:
    """The listed documents that somebody has finished, in the order in which they came."""
    query = (
        select(LayerRow.document_id)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .join(PersonRow, PersonRow.id == LayerRow.person_id)
        .where(DocumentRow.hidden == "", PersonRow.name != GOLD, LayerRow.state.in_(DONE))
        .distinct()
        .order_by(LayerRow.document_id)
    )
    with project.reading() as connection:
        return list(connection.scalars(query))


def _cases(
    project: Project, ids: Sequence[int]
) -> Iterator[tuple[int, list[tuple[Case | CategoryCase, bool]], int]]:
    """All cases of these documents with whether they are settled, and how many spans are alike in all
    layers; read in growing batches."""
    at, size = 0, 4
    while at < len(ids):
        batch = ids[at : at + size]
        with project.reading() as connection:
            layers = finished_layers(connection, project, batch)
            given = finished_categories(connection, project, batch)
            settled = _settled_marks(connection, batch)
        for id_ in batch:
            if id_ in layers:
                found: Iterable[Case | CategoryCase] = (
                    *cases_of(layers[id_]),
                    *category_cases_of(given[id_]),
                )
                marks = settled.get(id_)
                states = [(case, marks is not None and case.mark in marks) for case in found]
                yield id_, states, len(agreed_spans(layers[id_]))
        at, size = at + size, min(size * 2, _BATCH)


def _settled_marks(connection: Connection, ids: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    query = (
        select(LayerRow.document_id, JudgementRow.mark)
        .join(JudgementRow, JudgementRow.layer_id == LayerRow.id)
        .where(LayerRow.document_id.in_(ids), JudgementRow.how != "open")
    )
    for document_id, mark in connection.execute(query):
        found[document_id].add(mark)
    return found
