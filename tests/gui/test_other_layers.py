"""Other layers read in parts and followed act by act: the same as read at once, and as review has it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.annotation import AnnotatedDocument, Annotation, Document, Layer, LayerState
from core.history import Change, Kind
from core.queries.others import OthersPart, SeenLayer
from core.review.differences import cases_of
from core.review.layered import Place
from gui.models.mark import OtherMark
from gui.models.open_document import OpenDocument
from gui.models.other_layers import IN_HAND, OtherLayers

LENGTH = 40
TEXT = "😀𠮷" * (LENGTH // 2)
NAMES = ("mine", "李雷", "周舟")
_place = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 8), st.sampled_from(["PER", "ORG"])).map(
    lambda each: (each[0], min(LENGTH, each[0] + each[1]), each[2])
)
_spans = st.lists(_place, unique=True, max_size=7)
_layers = st.tuples(_spans, _spans, _spans)


def annotations(layer: int, places: list[Place]) -> tuple[Annotation, ...]:
    return tuple(
        Annotation(100 * layer + number, layer, start, end, label, TEXT[start:end])
        for number, (start, end, label) in enumerate(sorted(places), 1)
    )


def opened(places: list[Place]) -> OpenDocument:
    document = Document(1, "", TEXT, "")
    mine = annotations(1, places)
    layer = Layer(1, 1, "mine", LayerState.IN_PROGRESS)
    head = AnnotatedDocument(document, layer, mine, (), frozenset(), (), (), ())
    return OpenDocument(head, flat=False)


def part(start: int, end: int, *layers: list[Place]) -> OthersPart:
    found = {
        number: tuple(each for each in annotations(number, places) if each.start < end and each.end > start)
        for number, places in enumerate(layers, 2)
    }
    return OthersPart(start, end, found)


def beside(document: OpenDocument, base: int = IN_HAND) -> OtherLayers:
    seen = [SeenLayer(number, name, LayerState.FINISHED) for number, name in enumerate(NAMES[1:], 2)]
    return OtherLayers(document, tuple(seen), base)


def stretches(layers: OtherLayers, who: int) -> list[tuple[int, int]]:
    """Walked to with the key for the next difference, and back."""
    found: list[OtherMark] = []
    place = 0, -1
    while (mark := layers.next_difference(*place, 1, who)) is not None:
        found.append(mark)
        place = layers.stretch_of(mark)[0], who
    back = layers.next_difference(LENGTH, who, -1, who)
    assert back == (found[-1] if found else None)
    return [layers.stretch_of(mark) for mark in found]


@given(_layers, st.lists(st.integers(1, LENGTH - 1), max_size=4), st.sampled_from([IN_HAND, 0]))
def test_parts_in_any_order_say_what_review_says(
    spans: tuple[list[Place], list[Place], list[Place]], cuts: list[int], base: int
) -> None:
    layers = beside(opened(spans[0]), base)
    drawn: set[OtherMark] = set()
    edges = [0, *sorted(set(cuts)), LENGTH]
    for start, end in sorted(pairwise(edges), key=lambda each: -each[1] % 7):
        gone, came = layers.take(part(start, end, *spans[1:]))
        assert drawn.issuperset(gone)
        drawn = drawn.difference(gone) | set(came)
    assert drawn == set(layers.marks_at(0, LENGTH))
    compared = spans[0] if base == IN_HAND else spans[1]
    for who, places in enumerate(spans[1:]):
        cases = cases_of({"one": compared, "other": places}) if who != base else []
        assert stretches(layers, who) == [(case.start, case.end) for case in cases]
        assert layers.number(who) == len(cases)


def looks(marks: Iterable[OtherMark]) -> set[tuple[object, ...]]:
    """How they are drawn; ids of what is missing are those of the own layer."""
    return {(each.start, each.end, each.label, each.who, each.differs, each.is_missing) for each in marks}


@given(_layers, _spans)
def test_acts_of_ones_own_are_followed(
    spans: tuple[list[Place], list[Place], list[Place]], later: list[Place]
) -> None:
    document = opened(spans[0])
    layers = beside(document)
    layers.take(part(0, LENGTH, *spans[1:]))
    drawn = set(layers.marks_at(0, LENGTH))
    removed, added = annotations(1, spans[0]), tuple(annotations(5, later))
    layer = document.layer
    marks = document.apply(Change(Kind.ANNOTATE, 9, 1, removed=removed, added=added, layer=layer))
    changed = [(each.start, each.end, each.label) for each in (*marks[0], *marks[1])]
    gone, came = layers.follow(changed)
    anew = beside(opened(later))
    anew.take(part(0, LENGTH, *spans[1:]))
    assert looks(drawn.difference(gone) | set(came)) == looks(anew.marks_at(0, LENGTH))
    assert [layers.number(who) for who in (0, 1)] == [anew.number(who) for who in (0, 1)]


def test_what_two_say_alike_is_gone_to_once() -> None:
    layers = beside(opened([]))
    layers.take(part(0, LENGTH, [(3, 5, "PER")], [(3, 5, "PER"), (9, 12, "ORG")]))
    first = layers.next_difference(0, -1, 1)
    assert first is not None
    assert (first.who, first.start) == (0, 3)
    second = layers.next_difference(3, 0, 1)
    assert second is not None
    assert (second.who, second.start) == (1, 9)


def test_a_label_that_is_put_away_is_so_in_all() -> None:
    seen = (SeenLayer(2, "李雷", LayerState.FINISHED),)
    layers = OtherLayers(opened([(1, 3, "ORG")]), seen, put_away=frozenset({"ORG"}))
    _, came = layers.take(part(0, LENGTH, [(3, 5, "PER"), (7, 9, "ORG")]))
    assert [(each.start, each.label) for each in came] == [(3, "PER")]
    assert layers.number(0) == 1
