"""Commands on documents: a new project, taking in, listing, suggesting, giving out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from core import operations, queries
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
    print_json_rows,
    print_report,
    print_table,
    progress_bar,
    project,
)
from core.errors import BadFile, InputError, NotFound, Refused, StoreError, Unreachable
from core.formats.files import read_all, refuse_missing
from core.formats.format import writer
from core.formats.registry import format_named
from core.formats.report import Report
from core.project import open_project
from core.queries.board import assignments
from core.queries.outlook import NextBy, Outlook, outlooks
from core.queries.records import count_records
from core.schema import read_label_set
from core.store.backup import back_up_if_due

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List each case of the report.")]
OptionList = Annotated[
    list[str],
    typer.Option("--option", "-o", metavar="NAME=VALUE", help="An option of the format (repeatable)."),
]


def init(
    db: Db = DEFAULT_DB,
    name: As = "",
    schema: Annotated[
        Path | None,
        typer.Option("--schema", metavar="FILE", help="schema.toml, or the folder that holds it."),
    ] = None,
) -> None:
    """Make an empty project."""
    labels = read_label_set(schema) if schema else None
    _refuse_if_there(db, name)
    try:
        made = open_project(db, name, label_set=labels)
    except StoreError:
        for ending in ("", "-wal", "-shm") if "://" not in db else ():
            Path(db + ending).unlink(missing_ok=True)  # or what is half made would be in the way
        raise
    out.print(
        f"{made.place}: {counted(len(made.label_set.labels), 'label')}, "
        f"{counted(len(made.label_set.categories), 'category')}",
        highlight=False,
    )
    made.close()


def _refuse_if_there(db: str, name: str) -> None:
    """A file of whatever kind, or a project behind an address, is not to be made anew."""
    if "://" in db:
        try:
            open_project(db, name, create=False).close()
        except Unreachable:
            return
    elif not Path(db).exists():
        return
    raise Refused(f"{db} is there already; nothing was changed")


def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.")],
    db: Db = DEFAULT_DB,
    name: As = "",
    format_: Annotated[
        str, typer.Option("--format", metavar="F", help="The files' format; by default it is detected.")
    ] = "",
    option: OptionList = [],  # noqa: B006 # typer reads it, nobody writes it
    as_suggestions: Annotated[
        bool, typer.Option("--as-suggestions", help="Take spans as suggestions, not as somebody's work.")
    ] = False,
    verbose: Verbose = False,
    json: Json = False,
) -> None:
    """Take in text files, folders, JSONL ….

    A path that is not there or cannot be opened refuses them all. What is wrong inside a file or a folder
    is left out, counted and named, exit code 1. Stopped, or where the disk fails, nothing is kept.
    """
    report, options = Report(), parse_options(option)
    if format_:
        format_named(format_, "read")
    refuse_missing(paths)
    with project(db, name) as opened, progress_bar("importing") as show:
        back_up_if_due(opened.store)
        records = read_all(paths, format_ or None, options, report, opened.label_set)
        operations.import_records(
            opened, records, report, as_suggestions=as_suggestions, progress=lambda done: show(done)
        )
    _finish(report, verbose, json)


def documents(
    db: Db = DEFAULT_DB,
    name: As = "",
    order: Annotated[
        NextBy,
        typer.Option("--order", help="As imported, or unfinished ones first, by what is to be learned."),
    ] = NextBy.ARRIVAL,
    json: Json = False,
) -> None:
    """List the documents: id, title, state, counts."""
    with project(db, name, create=False) as opened:
        lines = queries.document_lines(opened)
        assigned = assignments(opened)
        ahead = outlooks(opened, order) if order is not NextBy.ARRIVAL else []
    value = {each.document_id: each for each in ahead}
    place = {each.document_id: number for number, each in enumerate(ahead)}
    lines.sort(key=lambda line: (place.get(line.id, len(place)), line.id))
    if json:
        print_json_rows(
            {
                **msgspec.to_builtins(line),
                "assigned": list(assigned.get(line.id, ())),
                **({"because": _because(order, value.get(line.id))} if ahead else {}),
            }
            for line in lines
        )
        return
    columns: tuple[str, ...] = ("id", "name", "title", "state", "characters", "annotations", "waiting")
    rows: list[tuple[object, ...]] = [
        (line.id, line.name, line.title, line.state, line.length, line.annotations, line.waiting)
        for line in lines
    ]
    if assigned:
        columns = (*columns, "assigned")
        rows = [(*row, ", ".join(assigned.get(line.id, ()))) for row, line in zip(rows, lines, strict=True)]
    if ahead:
        columns = (*columns, "because")
        rows = [(*row, _because(order, value.get(line.id))) for row, line in zip(rows, lines, strict=True)]
    print_table(columns, rows, right=(0, 4, 5, 6))


def _because(order: NextBy, outlook: Outlook | None) -> str:
    """Why a document comes where it does; nothing for a finished one."""
    if outlook is None:
        return ""
    if order is NextBy.RARE:
        return ", ".join(
            f"{label} {expected:.0f} (so far {there})" for label, expected, there in outlook.labels
        )
    return f"{100 * outlook.value:.0f} % {'doubtful' if order is NextBy.UNCERTAINTY else 'disputed'}"


def suggest(
    db: Db = DEFAULT_DB,
    name: As = "",
    document: Annotated[
        list[int], typer.Option("--document", metavar="ID", help="Only this document (repeatable).")
    ] = [],  # noqa: B006
    again: Annotated[
        bool, typer.Option("--again", help="Also what was filled with the same knowledge before.")
    ] = False,
    lac: Annotated[
        bool, typer.Option("--lac/--no-lac", help="Ask LAC too, where it is installed: slower, and better.")
    ] = True,
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Processes for many documents; 0: one for each core.")
    ] = 0,
    json: Json = False,
) -> None:
    """(Re)fill the suggestions of all unfinished documents, from all that the project knows.

    What was settled since the last time is learned first. Stopped, it goes on where it was.
    """
    from core.cli.suggesting import learned_suggester

    with project(db, name, create=False) as opened:
        known = queries.waiting_counts(opened, document) if document else {}
        for id_ in document:
            if id_ not in known:
                raise NotFound("document", id_)
        suggester, made_of = learned_suggester(opened, ask_lac=lac)
        with progress_bar("suggesting") as show:
            operations.fill(
                opened,
                suggester,
                document or None,
                again=again or bool(document),
                renew=True,
                workers=workers or os.cpu_count() or 1,
                progress=show,
            )
        waiting = queries.waiting_counts(opened, document or None)
    if json:
        print_json({**made_of, "documents": [{"id": id_, "waiting": all_} for id_, all_ in waiting.items()]})
    else:
        out.print(
            f"waiting: {counted(sum(waiting.values()), 'suggestion')} in {counted(len(waiting), 'document')}",
            highlight=False,
        )


def export(
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    format_: Annotated[str, typer.Option("--format", metavar="F", help="The format to write.")],
    db: Db = DEFAULT_DB,
    name: As = "",
    layer: Annotated[
        str,
        typer.Option("--layer", metavar="gold|suggestions|NAME", help="Whose spans; by default your own."),
    ] = "",
    finished: Annotated[bool, typer.Option("--finished", help="Only documents that are finished.")] = False,
    option: OptionList = [],  # noqa: B006
    verbose: Verbose = False,
    json: Json = False,
) -> None:
    """Write the dataset; what the format cannot hold is counted."""
    report = Report()
    kind = format_named(format_, "written")
    write = writer(kind)
    with project(db, name, create=False) as opened:
        total = count_records(opened)
        with progress_bar("exporting", total) as show:
            records = queries.records(opened, layer or None, finished_only=finished)
            try:
                write(
                    records, target, opened.label_set, report, parse_options(option), lambda done: show(done)
                )
            except OSError as error:  # the target's folder, permission, disk
                raise BadFile(str(target), error.strerror or str(error)) from error
    if not json:
        err.print(f"{target} ({kind.name})", highlight=False)
    _finish(report, verbose, json)


def parse_options(given: list[str]) -> dict[str, str]:
    """NAME=VALUE pairs as a dict; InputError for one without “=”."""
    found = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise InputError(f"“{each}” is not of the form NAME=VALUE")
        found[name.strip()] = value
    return found


def _finish(report: Report, verbose: bool, json: bool) -> None:
    if json:
        notes = [str(note) for note in report.notes]
        print_json({"taken": dict(report.taken), "summary": report.summary(), "notes": notes})
    else:
        print_report(report, verbose)
    if report.has_losses:
        raise typer.Exit(WITH_LOSSES)
