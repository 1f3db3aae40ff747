"""The best reading against every other one."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from core.suggest.combine import best_flat, best_nested, weight
from core.suggest.reading import Candidate
from core.suggest.rules import CombineRule

RULE = CombineRule(power=1.2)
CANDIDATES = st.lists(
    st.builds(
        lambda start, length, label, score: Candidate(start, start + length, label, score, "words", ""),
        st.integers(0, 9),
        st.integers(1, 5),
        st.sampled_from("AB"),
        st.sampled_from([0.3, 0.5, 0.8]),
    ),
    max_size=7,
)


def overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


@given(CANDIDATES)
def test_no_flat_reading_weighs_more(candidates: list[Candidate]) -> None:
    subsets = chain.from_iterable(combinations(candidates, size) for size in range(len(candidates) + 1))
    flat = (each for each in subsets if not any(overlap(*pair) for pair in combinations(each, 2)))
    most = max(sum(weight(one, RULE) for one in each) for each in flat)
    chosen = best_flat(candidates, RULE)
    assert not any(overlap(*pair) for pair in combinations(chosen, 2))
    assert abs(sum(weight(one, RULE) for one in chosen) - most) < 1e-9


@given(CANDIDATES)
def test_nested_readings_never_cross_and_hold_the_flat_one(candidates: list[Candidate]) -> None:
    chosen = best_nested(candidates, RULE)
    assert set(best_flat(candidates, RULE)) <= set(chosen)
    for one, other in combinations(chosen, 2):
        inside = one.start <= other.start and other.end <= one.end
        around = other.start <= one.start and one.end <= other.end
        assert inside or around or not overlap(one, other)


def test_one_long_name_wins_against_its_parts() -> None:
    long = Candidate(0, 6, "ORG", 0.7, "suffixes", "")
    parts = [Candidate(0, 2, "LOC", 0.7, "words", ""), Candidate(2, 6, "ORG", 0.7, "lexicon", "")]
    assert best_flat([*parts, long], RULE) == [long]


def test_a_source_can_count_more() -> None:
    one, other = Candidate(0, 2, "A", 0.5, "words", ""), Candidate(0, 2, "B", 0.5, "patterns", "")
    assert best_flat([one, other], CombineRule(sources={"patterns": 2.0})) == [other]


def test_what_lies_below_the_threshold_is_left_out() -> None:
    assert best_flat([Candidate(0, 2, "A", 0.2, "words", "")], CombineRule(threshold=0.3)) == []
