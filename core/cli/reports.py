"""The command that writes a report of agreement and progress."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.options import DEFAULT_DB, As, Db, counted, out, progress_bar, project
from core.cli.review import People
from core.errors import InputError

if TYPE_CHECKING:
    from core.review.report import ReportData

# How PDF is written, where the window's program is installed: it says so here.
pdf_writers: list[Callable[[ReportData, Path, str], None]] = []


def report(
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A file ending in .html, .pdf or .csv.")],
    db: Db = DEFAULT_DB,
    name: As = "",
    between: People = [],  # noqa: B006 # typer reads it, nobody writes it
    language: Annotated[str, typer.Option("--language", help="The report's language, zh or en.")] = "en",
    resamples: Annotated[
        int, typer.Option("--resamples", min=0, max=10_000, help="How often to resample for intervals.")
    ] = 200,
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same intervals.")] = 0,
) -> None:
    """Write a report of agreement and progress that can be shown: HTML, PDF or CSV."""
    from core.reporting import gather, suffix_of, write_report

    if language not in ("zh", "en"):
        raise InputError(f"the report's language is zh or en, not {language}")
    suffix = suffix_of(target)
    with project(db, name, create=False) as opened, progress_bar("comparing") as show:
        data = gather(opened, between, language=language, resamples=resamples, seed=seed, progress=show)
    if suffix == ".pdf" and pdf_writers:
        pdf_writers[-1](data, target, language)
    else:
        write_report(data, target, language)
    compared = len(data.agreement.documents)
    out.print(
        f"{target}: {counted(data.documents, 'document')}, {compared} compared", highlight=False, markup=False
    )
