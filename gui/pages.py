"""What stands in the middle of the window: the text, the reviewer's desk, the board… one at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

ANNOTATE = "annotate"


class Pages(QStackedWidget):
    """A page is made when it is shown first, so that none costs anything at the start."""

    page_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self.page = ""

    def add(self, page: str, make: Callable[[], QWidget]) -> None:
        """Offer a page under a name; `make` is called once, when it is wanted."""
        self._makers[page] = make

    def show_page(self, page: str) -> None:
        """Put a page in the middle. Raises KeyError for one that was never added."""
        if page not in self._made:
            self._made[page] = self._makers[page]()
            self.addWidget(self._made[page])
        self.setCurrentWidget(self._made[page])
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)
            self.focus_page()

    def focus_page(self) -> None:
        """Give the keys to the page that is shown."""
        shown = self._made[self.page]
        (shown.focusProxy() or shown).setFocus()
