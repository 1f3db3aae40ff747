"""Raw pages fall into lines of a kind; pages with several articles say where each begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.annotation import ZoneKind
from core.errors import BadLabelSet
from core.schema import read_label_set
from core.zones import article_starts, suggest_zones

RULES = read_label_set(Path(__file__).parents[2] / "corpus").rules
BODY = "😀这是一段正文，讲述𠮷县的网格员怎样在卡口值守，怎样给返乡的人登记、测温，怎样把菜送到人家门口。"
PAGE = f"""中国𠮷县新闻网>>首页

守好每一道门
——𠮷县防疫记
本报记者 张三 通讯员 李四
2022年3月4日10:20 来源:𠮷县日报

{BODY}
卡口上的夜晚
{BODY}
▲网格员在测温。 王五 摄
·张 三·

另一篇的标题
本报讯(记者王五)近日，{BODY}
(责编:赵六)
微信“扫一扫”关注
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(zone.kind.value, text[zone.start : zone.end]) for zone in suggest_zones(text, RULES)]


def test_a_page_falls_into_its_parts() -> None:
    assert [kind for kind, _ in kinds(PAGE)] == [
        "furniture", "title", "title", "byline", "source", "heading", "caption", "byline", "title",
        "furniture", "furniture",
    ]  # fmt: skip


def test_a_page_can_be_split_where_the_next_article_begins() -> None:
    assert article_starts(PAGE, suggest_zones(PAGE, RULES)) == [PAGE.index("另一篇的标题")]


def test_one_article_is_not_split() -> None:
    text = f"标题\n{BODY}\n小标题\n{BODY}\n"
    assert article_starts(text, suggest_zones(text, RULES)) == []


def test_a_signature_below_a_notice_is_no_title() -> None:
    text = f"关于防疫的通告\n{BODY}\n𠮷县防疫指挥部\n2022年3月4日\n"
    assert kinds(text)[1] == ("heading", "𠮷县防疫指挥部")


def test_a_long_run_of_short_lines_is_a_list() -> None:
    text = "标题\n" + "邻居:收到👌\n" * 8 + BODY
    assert kinds(text) == [("title", "标题")]


def test_a_word_of_furniture_inside_a_title_is_harmless() -> None:
    assert kinds(f"首批举报人领到奖金\n{BODY}\n")[0][0] == "title"


@pytest.mark.parametrize("text", ["", "\n\n", "😀"])
def test_texts_with_hardly_anything_in_them(text: str) -> None:
    assert all(kind == "title" for kind, _ in kinds(text))


@given(st.text(st.sampled_from("题标，。\n 😀𠮷记者摄>"), max_size=60))
def test_zones_are_whole_lines_in_order(text: str) -> None:
    last = -1
    for zone in suggest_zones(text, RULES):
        assert last < zone.start < zone.end
        assert zone.start == 0 or text[zone.start - 1] == "\n"
        assert zone.end == len(text) or text[zone.end] == "\n"
        assert zone.kind is not ZoneKind.BODY
        last = zone.end


def test_a_label_set_without_rules_still_tells_titles() -> None:
    assert [zone.kind for zone in suggest_zones(f"标题\n{BODY}\n", {})] == [ZoneKind.TITLE]


def test_a_malformed_table_is_refused() -> None:
    with pytest.raises(BadLabelSet):
        suggest_zones("标题", {"zones": {"short": "forty"}})
