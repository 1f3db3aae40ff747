"""Which of the finished documents a reviewer reads: a sample, drawn so that nothing is left out."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Draw(StrEnum):
    """Ways of drawing a sample."""

    RANDOM = "random"
    SOURCE = "source"  # of each source the same share
    LABEL = "label"  # every label is seen, the rare ones first
    SCORE = "score"  # those with the lowest scores


@dataclass(frozen=True, slots=True)
class Drawable:
    """Something that can be drawn: what it is, and what drawing goes by."""

    key: Hashable
    source: str = ""
    labels: Collection[str] = ()
    score: float | None = None


def sample(things: Sequence[Drawable], share: float, how: Draw, seed: int = 0) -> list[Drawable]:
    """A share (0 to 1) of them, rounded up, in their order; by score the lowest first, what has none last.

    The same things and seed give the same sample.
    """
    number = min(len(things), math.ceil(len(things) * share - 1e-9))
    if number <= 0:
        return []
    dice = random.Random(seed)
    shuffled = dice.sample(list(things), len(things))
    if how is Draw.SCORE:
        return sorted(things, key=lambda each: (each.score is None, each.score or 0.0))[:number]
    if how is Draw.SOURCE:
        chosen = _by_source(shuffled, number)
    elif how is Draw.LABEL:
        chosen = _by_label(shuffled, number)
    else:
        chosen = shuffled[:number]
    wanted = {each.key for each in chosen}
    return [each for each in things if each.key in wanted]


def _by_source(shuffled: Sequence[Drawable], number: int) -> list[Drawable]:
    """Each source its share by largest remainders, so that they add up to the number."""
    of_source: dict[str, list[Drawable]] = {}
    for each in shuffled:
        of_source.setdefault(each.source, []).append(each)
    exact = {name: len(some) * number / len(shuffled) for name, some in of_source.items()}
    wanted = {name: math.floor(share) for name, share in exact.items()}
    for name in sorted(exact, key=lambda name: (wanted[name] - exact[name], name)):
        if sum(wanted.values()) == number:
            break
        wanted[name] += 1
    return [each for name, some in of_source.items() for each in some[: wanted[name]]]


def _by_label(shuffled: Sequence[Drawable], number: int) -> list[Drawable]:
    """Again and again one that has the label seen least so far, of equally seen ones the rarest."""
    everywhere = Counter(label for each in shuffled for label in each.labels)
    seen: Counter[str] = Counter()
    left = list(shuffled)
    chosen: list[Drawable] = []
    while left and len(chosen) < number:
        known = {label for each in left for label in each.labels}
        if known:
            label = min(known, key=lambda each: (seen[each], everywhere[each], each))
            taken = next(each for each in left if label in each.labels)
        else:
            taken = left[0]
        left.remove(taken)
        chosen.append(taken)
        seen.update(taken.labels)
    return chosen
