"""Reasons that people can read, from the short form that suggestions carry: “rule|detail|detail”."""

from __future__ import annotations

_WORDING: dict[str, tuple[str, str]] = {
    "list": ("“{1}” is in the list {0}", "“{1}”在词表 {0} 中"),
    "word": ("“{1}” is a word of the class {0}", "“{1}”属于词类 {0}"),
    "pattern": ("fits the pattern {0}", "符合模式“{0}”"),
    "phrase": ("words in the order of {0}", "符合词序规则“{0}”"),
    "suffix": ("ends in “{1}” ({0})", "以“{1}”结尾（{0}）"),
    "person|after": ("a name after “{0}”", "“{0}”后面的人名"),
    "person|before": ("a name before “{0}”", "“{0}”前面的人名"),
    "person|form": ("a surname with a form of address: {0}", "姓氏加称呼：{0}"),
    "person|familiar": ("a familiar name: {0}", "熟称：{0}"),
    "person|surname": ("begins with the surname {0}", "以姓氏“{0}”开头"),
    "name": ("“{0}” is read as a name", "“{0}”读作名称"),
    "repeat": ("“{0}” was found elsewhere in this document", "本文他处已找到“{0}”"),
    "lac": ("LAC: {0}", "LAC：{0}"),
    "learned": ("learned from corrections, {0}", "从修正中学得，{0}"),
    "memory": ("labelled {0}×, rejected {1}×", "已标 {0} 次，拒绝 {1} 次"),
    "voices": ("learned: {0}; for instance “{1}”", "从修正中学得：{0}；例如“{1}”"),
    "absent": ("{0} characters on end without a word of the subject", "连续 {0} 字没有出现本题的词"),
    "passage": (
        "speaks of {0} (passages about it: {1}); for instance “{2}”",
        "提到{0}（相关段落：{1}）；例如“{2}”",
    ),
    "taken": ("{0}'s reading", "取自{0}的标注"),
    "category": ("speaks of {0} (passages about it: {1})", "提到{0}（相关段落：{1}）"),
}


def explain(reason: str, language: str = "en") -> str:
    """The reason as a sentence in English or, for `zh…`, Chinese; an unknown one comes back as it is."""
    parts = reason.split("|")
    if parts[0] == "taken" and len(parts) > 2:  # a reading that somebody else had of a suggestion
        return f"{explain('|'.join(parts[:2]), language)} · {explain('|'.join(parts[2:]), language)}"
    for depth in (2, 1):
        wording = _WORDING.get("|".join(parts[:depth]))
        if wording and len(parts) >= depth:
            details = [*parts[depth:], "", ""]
            return wording[1 if language.startswith("zh") else 0].format(*details)
    return reason.replace("|", " · ")
