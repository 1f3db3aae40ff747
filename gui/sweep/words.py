"""What a finding and its fixes are called, in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from core.review.sweep.values import Act, Finding, FindingKind, Fix


def kind_words(kind: FindingKind) -> str:
    """The heading over findings of a kind."""
    return {
        FindingKind.LABELS: QCoreApplication.translate("Sweep", "Different labels"),
        FindingKind.UNLABELLED: QCoreApplication.translate("Sweep", "Left unlabelled"),
        FindingKind.BOUNDARY: QCoreApplication.translate("Sweep", "Edges now so, now so"),
        FindingKind.PUNCTUATION: QCoreApplication.translate("Sweep", "Punctuation at the edge"),
        FindingKind.NESTING: QCoreApplication.translate("Sweep", "Lying across each other"),
        FindingKind.WORDS: QCoreApplication.translate("Sweep", "Through a word"),
        FindingKind.RARE: QCoreApplication.translate("Sweep", "Rare labels"),
        FindingKind.OUTLIER: QCoreApplication.translate("Sweep", "People unlike the others"),
    }[kind]


class FindingWords:
    """Sentences with the labels' names in them."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def name(self, key: str) -> str:
        """What a label is called."""
        return self._names.get(key, key)

    def short(self, finding: Finding) -> str:
        """The finding in a list, under the heading of its kind."""
        about = finding.about
        if finding.kind is FindingKind.BOUNDARY and "|" in about:
            part, _, whole = about.partition("|")
            return f"{part} → {whole}"
        if finding.kind in (FindingKind.BOUNDARY, FindingKind.PUNCTUATION):
            return f"{self.name(finding.label)}  {_shown(about)}"
        if finding.kind is FindingKind.NESTING:
            outer, _, inner = finding.label.partition("|")
            return f"{self.name(outer)} + {self.name(inner)}"
        if finding.kind is FindingKind.RARE:
            return self.name(about)
        if finding.kind is FindingKind.OUTLIER:
            person, _, figure = about.partition("|")
            label = f" · {self.name(finding.label)}" if finding.label else ""
            return f"{person}: {_figure(figure)}{label}"
        return about

    def heading(self, finding: Finding) -> str:
        """The finding as a sentence."""
        return _HEADINGS[finding.kind](self, finding)

    def standing(self, finding: Finding) -> str:
        """How often what stands."""
        if finding.kind is FindingKind.OUTLIER:
            (_, mine), (_, theirs) = finding.standing
            words = QCoreApplication.translate("Sweep", "{0:g}, the others {1:g} (the middle one)")
            return words.format(mine, theirs)
        sides = {
            "with": QCoreApplication.translate("Sweep", "with"),
            "without": QCoreApplication.translate("Sweep", "without"),
            "": QCoreApplication.translate("Sweep", "unlabelled"),
        }
        if finding.kind is FindingKind.RARE:
            sides[""] = QCoreApplication.translate("Sweep", "all spans")
        return " · ".join(
            f"{sides.get(what) or self._names.get(what, _shown(what))} {number:,.0f}"
            for what, number in finding.standing
        )

    def fix(self, finding: Finding, fix: Fix) -> str:
        """What a fix does."""
        if fix.act is Act.REMOVE:
            return QCoreApplication.translate("Sweep", "Take away")
        if fix.act is Act.RELABEL:
            return QCoreApplication.translate("Sweep", "As {0}").format(self.name(fix.label))
        if fix.act is Act.LABEL:
            return QCoreApplication.translate("Sweep", "Label as {0}").format(self.name(fix.label))
        if not fix.part:
            return QCoreApplication.translate("Sweep", "Let it begin where the other ends")
        if fix.part[0] == "+" and len(fix.part) > 1:
            return QCoreApplication.translate("Sweep", "Take in {0}").format(_shown(fix.part[1:]))
        if fix.part[0] == "-" and len(fix.part) > 1:
            return QCoreApplication.translate("Sweep", "Leave out {0}").format(_shown(fix.part[1:]))
        return QCoreApplication.translate("Sweep", "As “{0}”").format(fix.part)


def _shown(part: str) -> str:
    """A part of a text, so that blanks can be seen."""
    if part.isspace():
        return QCoreApplication.translate("Sweep", "a blank")
    return f"“{part}”" if len(part) == 1 and part not in "“”" else part


def _figure(figure: str) -> str:
    return {
        "spans per 1,000 characters": QCoreApplication.translate("Sweep", "spans per 1,000 characters"),
        "characters per span": QCoreApplication.translate("Sweep", "characters per span"),
        "share of the spans, %": QCoreApplication.translate("Sweep", "share of the spans, %"),
    }[figure]


def _labels(words: FindingWords, finding: Finding) -> str:
    return QCoreApplication.translate("Sweep", "“{0}” has several labels").format(finding.about)


def _unlabelled(words: FindingWords, finding: Finding) -> str:
    sentence = QCoreApplication.translate("Sweep", "“{0}” is {1} elsewhere, and not labelled here")
    return sentence.format(finding.about, words.name(finding.label))


def _boundary(words: FindingWords, finding: Finding) -> str:
    name = words.name(finding.label)
    if "|" in finding.about:
        part, _, whole = finding.about.partition("|")
        sentence = QCoreApplication.translate("Sweep", "{0}: only “{1}” of what is “{2}” elsewhere")
        return sentence.format(name, part, whole)
    if len(finding.about) == 2:
        return QCoreApplication.translate("Sweep", "{0} with and without {1} around it").format(
            name, finding.about
        )
    sentence = QCoreApplication.translate("Sweep", "{0} with and without “{1}” at its end")
    return sentence.format(name, finding.about)


def _punctuation(words: FindingWords, finding: Finding) -> str:
    sentence = QCoreApplication.translate("Sweep", "{0} that takes in {1} at its edge")
    return sentence.format(words.name(finding.label), _shown(finding.about))


def _nesting(words: FindingWords, finding: Finding) -> str:
    outer, _, inner = finding.label.partition("|")
    sentence = {
        "overlap": QCoreApplication.translate("Sweep", "{0} and {1} overlap, and this label set is flat"),
        "crossing": QCoreApplication.translate("Sweep", "{0} and {1} cross: neither lies in the other"),
        "same place": QCoreApplication.translate("Sweep", "{0} and {1} on the very same place"),
        "within itself": QCoreApplication.translate("Sweep", "{0} within {1}, which is rare"),
    }[finding.about]
    return sentence.format(words.name(outer), words.name(inner))


def _words(words: FindingWords, finding: Finding) -> str:
    sentence = QCoreApplication.translate("Sweep", "{0} with an edge inside a word of “{1}”")
    return sentence.format(words.name(finding.label), finding.about)


def _rare(words: FindingWords, finding: Finding) -> str:
    return QCoreApplication.translate("Sweep", "{0} hardly occurs").format(words.name(finding.about))


def _outlier(words: FindingWords, finding: Finding) -> str:
    return words.short(finding)


_HEADINGS: dict[FindingKind, Callable[[FindingWords, Finding], str]] = {
    FindingKind.LABELS: _labels,
    FindingKind.UNLABELLED: _unlabelled,
    FindingKind.BOUNDARY: _boundary,
    FindingKind.PUNCTUATION: _punctuation,
    FindingKind.NESTING: _nesting,
    FindingKind.WORDS: _words,
    FindingKind.RARE: _rare,
    FindingKind.OUTLIER: _outlier,
}
