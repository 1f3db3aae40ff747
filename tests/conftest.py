"""What all tests share: the same examples each time, never by the clock, nothing in the user's own cache."""

import os
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event


class OneCache(dict[tuple[Any, ...], Any]):
    """Statements compiled for one engine, found again by every other of its kind: tests open many."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), compiled)


_compiled = OneCache()
event.listen(Engine, "engine_connect", lambda made: made.execution_options(compiled_cache=_compiled))

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
