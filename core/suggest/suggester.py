"""A label set's knowledge, compiled: from a text to suggested spans and categories."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from core.annotation import CategorySuggestion, Suggestion, Zone
from core.schema import LabelSet
from core.suggest import lac, registry, repeats, splits
from core.suggest.categories import Categories
from core.suggest.combine import best_flat, best_nested
from core.suggest.reading import Candidate, Reader, Reading
from core.suggest.rules import NOTHING, read_rules


class Analysis(NamedTuple):
    """A text as it was read, all that the sources propose in it, and the best reading of that."""

    reading: Reading
    proposals: list[Candidate]
    chosen: list[Candidate]


class Suggester:
    """Suggests spans and categories by the rules of a label set; BadLabelSet if those do not hold.

    Making one reads the dictionary if this process has not done so yet (below a second). A suggester
    travels to another process as its label set and is made again there. `with_lac` also asks LAC, where
    it is installed and the label set has rules for it: better, and at a tenth of the speed.
    """

    def __init__(
        self,
        label_set: LabelSet,
        using: dict[str, registry.Maker] | None = None,
        *,
        with_lac: bool = False,
    ) -> None:
        self.label_set = label_set
        self._using = using
        self._rules = read_rules(label_set)
        self._reader = Reader(self._rules, label_set.terms)
        makers = registry.makers() if using is None else using
        self._finders = registry.make_all(self._rules, label_set.terms, self._reader, makers)
        self._categories = Categories(self._rules.categories)
        self._kinds = frozenset(self._rules.closed)
        self._split = splits.make(self._rules.splits) if self._rules.splits else None
        self._labels = frozenset(label.key for label in label_set.labels) | {NOTHING}
        self.lac = ""
        """The version of LAC that is asked as well, "" if none is."""
        if with_lac:
            self._add_lac()

    def __reduce__(self) -> tuple[Any, ...]:
        return (_made_again, (self.label_set, self._using, bool(self.lac)))

    @property
    def could_ask_lac(self) -> bool:
        """Whether LAC is installed and the label set has rules for it."""
        return bool(self._rules.lac) and lac.is_there()

    def with_lac(self) -> Suggester:
        """The same, asking LAC as well; this very one where that is not to be had."""
        if self.lac or not self.could_ask_lac:
            return self
        found = Suggester.__new__(Suggester)
        found.__dict__.update(self.__dict__)
        found._add_lac()
        return found

    def _add_lac(self) -> None:
        if self.could_ask_lac:
            self._finders = {**self._finders, lac.SOURCE: lac.make(self._rules.lac)}
            self.lac = lac.installed()

    def suggest(self, text: str, zones: Iterable[Zone] = ()) -> tuple[Suggestion, ...]:
        """The suggested spans by position: exact, within a line, none in page furniture.

        They do not overlap if the label set is flat; else they may lie within one another.
        """
        return _suggestions(text, self.analyse(text, zones).chosen)

    def suggest_compared(self, text: str, zones: Iterable[Zone] = ()) -> tuple[tuple[Suggestion, ...], float]:
        """The same, with the share of them (0 to 1) that another source would have otherwise."""
        analysis = self.analyse(text, zones)
        return _suggestions(text, analysis.chosen), contested(analysis)

    def analyse(self, text: str, zones: Iterable[Zone] = ()) -> Analysis:
        """What `suggest` goes by, for those who judge it; with what is taken so that nothing stands there."""
        reading = self._reader.read(text)
        closed = self._closed(zones)
        found = list(self._allowed(self._propose(reading), text, closed))
        combine = best_flat if self.label_set.is_flat else best_nested
        chosen = combine(found, self._rules.combine)
        if self._rules.repeats.labels:
            again = repeats.find(reading, chosen, self._rules.repeats)
            found.extend(self._allowed(again, text, closed))
            chosen = combine(found, self._rules.combine)
        return Analysis(reading, found, chosen)

    def allowed(self, candidates: Iterable[Candidate], text: str, zones: Iterable[Zone]) -> list[Candidate]:
        """Proposals of others, held to the same rules: trimmed, within a line, none in page furniture."""
        return list(self._allowed(candidates, text, self._closed(zones)))

    @property
    def class_names(self) -> dict[str, str]:
        """The name of the word class that each symbol of a reading stands for."""
        return self._reader.class_names

    def categories(self, text: str, zones: Iterable[Zone] = ()) -> tuple[CategorySuggestion, ...]:
        """The suggested categories, each with the words that speak for it."""
        closed = self._closed(zones)
        paragraphs = []
        start = 0
        for paragraph in text.split("\n"):
            if not _touches(closed, start, start + len(paragraph)):
                paragraphs.append(paragraph)
            start += len(paragraph) + 1
        return self._categories.suggest(paragraphs)

    def _propose(self, reading: Reading) -> Iterable[Candidate]:
        for name, finder in self._finders.items():
            try:
                yield from finder(reading)
            except Exception as error:
                if name in registry.SOURCES:
                    raise
                registry.report_once(name, error)

    def _allowed(
        self, candidates: Iterable[Candidate], text: str, closed: Sequence[tuple[int, int]]
    ) -> Iterable[Candidate]:
        """Proposals with their edges trimmed, without those that leave the text, a line or the body."""
        labels, edges, length = self._labels, self._rules.edges, len(text)
        for candidate in candidates:
            start, end = candidate.start, candidate.end
            if not 0 <= start < end <= length or candidate.label not in labels:
                continue
            quote = text[start:end]
            if "\n" in quote or _touches(closed, start, end):
                continue
            if quote[0] in edges or quote[-1] in edges:
                kept = quote.strip(edges)
                if not kept:
                    continue
                start += len(quote) - len(quote.lstrip(edges))
                candidate = candidate._replace(start=start, end=start + len(kept))
            if self._split is not None:
                quote = text[candidate.start : candidate.end]
                candidate = candidate._replace(label=self._split(candidate.label, quote))
            yield candidate

    def _closed(self, zones: Iterable[Zone]) -> list[tuple[int, int]]:
        """The stretches without suggestions, by position."""
        kinds = self._kinds
        return sorted((zone.start, zone.end) for zone in zones if zone.kind.value in kinds)


def _made_again(label_set: LabelSet, using: dict[str, registry.Maker] | None, with_lac: bool) -> Suggester:
    return Suggester(label_set, using, with_lac=with_lac)


def _suggestions(text: str, chosen: Iterable[Candidate]) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(
            each.start,
            each.end,
            each.label,
            text[each.start : each.end],
            each.source,
            each.score,
            each.reason,
        )
        for each in chosen
        if each.label != NOTHING
    )


def contested(analysis: Analysis) -> float:
    """The share of the chosen spans in whose place another source proposed another label."""
    kept = [each for each in analysis.chosen if each.label != NOTHING]
    others = sorted(analysis.proposals)
    starts = [each.start for each in others]
    longest = max((each.end - each.start for each in others), default=0)
    disputed = 0
    for each in kept:
        near = others[bisect_left(starts, each.start - longest) : bisect_left(starts, each.end)]
        disputed += any(
            one.end > each.start and one.label != each.label and one.source != each.source for one in near
        )
    return disputed / len(kept) if kept else 0.0


def _touches(closed: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a closed stretch overlaps `[start, end)`."""
    index = bisect_left(closed, (end, end)) - 1
    return index >= 0 and closed[index][1] > start
