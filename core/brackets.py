"""Brackets and quotation marks: which pair stands around a place, with or without the marks themselves."""

from __future__ import annotations

_CLOSING = {
    "《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』", "﹁": "﹂", "﹃": "﹄", "〝": "〞",
    "（": "）", "(": ")", "［": "］", "[": "]", "【": "】", "〔": "〕", "〖": "〗", "｛": "｝", "{": "}",
    "<": ">", "«": "»", "‹": "›",
}  # fmt: skip
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_SAME = frozenset("\"'＂＇")  # one sign opens and closes
_REACH = 2_000  # code points looked at on either side


def enclosing(text: str, start: int, end: int, *, including: bool = False) -> tuple[int, int] | None:
    """The next larger phrase in brackets or quotation marks around `[start, end)`, in code points.

    Without its marks, or `including` them. None if there is none in the same line, within 2,000
    characters. Called again with what it returned, it goes on to the pair outside that.
    """
    if "\n" in text[start:end]:
        return None
    low = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    stop = text.find("\n", end)
    high = min(len(text) if stop < 0 else stop, end + _REACH)
    found: tuple[int, int] | None = None
    for opened, closed in _pairs(text, low, high):
        inner = (opened, closed + 1) if including else (opened + 1, closed)
        holds = inner[0] <= start and end <= inner[1]
        if holds and inner != (start, end) and (found is None or inner[1] - inner[0] < found[1] - found[0]):
            found = inner
    return found


def _pairs(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Where pairs open and close within a stretch; signs without a partner are passed over."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at in range(low, high):
        sign = text[at]
        opening = _OPENING.get(sign) or (sign if sign in _SAME else "")
        partner = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == opening), -1)
        if opening and partner >= 0:
            found.append((stack[partner][1], at))
            del stack[partner:]
        elif sign in _CLOSING or sign in _SAME:
            stack.append((sign, at))
    return found
