"""Figures as they come out: what is undefined, what is repeated, what intervals are drawn from."""

import pytest

from core.errors import Cancelled
from core.review.agreement import agreement
from core.review.bootstrap import FEW
from core.review.layered import LayeredDocument
from core.review.measures import Measure
from tests.core.review.samples import TEXT, documents

WANG = (TEXT.index("王芳"), TEXT.index("王芳") + 2, "PER")


def one(**layers: list[tuple[int, int, str]]) -> LayeredDocument:
    return LayeredDocument("一", len(TEXT), layers)


def test_perfect_agreement_is_one() -> None:
    found = agreement([one(a=[WANG], b=[WANG])], 1, resamples=0).whole
    assert {figure.value for figure in found.figures.values()} == {1.0}


def test_nothing_labelled_by_anybody_has_no_kappa() -> None:
    figures = agreement([one(a=[], b=[])], 1).whole.figures
    assert figures[Measure.SPAN_F1].value == 1.0
    assert all(figures[each].value is None for each in (Measure.COHEN, Measure.ALPHA, Measure.ALPHA_U))


def test_one_layer_says_nothing() -> None:
    found = agreement([one(a=[WANG])], 1)
    assert found.documents == ()
    assert found.whole.first == 0


def test_confusion_goes_by_place_then_by_what_is_shared() -> None:
    start, end, _ = WANG
    found = agreement(
        [one(a=[WANG, (20, 24, "LOC")], b=[(start, end, "ORG"), (21, 26, "LOC"), (30, 31, "PER")])], 1
    )
    assert found.confusion == {("", "PER"): 1, ("LOC", "LOC"): 1, ("PER", "ORG"): 1}


def test_few_documents_draw_paragraphs() -> None:
    assert agreement(documents(1, 3, 2), 3, resamples=5).resampled == "paragraphs"
    assert agreement(documents(1, FEW, 2), FEW, resamples=5).resampled == "documents"


def test_the_same_seed_gives_the_same_figures() -> None:
    given = documents(4, 12, 3)
    first, again, other = (agreement(given, 12, resamples=50, seed=seed) for seed in (7, 7, 8))
    assert first == again
    assert other.whole.figures != first.whole.figures


def test_intervals_hold_the_figure() -> None:
    found = agreement(documents(5, 40, 3), 40, resamples=100)
    for figure in found.whole.figures.values():
        assert figure.value is not None
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low <= figure.value <= figure.high


def test_it_stops_when_told_and_says_how_far_it_is() -> None:
    given = documents(6, 1_200, 2)
    seen: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        agreement(given, 1_200, progress=lambda *each: seen.append(each), should_stop=lambda: len(seen) == 2)
    assert seen == [(500, 1_200), (1_000, 1_200)]
