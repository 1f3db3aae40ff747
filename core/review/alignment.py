"""The best alignment of several annotators' units, after Mathet, Widlöcher and Métivier 2015.

The unified and holistic method gamma (γ) for inter-annotator agreement measure and alignment.
Computational Linguistics 41(3), 437–479. A unitary alignment takes at most one unit of each annotator;
an alignment is a set of them in which every unit stands once. Its disorder is the sum over its unitary
alignments of the mean dissimilarity over the annotators' pairs, a missing unit costing Δ∅ = 1 against
anything. The best alignment has the least disorder.

    d_pos(u, v) = ((|s_u − s_v| + |e_u − e_v|) / (length of u + length of v))²
    d_cat(u, v) = 0 for the same label, else 1            d = α d_pos + β d_cat

How it is found: units are gone through in the order of the text. For each unit that is not placed yet
the choices are to stand alone or to go with later ones near it; what is remembered between two units
is only which later ones are taken. That is exact as long as no more than BEAM such states are open at
one place and no unit could lead more than GROUPS groups of a size; beyond that the worst are dropped,
and `exact` says so. (The paper solves an integer program; the libraries that do so weigh hundreds of
megabytes.)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.review.layered import Place

BEAM = 1_000  # states at one place
GROUPS = 100  # of one size that a unit may lead
Unit = tuple[int, int, str, int]  # start, end, label, annotator


@dataclass(frozen=True, slots=True)
class Dissimilarity:
    """How far two units are from each other; `between` tells two labels from 0 (same) to 1."""

    alpha: float = 1.0
    beta: float = 1.0
    between: Callable[[str, str], float] | None = None

    def of(self, one: Sequence[int | str], other: Sequence[int | str]) -> float:
        """d(u, v), with Δ∅ = 1."""
        (a, b, label), (c, d, label_2) = one[:3], other[:3]
        assert isinstance(a, int) and isinstance(b, int) and isinstance(c, int) and isinstance(d, int)
        position = (abs(a - c) + abs(b - d)) / (b - a + d - c)
        if self.between is not None:
            return self.alpha * position * position + self.beta * self.between(str(label), str(label_2))
        return self.alpha * position * position + (self.beta if label != label_2 else 0.0)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Unitary alignments, each as the numbers of its units with its disorder; the sum of them."""

    units: Sequence[Unit]
    groups: Sequence[tuple[tuple[int, ...], float]]
    exact: bool

    @property
    def total(self) -> float:
        """The disorder, not yet divided by the mean number of units."""
        return math.fsum(disorder for _, disorder in self.groups)


def align(layers: Sequence[Sequence[Place]], dissimilarity: Dissimilarity | None = None) -> Alignment:
    """The best alignment of layers, one for each annotator (two or more)."""
    units = sorted((s, e, label, who) for who, spans in enumerate(layers) for s, e, label in spans)
    search = _Search(units, len(layers), dissimilarity or Dissimilarity())
    return search.best()


class _Search:
    def __init__(self, units: list[Unit], annotators: int, dissimilarity: Dissimilarity) -> None:
        self._units = units
        self._d = dissimilarity
        self._pairs = annotators * (annotators - 1) / 2
        self._near = self._neighbours()
        self._exact = True

    def _neighbours(self) -> list[dict[int, float]]:
        """For each unit the later ones of other annotators that it could go with, and how far they are."""
        cap = 1 + self._pairs  # farther than this, two gain nothing from going together
        alpha, beta, between = self._d.alpha, self._d.beta, self._d.between
        ratio = math.sqrt(cap / alpha) if alpha > 0 else math.inf
        units = self._units
        longest = max((end - start for start, end, _, _ in units), default=0)
        near: list[dict[int, float]] = []
        for i, (start, end, label, who) in enumerate(units):
            found: dict[int, float] = {}
            length = end - start
            reach = end + max(0.0, ratio - 1) * (length + longest) / 2
            for j in range(i + 1, len(units)):
                start_2, end_2, label_2, who_2 = units[j]
                if start_2 > reach:
                    break
                if who_2 == who:
                    continue
                position = (start_2 - start + abs(end_2 - end)) / (length + end_2 - start_2)
                apart = alpha * position * position
                if between is not None:
                    apart += beta * between(label, label_2)
                elif label != label_2:
                    apart += beta
                if apart < cap:
                    found[j] = apart
            near.append(found)
        return near

    def best(self) -> Alignment:
        states: dict[int, float] = {0: 0.0}  # which of the next units are taken (bits) → what was gained
        steps: list[dict[int, tuple[int, tuple[int, ...]]]] = []
        for i in range(len(self._units)):
            groups = self._groups(i)
            came: dict[int, tuple[int, tuple[int, ...]]] = {}
            after: dict[int, float] = {}
            for taken, gained in states.items():
                rest = taken >> 1
                if taken & 1:
                    if gained > after.get(rest, -1.0):
                        after[rest], came[rest] = gained, (taken, ())
                    continue
                if gained > after.get(rest, -1.0):
                    after[rest], came[rest] = gained, (taken, (i,))
                for bits, members, gain in groups:
                    if not bits & rest and gained + gain > after.get(rest | bits, -1.0):
                        after[rest | bits], came[rest | bits] = gained + gain, (taken, members)
            if len(after) > BEAM:
                self._exact = False
                # What a taken unit will have gained is counted already: about 1 each.
                best = sorted(after.items(), key=lambda each: each[0].bit_count() - each[1])
                after = dict(best[:BEAM])
            steps.append(came)
            states = after
        return Alignment(self._units, self._trace(steps), self._exact)

    def _groups(self, i: int) -> list[tuple[int, tuple[int, ...], float]]:
        """(bits, members, gain over standing alone) of what unit i could lead.

        One that would gain no less without one of its members is left out.
        """
        found: dict[tuple[int, ...], float] = {(i,): 0.0}
        bits_of: list[tuple[int, tuple[int, ...], float]] = []
        of_size: list[tuple[int, ...]] = [(i,)]
        while of_size:
            larger = {group: gain for members in of_size for group, gain in self._grown(members)}
            if len(larger) > GROUPS:
                self._exact = False
                larger = dict(sorted(larger.items(), key=lambda each: -each[1])[:GROUPS])
            found |= larger
            of_size = list(larger)
        for group, gain in found.items():
            if len(group) > 1 and gain > max(
                (found.get((i, *group[1:k], *group[k + 1 :]), 0.0) for k in range(1, len(group))), default=0.0
            ):
                bits_of.append((sum(1 << (j - i - 1) for j in group[1:]), group, gain))
        return bits_of

    def _grown(self, members: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], float]]:
        """Groups with one later unit more, of somebody who has none in it yet."""
        people = {self._units[one][3] for one in members}
        for j in self._near[members[0]]:
            if j > members[-1] and self._units[j][3] not in people:
                gain = self._gain((*members, j))
                if gain is not None:
                    yield (*members, j), gain

    def _gain(self, group: tuple[int, ...]) -> float | None:
        """What units gain by going together; None if two are too far apart ever to do so."""
        apart = 0.0
        for at, one in enumerate(group):
            near = self._near[one]
            for other in group[at + 1 :]:
                if other not in near:
                    return None
                apart += near[other]
        size = len(group)
        return size - 1 + (size * (size - 1) / 2 - apart) / self._pairs

    def _trace(
        self, steps: list[dict[int, tuple[int, tuple[int, ...]]]]
    ) -> list[tuple[tuple[int, ...], float]]:
        groups = []
        taken = 0
        for came in reversed(steps):
            taken, members = came[taken]
            if members:
                groups.append((members, len(members) - (self._gain(members) or 0.0)))
        return groups[::-1]
