"""The dataset card: `README.md`, for people in Chinese and English, with a head for machines.

It says only what is in the data or was measured; what is not known is said to be not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.release import card_head
from core.release.blind import BlindSample, section
from core.release.gaps import gaps
from core.release.lines import CATEGORY, CHARACTERS, DOCUMENTS, LABEL, ORIGIN, SPANS
from core.release.statistics import categories_in, labels_in, origins_in
from core.schema import Label, LabelSet

_LISTED = 20  # sources told by name
_ORIGINS_ZH = {
    "by hand": "手工标注",
    "accepted": "接受建议",
    "corrected": "修改建议",
    "propagated": "同一提及传播",
    "adjudicated": "裁定",
    "imported": "导入（来历不明）",
    "": "未记录",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree; `low` and `high` bound the 95 % interval."""

    measure: str
    value: float
    low: float
    high: float
    documents: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the card tells. `people_each`: (how many people finished a document, documents)."""

    name: str
    label_set: LabelSet
    layer: str
    licence: str
    seed: int
    shares: str
    counts: Mapping[str, Mapping[str, int]]
    content_sha256: str
    sources: tuple[tuple[str, int], ...] = ()
    people: int = 0
    people_each: tuple[tuple[int, int], ...] = ()
    agreement: tuple[Agreement, ...] = ()
    blind: BlindSample | None = None
    doubts: Mapping[str, int] = field(default_factory=dict)
    documents_in_groups: int = 0
    largest_group: int = 0


def card(facts: Facts) -> str:
    """The whole file."""
    parts = [
        card_head.head(facts.name, facts.licence, facts.counts).rstrip(),
        f"# {_plain(facts.name)}",
        *_what(facts),
        *_where_from(facts),
        *_how(facts),
        *_agreement(facts),
        *_blind(facts),
        *_origins(facts),
        *_statistics(facts),
        *_splits(facts),
        *_gaps(facts),
        *_licence(facts),
    ]
    return "\n\n".join(parts) + "\n"


def tombstone(name: str, why: str, at: str, content_sha256: str) -> str:
    """The card of a release that was withdrawn."""
    return (
        "\n\n".join(
            (
                f"# {_plain(name)}: 已撤回 · withdrawn",
                f"本发布于 {at[:10]} 撤回，数据文件已删除。Withdrawn on {at[:10]}, the data files removed.",
                f"原因 · Reason: {_plain(why)}",
                "`manifest.json` 仍记录其中有过什么 · still says what was in it.",
                f"Content SHA-256: `{content_sha256}`",
            )
        )
        + "\n"
    )


def _what(facts: Facts) -> Iterator[str]:
    whole = facts.counts["all"]
    labels = facts.label_set
    overlap = ("互不重叠", "do not overlap") if labels.is_flat else ("可以嵌套", "may be nested")
    yield "## 内容 · What"
    yield (
        f"{whole[DOCUMENTS]} 篇中文文本，{whole[CHARACTERS]} 字，{whole[SPANS]} 个标注片段；标签集"
        f"“{_plain(labels.name)}”第 {labels.version} 版，{len(labels.labels)} 个标签、"
        f"{len(labels.categories)} 个类别，片段{overlap[0]}。"
    )
    yield (
        f"{whole[DOCUMENTS]} Chinese texts of {whole[CHARACTERS]} characters with {whole[SPANS]} labelled "
        f"spans; label set “{_plain(labels.name)}”, version {labels.version}, {len(labels.labels)} labels "
        f"and {len(labels.categories)} categories; spans {overlap[1]}."
    )
    yield (
        "每行一篇，位置以 Unicode 码点计，左闭右开：`text[start:end]` 即片段原文。"
        "`schema.toml`、`guideline.md`、`terms/` 为标签集、细则与词表；"
        "`details.jsonl`（如有）记元数据、来源页与原建议；`manifest.json` 记每个文件与每篇文本的 SHA-256。"
    )
    yield (
        "A document a line; offsets are Unicode code points, half-open: `text[start:end]` is the span's "
        "text. `schema.toml`, `guideline.md` and `terms/` hold the label set, its guideline and word lists; "
        "`details.jsonl`, if there is one, metadata, source pages and what corrected spans were suggested "
        "as; `manifest.json` the SHA-256 of every file and document."
    )


def _where_from(facts: Facts) -> Iterator[str]:
    yield "## 来源 · Where from"
    rows = [(_plain(name) or "未记录 · not recorded", number) for name, number in facts.sources[:_LISTED]]
    rest = facts.sources[_LISTED:]
    if rest:
        rows.append((f"其余 {len(rest)} 处 · {len(rest)} others", sum(number for _, number in rest)))
    yield table(("来源 · source", "篇数 · documents"), rows)


def _how(facts: Facts) -> Iterator[str]:
    yield "## 标注 · How annotated"
    if facts.layer == "gold":
        yield "标注取自金标层；每个片段怎样得来，见下文“片段的来历”。"
        yield "The annotations are those of the gold layer; where its spans come from stands below."
    else:
        yield "标注取自一名标注者已完成的文档，未经他人审定。"
        yield "The annotations are one annotator's finished documents, not adjudicated."
    if not facts.people:
        yield "标注者人数未记录。The number of annotators is not recorded."
        return
    yield (
        f"完成过这些文档的标注者共 {facts.people} 人（姓名不随数据发布）。"
        f"{facts.people} {'person' if facts.people == 1 else 'people'} finished some of these documents "
        "(names are not released)."
    )
    yield table(
        ("每篇人数 · people per document", "篇数 · documents"),
        [(str(people), number) for people, number in facts.people_each],
    )


def _agreement(facts: Facts) -> Iterator[str]:
    yield "## 一致性 · Agreement"
    if not facts.agreement:
        yield "未测量。Not measured."
        return
    yield table(
        ("指标 · measure", "值 · value", "95% 区间 · interval", "篇数 · documents"),
        [
            (each.measure, f"{each.value:.3f}", f"{each.low:.3f}–{each.high:.3f}", each.documents)
            for each in facts.agreement
        ],
    )


def _blind(facts: Facts) -> Iterator[str]:
    columns = ("比例 · share", "盲标 · blind", "有建议 · prefilled", "差 · difference", "95% 区间 · interval")
    for part in section(facts.blind):
        yield part if isinstance(part, str) else table(columns, part[1])


def _origins(facts: Facts) -> Iterator[str]:
    whole = facts.counts["all"]
    yield "## 片段的来历 · Where the spans come from"
    yield table(
        ("来历 · origin", "片段 · spans", "占比 · share"),
        [
            (
                f"{_ORIGINS_ZH.get(origin, '')} · {_plain(origin) or 'not recorded'}",
                whole[ORIGIN + origin],
                f"{whole[ORIGIN + origin] / whole[SPANS]:.1%}",
            )
            for origin in origins_in(whole)
        ],
    )
    if whole.get(f"{ORIGIN}accepted"):
        yield (
            "“接受建议”也包括完成文档时一并确认的建议。"
            "“accepted” includes suggestions confirmed all at once by finishing a document."
        )


def _statistics(facts: Facts) -> Iterator[str]:
    labels, whole = facts.label_set, facts.counts["all"]
    splits = list(facts.counts)
    yield "## 统计 · Statistics"
    yield table(
        ("", *splits),
        [
            (words, *(facts.counts[split].get(name, 0) for split in splits))
            for name, words in (
                (DOCUMENTS, "篇 · documents"),
                (CHARACTERS, "字 · characters"),
                (SPANS, "片段 · spans"),
            )
        ],
    )
    yield from _by_split(
        facts, "标签 · label", LABEL, labels_in(whole, [each.key for each in labels.labels]), labels.labels
    )
    yield from _by_split(
        facts,
        "类别 · category",
        CATEGORY,
        categories_in(whole, [each.key for each in labels.categories]),
        labels.categories,
    )


def _by_split(
    facts: Facts, title: str, kind: str, keys: Sequence[str], known: Sequence[Label]
) -> Iterator[str]:
    if not keys:
        return
    names = {each.key: f"{each.zh} {each.en}".strip() for each in known}
    splits = list(facts.counts)
    yield table(
        (title, "名称 · name", *splits),
        [
            (
                _plain(key),
                _plain(names.get(key, "")),
                *(facts.counts[split].get(kind + key, 0) for split in splits),
            )
            for key in keys
        ],
    )


def _splits(facts: Facts) -> Iterator[str]:
    yield "## 划分 · Splits"
    yield (
        f"按 `{facts.shares}`、种子 {facts.seed} 划分，按标签与类别分层；"
        "近似重复、同一页面或同一网址的文本不跨越划分"
        f"（{facts.documents_in_groups} 篇在组内，最大一组 {facts.largest_group} 篇；见 `leakage.json`）。"
    )
    yield (
        f"Split as `{facts.shares}` with seed {facts.seed}, stratified by label and category; "
        "near-duplicates and texts of one page or one address stay together "
        f"({facts.documents_in_groups} documents in groups, the largest of {facts.largest_group}; "
        "see `leakage.json`)."
    )


def _gaps(facts: Facts) -> Iterator[str]:
    yield "## 已知不足 · Known gaps"
    found = gaps(
        facts.counts,
        facts.label_set,
        licence=facts.licence,
        agreement=bool(facts.agreement),
        people_each=facts.people_each,
        doubts=facts.doubts,
        blind=facts.blind is not None and bool(facts.blind.blind),
    )
    yield "\n".join(f"- {_plain(zh)} {_plain(en)}" for zh, en in found)


def _licence(facts: Facts) -> Iterator[str]:
    yield "## 许可 · Licence"
    yield (
        _plain(facts.licence)
        or "未说明：使用前请询问发布者。Not stated: ask whoever published it before you use it."
    )
    yield "## 引用 · Citation"
    yield (
        f"> {_plain(facts.name)} (label set “{_plain(facts.label_set.name)}”, "
        f"version {facts.label_set.version}), content SHA-256 `{facts.content_sha256}`"
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _plain(text: str) -> str:
    """Text from the data in one line that Markdown shows as it is."""
    line = " ".join(text.split())
    for special in "\\`*_[]<>|#":
        line = line.replace(special, f"\\{special}" if special not in "<>" else f"&{'lg'[special == '>']}t;")
    return line
