"""Who may import whom: the rules of the design, read from the code itself."""

import itertools
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("core", "gui", include_external_packages=True, cache_dir=None)


CORE = [
    "core.cli",
    ("core.operations", "core.queries"),
    "core.project",
    "core.store",
    "core.history",
    "core.annotation",
    "core.errors",
]
GUI = [
    "gui.app",
    "gui.main_window",
    ("gui.panels", "gui.dialogs", "gui.canvas"),
    "gui.commands",
    "gui.workspace",
    ("gui.tasks", "gui.models"),
    ("gui.messages", "gui.theme"),
]
ISLANDS = ("core.formats", "core.release", "core.suggest", "core.review")


def imports(graph: grimp.ImportGraph, importer: str, imported: str) -> list[str]:
    """Each direct import from a package's modules into another's, as “a → b”."""
    if not {importer, imported} <= graph.modules:
        return []
    froms = {importer, *_inside(graph, importer)}
    into = {imported, *_inside(graph, imported)}
    return sorted(
        f"{a} → {b}" for a in froms for b in graph.find_modules_directly_imported_by(a) if b in into
    )


def _inside(graph: grimp.ImportGraph, package: str) -> set[str]:
    return set() if graph.is_module_squashed(package) else graph.find_descendants(package)


@pytest.mark.parametrize("forbidden", ["gui", "PySide6"])
def test_core_has_no_window(graph: grimp.ImportGraph, forbidden: str) -> None:
    assert imports(graph, "core", forbidden) == []


@pytest.mark.parametrize("forbidden", ["sqlalchemy", "alembic", "core.store"])
def test_the_window_sees_no_database(graph: grimp.ImportGraph, forbidden: str) -> None:
    assert imports(graph, "gui", forbidden) == []


def pairs(layers: list[str | tuple[str, ...]]) -> list[tuple[str, str]]:
    """(lower, higher) for every two rooms that do not lie on one floor."""
    floors = [(floor,) if isinstance(floor, str) else floor for floor in layers]
    return [
        (low, high) for above, below in itertools.combinations(floors, 2) for high in above for low in below
    ]


@pytest.mark.parametrize(("low", "high"), pairs(CORE))
def test_core_imports_downwards(graph: grimp.ImportGraph, low: str, high: str) -> None:
    assert imports(graph, low, high) == []


@pytest.mark.parametrize(("low", "high"), pairs(GUI))
def test_the_window_imports_downwards(graph: grimp.ImportGraph, low: str, high: str) -> None:
    assert imports(graph, low, high) == []


@pytest.mark.parametrize("island", ISLANDS)
@pytest.mark.parametrize(
    "forbidden", ["core.cli", "core.operations", "core.queries", "core.project", "core.store", "sqlalchemy"]
)
def test_islands_know_no_store(graph: grimp.ImportGraph, island: str, forbidden: str) -> None:
    assert imports(graph, island, forbidden) == []


@pytest.mark.parametrize(("one", "two"), list(itertools.permutations(ISLANDS, 2)))
def test_islands_do_not_know_each_other(graph: grimp.ImportGraph, one: str, two: str) -> None:
    assert imports(graph, one, two) == []


def test_formats_do_not_know_each_other(graph: grimp.ImportGraph) -> None:
    """What the registry lists are formats; everything else in the folder is for all of them."""
    listed = graph.find_modules_directly_imported_by("core.formats.registry")
    formats = {name for name in listed if name.startswith("core.formats.")} - {"core.formats.format"}
    found = [each for one, two in itertools.permutations(formats, 2) for each in imports(graph, one, two)]
    assert found == []


def test_panels_do_not_know_each_other(graph: grimp.ImportGraph) -> None:
    """How a panel paints its rows is part of that panel."""
    panels = {name for name in graph.find_children("gui.panels") if not name.endswith("_delegate")}
    assert [each for one, two in itertools.permutations(panels, 2) for each in imports(graph, one, two)] == []


def test_operations_and_queries_meet_only_in_the_history(graph: grimp.ImportGraph) -> None:
    assert imports(graph, "core.operations", "core.queries") == []
    assert imports(graph, "core.queries", "core.operations") == [
        "core.queries.history → core.operations.transaction"
    ]


def test_only_the_store_and_what_stands_on_it_speak_sql(graph: grimp.ImportGraph) -> None:
    may = ("core.store", "core.operations", "core.queries", "core.project")
    speakers = graph.find_modules_that_directly_import("sqlalchemy")
    assert [each for each in sorted(speakers) if not each.startswith(may)] == []
