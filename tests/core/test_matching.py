"""What is looked for: characters as they are, or an expression; bad and endless ones are refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadPattern, TooSlow
from core.matching import Matcher, Pattern

TEXT = "😀在启东市，𠮷启东市ABC，abc启东\n启东市"


def found(text: str, **how: bool) -> list[str]:
    return [TEXT[start:end] for start, end in Matcher(Pattern(text, **how)).places(TEXT)]


def test_characters_are_found_as_they_are() -> None:
    assert [start for start, _ in Matcher(Pattern("启东市")).places(TEXT)] == [
        each.start() for each in re.finditer("启东市", TEXT)
    ]
    assert found(".") == found("") == []
    assert found("😀") == ["😀"]


def test_case_matters_only_on_request() -> None:
    assert found("abc") == ["ABC", "abc"]
    assert found("abc", case=True) == ["abc"]
    assert found("A.C", regex=True) == ["ABC", "abc"]


def test_letters_whose_other_case_is_longer_keep_their_places() -> None:
    text = "İstanbul straße ıstanbul"
    assert [text[a:b] for a, b in Matcher(Pattern("STRA")).places(text)] == ["stra"]


def test_expressions_know_lines_and_skip_what_is_empty() -> None:
    assert found("^启东.$", regex=True) == ["启东市"]
    assert found("市*", regex=True) == ["市", "市", "市"]
    assert found(r"[a-c]{3}|启东(?!市)", regex=True, case=True) == ["abc", "启东"]


@pytest.mark.parametrize("bad", ["(启", "[启", "*", "\\", "启{2,1}", "(?P<启>", "(" * 2_000, "启" * 20_000])
def test_what_is_no_expression_is_refused_with_a_reason(bad: str) -> None:
    with pytest.raises(BadPattern) as refused:
        Matcher(Pattern(bad, regex=True))
    assert refused.value.why
    assert len(list(Matcher(Pattern(bad)).places(f"说{bad}"))) == 1


def test_an_endless_expression_is_given_up() -> None:
    with pytest.raises(TooSlow):
        list(Matcher(Pattern("(一|一一)+二", regex=True)).places("一" * 90, seconds=0.05))


@given(st.text("启东a😀\n.", max_size=30), st.text("启东aA😀.", min_size=1, max_size=3))
def test_plain_text_is_found_like_by_hand(text: str, wanted: str) -> None:
    expected = [each.span() for each in re.finditer(re.escape(wanted), text, re.IGNORECASE)]
    assert list(Matcher(Pattern(wanted)).places(text)) == expected
