"""The command's front door: its subcommands, and errors told in a sentence with the right exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from core import __version__
from core.cli import (
    care,
    documents,
    finding,
    insight,
    labels,
    notes,
    quality,
    releases,
    reports,
    review,
    sharing,
    sweep,
)
from core.cli.options import REFUSED, err, print_json
from core.errors import JinbiaoError, UntrackedChange

app = typer.Typer(
    name="jinbiao",
    help="Jinbiao (金标): turn Chinese articles into gold-standard data. Alone, it opens the window.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"jinbiao {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(
        False, "--version", is_eager=True, callback=_print_version, help="Print the version and stop."
    ),
) -> None:
    """Options before the command."""


for command in (
    documents.init,
    documents.import_,
    documents.documents,
    documents.suggest,
    finding.find,
    notes.notes,
    quality.evaluate,
    insight.learning,
    insight.blind,
    insight.threshold,
    review.agreement,
    sweep.sweep,
    reports.report,
    sharing.assign,
    sharing.handout,
    sharing.collect,
    documents.export,
    care.check,
    care.backup,
    care.restore,
):
    app.command(name=command.__name__.rstrip("_"))(command)
app.add_typer(releases.app, name="release")
app.add_typer(labels.app, name="labels")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 done with losses reported, 2 refused.

    Refused with `--json`, it prints {"error": …} where its results would stand.
    """
    words = list(arguments) if arguments is not None else sys.argv[1:]
    try:
        app(words)
    except UntrackedChange:
        raise  # a bug of ours is shown whole
    except JinbiaoError as error:
        return _refuse(f"jinbiao: {error}", str(error), words)
    except OSError as error:  # a folder that may not be written, a full disk
        told = f"{error.filename or Path.cwd()}: {error.strerror or error}"
        return _refuse(f"jinbiao: {told}", told, words)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else REFUSED if end.code else 0
        return _refuse("", "these words are no command", words) if code == REFUSED else code
    except KeyboardInterrupt:
        stopped = "stopped; nothing half-done was kept"
        return _refuse(f"jinbiao: {stopped}", stopped, words)
    return 0


def _refuse(said: str, error: str, words: Sequence[str]) -> int:
    if said:
        err.print(said, style="red", highlight=False, markup=False)
    if "--json" in words:
        print_json({"error": error})
    return REFUSED
