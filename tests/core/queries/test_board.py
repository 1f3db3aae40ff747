"""Who has which documents, how far each is, and how long it took."""

import pytest

from core import operations
from core.annotation import LayerState, Role
from core.errors import Cancelled
from core.project import Project
from core.queries.board import Share, board, minutes, with_minutes
from core.store.models import OperationRow
from tests.core.samples import TEXT, add, place_of


@pytest.fixture
def documents(project: Project) -> list[int]:
    return [add(project, f"第{number}篇：" + TEXT, title=f"题{number}😀") for number in range(3)]


def test_every_document_with_who_has_it(project: Project, other: Project, documents: list[int]) -> None:
    one, two, three = documents
    operations.assign(project, ["李雷"], [one])
    operations.assign(project, ["王芳", "李雷"], [two], how="all")
    operations.annotate(other, one, *place_of("王芳", text="第0篇：" + TEXT), "PER")
    operations.finish(other, two)
    operations.annotate(project, three, *place_of("王芳", text="第2篇：" + TEXT), "PER")
    found = board(project)
    new, going, done = LayerState.NEW, LayerState.IN_PROGRESS, LayerState.FINISHED
    assert [(line.title, line.shares) for line in found.lines] == [
        ("题0😀", (Share("李雷", going, True),)),
        ("题1😀", (Share("李雷", done, True), Share("王芳", new, True))),
        ("题2😀", (Share("王芳", going, False),)),
    ]
    lei, fang = found.people
    assert (lei.name, lei.assigned, lei.new, lei.in_progress, lei.finished) == ("李雷", 2, 0, 1, 1)
    assert (fang.name, fang.assigned, fang.new, fang.in_progress, fang.documents) == ("王芳", 1, 1, 1, 2)
    assert found.covered == {1: 2, 2: 1}
    assert found.lines[1].moved > found.lines[0].moved == ""


def test_every_number_is_that_of_the_lines_behind_it(
    project: Project, other: Project, documents: list[int]
) -> None:
    operations.assign(project, ["李雷", "王芳"], each=2)
    operations.finish(other, documents[0])
    operations.return_layer(project, documents[0], "李雷", "再看")
    operations.finish(other, documents[1])
    operations.approve(project, documents[1], "李雷")
    operations.remove_document(project, documents[2])
    found = board(project)
    for row in found.people:
        mine = [share.state for line in found.lines for share in line.shares if share.name == row.name]
        assert row.returned == mine.count(LayerState.RETURNED)
        assert row.approved == mine.count(LayerState.APPROVED)
        assert row.documents == len(mine) == 2


def test_a_handout_and_a_role_are_told(project: Project, documents: list[int], tmp_path: object) -> None:
    from pathlib import Path

    operations.hand_out(project, "甲", Path(str(tmp_path)) / "甲.db", documents[:1])
    operations.set_role(project, "王芳", Role.REVIEWER)
    people = {row.name: row for row in board(project).people}
    assert people["甲"].handed_out > people["王芳"].handed_out == ""
    assert people["王芳"].role is Role.REVIEWER


def test_minutes_are_those_between_acts_that_follow_each_other(
    project: Project, documents: list[int]
) -> None:
    for at, document in ((0, 0), (30, 0), (90, 1), (900, 1), (930, 1)):
        with project.store.writing() as session:
            session.add(
                OperationRow(
                    at=f"2026-01-01T00:{at // 60:02}:{at % 60:02}.000+00:00",
                    person_id=project.annotator.id,
                    kind="annotate",
                    document_id=documents[document],
                    changes=b"[]",
                    undoable=False,
                    state="done",
                )
            )
    found = minutes(project)
    assert {id_: round(each, 2) for id_, each in found.by_document["王芳"].items()} == {
        documents[0]: 0.5,
        documents[1]: 1.5,
    }
    assert with_minutes(board(project), found).people[0].minutes_per_document is None
    operations.finish(project, documents[0])
    [row] = with_minutes(board(project), found).people
    assert row.minutes_per_document == pytest.approx(0.5)
    with pytest.raises(Cancelled):
        minutes(project, lambda: True)
