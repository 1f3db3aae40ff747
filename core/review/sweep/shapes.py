"""What is odd about how spans lie on each other, and labels that hardly occur."""

from __future__ import annotations

from collections.abc import Iterator

from core.review.sweep.gathering import Gathering
from core.review.sweep.tally import Tally
from core.review.sweep.values import Act, After, Finding, FindingKind, Fix, SweptLayer, SweptSpan

_CONVENTION = 0.02  # of a label's spans that lie in one of their own: then that is how it is done
_TOGETHER = 3  # times that two labels stand on one place: then they may
_ENOUGH = 400  # spans before a label can be rare
_RARE = 0.001


class Nesting:
    """Spans that overlap where they may not, cross each other, or stand twice on one place."""

    def __init__(self, tally: Tally, *, flat: bool) -> None:
        self._tally, self._flat = tally, flat
        self._found = Gathering(FindingKind.NESTING)

    def look(self, layer: SweptLayer) -> None:
        """Find those of a layer."""
        open_spans: list[SweptSpan] = []
        for span in layer.spans:
            open_spans = [each for each in open_spans if each.end > span.start]
            for other in open_spans:
                what = self._what(other, span)
                if what:
                    self._add(layer, what, other, span)
                    break
            open_spans.append(span)

    def _what(self, outer: SweptSpan, inner: SweptSpan) -> str:
        same = (outer.start, outer.end) == (inner.start, inner.end)
        if self._flat:
            return "overlap"
        if same:
            pair = (min(outer.label, inner.label), max(outer.label, inner.label))
            return "" if self._tally.together[pair] > _TOGETHER else "same place"
        if inner.end > outer.end and inner.start > outer.start:
            return "crossing"
        if outer.label == inner.label:
            rare = self._tally.nested[inner.label] <= max(2, self._tally.labels[inner.label] * _CONVENTION)
            return "within itself" if rare else ""
        return ""

    def _add(self, layer: SweptLayer, what: str, outer: SweptSpan, inner: SweptSpan) -> None:
        """The hit is the second; fixes take it away, or let it begin where the first ends."""
        after = [After(inner.start, inner.end, "")]
        if what in ("crossing", "overlap") and outer.end < inner.end:
            after.append(After(outer.end, inner.end, inner.label))
        else:
            after.append(After(inner.start, inner.end, inner.label))
        self._found.add((what, f"{outer.label}|{inner.label}"), layer, inner, after)

    def findings(self) -> Iterator[Finding]:
        """One a way of lying wrongly and pair of labels."""
        for key in self._found.found():
            outer, _, inner = key[1].partition("|")
            standing = [(outer, self._tally.labels[outer]), (inner, self._tally.labels[inner])]
            fixes = [Fix(Act.REMOVE)]
            if key[0] in ("crossing", "overlap"):
                fixes.append(Fix(Act.MOVE, inner))
            yield self._found.finding(key, standing, fixes)


class RareLabels:
    """Labels that hardly occur: each of their spans."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._found = Gathering(FindingKind.RARE)
        most = max(1, int(tally.spans * _RARE))
        self._rare = {
            label for label, number in tally.labels.items() if tally.spans >= _ENOUGH and number <= most
        }

    def look(self, layer: SweptLayer) -> None:
        """Find those of a layer."""
        if not self._rare:
            return
        for span in layer.spans:
            if span.label in self._rare:
                after = [After(span.start, span.end, "")]
                self._found.add((span.label, span.label), layer, span, after)

    def findings(self) -> Iterator[Finding]:
        """One a label; what it should be is for people to say."""
        for key in self._found.found():
            standing = [(key[0], self._tally.labels[key[0]]), ("", self._tally.spans)]
            yield self._found.finding(key, standing, [Fix(Act.REMOVE)])
