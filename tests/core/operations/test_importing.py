"""Taking documents in: what is taken, what is refused and counted, and how all of it is taken back."""

from collections.abc import Iterator
from typing import Any

import pytest

from core import operations, queries
from core.annotation import DocumentRecord, LayerState, Origin, SpanRecord, Zone, ZoneKind
from core.errors import Cancelled, JinbiaoError
from core.formats.report import Outcome, Report
from core.history import Kind, Touched
from core.operations.importing import title_of
from core.project import Project
from core.store.audit import audit
from tests.core.conftest import Projects
from tests.core.samples import (
    NESTED,
    TEXT,
    add,
    annotations,
    dump,
    place_of,
    propose,
    said,
    spans,
    suggestion_ids,
    unchanged_by,
)

WORK = spans(("王芳", "PER"), ("北京大学", "ORG"))


def take(project: Project, *records: DocumentRecord, **how: Any) -> Report:
    report = Report()
    operations.import_records(project, records, report, **how)
    return report


def record(number: int = 0, **fields: Any) -> DocumentRecord:
    return DocumentRecord(TEXT + f"第{number}篇", **fields)


def test_a_text_alone_is_untouched(project: Project) -> None:
    report = take(project, DocumentRecord(TEXT, id="a", source="日报", meta={"页": 3, "😀": [None, 1.5]}))
    [line] = queries.document_lines(project)
    assert (line.name, line.source, line.length, line.state) == ("a", "日报", len(TEXT), LayerState.NEW)
    assert queries.open_document(project, line.id).document.meta == {"页": 3, "😀": [None, 1.5]}
    assert report.taken == {"document": 1}
    assert not report.has_losses


def test_spans_become_a_finished_layer(project: Project) -> None:
    take(project, DocumentRecord(TEXT, spans=WORK, spans_given=True, categories=("教育", "教育")))
    [line] = queries.document_lines(project)
    opened = queries.open_document(project, line.id)
    assert said(project, line.id) == [("王芳", "PER"), ("北京大学", "ORG")]
    assert {each.origin for each in opened.annotations} == {Origin.IMPORTED}
    assert opened.layer.state is LayerState.FINISHED
    assert [each.category for each in opened.categories] == ["教育"]


def test_no_spans_given_is_not_finished_work(project: Project) -> None:
    take(project, record(1), record(2, spans_given=True))
    assert [line.state for line in queries.document_lines(project)] == [LayerState.NEW, LayerState.FINISHED]


@pytest.mark.parametrize(
    ("said_", "state"), [("in progress", "in progress"), ("", "finished"), ("?", "finished")]
)
def test_the_state_is_the_files(project: Project, said_: str, state: str) -> None:
    take(project, record(spans_given=True, state=said_))
    assert queries.document_lines(project)[0].state == state


def test_a_layer_that_is_new_is_begun_by_the_first_act(project: Project) -> None:
    take(project, DocumentRecord(TEXT, spans_given=True, state="new"))
    [line] = queries.document_lines(project)
    propose(project, line.id, ("上海", "LOC"))
    assert queries.document_lines(project)[0].waiting == 1
    change = operations.annotate(project, line.id, *place_of("王芳"), "PER")
    assert change.layer is not None
    assert change.layer.state is LayerState.IN_PROGRESS


def test_provenance_stays(project: Project) -> None:
    start, end = place_of("北京大学")
    span = SpanRecord(start, end, "ORG", "", "corrected", "lexicon", 0.25, "r|x", (start, start + 2, "LOC"))
    take(project, DocumentRecord(TEXT, spans=(span,), spans_given=True))
    [made] = annotations(project, 1 and queries.document_lines(project)[0].id)
    assert (made.origin, made.source, made.score, made.reason) == (Origin.CORRECTED, "lexicon", 0.25, "r|x")
    assert made.suggested == (start, start + 2, "LOC")
    assert made.quote == "北京大学"


@pytest.mark.parametrize("suggested", [(0, 10**30, "PER"), (-5, 2, "PER"), (2, 2, "PER"), (0, 2, "XYZ")])
def test_what_was_suggested_must_fit_too(project: Project, suggested: tuple[int, int, str]) -> None:
    span = SpanRecord(*place_of("王芳"), "PER", suggested=suggested)
    report = take(project, DocumentRecord(TEXT, spans=(span,), spans_given=True))
    assert report.count(Outcome.SKIPPED, "what was suggested") == 1
    assert said(project, queries.document_lines(project)[0].id) == [("王芳", "PER")]


def test_bad_spans_are_refused_and_counted(project: Project) -> None:
    wang = place_of("王芳")
    bad = (
        SpanRecord(-1, 2, "PER"),
        SpanRecord(0, 10**30, "PER"),
        SpanRecord(3, 3, "PER"),
        SpanRecord(*wang, "PER", "李雷"),
        SpanRecord(*wang, "XYZ"),
        SpanRecord(*wang, "PER"),
        SpanRecord(*wang, "PER"),
    )
    report = take(project, DocumentRecord(TEXT, spans=bad, spans_given=True, categories=("没有",)))
    assert report.count(Outcome.REFUSED, "span") == 5
    assert report.count(Outcome.SKIPPED, "span") == 1
    assert report.count(Outcome.REFUSED, "category") == 1
    assert report.taken == {"document": 1, "span": 1}


def test_a_flat_set_takes_no_overlap(project: Project) -> None:
    given = spans(("北京大学", "ORG"), ("北京", "LOC"), ("上海", "LOC"))
    report = take(project, DocumentRecord(TEXT, spans=given, spans_given=True))
    assert said(project, queries.document_lines(project)[0].id) == [("北京大学", "ORG"), ("上海", "LOC")]
    assert report.count(Outcome.REFUSED, "span") == 1
    assert report.taken["span"] == 2


def test_a_nested_set_takes_it(nested: Project) -> None:
    given = spans(("北京大学", "ORG"), ("北京", "LOC"))
    report = take(nested, DocumentRecord(TEXT, spans=given, spans_given=True))
    assert not report.has_losses
    assert len(said(nested, queries.document_lines(nested)[0].id)) == 2


def test_the_same_text_is_not_doubled(project: Project, document: int) -> None:
    report = take(project, DocumentRecord(TEXT), DocumentRecord(TEXT))
    assert report.count(Outcome.SKIPPED, "document") == 2
    assert report.taken == {}
    assert len(queries.document_lines(project)) == 1


def test_the_same_text_twice_in_one_import(project: Project) -> None:
    report = take(project, record(), record())
    assert report.taken == {"document": 1}
    assert report.count(Outcome.SKIPPED, "document") == 1


def test_a_second_layer_on_the_same_text(project: Project, other: Project, document: int) -> None:
    report = take(project, DocumentRecord(TEXT, annotator="李雷", spans=WORK, spans_given=True))
    assert report.taken == {"span": 2}
    assert len(said(other, document)) == 2
    assert said(project, document) == []
    again = take(project, DocumentRecord(TEXT, annotator="李雷", spans=WORK, spans_given=True))
    assert again.count(Outcome.SKIPPED, "layer") == 1
    operations.undo(project)
    assert said(other, document) == []
    once_more = take(project, DocumentRecord(TEXT, annotator="李雷", spans=WORK, spans_given=True))
    assert once_more.taken == {"span": 2}
    assert len(said(other, document)) == 2


def test_two_layers_of_one_text_in_one_file(project: Project, other: Project) -> None:
    take(
        project,
        DocumentRecord(TEXT, spans=WORK[:1], spans_given=True),
        DocumentRecord(TEXT, annotator="李雷", spans=WORK[1:], spans_given=True),
    )
    [line] = queries.document_lines(project)
    assert said(project, line.id) == [("王芳", "PER")]
    assert said(other, line.id) == [("北京大学", "ORG")]
    operations.undo(project)
    assert queries.document_lines(project) == []


def test_work_begun_here_is_not_overwritten(project: Project, document: int) -> None:
    operations.annotate(project, document, *place_of("上海"), "LOC")
    report = take(project, DocumentRecord(TEXT, spans=WORK, spans_given=True))
    assert report.count(Outcome.SKIPPED, "layer") == 1
    assert said(project, document) == [("上海", "LOC")]


def test_a_split_text_does_not_come_back_whole(project: Project, document: int) -> None:
    operations.split_document(project, document, [TEXT.index("第二段")])
    report = take(project, DocumentRecord(TEXT, spans=WORK, spans_given=True))
    assert report.count(Outcome.SKIPPED, "document") == 1
    assert len(queries.document_lines(project)) == 2


def test_undo_hides_and_redo_shows(project: Project) -> None:
    take(project, record(1, spans=WORK, spans_given=True), record(2))
    before = dump(project)
    change = operations.undo(project)
    assert (change.about, change.document_id) == (Kind.IMPORT, None)
    assert Touched.DOCUMENTS in change.touched
    assert queries.document_lines(project) == []
    operations.redo(project)
    assert dump(project) == before


def test_import_after_an_undone_import(project: Project) -> None:
    take(project, record(spans=WORK, spans_given=True))
    operations.undo(project)
    report = take(project, record(spans=WORK, spans_given=True))
    assert report.taken == {"document": 1, "span": 2}
    [line] = queries.document_lines(project)
    assert len(said(project, line.id)) == 2
    assert list(audit(project.store)) == []


def test_an_empty_import_leaves_no_line(project: Project) -> None:
    before = dump(project, without=())
    assert operations.import_records(project, [], Report()).operation_id == 0
    assert dump(project, without=()) == before


def test_stopping_keeps_nothing(project: Project) -> None:
    seen: list[int] = []
    records = (record(number) for number in range(500))
    unchanged_by(
        project,
        lambda: operations.import_records(
            project, records, Report(), progress=seen.append, should_stop=lambda: len(seen) == 2
        ),
        Cancelled,
    )
    assert seen == [200, 400]


def test_a_reader_that_fails_keeps_nothing(project: Project) -> None:
    def failing() -> Iterator[DocumentRecord]:
        yield from (record(number) for number in range(300))
        raise OSError("the stick was pulled out")

    unchanged_by(project, lambda: operations.import_records(project, failing(), Report()), OSError)


def test_many_at_once_across_batches(project: Project) -> None:
    report = take(project, *(record(number, spans=WORK, spans_given=True) for number in range(450)))
    assert report.taken == {"document": 450, "span": 900}
    assert len({line.id for line in queries.document_lines(project)}) == 450
    operations.undo(project)
    assert queries.document_lines(project) == []
    operations.redo(project)
    assert len(queries.document_lines(project)) == 450


def test_suggestions_of_a_file(project: Project, document: int) -> None:
    given = DocumentRecord(TEXT, annotator="模型", spans=WORK, spans_given=True, categories=("教育",))
    report = take(project, given, record(1, spans=WORK, spans_given=True), as_suggestions=True)
    assert report.taken == {"document": 1, "suggestion": 4, "suggested category": 1}
    assert [line.waiting for line in queries.document_lines(project)] == [2, 2]
    opened = queries.open_document(project, document)
    assert {each.source for each in opened.suggestions} == {"file:模型"}
    assert opened.annotations == ()
    assert [each.category for each in opened.category_suggestions] == ["教育"]


def test_suggestions_of_a_file_outlive_filling(project: Project, document: int) -> None:
    source = SpanRecord(*place_of("王芳"), "PER", source="lexicon")
    given = DocumentRecord(TEXT, spans=(source,), categories=("教育",))
    take(project, given, as_suggestions=True)
    propose(project, document, ("上海", "LOC"), categories=["防疫"])
    opened = queries.open_document(project, document)
    assert [each.source for each in opened.suggestions] == ["file:lexicon", "lexicon"]
    assert [each.category for each in opened.category_suggestions] == ["教育", "防疫"]
    assert queries.document_lines(project)[0].waiting == 2


def test_the_same_suggestions_come_once(project: Project, document: int) -> None:
    take(project, DocumentRecord(TEXT, spans=WORK), as_suggestions=True)
    report = take(project, DocumentRecord(TEXT, spans=WORK), as_suggestions=True)
    assert report.count(Outcome.SKIPPED, "suggestion") == 2
    assert len(suggestion_ids(project, document)) == 2


def test_undo_of_suggestions_of_a_file(project: Project, document: int) -> None:
    before = dump(project)
    take(project, DocumentRecord(TEXT, spans=WORK, categories=("教育",)), as_suggestions=True)
    after = dump(project)
    change = operations.undo(project)
    assert change.about is Kind.IMPORT
    assert Touched.SUGGESTIONS in change.touched
    assert dump(project) == before
    operations.redo(project)
    assert dump(project) == after


def test_zones_come_along(project: Project) -> None:
    zone = Zone(0, 6, ZoneKind.CAPTION, by_hand=True)
    report = take(project, DocumentRecord(TEXT, zones=(zone, Zone(0, 999, ZoneKind.TITLE))))
    assert queries.open_document(project, queries.document_lines(project)[0].id).zones == (zone,)
    assert report.count(Outcome.REFUSED, "zone") == 1
    again = take(project, DocumentRecord(TEXT, zones=(zone,), spans_given=True))
    assert again.count(Outcome.SKIPPED, "zone") == 1


def test_what_no_database_holds_is_replaced_and_told(project: Project) -> None:
    span = SpanRecord(*place_of("王芳"), "PER", source="a\0b", reason="\0")
    report = take(
        project,
        DocumentRecord(
            TEXT,
            "a\0",
            "题\ud800",
            "源\0",
            {"k\0": "v\0"},
            (span,),
            annotator="甲\0" + "长" * 300,
            spans_given=True,
        ),
    )
    [line] = queries.document_lines(project)
    assert (line.name, line.title, line.source) == ("a\ufffd", "题\ufffd", "源\ufffd")
    assert report.count(Outcome.ALTERED) == 5
    assert "甲\ufffd" + "长" * 198 in queries.layer_names(project)


def test_an_annotator_with_a_long_name_stays_one(project: Project) -> None:
    name = "长" * 300
    take(project, record(1, annotator=name, spans_given=True), record(2, annotator=name, spans_given=True))
    assert len(queries.annotators(project)) == 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n  😀标题  \n正文很长。" * 3, "😀标题"),
        ("没有标题，只有一段话。", "没有标题，只有一段话。"),
        ("长" * 200, "长" * 79 + "…"),
        ("\n \n", "名字"),
    ],
)
def test_a_title_for_a_text_without(text: str, title: str) -> None:
    assert title_of(DocumentRecord(text, id="名字"), {}) == title


def test_an_export_comes_back_the_same(projects: Projects) -> None:
    first, second = projects.make(NESTED), projects.make(NESTED)
    document = add(first, name := TEXT, title="题", source="源", meta={"a": 1})
    propose(first, document, ("王芳", "PER"), ("北京", "LOC"), categories=["教育"])
    operations.correct(first, document, suggestion_ids(first, document)[1], label="ORG")
    operations.set_zone(first, document, 0, 1, ZoneKind.CAPTION)
    operations.finish(first, document)
    [given] = queries.records(first)
    operations.import_records(second, [given], Report())
    assert list(queries.records(second)) == [given]
    assert name == given.text


def test_errors_of_ours_keep_nothing_either(project: Project) -> None:
    def failing() -> Iterator[DocumentRecord]:
        yield record(1)
        raise JinbiaoError("x")

    unchanged_by(project, lambda: operations.import_records(project, failing(), Report()), JinbiaoError)
