"""Samples for a reviewer: how many, of what, and the same again."""

from collections import Counter

import pytest

from core.review.sampling import Draw, Drawable, sample

THINGS = [
    Drawable(at, "晚报" if at % 4 == 0 else "日报", ("PER", "RARE😀") if at == 17 else ("PER",), at / 40)
    for at in range(40)
]


@pytest.mark.parametrize("how", Draw)
def test_a_share_of_them_the_same_again(how: Draw) -> None:
    found = sample(THINGS, 0.2, how, seed=3)
    assert len(found) == len({each.key for each in found}) == 8
    assert found == sample(THINGS, 0.2, how, seed=3)
    assert sample(THINGS, 0.0, how) == []
    assert len(sample(THINGS, 1.0, how)) == 40
    assert len(sample(THINGS[:3], 0.01, how)) == 1


def test_by_source_each_has_its_share() -> None:
    found = sample(THINGS, 0.2, Draw.SOURCE, seed=5)
    assert Counter(each.source for each in found) == {"日报": 6, "晚报": 2}


def test_by_label_the_rare_one_is_seen() -> None:
    assert all(17 in [each.key for each in sample(THINGS, 0.05, Draw.LABEL, seed)] for seed in range(10))


def test_by_score_the_lowest_come_first() -> None:
    nothing = Drawable("x")
    found = sample([nothing, *reversed(THINGS)], 0.1, Draw.SCORE)
    assert [each.key for each in found] == [0, 1, 2, 3, 4]
