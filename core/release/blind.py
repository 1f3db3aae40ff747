"""What a card says of documents annotated blind: how far suggestions may have swayed people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sway:
    """A share in blind and in prefilled work; the difference is prefilled less blind, with its 95 %
    interval where there are documents enough. `rate` is "kept", "own", "missed" or "wrong"."""

    rate: str
    blind: float
    prefilled: float
    difference: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class BlindSample:
    """How many documents were annotated blind, how many with suggestions, and how they compare.

    `judged` says whether there was a truth (gold or a second annotator) to compare with.
    """

    blind: int
    prefilled: int
    judged: bool = False
    sways: tuple[Sway, ...] = ()


NAMES = {
    "kept": "建议中原样保留的 · suggestions that stand unchanged",
    "own": "成品中没有建议过的 · spans that nobody had suggested",
    "missed": "应有而漏标的 · spans of the truth that were missed",
    "wrong": "成品中不应有的 · spans that are not in the truth",
}


def section(sample: BlindSample | None) -> Iterator[tuple[str, list[tuple[str, ...]]] | str]:
    """The card's section as sentences, and ("table", rows) where there is something to compare."""
    yield "## 盲样 · Blind sample"
    if sample is None or not sample.blind:
        yield "没有盲标的文档。No document was annotated blind."
        return
    yield (
        f"{sample.blind} 篇在不显示建议的情况下标注，{sample.prefilled} 篇显示了建议。"
        f"Documents annotated without suggestions: {sample.blind}, with them: {sample.prefilled}."
    )
    if not sample.sways:
        return
    yield (
        "table",
        [
            (
                NAMES[each.rate],
                f"{each.blind:.1%}",
                f"{each.prefilled:.1%}",
                f"{100 * each.difference:+.1f}",
                f"{100 * each.low:+.1f} – {100 * each.high:+.1f}"
                if each.low is not None and each.high is not None
                else "",
            )
            for each in sample.sways
        ],
    )
    if sample.judged:
        yield (
            "“应有”指金标，没有时指另一名标注者。The truth is gold, else another annotator's finished work."
        )
    else:
        yield (
            "没有金标或第二名标注者可比：这里只说成品在多大程度上跟随建议。"
            "Without gold or a second annotator this says only how far work follows the suggestions."
        )
