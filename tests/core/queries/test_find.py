"""Finding in a project: text, spans, suggestions; by label, person, state, origin, document and day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core import operations
from core.annotation import GOLD, LayerState, Origin, Role, ZoneKind
from core.errors import BadPattern, Cancelled, InputError, NotAllowed, TooSlow, UnknownLabel
from core.matching import Pattern
from core.project import Project
from core.queries.find import find
from core.queries.mentions import Mention
from core.queries.wanted import ANYBODY, Wanted, What, people_seen
from core.store.models import PART_LENGTH
from tests.core.samples import TEXT, add, place_of, propose, suggestion_ids

OTHER = "𠮷安路的王芳😀\n王芳王芳\n王\n芳ABC\n"


def hits(
    project: Project, text: str = "", *, regex: bool = False, case: bool = False, **more: Any
) -> list[Mention]:
    wanted = Wanted(Pattern(text, regex, case), **more)
    return [hit for some in find(project, wanted) for hit in some.hits]


def today() -> date:
    return datetime.now().astimezone().date()


def quotes(found: list[Mention]) -> list[str]:
    return [each.quote for each in found]


@pytest.fixture
def two(project: Project, document: int) -> tuple[int, int]:
    """The sample text and another."""
    return document, add(project, OTHER, id="乙", title="吉安路", source="澄湾日报")


def test_text_is_found_in_all_documents_with_its_context(project: Project, two: tuple[int, int]) -> None:
    found = hits(project, "王芳")
    assert [each.document_id for each in found] == [two[0]] * 2 + [two[1]] * 3
    texts = dict(zip(two, (TEXT, OTHER), strict=True))
    assert all(texts[each.document_id][each.start : each.end] == "王芳" for each in found)
    assert (found[0].before, found[0].after[:3]) == ("", "在北京")
    assert (found[2].before, found[2].after, found[2].title) == ("𠮷安路的", "😀", "吉安路")


def test_substrings_are_found_whatever_words_they_cut(project: Project, two: tuple[int, int]) -> None:
    assert quotes(hits(project, "京大")) == ["京大"]
    assert quotes(hits(project, "😀")) == ["😀"] * 3
    assert quotes(hits(project, "abc")) == ["ABC"]
    assert hits(project, "abc", case=True) == []
    assert hits(project, "100%_") == hits(project, "%") == []


def test_expressions(project: Project, two: tuple[int, int]) -> None:
    assert quotes(hits(project, "王芳(?=王)|[a-c]+", regex=True)) == ["王芳", "ABC"]
    with pytest.raises(BadPattern):
        hits(project, "(王", regex=True)
    with pytest.raises(TooSlow):
        add(project, "一" * 90)
        list(find(project, Wanted(Pattern("(一|一一)+二", regex=True))))


@pytest.mark.parametrize("shift", [-3, -2, -1, 0])
def test_hits_across_the_parts_of_a_long_text_are_found(project: Project, shift: int) -> None:
    at = 2 * PART_LENGTH + shift
    text = "😀" * at + "启东市" + "长" * PART_LENGTH
    document = add(project, text)
    assert [(each.document_id, each.start) for each in hits(project, "启东市")] == [(document, at)]
    [found] = hits(project, "启.市", regex=True)
    assert (found.before, found.quote, found.after) == ("😀" * 24, "启东市", "长" * 24)


@pytest.mark.parametrize("nothing", ["", "不在这里的词", "王\0芳", "\ud800"])
def test_nothing_is_found_for_nothing(project: Project, document: int, nothing: str) -> None:
    assert hits(project, nothing) == []


def test_text_without_a_label(project: Project, two: tuple[int, int]) -> None:
    start, end = place_of("王芳")
    operations.annotate(project, two[0], start - 1, end, "PER")
    found = hits(project, "王芳", what=What.UNLABELLED)
    assert [(each.document_id, each.start) for each in found][:2] == [
        (two[0], place_of("王芳", 2)[0]),
        (two[1], 4),
    ]
    assert hits(project, "王芳")[0].overlaps == ("PER",)


def test_spans_by_label_quote_origin_and_text(project: Project, two: tuple[int, int]) -> None:
    document, other = two
    propose(project, document, ("王芳", "PER"))
    operations.accept(project, document, suggestion_ids(project, document))
    operations.annotate(project, document, *place_of("北京大学"), "ORG")
    operations.annotate(project, other, *place_of("吉安路".replace("吉", "𠮷"), text=OTHER), "LOC")
    spans = {"what": What.SPANS}
    assert quotes(hits(project, **spans)) == ["王芳", "北京大学", "𠮷安路"]
    assert quotes(hits(project, labels=("PER", "LOC"))) == ["王芳", "𠮷安路"]
    assert quotes(hits(project, quote="大学")) == ["北京大学"]
    assert quotes(hits(project, origins=(Origin.ACCEPTED,))) == ["王芳"]
    assert quotes(hits(project, came="lexicon")) == ["王芳"]
    assert quotes(hits(project, "在北", **spans)) == ["北京大学"]
    assert hits(project, "大学说", labels=("PER",)) == []
    assert quotes(hits(project, "学说|路", regex=True, **spans)) == ["北京大学", "𠮷安路"]
    [found] = hits(project, quote="王芳")
    assert (found.meant, found.label, found.who, found.came) == ("PER", "PER", "王芳", "accepted")
    with pytest.raises(UnknownLabel):
        hits(project, labels=("没有",))


def test_suggestions_that_wait(project: Project, two: tuple[int, int]) -> None:
    document, other = two
    propose(project, document, ("王芳", "PER"), ("上海", "LOC"), ("李雷", "PER"))
    propose(project, other, ("王芳", "PER"))
    operations.reject(project, document, suggestion_ids(project, document)[1:2])
    waiting = {"what": What.SUGGESTIONS}
    assert quotes(hits(project, **waiting)) == ["王芳", "上海", "王芳"]
    assert quotes(hits(project, labels=("LOC",), **waiting)) == ["上海"]
    assert quotes(hits(project, quote="芳", came="lexicon", **waiting)) == ["王芳", "王芳"]
    assert quotes(hits(project, "芳在", **waiting)) == ["王芳"]
    operations.finish(project, other)
    assert [each.document_id for each in hits(project, quote="王芳", **waiting)] == [document]


def test_documents_by_title_source_state_and_day(project: Project, two: tuple[int, int]) -> None:
    document, other = two
    assert {each.document_id for each in hits(project, "王芳", title="安路")} == {other}
    assert {each.document_id for each in hits(project, "王芳", source="日报")} == {other}
    operations.finish(project, other)
    assert {each.document_id for each in hits(project, "王芳", states=(LayerState.NEW,))} == {document}
    assert {each.document_id for each in hits(project, "王芳", states=(LayerState.FINISHED,))} == {other}
    day = timedelta(days=1)
    assert len(hits(project, "王芳", since=today(), until=today())) == 5
    assert hits(project, "王芳", until=today() - day) == hits(project, "王芳", since=today() + day) == []
    assert {each.document_id for each in hits(project, "王芳", document_ids=(other,))} == {other}


def test_spans_by_state_and_day(project: Project, two: tuple[int, int]) -> None:
    operations.annotate(project, two[0], *place_of("王芳"), "PER")
    operations.annotate(project, two[1], *place_of("王芳", text=OTHER), "PER")
    operations.finish(project, two[1])
    assert [each.document_id for each in hits(project, labels=("PER",), states=(LayerState.FINISHED,))] == [
        two[1]
    ]
    assert len(hits(project, labels=("PER",), since=today())) == 2
    assert hits(project, labels=("PER",), until=today() - timedelta(days=1)) == []


def test_others_work_is_found_by_name(project: Project, other: Project, document: int) -> None:
    operations.annotate(other, document, *place_of("王芳"), "LOC")
    assert hits(project, labels=("LOC",)) == []
    [found] = hits(project, annotator="李雷")
    assert (found.quote, found.meant, found.label, found.who) == ("王芳", "LOC", "", "李雷")
    operations.annotate(project, document, *place_of("王芳"), "PER")
    assert [(each.who, each.meant, each.label) for each in hits(project, annotator=ANYBODY)] == [
        ("李雷", "LOC", "PER"),
        ("王芳", "PER", "PER"),
    ]
    with pytest.raises(InputError):
        hits(project, annotator="没有这个人")


def test_once_there_are_reviewers_others_work_is_theirs_to_see(
    project: Project, other: Project, document: int
) -> None:
    operations.annotate(project, document, *place_of("王芳"), "PER")
    operations.set_role(project, "王芳", Role.REVIEWER)
    assert people_seen(project) == ["李雷", "王芳"]
    assert people_seen(other) == ["李雷"]
    for name in ("王芳", ANYBODY, GOLD):
        with pytest.raises(NotAllowed):
            hits(other, annotator=name)
    assert hits(other, annotator="李雷") == []
    [text] = hits(other, "王芳在")
    assert text.label == ""


def test_removed_documents_are_left_out_and_furniture_is_marked(
    project: Project, two: tuple[int, int]
) -> None:
    operations.set_zone(project, two[0], *place_of("王芳", 2), ZoneKind.FURNITURE)
    operations.annotate(project, two[1], *place_of("王芳", text=OTHER), "PER")
    operations.remove_document(project, two[1])
    assert [each.furniture for each in hits(project, "王芳")] == [False, True]
    assert hits(project, labels=("PER",)) == []


def test_hits_come_in_pieces_with_how_far_the_search_is(project: Project) -> None:
    for number in range(3):
        add(project, f"第{number}篇" + "王芳" * 500)
    found = list(find(project, Wanted(Pattern("王芳"))))
    assert [len(each.hits) for each in found] == [400, 400, 400, 300]
    assert (found[-1].documents, found[-1].of_documents, found[-1].is_cut) == (3, 3, False)
    assert [each.documents for each in found] == sorted(each.documents for each in found)
    cut = list(find(project, Wanted(Pattern("王芳")), limit=450))
    assert (sum(len(each.hits) for each in cut), cut[-1].is_cut) == (450, True)


@pytest.mark.parametrize("what", list(What))
def test_a_search_can_be_stopped(project: Project, document: int, what: What) -> None:
    with pytest.raises(Cancelled):
        list(find(project, Wanted(Pattern("王芳"), what), should_stop=lambda: True))


def test_a_blind_document_shows_no_suggestion(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))
    operations.set_blind(project, 1.0)
    assert hits(project, what=What.SUGGESTIONS) == []


def test_what_only_spans_have_looks_for_spans() -> None:
    assert Wanted(Pattern("王"), labels=("PER",)).settled().what is What.SPANS
    assert Wanted(Pattern("王"), title="报").settled().what is What.TEXT
    assert replace(Wanted(), what=What.SUGGESTIONS, labels=("PER",)).settled().what is What.SUGGESTIONS
