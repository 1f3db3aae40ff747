"""From suggestions and what stands in their place to the figures of the page “Learning”."""

from __future__ import annotations

import pytest

from core.evaluation import Score
from core.trial import (
    Fate,
    Seen,
    Trial,
    Wanted,
    best_threshold,
    calibration,
    corrections,
    cost_of,
    curve,
    measure,
    outcomes,
    reliability,
    scored,
    total,
)

TEXT = "😀𠮷县防疫办公室王芳到上海市和北京"


def seen(quote: str, label: str, score: float = 0.5, source: str = "lexicon", hidden: bool = False) -> Seen:
    at = TEXT.index(quote)
    return Seen(at, at + len(quote), label, source, score, quote, hidden)


def wanted(quote: str, label: str) -> Wanted:
    at = TEXT.index(quote)
    return Wanted(at, at + len(quote), label, quote)


def trial(suggested: list[Seen], stands: list[Wanted], number: int = 1, blind: bool = False) -> Trial:
    return Trial(
        number,
        f"第{number}篇",
        "王芳",
        f"2026-01-0{number}",
        len(TEXT),
        tuple(suggested),
        tuple(stands),
        blind,
    )


ONE = trial(
    [
        seen("𠮷县防疫办公室", "LOC", 0.8),
        seen("王芳", "PER", 0.9, "persons"),
        seen("上海", "LOC", 0.7),
        seen("北京", "LOC", 0.3, "learned"),
        seen("和", "PER", 0.2, "persons"),
    ],
    [wanted("𠮷县防疫办公室", "ORG"), wanted("王芳", "PER"), wanted("上海市", "LOC"), wanted("😀", "PER")],
)


def test_what_became_of_each() -> None:
    fates, missed = outcomes(ONE.seen, ONE.wanted)
    assert [each.fate for each in fates] == [
        Fate.RELABELLED,
        Fate.RIGHT,
        Fate.MENDED,
        Fate.REJECTED,
        Fate.REJECTED,
    ]
    assert [each.quote for each in missed] == ["😀"]


def test_no_span_answers_for_two() -> None:
    both = [seen("上海市", "LOC"), seen("上海", "LOC"), seen("海市", "ORG")]
    fates, missed = outcomes(both, [wanted("上海市", "LOC")])
    assert [each.fate for each in fates] == [Fate.RIGHT, Fate.REJECTED, Fate.REJECTED]
    assert missed == []
    fates, _ = outcomes(both[1:], [wanted("上海市", "PER")])
    assert [each.fate for each in fates] == [Fate.REPLACED, Fate.REJECTED]


def test_scores_by_label_and_source() -> None:
    found = measure(ONE)
    assert found.score() == Score(1, 4, 3)
    assert found.score("PER") == Score(1, 1, 1)
    assert found.score("PER", "persons") == Score(1, 1, 1)
    assert found.score("", "lexicon") == Score(0, 2, 4)
    assert found.actions.total == 1 + 1 + 2 + 2  # another label, other edges, two rejected, one added


def test_what_was_hidden_is_no_mistake() -> None:
    hidden = trial([seen("王芳", "PER", 0.2, hidden=True)], [wanted("王芳", "PER")])
    assert measure(hidden).score() == Score(0, 0, 1)
    assert scored([hidden]) == [(0.2, True)]


def test_a_curve_is_of_the_last_few() -> None:
    bad = trial([], [wanted("王芳", "PER")], 1)
    good = [trial([seen("王芳", "PER")], [wanted("王芳", "PER")], number) for number in (2, 3)]
    tests = [measure(each) for each in (bad, *good)]
    assert [each.score.f1 for each in curve(tests, over=2)] == [0.0, pytest.approx(2 / 3), 1.0]
    assert [each.actions.per_gold_span for each in curve(tests, over=2)] == [2.0, 1.0, 0.0]
    assert curve(tests, "PER", "lexicon", 9)[-1].score == Score(2, 0, 1)
    assert total(tests)["PER", "lexicon"] == Score(2, 0, 1)


def test_calibration_says_how_far_scores_are_true() -> None:
    bins = calibration([ONE])
    assert [each.number for each in bins] == [0, 0, 1, 1, 0, 0, 0, 1, 1, 1]
    assert bins[9].share == 1.0 and bins[8].share == 0.0
    assert reliability(bins) == pytest.approx((0.2 + 0.3 + 0.7 + 0.8 + 0.1) / 5)
    assert reliability(calibration([])) == 0.0


def test_a_threshold_has_its_price() -> None:
    scores = scored([ONE], "PER")
    assert scores == [(0.2, False), (0.9, True)]
    assert cost_of(scores, 0.2)[:] == (0, 0, 2)
    hides_one = cost_of(scores, 0.5)
    assert (hides_one.hidden, hides_one.wrong, hides_one.right, hides_one.acts) == (1, 1, 0, -1)
    assert cost_of(scores, 1.0).acts == 1
    assert best_threshold(scores) == 0.21
    assert best_threshold([(0.1, True)]) == 0.0


def test_corrections_by_how_often() -> None:
    found = corrections([ONE, ONE])
    assert [(each.suggested, each.to, each.number) for each in found] == [
        ("", "PER", 2),
        ("LOC", "", 2),
        ("LOC", "LOC", 2),
        ("LOC", "ORG", 2),
        ("PER", "", 2),
    ]
    assert found[3].quotes == (("𠮷县防疫办公室", 2),)
    assert found[2].quotes == (("上海市", 2),)
