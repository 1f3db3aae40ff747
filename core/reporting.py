"""A report of a project: agreement and progress gathered into plain values, and written as HTML or CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from core import __version__
from core.errors import InputError
from core.formats.writing import replacing
from core.project import Project
from core.queries.board import board, minutes, with_minutes
from core.queries.layers import layered_documents, layered_ids
from core.queries.progress import finished_by_day
from core.review.agreement import agreement
from core.review.bootstrap import FEW, RESAMPLES
from core.review.report import Person, ReportData, report_csv
from core.review.report_html import report_html
from core.store.faults import file_fault

SUFFIXES = (".html", ".csv", ".pdf")


def gather(
    project: Project,
    between: Sequence[str] = (),
    *,
    language: str = "en",
    resamples: int = RESAMPLES,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> ReportData:
    """Measure agreement between these people (all if none are named) and read the board."""
    ids = layered_ids(project, between)
    found = agreement(
        layered_documents(project, ids, between, paragraphs=len(ids) < FEW),
        len(ids),
        resamples=resamples,
        seed=seed,
        progress=progress,
        should_stop=should_stop,
    )
    known = with_minutes(board(project), minutes(project, should_stop))
    labels = project.label_set
    return ReportData(
        labels.name,
        datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="minutes"),
        len(known.lines),
        found,
        tuple(
            Person(
                row.name,
                {str(key): n for key, n in row.by_state.items()},
                row.spans,
                row.minutes_per_document,
            )
            for row in known.people
        ),
        finished_by_day(project),
        tuple(sorted(known.covered.items())),
        {each.key: each.name(language) for each in (*labels.labels, *labels.categories)},
        tuple(between),
        __version__,
    )


def suffix_of(target: Path) -> str:
    """The kind of report that a file's name asks for; InputError if it is none."""
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(f"{target.name}: a report ends in {', '.join(SUFFIXES)}")
    return suffix


def write_report(data: ReportData, target: Path, language: str = "en") -> None:
    """Write the report, whole or not at all. A PDF is drawn by the window's program: InputError here."""
    suffix = suffix_of(target)
    if suffix == ".pdf":
        raise InputError("a PDF is drawn with Qt, which is not here; .html prints as well")
    if suffix == ".csv":
        content = report_csv(data).encode("utf-8-sig")  # a spreadsheet shows Chinese only so
    else:
        content = report_html(data, language).encode()
    try:
        with replacing(target) as file:
            file.write(content)
    except OSError as error:
        raise file_fault(error, str(target)) from error
