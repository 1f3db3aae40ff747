"""Rehearsals on the command line: `evaluate --leave-one-out` and `evaluate --session`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial, reduce
from operator import add
from pathlib import Path

from core.cli.options import err, out, print_json, print_report, print_table, progress_bar
from core.cli.tables import score_figures, score_row
from core.errors import Refused
from core.evaluation import Evaluation
from core.formats.files import read_all
from core.formats.report import Report
from core.learning import with_lac
from core.project import open_project
from core.rehearsal import Held, Left, Reference, leave_one_out, session, unlearned
from core.schema import LabelSet, read_label_set
from core.suggest import Suggester
from core.zones import suggest_zones

_LEARNED, _WITH_LAC = "rules and learning", "rules, learning and LAC"
_Rehearsal = Callable[[Callable[[int, int], None]], Iterator[Held]]
_SAMPLE = Path(__file__).parents[2] / "corpus"


def rehearse_leave_one_out(reference: Path, db: str, name: str, json: bool) -> None:
    """Print how well each document is suggested from what the others taught, with less and less to go by."""
    labels = _label_set(db, name)
    references = _references(reference, labels)
    rules = Suggester(labels)
    systems: dict[str, _Rehearsal] = {
        "rules alone": partial(unlearned, rules, references),
        _LEARNED: partial(leave_one_out, rules, references),
    }
    asked, without_lac = with_lac(rules)
    if without_lac:
        err.print(f"note: {without_lac}", highlight=False, markup=False)
    elif isinstance(asked, Suggester):
        systems["rules and LAC"] = partial(unlearned, asked, references)
        systems[_WITH_LAC] = partial(leave_one_out, rules, references, with_lac=True)
    bare = {
        "learning alone, with word classes": Suggester(labels, using={}),
        "learning alone, words and tags": Suggester(replace(labels, rules={}, terms={})),
    }
    for title, each in bare.items():
        systems[title] = partial(leave_one_out, each, references)
    found: dict[str, list[Held]] = {}
    for title, rehearse in systems.items():
        with progress_bar(title, len(references)) as show:
            found[title] = list(rehearse(show))
    wholes = {title: sum((each.evaluation for each in held), Evaluation()) for title, held in found.items()}
    if json:
        print_json({title: _held_figures(held, wholes[title]) for title, held in found.items()})
        return
    for title, held in found.items():
        out.print(f"\n{title}", highlight=False)
        rows = [
            (
                *score_row(each.name, each.evaluation.total),
                f"{each.evaluation.actions.per_gold_span:.2f}",
                f"{each.reliability:.2f}",
                "" if each.is_learned else "rules only",
            )
            for each in held
        ]
        whole = wholes[title]
        rows.append((*score_row("all", whole.total), f"{whole.actions.per_gold_span:.2f}", "", ""))
        columns = ("document", "precision", "recall", "F1", "right", "wrong", "missing", "actions")
        print_table((*columns, "score error", "gate"), rows, right=range(1, 9))
    for title in (_LEARNED, _WITH_LAC):
        if title in wholes:
            out.print(f"\nby label, {title}", highlight=False)
            print_table(
                ("label", "precision", "recall", "F1", "right", "wrong", "missing"),
                [score_row(label, score) for label, score in wholes[title].labels.items()],
                right=range(1, 7),
            )


def rehearse_session(reference: Path, db: str, name: str, json: bool) -> None:
    """Print what an annotator has to do, document by document, from an empty project."""
    labels = _label_set(db, name)
    references = _references(reference, labels)
    with progress_bar("session", sum(len(each.text) for each in references)) as show:
        found = list(session(Suggester(labels), references, show))
    whole = replace(reduce(add, found), name="all")
    if json:
        print_json({each.name: _left_figures(each) for each in (*found, whole)})
        return
    columns = ("document", "gold spans", "nothing", "rules", "learning", "learning, propagation")
    rows = [
        (each.name, each.gold, "2.000", *(f"{value:.3f}" for value in _left_figures(each).values()))
        for each in (*found, whole)
    ]
    out.print("actions per gold span", highlight=False)
    print_table(columns, rows, right=range(1, 6))


def _label_set(db: str, name: str) -> LabelSet:
    """The project's label set, or, where there is no project yet, the one that a new one would have."""
    if "://" not in db and not Path(db).exists():
        err.print(f"{db} is not there: with the label set of a new project", highlight=False)
        return read_label_set(_SAMPLE)
    opened = open_project(db, name, create=False)
    try:
        return opened.label_set
    finally:
        opened.close()


def _references(file: Path, labels: LabelSet) -> list[Reference]:
    """The documents of a reference that say what stands in them."""
    report = Report()
    found = list(_read(file, labels, report))
    if report.has_losses:
        print_report(report, verbose=True)
    if not found:
        raise Refused(f"{file} holds no document with spans")
    return found


def _read(file: Path, labels: LabelSet, report: Report) -> Iterator[Reference]:
    for number, record in enumerate(read_all([file], None, {}, report, labels), 1):
        if record.spans_given:
            yield Reference(
                record.id or record.title or str(number),
                record.text,
                tuple(sorted((each.start, each.end, each.label) for each in record.spans)),
                suggest_zones(record.text, labels.rules),
                record.categories,
            )


def _held_figures(held: list[Held], whole: Evaluation) -> dict[str, object]:
    documents = {
        each.name: {
            **score_figures(each.evaluation.total),
            "actions per gold span": each.evaluation.actions.per_gold_span,
            "score error": each.reliability,
            "learned": each.is_learned,
        }
        for each in held
    }
    every = {**score_figures(whole.total), "actions per gold span": whole.actions.per_gold_span}
    by_label = {label: score_figures(score) for label, score in whole.labels.items()}
    return {"documents": documents, "all": every, "labels": by_label}


def _left_figures(left: Left) -> dict[str, float]:
    return {
        "rules": left.per_span(left.rules),
        "learning": left.per_span(left.learned),
        "learning, propagation": left.per_span(left.propagated),
    }
