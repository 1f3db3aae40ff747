"""Files into the window and datasets out of it: dropped, chosen, reported, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QTableWidget

from gui.dialogs.export import ExportDialog
from gui.dialogs.report import ReportDialog
from tests.gui.conftest import Person, Start, settle
from tests.gui.test_documents import titles


def drop(person: Person, *paths: Path) -> None:
    """Let files fall on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    copy, middle = Qt.DropAction.CopyAction, QPointF(400, 300)
    enter = QDragEnterEvent(
        middle.toPoint(), copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(person.window, enter)
    assert enter.isAccepted()
    fall = QDropEvent(middle, copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(person.window, fall)
    settle()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "新来的.txt"
    file.write_text("新来的一篇😀\n骆明远到了澄湾县。\n", encoding="utf-8")
    return file


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """One span that fits, one that does not, one label that is not known."""
    file = tmp_path / "flawed.jsonl"
    spans = [
        {"start": 1, "end": 4, "label": "PER"},
        {"start": 5, "end": 99, "label": "PER"},
        {"start": 5, "end": 6, "label": "XYZ"},
    ]
    line = {"text": "😀骆明远到了。", "title": "有错", "spans": spans, "annotator": "王芳"}
    file.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def by_drop(person: Person, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(person, file)


def by_files(person: Person, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a, **k: ([str(file)], ""))
    person.press("Ctrl+I")


def by_folder(person: Person, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = file.parent / "folder"
    folder.mkdir()
    file.rename(folder / file.name)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: str(folder))
    person.do("import-folder")


@pytest.mark.parametrize("way", [by_drop, by_files, by_folder])
def test_a_file_comes_in_with_suggestions_and_goes_by_undo(
    window: Person,
    text: Path,
    way: type[by_drop],  # type: ignore[valid-type] # any of the three
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    way(window, text, monkeypatch)
    settle()
    assert titles(window)[-1] == "新来的一篇😀"
    assert window.notice == "Taken: documents 1"
    assert window.title == "开张"  # the work at hand stays
    window.open(4)
    assert window.waiting() == [("骆明远", "PER"), ("澄湾县", "LOC")]
    window.window.notice._button.click()
    assert len(titles(window)) == 4
    assert window.workspace.document is not None
    assert window.title == "空白"


def test_losses_of_an_import_are_listed_and_can_be_copied(window: Person, flawed: Path) -> None:
    drop(window, flawed)
    [report] = window.window.findChildren(ReportDialog)
    [table] = report.findChildren(QTableWidget)
    assert table.rowCount() == 2
    [copy] = [each for each in report.findChildren(QPushButton) if each.text() == "Copy the list"]
    copy.click()
    assert QGuiApplication.clipboard().text().count("\n") == 1
    window.press("Esc", at=report)
    settle()
    assert window.window.findChildren(ReportDialog) == []


def test_nothing_that_can_be_read_is_told(window: Person, tmp_path: Path) -> None:
    drop(window, tmp_path / "gone.txt")
    assert len(titles(window)) == 4
    assert "refused" in window.notice or "Cannot be read" in window.notice
    for report in window.window.findChildren(ReportDialog):
        report.close()


def export_dialog(person: Person) -> ExportDialog:
    person.press("Ctrl+E")
    [dialog] = person.window.findChildren(ExportDialog)
    look(dialog)
    return dialog


def look(dialog: ExportDialog) -> None:
    """The losses are looked for when the choices rest; so long we need not wait."""
    assert dialog._soon.isActive()
    dialog._soon.stop()
    dialog._soon.timeout.emit()
    settle()


def test_an_export_says_what_is_lost_before_it_writes(window: Person, tmp_path: Path) -> None:
    window.press("Shift+A")
    dialog = export_dialog(window)
    assert dialog.losses.text() == "Nothing will be lost."
    dialog.format.setCurrentIndex(dialog.format.findData("csv"))
    look(dialog)
    assert dialog.target.text().endswith("export.csv")
    assert "cannot hold everything" in dialog.losses.text()
    dialog.reject()
    assert list(tmp_path.glob("export*")) == []


def test_an_export_writes_the_layer_that_is_chosen(window: Person, tmp_path: Path) -> None:
    window.press("A", "E")
    dialog = export_dialog(window)
    assert dialog.layer.currentText() == "王芳"
    dialog.only_finished.setChecked(True)
    dialog.target.setText(str(tmp_path / "out.jsonl"))
    dialog._write.click()
    settle()
    assert window.notice == f"Written: {tmp_path / 'out.jsonl'}"
    [line] = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    first = record["spans"][0]
    assert record["text"][first["start"] : first["end"]] == first["text"] == "骆明远"
    assert window.canvas.hasFocus() or not window.window.isActiveWindow()


def test_a_file_that_would_be_replaced_is_named(window: Person, tmp_path: Path) -> None:
    (tmp_path / "export.jsonl").write_text("keep me", encoding="utf-8")
    dialog = export_dialog(window)
    assert dialog.target.text() == str(tmp_path / "export.jsonl")
    assert "will be replaced" in dialog.replaces.text()
    dialog.target.setText(str(tmp_path / "other.jsonl"))
    assert dialog.replaces.text() == ""
    dialog.reject()


def test_an_export_to_where_nothing_can_be_written_is_told(window: Person, tmp_path: Path) -> None:
    dialog = export_dialog(window)
    target = tmp_path / "no" / "such" / "folder" / "x.jsonl"
    dialog.target.setText(str(target))
    dialog._write.click()
    settle()
    assert window.notice == f"{target} cannot be opened: No such file or directory"


def test_an_export_never_overwrites_the_database(window: Person) -> None:
    place = Path(window.workspace.project.place)
    dialog = export_dialog(window)
    dialog.target.setText(str(place))
    dialog._write.click()
    settle()
    assert dialog.isVisible()
    assert "database" in dialog.replaces.text()
    dialog.reject()
    window.window.activateWindow()
    settle()
    window.press("A")
    assert window.said() == [("骆明远", "PER")]


def test_the_folder_is_remembered(window: Person, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda _parent, _title, folder: (asked.append(folder), ([], ""))[1]
    )
    window.controller.settings.set_text("folder", str(text.parent))
    window.press("Ctrl+I")
    assert asked == [str(text.parent)]


def test_the_sample_comes_with_a_first_start(start: Start, tmp_path: Path) -> None:
    window = start(tmp_path / "new.db")
    assert len(titles(window)) == 19
    assert window.title
    assert window.notice.startswith("Sample articles are here")
    assert window.workspace.label_set.name == "疫情防控基层治理"
