"""A target is replaced whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.annotation import DocumentRecord
from core.errors import Cancelled
from core.formats.format import Format, writer
from core.formats.registry import FORMATS
from core.formats.report import Report
from core.formats.writing import replacing
from tests.core.formats.records import full, needs

WRITERS = [kind for kind in FORMATS.values() if kind.writes]


def failing() -> Iterator[DocumentRecord]:
    yield full()
    raise OSError(28, "No space left on device")


def stop(done: int) -> None:
    raise Cancelled


@pytest.mark.parametrize("kind", WRITERS, ids=lambda kind: kind.name)
def test_an_error_or_a_cancel_leaves_the_old_file_and_nothing_else(tmp_path: Path, kind: Format) -> None:
    needs(kind)
    target = tmp_path / "out"
    target.write_text("old")
    with pytest.raises(OSError, match="No space"):
        writer(kind)(failing(), target, None, Report(), {}, None)
    with pytest.raises(Cancelled):
        writer(kind)([full()], target, None, Report(), {}, stop)
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("kind", WRITERS, ids=lambda kind: kind.name)
def test_progress_counts_documents(tmp_path: Path, kind: Format) -> None:
    needs(kind)
    seen: list[int] = []
    writer(kind)([full()] * 3, tmp_path / "out", None, Report(), {}, seen.append)
    assert seen == [1, 2, 3]


def test_permissions_stay_those_of_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("old")
    target.chmod(0o640)
    with replacing(target) as file:
        file.write(b"new")
    assert target.stat().st_mode & 0o777 == 0o640 and target.read_bytes() == b"new"
