"""What a start of the window loads: what comes into use later is loaded later."""

from __future__ import annotations

import json
import subprocess
import sys

_NOT_YET = (
    "alembic",
    "core.cli",
    "concurrent.futures.process",
    "core.formats.registry",  # all formats
    "core.learning",
    "core.suggest.suggester",  # it is another process that suggests
    "multiprocessing",
    "numpy",
    "pyqtgraph",
    "sqlalchemy.dialects.postgresql",
    "typer",
)


def test_the_window_does_not_wait_for_what_it_does_not_show() -> None:
    said = "import json, sys, gui.app; print(json.dumps(list(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", said], check=True, capture_output=True).stdout)
    assert "gui.main_window" in loaded
    assert [each for each in _NOT_YET if each in loaded] == []
