"""What is odd about edges: an ending now in and now out, quotes, punctuation, a word cut through."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from core.review.sweep.borders import Borders
from core.review.sweep.gathering import Gathering
from core.review.sweep.tally import PAIRS, Tally
from core.review.sweep.values import Act, After, Finding, FindingKind, Fix, SweptLayer, SweptSpan

_OFTEN = 4  # times on the one side before the other is odd
_ODD = 0.2  # of both sides together: what is rarer stands oddly
_SURE = 0.1  # … where the longer string itself was never labelled
_CONVENTION = 0.15  # of a label's spans that touch a mark: then that is how it is done
_RARE = 2  # times that a string is labelled: edges of commoner ones are meant
_CLOSING = {close: opening for opening, close in PAIRS.items()}
_PART_OF_NUMBERS = frozenset("%％‰℃°·-—～~/.:+#&’'")


class Endings:
    """A last character that spans of a label have or leave out, and quotes likewise."""

    def __init__(self, tally: Tally, borders: Borders) -> None:
        self._tally, self._borders = tally, borders
        self._without = Gathering(FindingKind.BOUNDARY)  # the character stands behind the span
        self._with = Gathering(FindingKind.BOUNDARY)
        self._quotes = Gathering(FindingKind.BOUNDARY)
        self._out: Counter[tuple[str, str]] = Counter()
        self._guessed: set[tuple[int, int, int, str]] = set()  # with the character it was never labelled

    def look(self, layer: SweptLayer) -> None:
        """Find both sides in a layer."""
        text, tally = layer.text, self._tally
        starts = {span.start for span in layer.spans}
        for span in layer.spans:
            start, end, label, _ = span
            self._look_at_quotes(layer, span)
            if end < len(text) and end not in starts:
                self._look_behind(layer, span)
            character, shorter = text[end - 1], tally.strings.get(text[start : end - 1])
            rare = tally.ends[label, character] < _OFTEN * 4
            if end - start > 2 and character.isalnum() and rare and shorter and shorter[label]:
                after = [After(start, end - 1, label)]
                self._with.add((character, label), layer, span, after)

    def _look_behind(self, layer: SweptLayer, span: SweptSpan) -> None:
        start, end, label, _ = span
        text, character = layer.text, layer.text[end]
        with_ = self._tally.ends[label, character]
        if not with_ or not character.isalnum() or not self._borders.are(text, end + 1):
            return
        self._out[label, character] += 1
        if with_ < _OFTEN:
            return
        longer = self._tally.strings.get(text[start : end + 1])
        if not longer or not longer[label]:
            own = self._tally.strings.get(text[start:end])
            if own is not None and own[label] > _RARE * 2:
                return  # often labelled as it is, never with the character
            self._guessed.add((layer.layer_id, start, end, label))
        self._without.add((character, label), layer, span, [After(start, end + 1, label)])

    def _look_at_quotes(self, layer: SweptLayer, span: SweptSpan) -> None:
        start, end, label, _ = span
        text, tally = layer.text, self._tally
        if end - start > 2 and PAIRS.get(text[start]) == text[end - 1]:
            opening, inside = text[start], True
        elif start and end < len(text) and PAIRS.get(text[start - 1]) == text[end]:
            opening, inside = text[start - 1], False
        else:
            return
        within, around = tally.inside[label, opening], tally.around[label, opening]
        few = within if inside else around
        if max(within, around) >= _OFTEN and few <= (within + around) * _ODD:
            by = -1 if inside else 1
            after = [After(start - by, end + by, label)]
            self._quotes.add((opening + PAIRS[opening], label), layer, span, after)

    def findings(self) -> Iterator[Finding]:
        """One an ending and label; the rarer side."""
        for key in self._without.found():
            character, label = key
            with_, without = self._tally.ends[label, character], self._out[label, character]
            if without > (with_ + without) * _SURE:
                self._without.drop(key, self._guessed)
            if without <= (with_ + without) * _ODD and self._without.number(key):
                standing = [("with", with_), ("without", without)]
                yield self._without.finding(key, standing, [Fix(Act.MOVE, label, f"+{character}")])
        for key in self._with.found():
            character, label = key
            with_, without = self._tally.ends[label, character], self._out[label, character]
            if without >= _OFTEN and with_ <= (with_ + without) * _ODD:
                standing = [("without", without), ("with", with_)]
                yield self._with.finding(key, standing, [Fix(Act.MOVE, label, f"-{character}")])
        for key in self._quotes.found():
            marks, label = key
            within, around = self._tally.inside[label, marks[0]], self._tally.around[label, marks[0]]
            standing = [("with", within), ("without", around)]
            sign = "-" if within < around else "+"
            yield self._quotes.finding(key, standing, [Fix(Act.MOVE, label, sign + marks)])


class Punctuation:
    """Spans that begin or end with a mark or a blank, or hold half a pair of quotes."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._found = Gathering(FindingKind.PUNCTUATION)

    def look(self, layer: SweptLayer) -> None:
        """Find those of a layer."""
        text = layer.text
        for span in layer.spans:
            start, end, label, _ = span
            trimmed = self._trimmed(text, span)
            if trimmed is None:
                continue
            low, high = trimmed
            mark = text[start:low] or text[high:end] or "…"
            gone = After(start, end, "")
            trim = After(low, high, label) if low < high else gone
            self._found.add((mark[0], label), layer, span, [trim, gone])

    def _trimmed(self, text: str, span: SweptSpan) -> tuple[int, int] | None:
        """The span without the marks at its edges that do not belong to it, None if all is well."""
        low, high = span.start, span.end
        while low < high and self._is_stray(text, low, high, low, span.label, first=True):
            low += 1
        while low < high and self._is_stray(text, low, high, high - 1, span.label, first=False):
            high -= 1
        return None if (low, high) == (span.start, span.end) else (low, high)

    def _is_stray(self, text: str, low: int, high: int, at: int, label: str, *, first: bool) -> bool:
        character = text[at]
        if character.isspace():
            return True
        if character.isalnum() or not _is_mark(character):
            return False
        if character in PAIRS and text.find(PAIRS[character], at + 1, high) >= 0:
            return False
        if character in _CLOSING and text.find(_CLOSING[character], low, at) >= 0:
            return False
        counted = self._tally.begins if first else self._tally.ends
        return counted[label, character] <= max(2, self._tally.labels[label] * _CONVENTION)

    def findings(self) -> Iterator[Finding]:
        """One a mark and label."""
        for key in self._found.found():
            mark, label = key
            number = self._found.number(key)
            standing = [(label, self._tally.labels[label]), (mark, number)]
            yield self._found.finding(key, standing, [Fix(Act.MOVE, label, f"-{mark}"), Fix(Act.REMOVE)])


class CutWords:
    """Spans with an edge inside a word, where the same string elsewhere is no reason to think it is meant."""

    def __init__(self, tally: Tally, borders: Borders) -> None:
        self._tally, self._borders = tally, borders
        self._found = Gathering(FindingKind.WORDS)

    def look(self, layer: SweptLayer) -> None:
        """Find those of a layer."""
        text = layer.text
        for span in layer.spans:
            start, end, label, _ = span
            known = self._tally.strings.get(text[start:end])
            if known is None or known[label] > _RARE or self._borders.are(text, start, end):
                continue
            low, high = start, end
            if not self._borders.are(text, start):
                low = self._borders.word_over(text, start)[0]
            if not self._borders.are(text, end):
                high = self._borders.word_over(text, end)[1]
            wider = text[low:high]
            if not wider.isalnum() or "\n" in wider:
                continue
            self._found.add((wider, label), layer, span, [After(low, high, label)])

    def findings(self) -> Iterator[Finding]:
        """One a word that is cut."""
        for key in self._found.found():
            yield self._found.finding(
                key, [(key[0], self._found.number(key))], [Fix(Act.MOVE, key[1], key[0])]
            )


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PSZC" and character not in _PART_OF_NUMBERS
