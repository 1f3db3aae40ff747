"""The command that finds: the same query as the window's, with its hits in their context."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from core.annotation import LayerState, Origin
from core.cli.options import (
    DEFAULT_DB,
    As,
    Db,
    Json,
    counted,
    err,
    print_json,
    print_table,
    progress_bar,
    project,
)
from core.errors import InputError
from core.matching import Pattern
from core.queries.find import LIMIT
from core.queries.find import find as search
from core.queries.mentions import Mention
from core.queries.wanted import Wanted, What

_CONTEXT = 14  # characters on either side in the table; --json has more


def find(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="What stands in the text; may be left out.")
    ] = "",
    db: Db = DEFAULT_DB,
    name: As = "",
    what: Annotated[
        What,
        typer.Option("--in", help="Places of the text, of text without a label, spans, waiting suggestions."),
    ] = What.TEXT,
    regex: Annotated[bool, typer.Option("--regex", help="TEXT is a regular expression.")] = False,
    case: Annotated[bool, typer.Option("--case", help="Upper and lower case matter.")] = False,
    label: Annotated[
        list[str], typer.Option("--label", metavar="KEY", help="Spans of this label (repeatable).")
    ] = [],  # noqa: B006 # typer reads it, nobody writes it
    quote: Annotated[str, typer.Option("--quote", help="Spans whose quote contains this.")] = "",
    annotator: Annotated[
        str, typer.Option("--annotator", metavar="NAME", help="Whose spans; * for anybody's.")
    ] = "",
    state: Annotated[
        list[LayerState], typer.Option("--state", help="In layers of this state (repeatable).")
    ] = [],  # noqa: B006
    origin: Annotated[
        list[Origin], typer.Option("--origin", help="Spans that came to be so (repeatable).")
    ] = [],  # noqa: B006
    came: Annotated[
        str, typer.Option("--suggested-by", metavar="SOURCE", help="Spans or suggestions of this source.")
    ] = "",
    unsure: Annotated[bool, typer.Option("--unsure", help="Spans that somebody is unsure of.")] = False,
    title: Annotated[
        str, typer.Option("--title", help="In documents whose title or name contains this.")
    ] = "",
    source: Annotated[str, typer.Option("--source", help="In documents whose source contains this.")] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="YYYY-MM-DD", help="Made on that day or later.")
    ] = "",
    until: Annotated[str, typer.Option("--until", metavar="YYYY-MM-DD", help="Made up to that day.")] = "",
    document: Annotated[
        list[int], typer.Option("--document", metavar="ID", help="Only this document (repeatable).")
    ] = [],  # noqa: B006
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many hits.")] = LIMIT,
    json: Json = False,
) -> None:
    """Find text, spans or suggestions in the project; everything that is given must hold.

    A label, quote, annotator, origin or source of suggestions looks for spans. A span that is looked for
    together with TEXT shares a character with it.
    """
    wanted = Wanted(
        Pattern(text, regex, case),
        what,
        tuple(label),
        quote,
        annotator,
        tuple(state),
        tuple(origin),
        came,
        unsure,
        title,
        source,
        _day(since),
        _day(until),
        tuple(document) or None,
    ).settled()
    if wanted.is_nothing:
        raise InputError("say what to find: a TEXT, or --in spans, --label …")
    hits: list[Mention] = []
    cut = False
    with project(db, name, create=False) as opened, progress_bar("finding") as show:
        for found in search(opened, wanted, limit=limit):
            hits += found.hits
            cut = found.is_cut
            show(found.documents, found.of_documents)
    if json:
        print_json([asdict(hit) for hit in hits])
    else:
        print_table(("document", "title", "at", "", "hit", "", "there"), map(_row, hits), right=(0, 2, 3))
        documents = len({hit.document_id for hit in hits})
        err.print(f"{counted(len(hits), 'hit')} in {counted(documents, 'document')}", highlight=False)
    if cut:
        err.print(f"(there are more than {limit}: --limit)", highlight=False)


def _row(hit: Mention) -> tuple[object, ...]:
    there = ", ".join(
        each for each in (hit.label, *hit.overlaps, *(f"{key}?" for key in hit.suggested)) if each
    )
    if hit.meant and hit.who:
        there = f"{hit.meant} ({hit.who}, {hit.came})"
    before, after = hit.before[-_CONTEXT:], hit.after[:_CONTEXT]
    return (
        hit.document_id,
        hit.title,
        f"{hit.start}–{hit.end}",
        before,
        hit.quote.replace("\n", "⏎"),
        after,
        there,
    )


def _day(given: str) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise InputError(f"“{given}” is no day of the form YYYY-MM-DD") from None
