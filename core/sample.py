"""The sample project: the articles that come with the program, so that the first start shows work to do."""

from __future__ import annotations

from core.formats.files import read_all
from core.formats.report import Report
from core.history import Change
from core.operations import import_records
from core.project import SAMPLE, Project


def import_sample(project: Project) -> Change:
    """Take the sample's articles into a project."""
    report = Report()
    return import_records(project, read_all([SAMPLE / "articles"], "text", {}, report, None), report)
