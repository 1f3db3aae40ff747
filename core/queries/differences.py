"""The list behind a figure: where annotators differ, in context, with what each of them said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import select

from core.errors import Cancelled
from core.project import Project
from core.queries.layers import layered_documents, layered_ids
from core.review.differences import Case, Reading, cases_of
from core.review.layered import LayeredDocument
from core.review.periods import periods
from core.store.models import DocumentRow
from core.store.texts import read_slice

_BATCH = 200
_CONTEXT = 12  # characters before and after
MOST = 2_000  # that are listed; all are counted


@dataclass(frozen=True, slots=True)
class Behind:
    """Which figure: between whom (all if empty), of which label, document, cell of the confusion matrix,
    period or category. Empty fields mean all."""

    people: tuple[str, ...] = ()
    label: str = ""
    document_id: int = 0
    cell: tuple[str, str] | None = None
    period: str = ""
    category: str | None = None  # "" for all categories


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch `[start, end)` of a document in which annotators differ, and their readings.

    Of a category, `start` and `end` are 0 and `given` says who gave it, `refused` who did not.
    """

    document_id: int
    title: str
    start: int
    end: int
    before: str = ""
    quote: str = ""
    after: str = ""
    readings: tuple[Reading, ...] = ()
    category: str = ""
    given: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """How many there are in how many documents, and the first MOST of them."""

    number: int
    documents: int
    shown: tuple[Difference, ...]


def differences(
    project: Project,
    behind: Behind,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Differences:
    """All differences that make up a figure, in the order of documents and texts."""
    ids = layered_ids(project, behind.people, [behind.document_id] if behind.document_id else None)
    wanted = _of_period(project, ids, behind)
    number, of_documents = 0, 0
    shown: list[Difference] = []
    stream = layered_documents(project, wanted, behind.people)
    done = 0
    while batch := list(islice(stream, _BATCH)):
        if should_stop():
            raise Cancelled
        last = -1
        for at, difference in _in_batch(batch, behind):
            number += 1
            of_documents += at != last
            last = at
            if len(shown) < MOST:
                shown.append(difference)
        done += len(batch)
        progress(done, len(wanted))
    return Differences(number, of_documents, tuple(_quoted(project, shown)))


def _of_period(project: Project, ids: list[int], behind: Behind) -> list[int]:
    """Those of the documents that lie in the period, named as `agreement` names periods of all."""
    if not behind.period:
        return ids
    days = [each.day for each in layered_documents(project, ids, behind.people)]
    return [id_ for id_, period in zip(ids, periods(days), strict=True) if period == behind.period]


def _in_batch(batch: Sequence[LayeredDocument], behind: Behind) -> Iterator[tuple[int, Difference]]:
    if behind.cell is not None:
        from core.review.behind import behind_cell  # brings numpy along: only where it is asked for

        found = sorted(behind_cell(batch, *behind.cell), key=lambda each: (each.document, each.start))
        for each in found:
            layers = {name: batch[each.document].layers[name] for name in each.people}
            case = next((one for one in cases_of(layers) if one.start <= each.start < one.end), None)
            if case is not None:  # else both have it just so
                yield each.document, _difference(batch[each.document], case)
        return
    for at, document in enumerate(batch):
        if behind.category is not None:
            yield from ((at, each) for each in _of_categories(document, behind.category))
            continue
        for case in cases_of(document.layers):
            if not behind.label or _has(case, behind.label):
                yield at, _difference(document, case)


def _has(case: Case, label: str) -> bool:
    """Whether annotators differ in this label within the case: one has a span of it that another has not."""
    said = {frozenset(place for place in reading.spans if place[2] == label) for reading in case.readings}
    return len(said) > 1


def _difference(document: LayeredDocument, case: Case) -> Difference:
    return Difference(document.id, document.name, case.start, case.end, readings=case.readings)


def _of_categories(document: LayeredDocument, category: str) -> Iterator[Difference]:
    people = sorted(set(document.layers) & set(document.categories))
    known = {key for name in people for key in document.categories[name]}
    for key in sorted(known if not category else known & {category}):
        given = tuple(name for name in people if key in document.categories[name])
        if len(given) < len(people):
            refused = tuple(name for name in people if name not in given)
            yield Difference(document.id, document.name, 0, 0, category=key, given=given, refused=refused)


def _quoted(project: Project, shown: Sequence[Difference]) -> Iterator[Difference]:
    """The same with their quotes and what stands around them."""
    ids = list({each.document_id for each in shown})
    with project.reading() as connection:
        digests: dict[int, tuple[str, str]] = {}
        for at in range(0, len(ids), 500):
            query = select(DocumentRow.id, DocumentRow.digest, DocumentRow.title, DocumentRow.name)
            for row in connection.execute(query.where(DocumentRow.id.in_(ids[at : at + 500]))):
                digests[row.id] = row.digest, row.title or row.name or str(row.id)
        for each in shown:
            digest, title = digests[each.document_id]
            if each.category:
                yield replace(each, title=title)
                continue
            begin = max(0, each.start - _CONTEXT)
            said = read_slice(connection, digest, begin, each.end + _CONTEXT)
            cut, stop = each.start - begin, each.end - begin
            yield replace(each, title=title, before=said[:cut], quote=said[cut:stop], after=said[stop:])
