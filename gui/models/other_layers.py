"""Other layers of the open document, as far as they are read, and where they differ from one of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from core.annotation import Annotation
from core.queries.others import OthersPart, SeenLayer
from core.review.differences import connected
from core.review.layered import Place
from core.span_index import SpanIndex
from gui.models.known import Known
from gui.models.mark import OtherMark
from gui.models.open_document import OpenDocument

IN_HAND = -1  # all are compared with the layer that is worked on
OtherMarks = tuple[list[OtherMark], list[OtherMark]]  # those that went, those that came
_Spans = Iterable[Annotation]


class _Layer:
    def __init__(self) -> None:
        self.by_id: dict[int, Annotation] = {}
        self.index = SpanIndex[Annotation]()
        self.stretches: list[tuple[int, int]] = []  # in which it differs from the one compared with


class OtherLayers:
    """Layers of others beside an open document; nothing here is ever written or counted as one's own.

    They are compared with the layer in hand, or with one of themselves: `base` is its place among `layers`.
    Labels that are put away are put away in all of them. Work after a change is proportional to what it
    touched; a part holds what stood in it when it was read.
    """

    def __init__(
        self,
        document: OpenDocument,
        layers: Sequence[SeenLayer],
        base: int = IN_HAND,
        put_away: frozenset[str] = frozenset(),
    ) -> None:
        self.document = document
        self.layers = layers
        self.base = base
        self.known = Known(len(document.text))
        self.put_away = put_away
        self._layers = [_Layer() for _ in layers]
        self._drawn = SpanIndex[OtherMark]()

    def annotation_of(self, mark: OtherMark) -> Annotation | None:
        """What a mark stands for; None of one that says that nothing is there."""
        return None if mark.is_missing else self._layers[mark.who].by_id.get(mark.id)

    def number(self, who: int) -> int:
        """In how many places a layer differs, as far as all is known."""
        return len(self._layers[who].stretches)

    def marks_at(self, start: int, end: int) -> list[OtherMark]:
        """What is drawn of all layers over a stretch, in text order."""
        return self._drawn.overlapping(start, end)

    def spans_of(self, who: int, start: int, end: int) -> list[Annotation]:
        """What a layer has over a stretch."""
        return self._layers[who].index.overlapping(start, end)

    # what comes

    def take(self, part: OthersPart) -> OtherMarks:
        """Let just this stand where the part lies; returns the marks that went and those that came."""
        changed: dict[Place, None] = {}
        for layer, seen in zip(self._layers, self.layers, strict=True):
            there = part.layers.get(seen.id, ())
            changed |= dict.fromkeys(self._exchange(layer, part, there))
        self.known.learn(part.start, part.end)
        start = min([part.start, *(place[0] for place in changed)])
        end = max([part.end, *(place[1] for place in changed)])
        self._settle(start, end)
        return self._draw(start, end)

    def _exchange(self, layer: _Layer, part: OthersPart, there: _Spans) -> Iterator[Place]:
        """Returns the places at which something went or came."""
        old = {each.id: each for each in layer.index.starting(part.start, part.end)}
        for each in there:
            if each.label in self.put_away:
                continue
            known = layer.by_id.get(each.id)
            old.pop(each.id, None)
            if known == each:
                continue
            if known is not None:
                layer.index.remove(known)
                yield _place(known)
            layer.by_id[each.id] = each
            layer.index.insert(each)
            yield _place(each)
        for each in old.values():
            del layer.by_id[each.id]
            layer.index.remove(each)
            yield _place(each)

    def follow(self, places: Iterable[tuple[int, int, str]]) -> OtherMarks:
        """The layer in hand was changed at these places: what differs there is looked at again."""
        gone: dict[OtherMark, None] = {}
        came: dict[OtherMark, None] = {}
        known = [each for each in places if self.known.gap(each[0], each[1] - 1) is None]
        for start, end, _ in known if self.base == IN_HAND else ():
            self._settle(start, end)
            went, appeared = self._draw(start, end)
            _add(went, gone, came)
            _add(appeared, came, gone)
        return list(gone), list(came)

    # what differs

    def _base_spans(self, start: int, end: int) -> list[Annotation]:
        if self.base == IN_HAND:
            found = self.document.annotations_at(start, end)
            return [each for each in found if each.label not in self.put_away]
        return self._layers[self.base].index.overlapping(start, end)

    def _odd(self, who: int, start: int, end: int) -> set[Place]:
        """What stands over a stretch in a layer alone, or in the one compared with alone."""
        if who == self.base:
            return set()
        said = self._layers[who].index.overlapping(start, end)
        return {_place(each) for each in said} ^ {_place(each) for each in self._base_spans(start, end)}

    def _settle(self, start: int, end: int) -> None:
        """Find anew in which stretches layers differ there, as far as these hang together."""
        for who, layer in enumerate(self._layers):
            low, high, known = start, end, (-1, -1)
            while (low, high) != known:
                known = low, high
                first = bisect_right(layer.stretches, low, key=itemgetter(1))
                last = bisect_left(layer.stretches, high, first, key=itemgetter(0))
                new = list(connected(sorted(self._odd(who, low, high))))
                touched = [*layer.stretches[first:last], *new]
                low = min([low, *(each[0] for each in touched)])
                high = max([high, *(each[1] for each in touched)])
            layer.stretches[first:last] = new

    def _draw(self, start: int, end: int) -> OtherMarks:
        old = self._drawn.overlapping(start, end)
        new = set(self._marks(start, end))
        gone, came = [each for each in old if each not in new], list(new.difference(old))
        for mark in gone:
            self._drawn.remove(mark)
        self._drawn.insert_all(came)
        return gone, came

    def _marks(self, start: int, end: int) -> Iterator[OtherMark]:
        base = self._base_spans(start, end)
        for who, layer in enumerate(self._layers):
            odd = self._odd(who, start, end)
            for each in layer.index.overlapping(start, end):
                place = _place(each)
                yield OtherMark(*place, "other", each.id, unsure=each.unsure, who=who, differs=place in odd)
            for each in base:
                if _place(each) in odd and not self._says_otherwise(who, each):
                    yield OtherMark(*_place(each), "other", each.id, who=who, differs=True, is_missing=True)

    def _says_otherwise(self, who: int, span: Annotation) -> bool:
        """Whether a layer has a span of its own over one that it does not have just so."""
        odd = self._odd(who, span.start, span.end)
        there = self._layers[who].index.overlapping(span.start, span.end)
        return any(_place(each) in odd for each in there)

    def stretch_of(self, mark: OtherMark) -> tuple[int, int]:
        """The whole stretch in which a layer differs there; the mark's own where it does not."""
        stretches = self._layers[mark.who].stretches
        at = bisect_left(stretches, (mark.start + 1, -1)) - 1
        if mark.differs and at >= 0 and stretches[at][0] <= mark.start < stretches[at][1]:
            return stretches[at]
        return mark.start, mark.end

    def next_difference(
        self, position: int, who: int, direction: int, only: int | None = None
    ) -> OtherMark | None:
        """The next place where a layer differs, from `position` and the layer `who` on; `only` in one layer.

        By place, then by layer; a layer that says there just what one before it says is passed over.
        """
        stops: list[tuple[int, int]] = []
        for each in range(len(self._layers)) if only is None else (only,):
            stretches = self._layers[each].stretches
            reached = position + (each <= who) if direction > 0 else position + (each < who)
            at = bisect_left(stretches, (reached, -1))
            while 0 <= (at if direction > 0 else at - 1) < len(stretches):
                stop = stretches[at if direction > 0 else at - 1]
                if only is not None or not self._is_said_before(each, stop):
                    stops.append((stop[0], each))
                    break
                at += direction
        if not stops:
            return None
        start, found = min(stops) if direction > 0 else max(stops)
        return self._mark_of(found, start)

    def _is_said_before(self, who: int, stretch: tuple[int, int]) -> bool:
        said = self._said(who, stretch)
        before = (each for each in range(who) if each != self.base)
        alike = (each for each in before if self._said(each, stretch) == said)
        return any(stretch in self._layers[each].stretches for each in alike)

    def _said(self, who: int, stretch: tuple[int, int]) -> list[Place]:
        return [_place(each) for each in self._layers[who].index.overlapping(*stretch)]

    def _mark_of(self, who: int, start: int) -> OtherMark | None:
        stretches = self._layers[who].stretches
        stretch = stretches[bisect_left(stretches, (start, -1))]
        there = (each for each in self._drawn.overlapping(*stretch) if each.who == who and each.differs)
        return next(there, None)


def _place(span: Annotation) -> Place:
    return span.start, span.end, span.label


def _add(marks: Iterable[OtherMark], to: dict[OtherMark, None], unless: dict[OtherMark, None]) -> None:
    """What comes and goes again is as if it had not been."""
    for each in marks:
        if each in unless:
            del unless[each]
        else:
            to[each] = None
