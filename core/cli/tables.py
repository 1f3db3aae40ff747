"""Scores as rows of a table and as figures."""

from __future__ import annotations

from core.evaluation import Evaluation, Score


def score_figures(score: Score) -> dict[str, float]:
    """Precision, recall, F1 and what they come from, by name."""
    return {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "right": score.tp,
        "wrong": score.fp,
        "missing": score.fn,
    }


def evaluation_figures(one: Evaluation) -> dict[str, float]:
    """The same in all, and what is left to do."""
    return {**score_figures(one.total), "actions per gold span": one.actions.per_gold_span}


def score_row(name: str, score: Score) -> tuple[str, ...]:
    """A row: name, precision, recall, F1, right, wrong, missing."""
    shares = (score.precision, score.recall, score.f1)
    counts = (score.tp, score.fp, score.fn)
    return (name, *(f"{share:.3f}" for share in shares), *(str(count) for count in counts))
