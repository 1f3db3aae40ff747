"""What all tests share: the same examples each time, never by the clock, nothing in the user's own cache."""

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.compiled import compile_once

compile_once()

# The programs that tests start would compile every module anew, each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile(
    "long", parent=settings.get_profile("steady"), derandomize=False, max_examples=2_000
)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def caches() -> Iterator[None]:
    """Models that tests train go to a folder of their own."""
    before = os.environ.get("XDG_CACHE_HOME")
    with tempfile.TemporaryDirectory(prefix="jinbiao-cache-") as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        yield
        if before is None:
            del os.environ["XDG_CACHE_HOME"]
        else:
            os.environ["XDG_CACHE_HOME"] = before
