"""Which column of a table, or field of an object, holds the text, the title, the source and the id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import BadFile
from core.formats.format import Option, Options
from core.formats.report import Outcome, Report

ROLES = ("text", "title", "source", "id")
LOOKED_AT = 50  # rows from which the column with the longest text is found

_NAMES = {
    "text": "text 正文 内容 文本 全文 content body article 文章 文章内容 正文内容 sentence 句子 摘要",
    "title": "title 标题 题目 篇名 headline 文章标题 新闻标题 题名",
    "source": "source 来源 url 网址 链接 link 出处 媒体 文章来源 地址",
    "id": "id 编号 序号 doc_id document_id document 文档编号 文号 uid",
}
_KNOWN = {role: names.split() for role, names in _NAMES.items()}

OPTIONS = tuple(
    Option(
        role,
        "",
        (),
        f"the column that holds the {role}: its name, or its number from 1; empty: by its name",
        f"{words}所在的列：列名，或从 1 起的序号；留空：按列名判断",
        "read",
    )
    for role, words in (("text", "正文"), ("title", "标题"), ("source", "来源"), ("id", "编号"))
)
HEADER = Option(
    "header",
    "auto",
    ("auto", "yes", "no"),
    "whether the first row holds the columns' names",
    "第一行是否为列名",
    "read",
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of all columns, and which of them plays which role."""

    names: tuple[str, ...]
    roles: Mapping[str, str]

    def of(self, role: str, row: Mapping[str, str]) -> str:
        """What a row says in that role; "" if no column plays it."""
        return row.get(self.roles.get(role, ""), "")

    def rest(self, row: Mapping[str, str]) -> dict[str, str]:
        """What stands in the columns without a role, empty cells left out."""
        taken = set(self.roles.values())
        return {name: value for name, value in row.items() if value and name not in taken}


def find_columns(
    names: Sequence[str], rows: Sequence[Mapping[str, str]], options: Options, path: str
) -> Columns:
    """Roles as the options name them; else by name; else the text is where cells are longest."""
    roles: dict[str, str] = {}
    for role in ROLES:
        wanted = options.get(role, "")
        found = _named(names, wanted, role, path) if wanted else _by_name(names, role, roles)
        if found:
            roles[role] = found
    if "text" not in roles:
        free = [name for name in names if name not in roles.values()] or list(names)
        lengths = {name: sum(len(row.get(name, "")) for row in rows) for name in free}
        roles["text"] = max(free, key=lambda name: lengths[name])
    return Columns(tuple(names), roles)


def has_header(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the first row of a table looks like names: known ones, or short, different and no numbers."""
    known = {name for names in _KNOWN.values() for name in names}
    if any(cell.strip().casefold() in known for cell in first):
        return True
    short = all(0 < len(cell.strip()) <= 20 and not cell.strip().isdecimal() for cell in first)
    longer = max(map(len, second), default=0) > 2 * max(map(len, first), default=0)
    return short and longer and len(set(first)) == len(first)


def unique_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Names for columns: as given, a number for an empty one, a number behind one that comes again."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)


def tell(columns: Columns, report: Report, path: str) -> None:
    """Note in the report which column was taken for what."""
    for role, name in columns.roles.items():
        report.note(Outcome.TAKEN, "column", f"holds the {role}", path, detail=f"“{name}”")


def _named(names: Sequence[str], wanted: str, role: str, path: str) -> str:
    if wanted in names:
        return wanted
    if wanted.isdecimal() and 0 < int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise BadFile(path, f"there is no column “{wanted}” for the {role}; there are: {', '.join(names)}")


def _by_name(names: Sequence[str], role: str, taken: Mapping[str, str]) -> str:
    folded = {name.strip().casefold(): name for name in reversed(names)}
    found = (folded[known] for known in _KNOWN[role] if known in folded)
    return next((name for name in found if name not in taken.values()), "")
