"""One decision for every identical mention: found with context, labelled as one act, undone as one."""

import pytest

from core import operations
from core.annotation import Origin, ZoneKind
from core.errors import BadSpan, Cancelled
from core.operations.mentions import label_places
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
