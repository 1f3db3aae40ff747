"""Changing the label set: in everybody's layers, as one act, and back to just what was there."""

from dataclasses import replace

import pytest

from core import operations, queries
from core.annotation import DocumentRecord, Role, SpanRecord
from core.errors import BadLabelSet, Conflict, LabelsChanged, NotAllowed, Refused, UnknownLabel
from core.formats.report import Report
from core.history import Touched
from core.label_acts import (
    AddLabel,
    DeleteLabel,
    EditLabel,
    LabelAct,
    MergeLabels,
    OrderLabels,
    Part,
    RenameLabel,
    ReplaceSet,
    SplitLabel,
    of_categories,
)
from core.operations.reviewing import set_role
from core.project import Project
from core.queries.labels import label_set_versions, label_uses, preview, quotes_of
from core.queries.notes import notes
from core.queries.review import layers_of, review_document
from core.schema import Label
from tests.core.samples import (
    TEXT,
    add,
    annotations,
    dump,
    place_of,
    propose,
    said,
    suggestion_ids,
    unchanged_by,
)

ACTS: list[LabelAct] = [
    AddLabel(Label("时间", "时间", shortcut="t")),
    AddLabel(Label("会议"), category=True, at=0),
    EditLabel(Label("PER", "人", "Person", ("#112233", "#aabbcc"), "p", "有名字的")),
    OrderLabels(("LOC", "PER", "ORG")),
    RenameLabel("PER", "人物"),
    RenameLabel("教育", "教学", category=True),
    MergeLabels(("PER", "ORG"), "ORG"),
    MergeLabels(("教育", "防疫"), "教育", category=True),
    SplitLabel("LOC", (Part(Label("城市"), regex="海$"), Part(Label("ORG"), quotes=("第二段😀",)))),
    DeleteLabel("LOC"),
    DeleteLabel("LOC", to="ORG"),
    DeleteLabel("防疫", category=True),
]


def worked_on(project: Project, other: Project) -> int:
    """A document with two layers that differ, gold, refusals, categories, suggestions of all kinds."""
    document = add(project)
    propose(project, document, ("王芳", "PER"), ("北京大学", "ORG"), ("上海", "LOC"), categories=["教育"])
    kept = [
        SpanRecord(*place_of("李雷"), "PER", "李雷", source="x", score=0.5),
        SpanRecord(*place_of("王芳"), "LOC", "王芳", source="x", score=0.5),
    ]
    file = DocumentRecord(TEXT, spans=tuple(kept), categories=("防疫",))
    operations.import_records(project, [file], Report(), as_suggestions=True)
    for who, label in ((project, "ORG"), (other, "LOC")):
        ids = suggestion_ids(who, document)
        operations.accept(who, document, [ids[0]])
        operations.annotate(who, document, *place_of("第二段😀"), label)
        operations.annotate(who, document, *place_of("😀𠮷家"), "LOC")
        operations.reject(who, document, [suggestion_ids(who, document)[-1]])
        operations.set_category(who, document, "教育", True)
        operations.set_category(who, document, "防疫", False)
        operations.finish(who, document)
    operations.adjudicate(project, document, *place_of("第二段😀"), 1)
    operations.set_thresholds(project, {"LOC": 0.2, "PER": 0.1})
    return document


@pytest.mark.parametrize("act", ACTS, ids=lambda act: f"{type(act).__name__}-{of_categories(act)}")
def test_every_act_comes_back_to_just_what_was_there(project: Project, other: Project, act: LabelAct) -> None:
    worked_on(project, other)
    before = dump(project)
    operations.change_labels(project, act, look_again="变了")
    done = dump(project)
    assert done != before
    assert operations.undo(project).touched >= {Touched.LABELS}
    assert dump(project) == before
    operations.redo(project)
    assert dump(project) == done
    operations.undo(project)
    assert dump(project) == before


def test_a_rename_keeps_everything_in_place(project: Project, other: Project) -> None:
    document = worked_on(project, other)
    settled = review_of(project, document)
    change = operations.change_labels(project, RenameLabel("LOC", "地方"))
    assert change.document_id is None
    assert ("😀𠮷家", "地方") in said(project, document)
    assert "LOC" not in {label for _, label in said(project, document)}
    assert review_of(project, document) == settled  # what was judged is judged still
    assert project.label_set.version == 2
    operations.reopen(project, document)
    with pytest.raises(UnknownLabel):
        operations.annotate(project, document, *place_of("说"), "LOC")


def review_of(project: Project, document: int) -> list[bool]:
    return [case.judgement is not None for case in review_document(project, document).cases]


def test_a_merge_joins_what_says_the_same_in_one_place(nested: Project) -> None:
    document = add(nested)
    for label in ("PER", "ORG"):
        operations.annotate(nested, document, *place_of("王芳"), label)
    double = next(each.id for each in annotations(nested, document) if each.label == "PER")
    operations.add_note(nested, document, "😀是谁？", annotation_id=double)
    operations.annotate(nested, document, *place_of("芳在北京大学"), "PER")
    operations.annotate(nested, document, *place_of("北京大学"), "ORG")
    act = MergeLabels(("PER",), "ORG")
    shown = preview(nested, act)
    assert (shown.spans, shown.documents, shown.doubles, shown.overlaps) == (2, 1, 1, 2)
    assert [(each.who, each.kind, each.spans) for each in shown.whose] == [("王芳", "own", 2)]
    operations.change_labels(nested, act)
    assert said(nested, document) == [("王芳", "ORG"), ("芳在北京大学", "ORG"), ("北京大学", "ORG")]
    assert not nested.label_set.has_label("PER")
    [note] = notes(nested, [document])
    assert note.annotation_id == annotations(nested, document)[0].id  # it is about the one that stays


def test_a_merge_of_categories_keeps_a_yes_over_a_no(project: Project) -> None:
    document = add(project)
    operations.set_category(project, document, "教育", False)
    operations.set_category(project, document, "防疫", True)
    operations.change_labels(project, MergeLabels(("防疫",), "教育", category=True))
    marks = queries.open_document(project, document).categories
    assert [(each.category, each.given) for each in marks] == [("教育", True)]


def test_a_split_by_rule_and_by_list(project: Project) -> None:
    document = add(project)
    for quote in ("王芳", "李雷", "上海", "北京大学", "😀𠮷家"):
        operations.annotate(project, document, *place_of(quote), "LOC")
    parts = (Part(Label("校"), regex="大学$"), Part(Label("PER"), quotes=("王芳", "李雷")))
    shown = preview(project, SplitLabel("LOC", parts))
    assert (dict(shown.goes), shown.spans, shown.stays) == ({"PER": 2, "校": 1}, 3, 2)
    assert quotes_of(project, "LOC")[0] == ("上海", 1)
    operations.change_labels(project, SplitLabel("LOC", parts))
    assert dict(said(project, document)) == {
        "王芳": "PER",
        "李雷": "PER",
        "上海": "LOC",
        "北京大学": "校",
        "😀𠮷家": "LOC",
    }
    assert [each.key for each in project.label_set.labels] == ["PER", "ORG", "LOC", "校"]


def test_deleting_says_what_goes_and_takes_it(project: Project, other: Project) -> None:
    document = worked_on(project, other)
    shown = preview(project, DeleteLabel("LOC"))
    own = [(each.who, each.kind, each.finished) for each in shown.whose]
    assert own[:2] == [("李雷", "own", 1), ("王芳", "own", 1)]
    assert ("", "gold", 0) in own
    assert (shown.deleted, shown.finished) == (shown.spans, 1)
    assert shown.rejections + shown.suggestions > 0
    operations.change_labels(project, DeleteLabel("LOC"))
    assert "LOC" not in {label for _, label in said(project, document)}
    assert ("span", "LOC") not in label_uses(project)
    assert not any(each.label == "LOC" for each in queries.open_document(project, document).suggestions)


def test_uses_count_what_is_suggested_in_listed_documents(project: Project) -> None:
    first, second = add(project), add(project, "另一篇😀𠮷")
    propose(project, first, ("王芳", "PER"), categories=("防疫",))
    propose(project, second, ("另一篇", "PER"), categories=("防疫",))
    uses = label_uses(project)
    assert [uses[key].suggestions for key in (("span", "PER"), ("category", "防疫"))] == [2, 2]
    operations.remove_document(project, second)
    uses = label_uses(project)
    assert [uses[key].suggestions for key in (("span", "PER"), ("category", "防疫"))] == [1, 1]


def test_a_label_that_comes_again_is_the_same_one(project: Project) -> None:
    document = add(project)
    operations.annotate(project, document, *place_of("王芳"), "PER")
    operations.change_labels(project, DeleteLabel("PER", to="ORG"))
    operations.change_labels(project, RenameLabel("ORG", "PER"))
    assert said(project, document) == [("王芳", "PER")]
    history = queries.history_of(project, document, annotations(project, document)[0].id)
    assert [each.after for each in history] == ["PER: 王芳", "ORG: 王芳", "PER: 王芳"]
    for _ in range(2):
        operations.undo(project)
    assert said(project, document) == [("王芳", "PER")]


def test_finished_work_is_returned_with_the_reason(project: Project, other: Project) -> None:
    document = worked_on(project, other)
    operations.change_labels(project, MergeLabels(("LOC",), "ORG"), look_again="地点并入机构")
    layers = [each for each in layers_of(project, document) if each.kind == "own"]
    assert {(each.state.value, each.note) for each in layers} == {("returned", "地点并入机构")}


def test_what_was_done_before_is_not_done_to_a_label_set_that_moved_on(
    project: Project, other: Project
) -> None:
    document = add(project)
    operations.change_labels(project, AddLabel(Label("时间")))
    refused = unchanged_by(
        other, lambda: operations.change_labels(other, RenameLabel("PER", "人")), LabelsChanged
    )
    assert isinstance(refused, Conflict)
    assert refused.who == "王芳"
    operations.annotate(other, document, *place_of("王芳"), "时间")  # it has been read anew
    assert said(other, document) == [("王芳", "时间")]
    assert "李雷" in str(unchanged_by(project, lambda: operations.undo(project), Conflict))


def test_an_older_version_is_not_undone_from_under_a_newer_one(project: Project, other: Project) -> None:
    operations.change_labels(project, RenameLabel("PER", "人"))
    other.catch_up()
    operations.change_labels(other, RenameLabel("人", "人物"))
    project.catch_up()
    assert unchanged_by(project, lambda: operations.undo(project), Conflict).who == "李雷"  # type: ignore[attr-defined]


def test_suggestions_filled_since_do_not_stand_in_the_way(project: Project) -> None:
    document = add(project)
    propose(project, document, ("王芳", "PER"), ("上海", "LOC"))
    before = dump(project)
    operations.change_labels(project, DeleteLabel("PER"))
    propose(project, document, ("上海", "LOC"))
    operations.undo(project)
    assert [each.label for each in queries.open_document(project, document).suggestions] == ["LOC"]
    propose(project, document, ("王芳", "PER"), ("上海", "LOC"))
    operations.redo(project)  # what was suggested under it in the meantime goes again
    assert [each.label for each in queries.open_document(project, document).suggestions] == ["LOC"]
    assert before["document"][0][0] == document
    operations.undo(project)
    operations.change_labels(project, AddLabel(Label("时间")))
    propose(project, document, ("王芳", "时间"))
    operations.undo(project)
    assert queries.open_document(project, document).suggestions == ()


def test_only_a_reviewer_may_where_there_is_one(project: Project, other: Project) -> None:
    set_role(project, "王芳", Role.OWNER)
    unchanged_by(other, lambda: operations.change_labels(other, RenameLabel("PER", "人")), NotAllowed)


def test_a_file_may_not_lack_what_is_in_use(project: Project) -> None:
    document = add(project)
    operations.annotate(project, document, *place_of("王芳"), "PER")
    propose(project, document, ("上海", "LOC"))
    less = replace(project.label_set, labels=(Label("ORG"), Label("时间")))
    act = ReplaceSet("schema.toml", less.to_json())
    assert "PER (1)" in str(unchanged_by(project, lambda: operations.change_labels(project, act), Refused))
    fits = replace(project.label_set, labels=(Label("ORG", "机构"), Label("PER", "人"), Label("时间")))
    act = ReplaceSet("schema.toml", fits.to_json())
    shown = preview(project, act)
    assert (shown.added, shown.altered, shown.dropped) == (("时间",), ("PER",), ("LOC",))
    before = dump(project)
    operations.change_labels(project, act)
    assert queries.open_document(project, document).suggestions == ()
    operations.undo(project)
    assert dump(project) == before


def test_versions_say_who_and_what(project: Project) -> None:
    operations.change_labels(project, RenameLabel("PER", "人"))
    operations.change_labels(project, RenameLabel("人", "人物"))
    operations.undo(project)
    newest, first = label_set_versions(project)
    assert (newest.number, newest.who, newest.act) == (2, "王芳", RenameLabel("PER", "人"))
    assert (first.number, first.act) == (1, None)


def test_nothing_changed_is_no_operation(project: Project) -> None:
    before = dump(project, without=())
    change = operations.change_labels(project, OrderLabels(("PER", "ORG", "LOC")))
    assert (change.operation_id, dump(project, without=())) == (0, before)


def test_what_does_not_hold_together_is_refused(project: Project) -> None:
    for act in (
        AddLabel(Label("PER")),
        RenameLabel("PER", "ORG"),
        RenameLabel("PER", "a b"),
        SplitLabel("PER", (Part(Label("新"), regex="("),)),
        SplitLabel("PER", (Part(Label("新")),)),
        MergeLabels(("PER",), "PER"),
        DeleteLabel("PER", to="PER"),
        OrderLabels(("PER", "ORG")),
    ):
        unchanged_by(project, lambda act=act: operations.change_labels(project, act), BadLabelSet)  # type: ignore[misc]
    unchanged_by(project, lambda: operations.change_labels(project, DeleteLabel("没有")), UnknownLabel)
