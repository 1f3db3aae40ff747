"""One decision for every identical mention: found with context, labelled as one act, undone as one."""

from collections.abc import Callable

import pytest

from core import operations, queries
from core.annotation import Origin, ZoneKind
from core.errors import BadSpan, Cancelled
from core.operations.mentions import label_places, reject_places, relabel_places, remove_places
from core.project import Project
from core.queries.mentions import Mention, mentions
from tests.core.samples import TEXT, add, annotations, dump, place_of, propose, said, suggestion_ids

OTHER = "𠮷安路的王芳😀\n王芳王芳\n王\n芳"


def places(found: list[Mention]) -> list[tuple[int, int, int]]:
    return [(each.document_id, each.start, each.end) for each in found]


def test_mentions_are_found_in_one_document_or_in_all(project: Project, document: int) -> None:
    other = add(project, OTHER, id="乙")
    assert len(mentions(project, "王芳", document)) == 2
    found = mentions(project, "王芳")
    assert [each.document_id for each in found] == [document] * 2 + [other] * 3
    texts = {document: TEXT, other: OTHER}
    assert all(texts[id_][start:end] == "王芳" for id_, start, end in places(found))


def test_a_mention_has_the_context_of_its_own_line(project: Project, document: int) -> None:
    first = mentions(project, "王芳", document)[0]
    assert (first.before, first.quote) == ("", "王芳")
    assert first.after.startswith("在北京大学说")
    assert "\n" not in first.after


@pytest.mark.parametrize("nothing", ["", " ", "不在这里的词"])
def test_nothing_is_found_for_nothing(project: Project, document: int, nothing: str) -> None:
    assert mentions(project, nothing) == []


def test_a_mention_tells_what_stands_there(project: Project, document: int) -> None:
    start, end = place_of("王芳")
    operations.annotate(project, document, start, end, "PER")
    again = place_of("王芳", 2)
    operations.annotate(project, document, again[0] - 1, again[1], "LOC")
    one, two = mentions(project, "王芳", document)
    assert (one.label, one.overlaps, bool(one.annotation_id)) == ("PER", (), True)
    assert (two.label, two.overlaps) == ("", ("LOC",))


def test_finished_documents_and_furniture_are_marked(project: Project, document: int) -> None:
    operations.set_zone(project, document, *place_of("王芳", 2), ZoneKind.FURNITURE)
    operations.finish(project, document)
    one, two = mentions(project, "王芳", document)
    assert (one.finished, one.furniture, two.furniture) == (True, False, True)


def test_labelling_all_is_one_act_and_one_undo(project: Project, document: int) -> None:
    add(project, OTHER, id="乙")
    before = dump(project)
    change = label_places(project, places(mentions(project, "王芳")), "PER")
    assert len(change.added) == 5
    assert {each.origin for each in change.added} == {Origin.PROPAGATED}
    after = dump(project)
    operations.undo(project)
    assert dump(project) == before
    operations.redo(project)
    assert dump(project) == after


def test_what_stands_there_is_relabelled_and_what_overlaps_makes_room(
    project: Project, document: int
) -> None:
    start, end = place_of("王芳")
    operations.annotate(project, document, start, end, "LOC")
    again = place_of("王芳", 2)
    operations.annotate(project, document, again[0] - 1, again[1], "LOC")
    before = dump(project)
    label_places(project, places(mentions(project, "王芳", document)), "PER")
    assert said(project, document) == [("王芳", "PER"), ("王芳", "PER")]
    operations.undo(project)
    assert dump(project) == before


def test_in_a_nested_set_what_overlaps_stays(nested: Project) -> None:
    document = add(nested)
    start, end = place_of("王芳")
    operations.annotate(nested, document, start, end + 2, "ORG")
    label_places(nested, [(document, start, end)], "PER")
    assert sorted(said(nested, document)) == [("王芳", "PER"), ("王芳在北", "ORG")]


def test_an_accepted_suggestion_counts_as_corrected_afterwards(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "LOC"))
    operations.accept(project, document, suggestion_ids(project, document))
    label_places(project, places(mentions(project, "王芳", document)), "PER")
    first = annotations(project, document)[0]
    assert (first.origin, first.suggested) == (Origin.CORRECTED, (*place_of("王芳"), "LOC"))


def test_finished_documents_are_passed_over(project: Project, document: int) -> None:
    operations.finish(project, document)
    assert label_places(project, places(mentions(project, "王芳")), "PER").added == ()


def test_a_place_outside_the_text_changes_nothing(project: Project, document: int) -> None:
    before = dump(project, without=())
    with pytest.raises(BadSpan):
        label_places(project, [(document, 0, 2), (document, 5, 10_000)], "PER")
    assert dump(project, without=()) == before


def test_stopping_keeps_nothing(project: Project, document: int) -> None:
    before = dump(project, without=())
    with pytest.raises(Cancelled):
        label_places(project, [(document, 0, 2)], "PER", should_stop=lambda: True)
    assert dump(project, without=()) == before


def spots(found: list[Mention], label: str = "") -> list[tuple[int, int, int, str]]:
    return [(*place, label) for place in places(found)]


def test_a_mention_tells_what_waits_there(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"), ("王芳在北", "ORG"))
    one, two = mentions(project, "王芳", document)
    assert (one.suggested, two.suggested) == (("PER",), ())
    operations.annotate(project, document, *place_of("在北京"), "LOC")
    assert mentions(project, "王芳", document)[0].suggested == ("PER",)
    operations.reject(project, document, suggestion_ids(project, document)[:1])
    assert mentions(project, "王芳", document)[0].suggested == ()


def test_what_is_settled_elsewhere_waits_no_more(nested: Project) -> None:
    document = add(nested)
    propose(nested, document, ("王芳", "PER"), ("李雷", "PER"))
    [first, second] = suggestion_ids(nested, document)
    start, end = place_of("王芳")
    operations.correct(nested, document, first, start=start, end=end + 1)
    operations.correct(nested, document, second, start=start + 2, end=end + 2)  # moved clean away
    assert mentions(nested, "王芳", document)[0].suggested == ()
    assert mentions(nested, "李雷", document)[0].suggested == ()


def test_a_long_span_over_a_mention_is_seen(nested: Project) -> None:
    document = add(nested, "长" * 3_000 + "王芳" + "长" * 10)
    operations.annotate(nested, document, 5, 3_005, "ORG")
    [found] = mentions(nested, "王芳", document)
    assert found.overlaps == ("ORG",)


def test_relabelling_all_is_one_act_and_one_undo(project: Project, document: int) -> None:
    other = add(project, OTHER, id="乙")
    propose(project, other, ("王芳", "PER"))
    operations.annotate(project, document, *place_of("王芳"), "LOC")
    before = dump(project)
    change = relabel_places(project, spots(mentions(project, "王芳")), "ORG")
    assert said(project, document) == [("王芳", "ORG")]
    [corrected] = annotations(project, other)
    assert (corrected.label, corrected.origin, corrected.source) == ("ORG", Origin.CORRECTED, "lexicon")
    assert corrected.suggested == (*place_of("王芳", text=OTHER), "PER")
    assert len(change.added) == 2
    after = dump(project)
    operations.undo(project)
    assert dump(project) == before
    operations.redo(project)
    assert dump(project) == after


def test_a_suggestion_confirmed_under_its_own_label_counts_as_accepted(
    project: Project, document: int
) -> None:
    propose(project, document, ("王芳", "PER"))
    relabel_places(project, spots(mentions(project, "王芳", document)), "PER")
    [first] = annotations(project, document)
    assert (first.origin, first.suggested) == (Origin.ACCEPTED, None)
    relabel_places(project, spots(mentions(project, "王芳", document)), "LOC")
    relabel_places(project, spots(mentions(project, "王芳", document)), "PER")
    [again] = annotations(project, document)
    assert (again.origin, again.suggested) == (Origin.ACCEPTED, None)


def test_only_the_meant_label_is_changed(nested: Project) -> None:
    document = add(nested)
    for label in ("PER", "LOC"):
        operations.annotate(nested, document, *place_of("王芳"), label)
    relabel_places(nested, [(document, *place_of("王芳"), "LOC")], "ORG")
    assert sorted(said(nested, document)) == [("王芳", "ORG"), ("王芳", "PER")]
    relabel_places(nested, [(document, *place_of("王芳"), "")], "PER")
    assert said(nested, document) == [("王芳", "PER")]
    operations.undo(nested)
    assert sorted(said(nested, document)) == [("王芳", "ORG"), ("王芳", "PER")]


def test_rejecting_all_is_one_act_and_one_undo(project: Project, document: int) -> None:
    other = add(project, OTHER, id="乙")
    for each in (document, other):
        propose(project, each, ("王芳", "PER"))
    before = dump(project)
    change = reject_places(project, spots(mentions(project, "王芳")))
    assert len(change.rejected) == 2
    assert [each.suggested for each in mentions(project, "王芳")] == [()] * 5
    operations.undo(project)
    assert dump(project) == before
    operations.redo(project)
    assert [each.suggested for each in mentions(project, "王芳")] == [()] * 5


def test_removing_all_is_one_act_and_what_was_suggested_stays_away(project: Project, document: int) -> None:
    other = add(project, OTHER, id="乙")
    propose(project, document, ("王芳", "PER"))
    operations.accept(project, document, suggestion_ids(project, document))
    operations.annotate(project, other, *place_of("王芳", text=OTHER), "LOC")
    before = dump(project)
    change = remove_places(project, spots(mentions(project, "王芳")))
    assert len(change.removed) == 2
    found = mentions(project, "王芳")
    assert {(each.label, each.suggested) for each in found} == {("", ())}
    operations.undo(project)
    assert dump(project) == before


def test_only_spans_of_the_meant_label_are_removed(project: Project, document: int) -> None:
    operations.annotate(project, document, *place_of("王芳"), "LOC")
    assert remove_places(project, spots(mentions(project, "王芳"), "PER")).removed == ()
    assert said(project, document) == [("王芳", "LOC")]


@pytest.mark.parametrize("act", [relabel_places, reject_places, remove_places])
def test_all_acts_leave_finished_and_removed_documents_and_others_work_alone(
    project: Project, other: Project, document: int, act: Callable[..., object]
) -> None:
    hidden = add(project, OTHER, id="乙")
    third = add(project, OTHER + "三", id="丙")
    for each in (document, hidden):
        propose(project, each, ("王芳", "PER"))
        operations.accept(project, each, suggestion_ids(project, each))
    operations.annotate(other, third, *place_of("王芳", text=OTHER), "LOC")
    found = spots(mentions(project, "王芳"))
    operations.finish(project, document)
    operations.remove_document(project, hidden)
    before = dump(project, without=())
    act(project, found, *(["ORG"] if act is relabel_places else []))
    assert dump(project, without=()) == before


@pytest.mark.parametrize("act", [relabel_places, reject_places, remove_places])
def test_stopping_any_act_keeps_nothing(project: Project, document: int, act: Callable[..., object]) -> None:
    propose(project, document, ("王芳", "PER"))
    operations.annotate(project, document, *place_of("上海"), "LOC")
    before = dump(project, without=())
    given = [(document, *place_of("王芳"), ""), (document, *place_of("上海"), "")]
    with pytest.raises(Cancelled):
        act(project, given, *(["ORG"] if act is relabel_places else []), should_stop=lambda: True)
    assert dump(project, without=()) == before


def test_in_a_flat_set_overlapping_places_are_not_all_labelled(project: Project, document: int) -> None:
    start, end = place_of("北京大学")
    label_places(project, [(document, start, end), (document, start + 2, end + 1)], "ORG")
    assert said(project, document) == [("北京大学", "ORG")]


def test_what_the_project_does_not_show_does_not_wait(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))  # scores 0.75
    operations.set_thresholds(project, {"PER": 0.8})
    [first, _] = mentions(project, "王芳", document)
    assert first.suggested == ()
    assert reject_places(project, spots(mentions(project, "王芳"))).rejected == ()
    operations.set_thresholds(project, {"PER": 0.7})
    assert mentions(project, "王芳", document)[0].suggested == ("PER",)


def test_a_layer_begun_by_one_decision_for_all_is_blind_as_agreed(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"))
    operations.set_blind(project, 1.0)
    assert mentions(project, "王芳", document)[0].suggested == ()
    label_places(project, places(mentions(project, "王芳")), "PER")
    operations.set_blind(project, 0.0)
    assert queries.open_document(project, document).blind
    assert mentions(project, "王芳", document)[0].suggested == ()
