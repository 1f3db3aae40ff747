"""Releases in a folder: listed, verified, withdrawn, and never an excuse to touch other files."""

from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from core.errors import BadFile, InputError, Refused
from core.release.folder import differing, releases, withdraw
from core.release.manifest import FileEntry, encode, read_manifest
from tests.core.release.samples import contents, corpus, made


def test_a_list(tmp_path: Path) -> None:
    made(tmp_path, corpus(4), "b")
    withdraw(made(tmp_path, corpus(5), "a"), "二次核对有误")
    (tmp_path / "something else").mkdir()
    (tmp_path / "a file").touch()
    assert [(each.name, each.documents, each.withdrawn) for each in releases(tmp_path)] == [
        ("a", 5, "二次核对有误"),
        ("b", 4, ""),
    ]
    assert releases(tmp_path / "nowhere") == []


def test_verifying(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus(10))
    assert list(differing(folder)) == []
    (folder / "train.jsonl").write_bytes(
        (folder / "train.jsonl").read_bytes().replace("王芳".encode(), "王方".encode())
    )
    (folder / "guideline.md").unlink()
    assert [each.split(":")[0] for each in differing(folder)] == ["guideline.md", "train.jsonl"]


def test_a_tombstone(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus(10))
    before = read_manifest(folder)
    withdraw(folder, "有一篇\n未获授权 <b>", "2024-05-01T00:00:00+00:00")
    assert sorted(contents(folder)) == ["README.md", "manifest.json"]
    after = read_manifest(folder)
    assert after.withdrawn is not None
    assert after.withdrawn.why == "有一篇 未获授权 <b>"
    assert structs.replace(after, withdrawn=None) == before
    words = (folder / "README.md").read_text("utf-8")
    assert "有一篇 未获授权 &lt;b&gt;" in words
    assert "2024-05-01" in words
    assert before.content_sha256 in words


def test_a_name_is_not_given_twice_not_even_after_a_withdrawal(tmp_path: Path) -> None:
    withdraw(made(tmp_path, corpus(3)), "x")
    with pytest.raises(Refused):
        made(tmp_path, corpus(3))


def test_withdrawing_twice_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus(3))
    withdraw(folder, "因为")
    with pytest.raises(Refused, match="因为"):
        withdraw(folder, "again")


def test_a_half_done_withdrawal_is_finished_with_its_first_reason(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus(3))
    kept = contents(folder)["train.jsonl"]
    withdraw(folder, "first")
    (folder / "train.jsonl").write_bytes(kept)
    left = withdraw(folder, "second")
    assert left.withdrawn is not None
    assert left.withdrawn.why == "first"
    assert sorted(contents(folder)) == ["README.md", "manifest.json"]


def test_no_reason_no_withdrawal(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus(3))
    before = contents(folder)
    with pytest.raises(InputError):
        withdraw(folder, " \n")
    assert contents(folder) == before


def test_what_somebody_put_there_stays(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus(3))
    (folder / "terms" / "mine.txt").touch()
    withdraw(folder, "x")
    assert sorted(contents(folder)) == ["README.md", "manifest.json", "terms/mine.txt"]


@pytest.mark.parametrize(
    "path", ["../victim", "/etc/victim", "terms/../../victim", "a\\..\\victim", "C:victim", ""]
)
def test_a_manifest_that_names_other_files_is_not_believed(tmp_path: Path, path: str) -> None:
    folder = made(tmp_path, corpus(3))
    manifest = read_manifest(folder)
    (tmp_path / "victim").touch()
    bad = structs.replace(manifest, files={**manifest.files, path: FileEntry(0, "")})
    (folder / "manifest.json").write_bytes(encode(bad))
    with pytest.raises(BadFile):
        withdraw(folder, "x")
    assert (tmp_path / "victim").exists()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus(3))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "places.txt").touch()
    (folder / "terms" / "places.txt").unlink()
    (folder / "terms").rmdir()
    (folder / "terms").symlink_to(outside)
    withdraw(folder, "x")
    assert (outside / "places.txt").exists()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"[" * 100_000, b'{"kind": "x"}', b"\xff", msgspec.json.encode({"kind": 1})]
)
def test_a_bad_manifest_is_told_as_one(tmp_path: Path, content: bytes) -> None:
    folder = made(tmp_path, corpus(3))
    (folder / "manifest.json").write_bytes(content)
    with pytest.raises(BadFile):
        read_manifest(folder)
    assert releases(tmp_path) == []
