"""The reviewer's desk by keys and clicks: cases, readings, notes, bulk acts, other judges, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core import operations
from core.annotation import DocumentRecord, LayerState, Role, SpanRecord
from core.formats.report import Report
from core.project import Project, open_project
from core.queries.review import ReviewedDocument, guideline_gaps, review_document
from gui.desk.bulk import BulkDialog
from gui.desk.gaps import GapsDialog
from gui.desk.page import DeskPage
from gui.desk.sheet import DeskSheet
from gui.keymap import HOME_ROW
from tests.gui.conftest import LEFT, NONE, Person, Start, settle
from tests.gui.samples import FIRST, FLAT, NESTED, SECOND, THIRD

Said = dict[str, tuple[tuple[str, str], ...]]
OPENING: Said = {
    "甲": (("骆明远", "PER"), ("𠮷野家", "ORG"), ("李玲", "PER"), ("澄湾县", "LOC")),
    "乙": (("骆明远", "PER"), ("𠮷野家", "ORG"), ("澄湾县的李玲", "ORG")),
    "丙": (("骆明远", "PER"), ("𠮷野家", "LOC"), ("澄湾县", "LOC"), ("李玲", "PER")),
}
TEACHING: Said = {"甲": (("学校", "ORG"),), "乙": (("澄湾县", "LOC"), ("学校", "ORG"))}


def records(text: str, said: Said, categories: dict[str, tuple[str, ...]]) -> list[DocumentRecord]:
    def spans(wanted: tuple[tuple[str, str], ...]) -> tuple[SpanRecord, ...]:
        found = []
        for quote, label in wanted:
            at = text.rindex(quote) if quote.startswith("澄湾") else text.index(quote)
            found.append(SpanRecord(at, at + len(quote), label, quote))
        return tuple(sorted(found, key=lambda each: each.start))

    return [
        DocumentRecord(
            text,
            title=text[:6],
            annotator=who,
            spans=spans(what),
            categories=categories.get(who, ()),
            spans_given=True,
        )
        for who, what in said.items()
    ]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project in which three have finished the first text, two the second, one the third."""
    path = tmp_path / "desk.db"
    project = open_project(path, "王芳", label_set=FLAT)
    of_second = {"甲": ("教育",), "乙": ()}
    for text, said, categories in (
        (FIRST, OPENING, {}),
        (SECOND, TEACHING, of_second),
        (THIRD, {"甲": (("李玲", "PER"),)}, {}),
    ):
        operations.import_records(project, records(text, said, categories), Report())
    project.close()
    return path


class AtDesk:
    """Somebody at the desk."""

    def __init__(self, person: Person) -> None:
        self.person = person
        person.press("Ctrl+D")
        settle()

    @property
    def page(self) -> DeskPage:
        [found] = self.person.window.findChildren(DeskPage)
        return found

    @property
    def sheet(self) -> DeskSheet:
        return self.page.sheet

    @property
    def case(self) -> str:
        """The stretch, or the category, of the case at hand."""
        current, placing = self.sheet.current, self.sheet.placing
        assert current is not None and placing is not None
        place = current.place
        return place if isinstance(place, str) else placing.document.text[place[0] : place[1]]

    def press(self, *keys: str) -> None:
        self.person.press(*keys)
        settle()

    def review(self, document: int = 1) -> ReviewedDocument:
        return review_document(self.person.workspace.project, document)

    def gold(self, document: int = 1) -> list[tuple[str, str]]:
        return [(each.quote, each.label) for each in self.review(document).gold]

    def how(self, document: int = 1) -> list[str]:
        return [each.judgement.how if each.judgement else "open" for each in self.review(document).cases]


@pytest.fixture
def desk(start: Start, place: Path) -> AtDesk:
    return AtDesk(start(place))


def test_differing_places_are_cases_and_what_is_agreed_is_folded(desk: AtDesk) -> None:
    assert desk.page.isVisible()
    assert [desk.page.documents.line(each).people for each in desk.page.documents.ids()] == [  # type: ignore[union-attr]
        ("丙", "乙", "甲"),
        ("乙", "甲"),
    ]
    assert desk.case == "𠮷野家"
    assert [each.cases for each in desk.page.documents.counts.values()] == [2, 2]
    drawn = desk.sheet.placing
    assert drawn is not None
    layout = drawn.layout(drawn.current or 0)
    assert [(row.key, row.names) for row in layout.rows] == [("1", "丙"), ("2", "乙, 甲")]
    assert [[bar.text for each in line.rows for bar in each.bars] for line in layout.lines] == [
        ["Place", "Organisation"]
    ]


def test_a_long_title_is_cut_and_comes_back_with_the_room(start: Start, place: Path) -> None:
    name = "一个很长的标题😀𠮷" * 12
    project = open_project(place, "王芳", create=False)
    operations.retitle(project, 1, name)
    project.close()
    desk = AtDesk(start(place))
    title = desk.page.title
    assert title.text().endswith("…")
    assert title.toolTip() == name
    few = len(title.text())
    window = desk.person.window
    window.resize(window.width() + 600, window.height())
    settle()
    assert len(title.text()) > few


def test_keys_take_readings_and_gold_knows_voters_judge_and_reason(desk: AtDesk) -> None:
    desk.press("2")
    assert desk.case == "澄湾县的李玲"
    desk.press("W")
    desk.page.note.setText("全名为准😀")
    desk.press("Return")
    assert desk.sheet.hasFocus()
    desk.press("1")
    assert desk.gold() == [("骆明远", "PER"), ("𠮷野家", "ORG"), ("澄湾县", "LOC"), ("李玲", "PER")]
    found = desk.review()
    assert found.gold_state is LayerState.FINISHED
    [named, eatery, county, _] = found.gold
    assert named.judgement is None
    assert (eatery.voters, county.voters) == (("乙", "甲"), ("丙", "甲"))
    assert county.judgement is not None
    assert (county.judgement.judge, county.judgement.reason) == ("王芳", "全名为准😀")
    assert "settled" in desk.person.notice
    desk.press("Space")
    assert desk.case == "教育"


def test_none_is_right_and_undo_goes_back_to_the_case(desk: AtDesk) -> None:
    desk.press("0")
    assert desk.how() == ["none", "open"]
    assert desk.case == "澄湾县的李玲"
    desk.press("U")
    assert desk.how() == ["open", "open"]
    assert desk.case == "𠮷野家"
    desk.press("Shift+U")
    assert desk.how() == ["none", "open"]


def test_a_new_reading_is_made_in_place_by_keys(desk: AtDesk) -> None:
    desk.press("N", "Left", "Shift+Right", "Shift+Right", "3", "Shift+L", "2", "Return")
    assert desk.how() == ["new", "open"]
    assert desk.gold() == [("骆明远", "PER"), ("𠮷野", "LOC"), ("家", "ORG")]
    assert desk.case == "澄湾县的李玲"
    assert desk.sheet.draft is None


def test_a_new_reading_can_be_corrected_and_given_up(desk: AtDesk) -> None:
    desk.press("N", "1")
    assert desk.sheet.draft is not None and len(desk.sheet.draft.spans) == 1
    desk.press("Backspace")
    assert desk.sheet.draft.spans == []
    desk.press("Home", "Shift+End", "}", "<", "F")
    desk.person.pick("Place")
    assert [FIRST[start:end] for start, end, _ in desk.sheet.draft.spans] == ["野"]
    desk.press("Esc")
    assert desk.sheet.draft is None
    assert desk.how() == ["open", "open"]
    assert desk.person.window.pages.page == "desk"
    desk.press("Esc")
    assert desk.person.window.canvas.hasFocus()


def test_what_is_read_meanwhile_leaves_a_new_reading_alone(desk: AtDesk) -> None:
    desk.press("N", "1")
    desk.person.controller.desk._ask()
    settle()
    assert desk.sheet.draft is not None
    desk.press("Return")
    assert ("𠮷野家", "PER") in desk.gold()


def test_a_new_reading_is_made_with_the_mouse(desk: AtDesk) -> None:
    desk.press("N")
    viewport = desk.sheet.viewport()

    def spot(position: int) -> QPoint:
        placing = desk.sheet.placing
        assert placing is not None and placing.current is not None
        layout = placing.layout(placing.current)
        line = layout.lines[layout.block.line_of(position - layout.start)]
        x = placing.frame.text_left + layout.x_of(position, line.number)
        return QPoint(x + 1, placing.text_top(placing.current) + line.text_top + 6 - desk.sheet._bar.value())

    at = FIRST.index("𠮷野家")
    QTest.mouseDClick(viewport, LEFT, NONE, spot(at))
    desk.press("2")
    assert desk.sheet.draft is not None
    QTest.mousePress(viewport, LEFT, NONE, spot(at + 3))
    QTest.mouseMove(viewport, spot(at + 5))
    QTest.mouseRelease(viewport, LEFT, NONE, spot(at + 5))
    desk.press("1")
    assert [FIRST[start:end] for start, end, _ in desk.sheet.draft.spans] == ["𠮷野家", "在澄"]
    desk.press("Return")
    assert ("在澄", "PER") in desk.gold()


def test_a_click_takes_a_reading_and_unfolds(desk: AtDesk) -> None:
    placing = desk.sheet.placing
    assert placing is not None and placing.current == 1
    fold = placing.card_rect(0, 0).center()
    before = placing.height(0)
    QTest.mouseClick(desk.sheet.viewport(), LEFT, NONE, fold)
    assert placing.height(0) > before
    desk.press("V", "V")
    line = placing.layout(1).lines[0]
    y = placing.text_top(1) + line.rows[1].top + 8
    QTest.mouseClick(desk.sheet.viewport(), LEFT, NONE, QPoint(placing.frame.text_left + 10, y))
    settle()
    assert desk.how() == ["reading", "open"]
    assert ("𠮷野家", "ORG") in desk.gold()


def test_categories_are_cases(desk: AtDesk) -> None:
    desk.press("Ctrl+J")
    assert desk.case == "教育"
    desk.press("N")
    assert "category" in desk.person.notice
    desk.press("2")
    assert desk.review(2).gold_categories == ("教育",)
    assert desk.case == "澄湾县"
    desk.press("K", "1")
    assert desk.review(2).gold_categories == ()
    desk.press("K", "R")
    assert desk.review(2).category_cases[0].judgement is None


def test_a_settled_case_is_opened_again_and_settled_otherwise(desk: AtDesk) -> None:
    desk.press("1", "K", "R")
    assert desk.how() == ["open", "open"]
    desk.press("2", "K", "1")
    assert desk.how() == ["reading", "open"]
    assert ("𠮷野家", "LOC") in desk.gold()


def test_gaps_are_noted_listed_and_exported(
    desk: AtDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.press("G")
    assert desk.page.note.hasFocus()
    desk.page.note.setText("=店名算机构吗？")
    desk.press("Return", "J", "Shift+G")
    [dialog] = desk.person.window.findChildren(GapsDialog)
    assert [dialog.table.item(0, at).text() for at in range(5)] == [
        FIRST[:6],
        "𠮷野家",
        "=店名算机构吗？",
        "王芳",
        "open",
    ]  # type: ignore[union-attr]
    target = tmp_path / "缺口.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog._export()
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].split(",")[4:8] == ["𠮷野家", "", "'=店名算机构吗？", "王芳"]
    dialog._go(0)
    settle()
    assert desk.case == "𠮷野家"
    desk.press("G")
    assert guideline_gaps(desk.person.workspace.project) == []
    desk.press("U")
    assert len(guideline_gaps(desk.person.workspace.project)) == 1


def in_bulk(desk: AtDesk) -> BulkDialog:
    desk.press("B")
    return next(each for each in desk.person.window.findChildren(BulkDialog) if each.isVisible())


def test_the_majority_is_accepted_after_a_look_and_undone_at_once(desk: AtDesk) -> None:
    dialog = in_bulk(desk)
    assert "settled: 2" in dialog.words.text()
    dialog.everywhere.setChecked(True)
    assert [str(dialog._preview.decided), str(dialog._preview.decided + dialog._preview.left)] == ["2", "4"]  # type: ignore[union-attr]
    dialog.accept_button.click()
    settle()
    assert desk.how() == ["majority", "majority"]
    assert desk.review(2).gold_state is LayerState.IN_PROGRESS
    assert desk.gold(3) == [("李玲", "PER")]
    assert desk.page.documents.counts[1].open == 0
    desk.press("U")
    assert desk.how() == ["open", "open"]
    assert desk.gold(3) == []


def test_whom_to_trust_is_an_order(desk: AtDesk) -> None:
    dialog = in_bulk(desk)
    dialog.trust.setChecked(True)
    dialog.order.setCurrentRow(1)
    assert [dialog.order.item(row).text() for row in range(3)] == ["丙", "乙", "甲"]
    desk.person.press("Alt+Up", at=dialog.order)
    assert "乙 2" in dialog.words.text()
    dialog.accept_button.click()
    settle()
    assert desk.gold()[-1] == ("澄湾县的李玲", "ORG")
    assert desk.how() == ["trust", "trust"]


def test_what_all_agree_on_is_taken_alone(desk: AtDesk) -> None:
    dialog = in_bulk(desk)
    dialog.agreed.setChecked(True)
    assert "stay open: 2" in dialog.words.text()
    dialog.accept_button.click()
    settle()
    assert desk.gold() == [("骆明远", "PER")]
    assert desk.how() == ["open", "open"]


def test_another_judge_was_quicker(desk: AtDesk, place: Path) -> None:
    other = open_project(place, "李雷", create=False)
    case = desk.review().cases[0].case
    operations.adjudicate(other, 1, case.start, case.end, 1)
    other.close()
    desk.press("2")
    assert "李雷" in desk.person.notice
    assert desk.how() == ["reading", "open"]
    assert desk.case == "𠮷野家"
    assert desk.sheet.current is not None and not desk.sheet.current.is_open
    desk.press("2")
    assert ("𠮷野家", "ORG") in desk.gold()


def test_after_a_restart_the_desk_goes_on(start: Start, place: Path) -> None:
    first = AtDesk(start(place))
    first.press("2")
    first.person.window.close()
    again = AtDesk(start(place))
    assert again.case == "澄湾县的李玲"
    assert again.how() == ["reading", "open"]
    again.press("U")
    assert again.how() == ["open", "open"]


def test_the_desk_is_for_reviewers(start: Start, place: Path) -> None:
    project = open_project(place, "组长", create=False)
    operations.set_role(project, "组长", Role.REVIEWER)
    project.close()
    person = start(place)
    assert not person.action("desk").isEnabled()
    person.press("Ctrl+D")
    assert person.window.pages.page == "annotate"


def test_other_pages_open_the_cases_behind_a_figure(desk: AtDesk) -> None:
    desk.press("Esc")
    desk.person.controller.desk.open_cases(people=("甲", "乙"), label="LOC")
    settle()
    assert "甲 / 乙 · Place" in desk.page.only.text()
    assert desk.case == "澄湾县的李玲"
    assert desk.page.documents.counts[1].cases == 1
    desk.page.only.click()
    settle()
    assert desk.page.documents.counts[1].cases == 2
    desk.person.controller.desk.open_cases(2, label="教育")
    settle()
    assert desk.case == "教育"


def test_the_list_is_searched_and_filtered(desk: AtDesk) -> None:
    desk.page.search.setText("𠮷田")
    assert desk.page.documents.shown_ids() == [2]
    desk.page.search.clear()
    desk.press("2", "1")
    desk.page.which.setCurrentIndex(1)
    assert desk.page.documents.shown_ids() == [2]
    desk.page.which.setCurrentIndex(2)
    assert desk.page.documents.shown_ids() == [1]


def of_one(project: Project) -> None:
    operations.import_records(project, records(THIRD, {"甲": (("李玲", "PER"),)}, {}), Report())


def of_nobody(project: Project) -> None:
    operations.import_records(project, [DocumentRecord(FIRST)], Report())


def of_two_alike(project: Project) -> None:
    said: Said = {"甲": (("李玲", "PER"),), "乙": (("李玲", "PER"),)}
    operations.import_records(project, records(THIRD, said, {}), Report())


@pytest.mark.parametrize(
    ("fill", "words"), [(of_nobody, "Nobody has finished"), (of_one, "Only 甲"), (of_two_alike, "agree here")]
)
def test_where_nothing_differs_the_desk_says_why(
    start: Start, tmp_path: Path, fill: Callable[[Project], None], words: str
) -> None:
    project = open_project(tmp_path / "leer.db", "王芳", label_set=FLAT)
    fill(project)
    project.close()
    desk = AtDesk(start(tmp_path / "leer.db"))
    assert words in desk.page.empty.text()
    assert desk.page.empty.isVisible()
    desk.press("1", "J", "Space", "N", "G", "V")
    assert desk.sheet.current is None


def test_long_cases_wrap_with_their_readings(start: Start, tmp_path: Path) -> None:
    text = "😀" + "很长的一段话" * 30 + "。\n"
    project = open_project(tmp_path / "long.db", "王芳", label_set=FLAT)
    said = {"甲": ((1, 121, "ORG"),), "乙": ((1, 61, "LOC"), (61, 121, "PER"))}
    made = [
        DocumentRecord(
            text,
            annotator=who,
            spans=tuple(SpanRecord(a, b, label, text[a:b]) for a, b, label in what),
            spans_given=True,
        )
        for who, what in said.items()
    ]
    operations.import_records(project, made, Report())
    project.close()
    desk = AtDesk(start(tmp_path / "long.db"))
    placing = desk.sheet.placing
    assert placing is not None
    layout = placing.layout(placing.current or 0)
    assert len(layout.lines) > 2
    seen = [bar for line in layout.lines for row in line.rows for bar in row.bars]
    assert sum(bar.opens for bar in seen) == 3 == sum(bar.closes for bar in seen)
    assert all(bar.right <= layout.width + 1 for bar in seen)
    desk.sheet.grab()


def test_with_its_real_threads(start: Start, place: Path, qtbot: QtBot) -> None:
    person = start(place, inline=False)
    desk = AtDesk(person)
    qtbot.waitUntil(lambda: desk.sheet.current is not None)
    for key in ("2", "1"):
        desk.press(key)
    qtbot.waitUntil(lambda: desk.how() == ["reading", "reading"])
    qtbot.waitUntil(lambda: 2 in desk.page.documents.counts)
    desk.press("Space")
    qtbot.waitUntil(lambda: desk.sheet.current is not None and desk.case == "教育")


def test_two_rows_of_bars_where_spans_nest(start: Start, tmp_path: Path) -> None:
    project = open_project(tmp_path / "nested.db", "王芳", label_set=NESTED)
    said: Said = {"甲": (("𠮷野家", "ORG"), ("𠮷野", "PER")), "乙": (("𠮷野家", "ORG"),)}
    operations.import_records(project, records(FIRST, said, {}), Report())
    project.close()
    desk = AtDesk(start(tmp_path / "nested.db"))
    assert desk.case == "𠮷野"
    desk.press("N", "1", "Shift+Right", "3", "Home", "Shift+Right", "Shift+Right", "Shift+Right", "2")
    assert desk.sheet.draft is not None
    assert [FIRST[start:end] for start, end, _ in desk.sheet.draft.spans] == ["𠮷野", "𠮷野家", "家"]
    placing = desk.sheet.placing
    assert placing is not None
    rows = [row for line in placing.layout(placing.current or 0).lines for row in line.rows]
    assert len({bar.top for bar in rows[-1].bars}) == 2
    desk.sheet.grab()


def test_labels_keys_of_the_keymap_in_force_label_a_new_reading(start: Start, place: Path) -> None:
    person = start(place)
    keymap = replace(person.window.keymap, layout=HOME_ROW)
    person.window.set_keymap(keymap)
    desk = AtDesk(person)
    desk.press("N", "S", "Return")
    assert desk.how() == ["new", "open"]
    assert ("𠮷野家", "ORG") in desk.gold()


def test_somebody_else_goes_on_at_the_desk(desk: AtDesk) -> None:
    desk.press("2")
    desk.person.workspace.switch_annotator("李雷")
    settle()
    assert desk.person.window.pages.page == "desk"
    desk.press("1")
    found = desk.review().cases[1].judgement
    assert found is not None and found.judge == "李雷"
