"""Texts that say nearly the same: MinHash finds who may be alike, the texts themselves decide.

Two texts are near-duplicates when the Jaccard similarity of their sets of 5-grams of characters is at
least 0.5; spaces and punctuation do not count, for they are what copies differ in. The signature is
MinHash with one permutation and rotation (Shrivastava and Li 2014), 126 bins in 42 bands of 3. A pair of
similarity 0.5 meets in some band with probability 0.996, one of 0.6 with 0.99995. It is our own because
its bytes must be the same on every machine, with every version of a library, for years; numpy is asked
for whole numbers of 64 bits only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

GRAM = 5
THRESHOLD = 0.5
BANDS, ROWS = 42, 3
BINS = BANDS * ROWS

# A pair whose signatures look less alike than this is not looked at: two and a half standard errors.
_WORTH_A_LOOK = THRESHOLD - 0.11
# In a band's bucket of many unlike texts only neighbours are compared, and no text with more than …
_WINDOW, _MISSES = 50, 50

# A fixed list, not what Unicode says today: it must mean the same in every Python.
_UNHEARD = re.compile(
    r"[\s!-/:-@\[-`{-~\u0085\u00a0-\u00bf\u2000-\u206f\u3000-\u3004\u3008-\u303f\ufe10-\ufe6f"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+"
)
_PRIME, _HALF, _LOW = np.uint64(0x9E3779B97F4A7C15), np.uint64(32), np.uint64(0xFFFF_FFFF)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two texts, by number, and how similar they are."""

    first: int
    second: int
    similarity: float


def grams(text: str) -> frozenset[str]:
    """The 5-grams of what is heard of a text; a shorter text is its own and only one."""
    heard = _UNHEARD.sub("", text) or text
    if len(heard) <= GRAM:
        return frozenset((heard,))
    return frozenset(heard[at : at + GRAM] for at in range(len(heard) - GRAM + 1))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """The Jaccard similarity of two sets of which none is empty."""
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def signature(text: str) -> bytes:
    """BINS numbers of four bytes, of which two texts share about the share that their grams share."""
    hashes = _gram_hashes(text)
    hashes.sort()  # so that a bin's smallest comes first
    bins, first = np.unique((hashes >> _HALF) * np.uint64(BINS) >> _HALF, return_index=True)
    smallest = dict(zip(bins.tolist(), (hashes[first] & _LOW).tolist(), strict=True))
    filled = [smallest.get(number, -1) for number in range(BINS)]
    if len(smallest) < BINS:
        filled = [_borrowed(filled, number) for number in range(BINS)]
    return np.array(filled, dtype="<u4").tobytes()


def alike(signatures: Sequence[bytes], text: Callable[[int], str]) -> Iterator[Alike]:
    """Pairs that are near-duplicates, enough of them to join all that belong together.

    A pair already joined through others is not looked at again. `text` gives a text by its number.
    """
    joined = Joined(len(signatures))
    seen: set[tuple[int, int]] = set()
    misses: Counter[int] = Counter()
    grams_of = lru_cache(maxsize=4 * _WINDOW)(lambda number: grams(text(number)))
    for first, second in _candidates(signatures):
        if joined.root(first) == joined.root(second) or misses[first] >= _MISSES or misses[second] >= _MISSES:
            continue
        if (first, second) in seen:
            continue
        if estimate(signatures[first], signatures[second]) < _WORTH_A_LOOK:
            continue
        seen.add((first, second))
        exact = similarity(grams_of(first), grams_of(second))
        if exact >= THRESHOLD:
            joined.join(first, second)
            yield Alike(first, second, exact)
        else:
            misses[first] += 1
            misses[second] += 1


def estimate(one: bytes, other: bytes) -> float:
    """The similarity of two texts as their signatures tell it."""
    same = np.count_nonzero(np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4"))
    return int(same) / BINS


class Joined:
    """Which of n things belong together (union–find); the smallest number stands for its group."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, one: int) -> int:
        """The smallest number of its group."""
        above = self._above
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low

    def groups(self) -> list[list[int]]:
        """All groups, each in order, by their smallest members."""
        found: dict[int, list[int]] = {}
        for one in range(len(self._above)):
            found.setdefault(self.root(one), []).append(one)
        return list(found.values())


def _candidates(signatures: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Pairs that share a band; one band's table is held at a time."""
    width = ROWS * 4
    for band in range(BANDS):
        at = band * width
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for number, each in enumerate(signatures):
            buckets[each[at : at + width]].append(number)
        for members in buckets.values():
            if len(members) > _WINDOW:  # the likest beside each other
                members.sort(key=lambda number: (signatures[number], number))
            for place, second in enumerate(members):
                for first in members[max(0, place - _WINDOW) : place]:
                    yield min(first, second), max(first, second)


def _gram_hashes(text: str) -> npt.NDArray[np.uint64]:
    """A hash of 64 bits for every gram: a polynomial of its code points, mixed as SplitMix64 does."""
    heard = (_UNHEARD.sub("", text) or text).ljust(GRAM, "\0")
    codes = np.frombuffer(heard.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    number = len(codes) - GRAM + 1
    hashes = np.zeros(number, dtype=np.uint64)
    for at in range(GRAM):
        hashes = hashes * _PRIME + codes[at : at + number]
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        hashes = (hashes ^ (hashes >> np.uint64(shift))) * np.uint64(factor)
    mixed: npt.NDArray[np.uint64] = hashes ^ (hashes >> np.uint64(31))
    return mixed


def _borrowed(bins: list[int], number: int) -> int:
    """A bin's number; an empty bin borrows from the next that is not, marked by how far that was."""
    distance = 0
    while bins[(number + distance) % BINS] < 0:
        distance += 1
    return (bins[(number + distance) % BINS] + distance * 0x9E3779B1) & 0xFFFF_FFFF
