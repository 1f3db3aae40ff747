"""Commands for several annotators: how far they agree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.options import (
    DEFAULT_DB,
    As,
    Db,
    Json,
    counted,
    err,
    out,
    print_json,
    print_table,
    progress_bar,
    project,
)
from core.errors import Refused
from core.queries.layers import layered_documents, layered_ids

if TYPE_CHECKING:
    from core.review.agreement import Agreement, Figure, Row

People = Annotated[
    list[str], typer.Option("--between", metavar="NAME", help="Only these annotators (repeatable).")
]
Documents = Annotated[
    list[int], typer.Option("--document", metavar="ID", help="Only this document (repeatable).")
]
_MOST_DOCUMENTS = 30  # that are printed one by one; --json has all


def agreement(
    db: Db = DEFAULT_DB,
    name: As = "",
    between: People = [],  # noqa: B006 # typer reads it, nobody writes it
    document: Documents = [],  # noqa: B006
    resamples: Annotated[
        int, typer.Option("--resamples", min=0, max=10_000, help="How often to resample for intervals.")
    ] = 200,
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same intervals.")] = 0,
    json: Json = False,
) -> None:
    """Say how far annotators agree: per document, pair, label, and in all, with 95 % intervals."""
    from core.review.agreement import agreement as measure
    from core.review.bootstrap import FEW

    with project(db, name, create=False) as opened:
        ids = layered_ids(opened, between, document or None)
        if not ids:
            raise Refused("no document has been finished by two annotators yet")
        with progress_bar("comparing", len(ids)) as show:
            documents = layered_documents(opened, ids, between, paragraphs=len(ids) < FEW)
            found = measure(documents, len(ids), resamples=resamples, seed=seed, progress=show)
    if json:
        print_json(_plain(found))
    else:
        _print(found)


def _plain(found: Agreement) -> dict[str, Any]:
    def row(one: Row) -> dict[str, Any]:
        figures = {str(measure): [each.value, each.low, each.high] for measure, each in one.figures.items()}
        return {"name": one.name, "first": one.first, "second": one.second, "both": one.both, **figures}

    return {
        "all": row(found.whole),
        "documents": [row(each) for each in found.documents],
        "pairs": [row(each) for each in found.pairs],
        "labels": [row(each) for each in found.labels],
        "categories": [row(each) for each in found.categories],
        "confusion": [[mine, yours, number] for (mine, yours), number in found.confusion.items()],
        "resampled": found.resampled,
        "resamples": found.resamples,
        "gamma documents": found.gamma_documents,
        "gamma exact": found.gamma_exact,
    }


def _print(found: Agreement) -> None:
    _table("document", [*found.documents[:_MOST_DOCUMENTS], found.whole])
    if len(found.documents) > _MOST_DOCUMENTS:
        err.print(f"({len(found.documents)} documents; each of them: --json)", highlight=False)
    if len(found.pairs) > 1:
        _table("pair", found.pairs)
    _table("label", found.labels)
    if found.categories:
        _table("category", found.categories, "documents")
    _print_confusion(found)
    err.print(
        f"in brackets: 95 % of {found.resamples} resamplings of {found.resampled}; "
        f"γ from {counted(found.gamma_documents, 'document')}; what each measure is: docs/agreement.md",
        highlight=False,
        markup=False,
    )


def _table(what: str, rows: Iterable[Row], counted: str = "spans") -> None:
    rows = list(rows)
    measures = list(dict.fromkeys(measure for row in rows for measure in row.figures))
    print_table(
        (what, counted, *measures),
        (
            (
                row.name or "all",
                f"{row.first}/{row.second}",
                *(_say(row.figures.get(each)) for each in measures),
            )
            for row in rows
        ),
        right=range(1, len(measures) + 2),
    )
    out.print()


def _say(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "–"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    # No square brackets: the table would take them for markup.
    return f"{figure.value:.3f} ({figure.low:.2f}–{figure.high:.2f})"


def _print_confusion(found: Agreement) -> None:
    """What was called differently, the most frequent first."""
    different = sorted(
        ((number, mine, yours) for (mine, yours), number in found.confusion.items() if mine != yours),
        key=lambda each: (-each[0], *each[1:]),
    )
    if different:
        rows = ((mine or "–", yours or "–", number) for number, mine, yours in different[:_MOST_DOCUMENTS])
        print_table(("one", "other", "spans"), rows, right=(2,))
        out.print()
