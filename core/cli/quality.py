"""Commands that say how good something is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from core.annotation import DocumentRecord
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
    print_table,
    progress_bar,
)
from core.cli.reference import Ground, ground, read_reference
from core.cli.tables import evaluation_figures, score_figures, score_row
from core.errors import InputError, Refused
from core.evaluation import Evaluation
from core.formats.files import refuse_missing
from core.formats.report import Outcome, Report
from core.judging import By, Judge, Judged
from core.queries.records import SUGGESTIONS
from core.suggest.thinking import Suggests


def evaluate(
    context: typer.Context,
    reference: Annotated[Path, typer.Argument(metavar="REFERENCE.jsonl", help="Documents with right spans.")],
    db: Db = DEFAULT_DB,
    name: As = "",
    layer: Annotated[
        str, typer.Option("--layer", metavar="suggestions|NAME", help="Whose spans to measure.")
    ] = SUGGESTIONS,
    lac: Annotated[
        bool, typer.Option("--lac/--no-lac", help="Ask LAC too, where it is installed, as `suggest` does.")
    ] = True,
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

    What is stored for a document counts; one that is not in the project is suggested for now, as `suggest`
    would, and nothing is stored. Without a project here, the sample label set is used.

    With --session or --leave-one-out the project gives the label set alone; its documents don't matter.
    """
    if leave_one_out and in_session:
        raise InputError("--session and --leave-one-out are two rehearsals; ask for one of them")
    refuse_missing([reference])
    report = Report()
    with ground(context, db, name) as given:
        if given.project is None and layer != SUGGESTIONS:
            raise Refused(f"there is no project here, and so no layer of {layer}")
        references = list(read_reference(reference, given.labels, report))
        _refuse_if_nothing_can_be_judged(reference, references, given, report)
        if leave_one_out or in_session:
            from core.cli.learning import rehearse_leave_one_out, rehearse_session

            rehearse = rehearse_session if in_session else rehearse_leave_one_out
            rehearse(references, given.labels, json)
        else:
            _judge(references, given, layer, report, ask_lac=lac, json=json)
    if report.has_losses:
        print_report(report, verbose=True)
        raise typer.Exit(WITH_LOSSES)


def _refuse_if_nothing_can_be_judged(
    file: Path, references: Sequence[DocumentRecord], given: Ground, report: Report
) -> None:
    if references and (report.taken["span"] or not report.count(Outcome.REFUSED, "span")):
        return
    print_report(report, verbose=True)
    if not references:
        raise Refused(f"{file} holds no document with spans")
    labels = ", ".join(label.key for label in given.labels.labels)
    raise Refused(f"no span of {file} can be judged; the label set has {labels}")


def _judge(
    references: Sequence[DocumentRecord],
    given: Ground,
    layer: str,
    report: Report,
    *,
    ask_lac: bool,
    json: bool,
) -> None:
    thinking = _Thinking(given, ask_lac)
    judge = Judge(given.labels, given.project, thinking.suggester, layer)
    found: list[Judged] = []
    with progress_bar("judging", len(references)) as show:
        for each in judge.judge(references, report):
            found.append(each)
            show(len(found))
    if not found:
        print_report(report, verbose=True)
        raise Refused("no document of the reference is in the project; import them first")
    whole = sum((each.evaluation for each in found), Evaluation())
    if json:
        print_json(_figures(given, found, whole, thinking.made_of, report))
    else:
        _print(given, layer, found, whole)


class _Thinking:
    """The suggester, made when it is first asked for, and what it told of itself then."""

    def __init__(self, given: Ground, ask_lac: bool) -> None:
        self._given = given
        self._ask_lac = ask_lac
        self._suggester: Suggests | None = None
        self.made_of: dict[str, object] = {}

    def suggester(self) -> Suggests:
        """As `jinbiao suggest` would have it."""
        if self._suggester is None:
            from core.cli.suggesting import learned_suggester, untaught_suggester
            from core.suggest import Suggester

            self._suggester, self.made_of = (
                learned_suggester(self._given.project, ask_lac=self._ask_lac, has_bar=True)
                if self._given.project is not None
                else untaught_suggester(Suggester(self._given.labels), ask_lac=self._ask_lac)
            )
        return self._suggester


def _figures(
    given: Ground, found: Sequence[Judged], whole: Evaluation, made_of: dict[str, object], report: Report
) -> dict[str, object]:
    return {
        "label set": given.place or "sample",
        "judged by": _counts(found),
        **made_of,
        "documents": {
            each.name: {**evaluation_figures(each.evaluation), "judged by": each.by} for each in found
        },
        "all": evaluation_figures(whole),
        "labels": {label: score_figures(score) for label, score in whole.labels.items()},
        "left out": report.summary(),
    }


def _counts(found: Sequence[Judged]) -> dict[By, int]:
    counted = Counter(each.by for each in found)
    return {by: counted[by] for by in By}


def _print(given: Ground, layer: str, found: Sequence[Judged], whole: Evaluation) -> None:
    for by, count in _counts(found).items():
        if count:
            out.print(
                f"{counted(count, 'document')} {_said(by, given, layer)}", highlight=False, markup=False
            )
    out.print()
    columns = ("label", "precision", "recall", "F1", "right", "wrong", "missing")
    rows = [score_row(label, score) for label, score in whole.labels.items()]
    print_table(columns, [*rows, score_row("all", whole.total)], right=range(1, 7))
    out.print()
    named = [(each.name, each.evaluation) for each in found]
    print_table(
        ("document", *columns[1:], "actions"),
        [
            (*score_row(name, one.total), f"{one.actions.per_gold_span:.2f}")
            for name, one in (*named, ("all", whole))
        ],
        right=range(1, 8),
    )
    err.print("actions: per gold span; with nothing suggested 2.00", highlight=False)


def _said(by: By, given: Ground, layer: str) -> str:
    if by is By.STORED:
        what = "suggestions stored" if layer == SUGGESTIONS else f"spans of {layer}"
        return f"by the {what} in {given.place}"
    if by is By.UNTAUGHT:
        return "suggested for now, without what was learned: nothing was stored"
    return "suggested for now" + (", not in the project" if given.project else ", with the sample label set")
