"""Two models of one taking in: the same as if each had been trained by itself."""

from __future__ import annotations

import pytest

from core.suggest.learned import crf
from core.suggest.learned.crf import Sequence_

SEED = 3


def sentences(words: str, tag: str) -> list[Sequence_]:
    """One sentence a word: it stands behind 在 or 去 and carries the tag."""
    return [
        ([["w=在" if number % 2 else "w=去"], [f"w={word}", "😀"]], ["O", f"B-{tag}"])
        for number, word in enumerate(words)
    ]


TAUGHT = sentences("澄湾县里村口河东桥西", "LOC") + [([["w=𠮷"], ["w=吃"]], ["O", "O"])] * 4
PEOPLE = sentences("王李张刘陈杨黄赵", "PER")
NOTHING: list[Sequence_] = [([["w=看"]], ["O"])]


@pytest.mark.parametrize("rounds", [0, 8])
@pytest.mark.parametrize(("taught", "kept_back"), [(TAUGHT + PEOPLE[:4], PEOPLE[4:]), (TAUGHT, PEOPLE)])
def test_one_is_of_everything_and_one_of_what_is_taught(
    taught: list[Sequence_], kept_back: list[Sequence_], rounds: int
) -> None:
    model, checked = crf.train_both(taught, kept_back, SEED, rounds)
    assert model == crf.train(taught + kept_back, SEED, rounds)
    assert checked != model
    alone, tagger = crf.Tagger(crf.train(taught, SEED, rounds)), crf.Tagger(checked)
    for items, _tags in [*taught, *kept_back]:
        tagger.read(items)
        alone.read(items)
        found, expected = tagger.likely(), alone.likely()
        assert [each[:3] for each in found] == [each[:3] for each in expected]
        assert [each[3] for each in found] == pytest.approx([each[3] for each in expected], abs=0.02)


def test_where_a_group_teaches_nothing() -> None:
    model, checked = crf.train_both(NOTHING, PEOPLE, SEED)
    assert model
    assert checked == b""
    assert crf.train_both(NOTHING, NOTHING) == (b"", b"")
