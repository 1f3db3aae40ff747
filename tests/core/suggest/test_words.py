"""Words: that they are the text, and are those of jieba."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.suggest import dictionary, words

SEGMENTER = words.Segmenter()
TEXTS = st.text(st.sampled_from("我在北京大学学习12a. \n😀𠮷，防疫检测"), max_size=40)


@given(TEXTS)
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in SEGMENTER.cut(text)) == text


@given(TEXTS)
def test_borders_go_from_end_to_end(text: str) -> None:
    borders = words.boundaries(text)
    assert borders == sorted(set(borders))
    assert (borders[0], borders[-1]) == (0, len(text))


@given(TEXTS)
def test_words_hold_no_blanks(text: str) -> None:
    assert all(not text[word.start : word.end].isspace() for word in SEGMENTER.tag(text))


def test_words_of_the_dictionary_with_tags() -> None:
    found = SEGMENTER.tag("😀我在北京大学学习")
    assert [(word.start, word.end, word.tag) for word in found[-2:]] == [(3, 7, "nt"), (7, 9, "v")]


def test_own_words_win_and_stay_one_s_own() -> None:
    text = "😀落实网格包干制"
    with_own = words.Segmenter(["网格包干制"])
    assert ("网格包干制", "nz") in with_own.cut(text)
    assert ("网格包干制", "nz") not in SEGMENTER.cut(text)


def test_numbers_and_latin_words_are_whole() -> None:
    assert [piece for piece, _ in SEGMENTER.cut("G40有98.69%")] == ["G", "40", "有", "98.69", "%"]


def test_the_most_probable_path_is_taken(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "dict.txt"
    file.write_text("甲 5 n\n乙 5 n\n甲乙 9 nz\n乙丙 30 v\n", encoding="utf-8")
    small = words.Segmenter(general=dictionary.read(file))
    assert small.cut("甲乙丙丁") == [("甲", "n"), ("乙丙", "v"), ("丁", "x")]


def test_content_words_leave_out_grammar_signs_and_blanks() -> None:
    text = "😀他们对农村社区和网格员，进行了 3 次排查。"
    assert [text[start:end] for start, end in words.content_words(text)] == [
        "农村", "社区", "网格", "员", "进行", "3", "次", "排查",
    ]  # fmt: skip
