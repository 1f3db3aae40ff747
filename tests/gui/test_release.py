"""Freezing a release from the window: what is asked for, what is refused, what is told."""

from __future__ import annotations

import json
from pathlib import Path

from gui.dialogs.release import ReleaseDialog
from tests.gui.conftest import Person, settle


def opened(person: Person, folder: Path) -> ReleaseDialog:
    person.do("release")
    settle()
    [dialog] = person.window.findChildren(ReleaseDialog)
    dialog.folder.setText(str(folder))
    return dialog


def test_a_finished_document_is_released(window: Person, tmp_path: Path) -> None:
    window.press("E")
    settle()
    dialog = opened(window, tmp_path / "发布")
    dialog.name.setText("一.0")
    dialog._order()
    settle()
    assert window.notice.startswith("Released: ")
    assert "documents 1 " in window.notice
    manifest = json.loads((tmp_path / "发布" / "一.0" / "manifest.json").read_text("utf-8"))
    told = f"doubts that its card tells: {manifest['doubts']['left out']}"
    assert window.notice.endswith(told)
    assert (tmp_path / "发布" / "一.0" / "README.md").is_file()
    assert "骆明远" in "".join(
        file.read_text(encoding="utf-8") for file in (tmp_path / "发布" / "一.0").rglob("*.jsonl")
    )


def test_a_release_needs_a_name_and_splits_that_add_up(window: Person, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path)
    dialog._order()
    assert dialog.problem.text() == "A release needs a name."
    dialog.name.setText("1.0")
    dialog.split.setText("train=0.9,test=0.9")
    dialog._order()
    assert dialog.problem.text() not in ("", "A release needs a name.")
    assert list(tmp_path.rglob("README.md")) == []
    dialog.reject()


def test_with_nothing_finished_it_says_so(window: Person, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path)
    dialog.name.setText("1.0")
    dialog._order()
    settle()
    assert "finished" in window.notice
    assert not (tmp_path / "1.0").exists()
