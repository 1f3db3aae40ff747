"""A sitting counted from its changes."""

import pytest

from core import operations, queries
from core.evaluation import evaluate
from core.history import Change, Kind
from core.project import Project
from core.sitting import PAUSE, Sitting
from tests.core.samples import place_of, propose, suggestion_ids

WANG, BEIJING, SHANGHAI = place_of("王芳"), place_of("北京"), place_of("上海")


def test_actions_are_those_that_evaluate_counts(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "ORG"), ("北京大学", "ORG"), ("上海", "LOC"), ("说", "PER"))
    suggested = queries.open_document(project, document).suggestions
    by_quote = dict(zip(["王芳", "北京大学", "说", "上海"], suggestion_ids(project, document), strict=True))
    sitting, clock = Sitting(), iter(range(0, 1000, 10))
    for change in (
        operations.correct(project, document, by_quote["王芳"], label="PER"),
        operations.correct(project, document, by_quote["北京大学"], end=BEIJING[1]),
        operations.reject(project, document, [by_quote["说"]]),
        operations.annotate(project, document, *place_of("李雷"), "PER"),
        operations.finish(project, document),
    ):
        sitting.take(change, next(clock))
    gold = queries.open_document(project, document).annotations
    assert sitting.actions == evaluate(suggested, gold).actions.total == 5
    assert sitting.spans == len(gold) == 4
    assert sitting.documents == 1
    assert sitting.actions_a_span == 5 / 4
    assert sitting.spans_a_minute == pytest.approx(4 / (40 / 60))


def test_an_undo_is_an_action_that_takes_spans_back(project: Project, document: int) -> None:
    sitting = Sitting()
    sitting.take(operations.annotate(project, document, *WANG, "PER"), 0)
    sitting.take(operations.finish(project, document), 1)
    sitting.take(operations.undo(project), 2)
    sitting.take(operations.undo(project), 3)
    assert (sitting.spans, sitting.documents, sitting.actions) == (0, 0, 4)
    sitting.take(operations.redo(project), 4)
    sitting.take(operations.redo(project), 5)
    assert (sitting.spans, sitting.documents, sitting.actions) == (1, 1, 6)


def test_what_is_no_work_on_spans_is_not_counted(project: Project, document: int) -> None:
    sitting = Sitting()
    sitting.take(operations.retitle(project, document, "别的"), 0)
    sitting.take(operations.undo(project), 1)
    made = operations.annotate(project, document, *WANG, "PER")
    sitting.take(made, 2)
    sitting.take(operations.annotate(project, document, *WANG, "PER"), 3)
    assert (sitting.spans, sitting.actions) == (1, 2)


def test_of_a_pause_only_some_counts() -> None:
    sitting = Sitting()
    for at in (0.0, 5.0, 10_000.0, 10_005.0):
        sitting.take(Change(Kind.REJECT, 1), at)
    assert sitting.seconds == 5 + PAUSE + 5
    assert sitting.actions_a_span is None


def test_too_little_tells_no_pace() -> None:
    sitting = Sitting()
    sitting.take(Change(Kind.REJECT, 1), 0)
    sitting.take(Change(Kind.REJECT, 2), 9)
    assert sitting.spans_a_minute is None
