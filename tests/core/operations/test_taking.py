"""Others' work beside one's own: who may see it, and taking over what somebody else has read."""

from __future__ import annotations

import pytest

from core import operations, queries
from core.annotation import Origin, Role
from core.errors import LayerFinished, NotAllowed
from core.history import Touched
from core.project import Project
from core.queries.others import Sight, others_part, others_seen, work_since
from core.suggest.reasons import explain
from tests.core.samples import TEXT, annotations, place_of, propose, suggestion_ids, unchanged_by


@pytest.fixture
def finished(other: Project, document: int) -> int:
    """The sample, finished by 李雷: one span of a suggestion, two by hand."""
    propose(other, document, ("王芳", "PER"))
    operations.accept(other, document, suggestion_ids(other, document))
    operations.annotate(other, document, *place_of("北京大学"), "ORG")
    operations.annotate(other, document, *place_of("上海"), "LOC")
    operations.finish(other, document)
    return document


def layer_of(project: Project, document: int) -> int:
    """The one layer that is to be seen."""
    [layer] = others_seen(project, document).layers
    return layer.id


def said(project: Project, document: int) -> list[tuple[str, str]]:
    return [(each.quote, each.label) for each in annotations(project, document)]


def test_nobody_sees_others_before_they_are_done(project: Project, other: Project, finished: int) -> None:
    assert others_seen(project, finished).sight is Sight.ALL  # nobody has a role, and it is not theirs to do
    operations.annotate(project, finished, *place_of("李雷"), "PER")
    seen = others_seen(project, finished)
    assert (seen.sight, seen.layers) == (Sight.NOT_YET, ())
    layer = layer_of(other, finished)
    assert others_part(project, finished, [layer], 0, len(TEXT)).layers == {}
    operations.finish(project, finished)
    assert [each.who for each in others_seen(project, finished).layers] == ["李雷"]
    operations.set_role(project, "王芳", Role.OWNER)
    assert others_seen(other, finished).sight is Sight.REVIEWERS_ONLY
    with pytest.raises(NotAllowed):
        operations.let_annotators_see(other, True)
    operations.let_annotators_see(project, True)
    assert [each.who for each in others_seen(other, finished).layers] == ["王芳"]
    operations.reopen(other, finished)
    assert others_seen(other, finished).sight is Sight.NOT_YET
    assert [each.who for each in others_seen(project, finished).layers] == ["李雷"]  # the owner sees all


def test_what_is_given_to_somebody_is_not_shown_before(
    project: Project, other: Project, finished: int
) -> None:
    operations.assign(other, ["王芳"], [finished])
    assert others_seen(project, finished).sight is Sight.NOT_YET


def test_a_part_is_what_stands_there(project: Project, finished: int) -> None:
    layer, start = layer_of(project, finished), place_of("北京大学")[0]
    part = others_part(project, finished, [layer], start + 1, start + 2)
    assert [each.quote for each in part.layers[layer]] == ["北京大学"]
    whole = others_part(project, finished, [layer], 0, len(TEXT))
    assert [each.quote for each in whole.layers[layer]] == ["王芳", "北京大学", "上海"]


def test_a_reading_is_taken_over_as_one_act_with_its_origin(
    project: Project, other: Project, finished: int
) -> None:
    start, end = place_of("北京大学")
    operations.annotate(project, finished, start, start + 2, "LOC")
    operations.annotate(project, finished, start + 2, end + 1, "ORG")
    operations.annotate(project, finished, *place_of("上海"), "LOC")
    before = annotations(project, finished)
    layer = layer_id(project, other, finished)
    change = operations.take_over(project, finished, layer, start, start + 1)
    assert said(project, finished) == [("北京大学", "ORG"), ("上海", "LOC")]
    assert (len(change.removed), len(change.added)) == (2, 1)
    assert change.touched == {Touched.ANNOTATIONS}
    [taken] = change.added
    assert (taken.origin, explain(taken.reason)) == (Origin.TAKEN, "李雷's reading")
    again = operations.take_over(project, finished, layer, start, end)
    assert again.operation_id == 0
    operations.undo(project)
    assert annotations(project, finished) == before


def layer_id(project: Project, other: Project, document: int) -> int:
    """李雷's layer, for 王芳, who has become the owner."""
    operations.set_role(project, "王芳", Role.OWNER)
    return layer_of(project, document)


def test_what_was_suggested_stays_known(project: Project, other: Project, finished: int) -> None:
    layer = layer_id(project, other, finished)
    [taken] = operations.take_over(project, finished, layer, *place_of("王芳")).added
    assert (taken.source, taken.score) == ("lexicon", 0.75)
    assert explain(taken.reason).startswith("李雷's reading · ")


def test_where_they_have_nothing_nothing_stays(project: Project, other: Project, finished: int) -> None:
    place = place_of("李雷")
    operations.annotate(project, finished, *place, "PER")
    operations.take_over(project, finished, layer_id(project, other, finished), *place)
    assert said(project, finished) == []
    assert [each.quote for each in annotations(other, finished)] == ["王芳", "北京大学", "上海"]


def test_nothing_is_taken_into_finished_work_or_from_what_is_not_seen(
    project: Project, other: Project, finished: int
) -> None:
    layer = layer_id(project, other, finished)
    operations.finish(project, finished)
    unchanged_by(
        project, lambda: operations.take_over(project, finished, layer, *place_of("上海")), LayerFinished
    )
    mine = others_seen(other, finished)
    assert mine.sight is Sight.REVIEWERS_ONLY
    operations.reopen(other, finished)
    theirs = queries.open_document(project, finished).layer.id
    unchanged_by(other, lambda: operations.take_over(other, finished, theirs, *place_of("上海")), NotAllowed)


def test_acts_elsewhere_are_noticed(project: Project, other: Project, finished: int) -> None:
    newest = others_seen(project, finished).newest
    assert work_since(project, finished, newest) == []
    operations.reopen(other, finished)
    assert len(work_since(project, finished, newest)) == 1
