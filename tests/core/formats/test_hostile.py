"""Hostile files are refused, or read as far as they are good, quickly and in little memory."""

import resource
import time
from pathlib import Path

import pytest

from core.formats.csv import FORMAT as CSV
from core.formats.registry import FORMATS
from tests.core.formats.hostile import CASES, Make, sentences, table
from tests.core.formats.records import DocumentRecord, needs, read, write

PAGE = Path(__file__).parents[3] / "docs" / "hostile-inputs.md"
LONGEST = 15.0  # seconds, for 5 GB too
MOST_MEMORY = 600 << 10  # KB that any of them may add


@pytest.mark.parametrize(("what", "format_name", "name", "make"), CASES, ids=[case[0] for case in CASES])
def test_hostile_files_get_a_sentence(
    tmp_path: Path, what: str, format_name: str, name: str, make: Make
) -> None:
    needs(FORMATS[format_name])
    before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    said = sentences(tmp_path, format_name, name, make)
    assert said and not any("Traceback" in each for each in said)
    assert time.perf_counter() - begin < LONGEST
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY


def test_the_sentences_on_the_page_are_those(tmp_path: Path) -> None:
    for kind in FORMATS.values():
        needs(kind)
    page = PAGE.read_text(encoding="utf-8")
    assert not [row for row in table(tmp_path) if row not in page]


def test_a_cell_is_never_a_formula(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    record = DocumentRecord('=HYPERLINK("http://x")', id="+1", title="@x", source="＝１")
    write(CSV, tmp_path / "a.csv", [record])
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith("'+1,'@x,'＝１,\"'=HYPERLINK")
    write(FORMATS["xlsx"], tmp_path / "a.xlsx", [record])
    row = list(openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows())[1]
    assert {cell.data_type for cell in row if cell.value} == {"s"} or row[3].data_type != "f"
    assert read(FORMATS["xlsx"], tmp_path / "a.xlsx")[0][0].text == record.text
