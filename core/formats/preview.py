"""What files would bring, looked at before anything is taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from core.annotation import DocumentRecord
from core.errors import BadFile, UnknownFormat
from core.formats.checking import checked
from core.formats.detecting import detect
from core.formats.files import find_files, read_all
from core.formats.format import Options
from core.formats.report import Report
from core.schema import LabelSet

LOOKED_AT = 2_000  # documents
_SAMPLES = 30
_FILES = 200  # whose format is found out
_QUOTES = 6


@dataclass(frozen=True, slots=True)
class Sample:
    """One document as it would come in: its title or first words, and some of its spans."""

    title: str
    characters: int  # code points
    spans: int
    quotes: tuple[tuple[str, str], ...]  # (quote, label), the first few


@dataclass(frozen=True, slots=True)
class Preview:
    """The first documents of some files; `is_whole` where that was all of them."""

    taken: Counter[str] = field(default_factory=Counter)
    report: Report = field(default_factory=Report)
    samples: tuple[Sample, ...] = ()
    is_whole: bool = True


def kinds(paths: Iterable[Path]) -> Counter[str]:
    """How many of the files are in which format, by its name; "" counts those of no known format."""
    found: Counter[str] = Counter()
    for path in islice(find_files(paths, Report(kept_notes=0)), _FILES):
        try:
            found[detect(path).name] += 1
        except (BadFile, UnknownFormat):
            found[""] += 1
    return found


def preview(
    paths: Iterable[Path],
    format_name: str | None,
    options: Options,
    label_set: LabelSet,
    should_stop: Callable[[], bool] | None = None,
) -> Preview:
    """Read the first documents as an import would, and keep the account. Raises what reading raises."""
    report = Report(kept_notes=LOOKED_AT)
    taken: Counter[str] = Counter()
    samples: list[Sample] = []
    records = _until(read_all(paths, format_name, options, report, label_set), should_stop)
    for record in islice(records, LOOKED_AT):
        sound = checked(record, label_set, report)
        taken["document"] += 1
        taken["span"] += len(sound.spans)
        taken["category"] += len(sound.categories)
        if len(samples) < _SAMPLES:
            samples.append(_sample(sound))
    return Preview(+taken, report, tuple(samples), next(records, None) is None)


def _until(
    records: Iterator[DocumentRecord], should_stop: Callable[[], bool] | None
) -> Iterator[DocumentRecord]:
    for record in records:
        if should_stop is not None and should_stop():
            return
        yield record


def _sample(record: DocumentRecord) -> Sample:
    text = record.text
    title = record.title or text.lstrip()[:40].partition("\n")[0]
    quotes = tuple((text[span.start : span.end], span.label) for span in record.spans[:_QUOTES])
    return Sample(title, len(text), len(record.spans), quotes)
