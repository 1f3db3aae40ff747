"""Making, changing and taking away annotations, behind characters of two UTF-16 units."""

import pytest

from core import operations, queries
from core.annotation import LayerState, Origin, Rejection
from core.errors import BadSpan, LayerFinished, NotFound, Overlap, UnknownLabel
from core.history import Kind, Touched
from core.project import Project
from tests.core.samples import (
    TEXT,
    add,
    annotations,
    place_of,
    propose,
    said,
    suggestion_ids,
    unchanged_by,
)

WANG = place_of("王芳")
UNIVERSITY = place_of("北京大学")
BEIJING = place_of("北京")


def test_annotate_stores_place_label_and_quote(project: Project, document: int) -> None:
    change = operations.annotate(project, document, *WANG, "PER")
    [made] = annotations(project, document)
    assert (made.start, made.end, made.label, made.quote) == (*WANG, "PER", "王芳")
    assert made.origin is Origin.BY_HAND
    assert change.added == (made,)
    assert change.removed == ()


def test_annotate_begins_the_layer(project: Project, document: int) -> None:
    assert queries.open_document(project, document).layer.state is LayerState.NEW
    change = operations.annotate(project, document, *WANG, "PER")
    assert change.kind is Kind.ANNOTATE
    assert change.document_id == document
    assert change.touched == {Touched.ANNOTATIONS, Touched.LAYER}
    assert change.layer is not None
    assert change.layer.state is LayerState.IN_PROGRESS


def test_the_second_annotation_touches_no_layer(project: Project, document: int) -> None:
    operations.annotate(project, document, *WANG, "PER")
    assert operations.annotate(project, document, *UNIVERSITY, "ORG").touched == {Touched.ANNOTATIONS}


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 4), (0, len(TEXT) + 1), (10**6, 10**6 + 1)])
def test_a_span_that_does_not_fit_is_refused(project: Project, document: int, start: int, end: int) -> None:
    unchanged_by(project, lambda: operations.annotate(project, document, start, end, "PER"), BadSpan)


def test_an_unknown_label_is_refused(project: Project, document: int) -> None:
    error = unchanged_by(project, lambda: operations.annotate(project, document, *WANG, "XYZ"), UnknownLabel)
    assert "XYZ" in str(error)


def test_a_category_is_no_label_for_spans(project: Project, document: int) -> None:
    unchanged_by(project, lambda: operations.annotate(project, document, *WANG, "教育"), UnknownLabel)


def test_an_unknown_document_is_refused(project: Project) -> None:
    unchanged_by(project, lambda: operations.annotate(project, 999, *WANG, "PER"), NotFound)


def test_the_same_again_changes_nothing(project: Project, document: int) -> None:
    operations.annotate(project, document, *WANG, "PER")
    change = operations.annotate(project, document, *WANG, "PER")
    assert change.operation_id == 0
    assert change.touched == frozenset()
    assert queries.undo_status(project).undo is Kind.ANNOTATE
    assert said(project, document) == [("王芳", "PER")]


def test_flat_refuses_an_overlap_and_names_it(project: Project, document: int) -> None:
    operations.annotate(project, document, *UNIVERSITY, "ORG")
    error = unchanged_by(project, lambda: operations.annotate(project, document, *BEIJING, "LOC"), Overlap)
    assert error == Overlap(*UNIVERSITY, "ORG")


def test_flat_lets_neighbours_touch(project: Project, document: int) -> None:
    operations.annotate(project, document, *BEIJING, "LOC")
    operations.annotate(project, document, *place_of("大学"), "ORG")
    assert said(project, document) == [("北京", "LOC"), ("大学", "ORG")]


def test_replacing_takes_what_stood_there_in_the_same_act(project: Project, document: int) -> None:
    operations.annotate(project, document, *BEIJING, "LOC")
    operations.annotate(project, document, *place_of("大学"), "ORG")
    change = operations.annotate(project, document, *UNIVERSITY, "ORG", replacing=True)
    assert [each.quote for each in change.removed] == ["北京", "大学"]
    assert said(project, document) == [("北京大学", "ORG")]
    operations.undo(project)
    assert said(project, document) == [("北京", "LOC"), ("大学", "ORG")]


def test_nested_lets_spans_lie_within_one_another(nested: Project) -> None:
    document = add(nested)
    operations.annotate(nested, document, *UNIVERSITY, "ORG")
    operations.annotate(nested, document, *BEIJING, "LOC")
    operations.annotate(nested, document, *BEIJING, "PER")
    assert (
        said(nested, document) == [("北京", "LOC"), ("北京", "PER"), ("北京大学", "ORG")]
        or len(said(nested, document)) == 3
    )


def test_annotators_do_not_see_each_other(project: Project, other: Project, document: int) -> None:
    operations.annotate(project, document, *WANG, "PER")
    operations.annotate(other, document, *WANG, "ORG")
    assert said(project, document) == [("王芳", "PER")]
    assert said(other, document) == [("王芳", "ORG")]


def test_another_annotators_annotation_cannot_be_touched(
    project: Project, other: Project, document: int
) -> None:
    [made] = operations.annotate(project, document, *WANG, "PER").added
    unchanged_by(project, lambda: operations.relabel(other, made.id, "ORG"), NotFound)
    unchanged_by(project, lambda: operations.remove(other, [made.id]), NotFound)


def test_relabel(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *WANG, "PER").added
    change = operations.relabel(project, made.id, "ORG")
    assert [each.label for each in change.removed] == ["PER"]
    assert [each.label for each in change.added] == ["ORG"]
    assert said(project, document) == [("王芳", "ORG")]


def test_move_edges_takes_the_new_quote(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *BEIJING, "ORG").added
    change = operations.move_edges(project, made.id, *UNIVERSITY)
    assert [each.quote for each in change.removed] == ["北京"]
    assert [each.quote for each in change.added] == ["北京大学"]
    assert change.added[0].id == made.id


def test_move_edges_stops_at_a_neighbour(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *BEIJING, "LOC").added
    operations.annotate(project, document, *place_of("大学"), "ORG")
    unchanged_by(project, lambda: operations.move_edges(project, made.id, *UNIVERSITY), Overlap)


def test_move_edges_stays_in_the_text(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *WANG, "PER").added
    unchanged_by(project, lambda: operations.move_edges(project, made.id, WANG[0], len(TEXT) + 1), BadSpan)
    unchanged_by(project, lambda: operations.move_edges(project, made.id, WANG[1], WANG[0]), BadSpan)


def test_a_long_span_is_found_from_its_far_end(project: Project) -> None:
    document = add(project, "😀" + "长" * 5_000)
    operations.annotate(project, document, 1, 4_900, "ORG")
    error = unchanged_by(
        project, lambda: operations.annotate(project, document, 4_899, 4_901, "PER"), Overlap
    )
    assert isinstance(error, Overlap)
    assert error.end == 4_900


def test_a_quote_across_the_parts_of_a_text(project: Project) -> None:
    text = "😀" + "一二三四五六七八九𠮷" * 7_000
    document = add(project, text)
    for at in (32_760, 65_530, 65_535, 65_536):
        [made] = operations.annotate(project, document, at, at + 1, "PER").added
        assert made.quote == text[at : at + 1]
        operations.undo(project)
    [long] = operations.annotate(project, document, 32_700, 65_600, "ORG").added
    assert long.quote == text[32_700:65_600]


def test_remove_several_is_one_act(project: Project, document: int) -> None:
    ids = [operations.annotate(project, document, *place, "PER").added[0].id for place in (WANG, UNIVERSITY)]
    change = operations.remove(project, ids)
    assert len(change.removed) == 2
    assert said(project, document) == []
    operations.undo(project)
    assert len(said(project, document)) == 2


def test_remove_in_two_documents_is_about_neither_alone(project: Project, document: int) -> None:
    second = add(project, "另一篇：" + TEXT)
    ids = [operations.annotate(project, each, 8, 10, "PER").added[0].id for each in (document, second)]
    change = operations.remove(project, ids)
    assert change.document_id is None
    assert [entry.kind for entry in queries.history_of(project, document, ids[0])] == [
        Kind.ANNOTATE,
        Kind.REMOVE,
    ]
    operations.undo(project)
    assert len(said(project, document) + said(project, second)) == 2


def test_remove_of_what_is_gone(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *WANG, "PER").added
    operations.remove(project, [made.id])
    unchanged_by(project, lambda: operations.remove(project, [made.id]), NotFound)


def test_accept_keeps_source_score_and_reason(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"), ("北京大学", "ORG"))
    change = operations.accept(project, document, suggestion_ids(project, document))
    assert len(change.added) == 2
    assert {(each.origin, each.source, each.score, each.reason) for each in change.added} == {
        (Origin.ACCEPTED, "lexicon", 0.75, "r|x")
    }
    assert all(each.suggested is None for each in change.added)


def test_accept_twice_changes_nothing(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))
    [id_] = suggestion_ids(project, document)
    operations.accept(project, document, [id_, id_])
    assert operations.accept(project, document, [id_]).operation_id == 0
    assert said(project, document) == [("王芳", "PER")]


def test_accept_refuses_a_taken_place_and_keeps_nothing(project: Project, document: int) -> None:
    operations.annotate(project, document, *BEIJING, "LOC")
    propose(project, document, ("王芳", "PER"), ("北京大学", "ORG"))
    ids = suggestion_ids(project, document)
    unchanged_by(project, lambda: operations.accept(project, document, ids), Overlap)


def test_a_suggestion_of_another_document_is_not_found(project: Project, document: int) -> None:
    second = add(project, "另一篇：" + TEXT)
    propose(project, second, ("王芳", "PER"))
    ids = suggestion_ids(project, second)
    unchanged_by(project, lambda: operations.accept(project, document, ids), NotFound)
    unchanged_by(project, lambda: operations.reject(project, document, ids), NotFound)


def test_correct_remembers_what_was_suggested(project: Project, document: int) -> None:
    propose(project, document, ("北京", "LOC"))
    [id_] = suggestion_ids(project, document)
    [made] = operations.correct(project, document, id_, label="ORG", end=UNIVERSITY[1]).added
    assert (made.quote, made.label, made.origin) == ("北京大学", "ORG", Origin.CORRECTED)
    assert made.suggested == (*BEIJING, "LOC")
    assert made.source == "lexicon"


def test_correct_refuses_a_taken_place(project: Project, document: int) -> None:
    operations.annotate(project, document, *place_of("大学"), "ORG")
    propose(project, document, ("北京", "LOC"))
    [id_] = suggestion_ids(project, document)
    unchanged_by(project, lambda: operations.correct(project, document, id_, end=UNIVERSITY[1]), Overlap)


def test_correct_to_what_it_was_is_accepting(project: Project, document: int) -> None:
    propose(project, document, ("北京", "LOC"))
    [id_] = suggestion_ids(project, document)
    [made] = operations.correct(project, document, id_, label="LOC").added
    assert (made.origin, made.suggested) == (Origin.ACCEPTED, None)


def test_annotating_over_one_suggestion_corrects_it(project: Project, document: int) -> None:
    propose(project, document, ("北京", "LOC"))
    [made] = operations.annotate(project, document, *UNIVERSITY, "ORG").added
    assert (made.origin, made.source, made.suggested) == (Origin.CORRECTED, "lexicon", (*BEIJING, "LOC"))


def test_annotating_just_what_is_suggested_accepts_it(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))
    [made] = operations.annotate(project, document, *WANG, "PER").added
    assert (made.origin, made.source, made.suggested) == (Origin.ACCEPTED, "lexicon", None)


def test_annotating_over_two_suggestions_is_by_hand(project: Project, document: int) -> None:
    propose(project, document, ("北京", "LOC"), ("大学", "ORG"))
    [made] = operations.annotate(project, document, *UNIVERSITY, "ORG").added
    assert (made.origin, made.source) == (Origin.BY_HAND, "")


def test_annotating_over_a_refused_suggestion_is_by_hand(project: Project, document: int) -> None:
    propose(project, document, ("北京", "LOC"))
    operations.reject(project, document, suggestion_ids(project, document))
    [made] = operations.annotate(project, document, *UNIVERSITY, "ORG").added
    assert (made.origin, made.source) == (Origin.BY_HAND, "")


def test_replacing_an_accepted_one_inherits_its_suggestion(project: Project, document: int) -> None:
    propose(project, document, ("北京", "LOC"))
    operations.accept(project, document, suggestion_ids(project, document))
    [made] = operations.annotate(project, document, *UNIVERSITY, "ORG", replacing=True).added
    assert (made.origin, made.suggested) == (Origin.CORRECTED, (*BEIJING, "LOC"))
    [back] = operations.annotate(project, document, *BEIJING, "LOC", replacing=True).added
    assert (back.origin, back.suggested) == (Origin.ACCEPTED, None)


@pytest.mark.parametrize("act", ["relabel", "move"])
def test_changing_an_accepted_one_makes_it_corrected(project: Project, document: int, act: str) -> None:
    propose(project, document, ("北京", "LOC"))
    [made] = operations.accept(project, document, suggestion_ids(project, document)).added
    if act == "relabel":
        [now] = operations.relabel(project, made.id, "ORG").added
    else:
        [now] = operations.move_edges(project, made.id, *UNIVERSITY).added
    assert (now.origin, now.suggested) == (Origin.CORRECTED, (*BEIJING, "LOC"))


def test_changing_an_accepted_one_to_what_it_is_leaves_it_accepted(project: Project, document: int) -> None:
    propose(project, document, ("北京", "LOC"))
    [made] = operations.accept(project, document, suggestion_ids(project, document)).added
    assert operations.relabel(project, made.id, "LOC").operation_id == 0
    assert operations.move_edges(project, made.id, *BEIJING).operation_id == 0
    assert annotations(project, document) == (made,)


def test_changing_one_by_hand_leaves_it_by_hand(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *WANG, "PER").added
    [now] = operations.relabel(project, made.id, "ORG").added
    assert (now.origin, now.suggested) == (Origin.BY_HAND, None)


def test_removing_an_accepted_one_rejects_its_suggestion(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))
    [made] = operations.accept(project, document, suggestion_ids(project, document)).added
    operations.relabel(project, made.id, "ORG")
    change = operations.remove(project, [made.id])
    assert change.rejected == (Rejection(*WANG, "PER"),)
    assert queries.document_lines(project)[0].waiting == 0


def test_a_rejection_outlives_a_refill(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"), ("北京大学", "ORG"))
    change = operations.reject(project, document, suggestion_ids(project, document)[:1])
    assert change.rejected == (Rejection(*WANG, "PER"),)
    propose(project, document, ("王芳", "PER"), ("北京大学", "ORG"))
    opened = queries.open_document(project, document)
    assert opened.rejections == {Rejection(*WANG, "PER")}
    assert queries.document_lines(project)[0].waiting == 1


def test_rejecting_twice_changes_nothing(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))
    ids = suggestion_ids(project, document)
    operations.reject(project, document, ids * 2)
    assert operations.reject(project, document, ids).operation_id == 0


def test_a_rejection_is_one_annotators(project: Project, other: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))
    operations.reject(project, document, suggestion_ids(project, document))
    assert queries.document_lines(project)[0].waiting == 0
    assert queries.document_lines(other)[0].waiting == 1


def test_nothing_is_changed_in_a_finished_layer(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))
    [id_] = suggestion_ids(project, document)
    operations.finish(project, document)
    [made] = annotations(project, document)
    for act in (
        lambda: operations.annotate(project, document, *UNIVERSITY, "ORG"),
        lambda: operations.relabel(project, made.id, "ORG"),
        lambda: operations.move_edges(project, made.id, *UNIVERSITY),
        lambda: operations.remove(project, [made.id]),
        lambda: operations.accept(project, document, [id_]),
        lambda: operations.correct(project, document, id_, label="ORG"),
        lambda: operations.reject(project, document, [id_]),
        lambda: operations.set_category(project, document, "教育", True),
        lambda: operations.finish(project, document),
    ):
        assert "reopen" in str(unchanged_by(project, act, LayerFinished))


def test_nested_never_holds_the_same_twice(nested: Project) -> None:
    document = add(nested)
    [first] = operations.annotate(nested, document, *UNIVERSITY, "ORG").added
    [second] = operations.annotate(nested, document, *UNIVERSITY, "LOC").added
    [third] = operations.annotate(nested, document, *BEIJING, "ORG").added
    unchanged_by(nested, lambda: operations.relabel(nested, second.id, "ORG"), Overlap)
    unchanged_by(nested, lambda: operations.move_edges(nested, third.id, *UNIVERSITY), Overlap)
    propose(nested, document, ("大学", "ORG"))
    [id_] = suggestion_ids(nested, document)
    unchanged_by(nested, lambda: operations.correct(nested, document, id_, start=UNIVERSITY[0]), Overlap)
    assert first in annotations(nested, document)
