"""Rehearsals on the command line: `evaluate --leave-one-out` and `evaluate --session`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import count
from operator import add
from typing import TypeVar

from core.annotation import DocumentRecord
from core.cli.options import err, out, print_json, print_table, progress_bar
from core.cli.tables import evaluation_figures, score_figures, score_row
from core.evaluation import Evaluation
from core.learning import with_lac
from core.rehearsal import Held, Left, Reference, leave_one_out, session, unlearned
from core.schema import LabelSet
from core.suggest import Suggester
from core.zones import suggest_zones

_LEARNED, _WITH_LAC = "rules and learning", "rules, learning and LAC"
_BARE, _BARER = "learning alone, with word classes", "learning alone, words and tags"
T = TypeVar("T")
_Show = Callable[[int, int], None]


def rehearse_leave_one_out(records: Sequence[DocumentRecord], labels: LabelSet, json: bool) -> None:
    """Print how well each document is suggested from what the others taught, with less and less to go by."""
    references = _references(records, labels)
    with progress_bar("leaving one out") as show:
        found = _held_by_system(references, labels, show)
    wholes = {title: sum((each.evaluation for each in held), Evaluation()) for title, held in found.items()}
    if json:
        print_json({title: _held_figures(held, wholes[title]) for title, held in found.items()})
        return
    for title, held in found.items():
        out.print(f"\n{title}", highlight=False)
        rows = [_held_row(each) for each in held]
        whole = wholes[title]
        rows.append(("all", *_shares(whole), "", ""))
        columns = ("document", "precision", "recall", "F1", "actions", "score error", "used")
        print_table(columns, rows, right=range(1, 6))
    for title in (_LEARNED, _WITH_LAC):
        if title in wholes:
            out.print(f"\nby label, {title}", highlight=False)
            print_table(
                ("label", "precision", "recall", "F1", "right", "wrong", "missing"),
                [score_row(label, score) for label, score in wholes[title].labels.items()],
                right=range(1, 7),
            )


def _held_by_system(references: Sequence[Reference], labels: LabelSet, show: _Show) -> dict[str, list[Held]]:
    """By what suggests, how each document did."""
    rules = Suggester(labels)
    asked, without_lac = with_lac(rules)
    if without_lac:
        err.print(f"note: {without_lac}", highlight=False, markup=False)
    with_it = [asked] if not without_lac and isinstance(asked, Suggester) else []
    bare = {
        _BARE: Suggester(labels, using={}),
        _BARER: Suggester(replace(labels, rules={}, terms={})),
    }
    steps = count(1)
    total = len(references) * (2 + len(with_it) + len(bare))

    def shown(held: Iterator[T]) -> Iterator[T]:
        for each in held:
            show(next(steps), total)
            yield each

    found = {"rules alone": list(shown(unlearned(rules, references)))}
    taught = list(shown(leave_one_out(rules, references, with_it)))
    found[_LEARNED] = [each[0] for each in taught]
    if with_it:
        found["rules and LAC"] = list(shown(unlearned(with_it[0], references)))
        found[_WITH_LAC] = [each[1] for each in taught]
    for title, suggester in bare.items():
        found[title] = [each for (each,) in shown(leave_one_out(suggester, references))]
    return found


def rehearse_session(records: Sequence[DocumentRecord], labels: LabelSet, json: bool) -> None:
    """Print what an annotator has to do, document by document, from an empty project."""
    references = _references(records, labels)
    with progress_bar("characters", sum(len(each.text) for each in references)) as show:
        found = list(session(Suggester(labels), references, show))
    whole = replace(reduce(add, found), name="all")
    if json:
        print_json({each.name: _left_figures(each) for each in (*found, whole)})
        return
    columns = ("document", "spans", "nothing", "rules", "learning", "learning, propagation")
    rows = [
        (each.name, each.gold, "2.000", *(f"{value:.3f}" for value in _left_figures(each).values()))
        for each in (*found, whole)
    ]
    out.print("actions per gold span", highlight=False)
    print_table(columns, rows, right=range(1, 6))


def _references(records: Sequence[DocumentRecord], labels: LabelSet) -> list[Reference]:
    return [
        Reference(
            each.id,
            each.text,
            tuple(sorted((span.start, span.end, span.label) for span in each.spans)),
            suggest_zones(each.text, labels.rules),
            each.categories,
        )
        for each in records
    ]


def _held_row(held: Held) -> tuple[str, ...]:
    used = "model" if held.is_learned else "rules"
    return held.name, *_shares(held.evaluation), f"{held.reliability:.2f}", used


def _shares(one: Evaluation) -> tuple[str, ...]:
    shares = (one.total.precision, one.total.recall, one.total.f1)
    return *(f"{share:.3f}" for share in shares), f"{one.actions.per_gold_span:.2f}"


def _held_figures(held: Sequence[Held], whole: Evaluation) -> dict[str, object]:
    documents = {
        each.name: {
            **evaluation_figures(each.evaluation),
            "score error": each.reliability,
            "learned": each.is_learned,
        }
        for each in held
    }
    by_label = {label: score_figures(score) for label, score in whole.labels.items()}
    return {"documents": documents, "all": evaluation_figures(whole), "labels": by_label}


def _left_figures(left: Left) -> dict[str, float]:
    return {
        "rules": left.per_span(left.rules),
        "learning": left.per_span(left.learned),
        "learning, propagation": left.per_span(left.propagated),
    }
