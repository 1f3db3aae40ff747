"""Another process suggests and learns just as this one would, and nothing that befalls it is a loss."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest

from core.annotation import Zone, ZoneKind
from core.errors import BadLabelSet, Cancelled
from core.rehearsal import curve_of
from core.suggest import Suggester, boundaries, dictionary, words
from core.suggest.apart import Apart
from core.suggest.mind import Mind
from core.suggest.thinking import think
from tests.core.suggest.field import KITCHEN
from tests.core.suggest.learned.kitchen import RECIPES, RULES, recipe

TEXT = "😀𠮷" + recipe("海鲜酱", 3).text
ASKED = (7, TEXT, [Zone(0, 2, ZoneKind.TITLE, by_hand=True)])
PACKED = [msgspec.json.encode(each) for each in RECIPES]


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    made = Apart()
    yield made
    made.close()


def test_it_suggests_and_learns_the_same(apart: Apart) -> None:
    [alone] = think(RULES, KITCHEN, [ASKED])
    rules = apart.suggester(KITCHEN)
    assert rules.think([ASKED]) == [alone]
    model = apart.call("train", KITCHEN, PACKED)
    assert model == Mind(lambda _: RULES).train(KITCHEN, PACKED)
    assert apart.call("train", KITCHEN, PACKED, model) is None  # nothing new
    learned = apart.suggester(KITCHEN, model)
    assert learned.knowledge != rules.knowledge == ""
    assert "海鲜酱" in {TEXT[start:end] for start, end, *_ in learned.think([ASKED])[0][2]}
    assert rules.think([ASKED]) == [alone]  # each with its own knowledge, whoever was asked before
    assert apart.call("run", curve_of, KITCHEN, PACKED) == curve_of(KITCHEN, PACKED)


def test_the_dictionary_comes_in_pieces(apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    here = dictionary.load()
    monkeypatch.setattr(dictionary, "_shared", None)
    monkeypatch.setattr(words, "_general", None)
    apart.load_words()
    assert dictionary.load() is not here
    assert dictionary.load().entries == here.entries
    assert boundaries("北京大学😀生") == [0, 4, 5, 6]


def test_what_is_wrong_with_a_label_set_is_told_as_here(apart: Apart) -> None:
    bad = replace(KITCHEN, rules={**KITCHEN.rules, "patterns": [{"regex": "(", "label": "DISH"}]})
    with pytest.raises(BadLabelSet) as here:
        Suggester(bad)
    with pytest.raises(BadLabelSet) as there:
        apart.suggester(bad)
    assert there.value == here.value


def test_an_answer_that_is_not_wanted_any_more_is_not_waited_for(apart: Apart) -> None:
    rules = apart.suggester(KITCHEN)
    expected = rules.think([ASKED])
    apart.should_stop = lambda: True
    with pytest.raises(Cancelled):
        rules.think([(8, TEXT * 100, [])])
    apart.should_stop = lambda: False
    assert rules.think([ASKED]) == expected


def test_it_can_begin_before_the_first_question() -> None:
    apart = Apart()
    apart.begin()
    begun = apart.process_id
    assert begun is not None
    apart.begin()
    assert apart.call("run", os.getpid) == begun
    apart.close()


def test_a_mind_that_is_here_needs_no_process() -> None:
    apart = Apart(Mind(lambda _: RULES))
    apart.begin()
    assert apart.process_id is None
    assert apart.call("run", os.getpid) == os.getpid()


def test_once_closed_it_gives_no_answer() -> None:
    apart = Apart()
    assert apart.call("run", os.getpid) == apart.process_id != os.getpid()
    apart.close()
    with pytest.raises(Cancelled):
        apart.call("run", os.getpid)


def test_should_it_die_all_is_done_here(apart: Apart) -> None:
    rules = apart.suggester(KITCHEN)
    assert apart.process_id is not None
    os.kill(apart.process_id, signal.SIGKILL)
    assert rules.think([ASKED]) == think(RULES, KITCHEN, [ASKED])
    assert apart.call("run", os.getpid) == os.getpid()
