"""Random layers over texts with characters of two UTF-16 units (lengths count code points)."""

import random

from core.review.layered import LayeredDocument, Place

TEXT = "😀𠮷家访谈\n王芳在北京大学说：李雷去了上海。\n第二段😀：王芳又说，上海很好。\n"


def layer(dice: random.Random, length: int, *, flat: bool = True) -> list[Place]:
    """Some spans, in a flat layer without overlap."""
    found: set[Place] = set()
    at = 0
    while at < length:
        start = at + dice.randrange(4)
        end = min(length, start + dice.randrange(1, 5))
        if start >= end:
            break
        found.add((start, end, dice.choice(["PER", "ORG", "LOC"])))
        at = end if flat else start + 1
    return sorted(found)


def disturbed(dice: random.Random, spans: list[Place], length: int) -> list[Place]:
    """The same with some left out, moved or renamed, still without overlap where there was none."""
    found: list[Place] = []
    for start, end, label in spans:
        what = dice.random()
        if what < 0.15:
            continue
        if what < 0.3 and end - start > 1:
            end -= 1
        elif what < 0.4:
            label = dice.choice(["PER", "ORG", "LOC"])
        found.append((start, end, label))
    return sorted(set(found))


def documents(seed: int, number: int, annotators: int, *, flat: bool = True) -> list[LayeredDocument]:
    """Texts that several annotators labelled alike, but not quite."""
    dice = random.Random(seed)
    made = []
    for at in range(number):
        length = dice.randrange(5, 60)
        common = layer(dice, length, flat=flat)
        names = "abcdef"[: annotators if at % 3 else 2]
        layers = {name: disturbed(dice, common, length) for name in names}
        categories = {
            name: frozenset(key for key in ("教育", "防疫") if dice.random() < 0.5) for name in names
        }
        made.append(LayeredDocument(f"第{at}篇", length, layers, categories, (0, length // 2), at))
    return made
