"""Undo and redo: the inverse as a new operation, across restarts, refused where somebody went on."""

from collections.abc import Callable

import pytest

from core import operations, queries
from core.annotation import DocumentRecord, ZoneKind
from core.errors import Conflict, NothingToUndo
from core.formats.report import Report
from core.history import Kind, Touched
from core.project import Project
from tests.core.conftest import Projects
from tests.core.samples import (
    TEXT,
    add,
    dump,
    place_of,
    propose,
    said,
    spans,
    suggestion_ids,
    unchanged_by,
)

WANG = place_of("王芳")
BEIJING = place_of("北京")
UNIVERSITY = place_of("北京大学")
SECOND_LINE = TEXT.index("王芳")
THIRD_LINE = TEXT.index("第二段")


def test_a_new_project_has_nothing_to_undo(project: Project) -> None:
    assert unchanged_by(project, lambda: operations.undo(project), NothingToUndo) == NothingToUndo("undo")
    assert unchanged_by(project, lambda: operations.redo(project), NothingToUndo) == NothingToUndo("redo")


def test_undo_names_what_it_was_about(project: Project, document: int) -> None:
    made = operations.annotate(project, document, *WANG, "PER")
    change = operations.undo(project)
    assert (change.kind, change.about, change.document_id) == (Kind.UNDO, Kind.ANNOTATE, document)
    assert change.removed == made.added
    assert change.layer is None
    assert change.touched == {Touched.ANNOTATIONS, Touched.LAYER}
    assert operations.redo(project).added == made.added


def test_undo_and_redo_tell_the_same_annotations(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *WANG, "PER").added
    done = operations.relabel(project, made.id, "ORG")
    undone = operations.undo(project)
    assert (undone.removed, undone.added) == (done.added, done.removed)
    redone = operations.redo(project)
    assert (redone.removed, redone.added) == (done.removed, done.added)


def test_undo_of_a_rejection_tells_it(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))
    done = operations.reject(project, document, suggestion_ids(project, document))
    assert operations.undo(project).unrejected == done.rejected
    assert operations.redo(project).rejected == done.rejected


def test_status_says_what_comes_next(project: Project, document: int) -> None:
    operations.annotate(project, document, *WANG, "PER")
    operations.finish(project, document)
    assert queries.undo_status(project).undo is Kind.FINISH
    operations.undo(project)
    status = queries.undo_status(project)
    assert (status.undo, status.undo_document) == (Kind.ANNOTATE, document)
    assert (status.redo, status.redo_document) == (Kind.FINISH, document)


def test_a_new_act_drops_what_was_undone(project: Project, document: int) -> None:
    operations.annotate(project, document, *WANG, "PER")
    operations.undo(project)
    operations.annotate(project, document, *BEIJING, "LOC")
    assert queries.undo_status(project).redo is None
    unchanged_by(project, lambda: operations.redo(project), NothingToUndo)
    operations.undo(project)
    assert operations.undo(project).about is Kind.IMPORT


def test_filling_drops_nothing(project: Project, document: int) -> None:
    operations.annotate(project, document, *WANG, "PER")
    operations.undo(project)
    propose(project, document, ("上海", "LOC"))
    assert operations.redo(project).about is Kind.ANNOTATE


def test_undo_survives_a_restart(projects: Projects, place: str) -> None:
    first = projects.open(place)
    document = add(first)
    before = dump(first)
    operations.annotate(first, document, *WANG, "PER")
    after = dump(first)
    first.close()
    again = projects.open(place)
    operations.undo(again)
    assert dump(again) == before
    again.close()
    third = projects.open(place)
    operations.redo(third)
    assert dump(third) == after


def test_undo_is_each_annotators_own(project: Project, other: Project, document: int) -> None:
    operations.annotate(project, document, *WANG, "PER")
    operations.annotate(other, document, *BEIJING, "LOC")
    operations.undo(project)
    assert said(other, document) == [("北京", "LOC")]
    assert said(project, document) == []


def test_undo_goes_across_documents(project: Project, document: int) -> None:
    second = add(project, "另一篇：" + TEXT)
    operations.annotate(project, document, *WANG, "PER")
    operations.annotate(project, second, *BEIJING, "LOC")
    assert [operations.undo(project).document_id for _ in range(2)] == [second, document]


def test_conflict_names_who_and_when(project: Project, other: Project, document: int) -> None:
    operations.retitle(project, document, "一")
    operations.retitle(other, document, "二")
    error = unchanged_by(project, lambda: operations.undo(project), Conflict)
    assert isinstance(error, Conflict)
    assert error.who == "李雷"
    assert error.when.startswith("20")
    operations.undo(other)
    operations.undo(project)
    assert queries.document_lines(project)[0].title not in ("一", "二")


def test_redo_is_refused_as_well(project: Project, other: Project, document: int) -> None:
    operations.retitle(project, document, "一")
    operations.undo(project)
    operations.retitle(other, document, "二")
    assert "李雷" in str(unchanged_by(project, lambda: operations.redo(project), Conflict))


def test_conflict_in_a_zone(project: Project, other: Project, document: int) -> None:
    operations.set_zone(project, document, *WANG, ZoneKind.CAPTION)
    operations.set_zone(other, document, *WANG, ZoneKind.HEADING)
    assert "李雷" in str(unchanged_by(project, lambda: operations.undo(project), Conflict))


def test_undo_of_a_zone_after_a_refill(project: Project, document: int) -> None:
    propose(project, document)
    operations.set_zone(project, document, 0, 1, ZoneKind.CAPTION)
    propose(project, document, ("王芳", "PER"))
    operations.undo(project)
    assert [zone.by_hand for zone in queries.open_document(project, document).zones] == [False]
    propose(project, document)
    operations.redo(project)
    zones = queries.open_document(project, document).zones
    assert [(zone.kind, zone.by_hand) for zone in zones] == [(ZoneKind.CAPTION, True)]


def test_undo_of_a_split_after_a_refill(project: Project, document: int) -> None:
    operations.annotate(project, document, *WANG, "PER")
    before = dump(project)
    operations.split_document(project, document, [THIRD_LINE])
    for line in queries.document_lines(project):
        propose(project, line.id, ("王芳", "PER"))
    operations.undo(project)
    after = dump(project)
    assert {name: rows for name, rows in after.items() if not name.startswith("text")} == {
        name: rows for name, rows in before.items() if not name.startswith("text")
    }
    operations.redo(project)
    assert len(queries.document_lines(project)) == 2


def test_undo_of_a_split_is_refused_where_somebody_went_on(
    project: Project, other: Project, document: int
) -> None:
    operations.split_document(project, document, [THIRD_LINE])
    part = queries.document_lines(other)[1].id
    operations.annotate(other, part, 0, 3, "LOC")
    assert "李雷" in str(unchanged_by(project, lambda: operations.undo(project), Conflict))
    operations.undo(other)
    operations.undo(project)
    assert len(queries.document_lines(project)) == 1


def test_undo_of_a_split_is_refused_where_a_copied_layer_went_on(
    project: Project, other: Project, document: int
) -> None:
    operations.annotate(other, document, *WANG, "PER")
    operations.split_document(project, document, [THIRD_LINE])
    part = queries.document_lines(other)[0].id
    operations.annotate(other, part, *BEIJING, "LOC")
    assert "李雷" in str(unchanged_by(project, lambda: operations.undo(project), Conflict))
    assert said(other, part) == [("王芳", "PER"), ("北京", "LOC")]


def test_redo_of_a_split_is_refused_where_somebody_went_on(
    project: Project, other: Project, document: int
) -> None:
    """The parts would lack what 李雷 did."""
    operations.split_document(project, document, [THIRD_LINE])
    operations.undo(project)
    operations.annotate(other, document, *WANG, "PER")
    assert "李雷" in str(unchanged_by(project, lambda: operations.redo(project), Conflict))
    operations.undo(other)
    operations.redo(project)
    assert len(queries.document_lines(project)) == 2


def test_what_a_split_was_made_of_does_not_keep_it_from_being_done_again(
    project: Project, other: Project, document: int
) -> None:
    operations.annotate(other, document, *WANG, "PER")
    operations.split_document(project, document, [THIRD_LINE])
    operations.undo(project)
    operations.undo(other)
    operations.redo(other)
    operations.redo(project)
    assert said(other, queries.document_lines(other)[0].id) == [("王芳", "PER")]


def test_a_split_without_what_was_done_again_since(project: Project, other: Project, document: int) -> None:
    operations.annotate(other, document, *WANG, "PER")
    operations.undo(other)
    operations.split_document(project, document, [THIRD_LINE])
    operations.undo(project)
    operations.redo(other)
    assert "李雷" in str(unchanged_by(project, lambda: operations.redo(project), Conflict))


def test_redo_does_not_work_on_what_is_off_the_list(project: Project, other: Project, document: int) -> None:
    operations.annotate(other, document, *WANG, "PER")
    operations.undo(other)
    operations.split_document(project, document, [THIRD_LINE])
    error = unchanged_by(other, lambda: operations.redo(other), Conflict)
    assert "王芳" in str(error)
    operations.undo(project)
    operations.redo(other)
    assert said(other, document) == [("王芳", "PER")]


def test_undo_of_an_import_is_refused_where_somebody_went_on(
    project: Project, other: Project, document: int
) -> None:
    operations.annotate(other, document, *WANG, "PER")
    assert "李雷" in str(unchanged_by(project, lambda: operations.undo(project), Conflict))
    operations.undo(other)
    operations.undo(project)
    assert queries.document_lines(project) == []


def test_undo_of_an_imported_layer_is_refused_where_its_owner_went_on(
    project: Project, other: Project, document: int
) -> None:
    record = DocumentRecord(TEXT, annotator="李雷", spans=spans(("王芳", "PER")), spans_given=True)
    operations.import_records(project, [record], Report())
    operations.reopen(other, document)
    operations.annotate(other, document, *UNIVERSITY, "ORG")
    assert "李雷" in str(unchanged_by(project, lambda: operations.undo(project), Conflict))
    assert len(said(other, document)) == 2


@pytest.mark.parametrize("times", [1, 3])
def test_undo_redo_undo(project: Project, document: int, times: int) -> None:
    start = dump(project)
    [made] = operations.annotate(project, document, *BEIJING, "LOC").added
    operations.move_edges(project, made.id, *UNIVERSITY)
    operations.relabel(project, made.id, "ORG")
    operations.set_category(project, document, "教育", True)
    operations.finish(project, document)
    end = dump(project)
    for _ in range(times):
        for _ in range(5):
            operations.undo(project)
        assert dump(project) == start
        for _ in range(5):
            operations.redo(project)
        assert dump(project) == end


def test_who_stands_in_the_way_is_named_not_who_took_something_back(project: Project, other: Project) -> None:
    """王芳, 李雷, 王芳 change the same row; 王芳 takes hers back, and then wants to take back her first."""
    operations.set_thresholds(project, {"LOC": 0.5})
    operations.set_thresholds(other, {"LOC": 0.6})
    operations.set_thresholds(project, {"LOC": 0.7})
    operations.undo(project)
    refused = unchanged_by(project, lambda: operations.undo(project), Conflict)
    assert isinstance(refused, Conflict)
    assert refused.who == "李雷"


def test_an_answer_stands_in_the_way_of_its_note(project: Project, other: Project) -> None:
    document = add(project)
    note = operations.add_note(project, document, "是谁？", about="").notes[0]
    operations.reply(other, note, "老师😀")
    assert "李雷" in str(unchanged_by(project, lambda: operations.undo(project), Conflict))


def refused(project: Project, act: Callable[[Project], object] = operations.undo) -> str:
    error = unchanged_by(project, lambda: act(project), Conflict)
    assert isinstance(error, Conflict)
    return error.who


def test_what_another_did_and_took_back_by_hand_is_undone_first(
    project: Project, other: Project, document: int
) -> None:
    """The title is as 王芳 left it, but 李雷 could not undo any more if she took it away."""
    before = dump(project)
    operations.retitle(project, document, "一😀")
    operations.retitle(other, document, "二𠮷")
    operations.retitle(other, document, "一😀")
    assert refused(project) == "李雷"
    for each in (other, other, project):
        operations.undo(each)
    assert dump(project) == before


def test_what_was_done_again_counts_from_then_on(project: Project, other: Project, document: int) -> None:
    title = queries.document_lines(project)[0].title
    operations.retitle(project, document, "一😀")
    operations.undo(project)
    operations.retitle(other, document, "二𠮷")
    operations.retitle(other, document, title)
    operations.redo(project)
    assert refused(other) == "王芳"
    operations.undo(project)
    operations.undo(other)
    operations.undo(other)
    assert queries.document_lines(project)[0].title == title


def test_what_another_did_again_is_undone_first(project: Project, other: Project, document: int) -> None:
    title = queries.document_lines(project)[0].title
    for name in ("一😀", title):
        operations.retitle(other, document, name)
    for _ in range(2):
        operations.undo(other)
    for name in ("二𠮷", title):
        operations.retitle(project, document, name)
    for _ in range(2):
        operations.redo(other)
    assert refused(project) == "李雷"
    operations.undo(other)
    operations.undo(other)
    operations.undo(project)
    assert queries.document_lines(project)[0].title == "二𠮷"


def test_what_another_did_beside_it_stays(project: Project, other: Project, document: int) -> None:
    operations.retitle(project, document, "一😀")
    operations.annotate(other, document, *WANG, "PER")
    operations.retitle(other, add(other, "另一篇"), "二𠮷")
    operations.undo(project)
    assert said(other, document) == [("王芳", "PER")]
