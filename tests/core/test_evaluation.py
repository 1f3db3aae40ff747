"""Scores and acts against a reference."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.annotation import SpanRecord
from core.evaluation import Actions, Score, evaluate

SPANS = st.lists(
    st.builds(
        lambda start, length, label: SpanRecord(start, start + length, label),
        st.integers(0, 12),
        st.integers(1, 4),
        st.sampled_from("AB"),
    ),
    max_size=5,
)


def spans(*places: tuple[int, int, str]) -> list[SpanRecord]:
    return [SpanRecord(*place) for place in places]


@given(SPANS)
def test_the_reference_itself_is_perfect(gold: list[SpanRecord]) -> None:
    found = evaluate(gold, gold)
    assert found.total.f1 == found.total.precision == found.total.recall == 1.0
    assert found.actions.total == 0


@given(SPANS.filter(bool))
def test_starting_from_nothing_costs_two_acts_a_span(gold: list[SpanRecord]) -> None:
    found = evaluate([], gold)
    assert found.actions.per_gold_span == 2.0
    assert found.total == Score(0, 0, len(gold))


@given(SPANS, SPANS, st.randoms())
def test_order_does_not_matter(predicted: list[SpanRecord], gold: list[SpanRecord], random: object) -> None:
    expected = evaluate(predicted, gold)
    random.shuffle(predicted)  # type: ignore[attr-defined]  # hypothesis' randoms
    assert evaluate(predicted, gold) == expected


@given(SPANS, SPANS)
def test_every_span_is_accounted_for(predicted: list[SpanRecord], gold: list[SpanRecord]) -> None:
    acts = evaluate(predicted, gold).actions
    repaired = acts.relabelled + acts.mended
    assert acts.right + repaired + acts.rejected == len(predicted)
    assert acts.right + repaired + acts.added == acts.gold == len(gold)


@given(SPANS, SPANS)
def test_no_other_pairing_repairs_more(predicted: list[SpanRecord], gold: list[SpanRecord]) -> None:
    wrong = list(predicted)
    missing = []
    for each in gold:
        if each in wrong:
            wrong.remove(each)
        else:
            missing.append(each)
    acts = evaluate(predicted, gold).actions
    assert acts.relabelled + acts.mended == most_pairs(wrong, missing)


def most_pairs(wrong: list[SpanRecord], missing: list[SpanRecord]) -> int:
    """The most repairs, by trying every pairing."""
    few, many = sorted((wrong, missing), key=len)
    return max(sum(map(fits, few, order)) for order in permutations(many, len(few)))


def fits(one: SpanRecord, other: SpanRecord) -> bool:
    same_place = (one.start, one.end) == (other.start, other.end)
    return same_place or (one.label == other.label and one.start < other.end and other.start < one.end)


@pytest.mark.parametrize(
    ("predicted", "acts"),
    [
        (spans((0, 2, "A")), Actions(gold=1, right=1)),
        (spans((0, 2, "B")), Actions(gold=1, relabelled=1)),
        (spans((1, 3, "A")), Actions(gold=1, mended=1)),
        (spans((1, 3, "B")), Actions(gold=1, rejected=1, added=1)),
        (spans((2, 3, "A")), Actions(gold=1, rejected=1, added=1)),
        (spans((0, 2, "A"), (5, 6, "A")), Actions(gold=1, right=1, rejected=1)),
    ],
)
def test_each_kind_of_act(predicted: list[SpanRecord], acts: Actions) -> None:
    assert evaluate(predicted, spans((0, 2, "A"))).actions == acts


def test_one_prediction_mends_at_most_one_span() -> None:
    acts = evaluate(spans((0, 6, "A")), spans((0, 2, "A"), (3, 5, "A"))).actions
    assert (acts.mended, acts.added) == (1, 1)


def test_pairs_move_aside_for_each_other() -> None:
    acts = evaluate(spans((0, 4, "A"), (3, 6, "A")), spans((0, 2, "A"), (1, 5, "A"))).actions
    assert (acts.mended, acts.rejected, acts.added) == (2, 0, 0)


def test_labels_are_scored_apart_and_documents_add_up() -> None:
    one = evaluate(spans((0, 2, "A"), (3, 4, "B")), spans((0, 2, "A")))
    other = evaluate([], spans((0, 1, "C")))
    both = one + other
    assert both.labels == {"A": Score(1, 0, 0), "B": Score(0, 1, 0), "C": Score(0, 0, 1)}
    assert both.total == Score(1, 1, 1)
    assert both.actions.total == 3
