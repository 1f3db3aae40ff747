"""Pointing with one key, and a whole sitting on an article of the sample by nothing but keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from core import operations
from core.annotation import CategorySuggestion, DocumentRecord, Suggestion
from core.formats.report import Report
from core.project import SAMPLE
from core.queries import open_document
from gui.actions import POINTING_KEYS
from gui.canvas.marks import Mark
from tests.display.annotator import Annotator, Place, sight_of
from tests.gui.conftest import Person, Start, settle
from tests.gui.samples import boundaries
from tests.gui.test_filtering import put_away


def content(paragraph: str) -> list[tuple[int, int]]:
    """Every word, as this project's tests cut them."""
    return list(pairwise(boundaries(paragraph)))


@pytest.fixture
def pointing(window: Person, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Keys are shown, from the top of the first article."""
    monkeypatch.setattr("gui.pointing.content_words", content)
    window.controller.pointing.words_are_known()
    window.press("Ctrl+Home", "G")
    return window


def shown(person: Person) -> dict[str, str]:
    """key: what it points at."""
    codes = person.controller.pointing.codes()
    return {key: person.text[each.start : each.end] for key, each in codes.items()}


def key_of(person: Person, quote: str) -> str:
    """The key that points at it, as a key chord's last part."""
    [key] = [key for key, what in shown(person).items() if what == quote][:1]
    return key.upper()


def test_g_shows_keys_at_marks_and_words_and_escape_leaves(pointing: Person) -> None:
    assert list(shown(pointing).values())[:6] == ["骆明远", "说", "𠮷野家", "在", "澄湾县", "开张"]
    assert list(shown(pointing)) == list(POINTING_KEYS[: len(shown(pointing))])
    assert pointing.action("point").isChecked()
    assert "goes there" in pointing.window.status.hint.text()
    pointing.press("Escape")
    assert shown(pointing) == {}
    assert not pointing.action("point").isChecked()


def test_a_key_goes_to_a_mark_or_selects_a_word(pointing: Person) -> None:
    pointing.press(key_of(pointing, "𠮷野家"))
    assert pointing.focus() == ("𠮷野家", "ORG", "suggestion")
    pointing.press(key_of(pointing, "开张"), "1")
    assert pointing.said() == [("开张", "PER")]
    assert pointing.focus() == ("开张", "PER", "annotation")


def test_after_a_decision_one_stays_there(pointing: Person) -> None:
    pointing.press(key_of(pointing, "骆明远"), "2")
    assert pointing.focus() == ("骆明远", "ORG", "annotation")
    pointing.press("Shift+" + key_of(pointing, "𠮷野家"))
    assert pointing.focus() is None
    assert next(iter(shown(pointing).values())) == "在"
    pointing.press("Escape", "Ctrl+Home", "N", "X")
    assert pointing.focus() is not None, "without keys shown, a decision leads on again"


def test_shift_strikes_out_a_suggestion_and_an_annotation(pointing: Person) -> None:
    pointing.press("Shift+" + key_of(pointing, "𠮷野家"))
    assert ("𠮷野家", "ORG") not in pointing.waiting()
    pointing.press(key_of(pointing, "开张"), "1", "Ctrl+Home")
    pointing.press("Shift+" + key_of(pointing, "开张"))
    assert pointing.said() == []
    pointing.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert ("𠮷野家", "ORG") in pointing.waiting()


def test_shift_on_a_word_selects_to_the_clause_s_end_or_the_next_mark(pointing: Person) -> None:
    for quote, selected in (("说", "说"), ("在", "在"), ("开张", "开张"), ("的", "的"), ("来", "来了")):
        pointing.press("Ctrl+Home")
        pointing.press("Shift+" + key_of(pointing, quote))
        assert pointing.text[slice(*pointing.canvas.selection())] == selected


def test_alt_gives_a_word_to_the_mark_beside_it(pointing: Person) -> None:
    pointing.press("Alt+" + key_of(pointing, "开张"))
    assert pointing.said() == [("澄湾县开张", "LOC")]
    pointing.press("Alt+" + key_of(pointing, "的"))
    assert pointing.said() == [("澄湾县开张", "LOC"), ("的李玲", "PER")]
    pointing.press("Ctrl+Z", "Ctrl+Z")
    assert pointing.said() == []


def test_alt_lets_a_mark_be_taken_in_by_the_one_beside_it(pointing: Person) -> None:
    pointing.press("Alt+" + key_of(pointing, "𠮷野家"))
    assert pointing.said() == [("𠮷野家在澄湾县", "LOC")], "nothing stands before it, so the one behind"
    pointing.press("Ctrl+Z", "Ctrl+Home")
    pointing.press("Alt+" + key_of(pointing, "澄湾县"))
    assert pointing.said() == [("𠮷野家在澄湾县", "ORG")]


def test_alt_after_pointing_reaches_from_there(pointing: Person) -> None:
    pointing.press(key_of(pointing, "在"))
    pointing.press("Alt+" + key_of(pointing, "开张"), "3")
    assert pointing.said() == [("在澄湾县开张", "LOC")]
    pointing.press("Ctrl+Home")
    pointing.press(key_of(pointing, "骆明远"))
    pointing.press("Alt+" + key_of(pointing, "说"))
    assert pointing.said()[0] == ("骆明远说", "PER")


def test_where_nothing_could_reach_it_says_so(pointing: Person) -> None:
    end = pointing.at("最后")
    pointing.canvas.set_selection(end, end)
    pointing.press("Alt+F")
    assert pointing.said() == []
    assert "could reach" in pointing.notice


def test_space_shows_keys_further_on_and_shift_space_takes_it_back(
    pointing: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.pointing.POINTING_KEYS", "fjd")
    assert shown(pointing) == {"f": "骆明远", "j": "说", "d": "𠮷野家"}
    pointing.press("Space")
    assert shown(pointing) == {"f": "在", "j": "澄湾县", "d": "开张"}
    pointing.press("Space", "Shift+Space")
    assert shown(pointing) == {"f": "在", "j": "澄湾县", "d": "开张"}
    pointing.press("Shift+Space")
    assert shown(pointing) == {"f": "骆明远", "j": "说", "d": "𠮷野家"}
    pointing.press("Ctrl+End", "Shift+Space")
    assert shown(pointing) != {}, "behind the end it goes back a line"


def test_a_held_label_takes_what_is_pointed_at(pointing: Person) -> None:
    pointing.press("Shift+2")
    pointing.press(key_of(pointing, "开张"))
    assert pointing.said() == [("开张", "ORG")]


def test_an_input_method_s_characters_point_as_well(pointing: Person) -> None:
    pointing.send_text(key_of(pointing, "𠮷野家").lower())
    assert pointing.focus() == ("𠮷野家", "ORG", "suggestion")
    pointing.send_text("3")
    assert pointing.said() == [("𠮷野家", "LOC")]
    pointing.send_text(key_of(pointing, "澄湾县"))
    assert ("澄湾县", "LOC") not in pointing.waiting()[:1]


def test_a_finished_document_is_pointed_at_but_not_changed(pointing: Person) -> None:
    pointing.press("Ctrl+Return")
    pointing.open(0)
    assert pointing.document.is_finished
    before = pointing.said()
    pointing.press("Ctrl+Home", "Alt+D", "Shift+F", "J")
    assert pointing.said() == before
    assert pointing.focus() == ("𠮷野家", "ORG", "annotation")


def test_in_a_nested_set_a_span_inside_another_is_made(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    person = start(labels="nested")
    monkeypatch.setattr("gui.pointing.content_words", content)
    person.controller.pointing.words_are_known()
    person.select("在澄湾县开张")
    person.press("2", "Ctrl+Home", "G")
    person.press(key_of(person, "开张"), "1")
    assert ("开张", "PER") in person.said()
    assert ("在澄湾县开张", "ORG") in person.said()


def test_a_category_has_a_key(window: Person) -> None:
    window.press("Alt+2")
    assert [(each.category, each.given) for each in window.document.categories] == [("防疫", True)]
    window.press("Alt+2")
    assert [each.given for each in window.document.categories] in ([], [False])


class Proposes:
    """The suggestions of a sitting."""

    def __init__(self, wanted: list[Suggestion]) -> None:
        self.wanted = wanted

    def suggest(self, text: str, zones: object) -> list[Suggestion]:
        return self.wanted

    def categories(self, text: str, zones: object) -> list[CategorySuggestion]:
        return []


def by_keys(person: Person, keys: Sequence[str]) -> None:
    """As from a keyboard."""
    for key in keys:
        chord = key.title() if len(key) == 1 or "+" in key else key
        person.press(chord.replace("space", "Space"))


def through_an_input_method(person: Person, keys: Sequence[str]) -> None:
    """As from an input method that is on all the same and sends text; with Alt it sends none."""
    for key in keys:
        if key.startswith(("alt+", "shift+[", "shift+]", "shift+,", "shift+.")):
            by_keys(person, [key])
        else:
            character = key.removeprefix("shift+")
            shifted = dict(zip(";'/\\`", ':"?|~', strict=True))
            typed = shifted.get(character, character.upper()) if key != character else character
            person.send_text(" " if key == "space" else typed)


def sitting_on(
    person: Person,
    text: str,
    suggested: list[Place],
    gold: list[Place],
    press: Callable[[Person, Sequence[str]], None] = by_keys,
) -> int:
    """Turn what is suggested into the gold with real keys; how many."""
    project = person.workspace.project
    operations.import_records(project, [DocumentRecord(text, title="一场")], Report())
    document = max(line.id for line in person.window.documents.model.lines()) + 1
    found = [Suggestion(s, e, label, text[s:e], "lexicon", 0.7, "r|x") for s, e, label in suggested]
    operations.fill(project, Proposes(found), [document], again=True)
    person.window.documents.reload()
    person.workspace.open_document(document)
    settle()
    keys = {label.key: label.shortcut for label in project.label_set.labels}
    annotator = Annotator(sight_of(text, keys, content, boundaries), gold)
    pressed = ["Ctrl+Home", "G"]
    person.press(*pressed)
    annotator.look(list(person.document.marks()))
    base = 0
    while (way := annotator.next(base)) is not None:
        press(person, way.keys)
        annotator.look(annotator.imagine(way))
        there = sorted((each.start, each.end, each.label) for each in person.document.marks())
        assert there == sorted((m.start, m.end, m.label) for m in annotator.sight.marks), way
        pressed += way.keys
        base = way.base
    person.press("Escape")
    return len(pressed)


def article() -> str:
    """The beginning of an article of the sample, with what two UTF-16 units take."""
    file = SAMPLE / "articles" / "01-county-command-post.txt"
    return "😀" + file.read_text(encoding="utf-8")[:420] + "𠮷"


def places(text: str, sizes: list[int], labels: str = "PER ORG LOC TIME") -> list[Place]:
    """Spans side by side over the words of a text, every so many words one."""
    borders = boundaries(text)
    names, found, at = labels.split(), [], 2
    for number, size in enumerate(sizes):
        start, end = borders[min(at, len(borders) - 1)], borders[min(at + size, len(borders) - 1)]
        if start < end and "\n" not in text[start:end] and text[start:end].strip() == text[start:end]:
            found.append((start, end, names[number % len(names)]))
        at += size + 3
    return found


@pytest.mark.parametrize("press", [by_keys, through_an_input_method])
def test_a_sitting_turns_suggestions_into_gold_and_back(
    window: Person, monkeypatch: pytest.MonkeyPatch, press: Callable[[Person, Sequence[str]], None]
) -> None:
    monkeypatch.setattr("gui.pointing.content_words", content)
    window.controller.pointing.words_are_known()
    text = article()
    gold = places(text, [2, 3, 1, 4, 2] * 8)
    suggested = []
    for number, (start, end, label) in enumerate(gold):
        match number % 5:
            case 0:
                suggested.append((start, end, "TIME" if label != "TIME" else "LOC"))
            case 1:
                suggested.append((start, end - 1 if end - start > 1 else end, label))
            case 2:
                pass
            case _:
                suggested.append((start, end, label))
    suggested += [(end + 1, end + 2, "PER") for _, end, _ in gold[::6] if text[end + 1].isalnum()]
    presses = sitting_on(window, text, suggested, gold, press)
    document = window.document.id
    window.press("Ctrl+Return")
    settle()
    opened = open_document(window.workspace.project, document)
    assert [(each.start, each.end, each.label) for each in opened.annotations] == sorted(gold)
    assert presses < 2 * len(gold)
    while window.workspace.undo_status.undo_document == document:
        window.press("Ctrl+Z")
    assert open_document(window.workspace.project, document).annotations == ()


def test_the_places_that_show_keys_are_all_in_view(window: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.pointing.content_words", content)
    window.controller.pointing.words_are_known()
    text = "".join(f"第{n}行：{article()}\n" for n in range(6))
    sitting_on(window, text, [], [])
    window.press("Ctrl+Home", "G")
    height = window.canvas.viewport().height()
    for key in ["Space"] * 9 + ["F", "1"] * 6 + ["M"] * 9:
        window.press(key)
        settle()
        for each in window.controller.pointing.codes().values():
            mark = each.mark or Mark(each.start, each.end, "PER", "annotation", -1)
            rect = window.canvas.rect_of(mark)
            assert rect.top() >= 0, key
            assert rect.bottom() <= height, key


def test_what_is_hidden_and_gives_way_to_a_reach_is_told(window: Person) -> None:
    window.focus_on("𠮷野家")
    window.press("A")
    window.press("Shift+Y", at=window.canvas)
    put_away(window.controller.filtering.bar, "labels", "ORG")
    window.canvas.set_focus(None)
    window.canvas.set_selection(5, 5)
    window.press("G", at=window.canvas)
    settle()
    codes = window.controller.pointing.codes()
    assert "ORG" not in {each.mark.label for each in codes.values() if each.mark is not None}
    key = next(key for key, each in codes.items() if window.text[each.start : each.end] == "𠮷")
    window.press(f"Alt+{key.upper()}", at=window.canvas)
    assert window.said() == [("𠮷野家在澄湾县", "LOC")]
    assert window.notice == "Spans that made room: 1"
