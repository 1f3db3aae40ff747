"""Who gets which documents."""

import pytest

from core import operations, queries
from core.errors import InputError, NotFound
from core.project import Project
from core.queries.assigning import proposed_assignment
from core.queries.board import assignments, board
from core.review.assigning import Task, by_load, in_turn
from tests.core.samples import TEXT, add, unchanged_by

TASKS = [Task(1, 10, "晚报"), Task(2, 30, "日报"), Task(3, 10, "晚报"), Task(4, 10, "日报")]


def test_in_turn() -> None:
    assert in_turn(TASKS, ["a", "b", "c"], 1) == [(1, "a"), (2, "b"), (3, "c"), (4, "a")]
    assert in_turn(TASKS[:2], ["a", "b", "c"], 2) == [(1, "a"), (1, "b"), (2, "c"), (2, "a")]
    assert in_turn([Task(1, 1, "", frozenset("a"))], ["a", "b"], 2) == [(1, "b")]
    assert in_turn(TASKS[:1], ["a"], 3) == [(1, "a")]


def test_by_source_everybody_gets_of_each() -> None:
    assert in_turn(TASKS, ["a", "b"], 1, stratified=True) == [(2, "a"), (4, "b"), (1, "a"), (3, "b")]


def test_by_load() -> None:
    assert by_load(TASKS, ["a", "b"], 1, {"b": 5}) == [(2, "a"), (1, "b"), (3, "b"), (4, "b")]
    assert by_load([Task(1, 9, "", frozenset("a"))], ["a", "b"], 2, {}) == [(1, "b")]


@pytest.fixture
def documents(project: Project) -> list[int]:
    return [add(project, f"第{number}篇：" + TEXT) for number in range(4)]


@pytest.mark.parametrize("how", ["turn", "load", "source"])
def test_every_document_has_so_many(project: Project, documents: list[int], how: str) -> None:
    told = proposed_assignment(project, ["甲", "乙", "丙"], each=2, how=how)
    assert assignments(project) == {}
    operations.assign(project, ["甲", "乙", "丙"], each=2, how=how)
    assert [(each.name, each.documents) for each in told.gets] == [
        (row.name, row.assigned) for name in "甲乙丙" for row in board(project).people if row.name == name
    ]
    found = assignments(project)
    assert {len(people) for people in found.values()} == {2}
    assert set(found) == set(documents)
    assert max(row.assigned for row in board(project).people) <= 3
    told = proposed_assignment(project, ["甲", "乙", "丙"], each=2, how=how)
    assert (told.documents, told.enough, told.people_per_document) == (4, 4, ((2, 4),))
    again = operations.assign(project, ["甲", "乙", "丙"], each=2, how=how)
    assert again.operation_id == 0
    operations.undo(project)
    assert assignments(project) == {}


def test_only_these_and_back_again(project: Project, documents: list[int]) -> None:
    operations.assign(project, ["甲"], documents[:1])
    assert assignments(project) == {documents[0]: ("甲",)}
    operations.unassign(project, documents, "甲")
    assert assignments(project) == {}
    unchanged_by(project, lambda: operations.unassign(project, documents, "甲"), NotFound)


def test_what_cannot_be_assigned(project: Project, documents: list[int]) -> None:
    unchanged_by(project, lambda: operations.assign(project, ["甲"], [999]), NotFound)
    unchanged_by(project, lambda: operations.assign(project, []), InputError)
    unchanged_by(project, lambda: operations.assign(project, [" \n"]), InputError)
    assert queries.undo_status(project).undo is not None
    unchanged_by(project, lambda: operations.assign(project, ["甲"], how="𠮷"), InputError)


def test_by_hand_each_gets_all_whoever_else_has_them(project: Project, documents: list[int]) -> None:
    operations.assign(project, ["甲"], documents[:2])
    operations.assign(project, ["甲", "😀乙"], documents[:3], how="all")
    found = assignments(project)
    assert {id_: found.get(id_, ()) for id_ in documents} == {
        **dict.fromkeys(documents[:3], ("甲", "😀乙")),
        documents[3]: (),
    }
