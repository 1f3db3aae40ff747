"""The architecture page names the modules that there are, in their own words."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def test_the_list_of_modules_is_true() -> None:
    spec = importlib.util.spec_from_file_location("make_modules", DOCS / "make_modules.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    assert page.endswith(made.modules()), "run python docs/make_modules.py"
