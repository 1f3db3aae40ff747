"""What the program remembers between two starts, each with its default; kept in the platform's place."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

LANGUAGES = ("system", "zh", "en")
THEMES = ("system", "light", "dark")
CONTRASTS = ("usual", "high")
LABEL_COLOURS = ("own", "safe")
PACES = ("hidden", "shown")
SIZES = (9.0, 32.0)  # points
LEADINGS = (0.8, 2.0)
WIDTHS = (24, 80)  # full-width characters


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the preferences dialog shows. `size` is in points, `width` in full-width characters."""

    language: str = "system"
    theme: str = "system"
    contrast: str = "usual"
    label_colours: str = "own"
    font: str = ""
    size: float = 14.0
    leading: float = 1.0
    width: int = 42
    pace: str = "hidden"


class Settings:
    """Reading and writing them; a value that makes no sense is passed over."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "jinbiao", "jinbiao"
        )

    def preferences(self) -> Preferences:
        """The preferences, with defaults for what was never chosen."""
        found: dict[str, Any] = {}
        for field in fields(Preferences):
            default = getattr(Preferences(), field.name)
            raw = self._store.value(f"preferences/{field.name}", default)
            try:
                found[field.name] = type(default)(raw)
            except (TypeError, ValueError):
                found[field.name] = default
        return sane(Preferences(**found))

    def set_preferences(self, chosen: Preferences) -> None:
        """Remember them."""
        for field in fields(Preferences):
            self._store.setValue(f"preferences/{field.name}", getattr(chosen, field.name))
        self._store.sync()

    def text(self, name: str) -> str:
        """A remembered word, "" if there is none."""
        value = self._store.value(name, "")
        return value if isinstance(value, str) else ""

    def set_text(self, name: str, value: str) -> None:
        """Remember a word."""
        self._store.setValue(name, value)

    def bytes(self, name: str) -> QByteArray | None:
        """A remembered state of a window, None if there is none."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else None

    def set_bytes(self, name: str, value: QByteArray) -> None:
        """Remember the state of a window."""
        self._store.setValue(name, value)

    @property
    def keys_file(self) -> Path:
        """Where the keys stand that the user changed (`gui.keymap`): beside these settings."""
        return Path(self._store.fileName()).with_name("keys.toml")

    def sync(self) -> None:
        """Write it all down now."""
        self._store.sync()


def sane(chosen: Preferences) -> Preferences:
    """The preferences within what makes sense."""
    return replace(
        chosen,
        language=chosen.language if chosen.language in LANGUAGES else "system",
        theme=chosen.theme if chosen.theme in THEMES else "system",
        contrast=chosen.contrast if chosen.contrast in CONTRASTS else "usual",
        label_colours=chosen.label_colours if chosen.label_colours in LABEL_COLOURS else "own",
        size=min(max(chosen.size, SIZES[0]), SIZES[1]),
        leading=min(max(chosen.leading, LEADINGS[0]), LEADINGS[1]),
        width=min(max(chosen.width, WIDTHS[0]), WIDTHS[1]),
        pace=chosen.pace if chosen.pace in PACES else "hidden",
    )
