"""Blind beside prefilled work."""

from __future__ import annotations

import pytest

from core.anchoring import Rate, bias
from core.trial import Seen, Trial, Wanted

TEXT = "零一二三四五六七八九" * 10


def trial(number: int, kept: int, changed: int, own: int, *, blind: bool, truth: int | None = None) -> Trial:
    """A document in which so many suggestions stand, so many do not, and so many spans are the person's.

    `truth` says how many spans there should be, those that stand among them first.
    """
    seen = [Seen(at * 2, at * 2 + 1, "PER", "words", 0.5) for at in range(kept + changed)]
    stands = [Wanted(*each[:3]) for each in seen[:kept]]
    stands += [Wanted(50 + at, 51 + at, "PER") for at in range(own)]
    places = [each[:3] for each in stands] + [(90, 91, "LOC"), (92, 93, "LOC"), (94, 95, "LOC")]
    return Trial(
        number,
        str(number),
        "王芳",
        f"2026-01-{number:02}",
        len(TEXT),
        tuple(seen),
        tuple(stands),
        blind,
        None if truth is None else tuple(places[:truth]),
    )


def test_nothing_is_said_of_one_side_alone() -> None:
    found = bias([trial(1, 8, 2, 1, blind=False)])
    assert (found.blind, found.prefilled, found.compared) == (0, 1, ())


def test_shares_are_of_all_spans_together() -> None:
    found = bias(
        [
            trial(1, 8, 2, 2, blind=True),
            trial(2, 4, 6, 2, blind=True),
            trial(3, 9, 1, 1, blind=False),
        ]
    )
    kept, own = found.of(Rate.KEPT), found.of(Rate.OWN)
    assert kept is not None and own is not None and found.of(Rate.MISSED) is None
    assert (kept.blind.value, kept.prefilled.value) == (0.6, 0.9)
    assert kept.difference.value == pytest.approx(0.3)
    assert own.blind.value == pytest.approx(4 / 16)
    assert kept.blind.low is None  # two documents say nothing about how much documents differ


def test_intervals_where_there_are_documents_enough() -> None:
    prefilled = [trial(number, 9, 1, 1, blind=False) for number in range(1, 11)]
    blind = [trial(number, 5 + number % 2, 5 - number % 2, 1, blind=True) for number in range(11, 21)]
    kept = bias([*prefilled, *blind]).of(Rate.KEPT)
    assert kept is not None and kept.difference.is_clear
    assert kept.difference.low is not None and kept.difference.high is not None
    assert 0.25 < kept.difference.low < 0.35 < kept.difference.high < 0.45
    same = bias([*prefilled, *(trial(number, 9, 1, 1, blind=True) for number in range(11, 21))])
    assert (compared := same.of(Rate.KEPT)) is not None and not compared.difference.is_clear
    assert bias([*prefilled, *blind]) == bias([*prefilled, *blind])


def test_against_a_truth() -> None:
    found = bias(
        [
            trial(1, 8, 2, 2, blind=True, truth=12),
            trial(2, 8, 2, 0, blind=False, truth=10),
            trial(3, 8, 2, 0, blind=False),
        ]
    )
    missed, wrong = found.of(Rate.MISSED), found.of(Rate.WRONG)
    assert missed is not None and wrong is not None
    assert (missed.blind.value, missed.prefilled.value) == pytest.approx((2 / 12, 2 / 10))
    assert (wrong.blind.value, wrong.prefilled.value) == (0.0, 0.0)
    assert (found.judged_blind, found.judged_prefilled) == (1, 1)
