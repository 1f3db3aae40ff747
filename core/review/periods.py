"""Documents by when their layers were finished: by day, week or month, whichever gives a readable line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MOST = 31  # points on a line


def periods(days: Sequence[str]) -> list[str]:
    """For each day (ISO 8601) the period it lies in: "2026-11-22", "2026-W47" or "2026-11"; "" for none.

    Days if they span up to MOST days, weeks if they span as many weeks, else months. Names sort by time.
    """
    known = sorted({day for day in days if day})
    if not known:
        return [""] * len(days)
    span = (date.fromisoformat(known[-1]) - date.fromisoformat(known[0])).days + 1
    if span <= MOST:
        return list(days)
    cut = _week if span <= 7 * MOST else _month
    named = {day: cut(day) for day in known}
    return [named.get(day, "") for day in days]


def _week(day: str) -> str:
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"


def _month(day: str) -> str:
    return day[:7]
