"""Many rows at once inside one operation: what an act at thousands of places writes, and history sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select

from core.annotation import LayerState
from core.errors import BadSpan, Cancelled
from core.operations.transaction import Step
from core.store.models import DocumentRow, LayerRow, RejectionRow, now
from core.store.settings import showing_of
from core.store.standing import Standing, drawn_blind
from core.store.texts import read_slices
from core.store.writing import insert_rows, whole_row

Place = tuple[int, int, int]  # document id, start, end (code points)
Spot = tuple[int, int, int, str]  # the same with the label of what is meant there, "" for whatever it is
ShouldStop = Callable[[], bool] | None
Progress = Callable[[int, int], None] | None
Key = tuple[int, int, int, int]  # layer id, start, end, label id
_BATCH = 500


class Batch:
    """The places of some documents, with all that stands there; finished documents are left out."""

    def __init__(self, step: Step, spots: Sequence[Spot]) -> None:
        self._step = step
        connection = step.session.connection()
        found = select(DocumentRow.id, DocumentRow.digest, DocumentRow.length)
        ids = sorted({spot[0] for spot in spots})
        listed = found.where(DocumentRow.id.in_(ids), DocumentRow.hidden == "")
        self._documents = {row.id: row for row in connection.execute(listed)}
        there = [spot for spot in spots if spot[0] in self._documents]
        project = step.project
        self.standing = Standing(
            connection,
            project.annotator,
            [spot[:3] for spot in there],
            flat=project.label_set.is_flat,
            label_ids=project.label_ids.span,
        )
        self.spots = [spot for spot in there if not self.standing.is_done(spot[0])]

    def exactly(self, spot: Spot) -> list[Row[Any]]:
        """The annotations that stand just there, of the label that is meant."""
        id_, start, end, _ = spot
        there = [row for row in self.standing.spans(id_, start, end) if (row.start, row.end) == (start, end)]
        return [row for row in there if self._is_meant(row, spot)]

    def waiting(self, spot: Spot) -> list[Row[Any]]:
        """The suggestions that wait just there, of the label that is meant."""
        return [row for row in self.standing.waiting(spot[:3]) if self._is_meant(row, spot)]

    def _is_meant(self, row: Row[Any], spot: Spot) -> bool:
        return not spot[3] or row.label_id == self._step.project.label_ids.span.get(spot[3])

    def quotes(self, places: Sequence[Place]) -> dict[Place, str]:
        """What the texts say there; BadSpan where a place is outside its text."""
        wanted = []
        for id_, start, end in places:
            row = self._documents[id_]
            if not 0 <= start < end <= row.length:
                raise BadSpan(start, end, f"outside the text of document {id_}")
            wanted.append((row.digest, start, end))
        read = read_slices(self._step.session.connection(), wanted)
        return {place: read[spot] for place, spot in zip(places, wanted, strict=True)}

    def layer_ids(self, document_ids: Sequence[int]) -> dict[int, int]:
        """The annotator's layers on these documents, begun where there was none."""
        known = {id_: self.standing.layers[id_][0] for id_ in document_ids if id_ in self.standing.layers}
        self._begin([id_ for id_ in known if self.standing.layers[id_][1] == LayerState.NEW])
        return known | _new_layers(self._step, sorted(set(document_ids) - set(known)))

    def _begin(self, document_ids: list[int]) -> None:
        """A file may bring a layer that says it is new."""
        for id_ in document_ids:
            row = self._step.session.get_one(LayerRow, self.standing.layers[id_][0])
            row.state = LayerState.IN_PROGRESS


def batches(
    step: Step, spots: Sequence[Spot], should_stop: ShouldStop, progress: Progress
) -> Iterator[Batch]:
    """The places, document by document and in the order of the text, some documents at a time.

    Raises Cancelled when the person who waits has had enough; the transaction keeps nothing then.
    """
    ordered = sorted(set(spots))
    step.document_id = ordered[0][0] if ordered and ordered[0][0] == ordered[-1][0] else None
    by_document = [list(group) for _, group in groupby(ordered, key=lambda spot: spot[0])]
    for at in range(0, len(by_document), _BATCH):
        if should_stop is not None and should_stop():
            raise Cancelled
        some = [spot for group in by_document[at : at + _BATCH] for spot in group]
        yield Batch(step, some)
        if progress is not None:
            progress(min(at + _BATCH, len(by_document)), len(by_document))
    if should_stop is not None and should_stop():
        raise Cancelled


def insert_rejections(step: Step, keys: Sequence[Key]) -> None:
    """What is not to be suggested there again, where that is not known yet."""
    wanted = set(keys)
    layer_ids = sorted({key[0] for key in wanted})
    r = RejectionRow
    for at in range(0, len(layer_ids), _BATCH):
        known = select(r.layer_id, r.start, r.end, r.label_id).where(
            r.layer_id.in_(layer_ids[at : at + _BATCH])
        )
        wanted -= {tuple(row) for row in step.session.connection().execute(known)}
    names = ("layer_id", "start", "end", "label_id")
    rows = [whole_row(RejectionRow, **dict(zip(names, key, strict=True))) for key in sorted(wanted)]
    insert_rows(step.session, RejectionRow, rows)


def _new_layers(step: Step, document_ids: list[int]) -> dict[int, int]:
    made, connection, person = now(), step.connection, step.project.annotator
    showing = showing_of(connection)
    blind = drawn_blind(connection, showing, person, document_ids) if showing.blind_share > 0 else set()
    rows = [
        whole_row(
            LayerRow,
            document_id=id_,
            person_id=person.id,
            state=LayerState.IN_PROGRESS.value,
            created_at=made,
            blind=id_ in blind,
        )
        for id_ in document_ids
    ]
    return dict(zip(document_ids, insert_rows(step.session, LayerRow, rows), strict=True))
