"""Scores: the prior without data, the data where there are some; how far they can be believed."""

from core.suggest.learned.calibration import fit, reliability


def test_without_cases_the_prior_stands() -> None:
    assert fit([], (0.5, -1.0)).inputs == (0.5, -1.0)


def test_scores_come_to_what_was_right() -> None:
    cases = [((1.0, float(n % 2)), "LOC", n % 2 == 1 or n % 5 == 0) for n in range(400)]
    weights = fit(cases, (0.0, 0.0))
    assert weights.probability((1.0, 1.0), "LOC") > 0.9
    assert abs(weights.probability((1.0, 0.0), "LOC") - 0.2) < 0.1


def test_a_label_that_is_right_more_often_scores_higher() -> None:
    cases = [((1.0,), label, label == "PER" or n % 2 == 0) for n in range(100) for label in ("PER", "ORG")]
    weights = fit(cases, (0.0,))
    assert weights.probability((1.0,), "PER") > weights.probability((1.0,), "ORG")


def test_reliability_is_the_mean_distance() -> None:
    assert reliability([]) == 0.0
    assert reliability([(0.5, True), (0.5, False)]) == 0.0
    assert reliability([(0.95, False)] * 4) == 0.95
