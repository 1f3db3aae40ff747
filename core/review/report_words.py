"""The report's words, English and Chinese: it is read by people who have no window before them."""

# ruff: noqa: E501 # a table of sentences

from __future__ import annotations

from collections.abc import Callable

_CHINESE = {
    "Agreement and progress": "一致性与进度",
    "Agreement": "一致性",
    "In all": "总体",
    "all": "合计",
    "By label": "按标签",
    "By pair": "两两之间",
    "By document": "按文档",
    "Over time": "随时间",
    "Categories": "分类",
    "Confusion": "混淆矩阵",
    "Progress": "进度",
    "label": "标签",
    "pair": "两人",
    "document": "文档",
    "category": "分类",
    "finished": "完成于",
    "person": "人员",
    "spans": "标注数",
    "documents": "文档",
    "paragraphs": "段落",
    "minutes each": "分钟/篇",
    "measure": "指标",
    "value": "值",
    "95 % interval": "95% 区间",
    "what it says": "含义",
    "nothing": "无",
    "the first by name said": "姓名在前者标为",
    "the other said": "另一人标为",
    "state:new": "未开始",
    "state:in progress": "进行中",
    "state:finished": "已完成",
    "state:returned": "已退回",
    "state:approved": "已通过",
    "span F1": "标注 F1",
    "span F1 relaxed": "宽松 F1",
    "α unitizing": "α（切分）",
    "explain:span F1": "两人起点、终点和标签都相同的标注；Hripcsak & Rothschild 2005",
    "explain:span F1 relaxed": "只要对方有同标签且至少共有一个字的标注，就算找到",
    "explain:Cohen κ": "按字计算：两人超出偶然的一致程度；多人时取各对的平均；Cohen 1960，Light 1971",
    "explain:Fleiss κ": "按字计算：任意人数超出偶然的一致程度；Fleiss 1971",
    "explain:α": "按字计算的 Krippendorff α（名义）；Krippendorff 2011",
    "explain:α unitizing": "是否从文中切出同样的单元；Krippendorff 1995、2004",
    "explain:γ": "位置与标签合在一起，与随机标注相比；Mathet, Widlöcher & Métivier 2015",
    "{0} · documents: {1}, finished by two people or more: {2}": "{0} · 文档 {1} 篇，其中 {2} 篇由两人及以上完成",
    "Between: {0}": "比较：{0}",
    "Intervals: 95 % of {0} resamplings of {1}. Documents for γ: {2}.": "区间：对{1}重抽样 {0} 次的 95%。γ 取自 {2} 篇文档。",
    "Documents by the number of their people: {0}": "按人数统计的文档：{0}",
    "with {0}: {1}": "{0} 人 {1} 篇",
    "Nothing can be compared yet: no document has been finished by two people.": "还没有可比较的标注：没有文档由两人完成。",
    "The {0} documents that differ most; all are in the CSV.": "差异最大的 {0} 篇文档；全部文档见 CSV。",
    "Drawn with Jinbiao {0}, {1}": "由金标 {0} 生成，{1}",
    "Rows: what the first of a pair (by name) said; columns: what the other said.": "行：每对中姓名在前者的标签；列：另一人的标签。",
}
_ENGLISH = {
    "state:new": "new",
    "state:in progress": "in progress",
    "state:finished": "finished",
    "state:returned": "returned",
    "state:approved": "approved",
    "explain:span F1": "spans that both have with the same start, end and label; Hripcsak & Rothschild 2005",
    "explain:span F1 relaxed": "a span counts as found if the other has one of its label that shares a character",
    "explain:Cohen κ": "characters, beyond chance; of more than two, the mean over pairs; Cohen 1960, Light 1971",
    "explain:Fleiss κ": "characters, beyond chance, any number of people; Fleiss 1971",
    "explain:α": "characters, Krippendorff's α for nominal values; Krippendorff 2011",
    "explain:α unitizing": "whether the same units are cut out; Krippendorff 1995, 2004",
    "explain:γ": "position and label in one, against random annotations; Mathet, Widlöcher & Métivier 2015",
}

Words = Callable[[str], str]


def words_of(language: str) -> Words:
    """A function from our words to those of the language, “zh” or “en”."""
    table = _CHINESE if language == "zh" else _ENGLISH
    return lambda words: table.get(words, words)
