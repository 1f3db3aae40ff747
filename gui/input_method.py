"""Keys that came through an input method as text: each character is taken as the key it stands for."""

from __future__ import annotations

from collections.abc import Iterator

_FULL_WIDTH = str.maketrans("，。【】｛｝《》〈〉？－＝　；：、·", ",.[]{}<><>?-= ;:/`")


def characters_of(typed: str) -> Iterator[str]:
    """The characters that would have come without an input method, full-width ones made narrow."""
    yield from typed.translate(_FULL_WIDTH)


def key_of(character: str) -> str:
    """The key that types a character, as key sequences are written: “A”, “Shift+A”, “Space”."""
    if character == " ":
        return "Space"
    return f"Shift+{character}" if character.isupper() else character.upper()
