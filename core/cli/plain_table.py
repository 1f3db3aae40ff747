"""A plain table as lines of text: columns as wide as what stands in them, narrower where the terminal is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, chop_cells

_GAP = "  "


def table_lines(
    columns: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int], width: int
) -> Iterator[str]:
    """The head, then each row, in a line or several of at most `width` cells, if that can be had.

    Cells of the columns in `right` are aligned right and never broken, and no word of a head is; other
    cells go on in the next line.
    """
    widths = _widths(columns, rows, right, width)
    for row in (columns, *rows):
        if all(cell_len(cell) <= wide and "\n" not in cell for cell, wide in zip(row, widths, strict=True)):
            yield _line(row, widths, right)
            continue
        broken = (_broken(cell, wide) for cell, wide in zip(row, widths, strict=True))
        for part in zip_longest(*broken, fillvalue=""):
            yield _line(part, widths, right)


def _widths(
    columns: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int], width: int
) -> list[int]:
    widths, least = [], []
    for number, name in enumerate(columns):
        longest = max((cell_len(row[number]) for row in rows), default=0)
        whole = max(map(cell_len, name.split()), default=0)
        widths.append(max(cell_len(name), longest))
        least.append(max(whole, longest) if number in right else max(whole, 2))
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        spare = [wide if wide > bound else 0 for wide, bound in zip(widths, least, strict=True)]
        if not any(spare):
            break
        widths[spare.index(max(spare))] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int], right: Collection[int]) -> str:
    parts = []
    for number, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
        room = " " * (wide - cell_len(cell))
        parts.append(room + cell if number in right else cell + room)
    return _GAP.join(parts).rstrip()


def _broken(cell: str, width: int) -> list[str]:
    """A cell in lines of that width: between words, and within one that is longer."""
    lines = []
    for paragraph in cell.splitlines() or [""]:
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if cell_len(longer) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = chop_cells(word, width) or [""]
            lines.extend(whole)
        lines.append(line)
    return lines
