"""Splits: shares, seeds, balance, and groups that stay whole."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from core.release.digest import of_bytes
from core.release.splits import DEFAULT, Share, assign, parse_shares, written
from core.release.statistics import Counts

SHARES = parse_shares(DEFAULT)


def dealt(groups: list[list[int]], features: list[dict[str, int]], seed: int = 0) -> list[str]:
    counts = Counts()
    for each in features:
        counts.add({"documents": 1, **each})
    hashes = [of_bytes(str(number).encode()) for number in range(len(features))]
    return [SHARES[number].name for number in assign(groups, counts, hashes, SHARES, seed)]


def singles(number: int) -> list[list[int]]:
    return [[each] for each in range(number)]


def test_shares() -> None:
    assert parse_shares(" a = 1/3, b=2/3 ") == (Share("a", Fraction(1, 3)), Share("b", Fraction(2, 3)))
    assert written(SHARES) == DEFAULT
    assert written(parse_shares("train=.90,test=0.100")) == "train=0.9,test=0.1"
    assert written(parse_shares("a=1/3,b=2/3")) == "a=1/3,b=2/3"


@pytest.mark.parametrize(
    "bad",
    ["", "train", "train=0.8", "train=x", "train=1,test=0", "train=0.5,Train=0.5", "../x=1", "训练=1",
     "a=2,b=-1", "details=0.5,test=0.5", "all=1", "a=1/0", "a=nan", "a=inf"],
)  # fmt: skip
def test_bad_shares_are_refused(bad: str) -> None:
    with pytest.raises(InputError):
        parse_shares(bad)


@given(st.integers(10, 300), st.integers(0, 5))
def test_shares_come_out_within_a_document(number: int, seed: int) -> None:
    held = Counter(dealt(singles(number), [{}] * number, seed))
    assert abs(held["train"] - 0.8 * number) <= 1
    assert abs(held["dev"] - 0.1 * number) <= 1


def test_labels_and_categories_are_spread_by_share() -> None:
    features = [
        {"label:PER": 5 + number % 7, **({"label:RARE": 2} if number % 10 == 0 else {}),
         **({"category:x": 1} if number % 4 == 0 else {})}
        for number in range(400)
    ]  # fmt: skip
    where = dealt(singles(400), features)
    for name in ("label:PER", "label:RARE", "category:x"):
        total = sum(each.get(name, 0) for each in features)
        train = sum(
            each.get(name, 0) for each, split in zip(features, where, strict=True) if split == "train"
        )
        assert train / total == pytest.approx(0.8, abs=0.03), name
    assert Counter(where)["train"] == pytest.approx(320, abs=4)


def test_another_seed_another_split() -> None:
    features: list[dict[str, int]] = [{}] * 50
    assert dealt(singles(50), features, 1) == dealt(singles(50), features, 1)
    assert len({tuple(dealt(singles(50), features, seed)) for seed in range(10)}) == 10


@pytest.mark.parametrize("number", [3, 4, 5, 9])
def test_no_split_is_left_empty_while_there_are_documents(number: int) -> None:
    assert set(dealt(singles(number), [{}] * number)) == {"train", "dev", "test"}


@pytest.mark.parametrize("number", [1, 2])
def test_too_few_documents(number: int) -> None:
    assert set(dealt(singles(number), [{}] * number)) == {"train"}


@given(st.lists(st.integers(1, 12), min_size=1, max_size=30), st.integers(0, 1000))
def test_groups_stay_whole(sizes: list[int], seed: int) -> None:
    groups, at = [], 0
    for size in sizes:
        groups.append(list(range(at, at + size)))
        at += size
    where = dealt(groups, [{"label:A": number % 3} for number in range(at)], seed)
    assert all(len({where[number] for number in group}) == 1 for group in groups)
