"""What `evaluate` goes by: the documents of a reference, and the label set that they are judged with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from core.annotation import DocumentRecord
from core.cli.options import err, project
from core.formats.checking import UNKNOWN_LABEL, place
from core.formats.files import read_all
from core.formats.report import Outcome, Report
from core.project import SAMPLE, Project
from core.schema import LabelSet, read_label_set


@dataclass(frozen=True)
class Ground:
    """A project, or, where there is none, the label set of the sample. `place` is the project's, or ""."""

    labels: LabelSet
    project: Project | None = None

    @property
    def place(self) -> str:
        return self.project.place if self.project is not None else ""


@contextmanager
def ground(context: typer.Context, db: str, name: str) -> Iterator[Ground]:
    """What is there to judge with. A database that somebody named must be there; none is made."""
    source = context.get_parameter_source("db")
    is_named = source is not None and source.name != "DEFAULT"
    if not is_named and not Path(db).exists():
        err.print(
            f"there is no {db} here: judged with the sample label set that comes with the program",
            highlight=False,
        )
        yield Ground(read_label_set(SAMPLE))
        return
    with project(db, name, create=False) as opened:
        yield Ground(opened.label_set, opened)


def read_reference(file: Path, labels: LabelSet, report: Report) -> Iterator[DocumentRecord]:
    """The documents that say what stands in them, each with a name of its own; in `report` what is left out:
    of spans, those whose label the label set does not have."""
    names: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for number, record in enumerate(read_all([file], None, {}, report, None), 1):
        if not record.spans_given:
            report.note(Outcome.SKIPPED, "document", "it says nothing about spans", place(str(file), record))
            continue
        known = tuple(each for each in record.spans if labels.has_label(each.label))
        unknown.update(each.label for each in record.spans if not labels.has_label(each.label))
        name = record.id or record.title or (f"line {record.line}" if record.line else str(number))
        names[name] += 1
        report.take("document")
        report.take("span", len(known))
        yield replace(
            record,
            id=f"{name} ({names[name]})" if names[name] > 1 else name,
            spans=known,
            categories=tuple(each for each in record.categories if labels.has_category(each)),
        )
    for label, count in sorted(unknown.items()):
        report.note(Outcome.REFUSED, "span", UNKNOWN_LABEL, str(file), count, f"“{label}”")
