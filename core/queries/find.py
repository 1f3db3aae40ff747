"""Finding in a project: hits come in the order of the documents, some at a time, each with its context."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from core.errors import Cancelled
from core.matching import Matcher
from core.project import Project
from core.queries.mentions import CONTEXT, Mention, furniture_of
from core.queries.wanted import Wanted, What, of_documents, of_own_state, of_spans, of_suggestions
from core.store.models import AnnotationRow, DocumentRow, LayerRow, PersonRow, SuggestionRow
from core.store.searching import is_storable, text_contains
from core.store.standing import Standing
from core.store.texts import read_slices, read_texts

_FIRST, _MOST = 100, 1_000  # documents looked through at once: few at first, so that the first hits come soon
_PIECE = 400  # hits handed over together
LIMIT = 50_000

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """Some hits, and how far the search is. `is_cut`: there are more, and they are not looked for."""

    hits: tuple[Mention, ...]
    documents: int
    of_documents: int
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A hit before its context is known."""

    document_id: int
    start: int
    end: int
    meant: str = ""
    who: str = ""
    came: str = ""


def find(
    project: Project, wanted: Wanted, *, limit: int = LIMIT, should_stop: ShouldStop = lambda: False
) -> Iterator[Found]:
    """Everything that is wanted, in the order of the documents and of their texts, none of it twice.

    Raises BadPattern, TooSlow, UnknownLabel, NotAllowed, and Cancelled when stopped. All is read from
    one state of the project.
    """
    wanted = wanted.settled()
    search = _Search(project, wanted, should_stop)
    if wanted.is_nothing or not is_storable(wanted.pattern.text + wanted.quote):
        yield Found((), 0, 0)
        return
    with project.reading() as connection:
        ids = search.documents(connection)
        number, at, size = 0, 0, _FIRST
        while at < len(ids):
            window = ids[at : at + size]
            at, size = at + len(window), min(2 * size, _MOST)
            places = search.places(connection, window)
            cut = number + len(places) > limit
            places = places[: limit - number] if cut else places
            number += len(places)
            for first in range(0, len(places), _PIECE):
                hits = tuple(search.hits(connection, places[first : first + _PIECE]))
                is_last = first + _PIECE >= len(places)
                yield Found(hits, at if is_last else at - len(window), len(ids), cut and is_last)
            if cut:
                return
            if not places:
                yield Found((), at, len(ids))


class _Search:
    def __init__(self, project: Project, wanted: Wanted, should_stop: ShouldStop) -> None:
        self._project = project
        self._wanted = wanted
        self._should_stop = should_stop
        self._matcher = Matcher(wanted.pattern) if wanted.pattern.text else None
        self._places = {
            What.TEXT: self._in_text,
            What.UNLABELLED: self._in_text,
            What.SPANS: self._spans,
            What.SUGGESTIONS: self._suggestions,
        }[wanted.what]

    def documents(self, connection: Connection) -> list[int]:
        """The documents in which to look."""
        listed = select(DocumentRow.id).where(of_documents(self._wanted)).order_by(DocumentRow.id)
        by_state = of_own_state(self._wanted, self._project) if self._wanted.what is not What.SPANS else None
        if by_state is not None:
            listed = listed.where(by_state)
        return list(connection.scalars(listed))

    def places(self, connection: Connection, ids: Sequence[int]) -> list[_Place]:
        """What is meant in these documents."""
        self._stop_if_asked()
        return self._places(connection, ids)

    def _stop_if_asked(self) -> None:
        if self._should_stop():
            raise Cancelled

    def _in_text(self, connection: Connection, ids: Sequence[int]) -> list[_Place]:
        stretches = self._matches(connection, ids)
        places = [_Place(id_, *stretch) for id_ in ids for stretch in stretches.get(id_, ())]
        if self._wanted.what is What.UNLABELLED and places:
            there = self._standing(connection, places)
            places = [each for each in places if not there.spans(each.document_id, each.start, each.end)]
        return places

    def _matches(self, connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
        """Where the pattern is, in the documents that hold it."""
        assert self._matcher is not None
        d = DocumentRow
        query = select(d.id, d.digest).where(d.id.in_(ids)).order_by(d.id)
        if self._matcher.literal:
            query = query.where(text_contains(self._matcher.literal))
        documents = connection.execute(query).all()
        found: dict[int, list[tuple[int, int]]] = {}
        for at in range(0, len(documents), 100):
            self._stop_if_asked()
            some = documents[at : at + 100]
            texts = read_texts(connection, [row.digest for row in some])
            for row in some:
                stretches = list(self._matcher.places(texts[row.digest]))
                if stretches:
                    found[row.id] = stretches
        return found

    def _spans(self, connection: Connection, ids: Sequence[int]) -> list[_Place]:
        a, keys = AnnotationRow, self._project.label_ids.key
        query = (
            select(LayerRow.document_id, a.start, a.end, a.label_id, PersonRow.name, a.origin)
            .join(LayerRow, LayerRow.id == a.layer_id)
            .outerjoin(PersonRow, PersonRow.id == LayerRow.person_id)
            .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
            .where(LayerRow.document_id.in_(ids), of_spans(self._wanted, connection, self._project))
            .order_by(LayerRow.document_id, a.start, a.end, a.id)
        )
        return self._matching(
            connection,
            [
                _Place(id_, start, end, keys[label_id], who or "", origin)
                for id_, start, end, label_id, who, origin in connection.execute(query)
            ],
        )

    def _suggestions(self, connection: Connection, ids: Sequence[int]) -> list[_Place]:
        s, keys = SuggestionRow, self._project.label_ids.key
        query = (
            select(s.document_id, s.start, s.end, s.label_id, s.source)
            .where(s.document_id.in_(ids), of_suggestions(self._wanted, self._project))
            .order_by(s.document_id, s.start, s.end, s.id)
        )
        places = self._matching(
            connection,
            [
                _Place(id_, start, end, keys[label_id], "", source)
                for id_, start, end, label_id, source in connection.execute(query)
            ],
        )
        self._stop_if_asked()
        there = self._standing(connection, places)
        waiting = {
            (row.document_id, row.start, row.end, keys[row.label_id])
            for each in places
            for row in there.waiting((each.document_id, each.start, each.end))
        }
        places = [each for each in places if (each.document_id, each.start, each.end, each.meant) in waiting]
        return self._quoting(connection, places)

    def _quoting(self, connection: Connection, places: list[_Place]) -> list[_Place]:
        """Those whose quote is as wanted: suggestions don't keep theirs."""
        if not self._wanted.quote:
            return places
        texts = self._slices(connection, places, 0)
        return [each for each, text in zip(places, texts, strict=True) if self._wanted.quote in text]

    def _matching(self, connection: Connection, places: list[_Place]) -> list[_Place]:
        """Those that share a character with the pattern, if there is one."""
        if self._matcher is None or not places:
            return places
        stretches = self._matches(connection, sorted({each.document_id for each in places}))
        starts = {id_: [start for start, _ in found] for id_, found in stretches.items()}
        ends = {id_: [end for _, end in found] for id_, found in stretches.items()}
        return [
            each
            for each in places
            if each.document_id in starts
            and bisect_right(ends[each.document_id], each.start)
            < bisect_left(starts[each.document_id], each.end)
        ]

    def _standing(self, connection: Connection, places: Sequence[_Place]) -> Standing:
        project = self._project
        return Standing(
            connection,
            project.annotator,
            [(each.document_id, each.start, each.end) for each in places],
            flat=project.label_set.is_flat,
            label_ids=project.label_ids.span,
        )

    def _titles(self, connection: Connection, places: Sequence[_Place]) -> dict[int, Row[Any]]:
        d = DocumentRow
        ids = {each.document_id for each in places}
        query = select(d.id, d.title, d.name, d.digest, d.length).where(d.id.in_(ids))
        found: list[Row[Any]] = list(connection.execute(query))
        return {row.id: row for row in found}

    def _slices(self, connection: Connection, places: Sequence[_Place], around: int) -> list[str]:
        documents = self._titles(connection, places)
        wanted = [
            (
                documents[each.document_id].digest,
                max(0, each.start - around),
                min(each.end + around, documents[each.document_id].length),
            )
            for each in places
        ]
        slices = read_slices(connection, wanted)
        return [slices[each] for each in wanted]

    def hits(self, connection: Connection, places: Sequence[_Place]) -> Iterator[Mention]:
        """The same places with their context and with what stands there."""
        self._stop_if_asked()
        documents = self._titles(connection, places)
        texts = self._slices(connection, places, CONTEXT)
        there, keys = self._standing(connection, places), self._project.label_ids.key
        furniture: dict[int, list[tuple[int, int]]] = defaultdict(list)
        if self._wanted.of_text:
            furniture |= furniture_of(connection, list(documents))
        for each, text in zip(places, texts, strict=True):
            place, row = (each.document_id, each.start, each.end), documents[each.document_id]
            before = each.start - max(0, each.start - CONTEXT)
            after = before + each.end - each.start
            over = there.spans(*place)
            same = [span for span in over if (span.start, span.end) == place[1:]]
            same.sort(key=lambda span: keys[span.label_id] != each.meant)
            yield Mention(
                each.document_id,
                row.title or row.name,
                each.start,
                each.end,
                text[:before].rpartition("\n")[2],
                text[before:after],
                text[after:].partition("\n")[0],
                keys[same[0].label_id] if same else "",
                same[0].id if same else 0,
                tuple(keys[span.label_id] for span in over if span not in same),
                there.is_done(each.document_id),
                any(start <= each.start < end for start, end in furniture[each.document_id]),
                tuple(keys[waits.label_id] for waits in there.waiting(place)),
                each.meant,
                each.who,
                each.came,
            )
