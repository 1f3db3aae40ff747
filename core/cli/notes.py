"""The command that lists notes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from core import queries
from core.cli.options import DEFAULT_DB, As, Db, Json, out, print_json, project
from core.queries import Note

Documents = Annotated[
    list[int], typer.Option("--document", metavar="ID", help="Only this document (repeatable).")
]


def notes(
    db: Db = DEFAULT_DB,
    name: As = "",
    document: Documents = [],  # noqa: B006 # typer reads it, nobody writes it
    resolved: Annotated[bool, typer.Option("--resolved", help="Also those that are resolved.")] = False,
    everybody: Annotated[
        bool, typer.Option("--everybody", help="Also those about others' work; for reviewers.")
    ] = False,
    json: Json = False,
) -> None:
    """List the notes that wait, with their answers: yours, those about your work, those for everybody."""
    with project(db, name, create=False) as opened:
        found = queries.notes(
            opened, document or None, resolved=None if resolved else False, everybody=everybody
        )
    if json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        _print(each)


def _print(note: Note) -> None:
    where = f"“{note.quote}” {note.start}–{note.end}" if note.start is not None else "the whole document"
    marks = ["(its span is gone)"] * note.is_gone + ["(resolved)"] * note.is_resolved
    about = f", about {note.about}" if note.about and note.about != note.author else ""
    head = f"{note.document_id} {note.title or note.name}: {note.label} {where}".replace("  ", " ")
    out.print(head, *marks, style="bold", markup=False, highlight=False)
    out.print(f"  {note.author}{about}: {note.body}", markup=False, highlight=False)
    for reply in note.replies:
        out.print(f"    {reply.author}: {reply.body}", markup=False, highlight=False)
