"""Finishing and reopening: what waits is confirmed, and undo takes back just that."""

from itertools import pairwise

from core import operations, queries
from core.annotation import CategoryMark, LayerState, Origin
from core.errors import NotFound
from core.history import Kind, Touched
from core.project import Project
from tests.core.samples import add, annotations, dump, place_of, propose, said, suggestion_ids, unchanged_by


def test_finish_confirms_what_still_waits(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"), ("北京大学", "ORG"), ("上海", "LOC"), categories=["教育"])
    wang, university, _ = suggestion_ids(project, document)
    operations.reject(project, document, [wang])
    operations.correct(project, document, university, label="LOC")
    change = operations.finish(project, document)
    assert [each.quote for each in change.added] == ["上海"]
    assert said(project, document) == [("北京大学", "LOC"), ("上海", "LOC")]
    assert change.categories == (CategoryMark("教育", True, Origin.ACCEPTED),)
    assert change.layer is not None
    assert change.layer.state is LayerState.FINISHED


def test_undo_of_finish_takes_back_exactly_that(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"), ("上海", "LOC"), categories=["教育", "防疫"])
    operations.annotate(project, document, *place_of("北京大学"), "ORG")
    before = dump(project)
    operations.finish(project, document)
    after = dump(project)
    change = operations.undo(project)
    assert (change.kind, change.about) == (Kind.UNDO, Kind.FINISH)
    assert dump(project) == before
    operations.redo(project)
    assert dump(project) == after


def test_finish_of_an_untouched_document_without_suggestions(project: Project, document: int) -> None:
    change = operations.finish(project, document)
    assert change.touched == {Touched.LAYER}
    operations.undo(project)
    assert queries.open_document(project, document).layer.id == 0


def test_finish_gives_no_category_that_was_refused(project: Project, document: int) -> None:
    propose(project, document, categories=["教育", "防疫"])
    operations.set_category(project, document, "教育", False)
    operations.finish(project, document)
    given = {each.category: each.given for each in queries.open_document(project, document).categories}
    assert given == {"教育": False, "防疫": True}


def test_finish_in_a_flat_set_never_overlaps(project: Project, document: int) -> None:
    propose(project, document, ("北京", "LOC"), ("北京大学", "ORG"), ("大学", "ORG"))
    operations.finish(project, document)
    found = annotations(project, document)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert found


def test_finish_in_a_nested_set_confirms_one_place_once(nested: Project) -> None:
    document = add(nested)
    propose(nested, document, ("北京", "LOC"), ("北京", "LOC"), ("北京大学", "ORG"))
    operations.finish(nested, document)
    assert sorted(said(nested, document)) == [("北京", "LOC"), ("北京大学", "ORG")]


def test_reopen_keeps_what_finishing_confirmed(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))
    operations.finish(project, document)
    change = operations.reopen(project, document)
    assert change.layer is not None
    assert change.layer.state is LayerState.IN_PROGRESS
    assert said(project, document) == [("王芳", "PER")]
    operations.annotate(project, document, *place_of("上海"), "LOC")


def test_reopen_what_is_not_finished(project: Project, document: int) -> None:
    unchanged_by(project, lambda: operations.reopen(project, document), NotFound)
    operations.annotate(project, document, *place_of("上海"), "LOC")
    unchanged_by(project, lambda: operations.reopen(project, document), NotFound)


def test_one_annotators_finish_is_not_anothers(project: Project, other: Project, document: int) -> None:
    operations.finish(project, document)
    operations.annotate(other, document, *place_of("上海"), "LOC")
    assert queries.document_lines(other)[0].state is LayerState.IN_PROGRESS
