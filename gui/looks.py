"""How the program looks: the preferences in force, and what sets them by a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.canvas.marks import Appearance
from gui.main_window import MainWindow
from gui.settings import Preferences, Settings, sane


class Looks(QObject):
    """Shows the window as chosen, and remembers it. `family` is the font to fall back on.

    `changed` carries the Appearance that pages beside the text are to be drawn in.
    """

    changed = Signal(object)

    def __init__(
        self, window: MainWindow, settings: Settings, family: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._settings = settings
        self._family = family
        self._is_dark = False
        self.appearance = Appearance()
        self.preferences = settings.preferences()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.styleHints().colorSchemeChanged.connect(lambda: self.apply(self.preferences))

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {
            "larger": lambda: self._resize_text(1.0),
            "smaller": lambda: self._resize_text(-1.0),
            "usual-size": lambda: self.apply(replace(self.preferences, size=Preferences().size)),
            "dark": lambda: self.apply(replace(self.preferences, theme="light" if self._is_dark else "dark")),
        }

    def apply(self, chosen: Preferences) -> None:
        """Show the program as chosen."""
        self.preferences = sane(chosen)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        shown = theme.apply(
            app,
            self.preferences.theme,  # type: ignore[arg-type] # checked by `sane`
            high_contrast=self.preferences.contrast == "high",
            safe_labels=self.preferences.label_colours == "safe",
        )
        self._is_dark = shown.is_dark
        self._window.set_theme(shown)
        self.appearance = Appearance(
            family=self.preferences.font or self._family,
            size_pt=self.preferences.size,
            leading=self.preferences.leading,
            reading_width=self.preferences.width,
            theme=shown,
        )
        self._window.canvas.set_appearance(self.appearance)
        self._window.status.sitting.show_pace(self.preferences.pace == "shown")
        self.changed.emit(self.appearance)
        self._settings.set_preferences(self.preferences)

    def _resize_text(self, by: float) -> None:
        self.apply(replace(self.preferences, size=self.preferences.size + by))
