"""The colours of people: muted, not to be taken for labels'; lanes and names tell them apart too."""

from __future__ import annotations

from core.annotation import GOLD
from core.queries.others import SeenLayer

Pair = tuple[str, str]  # on light and on dark ground

_GOLD: Pair = ("#8a6100", "#e3c266")
_PEOPLE: tuple[Pair, ...] = (
    ("#3d5a80", "#a8c0e0"),
    ("#7a3b5d", "#e0a9c6"),
    ("#1f6460", "#8fcfc8"),
    ("#5d5a1f", "#d0cb8b"),
    ("#85442f", "#e3ad97"),
    ("#474b52", "#c3c7ce"),
)


class People:
    """Gives each layer its colour, the same on every document of a sitting."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def colour(self, layer: SeenLayer) -> Pair:
        """The colour of a layer; behind the sixth they begin again."""
        if layer.who == GOLD:
            return _GOLD
        return _PEOPLE[self._seen.setdefault(layer.key, len(self._seen)) % len(_PEOPLE)]
