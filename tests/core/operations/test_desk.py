"""The desk's half in core: categories, notes, reopening, what another judge did meanwhile, counting."""

import pytest

from core import operations, queries
from core.annotation import DocumentRecord, LayerState, Role
from core.errors import JudgedSince, NotAllowed, NotFound
from core.formats.report import Report
from core.project import Project
from core.queries.desk import CaseCount, CaseFilter, case_counts, desk_lines, finishers, next_open, proposed
from core.queries.records import records
from core.queries.review import guideline_gaps, may_review, review_document
from tests.core.operations.test_adjudicating import LI, SHANGHAI, UNIVERSITY, A, B, C
from tests.core.samples import TEXT, add, dump, unchanged_by


@pytest.fixture
def document(project: Project) -> int:
    """Three layers that differ in three places and about one category."""
    work = {"a": (A, ("教育",)), "b": (B, ("教育", "防疫")), "c": (C, ("教育",))}
    said = [
        DocumentRecord(TEXT, annotator=who, spans=spans, categories=categories, spans_given=True)
        for who, (spans, categories) in work.items()
    ]
    operations.import_records(project, said, Report())
    return queries.document_lines(project)[-1].id


def exported(project: Project) -> tuple[str, ...]:
    [record] = records(project, "gold")
    return record.categories


def test_categories_that_differ_are_cases(project: Project, document: int) -> None:
    [line] = review_document(project, document).category_cases
    assert [(each.given, each.people) for each in line.case.readings] == [(False, ("a", "c")), (True, ("b",))]
    before = dump(project)
    for place, choice in ((UNIVERSITY, 1), (LI, 2), (SHANGHAI, 1)):
        operations.adjudicate(project, document, *place, choice)
    assert review_document(project, document).gold_state is LayerState.IN_PROGRESS
    operations.adjudicate_category(project, document, "防疫", True, reason="有隔离")
    found = review_document(project, document)
    assert found.gold_state is LayerState.FINISHED
    assert found.gold_categories == ("教育", "防疫")
    assert set(exported(project)) == {"教育", "防疫"}
    assert [each.judgement and each.judgement.reason for each in found.category_cases] == ["有隔离"]
    operations.adjudicate_category(project, document, "防疫", False)
    assert review_document(project, document).gold_categories == ("教育",)
    for _ in range(5):
        operations.undo(project)
    assert dump(project) == before


def test_a_bulk_act_settles_categories_too(project: Project, document: int) -> None:
    would = proposed(project)
    assert (would.decided, would.left, would.by_person) == (4, 0, {"a": 3, "b": 2, "c": 3})
    operations.accept_readings(project)
    assert review_document(project, document).gold_categories == ("教育",)
    assert proposed(project).decided == 0


def test_what_all_agree_on_is_taken_and_no_case_settled(project: Project, document: int) -> None:
    operations.take_agreed(project, [document])
    found = review_document(project, document)
    assert [(each.quote, each.judgement) for each in found.gold] == [("王芳", None)]
    assert found.gold_categories == ("教育",)
    assert all(each.judgement is None for each in (*found.cases, *found.category_cases))


def test_a_gap_is_noted_before_anything_is_settled(project: Project, document: int) -> None:
    operations.note_case(project, document, UNIVERSITY, gap=True, reason="学校算不算地点？")
    operations.note_case(project, document, "防疫", gap=True)
    assert [(each.quote, each.category, each.is_settled) for each in guideline_gaps(project)] == [
        ("", "防疫", False),
        ("北京大学", "", False),
    ]
    line = review_document(project, document).cases[0]
    assert line.judgement is None
    assert line.note is not None and line.note.reason == "学校算不算地点？"
    operations.adjudicate(project, document, *UNIVERSITY, 1)
    judged = review_document(project, document).cases[0].judgement
    assert judged is not None and (judged.gap, judged.reason) == (True, "学校算不算地点？")
    operations.note_case(project, document, UNIVERSITY, gap=False)
    operations.note_case(project, document, "防疫", gap=False)
    assert guideline_gaps(project) == []
    found = review_document(project, document)
    assert [each.quote for each in found.gold] == ["王芳", "北京大学"]
    assert found.category_cases[0].note is None


@pytest.mark.parametrize("about", [UNIVERSITY, "防疫"])
def test_a_settled_case_is_opened_again(
    project: Project, document: int, about: tuple[int, int] | str
) -> None:
    unchanged_by(project, lambda: operations.reopen_case(project, document, about), NotFound)
    operations.accept_readings(project)
    before = dump(project)
    operations.reopen_case(project, document, about)
    found = review_document(project, document)
    assert found.gold_state is LayerState.IN_PROGRESS
    assert sum(each.judgement is None for each in (*found.cases, *found.category_cases)) == 1
    operations.undo(project)
    assert dump(project) == before


@pytest.mark.parametrize("about_category", [False, True])
def test_who_judges_what_another_has_judged_meanwhile_is_told(
    project: Project, other: Project, document: int, about_category: bool
) -> None:
    def judge(who: Project, seen: int | None) -> None:
        if about_category:
            operations.adjudicate_category(who, document, "防疫", who is other, seen=seen)
        else:
            operations.adjudicate(who, document, *LI, 2 if who is other else 1, seen=seen)

    judge(other, 0)
    error = unchanged_by(project, lambda: judge(project, 0), JudgedSince)
    assert isinstance(error, JudgedSince) and error.who == "李雷"
    found = review_document(project, document)
    line = found.category_cases[0] if about_category else found.cases[1]
    assert line.judgement is not None
    judge(project, line.judgement.id)
    assert review_document(project, document) != found


def test_counting(project: Project, document: int) -> None:
    alone = add(project, "😀一个人做的", annotator="a", spans_given=True)
    assert [(each.id, each.people) for each in desk_lines(project)] == [(document, ("a", "b", "c"))]
    assert finishers(project) == {"a": 2, "b": 1, "c": 1}
    assert dict(case_counts(project, [document, alone])) == {
        document: CaseCount(4, 0),
        alone: CaseCount(0, 0),
    }
    of = [
        CaseFilter(("a", "c")),
        CaseFilter(("a", "b")),
        CaseFilter(label="PER"),
        CaseFilter(("a", "b"), "防疫"),
    ]
    assert [dict(case_counts(project, [document], each))[document].cases for each in of] == [2, 3, 1, 1]
    operations.note_case(project, document, LI, reason="？")
    assert next_open(project, [alone, document]) == document
    operations.accept_readings(project)
    assert dict(case_counts(project, [document])) == {document: CaseCount(4, 4)}
    assert next_open(project, [alone, document]) is None


def test_the_desk_is_for_reviewers(project: Project, other: Project, document: int) -> None:
    assert may_review(project) and may_review(other)
    operations.set_role(project, "王芳", Role.REVIEWER)
    assert may_review(project) and not may_review(other)
    for act in (
        lambda: operations.note_case(other, document, LI, gap=True),
        lambda: operations.adjudicate_category(other, document, "防疫", True),
        lambda: operations.take_agreed(other),
    ):
        unchanged_by(other, act, NotAllowed)
