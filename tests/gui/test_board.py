"""The board: who has which documents, sharing them out, files that go and come back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QTableWidget

from core import operations
from core.annotation import Role
from core.formats.report import Report
from core.project import open_project
from core.queries.asides import asides
from core.queries.board import assignments, board
from gui.board import documents as columns
from gui.board import people as of_people
from gui.board.assigning import AssignDialog
from gui.board.documents import NOBODY
from gui.board.handing_out import HandOutDialog
from gui.board.page import BoardPage
from gui.board.settling import SettleDialog
from gui.dialogs.report import ReportDialog
from gui.pages import ANNOTATE
from tests.gui.conftest import Person, settle
from tests.gui.test_transfer import drop


def page_of(person: Person) -> BoardPage:
    person.window.activateWindow()  # without a screen nobody else does it when a popup closes
    settle()
    person.press("F6", "F5", at=person.window)
    settle()
    [page] = person.window.findChildren(BoardPage)
    assert page.isVisible()
    return page


def dialog_of(person: Person, kind: type[QDialog]) -> QDialog:
    settle()
    [found] = [each for each in person.window.findChildren(kind) if each.isVisible()]
    return found


def titles(page: BoardPage) -> list[str]:
    return [page.documents.index(row, columns.TITLE).data() for row in range(page.documents.rowCount())]


def numbers(page: BoardPage, name: str) -> list[str]:
    """Documents, new, in progress, finished, approved, returned."""
    row = page.people.row_of(name)
    return [page.people.index(row, column).data() for column in range(of_people.DOCUMENTS, of_people.SPANS)]


def work_of(person: Person, name: str, *ids: int) -> None:
    """Somebody else finishes documents in the same database."""
    theirs = open_project(person.workspace.project.place, name, create=False)
    for id_ in ids:
        operations.finish(theirs, id_)
    theirs.close()


def test_alone_the_page_says_what_it_is_for(window: Person) -> None:
    work_of(window, "王芳")
    page = page_of(window)
    assert page.welcome.isHidden()  # 李雷 made the project, so there are two
    assert page.sentence.text().startswith("Documents 4 · with nobody 4")
    window.press("Esc")
    assert window.window.pages.page == ANNOTATE
    assert window.canvas.hasFocus()


def test_each_number_opens_the_documents_behind_it(window: Person) -> None:
    page = page_of(window)
    operations.assign(window.workspace.project, ["李雷", "韩梅梅😀"], each=2)
    work_of(window, "李雷", 1, 3)
    window.press("F5")
    settle()
    assert numbers(page, "李雷") == ["4", "2", "0", "2", "0", "0"]
    assert numbers(page, "") == ["4", "6", "0", "2", "0", "0"]
    finished = page.people.index(page.people.row_of("李雷"), of_people.FIRST_STATE + 2)
    page.people_view.setCurrentIndex(finished)
    window.press("Enter", at=page.people_view)
    assert titles(page) == ["开张", "通知"]
    assert page.documents_view.hasFocus()
    assert page.count.text() == "2 of 4"
    assert (page.person.currentData(), page.state.currentData()) == ("李雷", "finished")
    cell = page.people.index(page.people.rowCount() - 1, of_people.FIRST_STATE)
    QTest.mouseClick(
        page.people_view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        page.people_view.visualRect(cell).center(),
    )
    assert len(titles(page)) == 4
    page.search.setText("教")
    page._soon.timeout.emit()
    assert titles(page) == ["教书"]
    window.press("Enter", at=page.documents_view)
    assert window.window.pages.page == ANNOTATE
    assert window.title == "教书"


def test_documents_are_sorted_and_all_shown_again_without_a_mouse(window: Person) -> None:
    page = page_of(window)

    def choose(words: str) -> None:
        at = QPoint(20, 20)
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, at, page.documents_view.viewport().mapToGlobal(at)
        )
        QApplication.sendEvent(page.documents_view.viewport(), event)
        [menu] = [each for each in page.findChildren(QMenu) if each.isVisible()]
        next(each for each in menu.actions() if each.text() == words).trigger()
        menu.close()
        settle()

    imported = titles(page)
    page.documents_view.selectRow(2)
    choose("Sort: Characters")
    assert page.documents_view.currentIndex().siblingAtColumn(columns.TITLE).data() == imported[2]
    lengths = [each.length for each in page.documents._shown]
    assert lengths == sorted(lengths)
    choose("Sort: Characters")
    assert [each.length for each in page.documents._shown] == lengths[::-1]
    choose("Sort: as imported")
    assert titles(page) == imported
    assert not page.all.isVisible()
    page.search.setText("没有𠮷😀")
    page._soon.timeout.emit()
    assert page.none.isVisible()
    page.all.setFocus()
    window.press("Space", at=page.all)
    assert titles(page) == imported
    assert not page.none.isVisible()
    assert not page.all.isVisible()


def test_heads_fit_and_what_nothing_has_takes_no_room(window: Person) -> None:
    page = page_of(window)
    assert page.people_view.isColumnHidden(of_people.HANDED_OUT)
    assert page.documents_view.isColumnHidden(columns.SOURCE) is not any(
        line.source for line in page._board.lines
    )
    for view in (page.people_view, page.documents_view):
        head = view.horizontalHeader()
        for column in range(head.count()):
            if not head.isSectionHidden(column):
                assert head.sectionSize(column) >= head.sectionSizeHint(column), head.model().headerData(
                    column, Qt.Orientation.Horizontal
                )


def test_documents_are_sorted_by_a_click_on_the_head(window: Person) -> None:
    page = page_of(window)
    arrived = titles(page)
    page.documents.sort(columns.LENGTH, Qt.SortOrder.DescendingOrder)
    lengths = [page.documents._shown[row].length for row in range(4)]
    assert lengths == sorted(lengths, reverse=True)
    page.documents.sort(-1)
    assert titles(page) == arrived
    page.person.setCurrentIndex(page.person.findData(NOBODY))
    page.person.activated.emit(page.person.currentIndex())
    assert titles(page) == arrived
    page.number.setCurrentIndex(page.number.findData(0))
    page._filter()
    assert len(titles(page)) == 4


def test_what_others_did_in_another_process_is_there_after_a_look(window: Person) -> None:
    page = page_of(window)
    place = window.workspace.project.place
    command = [sys.executable, "-m", "core.cli", "assign", "李雷", "--db", place, "--as", "李雷"]
    program = "from core.cli import main; import sys; sys.exit(main(sys.argv[1:]))"
    subprocess.run([sys.executable, "-c", program, *command[3:]], check=True, capture_output=True)
    assert numbers(page, "李雷")[0] == "0"
    window.press("F5")
    settle()
    assert numbers(page, "李雷")[0] == "4"


def test_documents_are_assigned_after_a_look_and_one_undo_takes_all_back(window: Person) -> None:
    page = page_of(window)
    window.do("assign")
    dialog = dialog_of(window, AssignDialog)
    assert isinstance(dialog, AssignDialog)
    assert not dialog.apply.isEnabled()
    QTest.keyClicks(dialog.new, "Ann")
    QTest.keyClick(dialog.new, Qt.Key.Key_Return)
    dialog.new.setText(" 韩梅梅😀 ")
    QTest.keyClick(dialog.new, Qt.Key.Key_Return)
    assert dialog.chosen() == ["Ann", "韩梅梅😀"]
    assert dialog.apply.text() == "Assign 4"
    dialog.each.setValue(2)
    assert dialog.apply.text() == "Assign 8"
    assert [dialog.people.item(row, 2).text() for row in range(4)] == ["", "", "4", "4"]
    assert assignments(window.workspace.project) == {}
    dialog.apply.click()
    settle()
    assert window.notice == "Assigned: 8"
    page_of(window)
    assert numbers(page, "Ann")[0] == "4"
    window.window.notice._button.click()
    settle()
    assert assignments(window.workspace.project) == {}
    assert "Ann" not in [row.name for row in board(window.workspace.project).people]


def test_by_hand_the_selected_documents_go_to_somebody(window: Person) -> None:
    page = page_of(window)
    page.documents_view.selectRow(1)
    page.documents_view.setFocus()
    window.do("assign")
    dialog = dialog_of(window, AssignDialog)
    assert isinstance(dialog, AssignDialog)
    assert dialog.scope.currentText() == "The selected documents (1)"
    first = dialog.people.item(0, 0)
    assert first is not None
    first.setCheckState(Qt.CheckState.Checked)
    window.press("Return", at=dialog)
    settle()
    assert assignments(window.workspace.project) == {2: ("李雷",)}
    window.controller.boarding.reload()
    settle()
    page.documents_view.customContextMenuRequested.emit(
        page.documents_view.visualRect(page.documents.index(1, 0)).center()
    )
    [menu] = [each for each in page.findChildren(QMenu) if each.isVisible()]
    [back] = [each for each in menu.actions() if "Take back" in each.text()]
    back.trigger()
    menu.close()
    settle()
    assert assignments(window.workspace.project) == {}


def test_a_role_is_given_in_the_menu_of_a_person(window: Person) -> None:
    page = page_of(window)
    page.people_view.customContextMenuRequested.emit(QPoint(10, 10))
    [menu] = [each for each in page.findChildren(QMenu) if each.isVisible()]
    menu.actions()[1].trigger()
    menu.close()
    settle()
    roles = {row.name: row.role for row in board(window.workspace.project).people}
    assert roles == {"李雷": Role.REVIEWER, "王芳": Role.OWNER}
    window.window.activateWindow()
    settle()
    window.press("Ctrl+Z")
    assert {row.role for row in board(window.workspace.project).people} == {Role.ANNOTATOR}


@pytest.fixture
def handed(window: Person, tmp_path: Path) -> Path:
    """A file handed out to 小李 through the dialog."""
    page = page_of(window)
    page.documents_view.selectAll()
    window.do("hand-out")
    dialog = dialog_of(window, HandOutDialog)
    assert isinstance(dialog, HandOutDialog)
    dialog.name.setEditText("小李")
    assert "Nothing is assigned" in dialog.problem.text()
    assert not dialog.write.isEnabled()
    dialog.scope.setCurrentIndex(dialog.scope.count() - 1)
    assert dialog.file.text() == str(tmp_path / "小李.db")
    dialog.write.click()
    settle()
    assert window.notice == f"Handed out to 小李: {tmp_path / '小李.db'}"
    return tmp_path / "小李.db"


def test_a_file_goes_out_and_its_work_comes_back_by_a_drop(window: Person, handed: Path) -> None:
    theirs = open_project(handed, create=False)
    assert theirs.annotator.name == "小李"
    operations.finish(theirs, 1)
    theirs.close()
    drop(window, handed)
    assert window.notice == "Files 1. Taken: spans 6, layers 1"
    page = page_of(window)
    assert numbers(page, "小李") == ["4", "3", "0", "1", "0", "0"]
    drop(window, handed)
    assert window.notice == "Files 1. Taken: 0"
    assert numbers(page, "小李") == ["4", "3", "0", "1", "0", "0"]


def test_a_file_of_another_project_is_refused_with_the_reason(
    window: Person, handed: Path, tmp_path: Path, templates: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy import update

    from core.store.models import ProjectRow  # a stranger is made by hand

    stranger = tmp_path / "另一个.db"
    shutil.copy(handed, stranger)
    opened = open_project(stranger, create=False)
    with opened.store.writing() as session:
        session.connection().execute(update(ProjectRow).values(uid="other"))
    opened.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a, **k: ([str(stranger), str(handed)], ""))
    window.do("collect")
    settle()
    [report] = window.window.findChildren(ReportDialog)
    [table] = report.findChildren(QTableWidget)
    cells = [table.item(0, column).text() for column in range(4)]  # type: ignore[union-attr]
    assert cells == ["refused", "files", "it belongs to another project", "另一个.db"]
    assert "refused 1" in window.notice
    report.close()


def test_what_does_not_fit_is_kept_aside_and_settled(window: Person, handed: Path) -> None:
    project = window.workspace.project
    theirs = open_project(handed, create=False)
    operations.annotate(theirs, 1, 1, 4, "PER")
    theirs.close()
    here = open_project(project.place, "小李", create=False)
    operations.annotate(here, 1, 6, 9, "ORG")
    here.close()
    drop(window, handed)
    for report in window.window.findChildren(ReportDialog):
        report.close()
    page = page_of(window)
    assert page.apart.text() == "Set aside: 1…"
    assert "(a state set aside)" in page.documents.index(0, columns.PEOPLE).data()
    page.state.setCurrentIndex(page.state.findData("aside"))
    page._filter()
    assert titles(page) == ["开张"]
    page.apart.click()
    dialog = dialog_of(window, SettleDialog)
    assert isinstance(dialog, SettleDialog)
    assert "骆明远" in dialog.told.toPlainText()
    assert "Places that differ: 2" in dialog.told.toPlainText()
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    settle()
    [now] = asides(project)
    assert now.file_spans == 1
    QTest.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    settle()
    assert asides(project) == []
    assert dialog.told.toPlainText() == "Nothing is set aside."
    assert not dialog.take.isEnabled()
    dialog.close()


def test_databases_and_texts_that_are_dropped_together_go_their_ways(
    window: Person, handed: Path, tmp_path: Path
) -> None:
    text = tmp_path / "新来的.txt"
    text.write_text("新来的一篇😀\n骆明远到了澄湾县。\n", encoding="utf-8")
    theirs = open_project(handed, create=False)
    operations.finish(theirs, 2)
    theirs.close()
    drop(window, handed, text)
    assert window.window.documents.model.rowCount() == 5
    found = Report()
    operations.collect(window.workspace.project, handed, found)
    assert not found.taken  # it was collected already


def test_a_file_that_was_handed_out_opens_as_its_person(window: Person, handed: Path) -> None:
    window.controller.settings.set_text("annotator", "王芳")
    window.controller.databases.open(str(handed))
    settle()
    assert window.workspace.project.annotator.name == "小李"
    assert "小李" in window.window.status.annotator.text()
    window.controller.databases.open(str(handed.parent / "annotations.db"))


def test_the_command_with_a_file_opens_the_window_on_it(
    handed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gui import __main__ as command

    opened: list[tuple[str, str]] = []

    def open_window(db: str, name: str = "") -> int:
        opened.append((db, name))
        return 0

    monkeypatch.setattr("gui.command_line.open_window", open_window)
    monkeypatch.setattr(sys, "argv", ["jinbiao", str(handed)])
    assert command.main() == 0
    assert opened == [(str(handed), "")]
