"""docs/formats.md says what the code does: its tables are the code's own."""

from pathlib import Path

import pytest

from core.formats.matrix import loss_matrix, option_list
from core.formats.registry import FORMATS
from tests.core.formats.bad_inputs import CASES, sentences, table

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_the_loss_matrix_is_the_registrys() -> None:
    assert loss_matrix() in PAGE


def test_the_options_are_the_registrys() -> None:
    assert option_list() in PAGE


def test_every_format_has_its_section() -> None:
    assert all(f"### {name}\n" in PAGE for name in FORMATS)


@pytest.mark.parametrize(("what", "name", "data"), CASES, ids=[case[0] for case in CASES])
def test_every_bad_input_gets_a_sentence(tmp_path: Path, what: str, name: str, data: bytes) -> None:
    said = sentences(tmp_path, name, data)
    assert said and not any(each.startswith("RAISED") for each in said)


def test_the_sentences_on_the_page_are_those(tmp_path: Path) -> None:
    missing = [row for row in table(tmp_path) if row not in PAGE]
    assert not missing
