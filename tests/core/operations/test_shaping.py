"""Splitting and merging, behind characters of two UTF-16 units; each is one act and one undo."""

from collections.abc import Callable

import pytest

from core import operations, queries
from core.annotation import Origin
from core.errors import BadSpan, LayerFinished, NotFound
from core.history import Kind
from core.project import Project
from tests.core.samples import (
    add,
    annotations,
    dump,
    place_of,
    propose,
    said,
    suggestion_ids,
    unchanged_by,
)

WANG, LI, BEIJING = place_of("王芳"), place_of("李雷"), place_of("北京")
UNIVERSITY, WHOLE = place_of("北京大学"), place_of("王芳在北京大学")


def waiting(project: Project, document: int) -> list[str]:
    from core.decided import open_suggestions

    opened = queries.open_document(project, document)
    flat = project.label_set.is_flat
    found = open_suggestions(opened.suggestions, opened.annotations, set(opened.rejections), flat=flat)
    return [each.quote for each in found]


def taken_back(project: Project, act: Callable[[], object]) -> None:
    """Do it, undo it, redo it: the rows are as before, and as after."""
    before = dump(project)
    act()
    after = dump(project)
    assert after != before
    operations.undo(project)
    assert dump(project) == before
    operations.redo(project)
    assert dump(project) == after


def test_split_makes_two_of_an_annotation(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *UNIVERSITY, "ORG").added
    cut = BEIJING[1]
    taken_back(project, lambda: operations.split(project, document, [cut], annotation_id=made.id))
    assert said(project, document) == [("北京", "ORG"), ("大学", "ORG")]
    assert annotations(project, document)[0].id == made.id
    assert queries.undo_status(project).undo is Kind.SPLIT


def test_split_at_several_places_leaves_out_white_space(project: Project) -> None:
    document = add(project, "😀胡兰兰 倪方方 黄𠮷")
    [made] = operations.annotate(project, document, 1, 11, "PER").added
    operations.split(project, document, [4, 8, 8], annotation_id=made.id)
    assert [each.quote for each in annotations(project, document)] == ["胡兰兰", "倪方方", "黄𠮷"]


def test_the_pieces_of_a_suggestion_come_from_it(project: Project, document: int) -> None:
    propose(project, document, ("北京大学", "ORG"))
    [suggested] = suggestion_ids(project, document)
    taken_back(project, lambda: operations.split(project, document, [BEIJING[1]], suggestion_id=suggested))
    assert said(project, document) == [("北京", "ORG"), ("大学", "ORG")]
    for each in annotations(project, document):
        assert each.origin is Origin.CORRECTED
        assert each.source == "lexicon"
        assert each.suggested == (*UNIVERSITY, "ORG")
    assert waiting(project, document) == []


@pytest.mark.parametrize("cuts", [[], [UNIVERSITY[0]], [UNIVERSITY[1]], [UNIVERSITY[1] + 1], [0]])
def test_a_cut_that_is_not_inside_is_refused(project: Project, document: int, cuts: list[int]) -> None:
    [made] = operations.annotate(project, document, *UNIVERSITY, "ORG").added
    unchanged_by(project, lambda: operations.split(project, document, cuts, annotation_id=made.id), BadSpan)


def test_a_piece_of_white_space_alone_is_refused(project: Project) -> None:
    document = add(project, "胡兰兰 ")
    [made] = operations.annotate(project, document, 0, 4, "PER").added
    unchanged_by(project, lambda: operations.split(project, document, [3], annotation_id=made.id), BadSpan)


def test_merge_takes_in_annotations_and_what_lies_between(project: Project, document: int) -> None:
    [wang] = operations.annotate(project, document, *WANG, "PER").added
    [university] = operations.annotate(project, document, *UNIVERSITY, "ORG").added
    taken_back(
        project,
        lambda: operations.merge(project, document, *WHOLE, annotation_id=university.id, others=[wang.id]),
    )
    assert said(project, document) == [("王芳在北京大学", "ORG")]
    assert queries.undo_status(project).undo is Kind.MERGE


def test_merge_of_suggestions_settles_both(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"), ("北京大学", "ORG"))
    wang, university = suggestion_ids(project, document)
    taken_back(
        project,
        lambda: operations.merge(
            project, document, *WHOLE, suggestion_id=university, other_suggestions=[wang]
        ),
    )
    assert said(project, document) == [("王芳在北京大学", "ORG")]
    assert waiting(project, document) == []


def test_in_a_nested_set_what_is_not_named_stays(nested: Project) -> None:
    document = add(nested)
    propose(nested, document, ("北京", "LOC"), ("北京大学", "ORG"), ("王芳", "PER"))
    wang, beijing, university = suggestion_ids(nested, document)
    operations.accept(nested, document, [beijing])
    operations.merge(nested, document, *WHOLE, suggestion_id=university, other_suggestions=[wang])
    assert sorted(said(nested, document)) == [("北京", "LOC"), ("王芳在北京大学", "ORG")]
    assert waiting(nested, document) == []


def test_in_a_nested_set_an_annotation_that_is_taken_in_is_not_suggested_again(nested: Project) -> None:
    document = add(nested)
    propose(nested, document, ("王芳", "PER"))
    [wang] = operations.accept(nested, document, suggestion_ids(nested, document)).added
    [university] = operations.annotate(nested, document, *UNIVERSITY, "ORG").added
    taken_back(
        nested,
        lambda: operations.merge(nested, document, *WHOLE, annotation_id=university.id, others=[wang.id]),
    )
    assert waiting(nested, document) == []


def test_edges_may_push_neighbours_aside(project: Project, document: int) -> None:
    [wang] = operations.annotate(project, document, *WANG, "PER").added
    operations.annotate(project, document, *UNIVERSITY, "ORG")
    taken_back(project, lambda: operations.move_edges(project, wang.id, *WHOLE, replacing=True))
    assert said(project, document) == [("王芳在北京大学", "PER")]


def test_a_corrected_suggestion_may_push_neighbours_aside(project: Project, document: int) -> None:
    propose(project, document, ("北京大学", "ORG"))
    operations.annotate(project, document, *WANG, "PER")
    [university] = suggestion_ids(project, document)
    taken_back(
        project,
        lambda: operations.correct(
            project, document, university, start=WHOLE[0], end=WHOLE[1], replacing=True
        ),
    )
    assert said(project, document) == [("王芳在北京大学", "ORG")]


def test_what_is_finished_or_gone_is_refused(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *UNIVERSITY, "ORG").added
    unchanged_by(
        project, lambda: operations.split(project, document, [BEIJING[1]], annotation_id=999), NotFound
    )
    operations.finish(project, document)
    unchanged_by(
        project,
        lambda: operations.split(project, document, [BEIJING[1]], annotation_id=made.id),
        LayerFinished,
    )
    unchanged_by(
        project,
        lambda: operations.merge(project, document, *WHOLE, annotation_id=made.id),
        LayerFinished,
    )
