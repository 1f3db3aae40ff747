"""Settling differences: what becomes gold, who is behind it, and that undo leads back."""

import pytest

from core import operations, queries
from core.annotation import DocumentRecord, LayerState, Origin
from core.errors import BadSpan, NotAllowed, NotFound, Overlap, UnknownLabel
from core.formats.report import Report
from core.history import Kind, Touched
from core.project import Project
from core.queries.desk import proposed
from core.queries.review import ReviewedDocument, guideline_gaps, review_document
from core.store.audit import audit
from tests.core.conftest import Projects
from tests.core.samples import NESTED, TEXT, add, dump, place_of, said, spans, unchanged_by

WANG, BEIJING, UNIVERSITY = place_of("王芳"), place_of("北京"), place_of("北京大学")
LI, SHANGHAI = place_of("李雷"), place_of("上海")
A = spans(("王芳", "PER"), ("北京大学", "ORG"), ("上海", "LOC"))
B = spans(("王芳", "PER"), ("北京", "LOC"), ("李雷", "PER"), ("上海", "LOC"))
C = spans(("王芳", "PER"), ("北京大学", "ORG"), ("李雷", "PER"))


def layers(project: Project, text: str = TEXT, **work: tuple[object, ...]) -> int:
    """A document on which these people have finished this work."""
    records = [
        DocumentRecord(text, annotator=who, spans=what, spans_given=True) for who, what in work.items()
    ]  # type: ignore[arg-type]
    operations.import_records(project, records, Report())
    return queries.document_lines(project)[-1].id


def gold(project: Project, document: int) -> list[tuple[str, str]]:
    return [(each.quote, each.label) for each in review_document(project, document).gold]


def ranges(found: ReviewedDocument) -> list[tuple[int, int]]:
    return [(each.case.start, each.case.end) for each in found.cases]


@pytest.fixture
def document(project: Project) -> int:
    """王芳 … by a, b and c, who differ about the university, 李雷 and Shanghai."""
    return layers(project, a=A, b=B, c=C)


def test_cases_hold_what_differs_and_nothing_else(project: Project, document: int) -> None:
    found = review_document(project, document)
    assert ranges(found) == [UNIVERSITY, LI, SHANGHAI]
    assert found.agreed == ((*WANG, "PER"),)
    assert [each.people for each in found.cases[0].case.readings] == [("a", "c"), ("b",)]
    assert [each.spans for each in found.cases[0].case.readings] == [
        ((*UNIVERSITY, "ORG"),),
        ((*BEIJING, "LOC"),),
    ]
    assert found.gold_state is LayerState.NEW


def test_a_reading_becomes_gold_and_knows_where_it_comes_from(project: Project, document: int) -> None:
    change = operations.adjudicate(project, document, *UNIVERSITY, 1, reason="全名")
    assert change.kind is Kind.ADJUDICATE
    assert Touched.REVIEW in change.touched
    assert (change.added, change.removed) == ((), ())
    found = review_document(project, document)
    assert gold(project, document) == [("王芳", "PER"), ("北京大学", "ORG")]
    agreed, judged = found.gold
    assert (agreed.voters, agreed.judgement) == (("a", "b", "c"), None)
    assert judged.voters == ("a", "c")
    assert judged.judgement is not None
    assert (judged.judgement.how, judged.judgement.judge, judged.judgement.reason) == (
        "reading",
        "王芳",
        "全名",
    )
    assert found.cases[0].gold == ((*UNIVERSITY, "ORG"),)
    assert found.gold_state is LayerState.IN_PROGRESS
    assert said(project, document) == []


def test_nothing_is_right_and_a_reading_of_ones_own(project: Project, document: int) -> None:
    operations.adjudicate(project, document, *LI, None)
    operations.adjudicate(project, document, *SHANGHAI, [(*SHANGHAI, "ORG")])
    operations.adjudicate(project, document, *UNIVERSITY, 2)
    found = review_document(project, document)
    assert gold(project, document) == [("王芳", "PER"), ("北京", "LOC"), ("上海", "ORG")]
    assert found.gold[-1].voters == ()
    assert [each.judgement and each.judgement.how for each in found.cases] == ["reading", "none", "new"]
    assert found.gold_state is LayerState.FINISHED


def test_a_case_is_settled_anew(project: Project, document: int) -> None:
    operations.adjudicate(project, document, *UNIVERSITY, 1)
    operations.adjudicate(project, document, *UNIVERSITY, 2)
    assert gold(project, document) == [("王芳", "PER"), ("北京", "LOC")]
    assert list(audit(project.store)) == []


def test_undo_and_redo_of_all_of_it(project: Project, document: int) -> None:
    states = [dump(project)]
    operations.adjudicate(project, document, *UNIVERSITY, 1, gap=True, reason="?")
    states.append(dump(project))
    operations.adjudicate(project, document, *UNIVERSITY, [(*BEIJING, "ORG")])
    states.append(dump(project))
    operations.accept_readings(project)
    states.append(dump(project))
    operations.return_layer(project, document, "a", "再看一遍")
    states.append(dump(project))
    for before in states[-2::-1]:
        change = operations.undo(project)
        assert Touched.REVIEW in change.touched
        assert dump(project) == before
    for after in states[1:]:
        operations.redo(project)
        assert dump(project) == after


@pytest.mark.parametrize(
    ("choice", "refusal"),
    [
        (3, NotFound),
        (0, NotFound),
        ([(0, 999, "PER")], BadSpan),
        ([(*UNIVERSITY, "XYZ")], UnknownLabel),
        ([(*UNIVERSITY, "ORG"), (*BEIJING, "LOC")], Overlap),
    ],
)
def test_what_cannot_be_is_refused(
    project: Project, document: int, choice: object, refusal: type[Exception]
) -> None:
    unchanged_by(
        project,
        lambda: operations.adjudicate(project, document, *UNIVERSITY, choice),  # type: ignore[arg-type]
        refusal,
    )


def test_no_such_case(project: Project, document: int) -> None:
    unchanged_by(project, lambda: operations.adjudicate(project, document, *WANG, 1), NotFound)


def test_a_new_reading_may_reach_further_but_not_over_gold(project: Project, document: int) -> None:
    start, end = SHANGHAI
    operations.adjudicate(project, document, *SHANGHAI, [(start - 1, end, "LOC")])
    assert ("了上海", "LOC") in gold(project, document)
    operations.adjudicate(project, document, *LI, 1)
    unchanged_by(
        project,
        lambda: operations.adjudicate(project, document, *UNIVERSITY, [(WANG[0], UNIVERSITY[1], "ORG")]),
        Overlap,
    )


def test_a_guideline_gap_is_a_list(project: Project, document: int) -> None:
    operations.adjudicate(project, document, *UNIVERSITY, 1, gap=True, reason="学校算机构还是地点？")
    [gap] = guideline_gaps(project)
    assert (gap.quote, gap.reason, gap.judge) == ("北京大学", "学校算机构还是地点？", "王芳")


def test_majority_leaves_open_what_nobody_wins(project: Project) -> None:
    first = layers(project, a=A, b=B, c=C)
    second = layers(project, "另一篇：" + TEXT, a=(), b=())
    assert (proposed(project).decided, proposed(project).left) == (3, 0)
    operations.accept_readings(project)
    assert gold(project, first) == [("王芳", "PER"), ("北京大学", "ORG"), ("李雷", "PER"), ("上海", "LOC")]
    assert review_document(project, second).gold_state is LayerState.FINISHED
    how = {each.judgement.how for each in review_document(project, first).cases if each.judgement}
    assert how == {"majority"}


def test_two_who_differ_have_no_majority_but_one_may_be_trusted(project: Project) -> None:
    document = layers(project, a=A, b=B)
    assert (proposed(project).decided, proposed(project).left) == (0, 2)
    operations.accept_readings(project)
    assert review_document(project, document).gold_state is LayerState.IN_PROGRESS
    assert proposed(project, ["x", "b"]).decided == 2
    operations.accept_readings(project, ["x", "b"])
    assert gold(project, document) == [("王芳", "PER"), ("北京", "LOC"), ("李雷", "PER"), ("上海", "LOC")]


def test_what_is_settled_stays_when_the_rest_is_accepted(project: Project, document: int) -> None:
    operations.adjudicate(project, document, *UNIVERSITY, 2)
    operations.accept_readings(project)
    assert ("北京", "LOC") in gold(project, document)


def test_one_persons_work_becomes_gold_as_it_is(project: Project) -> None:
    document = layers(project, a=A)
    operations.accept_readings(project)
    assert gold(project, document) == [("王芳", "PER"), ("北京大学", "ORG"), ("上海", "LOC")]


def test_gold_follows_layers_that_change(project: Project, other: Project) -> None:
    document = layers(project, 王芳=A, 李雷=B)
    operations.adjudicate(project, document, *UNIVERSITY, 2)
    operations.reopen(other, document)
    operations.annotate(other, document, *UNIVERSITY, "ORG", replacing=True)
    operations.remove(other, [each.id for each in queries.open_document(other, document).annotations][:1])
    operations.finish(other, document)
    operations.adjudicate(project, document, *LI, None)
    found = review_document(project, document)
    assert gold(project, document) == [("北京大学", "ORG"), ("上海", "LOC")]
    assert [each.judgement is None for each in found.cases] == [True, False]
    assert found.gold_state is LayerState.IN_PROGRESS


def test_unfinished_work_takes_no_part(project: Project, document: int) -> None:
    operations.annotate(project, document, *BEIJING, "PER")
    assert set(review_document(project, document).layers) == {"a", "b", "c"}


def test_gold_can_be_exported(project: Project, document: int) -> None:
    operations.accept_readings(project)
    assert "gold" in queries.layer_names(project)
    [record] = queries.records(project, "gold")
    assert record.annotator == "gold"
    assert record.state == LayerState.FINISHED
    assert next((each.text, each.origin) for each in record.spans) == ("王芳", Origin.ADJUDICATED)
    assert list(audit(project.store)) == []


def test_an_imported_gold_is_exported_until_there_is_one_of_ours(project: Project) -> None:
    document = layers(project, a=A, b=B, gold=C)
    assert set(review_document(project, document).layers) == {"a", "b"}
    [record] = queries.records(project, "gold")
    assert len(record.spans) == len(C)
    operations.accept_readings(project, ["b"])
    [record] = queries.records(project, "gold")
    assert len(record.spans) == len(B)


def test_origin_and_score_of_a_suggestion_stay(project: Project, document: int) -> None:
    from core.annotation import SpanRecord

    span = SpanRecord(*WANG, "PER", origin="accepted", source="lexicon", score=0.5, reason="r|x")
    second = layers(
        project,
        "又：" + TEXT,
        a=(SpanRecord(span.start + 2, span.end + 2, "PER", source="lexicon", score=0.5),),
    )
    operations.accept_readings(project)
    record = list(queries.records(project, "gold"))[-1]
    assert [(each.source, each.score) for each in record.spans] == [("lexicon", 0.5)]
    assert second


def test_nested_sets_keep_what_lies_in_each_other(projects: Projects) -> None:
    project = projects.make(NESTED)
    document = layers(
        project,
        a=spans(("北京大学", "ORG"), ("北京", "LOC")),
        b=spans(("北京大学", "ORG")),
    )
    [line] = review_document(project, document).cases
    assert (line.case.start, line.case.end) == BEIJING
    operations.adjudicate(project, document, *BEIJING, 1)
    assert sorted(gold(project, document)) == [("北京", "LOC"), ("北京大学", "ORG")]


def test_reviewing_is_for_reviewers_once_there_are_some(project: Project, other: Project) -> None:
    from core.annotation import Role

    document = layers(project, a=A, b=B)
    operations.adjudicate(other, document, *UNIVERSITY, 1)
    operations.set_role(project, "王芳", Role.REVIEWER)
    error = unchanged_by(project, lambda: operations.adjudicate(other, document, *UNIVERSITY, 2), NotAllowed)
    assert "李雷" in str(error)
    operations.adjudicate(project, document, *UNIVERSITY, 2)


def test_a_split_document_keeps_its_gold(project: Project, document: int) -> None:
    operations.accept_readings(project)
    operations.split_document(project, document, [TEXT.index("第二段")])
    first, _ = queries.records(project, "gold")
    assert len(first.spans) == 4


def test_the_gold_of_one_is_not_the_undo_of_another(project: Project, other: Project, document: int) -> None:
    operations.adjudicate(project, document, *UNIVERSITY, 1)
    add(other, "后来的一篇")
    assert operations.undo(project).about is Kind.ADJUDICATE
