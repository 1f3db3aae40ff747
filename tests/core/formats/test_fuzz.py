"""Every reader on damaged files: it refuses or reads, and never crashes, hangs, or gives a wrong span.

A few dozen files a format in the suite. For longer, in minutes shared by all formats:

    JINBIAO_FUZZ_MINUTES=10 python -m pytest tests/core/formats/test_fuzz.py -s
"""

import os
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.formats.files import read_all
from core.formats.format import Format
from core.formats.registry import FORMATS
from core.formats.report import Outcome, Report
from tests.core.formats.mutations import damaged, samples
from tests.core.formats.records import needs

MINUTES = float(os.environ.get("JINBIAO_FUZZ_MINUTES", "0"))
LONGEST = 20.0  # seconds for one small file; all take some milliseconds
READERS = [kind for kind in FORMATS.values() if kind.reads]


def check(kind: Format, path: Path, seen: Counter[str]) -> None:
    """Read it, and look at what comes out."""
    report = Report(kept_notes=100)
    begin = time.perf_counter()
    for record in read_all([path], kind.name, {}, report, None):
        seen["documents"] += 1
        for span in record.spans:
            assert 0 <= span.start < span.end <= len(record.text)
            assert span.text == record.text[span.start : span.end]
        assert "\r" not in record.text and "\0" not in record.text
        record.text.encode()
    took = time.perf_counter() - begin
    assert took < LONGEST
    seen["files"] += 1
    seen["refused"] += report.count(Outcome.REFUSED) > 0
    seen["slowest ms"] = max(seen["slowest ms"], round(took * 1000))


@pytest.mark.parametrize("kind", READERS, ids=lambda kind: kind.name)
def test_damaged_files_are_refused_or_read(tmp_path: Path, kind: Format) -> None:
    needs(kind)
    valid = samples(kind, tmp_path)
    seen: Counter[str] = Counter()

    @settings(
        max_examples=200 if MINUTES else 12,
        deadline=None,
        database=None,
        derandomize=not MINUTES,  # the suite does the same each time
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def one_round(data: st.DataObject) -> None:
        name, whole = data.draw(st.sampled_from(valid))
        path = tmp_path / name
        path.write_bytes(data.draw(damaged(name, whole)))
        check(kind, path, seen)

    until = time.monotonic() + MINUTES * 60 / len(READERS)
    one_round()
    while time.monotonic() < until:
        one_round()
    if MINUTES:
        counts = ", ".join(f"{count:,} {what}" for what, count in sorted(seen.items()))
        sys.stdout.write(f"\n{kind.name}: {counts}\n")
