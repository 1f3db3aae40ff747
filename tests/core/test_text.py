"""Spans, lines, sentences."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadSpan
from core.text import Span, check_span, lines, sentences, text_digest

TEXTS = st.text(alphabet=st.sampled_from("我爱😀𠮷。!？；…”》 \n\t\u2028\u3000a.é"), max_size=60)


def quotes(text: str) -> list[str]:
    return [span.quote(text) for span in sentences(text)]


@given(TEXTS)
def test_lines_joined_are_the_text(text: str) -> None:
    assert "\n".join(span.quote(text) for span in lines(text)) == text


def test_only_a_newline_ends_a_line() -> None:
    assert [span.quote("a\u2028b\x85c\n") for span in lines("a\u2028b\x85c\n")] == ["a\u2028b\x85c", ""]


@given(TEXTS)
def test_sentences_never_overlap_and_stay_in_their_line(text: str) -> None:
    end = 0
    for span in sentences(text):
        assert end <= span.start < span.end <= len(text)
        assert "\n" not in span.quote(text)
        end = span.end


@given(TEXTS)
def test_sentences_cover_all_but_spaces(text: str) -> None:
    covered = {i for span in sentences(text) for i in range(span.start, span.end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())


@given(TEXTS)
def test_no_sentence_begins_with_a_space(text: str) -> None:
    assert not any(text[span.start].isspace() for span in sentences(text))


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert quotes("他说：“😀好！”然后走了。完") == ["他说：“😀好！”", "然后走了。", "完"]


def test_sentences_of_a_long_text_take_linear_time() -> None:
    begin = time.perf_counter()
    assert sum(1 for _ in sentences(" " * 200_000 + "我爱北京。" * 40_000)) == 40_000
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize(
    ("start", "end", "why"), [(-1, 2, "outside"), (0, 9, "outside"), (2, 2, "empty"), (3, 1, "empty")]
)
def test_check_span_says_why(start: int, end: int, why: str) -> None:
    with pytest.raises(BadSpan, match=why):
        check_span("我爱😀北京", start, end)


def test_check_span_compares_the_quote() -> None:
    check_span("我爱😀北京", 3, 5, "北京")
    with pytest.raises(BadSpan, match="the text says “😀北”"):
        check_span("我爱😀北京", 2, 4, "北京")


def test_spans() -> None:
    whole, part, behind = Span(0, 5), Span(1, 3), Span(3, 6)
    assert whole.contains(part) and not part.contains(whole) and whole.contains(whole)
    assert whole.overlaps(behind) and not part.overlaps(behind)
    assert len(part) == 2 and sorted([behind, part]) == [part, behind]


def test_digest_is_of_the_utf8_form() -> None:
    assert text_digest("😀").startswith(
        "f0443a342c5ef54783a111b51ba56c938e474c32324d90c3a60c9c8e3a37e2d9"[:8]
    )
