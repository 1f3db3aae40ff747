"""The commands are put together once for all tests, as a program puts them together once."""

import sys
from collections.abc import Iterator

import pytest
import typer

from core.cli import app


@pytest.fixture(scope="package", autouse=True)
def assembled() -> Iterator[None]:
    """Putting them together takes longer than most of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["core.cli.app"], "app", typer.main.get_command(app))
        yield
