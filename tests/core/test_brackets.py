"""Which brackets stand around a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.brackets import enclosing


def phrase(text: str, *, including: bool = False) -> str | None:
    """The phrase around what stands between two bars."""
    start = text.index("|")
    end = text.index("|", start + 1) - 1
    plain = text.replace("|", "")
    found = enclosing(plain, start, end, including=including)
    return plain[found[0] : found[1]] if found else None


@pytest.mark.parametrize(
    ("text", "inside", "whole"),
    [
        ("😀把“联|心|卡”送上门", "联心卡", "“联心卡”"),
        ("读《乡镇(|街|道)条例》", "街道", "(街道)"),
        ("读《乡|镇|(街道)条例》", "乡镇(街道)条例", "《乡镇(街道)条例》"),
        ("说“‘𠮷|野|家’好”", "𠮷野家", "‘𠮷野家’"),
        ("村（社|区|）和（别的）", "社区", "（社区）"),
        ('他说"好|的|"，又说"走"', "好的", '"好的"'),
        ("「甲||乙」", "甲乙", "「甲乙」"),
        ("【a|b|】", "ab", "【ab】"),
    ],
)
def test_the_phrase_with_and_without_its_marks(text: str, inside: str, whole: str) -> None:
    assert phrase(text) == inside
    assert phrase(text, including=True) == whole


def test_again_goes_on_to_the_pair_outside() -> None:
    text = "（甲“乙《丙》丁”戊）"
    found, steps = (5, 5), []
    while (wider := enclosing(text, *found)) is not None:
        found = wider
        steps.append(text[slice(*found)])
    assert steps == ["丙", "乙《丙》丁", "甲“乙《丙》丁”戊"]
    assert enclosing(text, 0, 0) is None


@pytest.mark.parametrize(
    "text", ["没有|括|号", "“上一行\n这|一|行”", "”反|了|“", "(甲)|乙|(丙)", "“没|有|完"]
)
def test_where_nothing_stands_around_there_is_nothing(text: str) -> None:
    assert phrase(text) is None


def test_a_sign_without_a_partner_is_passed_over() -> None:
    assert phrase("“甲（|乙|”") == "甲（乙"


@given(st.text('“”（）《》"甲😀\n', max_size=30), st.data())
def test_what_is_found_is_larger_and_stands_in_a_pair(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = enclosing(text, start, end)
    if found is not None:
        assert found[0] <= start <= end <= found[1]
        assert found != (start, end)
        assert text[found[0] - 1] + text[found[1]] in ("“”", "（）", "《》", '""')
        assert "\n" not in text[slice(*found)]
