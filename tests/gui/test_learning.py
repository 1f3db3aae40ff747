"""Correcting the first paragraphs of a document improves the later ones, in the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import operations, queries
from core.annotation import DocumentRecord
from core.formats.report import Report
from core.project import open_project
from core.suggest import Suggester
from tests.core.suggest.field import KITCHEN
from tests.gui.conftest import Person, Start, settle

SAUCES = ("豆瓣酱", "芝麻酱", "沙茶酱", "甜面酱", "番茄酱", "花生酱", "辣椒酱", "蒜蓉酱")
LINES = "".join(
    f"😀第{number}步𠮷：先放{sauce}，再加{number}克糖，把{sauce}倒进蒸锅，清洗豆腐。"
    f"厨师长王小明说，{sauce}要多放一些，慢慢搅匀，等它变稠以后再盛出来放凉，不要着急。\n"
    for number, sauce in enumerate(SAUCES * 4, 1)
)


@pytest.fixture
def cook(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """The window on one long recipe, with the real suggester and rules that know no sauce; another waits."""
    monkeypatch.setattr("core.learning.platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    place = tmp_path / "kitchen.db"
    project = open_project(place, "李雷", label_set=KITCHEN)
    other = LINES.replace("糖", "盐")
    records = [DocumentRecord(LINES, id="酱", title="酱"), DocumentRecord(other, id="盐", title="盐")]
    operations.import_records(project, records, Report())
    project.close()
    return start(place, suggester=Suggester)


def later(person: Person, quote: str) -> list[tuple[str, str]]:
    """What waits under that quote in the last line."""
    last = person.text.rindex("😀")
    return [
        (each.quote, each.label)
        for each in person.document.waiting.values()
        if each.start > last and each.quote == quote
    ]


def test_the_later_paragraphs_are_suggested_from_the_first(cook: Person) -> None:
    assert later(cook, SAUCES[-1]) == []
    assert later(cook, "蒸锅") == [("蒸锅", "TOOL")]
    dish = next(label.key for label in KITCHEN.labels if label.key == "DISH")
    before = {each.id for each in cook.document.waiting.values() if each.start < cook.at("第9步")}
    for number in range(1, 17):
        sauce = SAUCES[(number - 1) % 8]
        at = cook.at(f"第{number}步")
        for place in (cook.text.index(sauce, at), cook.text.index(f"把{sauce}", at) + 1):
            cook.canvas.set_focus(None)
            cook.canvas.set_selection(place, place + len(sauce))
            cook.controller.annotating.label(dish)
        tool = cook.text.index("蒸锅", at)
        waiting = [each for each in cook.document.marks() if (each.kind, each.start) == ("suggestion", tool)]
        for mark in waiting:  # after some refusals it is not suggested any more
            cook.canvas.set_focus(mark)
            cook.press("X")
        settle()
    assert later(cook, SAUCES[-1]) != []
    assert later(cook, "蒸锅") == []
    untouched = {each.id for each in cook.document.waiting.values() if each.start < cook.at("第9步")}
    assert untouched <= before  # nothing came where the person has been
    assert not cook.document.is_finished


def test_only_lines_of_documents_with_new_suggestions_are_read_again(cook: Person) -> None:
    listed: list[None] = []
    cook.window.documents.listed.connect(lambda: listed.append(None))
    before = cook.window.documents.model.line(2)
    for number, sauce in enumerate(SAUCES * 2, 1):
        at = cook.text.index(sauce, cook.at(f"第{number}步"))
        cook.canvas.set_focus(None)
        cook.canvas.set_selection(at, at + len(sauce))
        cook.controller.annotating.label("DISH")
    cook.do("finish")
    settle()
    now = cook.window.documents.model.line(2)
    stored = {line.id: line for line in queries.document_lines(cook.workspace.project)}
    assert before is not None
    assert now == stored[2]
    assert now.waiting > before.waiting
    assert listed == []
