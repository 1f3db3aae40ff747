"""The index answers what a walk through all spans would, whatever was put in and taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.span_index import LONG, SpanIndex
from core.text import Span

starts = st.one_of(st.integers(0, 60), st.integers(0, 4 * LONG))
lengths = st.one_of(st.integers(1, 12), st.integers(LONG - 2, LONG + 2), st.integers(1, 3 * LONG))
spans = st.builds(lambda start, length: Span(start, start + length), starts, lengths)
bags = st.lists(spans, max_size=60)


def in_order(items: list[Span]) -> list[Span]:
    return sorted(items, key=lambda span: (span.start, -span.end))


@given(bags, bags, st.data())
def test_it_answers_as_a_walk_through_all_would(
    built: list[Span], added: list[Span], data: st.DataObject
) -> None:
    index = SpanIndex(built)
    known = list(built)
    for span in added:
        index.insert(span)
        known.append(span)
    for span in data.draw(st.lists(st.sampled_from(known), unique=True) if known else st.just([])):
        index.remove(span)
        known.remove(span)
    start = data.draw(starts)
    end = start + data.draw(lengths)
    assert list(index) == in_order(known)
    assert len(index) == len(known)
    assert index.overlapping(start, end) == in_order([s for s in known if s.overlaps(Span(start, end))])
    assert index.at(start) == in_order([s for s in known if s.start <= start < s.end])
    assert list(index.following(start)) == in_order([s for s in known if s.start >= start])
    assert list(index.preceding(start)) == in_order([s for s in known if s.start < start])[::-1]


@given(bags, bags, bags, starts, lengths)
def test_many_at_once_are_as_one_by_one(
    built: list[Span], added: list[Span], others: list[Span], start: int, length: int
) -> None:
    index = SpanIndex(built)
    index.insert_all(added)
    known = built + added
    assert list(index) == in_order(known)
    end = start + length
    there = [each for each in known if start <= each.start < end]
    assert sorted(index.starting(start, end)) == sorted(there)
    instead = [each for each in others if start <= each.start < end]
    index.replace(start, end, instead)
    known = [each for each in known if not start <= each.start < end] + instead
    assert list(index) == in_order(known)
    assert index.overlapping(start, end) == in_order(
        [each for each in known if each.overlaps(Span(start, end))]
    )


@given(st.lists(spans, max_size=40, unique=True), st.data())
def test_neighbours_are_those_of_the_ordered_list(built: list[Span], data: st.DataObject) -> None:
    index = SpanIndex(built)
    ordered = in_order(built)
    for place, span in enumerate(ordered):
        assert span in index
        assert list(index.after(span)) == ordered[place + 1 :]
        assert list(index.before(span)) == ordered[:place][::-1]


def test_outer_comes_before_inner() -> None:
    inner, outer = Span(3, 5), Span(3, 9)
    assert SpanIndex([inner, outer]).at(4) == [outer, inner]


def test_equal_items_are_kept_apart() -> None:
    index = SpanIndex([Span(1, 2), Span(1, 2)])
    index.remove(Span(1, 2))
    assert list(index) == [Span(1, 2)]


@pytest.mark.parametrize("missing", [Span(1, 3), Span(4, 5), Span(0, LONG + 1)])
def test_what_is_not_there_cannot_be_taken_out(missing: Span) -> None:
    index = SpanIndex([Span(1, 2)])
    assert missing not in index
    with pytest.raises(ValueError):
        index.remove(missing)
