"""The composition root: makes the application, its parts, and ties them together."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from core.suggest.apart import Apart
from gui import theme
from gui.controller import Controller
from gui.fonts import ensure_chinese_font
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.tasks import Tasks
from gui.workspace import Workspace

_AT_THE_LATEST = 15_000  # milliseconds
_I18N = Path(__file__).with_name("i18n")


def language_of(choice: str) -> str:
    """“zh” or “en”: as chosen, else as the system speaks."""
    if choice in ("zh", "en"):
        return choice
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def make_application(settings: Settings) -> tuple[QApplication, str]:
    """The application in the user's language; its words are translated from now on."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Jinbiao")
    app.setDesktopFileName("jinbiao")
    language = language_of(settings.preferences().language)
    install_translation(language)
    return app, language


def install_translation(language: str) -> None:
    """Let Qt translate the program's words (English in the code) from now on."""
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    own_words = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file in (f"{own_words}/qtbase_{language}_CN.qm", str(_I18N / f"jinbiao_{language}.qm")):
        translator = QTranslator(app)
        if translator.load(file):
            app.installTranslator(translator)


def make_window(
    settings: Settings, language: str, tasks: Tasks | None = None, apart: Apart | None = None
) -> Controller:
    """The window with everything in it, not shown yet and nothing open."""
    family = ensure_chinese_font()
    font = QApplication.font()
    if family:
        font.setFamilies([font.family(), family])
        QApplication.setFont(font)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, settings.preferences().theme)  # type: ignore[arg-type] # checked by `sane`
    workspace = Workspace(tasks or Tasks())
    window = MainWindow(workspace)
    return Controller(workspace, window, settings, apart or Apart(), language, family)


def run(database: str = "annotations.db", annotator: str = "", apart: Apart | None = None) -> int:
    """Open the window on a database and stay until it is closed; `apart` is what suggests."""
    settings = Settings()
    app, language = make_application(settings)
    controller = make_window(settings, language, apart=apart)
    if not controller.start(database, annotator):
        return 2
    sys.excepthook = telling(controller)
    controller.suggesting.words_loaded.connect(collect_garbage_again)
    QTimer.singleShot(_AT_THE_LATEST, collect_garbage_again)
    return app.exec()


def telling(controller: Controller) -> Callable[[type[BaseException], BaseException, Any], None]:
    """What nobody caught is shown to the person as well, and the window goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            controller.telling.tell(error)

    return hook


def collect_garbage_again() -> None:
    """The start is over (see `gui.opening`): what it has loaded stays, and is not walked through again.

    Walking through the dictionary while it is being read would stop the window for 70 ms at a time.
    """
    gc.freeze()
    gc.enable()
