"""Suggestions for people to confirm: plain values in, plain values out.

suggester = Suggester(label_set)
suggester.suggest(text, zones)      # spans
suggester.categories(text, zones)   # categories of the whole text
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.suggest.suggester import Suggester
    from core.suggest.words import boundaries, load

__all__ = ["Suggester", "boundaries", "load"]


def __getattr__(name: str) -> Any:
    """The names above, loaded when they are asked for: the window's own process never suggests."""
    if name == "Suggester":
        from core.suggest.suggester import Suggester

        return Suggester
    if name in __all__:
        from core.suggest import words

        return getattr(words, name)
    raise AttributeError(name)
