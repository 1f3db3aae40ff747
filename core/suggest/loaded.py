"""Importing this reads the dictionary: for a process from which others are forked with it."""

import gc

from core.suggest import Suggester, load

__all__ = ["Suggester"]

load()
gc.freeze()  # what was read never goes, so no collection need look at it, and forks share its memory
