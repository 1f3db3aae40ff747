"""The sentence of a text that speaks loudest for something, short enough to be read as a reason."""

from __future__ import annotations

from collections.abc import Mapping

_LONGEST = 60


def loudest(text: str, speaking: Mapping[str, float]) -> str:
    """The sentence that holds most of what speaks for it, cut short, without our own separator."""
    best, value = "", 0.0
    for line in text.split("\n"):
        for sentence in line.replace("！", "。").replace("？", "。").split("。"):
            here = sum(weight for word, weight in speaking.items() if word in sentence)
            if here > value:
                best, value = sentence.strip(), here
    short = best if len(best) <= _LONGEST else best[: _LONGEST - 1] + "…"
    return short.replace("|", "｜")
