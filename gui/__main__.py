"""The command `jinbiao`: alone or with a database it opens the window, else it is the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gui.opening import open_window


def main() -> int:
    """The entry point of the installed command; its exit code."""
    if len(sys.argv) == 1:
        return open_window(os.environ.get("JINBIAO_DB", "annotations.db"))
    from gui.command_line import main as command_line

    if sys.argv[1] in ("--db", "--as") or sys.argv[1].startswith(("--db=", "--as=")):
        return command_line(["window", *sys.argv[1:]])  # options, but no command: the window
    if Path(sys.argv[1]).suffix and Path(sys.argv[1]).is_file():  # a double click; no command has a suffix
        return command_line(["window", "--db", *sys.argv[1:]])
    return command_line()


if __name__ == "__main__":
    sys.exit(main())
