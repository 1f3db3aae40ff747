"""What a key costs in the whole window: its act, and nothing that a panel asks for besides."""

from contextlib import contextmanager

import pytest

from tests.core.samples import counting
from tests.gui.conftest import Person

counted = contextmanager(counting)


@pytest.mark.parametrize(
    ("keys", "most"), [(["A"], 6), (["X"], 6), (["A", "K", "1"], 12), (["A", "Ctrl+Z"], 14)]
)
def test_keys(window: Person, keys: list[str], most: int) -> None:
    window.press("A")
    window.press("N")
    with counted(window.workspace.project) as sent:
        window.press(*keys)
    assert 0 < len(sent) <= most, sent
    assert window.workspace.undo_status.undo is not None


def test_what_undo_says_follows_the_acts(window: Person) -> None:
    window.press("A")
    assert "accept" in window.action("undo").text()
    assert not window.action("redo").isEnabled()
    window.press("Ctrl+Z")
    assert "accept" in window.action("redo").text()
    window.press("X")
    assert "reject" in window.action("undo").text()
    assert not window.action("redo").isEnabled()
