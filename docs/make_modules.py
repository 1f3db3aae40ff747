"""Write the list of modules on the architecture page anew, from the modules' own first lines.

`python docs/make_modules.py`; a test sees that the page is true.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = Path(__file__).with_name("architecture.md")
_HEAD = "## Modules\n"


def main() -> None:
    """Put the list of today in the page's place for it, which is its end."""
    before = PAGE.read_text(encoding="utf-8").partition(_HEAD)[0]
    PAGE.write_text(before + modules(), encoding="utf-8")


def modules() -> str:
    """The whole section: a table for each package, a line for each module in it."""
    return "\n".join([_HEAD, "One line each, as the module says itself.", *_tables()]) + "\n"


def _tables() -> Iterator[str]:
    for folder in sorted({file.parent for room in ("core", "gui") for file in (ROOT / room).rglob("*.py")}):
        lines = [
            f"| `{file.name}` | {said} |" for file in sorted(folder.glob("*.py")) if (said := says(file))
        ]
        if lines:
            yield f"\n### {folder.relative_to(ROOT).as_posix()}/\n\n| module | what it is for |\n|---|---|"
            yield from lines


def says(file: Path) -> str:
    """The first line of a module's docstring, "" if it has none."""
    told = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return told.partition("\n")[0].replace("|", "\\|")


if __name__ == "__main__":
    main()
