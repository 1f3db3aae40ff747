"""The list and one document, counted against the plain rules of `core.decided`."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from core import operations, queries
from core.annotation import Annotation, LayerState
from core.decided import is_open, open_suggestions
from core.errors import NotFound
from core.project import Project
from tests.core.conftest import Projects
from tests.core.samples import (
    FLAT,
    NESTED,
    TEXT,
    Proposes,
    add,
    counting,
    place_of,
    propose,
    said,
    suggestion_ids,
)

counted = contextmanager(counting)


@pytest.fixture(params=[FLAT, NESTED], ids=["flat", "nested"])
def worked_on(request: pytest.FixtureRequest, projects: Projects) -> Project:
    """Some documents in which all sorts of things were decided at random."""
    project = projects.make(request.param)
    chance = random.Random(3)
    quotes = ["王芳", "北京", "北京大学", "大学", "李雷", "上海", "第二段"]
    for number in range(8):
        document = add(project, f"第{number}篇😀" + TEXT)
        wanted = [(chance.choice(quotes), chance.choice(["PER", "ORG", "LOC"])) for _ in range(8)]
        propose(project, document, *wanted)
        if number == 0:
            continue
        for id_ in suggestion_ids(project, document):
            act = chance.choice([operations.accept, operations.reject, operations.correct, None])
            try:
                if act is operations.correct:
                    operations.correct(project, document, id_, label="LOC")
                elif act is not None:
                    act(project, document, [id_])  # type: ignore[operator]
            except Exception as error:
                assert type(error).__name__ == "Overlap"
        if number % 4 == 0:
            operations.finish(project, document)
        propose(project, document, *wanted[2:], *wanted[:1])
    return project


def test_waiting_is_what_is_open(worked_on: Project) -> None:
    flat = worked_on.label_set.is_flat
    lines = queries.document_lines(worked_on)
    assert {line.state for line in lines} == {LayerState.NEW, LayerState.IN_PROGRESS, LayerState.FINISHED}
    for line in lines:
        seen = queries.open_document(worked_on, line.id)
        waiting = open_suggestions(seen.suggestions, seen.annotations, seen.rejections, flat=flat)
        assert line.waiting == (0 if line.state is LayerState.FINISHED else len(waiting))
        assert line.annotations == len(seen.annotations)
        assert line.length == len(seen.document.text)


def test_is_open_says_the_same(worked_on: Project) -> None:
    flat = worked_on.label_set.is_flat
    for line in queries.document_lines(worked_on):
        seen = queries.open_document(worked_on, line.id)
        settled = {each.suggested for each in seen.annotations}
        waiting = open_suggestions(seen.suggestions, seen.annotations, seen.rejections, flat=flat)
        for each in seen.suggestions:
            over: list[Annotation] = [
                a for a in seen.annotations if a.start < each.end and each.start < a.end
            ]
            assert (each in waiting) == is_open(
                each, seen.rejections, over, flat=flat, settled=lambda place, s=settled: place in s
            )


def test_some_lines_only(worked_on: Project) -> None:
    lines = queries.document_lines(worked_on)
    ids = [line.id for line in lines[2:4]]
    assert queries.document_lines(worked_on, ids) == lines[2:4]
    assert queries.document_lines(worked_on, []) == []


def test_what_waits_is_counted_alone_as_in_the_list(worked_on: Project) -> None:
    operations.set_thresholds(worked_on, {"ORG": 0.95})
    operations.set_blind(worked_on, 0.5)
    lines = queries.document_lines(worked_on)
    with counted(worked_on) as sent:
        assert queries.waiting_counts(worked_on) == {line.id: line.waiting for line in lines}
    assert len(sent) <= 5
    some = lines[2].id
    assert queries.waiting_counts(worked_on, [some, 99_999]) == {some: lines[2].waiting}


def test_the_list_costs_the_same_however_much_is_begun(worked_on: Project) -> None:
    with counted(worked_on) as sent:
        queries.document_lines(worked_on)
    assert len(sent) <= 7


def test_a_document_costs_the_same_however_long(project: Project) -> None:
    numbers = []
    for times in (1, 5_000):
        document = add(project, TEXT * times)
        operations.fill(project, Proposes([("王芳", "PER")]), [document])
        operations.annotate(project, document, *place_of("上海"), "LOC")
        with counted(project) as sent:
            queries.open_document(project, document)
        numbers.append(len(sent))
    assert numbers[0] == numbers[1] <= 11


def test_next_unfinished_goes_round(project: Project) -> None:
    ids = [add(project, f"第{number}篇" + TEXT) for number in range(3)]
    assert queries.next_unfinished(project, 0) == ids[0]
    assert queries.next_unfinished(project, ids[2]) == ids[0]
    operations.finish(project, ids[0])
    assert queries.next_unfinished(project, ids[2]) == ids[1]
    operations.finish(project, ids[1])
    assert queries.next_unfinished(project, ids[2]) is None
    operations.remove_document(project, ids[2])
    assert queries.next_unfinished(project, ids[0]) is None


def test_next_unfinished_is_each_ones_own(project: Project, other: Project, document: int) -> None:
    operations.finish(project, document)
    assert queries.next_unfinished(project, 0) is None
    assert queries.next_unfinished(other, 0) == document


def test_no_such_document(project: Project) -> None:
    with pytest.raises(NotFound):
        queries.open_document(project, 99)


def test_progress(project: Project) -> None:
    ids = [add(project, f"第{number}篇" + TEXT) for number in range(4)]
    operations.finish(project, ids[0])
    operations.annotate(project, ids[1], 0, 1, "PER")
    operations.remove_document(project, ids[3])
    assert queries.progress(project) == queries.Progress(3, 1, 1)


def test_everybody_by_name(project: Project, other: Project) -> None:
    assert [each.name for each in queries.annotators(project)] == ["李雷", "王芳"]


@pytest.fixture
def texts(project: Project) -> Iterator[tuple[int, int]]:
    """A document of a thousand and one of half a million characters, with as many suggestions each."""
    found = []
    for times in (25, 13_000):
        document = add(project, TEXT * times)
        propose(project, document, ("北京", "LOC"), ("上海", "LOC"))
        found.append(document)
    return found[0], found[1]


def _acts(project: Project, document: int) -> list[int]:
    """How many statements each of some acts takes."""
    numbers = []
    at = place_of("王芳")
    first, second = suggestion_ids(project, document)[:2]
    made: list[int] = []
    for act in (
        lambda: made.append(operations.annotate(project, document, *at, "PER").added[0].id),
        lambda: operations.annotate(project, document, *place_of("李雷"), "PER"),
        lambda: operations.relabel(project, made[0], "ORG"),
        lambda: operations.move_edges(project, made[0], at[0], at[0] + 1),
        lambda: operations.accept(project, document, [first]),
        lambda: operations.reject(project, document, [second]),
        lambda: operations.remove(project, made),
        lambda: operations.undo(project),
        lambda: operations.redo(project),
        lambda: operations.finish(project, document),
        lambda: operations.undo(project),
        lambda: operations.redo(project),  # what is left undone costs the next act a statement
    ):
        with counted(project) as sent:
            act()
        numbers.append(len(sent))
    return numbers


def test_an_act_costs_the_same_however_long_the_text(project: Project, texts: tuple[int, int]) -> None:
    short, long = (_acts(project, document) for document in texts)
    assert short == long
    assert max(short) <= 18, short
    assert said(project, texts[0]) == said(project, texts[1])
