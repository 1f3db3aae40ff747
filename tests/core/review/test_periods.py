"""Figures over time: which period a day lies in, and that each has its documents' figures."""

from dataclasses import replace

import pytest

from core.review.agreement import agreement
from core.review.periods import periods
from tests.core.review.samples import documents


@pytest.mark.parametrize(
    ("days", "named"),
    [
        (["2026-01-31", "", "2026-01-01"], ["2026-01-31", "", "2026-01-01"]),
        (["2026-01-01", "2026-02-15"], ["2026-W01", "2026-W07"]),
        (["2025-01-01", "2026-12-31", ""], ["2025-01", "2026-12", ""]),
        (["", ""], ["", ""]),
    ],
)
def test_days_weeks_or_months(days: list[str], named: list[str]) -> None:
    assert periods(days) == named


def test_each_period_has_the_figures_of_its_documents() -> None:
    given = [replace(each, day=f"2026-01-{1 + at % 3:02}") for at, each in enumerate(documents(3, 30, 3))]
    found = agreement(given, 30, resamples=20)
    assert [row.name for row in found.periods] == ["2026-01-01", "2026-01-02", "2026-01-03"]
    for row in found.periods:
        of_day = [each for each in given if each.day == row.name]
        alone = agreement(of_day, 30, resamples=20).whole
        for measure, figure in row.figures.items():
            assert figure.value == pytest.approx(alone.figures[measure].value), measure
            assert figure.low is not None
        assert (row.first, row.second, row.both) == (alone.first, alone.second, alone.both)
