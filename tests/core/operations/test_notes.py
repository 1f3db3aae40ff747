"""Notes: written, answered, settled; they go where their spans go, and nobody else's are touched."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from core import operations, queries
from core.annotation import NoteRecord, Role
from core.errors import BadSpan, InputError, LayerFinished, NotAllowed, NotFound, NotYours
from core.formats.jinbiao import FORMAT
from core.formats.report import Outcome, Report
from core.history import Kind, Touched
from core.project import Project, open_project
from core.queries import Note
from core.store.audit import audit
from core.store.models import AnnotationRow
from tests.core.formats.records import read, write
from tests.core.operations.test_collecting import work_in
from tests.core.samples import TEXT, add, annotations, dump, place_of, propose, suggestion_ids, unchanged_by


def the_note(project: Project) -> Note:
    """The only note there is for the annotator."""
    [note] = queries.notes(project)
    return note


def collected(project: Project, file: Path) -> Report:
    """What collecting a file says."""
    report = Report()
    operations.collect(project, file, report)
    return report


def only_document(project: Project) -> int:
    """The id of the only document there is."""
    [line] = queries.document_lines(project)
    return line.id


def annotated(project: Project, document: int, quote: str = "北京大学", label: str = "ORG") -> int:
    """The id of a new annotation."""
    [made] = operations.annotate(project, document, *place_of(quote), label).added
    return made.id


def test_on_an_annotation(project: Project, document: int) -> None:
    id_ = annotated(project, document)
    change = operations.add_note(project, document, "  简称吗？😀\r\n", annotation_id=id_)
    note = the_note(project)
    assert (change.kind, change.notes, change.touched) == (Kind.NOTE, (note.id,), {Touched.NOTES})
    assert (note.author, note.about, note.body) == ("王芳", "王芳", "简称吗？😀")
    assert (note.start, note.end) == place_of("北京大学")
    assert (note.quote, note.label, note.annotation_id, note.is_gone) == ("北京大学", "ORG", id_, False)
    assert note.is_mine and not note.is_resolved and not note.replies


def test_at_a_place_and_about_the_whole(project: Project, document: int) -> None:
    operations.add_note(project, document, "这里", place=place_of("上海"))
    operations.add_note(project, document, "全文")
    found = queries.notes(project, [document])
    assert [(each.body, each.quote, each.annotation_id) for each in found] == [
        ("全文", "", None),
        ("这里", "上海", None),
    ]
    assert queries.document_lines(project)[0].notes == 2


def test_what_is_no_note(project: Project, document: int) -> None:
    unchanged_by(project, lambda: operations.add_note(project, document, " \n"), InputError)
    unchanged_by(project, lambda: operations.add_note(project, document, "x", place=(3, 3)), BadSpan)
    unchanged_by(project, lambda: operations.add_note(project, document, "x", place=(0, 9999)), BadSpan)
    unchanged_by(project, lambda: operations.add_note(project, 99, "x"), NotFound)
    unchanged_by(project, lambda: operations.add_note(project, document, "x", annotation_id=9), NotFound)
    unchanged_by(project, lambda: operations.reply(project, 9, "x"), NotFound)


def test_an_annotation_of_another_document(project: Project, document: int) -> None:
    other = add(project, "另一篇" + TEXT)
    id_ = annotated(project, document)
    unchanged_by(project, lambda: operations.add_note(project, other, "x", annotation_id=id_), NotFound)


def test_answered_and_settled(project: Project, document: int, other: Project) -> None:
    operations.add_note(project, document, "谁知道？", about="")
    id_ = the_note(project).id
    operations.reply(other, id_, "我")
    answer = the_note(project).replies[0]
    operations.reply(project, answer.id, "多谢")
    operations.resolve_note(other, id_)
    note = the_note(project)
    assert [(each.author, each.body, each.is_mine) for each in note.replies] == [
        ("李雷", "我", False),
        ("王芳", "多谢", True),
    ]
    assert (note.is_resolved, note.settled_by) == (True, "李雷")
    assert queries.document_lines(project)[0].notes == 0
    assert queries.notes(project, resolved=False) == []
    assert operations.resolve_note(project, id_).operation_id == 0  # it is already
    operations.resolve_note(project, id_, False)
    assert not the_note(project).is_resolved
    unchanged_by(project, lambda: operations.resolve_note(project, answer.id), NotFound)


def test_only_ones_own_words_are_changed(project: Project, document: int, other: Project) -> None:
    operations.add_note(project, document, "一", about="")
    id_ = the_note(project).id
    error = unchanged_by(other, lambda: operations.edit_note(other, id_, "二"), NotYours)
    assert "王芳" in str(error)
    unchanged_by(other, lambda: operations.remove_note(other, id_), NotYours)
    operations.edit_note(project, id_, "二")
    assert the_note(other).body == "二"
    assert operations.edit_note(project, id_, " 二 ").operation_id == 0


def test_taken_away(project: Project, document: int, other: Project) -> None:
    operations.add_note(project, document, "秘密", about="")
    id_ = the_note(project).id
    operations.reply(other, id_, "什么？")
    operations.remove_note(project, id_)
    note = the_note(project)
    assert (note.body, note.is_removed, len(note.replies)) == ("", True, 1)
    unchanged_by(project, lambda: operations.reply(project, id_, "x"), NotFound)
    operations.remove_note(other, note.replies[0].id)
    assert queries.notes(project) == []
    assert queries.document_lines(project)[0].notes == 0
    operations.undo(other)
    operations.undo(project)
    assert the_note(project).body == "秘密"


def test_who_sees_what(project: Project, document: int, other: Project) -> None:
    """One's own, what is about one's work, everybody's; reviewers all."""
    operations.set_role(project, "王芳", Role.REVIEWER)
    hers = annotated(other, document)
    operations.add_note(other, document, "拿不准", annotation_id=hers)
    operations.add_note(project, document, "应当是机构", annotation_id=hers)
    operations.add_note(project, document, "自己的")
    assert [each.body for each in queries.notes(other)] == ["拿不准", "应当是机构"]
    assert [each.body for each in queries.notes(project)] == ["自己的", "应当是机构"]
    assert len(queries.notes(project, everybody=True)) == 3
    with pytest.raises(NotAllowed):
        queries.notes(other, everybody=True)
    own = next(each for each in queries.notes(project) if each.body == "自己的")
    unchanged_by(other, lambda: operations.reply(other, own.id, "x"), NotFound)
    mine = annotated(project, document)
    unchanged_by(other, lambda: operations.add_note(other, document, "x", annotation_id=mine), NotAllowed)
    unchanged_by(other, lambda: operations.add_note(other, document, "x", about="王芳"), NotAllowed)


def test_a_note_goes_with_its_span(project: Project, document: int) -> None:
    id_ = annotated(project, document)
    operations.add_note(project, document, "边界？", annotation_id=id_)
    start, end = place_of("北京大学")
    operations.move_edges(project, id_, start, end - 2)
    assert (the_note(project).quote, the_note(project).end) == ("北京", end - 2)
    operations.relabel(project, id_, "LOC")
    assert the_note(project).label == "LOC"
    assert list(audit(project.store)) == []
    operations.undo(project)
    operations.undo(project)
    assert the_note(project).quote == "北京大学"
    operations.undo(project)  # the note itself, although its place moved meanwhile
    assert queries.notes(project) == []
    operations.redo(project)
    operations.redo(project)
    assert the_note(project).quote == "北京"
    assert list(audit(project.store)) == []


def test_a_note_comes_back_to_where_its_span_is_by_now(
    project: Project, document: int, other: Project
) -> None:
    id_ = annotated(project, document)
    operations.add_note(other, document, "边界？", annotation_id=id_, about="王芳")
    operations.undo(other)
    start, end = place_of("北京大学")
    operations.move_edges(project, id_, start, end - 2)
    operations.redo(other)
    assert (the_note(project).quote, the_note(project).end) == ("北京", end - 2)
    operations.undo(other)
    operations.remove(project, [id_])
    operations.redo(other)
    assert the_note(project).quote == "北京大学"  # as it was written
    assert list(audit(project.store)) == []


def test_a_note_outlives_its_span_and_says_so(project: Project, document: int) -> None:
    id_ = annotated(project, document)
    operations.add_note(project, document, "？", annotation_id=id_)
    start, end = place_of("北京大学")
    operations.move_edges(project, id_, start, end - 2)
    operations.remove(project, [id_])
    note = the_note(project)
    assert (note.is_gone, note.label, note.quote, note.start) == (True, "", "北京", start)
    operations.undo(project)
    assert not the_note(project).is_gone


def test_all_undone_is_as_before(project: Project, document: int) -> None:
    id_ = annotated(project, document)
    before = dump(project)
    operations.add_note(project, document, "一", annotation_id=id_)
    note = the_note(project).id
    operations.reply(project, note, "二")
    operations.edit_note(project, note, "三")
    operations.resolve_note(project, note)
    operations.set_unsure(project, [id_])
    operations.remove_note(project, note)
    for _ in range(6):
        operations.undo(project)
    assert dump(project) == before
    for _ in range(6):
        operations.redo(project)
    assert annotations(project, document)[0].unsure
    assert the_note(project).is_removed


def test_unsure(project: Project, document: int) -> None:
    id_ = annotated(project, document)
    change = operations.set_unsure(project, [id_])
    assert change.kind is Kind.UNSURE and change.added[0].unsure and not change.removed[0].unsure
    assert queries.document_lines(project)[0].unsure == 1
    assert operations.set_unsure(project, [id_]).operation_id == 0
    operations.relabel(project, id_, "LOC")
    assert annotations(project, document)[0].unsure
    assert operations.set_unsure(project, [id_], False).kind is Kind.SURE
    assert queries.document_lines(project)[0].unsure == 0
    operations.finish(project, document)
    unchanged_by(project, lambda: operations.set_unsure(project, [id_]), LayerFinished)
    operations.add_note(project, document, "结束以后也可以说", annotation_id=id_)


def test_unsure_of_a_suggestion(project: Project, document: int) -> None:
    """It is accepted and marked in one act."""
    propose(project, document, ("上海", "LOC"))
    change = operations.accept(project, document, suggestion_ids(project, document), unsure=True)
    assert [each.unsure for each in change.added] == [True]


def test_a_split_keeps_notes_in_place(project: Project, document: int) -> None:
    id_ = annotated(project, document)
    operations.set_unsure(project, [id_])
    operations.add_note(project, document, "机构？", annotation_id=id_)
    operations.reply(project, the_note(project).id, "是")
    operations.add_note(project, document, "全文")
    operations.add_note(project, document, "又说", place=place_of("又说"))
    start = TEXT.index("第二段")
    operations.split_document(project, document, [TEXT.index("王芳"), start])
    first, middle, last = (line.id for line in queries.document_lines(project))
    found = {each.body: each for each in queries.notes(project)}
    assert [found[body].document_id for body in ("全文", "机构？", "又说")] == [first, middle, last]
    moved = found["机构？"]
    assert (moved.label, moved.is_gone, len(moved.replies)) == ("ORG", False, 1)
    assert moved.start == TEXT.index("北京大学") - TEXT.index("王芳")
    assert annotations(project, middle)[0].unsure
    assert list(audit(project.store)) == []
    operations.undo(project)
    assert {each.document_id for each in queries.notes(project)} == {document}


def test_out_and_in_again(project: Project, other: Project, document: int, tmp_path: Path) -> None:
    """Nothing of a note is lost on the way; the same file again adds nothing."""
    id_ = annotated(project, document)
    operations.set_unsure(project, [id_])
    operations.add_note(project, document, "机构？😀", annotation_id=id_)
    operations.reply(project, the_note(project).id, "是")
    operations.resolve_note(project, the_note(project).id)
    operations.add_note(project, document, "大家看", about="")
    operations.reply(other, queries.notes(project)[0].id, "看了")
    write(FORMAT, tmp_path / "a.jsonl", queries.records(project))
    before = queries.notes(project)
    [record], _ = read(FORMAT, tmp_path / "a.jsonl")
    report = Report()
    operations.import_records(project, [record], report)
    assert [note.why for note in report.notes if note.what == "note"] == ["the same note is here already"] * 2
    assert queries.notes(project) == before
    operations.remove_document(project, document)
    operations.import_records(project, [record], Report())
    again = queries.notes(project)
    assert [(e.body, e.author, e.about, e.at, e.quote, e.label, e.is_resolved) for e in again] == [
        (e.body, e.author, e.about, e.at, e.quote, e.label, e.is_resolved) for e in before
    ]
    assert [[r.body for r in e.replies] for e in again] == [["看了"], ["是"]]
    assert queries.document_lines(project)[0].unsure == 1
    write(FORMAT, tmp_path / "b.jsonl", queries.records(project))
    assert (tmp_path / "b.jsonl").read_text().split('"meta"')[1:] == (
        (tmp_path / "a.jsonl").read_text().split('"meta"')[1:]
    )


def test_notes_of_a_file_on_a_known_text_are_taken_back_by_undo(project: Project, document: int) -> None:
    [record] = queries.records(project)
    before = dump(project)
    noted = replace(record, notes=(NoteRecord("补记", "李雷", start=0, end=1), NoteRecord(" ")))
    report = Report()
    operations.import_records(project, [noted], report)
    assert report.count(Outcome.SKIPPED) == 2  # the text that is here, the note that says nothing
    operations.undo(project)
    assert {**dump(project), "person": ()} == {**before, "person": ()}


def test_notes_come_back_with_the_work(project: Project, document: int, tmp_path: Path) -> None:
    """In any order, twice; what was said here meanwhile stays."""
    operations.assign(project, ["李雷"], [document])
    operations.add_note(project, document, "给李雷", about="李雷")
    operations.add_note(project, document, "自己的")
    file = tmp_path / "李雷.db"
    operations.hand_out(project, "李雷", file)
    theirs = open_project(file)
    assert [each.body for each in queries.notes(theirs)] == ["给李雷"]
    operations.reply(theirs, the_note(theirs).id, "知道了")
    operations.resolve_note(theirs, the_note(theirs).id)
    there = only_document(theirs)
    id_ = annotated(theirs, there)
    operations.set_unsure(theirs, [id_])
    operations.add_note(theirs, there, "不确定", annotation_id=id_)
    theirs.close()
    older = tmp_path / "older.db"
    older.write_bytes(file.read_bytes())
    theirs = open_project(file)
    own = next(each for each in queries.notes(theirs) if each.body == "不确定")
    operations.edit_note(theirs, own.id, "还是不确定")
    operations.move_edges(theirs, id_, *place_of("北京"))
    theirs.close()

    for each in (file, older, file):
        collected(project, each)
    found = {each.body: each for each in queries.notes(project, everybody=True)}
    assert set(found) == {"给李雷", "自己的", "还是不确定"}
    assert found["给李雷"].is_resolved and [r.body for r in found["给李雷"].replies] == ["知道了"]
    said = found["还是不确定"]
    assert (said.author, said.about, said.quote, said.label, said.is_gone) == (
        "李雷",
        "李雷",
        "北京",
        "ORG",
        False,
    )
    before = dump(project)
    report = collected(project, file)
    assert not any(note.what == "note" for note in report.notes)
    assert dump(project) == before


def test_what_was_undone_in_the_file_goes_here_too(project: Project, document: int, tmp_path: Path) -> None:
    file = tmp_path / "李雷.db"
    operations.hand_out(project, "李雷", file, [document])
    operations.add_note(project, document, "大家", about="")
    acts = (
        (lambda it: operations.add_note(it, only_document(it), "写错了"), {"大家", "写错了"}),
        (operations.undo, {"大家"}),
        (operations.redo, {"大家", "写错了"}),
    )
    for act, expected in acts:
        work_in(file, act)
        collected(project, file)
        assert {each.body for each in queries.notes(project, everybody=True)} == expected


def test_a_note_written_here_stays_on_the_span_that_was_changed_there(
    project: Project, document: int, tmp_path: Path
) -> None:
    file = tmp_path / "李雷.db"
    operations.hand_out(project, "李雷", file, [document])
    work_in(file, lambda it: annotated(it, only_document(it)))
    collected(project, file)
    with project.reading() as connection:
        [id_] = connection.scalars(select(AnnotationRow.id))
    operations.add_note(project, document, "真是机构？", annotation_id=id_)
    assert the_note(project).about == "李雷"
    work_in(file, lambda it: operations.relabel(it, annotations(it, only_document(it))[0].id, "LOC"))
    collected(project, file)
    assert (the_note(project).label, the_note(project).is_gone) == ("LOC", False)
