"""The list of what the guideline does not decide, as a file for whoever writes the guideline."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from core.formats.writing import replacing
from core.queries.review import Gap

COLUMNS = ("document", "title", "start", "end", "quote", "category", "note", "judge", "at", "settled")


def write_gaps(path: Path, gaps: Sequence[Gap]) -> None:
    """Write the list as CSV that a spreadsheet opens (UTF-8 with a mark); the file is whole or not there.

    Offsets count code points. A cell that a spreadsheet would take for a formula gets an apostrophe.
    """
    lines = io.StringIO(newline="")
    table = csv.writer(lines)
    table.writerow(COLUMNS)
    for each in gaps:
        cells = (each.document_id, each.title, each.start, each.end, each.quote, each.category, each.reason)
        settled = "yes" if each.is_settled else "no"
        table.writerow([_safe(str(cell)) for cell in (*cells, each.judge, each.at, settled)])
    with replacing(path) as file:
        file.write("\ufeff".encode() + lines.getvalue().encode())


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
