"""Suggestions for people to confirm: plain values in, plain values out.

suggester = Suggester(label_set)
suggester.suggest(text, zones)      # spans
suggester.categories(text, zones)   # categories of the whole text
"""

from core.suggest.suggester import Suggester
from core.suggest.words import boundaries, load

__all__ = ["Suggester", "boundaries", "load"]
