"""The pages in the middle of the window: made when wanted, each with the keys to itself."""

from PySide6.QtWidgets import QLabel

from gui.page_tabs import PAGE_TABS
from gui.pages import ANNOTATE
from tests.gui.conftest import Person, settle


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


def test_the_tabs_lead_to_the_pages_and_show_which_is_open(window: Person) -> None:
    tabs = window.window.page_tabs.buttons
    assert list(tabs) == [page for _, page, _ in PAGE_TABS]
    assert [page for page, tab in tabs.items() if tab.isChecked()] == [ANNOTATE]
    for page, tab in reversed(tabs.items()):
        if tab.isEnabled():
            tab.click()
            settle()
            assert window.window.pages.page == page
            assert [each for each, one in tabs.items() if one.isChecked()] == [page]
    assert window.window.pages.page == ANNOTATE


def test_what_cannot_be_done_cannot_be_reached_by_its_tab(window: Person) -> None:
    window.workspace.close_project()
    settle()
    assert [page for page, tab in window.window.page_tabs.buttons.items() if tab.isEnabled()] == [ANNOTATE]
