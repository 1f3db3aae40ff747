"""Cases against a slow definition, on random layers."""

import random

import pytest

from core.review.adjudication import by_trust, majority, proposed_gold, voters
from core.review.differences import agreed_spans, cases_of
from core.review.layered import Place
from tests.core.review.samples import disturbed, layer


def stretches(places: set[Place]) -> list[tuple[int, int]]:
    """Connected stretches of spans, by joining any two that overlap until nothing changes."""
    found = [(start, end) for start, end, _ in places]
    while True:
        for one in found:
            other = next((x for x in found if x is not one and x[0] < one[1] and one[0] < x[1]), None)
            if other is not None:
                found = [each for each in found if each not in (one, other)]
                found.append((min(one[0], other[0]), max(one[1], other[1])))
                break
        else:
            return sorted(set(found))


@pytest.mark.parametrize("flat", [True, False])
def test_cases_of_random_layers(flat: bool) -> None:
    dice = random.Random(11)
    for people in (2, 3, 5):
        for _ in range(40):
            common = layer(dice, 60, flat=flat)
            layers = {name: disturbed(dice, common, 60) for name in "abcde"[:people]}
            agreed = set.intersection(*map(set, layers.values()))
            different = set.union(*map(set, layers.values())) - agreed
            cases = cases_of(layers)
            assert agreed_spans(layers) == sorted(agreed)
            assert [(each.start, each.end) for each in cases] == stretches(different)
            assert {span for each in cases for one in each.readings for span in one.spans} == different
            for case in cases:
                assert sorted(p for each in case.readings for p in each.people) == sorted(layers)
                for person in layers:
                    reading = next((each for each in case.readings if person in each.people), None)
                    assert reading is not None
                    inside = [s for s in sorted(layers[person]) if s in different]
                    assert list(reading.spans) == [s for s in inside if case.start <= s[0] < case.end]


def test_neighbours_are_two_cases() -> None:
    cases = cases_of({"a": [(0, 2, "A"), (2, 4, "A")], "b": []})
    assert [(each.start, each.end) for each in cases] == [(0, 2), (2, 4)]


def test_one_layer_has_no_cases() -> None:
    assert cases_of({"a": [(0, 2, "A")]}) == []
    assert cases_of({}) == []
    assert agreed_spans({"a": [(0, 2, "A")]}) == [(0, 2, "A")]


def test_the_mark_tells_readings_apart() -> None:
    [one] = cases_of({"a": [(0, 2, "A")], "b": []})
    [same] = cases_of({"b": [], "a": [(0, 2, "A")]})
    [other] = cases_of({"a": [(0, 2, "B")], "b": []})
    assert one.mark == same.mark
    assert one.mark != other.mark


def test_majority_and_trust() -> None:
    layers = {"a": [(0, 2, "A")], "b": [(0, 2, "A")], "c": [(0, 2, "B"), (5, 6, "A")]}
    cases = cases_of(layers)
    assert [each.people for each in map(majority, cases) if each] == [("a", "b"), ("a", "b")]
    assert proposed_gold(layers, cases, majority) == ([(0, 2, "A")], [])
    assert proposed_gold(layers, cases, by_trust(["x", "c"])) == ([(0, 2, "B"), (5, 6, "A")], [])
    assert proposed_gold(layers, cases, by_trust(["x"])) == ([], cases)
    assert voters(layers, [(0, 2, "A")]) == {(0, 2, "A"): ("a", "b")}
    [tie] = cases_of({"a": [(0, 2, "A")], "b": []})
    assert majority(tie) is None
