"""What is chosen shows at once and is remembered: preferences, the window's place, both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QSpinBox

from gui.actions import ACTIONS
from gui.app import install_translation, language_of
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.i18n import compile as words
from gui.label_colours import SAFE
from gui.settings import Preferences, Settings
from tests.gui.conftest import Person, Start, settle


def remembered(ini: Path) -> Preferences:
    return Settings(QSettings(str(ini), QSettings.Format.IniFormat)).preferences()


def test_preferences_show_at_once_and_are_remembered(window: Person, ini: Path, qapp: QApplication) -> None:
    window.press("Ctrl+,")
    [dialog] = window.window.findChildren(PreferencesDialog)
    language, theme, _contrast, _colours, _font, _pace = dialog.findChildren(QComboBox)
    language.setCurrentIndex(language.findData("zh"))
    theme.setCurrentIndex(theme.findData("dark"))
    size, leading = dialog.findChildren(QDoubleSpinBox)
    size.setValue(20)
    leading.setValue(1.5)
    [width] = [each for each in dialog.findChildren(QSpinBox) if each.maximum() == 80]
    width.setValue(30)
    dialog.accept()
    shown = window.canvas._appearance
    assert (shown.size_pt, shown.leading, shown.reading_width, shown.theme.is_dark) == (20, 1.5, 30, True)
    assert window.action("dark").isChecked()
    kept = remembered(ini)
    assert (kept.language, kept.theme, kept.size, kept.leading, kept.width) == ("zh", "dark", 20, 1.5, 30)


def test_high_contrast_and_colours_told_apart_are_shown_at_once_and_remembered(
    window: Person, ini: Path
) -> None:
    label = window.workspace.label_set.labels[0].key
    before = window.canvas._styles[label].colour
    window.press("Ctrl+,")
    [dialog] = window.window.findChildren(PreferencesDialog)
    _language, _theme, contrast, colours, _font, _pace = dialog.findChildren(QComboBox)
    contrast.setCurrentIndex(contrast.findData("high"))
    colours.setCurrentIndex(colours.findData("safe"))
    dialog.accept()
    assert window.canvas._appearance.theme.ratio == 7
    assert window.canvas._styles[label].colour == (SAFE[0], SAFE[0]) != before
    delegate = window.window.labels.list.itemDelegate()
    assert delegate.colours[label] == (SAFE[0], SAFE[0])
    window.workspace.open(window.workspace.project.place)
    assert delegate.colours[label] == (SAFE[0], SAFE[0])
    assert (remembered(ini).contrast, remembered(ini).label_colours) == ("high", "safe")
    window.press("Ctrl+Shift+D")
    assert window.canvas._appearance.theme.is_dark
    assert window.canvas._appearance.theme.ratio == 7


@pytest.mark.parametrize("way", ["key", "menu", "palette"])
def test_dark_and_back(window: Person, way: str) -> None:
    for wanted in (True, False):
        if way == "key":
            window.press("Ctrl+Shift+D")
        elif way == "menu":
            window.do("dark")
        else:
            window.press("Ctrl+P")
            window.pick("dark theme")
        assert window.canvas._appearance.theme.is_dark is wanted
        assert window.action("dark").isChecked() is wanted


def test_the_size_of_the_text(window: Person, ini: Path) -> None:
    usual = Preferences().size
    window.press("Ctrl+=", "Ctrl++")
    assert window.canvas._appearance.size_pt == usual + 2
    window.press("Ctrl+-")
    assert remembered(ini).size == usual + 1
    window.press("Ctrl+0")
    assert remembered(ini).size == usual
    for _ in range(7):
        window.press("Ctrl+-")
    assert remembered(ini).size == 9


@pytest.mark.parametrize(
    ("name", "value"),
    [("theme", "purple"), ("size", "huge"), ("size", "4000"), ("width", "-3"), ("language", "tlh")],
)
def test_a_setting_that_makes_no_sense_is_passed_over(ini: Path, name: str, value: str) -> None:
    store = QSettings(str(ini), QSettings.Format.IniFormat)
    store.setValue(f"preferences/{name}", value)
    store.sync()
    kept = remembered(ini)
    if value in ("4000", "-3"):
        assert getattr(kept, name) in (32.0, 24)
    else:
        assert getattr(kept, name) == getattr(Preferences(), name)


def test_the_window_s_place_and_docks_are_remembered(start: Start) -> None:
    first = start()
    place = Path(first.workspace.project.place)
    first.window.resize(1010, 707)
    first.window.docks["guideline"].close()
    first.window.close()
    again = start(place)
    again.window.show()
    assert not again.window.docks["guideline"].isVisible()
    assert again.controller.settings.bytes("window/geometry") is not None


def test_the_words_of_the_code_are_all_in_the_file_and_all_translated(tmp_path: Path) -> None:
    fresh = tmp_path / "jinbiao_zh.ts"
    shutil.copy(words.SOURCE, fresh)
    words.extract(fresh)
    assert fresh.read_text(encoding="utf-8") == words.SOURCE.read_text(encoding="utf-8")
    assert words.untranslated() == []
    assert 'type="unfinished"' not in words.SOURCE.read_text(encoding="utf-8")


def test_the_compiled_words_are_up_to_date(tmp_path: Path) -> None:
    words.compile_words(words.SOURCE, tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == words.COMPILED.read_bytes()


def test_places_for_figures_are_the_same_in_both_languages() -> None:
    import re
    import xml.etree.ElementTree as ElementTree

    for message in ElementTree.parse(words.SOURCE).getroot().iter("message"):
        here, there = message.findtext("source") or "", message.findtext("translation") or ""
        assert sorted(re.findall(r"{\w*}", here)) == sorted(re.findall(r"{\w*}", there)), here


def test_in_a_small_window_labels_keep_their_names(start: Start) -> None:
    window = start()
    window.window.resize(800, 600)
    window.window.resizeDocks([window.window.docks["labels"]], [10], Qt.Orientation.Horizontal)
    settle()
    labels = window.window.labels
    assert labels.list.viewport().width() >= 100 + labels.fontMetrics().horizontalAdvance("五个字的名")


def test_sentences_read_right_for_one_as_for_many() -> None:
    import re
    import xml.etree.ElementTree as ElementTree

    nouns = "documents|spans|places|cases|files|people|labels|acts|suggestions|hits|notes|characters"
    sources = [each.text or "" for each in ElementTree.parse(words.SOURCE).getroot().iter("source")]
    assert not [each for each in sources if re.search(rf"{{\w*}} (?:finished |blind )?(?:{nouns})\b", each)]


def test_the_window_in_chinese(start: Start, qapp: QApplication) -> None:
    install_translation("zh")
    window = start(language="zh")
    assert qapp.findChildren(QTranslator)
    for action in ACTIONS:
        assert not window.action(action.id).text().isascii(), action.id
    assert window.window.docks["documents"].windowTitle() == "文档"
    assert window.window.labels.list.item(0).text() == "人物"
    window.press("E")
    assert window.notice.startswith("已完成")
    window.press("F1")
    [dialog] = window.window.findChildren(ShortcutsDialog)
    dialog.search.setText("撤销")
    shown = [row for row in range(dialog.table.rowCount()) if not dialog.table.isRowHidden(row)]
    assert len(shown) == 1
    dialog.close()


def test_the_language_follows_the_choice_and_else_the_system() -> None:
    assert language_of("zh") == "zh"
    assert language_of("en") == "en"
    assert language_of("system") in ("zh", "en")


def test_about_and_shortcuts_open_and_close_and_give_the_keyboard_back(window: Person) -> None:
    for id_ in ("shortcuts", "about", "preferences"):
        window.do(id_)
        settle()
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        dialog.close()
        window.window.activateWindow()
        settle()
        assert window.canvas.hasFocus(), id_
