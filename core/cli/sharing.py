"""Commands that share work out: assign, handout, collect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core import operations
from core.cli.options import (
    DEFAULT_DB,
    WITH_LOSSES,
    As,
    Db,
    Json,
    counted,
    err,
    out,
    print_json,
    print_report,
    progress_bar,
    project,
)
from core.errors import JinbiaoError
from core.formats.report import Outcome, Report
from core.queries.board import assignments
from core.review.assigning import How
from core.store.backup import back_up_if_due

Document = Annotated[
    list[int], typer.Option("--document", metavar="ID", help="Only this document (repeatable).")
]


def assign(
    people: Annotated[list[str], typer.Argument(metavar="NAME…", help="Who gets documents.")],
    db: Db = DEFAULT_DB,
    name: As = "",
    document: Document = [],  # noqa: B006 # typer reads it, nobody writes it
    each: Annotated[
        int, typer.Option("--each", "-n", min=1, help="How many people every document is to have.")
    ] = 1,
    how: Annotated[
        How,
        typer.Option(
            "--by",
            help="In turn; by fewest characters to do; in turn within each source; all to each.",
        ),
    ] = How.TURN,
    json: Json = False,
) -> None:
    """Give documents to people, as many to each document as wanted."""
    with project(db, name, create=False) as opened:
        operations.assign(opened, people, document or None, each=each, how=how)
        found = assignments(opened)
    if json:
        print_json([{"id": id_, "assigned": list(names)} for id_, names in found.items()])
        return
    for person in dict.fromkeys(people):
        number = sum(person in names for names in found.values())
        out.print(f"{person}: {counted(number, 'document')}", highlight=False, markup=False)


def handout(
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="Who is to work in it.")],
    db: Db = DEFAULT_DB,
    name: As = "",
    document: Document = [],  # noqa: B006
) -> None:
    """Write one file with documents, label set, guideline and suggestions for somebody to work in."""
    with project(db, name, create=False) as opened:
        operations.hand_out(opened, to, target, document or None)
    out.print(f"{target}: for {to}; open it with jinbiao --db {target}", highlight=False, markup=False)


def collect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files that were handed out.")],
    db: Db = DEFAULT_DB,
    name: As = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List each case of the report.")] = False,
    json: Json = False,
) -> None:
    """Take the work out of files that come back: any of them, in any order, as often as you like."""
    report = Report()
    with project(db, name, create=False) as opened, progress_bar("collecting", len(files)) as show:
        back_up_if_due(opened.store)
        for done, file in enumerate(files, 1):
            try:
                operations.collect(opened, file, report)
            except JinbiaoError as error:
                # The other files are no worse for it.
                report.note(Outcome.REFUSED, "file", "it cannot be collected", str(file), detail=str(error))
            show(done)
    if json:
        notes = [str(note) for note in report.notes]
        print_json({"taken": dict(report.taken), "summary": report.summary(), "notes": notes})
    else:
        print_report(report, verbose)
        if not verbose:
            for note in report.notes:
                if note.what == "file" and note.detail:
                    err.print(f"  {note.detail}", highlight=False, markup=False)
    if report.has_losses:
        raise typer.Exit(WITH_LOSSES)
