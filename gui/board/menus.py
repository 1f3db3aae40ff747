"""What can be done with a person or with documents of the board, and in which order documents stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from core.annotation import LayerState, Role
from core.queries.board import Board
from gui.board.words import role_words

if TYPE_CHECKING:
    from gui.board.page import BoardPage

DONE = (LayerState.FINISHED, LayerState.APPROVED)


def of_person(page: BoardPage, at: QPoint) -> None:
    """Open the menu of the person there."""
    person = page.people.person(page.people_view.indexAt(at).row())
    if person is None:
        return
    menu = _menu(page)
    for role in Role:
        words = QCoreApplication.translate("BoardMenus", "Make {0}").format(role_words(role))
        action = menu.addAction(words)
        action.setEnabled(role is not person.role)
        action.triggered.connect(lambda _on=False, role=role: page.role_wanted.emit(person.name, role))
    menu.popup(page.people_view.viewport().mapToGlobal(at))


def of_documents(page: BoardPage, at: QPoint) -> None:
    """Open the menu of the documents that are selected; of none, that of their order."""
    menu = _menu(page)
    line = page.documents.line(page.documents_view.indexAt(at).row())
    if line is not None:
        words = QCoreApplication.translate("BoardMenus", "Open")
        menu.addAction(words).triggered.connect(lambda: page.document_wanted.emit(line.id))
        for share in line.shares:
            if share.state in DONE:
                words = QCoreApplication.translate("BoardMenus", "Review the work of {0}").format(share.name)
                menu.addAction(words).triggered.connect(
                    lambda _on=False, name=share.name: page.review_wanted.emit(line.id, name)
                )
        menu.addSeparator()
        words = QCoreApplication.translate("BoardMenus", "Assign…")
        menu.addAction(words).triggered.connect(lambda: page.triggered.emit("assign"))
        chosen = page.selected_ids()
        for name in _assigned(page.board, chosen):
            words = QCoreApplication.translate("BoardMenus", "Take back from {0}: {1}")
            action = menu.addAction(words.format(name, len(chosen)))
            action.triggered.connect(lambda _on=False, name=name: page.take_back_wanted.emit(chosen, name))
        menu.addSeparator()
    _offer_order(page, menu)
    menu.popup(page.documents_view.viewport().mapToGlobal(at))


def _menu(page: BoardPage) -> QMenu:
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _offer_order(page: BoardPage, menu: QMenu) -> None:
    """Sorting without a mouse: a column; the same again turns it round."""
    view = page.documents_view
    header, up, down = view.horizontalHeader(), Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    for column in range(page.documents.columnCount()):
        if view.isColumnHidden(column):
            continue
        head = page.documents.headerData(column, Qt.Orientation.Horizontal)
        is_up = header.sortIndicatorSection() == column and header.sortIndicatorOrder() is up
        action = menu.addAction(QCoreApplication.translate("BoardMenus", "Sort: {0}").format(head))
        action.triggered.connect(
            lambda _on=False, column=column, order=down if is_up else up: header.setSortIndicator(
                column, order
            )
        )
    words = QCoreApplication.translate("BoardMenus", "Sort: as imported")
    menu.addAction(words).triggered.connect(lambda: header.setSortIndicator(-1, up))


def _assigned(board: Board, ids: Sequence[int]) -> list[str]:
    wanted = set(ids)
    shares = (share for line in board.lines if line.id in wanted for share in line.shares)
    return sorted({share.name for share in shares if share.assigned})
