"""Zips and folders of one file a document."""

import zipfile
from pathlib import Path

import pytest

from core.annotation import DocumentRecord
from core.errors import BadFile
from core.formats import container
from core.formats.container import SIDECAR_NAME, FolderBundle, Names, ZipBundle, opened, packing, read_known
from core.formats.registry import FORMATS
from core.formats.report import Outcome, Report
from tests.core.formats.records import full, read, write

BRAT = FORMATS["brat"]


def test_a_zip_by_its_suffix_else_a_new_folder(tmp_path: Path) -> None:
    write(BRAT, tmp_path / "out.zip", [full()])
    write(BRAT, tmp_path / "out", [full()])
    assert zipfile.is_zipfile(tmp_path / "out.zip")
    names = {"a1.txt", "a1.ann", "annotation.conf", "visual.conf", SIDECAR_NAME}
    assert {each.name for each in (tmp_path / "out").iterdir()} == names
    assert [record.text for record in read(BRAT, tmp_path / "out")[0]] == [full().text]
    assert read(BRAT, tmp_path / "out" / "a1.ann")[0][0].title == full().title


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x")
    with pytest.raises(BadFile, match="this folder is not empty"):
        write(BRAT, tmp_path / "out", [full()])
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["mine.txt"]
    with pytest.raises(BadFile, match=r"name a folder, or a a\.zip"):
        write(BRAT, tmp_path / "a.ann", [full()])


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), packing(tmp_path / "out") as put:
        put("a", b"x")
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_names_are_plain_and_each_once() -> None:
    names = Names()
    ids = ["a1", "A1", "文", "../x", "CON", "a/b", "", "a b", "documents.sidecar", "a.b"]
    made = [names.of(DocumentRecord("x", id=each)) for each in ids]
    assert made[0] == "a1" and made[2] == "文" and made[-1] == "a.b"
    assert all("/" not in name and name.isprintable() for name in made)
    assert len({name.casefold() for name in made}) == len(ids)


def test_too_much_is_refused_before_and_while_unpacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.ann", b"x" * 5000)
        archive.writestr("b.ann", b"x")
    monkeypatch.setattr(container, "LARGEST_MEMBER", 1000)
    with ZipBundle(path) as bundle, pytest.raises(BadFile, match="unpacked it takes more than"):
        bundle.read("a.ann")
    with pytest.raises(BadFile, match="longer than 256 MB"):
        FolderBundle(tmp_path).read("a.zip")
    monkeypatch.setattr(container, "MOST_MEMBERS", 1)
    with pytest.raises(BadFile, match="an archive of 2 files"):
        ZipBundle(path)
    monkeypatch.setattr(container, "LARGEST_UNPACKED", 100)
    monkeypatch.setattr(container, "MOST_MEMBERS", 10)
    with pytest.raises(BadFile, match="unpacked it would take"):
        ZipBundle(path)


def test_hidden_members_and_what_macs_add_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.ann", "__MACOSX/._a.ann", "x/.b.ann", "x/c.ann", "d.doc"):
            archive.writestr(name, "x")
    with opened(path, (".ann",)) as (_, members):
        assert members == ["a.ann", "x/c.ann"]


def test_a_damaged_line_of_the_sidecar_is_said_and_the_rest_used(tmp_path: Path) -> None:
    (tmp_path / SIDECAR_NAME).write_text('{"file":"a","id":"1"}\n{bad\n{"file":"b","title":"题"}\n')
    report = Report()
    found = read_known(FolderBundle(tmp_path), report)
    assert found["a"].id == "1" and found["b"].title == "题"
    assert report.count(Outcome.ALTERED, "file") == 1
