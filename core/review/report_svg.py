"""The report's plots as SVG, without a library: they lie inside the page, and print as they look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from core.review.agreement import Figure

INK, SOFT, LINE, BLUE, RED = "#1f2328", "#545c67", "#d9dce1", "#0a5fc0", "#b45309"
_STATE_COLOURS = {
    "approved": "#1a6e2e",
    "finished": "#82ad8c",
    "returned": "#b7791f",
    "in progress": "#0a5fc0",
    "new": "#c9ced6",
}
_LINES = ("#0a5fc0", "#1a6e2e", "#b45309", "#8a2be2", "#b3261e", "#545c67", "#0f766e", "#a16207")
_NAMES, _WIDTH, _ROW = 150, 680, 24
_MOST_NAME = 16


def bars(names: Sequence[str], figures: Sequence[Figure | None]) -> str:
    """A bar for each figure, 0 to 1 (or from below 0), with its interval."""
    least = min([0.0, *(low for each in figures if (low := _least(each)) is not None)])
    left, right = _NAMES, _WIDTH - 60

    def x(value: float) -> float:
        return left + (right - left) * (value - least) / (1 - least)

    parts = [_grid(x, least, len(names) * _ROW)]
    for row, (name, figure) in enumerate(zip(names, figures, strict=True)):
        middle = row * _ROW + _ROW / 2
        parts.append(_text(left - 8, middle, _cut(name), "end", title=name))
        if figure is None or figure.value is None:
            parts.append(_text(x(0) + 6, middle, "–", "start", SOFT))
            continue
        start, end = sorted((x(0), x(figure.value)))
        parts.append(_box(start, middle - 7, end - start, 14, "#8fb8e8"))
        if figure.low is not None and figure.high is not None:
            parts.append(_whisker(x(figure.low), x(figure.high), middle))
        parts.append(_text(right + 8, middle, f"{figure.value:.3f}", "start", SOFT))
    return _svg(_WIDTH, len(names) * _ROW + 22, parts)


def line(names: Sequence[str], figures: Sequence[Figure | None]) -> str:
    """Figures one after the other in time, each with its interval."""
    height, top, bottom, left, right = 240, 12, 200, 48, _WIDTH - 24
    step = (right - left) / max(len(names), 1)

    def y(value: float) -> float:
        return bottom - (bottom - top) * max(value, 0.0)

    parts = []
    for tick in range(6):
        at = y(tick / 5)
        parts += [_stroke(left, at, right, at, LINE), _text(left - 8, at, f"{tick / 5:.1f}", "end", SOFT)]
    points = []
    every = max(1, -(-len(names) // 8))
    for number, (name, figure) in enumerate(zip(names, figures, strict=True)):
        at = left + step * (number + 0.5)
        if number % every == 0:
            parts.append(_text(at, bottom + 18, name, "middle", SOFT))
        if figure is None or figure.value is None:
            continue
        points.append((at, y(figure.value)))
        if figure.low is not None and figure.high is not None:
            parts.append(_stroke(at, y(figure.low), at, y(figure.high), SOFT))
    said = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
    parts.append(f'<polyline points="{said}" fill="none" stroke="{BLUE}" stroke-width="2"/>')
    parts += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3.5" fill="{BLUE}"/>' for px, py in points]
    return _svg(_WIDTH, height, parts)


def heat(names: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    """A matrix of counts: the same on the diagonal in blue, what differs in brown, the more the darker."""
    cell = max(18.0, min(40.0, (_WIDTH - _NAMES) / max(len(names), 1)))
    same = max([1, *(counts[at][at] for at in range(len(names)))])
    other = max([1, *(n for row, some in enumerate(counts) for at, n in enumerate(some) if at != row)])
    parts = []
    for row, name in enumerate(names):
        middle = row * cell + cell / 2
        parts.append(_text(_NAMES - 8, middle, _cut(name), "end", title=name))
        for column, number in enumerate(counts[row]):
            left = _NAMES + column * cell
            share = (number / (same if row == column else other)) ** 0.5
            colour = _mixed(BLUE if row == column else RED, 0.75 * share)
            parts.append(_box(left, row * cell, cell - 1, cell - 1, colour))
            if number:
                ink = "#ffffff" if share > 0.75 else INK
                parts.append(_text(left + cell / 2, middle, str(number), "middle", ink, size=10))
    below = len(names) * cell
    for column, name in enumerate(names):
        at = _NAMES + column * cell + cell / 2
        turned = f'transform="rotate(-45 {at:.1f} {below + 12:.1f})"'
        parts.append(_text(at, below + 12, _cut(name, 10), "end", SOFT, extra=turned))
    return _svg(_NAMES + len(names) * cell + 10, below + 80, parts)


def states(names: Sequence[str], shares: Sequence[Mapping[str, int]], words: Mapping[str, str]) -> str:
    """How far each person is: a bar of stretches, with its legend above."""
    most = max([1, *(sum(each.values()) for each in shares)])
    left, right = _NAMES, _WIDTH - 50
    parts, at = [], float(left)
    for state, colour in _STATE_COLOURS.items():
        parts += [_box(at, 2, 12, 12, colour), _text(at + 18, 8, words[state], "start", SOFT)]
        at += 34 + 12 * len(words[state]) * (1.0 if words[state].isascii() is False else 0.6)
    for row, (name, share) in enumerate(zip(names, shares, strict=True)):
        middle = 26 + row * _ROW + _ROW / 2
        parts.append(_text(left - 8, middle, _cut(name), "end", title=name))
        x = float(left)
        for state, colour in _STATE_COLOURS.items():
            width = (right - left) * share.get(state, 0) / most
            if width:
                parts.append(_box(x, middle - 7, width, 14, colour))
            x += width
        parts.append(_text(x + 8, middle, str(sum(share.values())), "start", SOFT))
    return _svg(_WIDTH, 26 + len(names) * _ROW + 6, parts)


def growth(days: Sequence[str], finished: Mapping[str, Mapping[str, int]]) -> str:
    """Documents finished up to each day, a line for each person."""
    height, top, bottom, left, right = 240, 12, 190, 48, _WIDTH - 150
    sums = {name: _so_far(days, counts) for name, counts in finished.items()}
    most = max([1, *(counts[-1] for counts in sums.values() if counts)])
    step = (right - left) / max(len(days) - 1, 1)
    parts = [_stroke(left, bottom, right, bottom, LINE), _stroke(left, top, left, bottom, LINE)]
    parts += [_text(left - 8, top, str(most), "end", SOFT), _text(left - 8, bottom, "0", "end", SOFT)]
    every = max(1, -(-len(days) // 6))
    for number, day in enumerate(days):
        if number % every == 0:
            parts.append(_text(left + step * number, bottom + 18, day, "middle", SOFT))
    for number, (name, counts) in enumerate(sums.items()):
        colour = _LINES[number % len(_LINES)]
        said = " ".join(
            f"{left + step * at:.1f},{bottom - (bottom - top) * count / most:.1f}"
            for at, count in enumerate(counts)
        )
        parts.append(f'<polyline points="{said}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_box(right + 12, top + number * 20 - 5, 10, 10, colour))
        parts.append(_text(right + 28, top + number * 20, _cut(name, 12), "start", SOFT, title=name))
    return _svg(_WIDTH, max(height, top + len(sums) * 20 + 10), parts)


def _so_far(days: Sequence[str], counts: Mapping[str, int]) -> list[int]:
    total, line_ = 0, []
    for day in days:
        total += counts.get(day, 0)
        line_.append(total)
    return line_


def _least(figure: Figure | None) -> float | None:
    known = [each for each in (figure.value, figure.low) if each is not None] if figure is not None else []
    return min(known, default=None)


def _grid(x: object, least: float, height: float) -> str:
    assert callable(x)
    parts = []
    for tick in (least, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0) if least < 0 else (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts.append(_stroke(x(tick), 0, x(tick), height, LINE))
        parts.append(_text(x(tick), height + 12, f"{tick:.1f}", "middle", SOFT))
    return "".join(parts)


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="sans-serif">{"".join(parts)}</svg>'
    )


def _text(
    x: float,
    y: float,
    words: str,
    anchor: str,
    colour: str = INK,
    *,
    size: int = 12,
    title: str = "",
    extra: str = "",
) -> str:
    whole = f"<title>{escape(title)}</title>" if title and title != words else ""
    return (
        f'<text x="{x:.1f}" y="{y + size * 0.36:.1f}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="{colour}" {extra}>{whole}{escape(words)}</text>'
    )


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _stroke(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _whisker(low: float, high: float, y: float) -> str:
    ends = [_stroke(at, y - 4, at, y + 4, INK) for at in (low, high)]
    return _stroke(low, y, high, y, INK) + "".join(ends)


def _mixed(colour: str, share: float) -> str:
    """The colour on white, so much of it."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(each * share + 255 * (1 - share)):02x}" for each in channels)


def _cut(name: str, most: int = _MOST_NAME) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"
