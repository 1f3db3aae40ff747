"""Databases, annotators, backups: opening another, refusing a bad one, going back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from core.project import open_project
from core.schema import Label
from core.store.backup import back_up
from gui.app import make_window
from gui.settings import Settings
from gui.tasks import Tasks
from tests.gui.conftest import Person, Start, settle
from tests.gui.samples import FLAT
from tests.gui.test_documents import titles


def choose_database(
    person: Person, place: Path, monkeypatch: pytest.MonkeyPatch, *, new: bool = False
) -> None:
    name = "getSaveFileName" if new else "getOpenFileName"
    monkeypatch.setattr(QFileDialog, name, lambda *a, **k: (str(place), ""))
    person.press("Ctrl+Shift+N" if new else "Ctrl+O")
    settle()


def test_another_database_is_opened(
    window: Person, templates: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.db"
    shutil.copy(templates["nested"], other)
    window.press("A")
    choose_database(window, other, monkeypatch)
    assert window.workspace.project.place == str(other)
    assert window.workspace.project.annotator.name == "王芳"
    assert str(other) in window.window.windowTitle()
    assert window.title == "开张"
    assert window.said() == []
    assert not window.action("undo").isEnabled()


def test_a_new_database_is_empty_and_says_what_to_do(
    window: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_database(window, tmp_path / "fresh.db", monkeypatch, new=True)
    assert titles(window) == []
    assert "Ctrl+I" in window.window.documents._empty.text()
    assert window.workspace.document is None
    assert not window.window.title.isVisible()
    assert window.canvas._message.startswith("Drop text files here")
    window.press("A", "1", "N", "J", "E", "C", "F", "Z", "U")
    assert window.notice == ""


def a_text(path: Path) -> None:
    path.write_text("no database at all", encoding="utf-8")


def a_damaged_one(path: Path) -> None:
    data = bytearray(path.with_name("annotations.db").read_bytes())
    data[1000:30000] = b"\x55" * 29000
    path.write_bytes(bytes(data))


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [a_text, a_damaged_one, a_folder])
def test_a_bad_database_is_told_and_the_old_one_stays(
    window: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: object
) -> None:
    make(tmp_path / "bad.db")  # type: ignore[operator] # one of the three
    place = window.workspace.project.place
    choose_database(window, tmp_path / "bad.db", monkeypatch)
    assert window.notice
    assert window.workspace.project.place == place
    window.press("A")
    assert window.said() == [("骆明远", "PER")]


def switch(person: Person, typed: str) -> None:
    person.do("annotator")
    person.pick(typed)


def test_another_annotator_has_a_layer_and_suggestions_of_their_own(window: Person) -> None:
    everything = window.waiting()
    window.press("A", "E")
    switch(window, "李雷")
    assert window.workspace.project.annotator.name == "李雷"
    assert window.window.status.annotator.text() == "李雷"
    window.open(0)
    assert window.said() == []
    assert window.waiting() == everything
    assert window.window.status.progress.text() == "Finished 0 of 4"
    switch(window, "王芳")
    assert window.window.status.progress.text() == "Finished 1 of 4"


def test_a_new_annotator_joins_also_with_a_name_that_is_part_of_another(window: Person, start: Start) -> None:
    window.do("annotator")
    window.picker.field.setText("王")
    rows = [window.picker.list.item(row).text() for row in range(window.picker.list.count())]
    assert rows == ["王芳", "New: 王"]
    window.press("Down", "Return", at=window.picker.field)
    settle()
    assert window.workspace.project.annotator.name == "王"
    assert window.controller.settings.text("annotator") == "王"


def test_the_annotator_is_switched_from_the_status_line(window: Person) -> None:
    window.window.status.annotator.click()
    assert window.picker.list.count() == 2
    window.picker.close()


def test_a_backup_takes_the_place_of_the_open_database(window: Person) -> None:
    backup = back_up(window.workspace.project.store)
    assert backup is not None
    window.press("A", "A")
    window.do("restore")
    window.pick("")
    assert window.notice.startswith("Restored. The file that was there is now annotations.replaced")
    assert window.workspace.project.annotator.name == "王芳"
    assert window.said() == []
    assert window.title == "开张"
    window.press("A")
    assert window.said() == [("骆明远", "PER")]


def test_a_bad_backup_changes_nothing_and_the_database_stays_open(window: Person) -> None:
    backup = back_up(window.workspace.project.store)
    assert backup is not None
    window.press("A")
    backup.write_bytes(b"SQLite format 3\x00 and nothing more")
    window.do("restore")
    window.pick("")
    assert window.notice
    assert window.workspace.is_open
    assert window.said() == [("骆明远", "PER")]


def test_without_a_backup_there_is_a_word_about_it(window: Person) -> None:
    window.do("restore")
    assert window.notice.startswith("There is no backup of")


def answer_box(button: str) -> None:
    """Press a button of the question that is asked next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(each for each in box.buttons() if button in each.text()).click()

    QTimer.singleShot(0, press)


def test_a_start_on_a_bad_file_can_be_left(qapp: QApplication, settings: Settings, tmp_path: Path) -> None:
    a_text(tmp_path / "bad.db")
    controller = make_window(settings, "en", Tasks(inline=True))
    answer_box("Close")
    assert not controller.start(str(tmp_path / "bad.db"), "王芳")
    controller.close()
    controller.close()
    controller.window.deleteLater()
    assert (tmp_path / "bad.db").read_text(encoding="utf-8") == "no database at all"


def test_a_start_on_a_bad_file_can_go_on_with_another(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_text(tmp_path / "bad.db")
    good = tmp_path / "good.db"
    open_project(good, "王芳", label_set=FLAT).close()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(good), ""))
    answer_box("another")
    window = start(tmp_path / "bad.db")
    assert window.workspace.project.place == str(good)
    assert window.workspace.project.annotator.name == "王芳"


def test_a_start_on_a_damaged_database_can_restore_the_newest_backup(start: Start, tmp_path: Path) -> None:
    first = start()
    first.press("A")
    assert back_up(first.workspace.project.store) is not None
    first.press("A")
    first.window.close()
    a_damaged_one(tmp_path / "annotations.db")
    answer_box("Restore")
    window = start(tmp_path / "annotations.db")
    assert window.said() == [("骆明远", "PER")]
    assert list(tmp_path.glob("annotations.replaced-*.db"))


def test_closing_twice_is_closing_once(window: Person) -> None:
    window.press("A")
    window.window.close()
    window.window.close()
    window.controller.close()
    assert not window.workspace.is_open


def test_keys_of_labels_that_actions_have_are_told(start: Start, tmp_path: Path) -> None:
    labels = replace(FLAT, labels=(Label("PER", "人物", shortcut="a"), Label("ORG", "机构", shortcut="8")))
    place = tmp_path / "letters.db"
    open_project(place, "王芳", label_set=labels).close()
    window = start(place)
    assert window.notice.endswith("they do not label: a")
    assert [each.key().toString() for each in window.window._label_keys] == ["8", "Shift+8"]


def test_a_start_on_an_empty_project_says_what_to_do(start: Start, tmp_path: Path) -> None:
    place = tmp_path / "empty.db"
    open_project(place, "王芳", label_set=FLAT).close()
    window = start(place)
    assert window.canvas._message.startswith("Drop text files here")
    assert not window.window.title.isVisible()
    assert window.window.documents._empty.isVisible()
