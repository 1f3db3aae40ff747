"""What a clever annotator presses to turn suggestions into a gold that she has in mind, without a mouse.

She sees the text, the marks and the keys that places show while one points at them; she works from
the top down, and for each place takes the way with the fewest keys. Pure: it knows the program's
rules (`gui.canvas.targets`), not its window.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from gui.actions import POINTING_KEYS
from gui.canvas.marks import Mark
from gui.canvas.targets import Target, beside, clause_end, targets

Place = tuple[int, int, str]
WINDOW = len(POINTING_KEYS)
_MOST = 3  # steps by an edge that she would rather take than anything else


@dataclass(frozen=True)
class Way:
    """Keys to press, how many of the last of them change something, and what comes of it.

    `made` is the gold span that stands afterwards, `struck` the wrong mark that is gone.
    """

    keys: tuple[str, ...]
    acts: int
    made: Place | None = None
    struck: Mark | None = None

    @property
    def base(self) -> int:
        """Behind which place the keys of the next way begin."""
        return self.made[1] if self.made is not None else self.struck.end if self.struck is not None else 0


@dataclass
class Sight:
    """What she sees: the text, its words, the marks that stand and wait."""

    text: str
    words: list[tuple[int, int]]  # those that can be pointed at
    borders: list[int]  # of all words, sorted, with those of lines
    label_keys: dict[str, str]
    marks: list[Mark] = field(default_factory=list)

    def targets(self) -> list[Target]:
        """What can be pointed at, in text order."""
        return targets(self.words, self.marks, flat=True)


class Annotator:
    """Plans one place after the other."""

    def __init__(self, sight: Sight, gold: Sequence[Place]) -> None:
        self.sight = sight
        self.gold = set(gold)
        self._seen: list[Target] = []
        self._starts: list[int] = []

    def look(self, marks: Sequence[Mark]) -> None:
        """See the marks as they are now."""
        self.sight.marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        self._seen = self.sight.targets()
        self._starts = [each.start for each in self._seen]

    def next(self, base: int) -> Way | None:
        """The keys for the next place from the top that is not as it should be; None if all is."""
        wrong = [each for each in self.sight.marks if _place(each) not in self.gold]
        missing = self.gold - {_place(each) for each in self.sight.marks}
        lonely = [mark for mark in wrong if not any(_overlap(mark, each) for each in missing)]
        strike = min(lonely, key=lambda mark: mark.start, default=None)
        make = min(missing, key=lambda place: self._begins(place, wrong), default=None)
        if make is not None and (strike is None or self._begins(make, wrong) <= strike.start):
            return min(self._ways_to(make, base), key=lambda way: (len(way.keys), way.acts))
        return next(self._strike(strike, base)) if strike is not None else None

    def begins(self) -> int:
        """Where the first thing stands that is not as it should be."""
        now = {_place(each) for each in self.sight.marks}
        return min((place[0] for place in now ^ self.gold), default=len(self.sight.text))

    def imagine(self, way: Way) -> list[Mark]:
        """The marks as they must be after a way."""
        if way.made is None:
            return [each for each in self.sight.marks if each != way.struck]
        kept = [each for each in self.sight.marks if not _overlap(each, way.made)]
        return [*kept, Mark(*way.made, "annotation", 0)]

    def _begins(self, place: Place, wrong: Sequence[Mark]) -> int:
        return min([place[0], *(mark.start for mark in wrong if _overlap(mark, place))])

    def _point(self, target: Target, base: int, modifier: str = "") -> tuple[str, ...] | None:
        """The keys that point at a target from a base; None for one that lies before it."""
        if target.start < base:
            return None
        at = bisect_left(self._starts, base)
        number = self._seen.index(target) - at
        spaces, within = divmod(number, WINDOW)
        return (*["space"] * spaces, modifier + POINTING_KEYS[within])

    def _strike(self, mark: Mark, base: int) -> Iterator[Way]:
        keys = self._point(Target(mark.start, mark.end, mark), base, "shift+")
        assert keys is not None, "nothing wrong is left behind"
        yield Way(keys, 1, struck=mark)

    def _ways_to(self, wanted: Place, base: int) -> Iterator[Way]:
        yield from self._by_selecting(wanted, base)
        near = [each for each in self.sight.marks if _overlap(each, wanted) and _place(each) not in self.gold]
        for mark in near:
            yield from self._by_reaching(mark, wanted, base)
            yield from self._from(mark, wanted, base)

    def _label(self, has: str, wanted: Place) -> tuple[str, ...]:
        return () if has == wanted[2] else (self.sight.label_keys[wanted[2]],)

    def _by_selecting(self, wanted: Place, base: int) -> Iterator[Way]:
        """Point at the first word, perhaps as far as another, and press the label's key."""
        start, end, label = wanted
        key = self.sight.label_keys[label]
        for first in self._near(start):
            if first.mark is not None:
                continue
            keys = self._point(first, base)
            if keys is None:
                continue
            yield from self._edged((*keys, key), 1, (first.start, first.end), wanted)
            whole = self._clause(first)
            struck = self._point(first, base, "shift+")
            if struck is not None:
                yield from self._edged((*struck, key), 1, (first.start, whole), wanted)
            for last in self._near(end - 1):
                more = self._point(last, first.end, "alt+") if last.start >= first.end else None
                if more is not None:
                    yield from self._edged((*keys, *more, key), 1, (first.start, last.end), wanted)

    def _clause(self, first: Target) -> int:
        end = clause_end(self.sight.text, first.start)
        return min([end, *(each.start for each in self.sight.marks if first.start < each.start < end)])

    def _by_reaching(self, mark: Mark, wanted: Place, base: int) -> Iterator[Way]:
        """Give words or a mark beside it to a mark without pointing at it first."""
        for target in (*self._near(wanted[0]), *self._near(wanted[1] - 1)):
            if target.mark == mark or beside(self.sight.text, target, self.sight.marks) != mark:
                continue
            keys = self._point(target, base, "alt+")
            if keys is None:
                continue
            whole = min(mark.start, target.start), max(mark.end, target.end)
            relabel = self._label(mark.label, wanted)
            yield from self._edged((*keys, *relabel), 1 + len(relabel), whole, wanted)

    def _from(self, mark: Mark, wanted: Place, base: int) -> Iterator[Way]:
        """Point at a mark, let it reach further, move its edges, change its label."""
        keys = self._point(Target(mark.start, mark.end, mark), base)
        if keys is None:
            return
        relabel = self._label(mark.label, wanted)
        yield from self._edged((*keys, *relabel), len(relabel), (mark.start, mark.end), wanted)
        for last in self._near(wanted[1] - 1):
            more = self._point(last, mark.end, "alt+")
            if more is not None:
                whole = mark.start, max(mark.end, last.end)
                yield from self._edged((*keys, *more, *relabel), 1 + len(relabel), whole, wanted)

    def _edged(self, keys: tuple[str, ...], acts: int, has: tuple[int, int], wanted: Place) -> Iterator[Way]:
        """Bring the edges to where they belong, by words or by characters."""
        left = self._steps(has[0], wanted[0], "[", "]", "shift+[", "shift+]")
        right = self._steps(has[1], wanted[1], ",", ".", "shift+,", "shift+.")
        if left is not None and right is not None and max(has[0], wanted[0]) < min(has[1], wanted[1]):
            moves = (*left, *right)
            yield Way((*keys, *moves), acts + len(moves), wanted)

    def _steps(
        self, has: int, wanted: int, back: str, on: str, back_by_one: str, on_by_one: str
    ) -> tuple[str, ...] | None:
        """The steps of an edge: as many words as fit, then characters; None if they are too many."""
        steps: list[str] = []
        at = has
        while at != wanted:
            borders = self.sight.borders
            if at < wanted:
                by_word = borders[bisect_right(borders, at)]
                fits = by_word <= wanted
                at = by_word if fits else at + 1
                steps.append(on if fits else on_by_one)
            else:
                by_word = borders[bisect_left(borders, at) - 1]
                fits = by_word >= wanted
                at = by_word if fits else at - 1
                steps.append(back if fits else back_by_one)
            if len(steps) > _MOST:
                return None
        return tuple(steps)

    def _near(self, position: int) -> list[Target]:
        """The targets around a position."""
        at = bisect_left(self._starts, position)
        return list(islice(self._seen, max(0, at - 3), at + 3))


def _place(mark: Mark) -> Place:
    return mark.start, mark.end, mark.label


def _overlap(mark: Mark, place: Place) -> bool:
    return mark.start < place[1] and place[0] < mark.end


def sight_of(
    text: str,
    label_keys: dict[str, str],
    content_words: Callable[[str], list[tuple[int, int]]],
    boundaries: Callable[[str], Sequence[int]],
) -> Sight:
    """The words of a text as the program cuts them, paragraph by paragraph."""
    words: list[tuple[int, int]] = []
    borders = {0, len(text)}
    start = 0
    for line in text.split("\n"):
        words += [(start + a, start + b) for a, b in content_words(line) if any(map(str.isalnum, line[a:b]))]
        borders.update(start + at for at in boundaries(line))
        start += len(line) + 1
    return Sight(text, words, sorted(borders), label_keys)
