"""Approving and returning somebody's work, and who sees what."""

import pytest

from core import operations, queries
from core.annotation import LayerState, Role
from core.errors import InputError, NotAllowed, NotFound
from core.project import Project
from core.queries.board import board, minutes, with_minutes
from core.queries.review import layers_of
from tests.core.samples import place_of, unchanged_by


@pytest.fixture
def finished(other: Project, document: int) -> int:
    """The sample, finished by 李雷."""
    operations.annotate(other, document, *place_of("上海"), "LOC")
    operations.finish(other, document)
    return document


def test_returned_work_says_why(project: Project, other: Project, finished: int) -> None:
    operations.return_layer(project, finished, "李雷", "漏了人名😀")
    [line] = layers_of(project, finished)
    assert (line.state, line.note, line.reviewer) == (LayerState.RETURNED, "漏了人名😀", "王芳")
    assert line.annotations == 1
    operations.annotate(other, finished, *place_of("王芳"), "PER")
    operations.finish(other, finished)
    operations.approve(project, finished, "李雷")
    [line] = layers_of(project, finished)
    assert (line.state, line.note) == (LayerState.APPROVED, "")


def test_approved_work_can_be_returned(project: Project, finished: int) -> None:
    operations.approve(project, finished, "李雷")
    operations.return_layer(project, finished, "李雷", "再看")
    assert layers_of(project, finished)[0].state is LayerState.RETURNED


def test_work_is_returned_with_a_reason(project: Project, finished: int) -> None:
    unchanged_by(project, lambda: operations.return_layer(project, finished, "李雷", " \n"), InputError)


@pytest.mark.parametrize("who", ["李雷", "王芳", "nobody"])
def test_only_finished_work_is_approved(project: Project, other: Project, document: int, who: str) -> None:
    operations.annotate(other, document, *place_of("上海"), "LOC")
    unchanged_by(project, lambda: operations.approve(project, document, who), NotFound)


def test_undo_of_a_return(project: Project, finished: int) -> None:
    before = layers_of(project, finished)
    operations.return_layer(project, finished, "李雷", "再看")
    operations.undo(project)
    assert layers_of(project, finished) == before


def test_undo_is_refused_when_the_annotator_went_on(project: Project, other: Project, finished: int) -> None:
    from core.errors import Conflict

    operations.return_layer(project, finished, "李雷", "再看")
    operations.finish(other, finished)
    unchanged_by(project, lambda: operations.undo(project), Conflict)


def test_the_board_counts_states(project: Project, other: Project, finished: int) -> None:
    operations.annotate(project, finished, *place_of("上海"), "LOC")
    one, two = with_minutes(board(project), minutes(project)).people
    assert (one.name, one.finished, one.spans, one.in_progress) == ("李雷", 1, 1, 0)
    assert (two.name, two.finished, two.in_progress) == ("王芳", 0, 1)
    assert one.minutes_per_document is not None
    assert queries.progress(other).finished == 1


def test_who_gives_the_first_role_is_not_shut_out_by_it(project: Project, other: Project) -> None:
    operations.set_role(project, "李雷", Role.REVIEWER)
    assert {row.name: row.role for row in board(project).people} == {
        "李雷": Role.REVIEWER,
        "王芳": Role.OWNER,
    }
    operations.undo(project)
    assert {row.role for row in board(project).people} == {Role.ANNOTATOR}
    operations.set_role(project, "王芳", Role.REVIEWER)
    unchanged_by(project, lambda: operations.set_role(other, "李雷", Role.OWNER), NotAllowed)
