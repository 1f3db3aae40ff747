"""The named colours of the light and the dark theme, and putting one of them on the application."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from itertools import product
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from gui.icons import icon
from gui.style_sheet import style_sheet

__all__ = [
    "DARK",
    "HIGH_DARK",
    "HIGH_LIGHT",
    "LIGHT",
    "SELECTION_ALPHA",
    "Choice",
    "Theme",
    "apply",
    "blend",
    "contrast",
    "icon",
    "readable",
]

Choice = Literal["light", "dark", "system"]


@dataclass(frozen=True)
class Theme:
    """Named colours, as #rrggbb. A text is never drawn on a ground that `TEXT_PAIRS` does not name."""

    name: Literal["light", "dark"]
    background: str  # the page that is read, lists, fields
    surface: str  # windows, tool bars, panels
    raised: str  # buttons, menus, tooltips
    hover: str  # a row or button under the mouse
    pressed: str
    text: str
    secondary: str
    dimmed: str
    border: str
    strong_border: str  # of what can be operated: 3:1 against its ground
    accent: str
    on_accent: str
    accent_ground: str  # of the selected row, of a checked button
    selection: str  # laid over selected text, see `SELECTION_ALPHA`
    focus: str
    danger: str
    success: str
    warning: str
    ratio: float = 4.5  # the least contrast of a label's words with what is behind them
    safe_labels: bool = False  # labels in colours that colour-blind people can tell apart

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"


LIGHT = Theme(
    name="light",
    background="#fdfdfc",
    surface="#f3f4f5",
    raised="#ffffff",
    hover="#e9ebee",
    pressed="#dde1e6",
    text="#1f2328",
    secondary="#545c67",
    dimmed="#666e79",
    border="#d9dce1",
    strong_border="#868d97",
    accent="#0a5fc0",
    on_accent="#ffffff",
    accent_ground="#dbe9fb",
    selection="#2f7fe6",
    focus="#0a66d6",
    danger="#b3261e",
    success="#1a6e2e",
    warning="#865300",
)

DARK = Theme(
    name="dark",
    background="#1e1f22",
    surface="#27292d",
    raised="#303338",
    hover="#363a40",
    pressed="#42474f",
    text="#d8dae0",
    secondary="#aab0bb",
    dimmed="#969ca8",
    border="#3b3f46",
    strong_border="#7d848f",
    accent="#7db2ff",
    on_accent="#0c1c33",
    accent_ground="#27405f",
    selection="#4b8df0",
    focus="#6aa6ff",
    danger="#ff9086",
    success="#74cf89",
    warning="#e6b45c",
)

HIGH_LIGHT = replace(
    LIGHT,
    background="#ffffff",
    surface="#ffffff",
    hover="#ececec",
    pressed="#dcdcdc",
    text="#000000",
    secondary="#23272d",
    dimmed="#33383f",
    border="#6a717b",
    strong_border="#30353c",
    accent="#00408f",
    accent_ground="#dcebff",
    selection="#0a5fc0",
    focus="#00408f",
    danger="#8a0f09",
    success="#0a4a1a",
    warning="#5a3700",
    ratio=7.0,
)

HIGH_DARK = replace(
    DARK,
    background="#000000",
    surface="#000000",
    raised="#0f1012",
    hover="#26292e",
    pressed="#33373d",
    text="#ffffff",
    secondary="#dfe2e8",
    dimmed="#c6cad2",
    border="#8a909a",
    strong_border="#c3c8d0",
    accent="#9cc6ff",
    on_accent="#000000",
    accent_ground="#0f2a4a",
    focus="#9cc6ff",
    danger="#ffb3ac",
    success="#9be8ad",
    warning="#ffd27a",
    ratio=7.0,
)

SELECTION_ALPHA = 0.30
_LEAST_PT = 10.0  # Chinese in less is hard to read


# every text colour with the grounds that it is drawn on
TEXT_PAIRS = (
    *product(
        ("text", "secondary", "dimmed", "danger", "success", "warning"), ("background", "surface", "raised")
    ),
    ("text", "hover"),
    ("text", "pressed"),
    ("text", "accent_ground"),
    ("secondary", "hover"),
    ("secondary", "accent_ground"),
    ("on_accent", "accent"),
    ("accent", "background"),
    ("accent", "surface"),
)


def theme_of(choice: Choice, app: QApplication, *, high_contrast: bool = False) -> Theme:
    """The theme that a choice comes to on this machine."""
    dark = choice == "dark"
    if choice == "system":
        dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    if high_contrast:
        return HIGH_DARK if dark else HIGH_LIGHT
    return DARK if dark else LIGHT


def apply(
    app: QApplication, choice: Choice, *, high_contrast: bool = False, safe_labels: bool = False
) -> Theme:
    """Put a theme on the whole application and return it.

    Whoever offers “system” connects `app.styleHints().colorSchemeChanged` to another call of this.
    """
    theme = replace(theme_of(choice, app, high_contrast=high_contrast), safe_labels=safe_labels)
    if not app.styleSheet():  # once there is one, the style below it is ours and goes by its own name no more
        app.setStyle("Fusion")
    font = app.font()
    if 0 < font.pointSizeF() < _LEAST_PT:
        font.setPointSizeF(_LEAST_PT)
        app.setFont(font)
    sheet = style_sheet(_sheet_colours(theme))
    if app.styleSheet() != sheet:  # else every widget would be polished again for nothing
        app.setPalette(palette(theme))
        app.setStyleSheet(sheet)
    return theme


def _sheet_colours(theme: Theme) -> dict[str, str]:
    pole = "#ffffff" if theme.is_dark else "#000000"
    return asdict(theme) | {
        "accent_hover": blend(pole, theme.accent, 0.12),
        "accent_pressed": blend(pole, theme.accent, 0.24),
    }


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, for all that is painted without the style sheet."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for place, colour in (
        (role.Window, theme.surface),
        (role.WindowText, theme.text),
        (role.Base, theme.background),
        (role.AlternateBase, theme.surface),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.danger),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.PlaceholderText, theme.dimmed),
        (role.Light, theme.raised),
        (role.Midlight, theme.hover),
        (role.Mid, theme.border),
        (role.Dark, theme.strong_border),
        (role.Shadow, theme.border),
    ):
        made.setColor(place, QColor(colour))
    for place in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, place, QColor(theme.dimmed))
    return made


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """The relative luminance of a #rrggbb colour, as WCAG 2 defines it."""
    red, green, blue = map(_channel, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blend(over: str, ground: str, share: float) -> str:
    """What a colour laid over a ground comes to, if `share` of it is opaque."""
    pairs = zip(_channels(over), _channels(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def readable(colour: str, ground: str, ratio: float = 4.5) -> str:
    """The colour, moved towards black or white as little as it takes to be read on the ground."""
    pole = "#ffffff" if luminance(ground) < 0.18 else "#000000"
    for step in range(21):
        moved = blend(pole, colour, step / 20)
        if contrast(moved, ground) >= ratio:
            return moved
    return pole
