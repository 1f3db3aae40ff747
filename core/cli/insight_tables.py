"""Printing what finished work says about suggestions: the commands `learning`, `blind`, `threshold`."""

from __future__ import annotations

from typing import Any

from core import operations
from core.anchoring import Bias, Estimate, Rate
from core.cli.options import err, out, print_json, print_table, project
from core.cli.tables import score_figures, score_row
from core.errors import InputError
from core.insight import Insight, insight
from core.trial import (
    ALL,
    Correction,
    best_threshold,
    calibration,
    cost_of,
    curve,
    reliability,
    scored,
    total,
)

_RATES = {
    Rate.KEPT: "of what was suggested, stands unchanged",
    Rate.OWN: "of what stands, nobody had suggested",
    Rate.MISSED: "of the truth, missed",
    Rate.WRONG: "of what stands, not in the truth",
}


def print_learning(db: str, name: str, person: list[str], json: bool) -> None:
    """How good suggestions were, in tables."""
    with project(db, name, create=False) as opened:
        found = insight(opened, person)
    if json:
        print_json(_figures(found))
        return
    scores = total(found.tests)
    labels = [each for each, source in scores if source == ALL and each != ALL]
    out.print(f"finished documents: {found.finished}, of these tests: {len(found.tests)}", highlight=False)
    if not found.tests:
        return
    columns = ("precision", "recall", "F1", "right", "wrong", "missing")
    rows = [score_row(label, scores[label, ALL]) for label in labels]
    print_table(("label", *columns), [*rows, score_row("all", scores[ALL, ALL])], right=range(1, 7))
    out.print()
    sources = sorted(source for label, source in scores if label == ALL and source != ALL)
    rows = [score_row(source, scores[ALL, source]) for source in sources]
    print_table(("source", *columns), rows, right=range(1, 7))
    out.print()
    points = curve(found.tests, over=max(3, len(found.tests) // 8))
    steps = sorted({0, len(points) // 4, len(points) // 2, 3 * len(points) // 4, len(points) - 1})
    over_time = [
        (points[at].number, f"{points[at].score.f1:.3f}", f"{points[at].actions.per_gold_span:.2f}")
        for at in steps
    ]
    print_table(("after documents", "F1", "acts per span"), over_time, right=range(3))
    out.print()
    bins = [each for each in calibration(found.trials) if each.number]
    print_table(
        ("score", "right", "suggestions"),
        [(f"{each.score:.2f}", f"{each.share:.2f}", each.number) for each in bins],
        right=range(3),
    )
    out.print(f"mean error of the scores: {reliability(bins):.3f}\n", highlight=False)
    print_table(
        ("suggested", "corrected to", "times", "most often"),
        [
            (
                each.suggested or "-",
                _to(each),
                each.number,
                "、".join(quote for quote, _ in each.quotes[:5]),
            )
            for each in found.corrections[:15]
        ],
        right=(2,),
    )


def print_blind(db: str, name: str, share: float | None, seed: int | None, json: bool) -> None:
    """Blind beside prefilled work; the share is set before."""
    with project(db, name, create=False) as opened:
        if share is not None:
            operations.set_blind(opened, share, seed)
        elif seed is not None:
            raise InputError("--seed goes with --share")
        found = insight(opened)
    bias, showing = found.bias, found.showing
    if json:
        print_json({"share": showing.blind_share, "seed": showing.blind_seed, **_bias_figures(bias)})
        return
    out.print(
        f"annotated blind: {100 * showing.blind_share:.0f} % of the documents (seed {showing.blind_seed})",
        highlight=False,
    )
    out.print(f"finished: {bias.blind} blind, {bias.prefilled} with suggestions", highlight=False)
    if not bias.compared:
        out.print("how far suggestions sway people is not known", highlight=False)
        return
    print_table(
        ("share", "blind", "with suggestions", "difference"),
        [
            (_RATES[each.rate], _said(each.blind), _said(each.prefilled), _said(each.difference, signed=True))
            for each in bias.compared
        ],
    )
    judged = bias.judged_blind and bias.judged_prefilled
    err.print(
        "truth: gold, else somebody else's finished layer"
        if judged
        else "without gold or a second layer: only how far work follows the suggestions",
        highlight=False,
    )
    err.print("95 % intervals, resampled by document; none below five documents", highlight=False)


def print_thresholds(db: str, name: str, label: str, score: float | None, json: bool) -> None:
    """Each label's threshold and what it costs; one is set before."""
    with project(db, name, create=False) as opened:
        if label and score is None:
            raise InputError("a label goes with a score; 0 shows all")
        if score is not None:
            operations.set_thresholds(opened, {label: score})
        found = insight(opened)
        keys = [each.key for each in opened.label_set.labels]
    rows = []
    for key in keys:
        scores = scored(found.trials, key)
        now = found.showing.thresholds.get(key, 0.0)
        cost = cost_of(scores, now)
        rows.append(
            (
                key,
                now,
                found.waiting_below(key, now),
                cost.wrong,
                cost.right,
                cost.acts,
                best_threshold(scores),
            )
        )
    names = ("label", "threshold", "hidden", "wrong hidden", "right hidden", "acts", "cheapest")
    if json:
        print_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    print_table(
        names,
        [(row[0], f"{row[1]:.2f}", *row[2:5], f"{row[5]:+d}", f"{row[6]:.2f}") for row in rows],
        right=range(1, 7),
    )
    err.print("hidden: of what waits now; the rest: in finished documents", highlight=False)


def _to(each: Correction) -> str:
    return f"{each.to} (edges)" if each.to == each.suggested else each.to or "-"


def _said(estimate: Estimate, *, signed: bool = False) -> str:
    if estimate.value is None:
        return "-"
    sign = "+" if signed else ""
    said = f"{100 * estimate.value:{sign}.1f} %"
    if estimate.low is None or estimate.high is None:
        return said
    return f"{said} ({100 * estimate.low:{sign}.1f} to {100 * estimate.high:{sign}.1f})"


def _bias_figures(bias: Bias) -> dict[str, Any]:
    return {
        "blind": bias.blind,
        "prefilled": bias.prefilled,
        "judged": {"blind": bias.judged_blind, "prefilled": bias.judged_prefilled},
        "compared": {
            str(each.rate): {
                side: [figure.value, figure.low, figure.high]
                for side, figure in (
                    ("blind", each.blind),
                    ("prefilled", each.prefilled),
                    ("difference", each.difference),
                )
            }
            for each in bias.compared
        },
    }


def _figures(found: Insight) -> dict[str, Any]:
    scores = total(found.tests)
    bins = calibration(found.trials)
    return {
        "finished": found.finished,
        "tests": len(found.tests),
        "scores": [
            {"label": label, "source": source, **score_figures(score)}
            for (label, source), score in scores.items()
        ],
        "over time": [
            {
                "document": each.trial.document_id,
                "person": each.trial.person,
                "finished": each.trial.at,
                "blind": each.trial.blind,
                **score_figures(each.score()),
                "acts per span": each.actions.per_gold_span,
            }
            for each in found.tests
        ],
        "calibration": [
            {"score": each.score, "right": each.share, "suggestions": each.number}
            for each in bins
            if each.number
        ],
        "mean error of scores": reliability(bins),
        "corrections": [
            {
                "suggested": each.suggested,
                "to": each.to,
                "times": each.number,
                "strings": dict(each.quotes[:20]),
            }
            for each in found.corrections
        ],
        "blind": _bias_figures(found.bias),
    }
