"""Every text can be read in both themes, icons take their colours, and a font for Chinese is found."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import asdict

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics, QIcon
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.canvas.labels import LabelLooks
from gui.canvas.marks import Appearance, LabelStyle
from gui.canvas.metrics import Metrics
from gui.fonts import ensure_chinese_font
from gui.icons import PATHS, icon
from gui.style_sheet import style_sheet

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
THEMES = [theme.LIGHT, theme.DARK, theme.HIGH_LIGHT, theme.HIGH_DARK]
both = pytest.mark.parametrize("which", THEMES, ids=["light", "dark", "high-light", "high-dark"])


@pytest.fixture(autouse=True)
def _unthemed(qapp: QApplication) -> Iterator[None]:
    """Other tests find the application as it was."""
    before, font = qapp.palette(), qapp.font()
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(before)
    qapp.setFont(font)


@both
@pytest.mark.parametrize("pair", theme.TEXT_PAIRS, ids=" on ".join)
def test_texts_can_be_read(which: theme.Theme, pair: tuple[str, str]) -> None:
    ink, ground = (getattr(which, name) for name in pair)
    assert theme.contrast(ink, ground) >= which.ratio


@both
@pytest.mark.parametrize("ground", ["background", "surface", "raised"])
def test_edges_of_what_can_be_worked_are_seen(which: theme.Theme, ground: str) -> None:
    for edge in ("strong_border", "focus"):
        assert theme.contrast(getattr(which, edge), getattr(which, ground)) >= 3


@both
def test_selected_text_can_be_read(which: theme.Theme) -> None:
    def veiled(colour: str) -> str:
        return theme.blend(which.selection, colour, theme.SELECTION_ALPHA)

    assert theme.contrast(veiled(which.text), veiled(which.background)) >= 4.5
    assert theme.contrast(veiled(which.background), which.background) >= 1.2


@given(colours, colours)
def test_any_colour_can_be_made_readable(colour: str, ground: str) -> None:
    made = theme.readable(colour, ground)
    assert theme.contrast(made, ground) >= 4.5
    if theme.contrast(colour, ground) >= 4.5:
        assert made == colour


@both
@given(colour=colours)
def test_chips_and_tinted_text_can_be_read_in_any_label_colour(
    qapp: QApplication, which: theme.Theme, colour: str
) -> None:
    appearance = Appearance(theme=which)
    styles = {"X": LabelStyle("X", "某", (colour, colour))}
    look = LabelLooks(styles, Metrics(appearance), which)["X"]
    assert theme.contrast(look.ink.name(), which.background) >= which.ratio
    assert theme.contrast(look.ink_on_chip.name(), look.chip.name()) >= which.ratio
    assert theme.contrast(look.on_line.name(), look.line.name()) >= 4.5
    assert theme.contrast(which.text, look.tint.name()) >= 4.5
    assert theme.contrast(look.line.name(), which.background) >= 3


@both
def test_the_style_sheet_has_a_value_for_every_name(which: theme.Theme, qapp: QApplication) -> None:
    applied = theme.apply(qapp, which.name, high_contrast=which.ratio == 7)
    assert applied == which
    assert "$" not in qapp.styleSheet()
    named = [value for value in list(asdict(which).values())[1:] if isinstance(value, str)]
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in named)


def test_a_missing_colour_is_an_error() -> None:
    with pytest.raises(KeyError):
        style_sheet({"name": "light"})


@pytest.mark.parametrize("name", PATHS)
def test_an_icon_is_drawn_within_its_square(qapp: QApplication, name: str) -> None:
    image = icon(name, "#123456").pixmap(QSize(24, 24), 1.0).toImage()
    inked = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert len(inked) > 10
    edge = image.width() - 1
    assert not [place for place in inked if {0, edge} & set(place)]
    assert any(image.pixelColor(*place).name() == "#123456" for place in inked)


def test_icons_follow_the_theme(qapp: QApplication) -> None:
    drawn = []
    for choice in (theme.LIGHT, theme.DARK):
        theme.apply(qapp, choice.name)
        image = icon("check").pixmap(QSize(48, 48), 1.0, QIcon.Mode.Normal).toImage()
        drawn.append(image.pixelColor(20, 35).name())
    assert drawn[0] != drawn[1]


def test_a_font_draws_chinese(qapp: QApplication) -> None:
    family = ensure_chinese_font()
    assert family
    assert QFontMetrics(QFont(family)).inFont("国")
