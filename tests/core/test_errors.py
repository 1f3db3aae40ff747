"""The tree of errors is the one that is drawn, and each error is one readable line."""

import inspect
import re

import pytest

from core import errors
from core.errors import JinbiaoError, Refused, StoreError

ALL = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, JinbiaoError)]
VALUES = {
    "int": 3,
    "float": 1.5,
    "int | str": 7,
    "str": "王芳😀",
    "int | None": 5,
    "tuple[str, ...]": ("甲", "乙"),
}


def test_the_drawing_is_the_tree() -> None:
    drawn: list[tuple[str, str]] = []
    stack: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"([ │├└─]*)([A-Z]\w+)(\s|$)", line)
        if found is None or not line.startswith("    "):
            continue
        depth = len(found.group(1))
        while stack and stack[-1][0] >= depth:
            stack.pop()
        drawn.append((found.group(2), stack[-1][1] if stack else "Exception"))
        stack.append((depth, found.group(2)))
    assert sorted(drawn) == sorted((each.__name__, each.__base__.__name__) for each in ALL)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_each_says_something(kind: type[JinbiaoError]) -> None:
    assert inspect.getdoc(kind)
    fields = inspect.signature(kind).parameters if "__dataclass_fields__" in dir(kind) else {}
    error = kind(**{name: VALUES[str(field.annotation)] for name, field in fields.items()})
    assert "\n" not in str(error)
    assert bool(str(error)) == (bool(fields) or kind.__name__ == "Cancelled")
    assert not re.search(r"\b(None|\w+Error\(|<)", str(error))


def test_what_the_store_says_comes_with_advice() -> None:
    for kind in StoreError.__subclasses__():
        assert kind.advice != StoreError.advice
        assert str(kind("/a/项目.db", "why")) == f"/a/项目.db: {kind.advice} (why)"


def test_refusals_are_no_faults() -> None:
    assert not any(issubclass(kind, StoreError) for kind in Refused.__subclasses__())
