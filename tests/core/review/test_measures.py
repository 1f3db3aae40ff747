"""The quick measures equal slow ones that go from character to character."""

import itertools

import krippendorff
import numpy as np
import pytest

from core.review.agreement import Agreement, agreement
from core.review.layered import LayeredDocument
from core.review.measures import Measure
from core.review.tally import Tally
from tests.core.review import naive
from tests.core.review.samples import documents


def value(found: Agreement, measure: Measure) -> float:
    figure = found.whole.figures[measure].value
    assert figure is not None
    return figure


CASES = [(seed, people, flat) for seed in (1, 2, 3) for people in (2, 3, 4) for flat in (True, False)]


@pytest.fixture(params=CASES, ids=str)
def case(request: pytest.FixtureRequest) -> list[LayeredDocument]:
    seed, people, flat = request.param
    return documents(seed, 14, people, flat=flat)


@pytest.fixture(autouse=True)
def _without_gamma(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tested by itself, and takes its time in layers as dense as these."""
    monkeypatch.setattr("core.review.agreement.WITH_GAMMA", 0)


def of(given: list[LayeredDocument]) -> Agreement:
    return agreement(given, len(given), resamples=0)


def test_span_f1(case: list[LayeredDocument]) -> None:
    found = of(case)
    assert value(found, Measure.SPAN_F1) == pytest.approx(naive.span_f1(case))
    assert value(found, Measure.SPAN_F1_RELAXED) == pytest.approx(naive.relaxed_f1(case))


def test_fleiss_and_alpha_over_characters(case: list[LayeredDocument]) -> None:
    rows = naive.items(case)
    found = of(case)
    assert value(found, Measure.FLEISS) == pytest.approx(naive.fleiss(rows))
    numbers = {each: at for at, each in enumerate(sorted({v for row in rows for v in row}, key=sorted))}
    counts = np.zeros((len(rows), len(numbers)))
    for at, row in enumerate(rows):
        for each in row:
            counts[at, numbers[each]] += 1
    expected = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    assert value(found, Measure.ALPHA) == pytest.approx(expected)


def test_cohen_of_each_pair(case: list[LayeredDocument]) -> None:
    found = of(case)
    names = sorted({name for each in case for name in each.layers})
    kappas = []
    for (a, b), row in zip(itertools.combinations(names, 2), found.pairs, strict=True):
        assert row.name == f"{a} – {b}"
        pairs = [
            pair
            for each in case
            if a in each.layers and b in each.layers
            for pair in zip(
                naive.values(each.layers[a], each.length),
                naive.values(each.layers[b], each.length),
                strict=True,
            )
        ]
        kappas.append(naive.cohen(pairs))
        assert row.figures[Measure.COHEN].value == pytest.approx(kappas[-1])
    assert value(found, Measure.COHEN) == pytest.approx(sum(kappas) / len(kappas))


def test_each_label_against_the_rest(case: list[LayeredDocument]) -> None:
    found = of(case)
    for row in found.labels:
        rows = [[row.name in each for each in item] for item in naive.items(case)]
        assert row.figures[Measure.FLEISS].value == pytest.approx(naive.fleiss(rows))
        counts = np.array([[len(item) - sum(item), sum(item)] for item in rows])
        expected = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
        assert row.figures[Measure.ALPHA].value == pytest.approx(expected)


def test_unitizing(case: list[LayeredDocument]) -> None:
    found = of(case)
    whole = [0.0, 0.0]
    for row in found.labels:
        sums = [0.0, 0.0]
        for each in case:
            layers = [naive.one_label(each.layers[name], row.name) for name in sorted(each.layers)]
            for at, part in enumerate(naive.unitizing(layers, each.length)):
                sums[at] += part * each.length
        whole = [a + b for a, b in zip(whole, sums, strict=True)]
        assert row.figures[Measure.ALPHA_U].value == pytest.approx(1 - sums[0] / sums[1])
    assert value(found, Measure.ALPHA_U) == pytest.approx(1 - whole[0] / whole[1])


def test_categories(case: list[LayeredDocument]) -> None:
    whole, *each = of(case).categories
    rows = [list(given.categories.values()) for given in case]
    assert whole.figures[Measure.FLEISS].value == pytest.approx(naive.fleiss(rows))
    for row in each:
        given = [[row.name in one for one in item] for item in rows]
        counts = np.array([[len(item) - sum(item), sum(item)] for item in given])
        expected = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
        assert row.figures[Measure.ALPHA].value == pytest.approx(expected)


def test_each_document_alone_says_the_same(case: list[LayeredDocument]) -> None:
    for given, row in zip(case, of(case).documents, strict=True):
        alone = of([given]).whole
        assert row.name == given.name
        for measure, figure in row.figures.items():
            if measure is not Measure.GAMMA:  # its random annotations are others
                assert alone.figures[measure].value == pytest.approx(figure.value)


def test_paragraphs_add_up_to_the_same(case: list[LayeredDocument]) -> None:
    whole, parts = Tally(), Tally(by_paragraph=True)
    for tally in (whole, parts):
        tally.add(case)
    for name in ("spans", "units", "values", "confusion", "categories"):
        one, other = getattr(whole, name).table(), getattr(parts, name).table()
        assert one.keys.tolist() == other.keys.tolist()
        sums = [each.sums(np.ones((1, n))) for each, n in ((one, 14), (other, 28))]
        assert sums[0] == pytest.approx(sums[1])


def test_batches_add_up_to_the_same(case: list[LayeredDocument], monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = of(case)
    monkeypatch.setattr("core.review.agreement.BATCH", 3)
    again = of(case)
    assert again.confusion == at_once.confusion
    for measure, figure in at_once.whole.figures.items():
        assert again.whole.figures[measure].value == pytest.approx(figure.value)


def test_the_confusion_counts_every_span_once(case: list[LayeredDocument]) -> None:
    found = of(case)
    first = sum(number for (mine, _), number in found.confusion.items() if mine)
    second = sum(number for (_, yours), number in found.confusion.items() if yours)
    assert (first, second) == (found.whole.first, found.whole.second)
