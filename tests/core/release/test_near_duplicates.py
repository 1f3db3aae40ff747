"""Near-duplicates: found for sure, whatever the order, and nothing else taken for one."""

from hypothesis import given
from hypothesis import strategies as st

from core.release.digest import of_bytes
from core.release.near_duplicates import (
    BINS,
    THRESHOLD,
    Alike,
    Joined,
    alike,
    estimate,
    grams,
    signature,
    similarity,
)
from tests.core.release.samples import story


def found(*texts: str) -> list[Alike]:
    return list(alike([signature(text) for text in texts], lambda number: texts[number]))


def test_a_copy_with_other_punctuation_and_spaces_is_the_same() -> None:
    text = story(1)
    copy = text.replace("，", " , ").replace("。", ".").replace("\n", "\u3000\n\n")
    assert found(text, copy) == [Alike(0, 1, 1.0)]


def test_unlike_texts_are_not_joined() -> None:
    assert found(*(story(number) for number in range(40))) == []


def test_texts_shorter_than_a_gram_are_alike_only_if_they_are_the_same() -> None:
    assert [(pair.first, pair.second) for pair in found("好", "好。", "坏", "😀", "😀 ")] == [(0, 1), (3, 4)]


def test_a_text_of_punctuation_only() -> None:
    assert grams("。。。") == {"。。。"}
    assert len(signature("")) == len(signature("。")) == 4 * BINS


@given(st.text(min_size=1), st.text(min_size=1))
def test_similarity_is_symmetric_and_between_nothing_and_one(one: str, other: str) -> None:
    value = similarity(grams(one), grams(other))
    assert 0 <= value <= 1
    assert value == similarity(grams(other), grams(one))
    assert similarity(grams(one), grams(one)) == 1
    assert estimate(signature(one), signature(one)) == 1


@given(st.integers(0, 200), st.integers(0, 30), st.randoms(use_true_random=False))
def test_whoever_is_similar_enough_is_found(number: int, changes: int, random: object) -> None:
    text = story(number)
    changed = list(text)
    for _ in range(changes):
        changed[random.randrange(len(text))] = "改"  # type: ignore[attr-defined]  # hypothesis types it loosely
    other = "".join(changed)
    exact = similarity(grams(text), grams(other))
    if exact >= THRESHOLD + 0.05:  # at the threshold itself one in 250 is missed
        assert found(text, other) == [Alike(0, 1, exact)]
    if exact < THRESHOLD:
        assert found(text, other) == []


def test_a_chain_is_one_group() -> None:
    text = story(5)
    near = text[:200] + story(6)[200:]
    far = story(6)[:60] + near[60:]
    assert similarity(grams(text), grams(far)) < THRESHOLD
    pairs = found(text, near, far, story(7))
    joined = Joined(4)
    for pair in pairs:
        joined.join(pair.first, pair.second)
    assert joined.groups() == [[0, 1, 2], [3]]


def test_many_copies_are_joined_with_few_comparisons() -> None:
    looked: list[int] = []
    texts = [story(1) + chr(0x5000 + number) for number in range(300)]

    def text(number: int) -> str:
        looked.append(number)
        return texts[number]

    pairs = list(alike([signature(each) for each in texts], text))
    assert len(pairs) == 299
    assert len(looked) < 600


def test_signatures_stay_what_they_are() -> None:
    """A release built today has the groups of one built tomorrow."""
    assert of_bytes(signature(story(3)))[:16] == "50c74fbce0c12865"
