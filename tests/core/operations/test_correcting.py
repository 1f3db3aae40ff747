"""A reviewer corrects somebody's finished layer: who changed what is kept, and the annotator sees it."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from core import operations, queries
from core.annotation import LayerState, Role
from core.errors import InputError, NotAllowed, NotFound
from core.formats.report import Report
from core.history import Kind
from core.project import Project, open_project
from core.queries.history import history_of
from core.queries.review import review_document
from core.queries.reviewed import Reviewed, annotator_named, reviewed, to_review
from core.store.models import CorrectionRow
from tests.core.samples import place_of, said, unchanged_by

WANG, SHANGHAI, BEIJING, LI = (place_of(each) for each in ("王芳", "上海", "北京", "李雷"))


@pytest.fixture
def finished(other: Project, document: int) -> int:
    """The sample, finished by 李雷 with 上海 and 北京."""
    operations.annotate(other, document, *SHANGHAI, "LOC")
    operations.annotate(other, document, *BEIJING, "ORG")
    operations.finish(other, document)
    return document


@pytest.fixture
def review(project: Project, finished: int) -> Project:
    """王芳's project with 李雷's layers in her hands."""
    return project.reviewing(annotator_named(project, "李雷"))


def look(project: Project, document: int) -> Reviewed:
    found = reviewed(project, document)
    assert found is not None
    return found


def test_what_is_changed_is_theirs_and_the_hand_is_kept(
    project: Project, other: Project, review: Project, finished: int
) -> None:
    shanghai, beijing = sorted(
        queries.open_document(review, finished).annotations, key=lambda each: -each.start
    )
    operations.relabel(review, beijing.id, "LOC")
    operations.move_edges(review, beijing.id, beijing.start, beijing.end + 2)
    operations.remove(review, [shanghai.id])
    change = operations.annotate(review, finished, *WANG, "PER")
    assert [each.quote for each in change.added] == ["王芳"]
    assert said(other, finished) == [("王芳", "PER"), ("北京大学", "LOC")]
    assert said(project, finished) == []
    found = look(other, finished)
    told = [
        (each.who, each.before and each.before.quote, each.after and each.after.quote)
        for each in found.corrections
    ]
    assert told == [("王芳", None, "王芳"), ("王芳", "北京", "北京大学"), ("王芳", "上海", None)]
    assert found.state is LayerState.FINISHED
    assert history_of(other, finished, beijing.id)[-1].who == "王芳"


def test_only_what_happens_in_their_work_is_a_correction(
    project: Project, other: Project, review: Project, finished: int
) -> None:
    """With their work open, gold is adjudicated and labels are merged too."""
    operations.annotate(project, finished, *WANG, "PER")
    operations.finish(project, finished)
    [first, *_] = review_document(project, finished).cases
    operations.adjudicate(review, finished, first.case.start, first.case.end, [(*WANG, "PER")])
    with project.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(CorrectionRow)) == 0
    operations.annotate(review, finished, *WANG, "PER")
    assert len(look(other, finished).corrections) == 1


def test_undo_takes_the_correction_away_and_touches_nobody_else(
    project: Project, other: Project, review: Project, finished: int
) -> None:
    operations.annotate(project, finished, *WANG, "PER")
    before = look(other, finished)
    operations.annotate(review, finished, *WANG, "PER")
    assert len(look(other, finished).corrections) == 1
    change = operations.undo(project)
    assert change.about is Kind.ANNOTATE
    assert change.removed == ()  # it was not in 王芳's own layer
    assert look(other, finished) == before
    change = operations.redo(review)
    assert [each.quote for each in change.added] == ["王芳"]
    operations.undo(review)
    assert said(project, finished) == [("王芳", "PER")]


def test_back_and_forth_is_no_correction(review: Project, other: Project, finished: int) -> None:
    [beijing] = [each for each in queries.open_document(review, finished).annotations if each.quote == "北京"]
    operations.relabel(review, beijing.id, "PER")
    operations.relabel(review, beijing.id, "ORG")
    operations.set_category(review, finished, "教育", True)
    assert [(each.category, each.given) for each in look(other, finished).corrections] == [("教育", True)]
    operations.set_category(review, finished, "教育", False)
    assert look(other, finished).corrections == ()


def test_who_finishes_again_has_seen_it(
    project: Project, review: Project, other: Project, finished: int
) -> None:
    operations.annotate(review, finished, *WANG, "PER")
    operations.return_layer(project, finished, "李雷", "漏了人名😀")
    found = look(other, finished)
    assert (found.state, found.note, found.reviewer) == (LayerState.RETURNED, "漏了人名😀", "王芳")
    assert len(found.corrections) == 1
    unchanged_by(project, lambda: operations.annotate(review, finished, *LI, "PER"), NotFound)
    operations.finish(other, finished)
    assert look(other, finished).corrections == ()
    operations.undo(other)
    assert len(look(other, finished).corrections) == 1


def test_what_cannot_be_done_with_somebody_elses_work(
    project: Project, other: Project, review: Project, finished: int
) -> None:
    unchanged_by(project, lambda: operations.finish(review, finished), InputError)
    unchanged_by(project, lambda: operations.reopen(review, finished), InputError)
    operations.reopen(other, finished)
    unchanged_by(project, lambda: operations.annotate(review, finished, *LI, "PER"), NotFound)
    operations.finish(other, finished)
    operations.set_role(project, "李雷", Role.OWNER)
    operations.set_role(other, "王芳", Role.ANNOTATOR)
    unchanged_by(project, lambda: operations.annotate(review, finished, *LI, "PER"), NotAllowed)
    with pytest.raises(NotFound):
        annotator_named(project, "谁")


def test_what_is_reviewed_is_read_without_suggestions(
    review: Project, project: Project, finished: int
) -> None:
    from tests.core.samples import propose

    propose(project, finished, ("李雷", "PER"))
    assert queries.open_document(review, finished).suggestions == ()
    assert len(queries.open_document(project, finished).suggestions) == 1


def test_it_goes_out_in_a_file_and_is_seen_when_that_comes_back(
    project: Project, review: Project, finished: int, tmp_path: Path
) -> None:
    operations.annotate(review, finished, *WANG, "PER")
    operations.return_layer(project, finished, "李雷", "漏了人名😀")
    operations.hand_out(project, "李雷", tmp_path / "李雷.db", [finished])
    theirs = open_project(tmp_path / "李雷.db", create=False)
    id_ = queries.document_lines(theirs)[0].id
    found = look(theirs, id_)
    assert (found.note, found.reviewer) == ("漏了人名😀", "王芳")
    assert [(each.who, each.after and each.after.label) for each in found.corrections] == [("王芳", "PER")]
    operations.annotate(theirs, id_, *LI, "PER")
    operations.finish(theirs, id_)
    theirs.close()
    operations.collect(project, tmp_path / "李雷.db", Report())
    found = look(review, finished)
    assert (found.state, found.corrections) == (LayerState.FINISHED, ())
    assert said(review, finished)[0] == ("王芳", "PER")


def test_what_waits_for_a_reviewer(project: Project, other: Project, finished: int) -> None:
    [line] = to_review(project)
    assert (line.owner, line.labels, line.score) == ("李雷", {"LOC", "ORG"}, None)
    assert to_review(other) == []
    assert to_review(project, "谁") == []
    operations.approve(project, finished, "李雷")
    assert to_review(project) == []
