"""A document read in parts says the same as read whole, on both databases."""

import pytest

from core import operations, queries
from core.annotation import LayerState, SpanRecord, Suggestion
from core.errors import NotFound
from core.project import Project
from tests.core.samples import add

TEXT = "😀𠮷田王芳在上海。\n" * 400  # 4,000 code points
EVERY = 10


class EverySecond:
    """Suggests every second 王芳, one stretch over a page, and what an annotation will refuse."""

    def suggest(self, text: str, zones: object) -> list[Suggestion]:
        places = [(at + 3, at + 5) for at in range(0, len(text), 2 * EVERY)]
        return [
            Suggestion(start, end, "PER", text[start:end], "x", 0.5)
            for start, end in (*places, (1_500, 2_900))
        ]

    def categories(self, text: str, zones: object) -> list[object]:
        return []


@pytest.fixture
def document(nested: Project) -> int:
    """With spans over every line, long ones among them, and three decisions on suggestions."""
    records = [SpanRecord(at + 6, at + 8, "LOC") for at in range(0, 3_900, EVERY)]
    records += [SpanRecord(5, 1_200, "ORG"), SpanRecord(900, 3_800, "ORG")]
    id_ = add(nested, TEXT, spans=tuple(records), spans_given=True, state="in progress")
    operations.fill(nested, EverySecond(), [id_])  # type: ignore[arg-type]
    ids = [each.id for each in queries.open_document(nested, id_).suggestions]
    operations.accept(nested, id_, ids[3:5])
    operations.reject(nested, id_, ids[50:52])
    operations.correct(nested, id_, ids[101], label="ORG")
    return id_


def test_all_parts_together_are_the_whole(nested: Project, document: int) -> None:
    whole = queries.open_document(nested, document)
    opened = queries.open_partly(nested, document, (1_000, 1_700))
    assert opened.head.document == whole.document
    assert (opened.head.layer, opened.head.zones) == (whole.layer, whole.zones)
    assert opened.suggested == len(whole.suggestions)
    parts = [opened.part]
    for start, end in ((0, 1_000), (1_700, 3_999), (3_999, 5_000)):
        parts.append(queries.document_part(nested, opened.head.document, start, end))
    assert {each for part in parts for each in part.annotations} == set(whole.annotations)
    assert {each for part in parts for each in part.suggestions} == set(whole.suggestions)
    assert {each for part in parts for each in part.rejections} == whole.rejections


def test_a_part_holds_what_reaches_into_it_and_what_decides_there(nested: Project, document: int) -> None:
    whole = queries.open_document(nested, document)
    part = queries.document_part(nested, whole.document, 1_400, 1_620)
    suggestions = [each for each in whole.suggestions if each.start < 1_620 and each.end > 1_400]
    assert list(part.suggestions) == suggestions
    assert max(each.end for each in suggestions) == 2_900  # the long one, and what decides about it
    annotations = [each for each in whole.annotations if each.start < 2_900 and each.end > 1_400]
    assert list(part.annotations) == annotations
    assert {each.start for each in annotations} >= {900, 1_406, 2_886}
    assert part.rejections == {each for each in whole.rejections if 1_400 <= each.start < 2_900}


def test_a_short_text_comes_whole_and_a_known_text_is_not_read_again(nested: Project, document: int) -> None:
    opened = queries.open_partly(nested, document, (0, 10), whole_up_to=4_000)
    assert (opened.part.start, opened.part.end) == (0, 4_000)
    assert opened.part.suggestions == queries.open_document(nested, document).suggestions
    again = queries.open_partly(nested, document, (0, 10), known=opened.head.document)
    assert again.head.document.text is opened.head.document.text


def test_a_layer_that_is_begun_later_is_found(nested: Project) -> None:
    id_ = add(nested, TEXT)
    opened = queries.open_partly(nested, id_, (0, 10))
    assert opened.head.layer.state is LayerState.NEW
    assert opened.part.annotations == ()
    operations.annotate(nested, id_, 3, 5, "PER")
    part = queries.document_part(nested, opened.head.document, 0, 10)
    assert [each.quote for each in part.annotations] == ["王芳"]


def test_a_document_that_is_not_listed(nested: Project) -> None:
    with pytest.raises(NotFound):
        queries.open_partly(nested, 99, (0, 10))
