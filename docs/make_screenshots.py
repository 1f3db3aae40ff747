"""Draw the pictures of the documentation anew: `make screenshots`.

The sample project in both themes and both languages, and the window at 200 %, drawn offscreen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QSize

from gui.app import make_application, make_window
from gui.controller import Controller
from gui.offscreen import wait
from gui.settings import Preferences, Settings

IMAGES = Path(__file__).parent / "images"
SHOTS = [("light", "en", 1), ("light", "zh", 1), ("dark", "en", 1), ("dark", "zh", 1), ("light", "zh", 2)]


def main() -> None:
    """One process a picture: the scale and the language of an application are settled at its start."""
    if len(sys.argv) > 1:
        draw(*sys.argv[1:4])
        return
    IMAGES.mkdir(exist_ok=True)
    for theme, language, scale in SHOTS:
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
        name = f"window-{theme}-{language}" + ("-200" if scale == 2 else "")
        subprocess.run([sys.executable, __file__, theme, language, name], env=environment, check=True)


def draw(theme: str, language: str, name: str) -> None:
    """The window after a few decisions, one suggestion in focus."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.set_preferences(Preferences(language=language, theme=theme))
        app, spoken = make_application(settings)
        controller = make_window(settings, spoken)
        controller.window.resize(QSize(1360, 860))
        os.chdir(folder)
        controller.start("annotations.db", "林一")
        workspace = controller.workspace
        wait(app, lambda: workspace.document is not None and bool(workspace.document.waiting))
        wait(app, lambda: not workspace.is_working)
        decide(controller)
        controller.window.notice.hide()
        app.processEvents()
        target = IMAGES / f"{name}.png"
        controller.window.grab().save(str(target))
        controller.window.close()
        sys.stdout.write(f"{target.name}\n")


def decide(controller: Controller) -> None:
    """Accept most of the beginning, reject one, set a category: what a minute's work looks like."""
    for number in range(14):
        controller.trigger("reject" if number == 6 else "accept")
    document = controller.workspace.document
    if document is not None and document.category_suggestions:
        first = document.category_suggestions[0].category
        controller.window.categories.decided.emit(first, True)


if __name__ == "__main__":
    main()
