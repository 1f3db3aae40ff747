"""The menus, the tool bar and the menu under the mouse: where the actions of the table can be found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget

from gui.action import MENUS
from gui.actions import ACTIONS, TOOLBAR

_ON_THE_TEXT = ("accept", "reject", "delete", "", "label", "unsure", "note", "", "zone", "split", "", "copy")


def fill_menus(bar: QMenuBar, qactions: Mapping[str, QAction], docks: Iterable[QDockWidget]) -> None:
    """Put every action of the table under its menu, and the docks under “View”."""
    menus: dict[str, QMenu] = {}
    for id_, words in MENUS.items():
        menu = bar.addMenu(QCoreApplication.translate("Menus", words))
        menu.setToolTipsVisible(True)
        menus[id_] = menu
    for action in ACTIONS:
        if action.separator:
            menus[action.menu].addSeparator()
        menus[action.menu].addAction(qactions[action.id])
    for menu in menus.values():
        menu.menuAction().setVisible(not menu.isEmpty())
    menus["view"].addSeparator()
    for dock in docks:
        menus["view"].addAction(dock.toggleViewAction())


def fill_toolbar(bar: QToolBar, qactions: Mapping[str, QAction], at_the_right: QWidget) -> None:
    """Put the icons of the tool bar's actions on it, and at its right end a widget."""
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    for id_ in TOOLBAR:
        if id_:
            bar.addAction(qactions[id_])
        else:
            bar.addSeparator()
    at_the_right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(at_the_right)


def show_context_menu(parent: QWidget, at: QPoint, qactions: Mapping[str, QAction]) -> None:
    """Offer at a point of the screen what can be done on the text now."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for id_ in _ON_THE_TEXT:
        if not id_:
            menu.addSeparator()
        elif qactions[id_].isEnabled():
            menu.addAction(qactions[id_])
    menu.popup(at)
