"""The sweep: all layers are gone through twice, first to count, then to find what the counts make odd."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from core.errors import Cancelled
from core.review.sweep.borders import Borders, Boundaries
from core.review.sweep.edges import CutWords, Endings, Punctuation
from core.review.sweep.people import outliers
from core.review.sweep.shapes import Nesting, RareLabels
from core.review.sweep.strings import DifferentLabels, KnownStrings
from core.review.sweep.tally import Tally
from core.review.sweep.values import Finding, FindingKind, Swept, SweptLayer

_ORDER = {kind: number for number, kind in enumerate(FindingKind)}


def sweep(
    read: Callable[[], Iterable[SweptLayer]],
    boundaries: Boundaries,
    *,
    flat: bool,
    progress: Callable[[int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Swept:
    """What stands oddly in the layers that `read` gives, twice the same, spans in text order, outer first.

    `boundaries` cuts a stretch of text into words; `flat` says that spans may not overlap. `progress` is
    told how many layers were looked at, each of them twice. Stopping raises Cancelled.
    """
    seen = 0

    def each() -> Iterable[SweptLayer]:
        nonlocal seen
        for layer in read():
            if should_stop is not None and should_stop():
                raise Cancelled
            yield layer
            seen += 1
            if progress is not None and seen % 50 == 0:
                progress(seen)

    tally = Tally()
    for layer in each():
        tally.add(layer)
    borders = Borders(boundaries)
    known = KnownStrings(tally, borders, flat=flat)
    checks = (
        DifferentLabels(tally),
        known,
        Endings(tally, borders),
        Punctuation(tally),
        Nesting(tally, flat=flat),
        CutWords(tally, borders),
        RareLabels(tally),
    )
    for layer in each():
        for check in checks:
            check.look(layer)
    found = [finding for check in checks for finding in check.findings()]
    found += outliers(tally)
    found.sort(key=_clearest_first)
    return Swept(len(tally.documents), tally.layers, tally.spans, tuple(_each_place_once(found)))


def _clearest_first(finding: Finding) -> tuple[int, float, float, str]:
    """The fewer hits against the more that stand otherwise, the clearer."""
    most = max((number for _, number in finding.standing), default=0.0)
    return _ORDER[finding.kind], finding.number / max(1.0, most), -most, finding.about


def _each_place_once(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Of findings about edges, the first names a place: that it crosses a word as well says nothing new."""
    named: set[tuple[int, int, int, str]] = set()
    about_edges = (FindingKind.BOUNDARY, FindingKind.PUNCTUATION, FindingKind.WORDS)
    for finding in findings:
        if finding.kind not in about_edges:
            yield finding
            continue
        fresh = tuple(hit for hit in finding.hits if hit.place not in named)
        gone = len(finding.hits) - len(fresh)
        named.update(hit.place for hit in fresh)
        if fresh:
            yield replace(finding, hits=fresh, number=finding.number - gone)
