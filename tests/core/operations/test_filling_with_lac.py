"""LAC's suggestions replace the quick ones where nobody has worked, once, and leave decisions alone."""

from __future__ import annotations

import pytest

from core import operations, queries
from core.annotation import DocumentRecord
from core.formats.report import Report
from core.project import Project, open_project
from core.suggest import Suggester
from tests.core.suggest.lac_stand_in import install
from tests.core.suggest.test_lac import WITH_LAC

TEXTS = [f"😀第{number}天，赵四海用蒸锅。" for number in range(5)]


@pytest.fixture
def project(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Five texts with quick suggestions."""
    install(monkeypatch)
    made = open_project(f"{tmp_path}/k.db", "王芳", label_set=WITH_LAC)
    operations.import_records(made, [DocumentRecord(text) for text in TEXTS], Report())
    operations.fill(made, Suggester(WITH_LAC))
    return made


def quotes(project: Project) -> list[list[str]]:
    return [[each.text for each in record.spans] for record in queries.records(project, "suggestions")]


def test_it_comes_after_the_quick_ones_and_only_once(project: Project) -> None:
    quick = Suggester(WITH_LAC)
    assert all("赵四海" not in each and "蒸锅" in each for each in quotes(project))
    assert operations.fill(project, quick.with_lac(), begun=False, most=3).operation_id
    assert ["赵四海" in each for each in quotes(project)] == [True] * 3 + [False] * 2
    operations.fill(project, quick.with_lac(), begun=False, but=[5])
    assert ["赵四海" in each for each in quotes(project)] == [True] * 4 + [False]
    operations.fill(project, quick.with_lac())
    assert operations.fill(project, quick.with_lac()).operation_id == 0
    assert operations.fill(project, quick).operation_id == 0  # nothing better to say
    assert all("赵四海" in each for each in quotes(project))
    project.close()


def test_what_somebody_works_on_is_left_alone(project: Project) -> None:
    operations.annotate(project, 1, 0, 1, "PER")
    operations.fill(project, Suggester(WITH_LAC).with_lac(), begun=False)
    assert ["赵四海" in each for each in quotes(project)] == [False] + [True] * 4
    project.close()


def test_in_the_open_document_only_what_lies_ahead_changes(project: Project) -> None:
    deep = Suggester(WITH_LAC).with_lac()
    behind, ahead = len(TEXTS[0]), 0
    operations.refresh(project, deep, 1, lambda: (behind, (0, 0)), again=False)
    assert "赵四海" not in quotes(project)[0]
    operations.refresh(project, deep, 2, lambda: (ahead, (0, 0)), again=False)
    assert "赵四海" in quotes(project)[1]
    assert operations.refresh(project, deep, 2, lambda: (ahead, (0, 0)), again=False).operation_id == 0
    project.close()
