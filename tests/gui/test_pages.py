"""The pages in the middle of the window: made when wanted, each with the keys to itself."""

from PySide6.QtWidgets import QLabel

from gui.pages import ANNOTATE
from tests.gui.conftest import Person


def test_another_page_has_the_window_to_itself_and_the_text_comes_back_as_it_was(window: Person) -> None:
    made: list[QLabel] = []

    def make() -> QLabel:
        made.append(QLabel("😀"))
        return made[-1]

    window.window.pages.add("other", make)
    window.window.docks["guideline"].hide()
    assert made == []
    window.window.pages.show_page("other")
    window.window.pages.show_page("other")
    assert len(made) == 1
    assert made[0].isVisible()
    assert not any(dock.isVisible() for dock in window.window.docks.values())
    assert not window.action("accept").isEnabled()
    before = window.said()
    window.press("A", "1")
    assert window.said() == before
    window.window.pages.show_page(ANNOTATE)
    assert window.window.docks["labels"].isVisible()
    assert window.window.docks["guideline"].isHidden()
    assert window.window.canvas.hasFocus()
    window.press("A")
    assert window.said() != before


def test_the_panels_are_remembered_although_another_page_was_shown_last(window: Person) -> None:
    window.window.pages.add("other", lambda: QLabel("𠮷"))
    window.window.pages.show_page("other")
    window.window.close()
    assert not window.window.docks["labels"].isHidden()
