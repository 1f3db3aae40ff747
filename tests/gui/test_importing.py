"""Files that leave something to choose: looked at in a dialog before anything is taken in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog

from core import queries
from gui.dialogs.importing import ImportDialog
from gui.dialogs.report import ReportDialog
from tests.gui.conftest import Person, settle
from tests.gui.test_documents import titles
from tests.gui.test_transfer import drop

TEXT = "我爱😀骆明远，也爱澄湾县。"


@pytest.fixture
def doccano(tmp_path: Path) -> Path:
    file = tmp_path / "all.jsonl"
    row = {"id": 1, "text": TEXT, "label": [[4, 7, "PER"], [10, 13, "LOC"]], "Comments": []}
    file.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "table.csv"
    file.write_text("甲,乙\n骆明远到了😀,别的一句长得多的话\n𠮷野家,再一句长得多的话\n", encoding="utf-8")
    return file


def asked(person: Person) -> ImportDialog:
    """The dialog, after it has had its look."""
    [dialog] = person.window.findChildren(ImportDialog)
    look(dialog)
    return dialog


def look(dialog: ImportDialog) -> None:
    """It looks when the choices rest; so long we need not wait."""
    assert dialog._soon.isActive()
    dialog._soon.stop()
    dialog._soon.timeout.emit()
    settle()


def cells(dialog: ImportDialog) -> list[list[str]]:
    shown = dialog.samples
    return [
        [item.text() for column in range(4) if (item := shown.item(row, column)) is not None]
        for row in range(shown.rowCount())
    ]


def spans(person: Person, title: str) -> list[tuple[str, str]]:
    [line] = [each for each in queries.document_lines(person.workspace.project) if each.name == title]
    opened = queries.open_document(person.workspace.project, line.id)
    return [(each.quote, each.label) for each in opened.annotations]


def test_a_wrong_unit_is_said_and_the_mend_offered(window: Person, doccano: Path) -> None:
    drop(window, doccano)
    assert len(titles(window)) == 4
    dialog = asked(window)
    assert "UTF-16 units" in dialog.remarks.text()
    assert "“骆明远” PER  “澄湾县” LOC" in cells(dialog)[0][3]
    unit = dialog.options.box("unit")
    assert isinstance(unit, QComboBox)
    unit.setCurrentText("code-points")
    look(dialog)
    assert "“明远，” PER" in cells(dialog)[0][3]
    unit.setCurrentText("utf-16")
    look(dialog)
    assert len(titles(window)) == 4
    window.press("Return", at=dialog)
    settle()
    assert len(titles(window)) == 5
    assert spans(window, "1") == [("骆明远", "PER"), ("澄湾县", "LOC")]
    window.window.notice._button.click()
    assert len(titles(window)) == 4


def test_the_column_of_a_table_is_chosen(window: Person, table: Path) -> None:
    drop(window, table)
    dialog = asked(window)
    assert cells(dialog)[0][0].startswith("别的")
    box = dialog.options.box("text")
    box.setText("甲")  # type: ignore[union-attr] # a field, as it has no choices
    look(dialog)
    assert [row[0] for row in cells(dialog)] == ["骆明远到了😀", "𠮷野家"]
    dialog.take.click()
    settle()
    assert titles(window)[-2:] == ["骆明远到了😀", "𠮷野家"]


def test_a_column_that_is_not_there_is_told_and_nothing_can_be_taken(window: Person, table: Path) -> None:
    drop(window, table)
    dialog = asked(window)
    dialog.options.box("text").setText("丙")  # type: ignore[union-attr] # as above
    look(dialog)
    assert "丙" in dialog.summary.text() + dialog.remarks.text()
    assert not dialog.take.isEnabled()
    dialog.reject()
    assert len(titles(window)) == 4


def test_spans_come_as_suggestions_where_that_is_wanted(
    window: Person, doccano: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a, **k: ([str(doccano)], ""))
    window.press("Ctrl+Shift+I")
    dialog = asked(window)
    dialog.role.setCurrentIndex(1)
    dialog.take.click()
    settle()
    assert spans(window, "1") == []
    window.open(4)
    assert ("骆明远", "PER") in window.waiting()
    for report in window.window.findChildren(ReportDialog):
        report.close()
