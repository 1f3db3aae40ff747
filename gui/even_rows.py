"""Lists whose rows keep their height whatever they say: what changes is painted again, nothing is laid out.

Qt's own lists lay out and paint all rows whenever one of them changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget

Index = QModelIndex | QPersistentModelIndex


class EvenList(QListView):
    """A list of a model of its own."""

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, roles)


class EvenItems(QListWidget):
    """A list of items that it holds itself."""

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, roles)
