"""The loss matrix as a table of Markdown: what each format carries, straight from the registry."""

from __future__ import annotations

from core.formats.format import Feature
from core.formats.registry import FORMATS

_DIRECTIONS = {(True, True): "both", (True, False): "read", (False, True): "write"}


def loss_matrix() -> str:
    """A row a feature, a column a format; “✓” is carried, “–” is lost and counted in the report."""
    kinds = list(FORMATS.values())
    rows = [
        ["", *(kind.name for kind in kinds)],
        ["---", *("---" for _ in kinds)],
        ["direction", *(_DIRECTIONS[kind.reads, kind.writes] for kind in kinds)],
        ["offsets count", *(kind.unit or "–" for kind in kinds)],
        *([each.value, *("✓" if each in kind.carries else "–" for kind in kinds)] for each in Feature),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def option_list() -> str:
    """A row an option, with its choices and default."""
    rows = ["| format | option | choices | default | what for |", "| --- | --- | --- | --- | --- |"]
    rows += [
        f"| {kind.name} | {each.name} | {', '.join(each.choices) or 'any'} | {each.default or '–'} "
        f"| {each.help_en} |"
        for kind in FORMATS.values()
        for each in kind.options
    ]
    return "\n".join(rows)
