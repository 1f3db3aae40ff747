"""How much of what a release holds, in each split: the figures of card and manifest."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from core.annotation import Origin
from core.release.lines import CATEGORY, LABEL, ORIGIN

ORIGINS = tuple(str(each) for each in Origin)


class Counts:
    """Counts of many documents, kept small: names are numbered, a document holds only what it has."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._of: list[array[int]] = []

    def add(self, counts: Mapping[str, int]) -> None:
        """Remember a document's."""
        packed = array("I")
        for name, count in counts.items():
            if name not in self._numbers:
                self._numbers[name] = len(self._names)
                self._names.append(name)
            packed.extend((self._numbers[name], count))
        self._of.append(packed)

    def __getitem__(self, number: int) -> dict[str, int]:
        packed = self._of[number]
        return {self._names[packed[at]]: packed[at + 1] for at in range(0, len(packed), 2)}

    def __len__(self) -> int:
        return len(self._of)

    def in_order(self, order: Sequence[int]) -> Counts:
        """The same counts, those of the documents of these numbers, in this order."""
        found = Counts()
        found._numbers, found._names = self._numbers, self._names
        found._of = [self._of[number] for number in order]
        return found


def by_split(names: Sequence[str], splits: Sequence[str], counts: Counts) -> dict[str, dict[str, int]]:
    """The sums by split, with “all” last; every split is there, also an empty one.

    `names` are all splits, `splits` that of each document.
    """
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    for number, split in enumerate(splits):
        found[split].update(counts[number])
    total: Counter[str] = Counter()
    for each in found.values():
        total.update(each)
    return {name: dict(sorted(each.items())) for name, each in [*found.items(), ("all", total)]}


def named(counts: Mapping[str, int], kind: str) -> list[str]:
    """What of a kind (LABEL, CATEGORY, ORIGIN) is counted, without the kind."""
    return sorted(name.removeprefix(kind) for name in counts if name.startswith(kind))


def labels_in(counts: Mapping[str, int], known: Iterable[str]) -> list[str]:
    """The label set's labels in its order, then those that are used but not in it."""
    return _in_order(known, named(counts, LABEL))


def categories_in(counts: Mapping[str, int], known: Iterable[str]) -> list[str]:
    """The same for categories."""
    return _in_order(known, named(counts, CATEGORY))


def origins_in(counts: Mapping[str, int]) -> list[str]:
    """The origins that are used, in their usual order; "" (unknown) last."""
    used = named(counts, ORIGIN)
    return [each for each in (*ORIGINS, "") if each in used] + [
        each for each in used if each and each not in ORIGINS
    ]


def _in_order(known: Iterable[str], used: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*known, *used)))
