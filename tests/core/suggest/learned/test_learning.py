"""From examples to suggestions: exact, the same each time, never worse by the gate, never raising."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.schema import LabelSet
from core.suggest import Suggester
from core.suggest.learned import Example, LearnedSuggester, Learner, crf, read_model
from core.suggest.learned import suggester as notes
from core.suggest.reasons import explain
from tests.core.suggest.field import KITCHEN
from tests.core.suggest.learned.kitchen import RECIPES, RULES, labelled, recipe

MODEL = Learner(RULES).train(RECIPES)
LEARNED = LearnedSuggester(RULES, MODEL)
NEW = recipe("海鲜酱", 3)
TEXTS = st.lists(
    st.sampled_from(["😀", "𠮷", "\n", "。", "豆瓣酱", "先放", "3克", "王小明", "蒸锅"]) | st.characters(),
    max_size=30,
).map("".join)


def quotes(suggester: Suggester | LearnedSuggester, text: str) -> set[tuple[str, str]]:
    return {(each.quote, each.label) for each in suggester.suggest(text)}


def test_what_the_rules_miss_is_learned() -> None:
    assert ("海鲜酱", "DISH") not in quotes(RULES, NEW.text)
    assert ("海鲜酱", "DISH") in quotes(LEARNED, NEW.text)


def test_what_is_always_refused_is_no_longer_suggested() -> None:
    assert ("蒸锅", "TOOL") in quotes(RULES, NEW.text)
    assert ("蒸锅", "TOOL") not in quotes(LEARNED, NEW.text)


@settings(max_examples=40)
@given(TEXTS)
def test_every_quote_is_its_slice_and_none_overlaps(text: str) -> None:
    last = 0
    for each in LEARNED.suggest(text):
        assert each.quote == text[each.start : each.end] != ""
        assert "\n" not in each.quote
        assert each.start >= last
        assert 0 < each.score < 1
        assert explain(each.reason, "zh") != explain(each.reason) != each.reason
        last = each.end


def test_the_same_data_and_seed_make_the_same_model() -> None:
    again = Learner(Suggester(KITCHEN)).train(RECIPES)
    assert again.to_bytes() == MODEL.to_bytes()


def test_much_data_is_learned_the_same_way_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crf, "_ROUNDS", ())
    assert Learner(RULES).train(RECIPES).to_bytes() == Learner(RULES).train(RECIPES).to_bytes()


@pytest.mark.parametrize("share", [0.0, 0.8])
def test_much_data_teach_as_little_do_also_where_its_parts_are_little(
    monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    words = sum(len(RULES.analyse(each.text).reading.pieces) for each in RECIPES)
    monkeypatch.setattr(crf, "_ROUNDS", ((round(words * share), 0),))
    learned = LearnedSuggester(RULES, Learner(RULES).train(RECIPES))
    assert ("海鲜酱", "DISH") in quotes(learned, NEW.text)
    assert ("王小明", "PER") in quotes(learned, NEW.text)


def test_other_data_make_another_model() -> None:
    assert Learner(RULES).train(RECIPES[1:]).made_from.digest != MODEL.made_from.digest


def test_a_string_seen_before_says_how_often() -> None:
    [first, *_] = [each for each in LEARNED.suggest(RECIPES[0].text) if each.quote == "豆瓣酱"]
    assert first.reason == "memory|3|0"
    assert explain(first.reason) == "labelled 3×, rejected 0×"


def test_the_finished_part_of_a_document_teaches_its_rest() -> None:
    text = RECIPES[0].text
    half = text.index("把")
    part = Example(text, tuple(each for each in RECIPES[0].spans if each[1] <= half), until=half)
    found = LearnedSuggester(RULES, Learner(RULES).train([*RECIPES[1:], part])).suggest(text)
    assert any(each.quote == "豆瓣酱" and each.start >= half for each in found)


def test_spans_beyond_the_settled_part_are_not_learned() -> None:
    part = replace(RECIPES[0], until=0)
    assert Learner(RULES).train([part]).memory.labelled == {}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-9],
        lambda data: b"x" + data,
        lambda _: b"",
        lambda data: data[:60] + b"?" + data[61:],
    ],
)
def test_a_damaged_model_leaves_the_rules_and_a_note(spoil: object) -> None:
    assert callable(spoil)
    suggester = LearnedSuggester(RULES, spoil(MODEL.to_bytes()))
    assert suggester.suggest(NEW.text) == RULES.suggest(NEW.text)
    assert "cannot be read" in suggester.note


def test_without_a_model_the_rules_suggest() -> None:
    suggester = LearnedSuggester(RULES)
    assert suggester.suggest(NEW.text) == RULES.suggest(NEW.text)
    assert suggester.note == notes.NOTHING_LEARNED


def test_without_the_library_the_rules_suggest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crf, "is_there", lambda: False)
    suggester = LearnedSuggester(RULES, MODEL)
    assert suggester.suggest(NEW.text) == RULES.suggest(NEW.text)
    assert suggester.note == notes.LIBRARY_MISSING


def test_what_fails_while_suggesting_leaves_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    suggester = LearnedSuggester(RULES, MODEL)
    monkeypatch.setattr(notes, "cases_of", lambda *_: 1 / 0)
    assert suggester.suggest(NEW.text) == RULES.suggest(NEW.text)
    assert "failed" in suggester.note


def without(label: str) -> LabelSet:
    """The kitchen without a label, and without the rules that suggest it."""
    rules = {name: table for name, table in KITCHEN.rules.items() if name not in ("phrases", "repeats")}
    labels = tuple(each for each in KITCHEN.labels if each.key != label)
    return LabelSet("厨房", "flat", labels, KITCHEN.categories, rules, KITCHEN.terms)


def test_a_label_taken_out_after_training_is_no_longer_suggested() -> None:
    suggester = LearnedSuggester(Suggester(without("DISH")), MODEL)
    assert "DISH" not in {each.label for each in suggester.suggest(NEW.text)}
    assert suggester.suggest(NEW.text)
    assert suggester.note == notes.LABELS_CHANGED


def test_where_the_rules_are_better_they_suggest_alone() -> None:
    kept = msgspec.structs.replace(MODEL, used=False)
    suggester = LearnedSuggester(RULES, kept)
    assert suggester.suggest(NEW.text) == RULES.suggest(NEW.text)
    assert suggester.note == notes.RULES_BETTER


def test_what_was_refused_again_and_again_is_silenced_whoever_suggests() -> None:
    text = "用蒸锅。蒸锅好。再用蒸锅。"
    refused = Example(text, (), labelled(text, ("蒸锅", "TOOL")), until=0)
    model = msgspec.structs.replace(Learner(RULES).train([refused]), used=False)
    assert LearnedSuggester(RULES, model).suggest("一个蒸锅") == ()


def test_a_model_survives_its_file() -> None:
    assert read_model(MODEL.to_bytes()) == MODEL


def test_nothing_settled_is_nothing_learned() -> None:
    model = Learner(RULES).train([Example("😀" * 3, until=0)])
    assert LearnedSuggester(RULES, model).suggest(NEW.text) == RULES.suggest(NEW.text)


def test_categories_are_learned_with_the_sentence_that_speaks_for_them() -> None:
    steamed = [Example(f"今天做蒸鱼，火候要足。第{n}次。", categories=("steaming",)) for n in range(4)]
    fried = [Example(f"今天做炒饭，火候要足。第{n}次。", categories=()) for n in range(4)]
    model = Learner(RULES).train([*steamed, *fried])
    [found] = LearnedSuggester(RULES, model).categories("昨天做蒸鱼了。火候要足。")
    assert found.category == "steaming"
    assert "昨天做蒸鱼了" in explain(found.reason)
    assert LearnedSuggester(RULES, model).categories("昨天做炒饭了。") == ()
