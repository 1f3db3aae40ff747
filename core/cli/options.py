"""Options that every command takes, and how its results are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from itertools import islice
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from core.cli.plain_table import table_lines
from core.formats.report import Report
from core.project import Project, open_project

DONE, WITH_LOSSES, REFUSED = 0, 1, 2

Db = Annotated[
    str, typer.Option("--db", metavar="PATH_OR_URL", envvar="JINBIAO_DB", help="The project's database.")
]
As = Annotated[
    str, typer.Option("--as", metavar="NAME", help="The annotator; by default this machine's user.")
]
Json = Annotated[bool, typer.Option("--json", help="Print results as JSON.")]
DEFAULT_DB = "annotations.db"

out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)
_LINES = 1_000  # that are printed at once
_LOOKS_BACK = (
    120.0  # seconds over which a bar tells the speed: batches differ, and so does the machine's load
)


@contextmanager
def project(db: str, name: str, *, create: bool = True) -> Iterator[Project]:
    """The project, open for the time of the block."""
    opened = open_project(db, name, create=create)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def progress_bar(words: str, total: int | None = None) -> Iterator[Any]:
    """A bar on standard error where somebody looks at it; gives a function of (done, total)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns,
        console=err,
        transient=True,
        speed_estimate_period=_LOOKS_BACK,
        disable=not err.is_terminal,
    ) as bar:
        task = bar.add_task(words, total=total)

        def show(done: int, of: int | None = None) -> None:
            bar.update(task, completed=done, total=of if of is not None else total)

        yield show


def print_json(value: Any) -> None:
    """One JSON value on standard output."""
    typer.echo(msgspec.json.encode(_plain(value)).decode())


def print_json_rows(rows: Iterable[Any]) -> None:
    """One JSON array on standard output, a row at a time: however many there are, memory is not needed."""
    encode = msgspec.json.encode
    before = "["
    stream = iter(rows)
    while some := list(islice(stream, _LINES)):
        typer.echo(before + ",".join(encode(_plain(row)).decode() for row in some), nl=False)
        before = ","
    typer.echo("]" if before == "," else "[]")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value


def print_table(columns: Iterable[str], rows: Iterable[Iterable[object]], right: Iterable[int] = ()) -> None:
    """A plain table; `right` are the numbers of the columns to align right, figures mostly.

    In a narrow terminal, long texts go on in the next line; figures and the words of heads stay whole.
    """
    cells = [[str(cell) for cell in row] for row in rows]
    lines = table_lines([*columns], cells, set(right), out.width)
    out.print(next(lines), style="bold", highlight=False, markup=False)
    while some := list(islice(lines, _LINES)):
        typer.echo("\n".join(some))


def print_report(report: Report, verbose: bool) -> None:
    """What was taken, and what was not and why; each single case on request."""
    taken = ", ".join(counted(number, what) for what, number in report.taken.items())
    err.print(f"taken: {taken or 'nothing'}")
    for outcome, what, why, number in report.summary():
        err.print(f"{outcome}: {counted(number, what)}: {why}", highlight=False)
    if verbose:
        for note in report.notes:
            err.print(f"  {note}", highlight=False, markup=False)
    elif report.has_losses:
        err.print("(each case: --verbose)")


def counted(number: int, what: str) -> str:
    """A number and its noun: “1 category”, “2 categories”."""
    if number != 1:
        what = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{number} {what}"
