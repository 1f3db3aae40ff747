"""Titles, zones, splitting and taking off the list."""

import pytest

from core import operations, queries
from core.annotation import LayerState, Origin, Rejection, Zone, ZoneKind
from core.errors import BadSpan, NotFound, Overlap
from core.history import Touched
from core.project import Project
from core.store.audit import audit
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

SECOND_LINE = TEXT.index("王芳")
THIRD_LINE = TEXT.index("第二段")
WANG = place_of("王芳")
WANG_AGAIN = place_of("王芳", 2)


def zones(project: Project, document: int) -> list[tuple[str, ZoneKind, bool]]:
    return [
        (TEXT[zone.start : zone.end], zone.kind, zone.by_hand)
        for zone in queries.open_document(project, document).zones
    ]


def test_retitle(project: Project, document: int) -> None:
    change = operations.retitle(project, document, "  新的\n标题 😀 ")
    assert change.touched == {Touched.DOCUMENTS}
    assert queries.document_lines(project)[0].title == "新的 标题 😀"


def test_retitle_to_what_it_is(project: Project, document: int) -> None:
    title = queries.document_lines(project)[0].title
    assert operations.retitle(project, document, title).operation_id == 0


def test_a_title_may_hold_what_a_database_cannot(project: Project, document: int) -> None:
    operations.retitle(project, document, "甲\x00乙\ud800")
    assert queries.document_lines(project)[0].title == "甲\ufffd乙\ufffd"


def test_remove_and_bring_back(project: Project, document: int) -> None:
    operations.annotate(project, document, *WANG, "PER")
    before = dump(project)
    operations.remove_document(project, document)
    assert queries.document_lines(project) == []
    with pytest.raises(NotFound):
        queries.open_document(project, document)
    unchanged_by(project, lambda: operations.annotate(project, document, *WANG, "PER"), NotFound)
    operations.undo(project)
    assert dump(project) == before


def test_a_removed_document_cannot_be_changed_through_its_annotations(
    project: Project, document: int
) -> None:
    [made] = operations.annotate(project, document, *WANG, "PER").added
    operations.remove_document(project, document)
    unchanged_by(project, lambda: operations.relabel(project, made.id, "ORG"), NotFound)


def test_a_zone_covers_whole_lines(project: Project, document: int) -> None:
    operations.set_zone(project, document, *place_of("北京"), ZoneKind.CAPTION)
    assert (TEXT[SECOND_LINE : THIRD_LINE - 1], ZoneKind.CAPTION, True) in zones(project, document)


def test_a_zone_over_several_lines_takes_their_place(project: Project, document: int) -> None:
    propose(project, document)
    assert [kind for _, kind, _ in zones(project, document)] == [ZoneKind.TITLE]
    operations.set_zone(project, document, 0, THIRD_LINE + 1, ZoneKind.FURNITURE)
    assert zones(project, document) == [(TEXT[:-1], ZoneKind.FURNITURE, True)]
    operations.set_zone(project, document, SECOND_LINE, SECOND_LINE + 1, ZoneKind.BODY)
    assert [(quote, kind) for quote, kind, _ in zones(project, document)] == [
        ("😀𠮷家访谈", ZoneKind.FURNITURE),
        (TEXT[SECOND_LINE : THIRD_LINE - 1], ZoneKind.BODY),
        (TEXT[THIRD_LINE:-1], ZoneKind.FURNITURE),
    ]


def test_undo_of_zones(project: Project, document: int) -> None:
    propose(project, document)
    start = dump(project)
    operations.set_zone(project, document, 0, THIRD_LINE + 1, ZoneKind.FURNITURE)
    operations.set_zone(project, document, SECOND_LINE, SECOND_LINE + 1, ZoneKind.BODY)
    operations.undo(project)
    operations.undo(project)
    assert dump(project) == start


def test_filling_leaves_zones_by_hand(project: Project, document: int) -> None:
    operations.set_zone(project, document, 0, 1, ZoneKind.FURNITURE)
    propose(project, document)
    assert zones(project, document) == [("😀𠮷家访谈", ZoneKind.FURNITURE, True)]


def test_an_empty_line_has_no_zone(project: Project) -> None:
    document = add(project, "😀一\n\n二\n")
    unchanged_by(project, lambda: operations.set_zone(project, document, 3, 4, ZoneKind.CAPTION), BadSpan)
    unchanged_by(project, lambda: operations.set_zone(project, document, 5, 99, ZoneKind.CAPTION), BadSpan)


def test_split_moves_every_offset(project: Project, other: Project, document: int) -> None:
    propose(project, document, ("北京", "LOC"), ("第二段", "ORG"))
    beijing, second = suggestion_ids(project, document)
    operations.correct(project, document, beijing, end=place_of("北京大学")[1])
    operations.reject(project, document, [second])
    operations.annotate(other, document, *WANG_AGAIN, "PER")
    operations.set_category(project, document, "教育", True)
    operations.set_zone(project, document, *WANG_AGAIN, ZoneKind.CAPTION)
    before = dump(project, ("operation", "text", "text_part"))
    operations.split_document(project, document, [SECOND_LINE, THIRD_LINE])
    first, middle, last = queries.document_lines(project)
    texts = [queries.open_document(project, each.id).document.text for each in (first, middle, last)]
    assert "".join(texts) == TEXT
    assert [each.origin_id for each in (first, middle, last)] == [document] * 3
    assert queries.open_document(project, last.id).document.origin_start == THIRD_LINE
    [made] = annotations(project, middle.id)
    assert (made.quote, made.suggested) == ("北京大学", (made.start, made.start + 2, "LOC"))
    assert texts[1][made.start : made.end] == made.quote
    assert said(other, last.id) == [("王芳", "PER")]
    opened = queries.open_document(project, last.id)
    assert opened.rejections == {Rejection(0, 3, "ORG")}
    assert [each.category for each in opened.categories] == ["教育"]
    assert opened.zones == (Zone(0, len(texts[2]) - 1, ZoneKind.CAPTION, True),)
    assert list(audit(project.store)) == []
    operations.undo(project)
    assert dump(project, ("operation", "text", "text_part")) == before


def test_split_keeps_the_state_of_layers(project: Project, document: int) -> None:
    operations.annotate(project, document, *WANG, "PER")
    operations.finish(project, document)
    operations.split_document(project, document, [THIRD_LINE])
    assert {line.state for line in queries.document_lines(project)} == {LayerState.FINISHED}
    [made] = annotations(project, queries.document_lines(project)[0].id)
    assert made.origin is Origin.BY_HAND


@pytest.mark.parametrize("starts", [[0], [3], [len(TEXT)], [-1], [THIRD_LINE, 10**9]])
def test_a_document_is_split_at_a_line(project: Project, document: int, starts: list[int]) -> None:
    unchanged_by(project, lambda: operations.split_document(project, document, starts), BadSpan)


def test_a_split_nowhere_is_refused(project: Project, document: int) -> None:
    unchanged_by(project, lambda: operations.split_document(project, document, []), BadSpan)


def test_split_through_an_annotation_names_it(project: Project, other: Project, document: int) -> None:
    operations.annotate(other, document, SECOND_LINE, THIRD_LINE + 2, "ORG")
    error = unchanged_by(project, lambda: operations.split_document(project, document, [THIRD_LINE]), Overlap)
    assert error == Overlap(SECOND_LINE, THIRD_LINE + 2, "ORG")


def test_parts_with_the_same_text_are_two_documents(project: Project) -> None:
    document = add(project, "😀一样\n😀一样\n")
    operations.split_document(project, document, [4])
    assert [line.length for line in queries.document_lines(project)] == [4, 4]


def test_a_part_can_be_split_again(project: Project, document: int) -> None:
    operations.split_document(project, document, [SECOND_LINE])
    part = queries.document_lines(project)[1]
    operations.split_document(project, part.id, [THIRD_LINE - SECOND_LINE])
    assert len(queries.document_lines(project)) == 3
    operations.undo(project)
    operations.undo(project)
    assert [line.id for line in queries.document_lines(project)] == [document]


def test_a_remembered_suggestion_that_a_cut_goes_through_is_left_behind(
    project: Project, document: int
) -> None:
    crossing = f"{TEXT[THIRD_LINE - 2 : THIRD_LINE]}第二段"
    propose(project, document, (crossing, "ORG"))
    [suggestion] = suggestion_ids(project, document)
    operations.correct(project, document, suggestion, start=THIRD_LINE, end=THIRD_LINE + 3)
    operations.split_document(project, document, [THIRD_LINE])
    part = queries.document_lines(project)[-1].id
    [only] = annotations(project, part)
    assert (only.quote, only.suggested, only.source) == ("第二段", None, "lexicon")
    assert list(audit(project.store)) == []
