"""What SQLAlchemy has compiled for one database, used for all others of its kind: tests open many."""

from typing import Any

from sqlalchemy import Engine, event


class OneCache(dict[tuple[Any, ...], Any]):
    """A cache for every engine; a key begins with the engine's own dialect, of which only the kind counts."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), compiled)


def compile_once() -> None:
    """From now on a statement is compiled once for this process, not once for each engine."""
    cache = OneCache()
    event.listen(Engine, "engine_connect", lambda made: made.execution_options(compiled_cache=cache))
