"""What finished work says about suggestions, and what is shown of them: `learning`, `blind`, `threshold`."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli.options import DEFAULT_DB, As, Db, Json


def learning(
    db: Db = DEFAULT_DB,
    name: As = "",
    person: Annotated[
        list[str], typer.Option("--person", metavar="NAME", help="Only this annotator's work (repeatable).")
    ] = [],  # noqa: B006 # typer reads it, nobody writes it
    json: Json = False,
) -> None:
    """How good suggestions were: each finished document is a test of what stood there before it was begun."""
    from core.cli.insight_tables import print_learning

    print_learning(db, name, person, json)


def blind(
    db: Db = DEFAULT_DB,
    name: As = "",
    share: Annotated[
        float | None,
        typer.Option("--share", min=0.0, max=1.0, help="Annotate this share of the documents blind."),
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Draw others; with --share.")] = None,
    json: Json = False,
) -> None:
    """Documents annotated without suggestions, and what they say about the others; --share sets how many.

    Which documents is drawn from their texts, the annotator's name and the seed, before they are opened.
    A document that was begun stays as it was begun.
    """
    from core.cli.insight_tables import print_blind

    print_blind(db, name, share, seed, json)


def threshold(
    label: Annotated[str, typer.Argument(help="A label's key; without, all are listed.")] = "",
    score: Annotated[float | None, typer.Argument(help="Show its suggestions from this score on.")] = None,
    db: Db = DEFAULT_DB,
    name: As = "",
    json: Json = False,
) -> None:
    """From which score on each label is suggested, and what that costs; with LABEL SCORE it is set."""
    from core.cli.insight_tables import print_thresholds

    print_thresholds(db, name, label, score, json)
