"""Commands that say how good something is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from core import queries
from core.annotation import DocumentRecord
from core.cli.options import (
    DEFAULT_DB,
    WITH_LOSSES,
    As,
    Db,
    Json,
    err,
    out,
    print_json,
    print_report,
    print_table,
    project,
)
from core.cli.tables import score_figures, score_row
from core.errors import InputError, Refused
from core.evaluation import Evaluation
from core.evaluation import evaluate as compare
from core.formats.files import read_all, refuse_missing
from core.formats.report import Outcome, Report
from core.project import Project
from core.queries.records import SUGGESTIONS
from core.text import text_digest


def evaluate(
    reference: Annotated[Path, typer.Argument(metavar="REFERENCE.jsonl", help="Documents with right spans.")],
    db: Db = DEFAULT_DB,
    name: As = "",
    layer: Annotated[
        str, typer.Option("--layer", metavar="suggestions|NAME", help="Whose spans to measure.")
    ] = SUGGESTIONS,
    in_session: Annotated[
        bool, typer.Option("--session", help="Rehearse: correct the reference in order, learning on the way.")
    ] = False,
    leave_one_out: Annotated[
        bool,
        typer.Option(
            "--leave-one-out", help="Measure what each document's suggestions learn from the others."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Measure the suggestions against a reference: precision, recall, F1, actions per gold span.

    With --session or --leave-one-out the project gives the label set alone; its documents don't matter.
    """
    if leave_one_out and in_session:
        raise InputError("--session and --leave-one-out are two rehearsals; ask for one of them")
    refuse_missing([reference])
    if leave_one_out or in_session:
        from core.cli.learning import rehearse_leave_one_out, rehearse_session

        rehearse = rehearse_session if in_session else rehearse_leave_one_out
        rehearse(reference, db, name, json)
        return
    report = Report()
    with project(db, name, create=False) as opened:
        pairs = list(_pairs(opened, reference, layer, report))
    if not pairs:
        print_report(report, verbose=True)
        raise Refused("no document of the reference is in the project; import them first")
    each = [(title, compare(predicted.spans, gold.spans)) for title, predicted, gold in pairs]
    whole = sum((one for _, one in each), Evaluation())
    if json:
        print_json(
            {
                "documents": {title: _figures(one) for title, one in each},
                "all": _figures(whole),
                "labels": {label: score_figures(score) for label, score in whole.labels.items()},
            }
        )
    else:
        _print(each, whole)
    if report.has_losses:
        print_report(report, verbose=True)
        raise typer.Exit(WITH_LOSSES)


def _pairs(
    opened: Project, reference: Path, layer: str, report: Report
) -> Iterator[tuple[str, DocumentRecord, DocumentRecord]]:
    """(name, what the project has, what the reference has) for each text that both know."""
    ours = {text_digest(record.text): record for record in queries.records(opened, layer)}
    for gold in read_all([reference], None, {}, report, None):
        predicted = ours.get(text_digest(gold.text))
        if predicted is None:
            report.note(Outcome.SKIPPED, "document", "it is not in the project", gold.id or gold.title)
        else:
            yield gold.id or gold.title or predicted.id, predicted, gold


def _figures(one: Evaluation) -> dict[str, float]:
    return {**score_figures(one.total), "actions per gold span": one.actions.per_gold_span}


def _print(each: list[tuple[str, Evaluation]], whole: Evaluation) -> None:
    columns = ("label", "precision", "recall", "F1", "right", "wrong", "missing")
    rows = [score_row(label, score) for label, score in whole.labels.items()]
    print_table(columns, [*rows, score_row("all", whole.total)], right=range(1, 7))
    out.print()
    documents = [(*score_row(name, one.total), f"{one.actions.per_gold_span:.2f}") for name, one in each]
    total = (*score_row("all", whole.total), f"{whole.actions.per_gold_span:.2f}")
    print_table(("document", *columns[1:], "actions per gold span"), [*documents, total], right=range(1, 8))
    err.print("actions: nothing suggested costs 2.00 per gold span", highlight=False)
