"""A document that comes in parts is, once all are there, what it is when it is read at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.annotation import AnnotatedDocument, Annotation, Document, Layer, LayerState, Rejection, Suggestion
from core.decided import open_suggestions
from core.history import Change, Kind, Touched
from core.queries import DocumentPart, PartlyOpened
from gui.models import known
from gui.models.known import Known, around
from gui.models.mark import Mark
from gui.models.open_document import Marks, OpenDocument

LENGTH, PIECE = 96, 8
LABELS = ("PER", "LOC")
LAYER = Layer(7, 1, "王芳", LayerState.IN_PROGRESS)

starts = st.integers(0, LENGTH - 2)
lengths = st.one_of(st.integers(1, 4), st.integers(1, 40))
labels = st.sampled_from(LABELS)
ranges = st.tuples(starts, lengths).map(lambda each: (each[0], min(LENGTH, each[0] + each[1])))


@pytest.fixture(autouse=True, scope="module")
def small_pieces() -> Iterator[None]:
    """Pieces of a few characters."""
    usual, known.PIECE = known.PIECE, PIECE
    yield
    known.PIECE = usual


@dataclass
class Truth:
    """What the store holds, and how it answers."""

    suggestions: list[Suggestion]
    annotations: dict[int, Annotation] = field(default_factory=dict)
    rejections: set[Rejection] = field(default_factory=set)
    ids: int = 0

    def part(self, start: int, end: int) -> DocumentPart:
        """What shares a character with a stretch, and what decides about the suggestions there."""
        there = [each for each in self.suggestions if each.start < end and each.end > start]
        low = min([start, *(each.start for each in there)])
        high = max([end, *(each.end for each in there)])
        annotations = [each for each in self.annotations.values() if each.start < high and each.end > low]
        return DocumentPart(
            start,
            end,
            tuple(sorted(annotations, key=lambda each: (each.start, each.id))),
            tuple(sorted(there, key=lambda each: (each.start, each.id))),
            frozenset(each for each in self.rejections if low <= each.start < high),
        )

    def head(self) -> AnnotatedDocument:
        document = Document(1, "题目", "字" * LENGTH, "digest")
        return AnnotatedDocument(document, LAYER, (), (), frozenset(), (), (), ())

    def whole(self) -> AnnotatedDocument:
        part = self.part(0, LENGTH)
        return replace(
            self.head(),
            annotations=part.annotations,
            suggestions=part.suggestions,
            rejections=part.rejections,
        )

    def add(self, at: tuple[int, int], label: str, of: Suggestion | None) -> Annotation:
        self.ids += 1
        was = (of.start, of.end, of.label) if of is not None else None
        made = Annotation(self.ids, LAYER.id, *at, label, "字" * (at[1] - at[0]), suggested=was)
        self.annotations[made.id] = made
        return made


@dataclass
class Shown:
    """The document in the window, and the marks that it was told of."""

    document: OpenDocument
    marks: set[Mark]

    def tell(self, marks: Marks) -> None:
        gone, came = marks
        assert set(gone) <= self.marks
        self.marks -= set(gone)
        assert not self.marks & set(came)
        self.marks |= set(came)
        assert self.marks == set(self.document.marks())


def _change(
    removed: tuple[Annotation, ...] = (), added: tuple[Annotation, ...] = (), **more: object
) -> Change:
    touched = frozenset({Touched.ANNOTATIONS})
    return Change(Kind.ANNOTATE, 1, 1, touched, removed, added, layer=LAYER, **more)  # type: ignore[arg-type]


def _act(data: st.DataObject, truth: Truth) -> Change:
    """Something a person does, or undoes, anywhere in the document."""
    place, label = data.draw(ranges), data.draw(labels)
    standing = list(truth.annotations.values())
    what = data.draw(st.sampled_from(["add", "move", "remove", "reject", "unreject"]))
    if what == "reject":
        refused = Rejection(*place, label)
        if truth.suggestions and data.draw(st.booleans()):
            one = data.draw(st.sampled_from(truth.suggestions))
            refused = Rejection(one.start, one.end, one.label)
        truth.rejections.add(refused)
        return _change(rejected=(refused,))
    if what == "unreject" and truth.rejections:
        back = data.draw(st.sampled_from(sorted(truth.rejections, key=lambda each: (each.start, each.end))))
        truth.rejections.remove(back)
        return _change(unrejected=(back,))
    if what == "move" and standing:
        before = data.draw(st.sampled_from(standing))
        after = replace(before, start=place[0], end=place[1], label=label)
        truth.annotations[before.id] = after
        return _change((before,), (after,))
    if what == "remove" and standing:
        gone = truth.annotations.pop(data.draw(st.sampled_from(standing)).id)
        return _change((gone,))
    of = data.draw(st.sampled_from([None, *truth.suggestions]))
    if of is not None and data.draw(st.booleans()):
        place = of.start, of.end
    return _change(added=(truth.add(place, label, of),))


@given(st.lists(st.tuples(ranges, labels), max_size=12), st.data())
def test_parts_and_changes_in_any_order_end_in_what_is_stored(
    suggested: list[tuple[tuple[int, int], str]], data: st.DataObject
) -> None:
    truth = Truth(
        [Suggestion(*at, label, "", "x", 0.5, "", id_) for id_, (at, label) in enumerate(suggested, 1)]
    )
    for _ in range(data.draw(st.integers(0, 6))):
        _act(data, truth)
    first = around(data.draw(starts))
    opened = PartlyOpened(truth.head(), len(suggested), truth.part(*first))
    document = OpenDocument(opened, flat=False)
    shown = Shown(document, set(document.marks()))
    for _ in range(data.draw(st.integers(0, 10))):
        step = data.draw(st.sampled_from(["part", "act", "act again", "elsewhere"]))
        stretch = document.known.next_stretch([data.draw(starts)], data.draw(st.integers(1, 40)))
        if step == "part" and stretch is not None:
            shown.tell(document.take(truth.part(*stretch)))
        elif step == "elsewhere":  # somebody else's doing, of which only reading again tells
            _act(data, truth)
            shown.tell(document.renew(PartlyOpened(truth.head(), 0, truth.part(*around(data.draw(starts))))))
        else:
            change = _act(data, truth)
            shown.tell(document.apply(change))
            if step == "act again":  # told twice: by a job of our own that was read meanwhile
                shown.tell(document.apply(change))
    while not document.known.is_whole:
        stretch = document.known.next_stretch([0], data.draw(st.integers(1, 40)))
        assert stretch is not None
        shown.tell(document.take(truth.part(*stretch)))
    whole = OpenDocument(truth.whole(), flat=False)
    assert document.annotations == whole.annotations == truth.annotations
    assert document.suggestions == whole.suggestions
    assert document.rejections == whole.rejections == truth.rejections
    waits = open_suggestions(truth.suggestions, truth.annotations.values(), truth.rejections, flat=False)
    assert document.waiting == whole.waiting == {each.id: each for each in waits}
    assert document.counts() == whole.counts()
    assert shown.marks == set(whole.marks())


def test_an_annotation_that_reaches_in_settles_at_once_in_a_flat_set() -> None:
    truth = Truth([Suggestion(14, 18, "PER", "", "x", 0.5, "", 1)])
    truth.add((17, 60), "LOC", None)
    opened = PartlyOpened(truth.head(), 1, truth.part(8, 16))
    document = OpenDocument(opened, flat=True)
    assert not document.waiting
    assert [each.start for each in document.annotations.values()] == [17]
    assert not document.is_counted


@given(st.integers(0, 90), st.lists(st.tuples(starts, lengths), max_size=8), starts, starts)
def test_known_is_what_was_learned_by_whole_pieces(
    length: int, learned: list[tuple[int, int]], one: int, other: int
) -> None:
    asked = Known(length)
    pieces = [False] * max(1, -(-length // PIECE))
    for start, more in learned:
        asked.learn(start, start + more)
        for number in range(len(pieces)):
            covered = start <= number * PIECE and min(length, (number + 1) * PIECE) <= start + more
            pieces[number] = pieces[number] or covered
    assert asked.is_whole == all(pieces)
    low, high = sorted((min(one, length), min(other, length)))
    there = [at for at in range(low, high + 1) if not pieces[min(at // PIECE, len(pieces) - 1)]]
    assert asked.gap(low, high) == (there[0] if there else None)
    assert asked.gap_before(low, high) == (there[-1] if there else None)


def test_what_is_looked_at_is_read_first_then_what_follows_it() -> None:
    asked, read = Known(LENGTH), []
    while (stretch := asked.next_stretch([50, 90], PIECE)) is not None:
        read.append(stretch[0])
        asked.learn(*stretch)
    assert read == [40, 48, 56, 80, 88, 64, 72, 0, 8, 16, 24, 32]
