"""What a release lacks, as far as its own figures show it: (Chinese, English) a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core.release.doubts import doubts_told
from core.release.lines import CATEGORY, DOCUMENTS, LABEL, ORIGIN
from core.schema import LabelSet

_FEW = 10


def gaps(
    counts: Mapping[str, Mapping[str, int]],
    label_set: LabelSet,
    *,
    licence: str,
    agreement: bool,
    people_each: Sequence[tuple[int, int]],
    doubts: Mapping[str, int],
    blind: bool = False,
) -> Iterator[tuple[str, str]]:
    """The gaps, those of the whole first."""
    yield from doubts_told(doubts)
    yield from _of_people(agreement, people_each)
    if not blind:
        yield (
            "未做盲样对照，建议对标注者的影响不详。",
            "No blind sample: how far suggestions swayed people is not known.",
        )
    unknown = counts["all"].get(ORIGIN + "imported", 0) + counts["all"].get(ORIGIN, 0)
    if unknown:
        yield (
            f"{unknown} 个片段由文件导入，怎样标成不详。",
            f"Spans that were imported, so that how they were made is not known: {unknown}.",
        )
    if not licence:
        yield "许可未说明。", "No licence is stated."
    yield from _of_keys(counts, LABEL, [each.key for each in label_set.labels], "标签", "label", "spans")
    yield from _of_keys(
        counts, CATEGORY, [each.key for each in label_set.categories], "类别", "category", "documents"
    )
    for split, each in counts.items():
        if not each.get(DOCUMENTS):
            yield f"{split} 为空。", f"{split} is empty."


def _of_people(agreement: bool, people_each: Sequence[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    if not agreement:
        yield "一致性未测量。", "Agreement was not measured."
    for people, documents in people_each:
        if people == 0:
            yield (
                f"{documents} 篇的标注者人数未记录。",
                f"Documents whose annotators are not recorded: {documents}.",
            )
    single = dict(people_each).get(1)
    if single:
        yield f"{single} 篇只有一人标注。", f"Documents annotated by one person only: {single}."


def _of_keys(
    counts: Mapping[str, Mapping[str, int]], kind: str, keys: Sequence[str], zh: str, en: str, what: str
) -> Iterator[tuple[str, str]]:
    whole = counts["all"]
    unused = [key for key in keys if not whole.get(kind + key)]
    if unused:
        yield f"从未使用的{zh}：{'、'.join(unused)}。", f"Never used ({en}): {', '.join(unused)}."
    few = [key for key in keys if 0 < whole.get(kind + key, 0) < _FEW]
    if few:
        yield (
            f"不足 {_FEW} 例的{zh}：{'、'.join(few)}。",
            f"Fewer than {_FEW} {what} ({en}): {', '.join(few)}.",
        )
    for split, each in counts.items():
        missing = [key for key in keys if whole.get(kind + key) and not each.get(kind + key)]
        if missing and each.get(DOCUMENTS):
            yield (
                f"{split} 中没有的{zh}：{'、'.join(missing)}。",
                f"Not in {split} ({en}): {', '.join(missing)}.",
            )
