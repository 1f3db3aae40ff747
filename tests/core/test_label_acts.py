"""Acts on a label set as values: labels, parents, rules and guideline follow."""

from dataclasses import replace

import pytest

from core.errors import BadLabelSet
from core.label_acts import (
    DeleteLabel,
    MergeLabels,
    Part,
    RenameLabel,
    ReplaceSet,
    SplitLabel,
    after,
    decode_act,
    encode_act,
)
from core.label_rules import rules_about
from core.schema import Label, LabelSet
from core.suggest import Suggester
from core.suggest.rules import read_rules

SET = LabelSet(
    "试验",
    "nested",
    (Label("NAME"), Label("PER", parent="NAME"), Label("ORG", parent="PER"), Label("LOC")),
    (Label("教育"), Label("防疫")),
    {
        "classes": [{"name": "ns", "tags": ["ns"]}, {"name": "nr", "tags": ["nr"]}],
        "words": {"ns": "LOC", "nr": "PER"},
        "lists": [{"list": "places", "label": "LOC"}],
        "patterns": [{"name": "市", "label": "LOC", "regex": "上海市|北京|启东"}],
        "repeats": {"labels": ["PER", "LOC"]},
        "combine": {"labels": {"PER": 1.5, "LOC": 0.5}},
        "categories": [
            {"category": "教育", "words": {"学校": 2.0}},
            {"category": "防疫", "words": {"核酸": 2.0, "学校": 1.0}},
        ],
    },
    {"places": ("上海", "启东")},
    "# 说明\n## LOC 地点\n哪里。\n## LOCAL 别的\n不变。\n",
)


def test_a_rename_reaches_rules_guideline_and_parents() -> None:
    made = after(SET, RenameLabel("LOC", "地点"))
    read_rules(made)
    assert made.rules["words"] == {"ns": "地点", "nr": "PER"}
    assert made.rules["combine"]["labels"] == {"PER": 1.5, "地点": 0.5}
    assert made.guideline_section("地点") == "哪里。"
    assert "## LOCAL 别的" in made.guideline
    assert after(SET, RenameLabel("PER", "人")).label("ORG").parent == "人"
    assert len(rules_about(made.rules, "地点")) == 4


def test_a_merge_lets_the_rules_speak_for_the_one_that_stays() -> None:
    made = after(SET, MergeLabels(("PER", "LOC"), "ORG"))
    read_rules(made)
    assert made.rules["repeats"] == {"labels": ["ORG"]}
    assert set(made.rules["words"].values()) == {"ORG"}
    assert made.label("ORG").parent == ""  # its own parent went up in it
    joined = after(SET, MergeLabels(("防疫",), "教育", category=True))
    assert joined.rules["categories"] == [{"category": "教育", "words": {"核酸": 2.0, "学校": 2.0}}]


def test_a_deleted_label_takes_its_rules_but_lists_still_segment() -> None:
    made = after(SET, DeleteLabel("LOC"))
    read_rules(made)
    assert made.rules["patterns"] == []
    assert made.rules["lists"] == [{"list": "places", "label": ""}]
    assert after(SET, DeleteLabel("PER")).label("ORG").parent == "NAME"


def test_a_split_shares_out_what_is_suggested_later() -> None:
    parts = (Part(Label("CITY"), regex="市$"), Part(Label("PER"), quotes=("北京",)))
    made = after(SET, SplitLabel("LOC", parts))
    text = "😀从上海市到北京再到启东。"
    found = {each.quote: each.label for each in Suggester(made).suggest(text)}
    assert (found["上海市"], found["北京"], found["启东"]) == ("CITY", "PER", "LOC")
    again = after(made, RenameLabel("CITY", "城市"))
    assert again.rules["splits"][0]["into"] == "城市"
    assert after(made, MergeLabels(("CITY",), "LOC")).rules["splits"][0]["into"] == "PER"


def test_a_parent_must_be_there_and_no_circle() -> None:
    for labels in ((Label("A", parent="B"),), (Label("A", parent="B"), Label("B", parent="A"))):
        with pytest.raises(BadLabelSet):
            after(SET, ReplaceSet("x", replace(SET, labels=labels).to_json()))


def test_what_is_remembered_of_an_act() -> None:
    split = SplitLabel("LOC", (Part(Label("CITY", "城市"), regex="市$"),))
    assert decode_act(encode_act(split)) == split
    assert decode_act(encode_act(ReplaceSet("a.toml", b"{}"))) == ReplaceSet("a.toml")
    assert decode_act("") is None


def test_names_and_colours_are_no_knowledge() -> None:
    recoloured = replace(SET, labels=(Label("NAME", "名", colour=("#000000", "#ffffff")), *SET.labels[1:]))
    assert recoloured.to_knowledge() == SET.to_knowledge()
    assert after(SET, DeleteLabel("LOC")).to_knowledge() != SET.to_knowledge()
