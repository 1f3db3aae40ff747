"""Records for export: one layer, all from one state of the database."""

import pytest

from core import operations, queries
from core.annotation import DocumentRecord, Zone, ZoneKind
from core.errors import NotFound
from core.formats.report import Report
from core.project import Project
from core.queries.records import count_records
from tests.core.samples import TEXT, add, place_of, propose, spans, suggestion_ids


def test_ones_own_layer(project: Project, document: int) -> None:
    propose(project, document, ("上海", "LOC"), categories=["教育"])
    operations.annotate(project, document, *place_of("王芳"), "PER")
    operations.finish(project, document)
    [record] = queries.records(project)
    assert [(each.text, each.label, each.origin) for each in record.spans] == [
        ("王芳", "PER", "by hand"),
        ("上海", "LOC", "accepted"),
    ]
    assert (record.annotator, record.state, record.categories) == ("王芳", "finished", ("教育",))
    assert record.spans_given


def test_anothers_layer(project: Project, other: Project, document: int) -> None:
    operations.annotate(other, document, *place_of("王芳"), "ORG")
    [record] = queries.records(project, "李雷")
    assert [(each.text, each.label) for each in record.spans] == [("王芳", "ORG")]
    [mine] = queries.records(project)
    assert (mine.spans, mine.spans_given, mine.annotator) == ((), False, "")


def test_suggestions(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"), ("上海", "LOC"), categories=["教育"])
    operations.reject(project, document, suggestion_ids(project, document)[:1])
    [record] = queries.records(project, "suggestions")
    assert [(each.text, each.source, each.score) for each in record.spans] == [
        ("王芳", "lexicon", 0.75),
        ("上海", "lexicon", 0.75),
    ]
    assert record.categories == ("教育",)


def test_a_layer_that_is_nobodys(project: Project, document: int) -> None:
    with pytest.raises(NotFound, match="没有"):
        list(queries.records(project, "没有"))


def test_only_finished(project: Project, document: int) -> None:
    second = add(project, "另一篇" + TEXT)
    operations.annotate(project, document, *place_of("王芳"), "PER")
    operations.finish(project, second)
    assert [each.id for each in queries.records(project, finished_only=True)] == [str(second)]


def test_some_documents(project: Project) -> None:
    ids = [add(project, f"第{number}篇" + TEXT) for number in range(4)]
    assert [each.id for each in queries.records(project, document_ids=ids[1:3])] == [
        str(id_) for id_ in ids[1:3]
    ]
    operations.remove_document(project, ids[0])
    assert count_records(project) == len(list(queries.records(project))) == 3


def test_many_in_their_order(project: Project) -> None:
    texts = [f"第{number}篇😀" for number in range(250)]
    operations.import_records(project, (DocumentRecord(text) for text in texts), Report())
    assert [each.text for each in queries.records(project)] == texts


def test_zones_come_along(project: Project, document: int) -> None:
    operations.set_zone(project, document, 0, 1, ZoneKind.CAPTION)
    [record] = queries.records(project)
    assert record.zones == (Zone(0, 5, ZoneKind.CAPTION, True),)


def test_an_export_sees_one_state(project: Project, other: Project) -> None:
    texts = [f"第{number}篇😀" for number in range(250)]
    operations.import_records(project, (DocumentRecord(text) for text in texts), Report())
    stream = queries.records(project)
    first = next(stream)
    for line in queries.document_lines(other):
        operations.retitle(other, line.id, "后来")
    operations.remove_document(other, queries.document_lines(other)[-1].id)
    rest = list(stream)
    assert len(rest) == 249
    assert "后来" not in {each.title for each in [first, *rest]}


def test_what_can_be_exported(project: Project, other: Project, document: int) -> None:
    assert queries.layer_names(project) == ["suggestions"]
    operations.import_records(
        project,
        [DocumentRecord(TEXT, annotator="赵", spans=spans(("王芳", "PER")), spans_given=True)],
        Report(),
    )
    operations.annotate(other, document, *place_of("王芳"), "PER")
    assert queries.layer_names(project) == [*sorted(["李雷", "赵"]), "suggestions"]
