"""The measures once more, character by character and as slow as they like: what the quick ones must equal."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, product

from core.review.layered import LayeredDocument, Place


def values(spans: Sequence[Place], length: int) -> list[frozenset[str]]:
    return [frozenset(label for s, e, label in spans if s <= at < e) for at in range(length)]


def items(documents: Sequence[LayeredDocument]) -> list[list[frozenset[str]]]:
    """The values of each character, one for each annotator of its document."""
    found: list[list[frozenset[str]]] = []
    for each in documents:
        columns = [values(each.layers[name], each.length) for name in sorted(each.layers)]
        found += [list(row) for row in zip(*columns, strict=True)]
    return found


def cohen(pairs: Sequence[tuple[object, object]]) -> float:
    n = len(pairs)
    agreed = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[value] * second[value] for value in first) / n**2
    return (agreed - chance) / (1 - chance)


def fleiss(rows: Sequence[Sequence[object]]) -> float:
    agreed = sum(
        sum(a == b for a, b in combinations(row, 2)) / (len(row) * (len(row) - 1) / 2) for row in rows
    ) / len(rows)
    all_of_them = Counter(value for row in rows for value in row)
    total = sum(all_of_them.values())
    chance = sum((number / total) ** 2 for number in all_of_them.values())
    return (agreed - chance) / (1 - chance)


def span_f1(documents: Sequence[LayeredDocument]) -> float:
    both = whole = 0
    for each in documents:
        for a, b in combinations(sorted(each.layers), 2):
            first, second = set(each.layers[a]), set(each.layers[b])
            both += len(first & second)
            whole += len(first) + len(second)
    return 2 * both / whole if whole else 1.0


def relaxed_f1(documents: Sequence[LayeredDocument]) -> float:
    counts = Counter[str]()
    for each in documents:
        for a, b in combinations(sorted(each.layers), 2):
            for mine, yours, name in ((a, b, "first"), (b, a, "second")):
                counts[name] += len(each.layers[mine])
                counts[f"found {name}"] += sum(
                    any(x[2] == y[2] and x[0] < y[1] and y[0] < x[1] for y in each.layers[yours])
                    for x in each.layers[mine]
                )
    if not counts["first"] and not counts["second"]:
        return 1.0
    p = counts["found first"] / max(1, counts["first"])
    r = counts["found second"] / max(1, counts["second"])
    return 2 * p * r / (p + r) if p + r else 0.0


def one_label(spans: Sequence[Place], label: str) -> list[tuple[int, int]]:
    """The units of a label; overlapping ones made one."""
    units: list[tuple[int, int]] = []
    for start, end, _ in sorted(each for each in spans if each[2] == label):
        if units and start < units[-1][1]:
            units[-1] = (units[-1][0], max(end, units[-1][1]))
        else:
            units.append((start, end))
    return units


def sections(units: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int, bool]]:
    """Units and the gaps between them."""
    found, at = [], 0
    for start, end in units:
        if start > at:
            found.append((at, start, False))
        found.append((start, end, True))
        at = end
    if at < length:
        found.append((at, length, False))
    return found


def unitizing(layers: Sequence[Sequence[tuple[int, int]]], length: int) -> tuple[float, float]:
    """D_o and D_e of one label in one text, by laying every section against every other."""
    m = len(layers)
    rows = [sections(units, length) for units in layers]
    observed = 0
    for i, j in product(range(m), range(m)):
        if i == j:
            continue
        for (a, b, valued), (c, d, other) in product(rows[i], rows[j]):
            if valued and other and a < d and c < b:
                observed += (a - c) ** 2 + (b - d) ** 2
            elif valued and not other and c <= a and b <= d:
                observed += (b - a) ** 2
            elif other and not valued and a <= c and d <= b:
                observed += (d - c) ** 2
    lengths = [b - a for units in layers for a, b in units]
    gaps = [b - a for row in rows for a, b, valued in row if not valued]
    expected = 0.0
    for each in lengths:
        expected += (len(lengths) - 1) / 3 * (2 * each**3 - 3 * each**2 + each)
        expected += each**2 * sum(gap - each + 1 for gap in gaps if gap >= each)
    below = m * length * (m * length - 1) - sum(each * (each - 1) for each in lengths)
    return observed / (m * (m - 1) * length**2), 2 / length * expected / below
