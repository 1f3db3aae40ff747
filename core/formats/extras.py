"""Libraries that only some formats need: imported when asked for, and named when they are missing."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from core.errors import BadFile


def needed(module: str, extra: str, path: Path) -> Any:  # whatever the library is: it need not be there
    """That module; BadFile saying which extra to install if it cannot be imported."""
    try:
        return import_module(module)
    except ImportError as error:
        why = f"this format needs the package {module.partition('.')[0]}: pip install 'jinbiao[{extra}]'"
        raise BadFile(str(path), why) from error
