"""Errors of each kind put into the sample are found; what else is said of it is counted."""

import random
import sys
from pathlib import Path

import pytest

from core.formats import jinbiao
from core.formats.report import Report
from core.project import SAMPLE
from core.review.sweep.sweep import sweep
from core.review.sweep.values import FindingKind, Swept, SweptLayer, SweptSpan
from core.schema import read_label_set
from tests.core.review.sweep.seeds import Place, Seeds, articles, boundaries, layers_of

GOLD = Path(__file__).parents[5] / "shared" / "reference" / "gold.jsonl"


def swept(layers: list[SweptLayer], *, flat: bool = True) -> Swept:
    return sweep(lambda: layers, boundaries(), flat=flat)


def places(found: Swept) -> dict[Place, FindingKind]:
    """Where hits are, each with the first kind that named it."""
    named: dict[Place, FindingKind] = {}
    for finding in found.findings:
        for hit in finding.hits:
            named.setdefault((hit.layer_id, hit.start, hit.end), finding.kind)
    return named


@pytest.mark.parametrize("seed", range(3))
def test_seeded_errors_are_found(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = Seeds(random.Random(seed))
    seeds.sow()
    before = places(swept(layers_of([list(spans) for _, spans, _ in articles()])))
    after = places(swept(layers_of(seeds.spans)))
    everything = [place for some in seeds.placed.values() for place in some]
    told = [place for place in after if place not in before]
    found = [place for place in everything if place in after]
    recall, precision = len(found) / len(everything), len(set(told) & set(everything)) / len(told)
    with capsys.disabled():
        sys.stdout.write(f"\nseeded {len(everything)}: recall {recall:.2f}, precision {precision:.2f}")
        for kind, some in seeds.placed.items():
            right = sum(after.get(place) == kind for place in some)
            number = sum(place in after for place in some)
            sys.stdout.write(f" · {kind} {number}/{len(some)} ({right} as such)")
    assert all(len(some) >= 5 for some in seeds.placed.values())
    for kind, some in seeds.placed.items():
        assert sum(place in after for place in some) >= 0.75 * len(some), kind
    assert recall >= 0.9
    assert precision >= 0.8


def test_false_alarms_on_what_rules_made() -> None:
    """Rules are the same everywhere, so whatever is said of them is a false alarm or their own fault."""
    found = swept(layers_of([list(spans) for _, spans, _ in articles()]))
    spans = sum(len(spans) for _, spans, _ in articles())
    assert sum(finding.number for finding in found.findings) <= 0.02 * spans


@pytest.mark.skipif(not GOLD.exists(), reason="the reference set is not here")
def test_false_alarms_on_the_reference(capsys: pytest.CaptureFixture[str]) -> None:
    layers = []
    for number, record in enumerate(jinbiao.read(GOLD, Report(), {}), 1):
        spans = sorted((span.start, -span.end, span.label) for span in record.spans)
        rows = [SweptSpan(start, -end, label, row) for row, (start, end, label) in enumerate(spans, 1)]
        layers.append(SweptLayer(number, number, "gold", record.text, rows))
    found = swept(layers, flat=read_label_set(SAMPLE).is_flat)
    hits = sum(finding.number for finding in found.findings)
    with capsys.disabled():
        sys.stdout.write(f"\nreference gold: {hits} hits on {found.spans} spans")
    assert hits <= 0.02 * found.spans


def test_outliers_among_annotators() -> None:
    """Of three people one leaves out every other span, and gives one label to what is another's."""
    layers = []
    for number, (text, spans, furniture) in enumerate(articles(), 1):
        for which, owner in enumerate(("甲", "乙", "丙")):
            own = spans[::2] if owner == "丙" else spans
            own = [(a, b, "MECH" if owner == "乙" and label == "TIME" else label) for a, b, label in own]
            rows = [SweptSpan(*span, row) for row, span in enumerate(own, 1)]
            layers.append(SweptLayer(number * 10 + which, number, owner, text, rows, True, furniture))
    found = [each for each in swept(layers).findings if each.kind is FindingKind.OUTLIER]
    said = {(each.about.partition("|")[0], each.about.partition("|")[2], each.label) for each in found}
    assert ("丙", "spans per 1,000 characters", "") in said
    assert ("乙", "share of the spans, %", "TIME") in said
    assert not [each for each in said if each[0] == "甲"]


def test_a_label_that_hardly_occurs() -> None:
    spans = [list(spans) for _, spans, _ in articles()]
    start, end, _ = spans[3][5]
    spans[3][5] = (start, end, "RARE")
    [found] = [each for each in swept(layers_of(spans)).findings if each.kind is FindingKind.RARE]
    assert (found.about, found.number, found.hits[0].start) == ("RARE", 1, start)
