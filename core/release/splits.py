"""Train, dev and test: by share and seed, alike in labels and categories, no group torn apart.

Groups are dealt out one by one: the largest first, among equals those with the rarest label, among
equals by a hash of the seed and their content. Each goes where the shares of documents, of every label's
spans and of every category then come nearest to what is wanted. Only comparison and the four operations
on floats are used, in a fixed order: the same in every Python on every machine (`sum` is not: it
became more exact in 3.12).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.errors import InputError
from core.release.digest import of_bytes
from core.release.lines import CATEGORY, DOCUMENTS, LABEL
from core.release.statistics import Counts

STRATIFIED_BY = "documents, spans by label, documents by category"
DEFAULT = "train=0.8,dev=0.1,test=0.1"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
_TAKEN = frozenset({"all", "details", "leakage", "manifest", "schema"})


@dataclass(frozen=True, slots=True)
class Share:
    """A split and its share of all documents."""

    name: str
    share: Fraction


def parse_shares(given: str) -> tuple[Share, ...]:
    """“train=0.8,dev=0.1,test=0.1” as shares; InputError, saying why, if they are none."""
    shares = []
    for part in given.split(","):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if not _NAME.fullmatch(name) or name.casefold() in _TAKEN:
            raise InputError(
                f"“{name}” cannot name a split: Latin letters, digits and _ only, "
                f"and not {', '.join(sorted(_TAKEN))}"
            )
        try:
            share = Fraction(value)
        except (ValueError, ZeroDivisionError):
            raise InputError(f"“{part}” is not of the form NAME=SHARE, as in {DEFAULT}") from None
        if share <= 0:
            raise InputError(f"the share of {name} must be more than nothing")
        shares.append(Share(name, share))
    if len({each.name.casefold() for each in shares}) < len(shares):
        raise InputError("two splits have the same name")
    total = sum((each.share for each in shares), Fraction())
    if total != 1:
        raise InputError(f"the shares must make 1, not {float(total):g}")
    return tuple(shares)


def written(shares: Sequence[Share]) -> str:
    """Shares as `parse_shares` reads them, however they were given; 1/3 stays a fraction."""
    return ",".join(f"{each.name}={_written(each.share)}" for each in shares)


def _written(share: Fraction) -> str:
    exact = (share * 10**6).denominator == 1
    return f"{share.numerator / share.denominator:.6f}".rstrip("0").rstrip(".") if exact else str(share)


def assign(
    groups: Sequence[Sequence[int]],
    counts: Counts,
    hashes: Sequence[str],
    shares: Sequence[Share],
    seed: int,
) -> list[int]:
    """The number of each document's split.

    While there are as many groups as splits, no split is left empty, however small its share.
    """
    amounts = [_amounts(group, counts) for group in groups]
    deal = _Deal(amounts, [float(each.share) for each in shares])
    order = _order(groups, amounts, hashes, seed)
    where = [0] * len(groups)
    for number in order:
        where[number] = deal.give(amounts[number])
    _fill_the_empty(order, where, groups, len(shares))
    found = [0] * len(counts)
    for number, group in enumerate(groups):
        for document in group:
            found[document] = where[number]
    return found


def _amounts(group: Sequence[int], counts: Counts) -> list[tuple[str, int]]:
    """How much of everything that is to be balanced a group holds, by name."""
    found: Counter[str] = Counter()
    for document in group:
        for name, count in counts[document].items():
            if count and (name == DOCUMENTS or name.startswith((LABEL, CATEGORY))):
                found[name] += count
    return sorted(found.items())


def _order(
    groups: Sequence[Sequence[int]],
    amounts: Sequence[list[tuple[str, int]]],
    hashes: Sequence[str],
    seed: int,
) -> list[int]:
    groups_with = Counter(name for each in amounts for name, _ in each)

    def key(number: int) -> tuple[int, int, str]:
        # By powers of two: an exact order would leave the seed too little to say.
        rarest = min(groups_with[name] for name, _ in amounts[number]).bit_length()
        lot = of_bytes(f"{seed}:{min(hashes[document] for document in groups[number])}".encode())
        return -len(groups[number]), rarest, lot

    return sorted(range(len(groups)), key=key)


class _Deal:
    """What each split has so far, and where the next group is missed most."""

    def __init__(self, amounts: Sequence[list[tuple[str, int]]], shares: Sequence[float]) -> None:
        self._shares = shares
        self._totals: Counter[str] = Counter()
        for each in amounts:
            self._totals.update(dict(each))
        # Documents weigh as much as all else together, so that the shares asked for come out.
        self._weights = {name: 1.0 / (total * total) for name, total in self._totals.items()}
        self._weights[DOCUMENTS] = self._weights.get(DOCUMENTS, 1.0) * max(1, len(self._totals) - 1)
        self._have: list[Counter[str]] = [Counter() for _ in shares]

    def give(self, amounts: list[tuple[str, int]]) -> int:
        """The split where the squared distance from the wanted shares shrinks most; the first of equals."""
        best, most = 0, float("-inf")
        for number, share in enumerate(self._shares):
            have, gain = self._have[number], 0.0
            for name, amount in amounts:
                need = share * self._totals[name] - have[name]
                gain += self._weights[name] * amount * (2.0 * need - amount) / share
            if gain > most:
                best, most = number, gain
        for name, amount in amounts:
            self._have[best][name] += amount
        return best


def _fill_the_empty(
    order: Sequence[int], where: list[int], groups: Sequence[Sequence[int]], splits: int
) -> None:
    """Move the smallest, last dealt group of the split with the most groups into each empty split."""
    held = Counter(where)
    for empty in range(splits):
        if held[empty] or len(groups) < splits:
            continue
        fullest = max(range(splits), key=lambda number: (held[number], -number))
        last = [number for number in order if where[number] == fullest]
        moved = min(reversed(last), key=lambda number: len(groups[number]))
        where[moved] = empty
        held[fullest] -= 1
        held[empty] += 1
