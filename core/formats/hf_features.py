"""What a Parquet file says of its columns: to Arrow, and to the library `datasets`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from core.schema import LabelSet

_STRINGS = ("id", "text", "title", "source", "meta")
_SPAN = {
    "start": "int64",
    "end": "int64",
    **dict.fromkeys(("label", "text", "origin", "source"), "string"),
    "score": "float64",
    "reason": "string",
    "suggested": "string",
}
_ZONE = {"start": "int64", "end": "int64", "kind": "string", "by_hand": "bool"}


class Names:
    """The numbers of tags: O, then B- and I- of each label in turn, new ones behind."""

    def __init__(self, label_set: LabelSet | None) -> None:
        self.tags = ["O"]
        self._first: dict[str, int] = {}
        for label in label_set.labels if label_set is not None else ():
            self.of(label.key)

    def of(self, label: str) -> tuple[int, int]:
        """(B-, I-) of a label."""
        first = self._first.get(label)
        if first is None:
            first = self._first[label] = len(self.tags)
            self.tags += [f"B-{label}", f"I-{label}"]
        return first, first + 1


def arrow_schema(library: Any, with_tokens: bool) -> Any:  # pyarrow has no types and need not be there
    """The columns as Arrow has them."""
    kinds = {
        "string": library.string(),
        "int64": library.int64(),
        "float64": library.float64(),
        "bool": library.bool_(),
    }

    def many(fields: Mapping[str, str]) -> Any:
        return library.list_(library.struct([(name, kinds[kind]) for name, kind in fields.items()]))

    columns = [(name, kinds["string"]) for name in _STRINGS]
    if with_tokens:
        columns += [("tokens", library.list_(kinds["string"])), ("ner_tags", library.list_(kinds["int64"]))]
    columns += [("spans", many(_SPAN)), ("categories", library.list_(kinds["string"]))]
    columns += [("zones", many(_ZONE)), ("annotator", kinds["string"]), ("state", kinds["string"])]
    return library.schema([*columns, ("spans_given", kinds["bool"])])


def features(names: Names, with_tokens: bool) -> bytes:
    """The same columns for `datasets`, which reads them from the file's metadata."""
    found: dict[str, Any] = {name: _value("string") for name in _STRINGS}
    if with_tokens:
        found["tokens"] = _list(_value("string"))
        found["ner_tags"] = _list({"names": names.tags, "_type": "ClassLabel"})
    found["spans"] = _list({name: _value(kind) for name, kind in _SPAN.items()})
    found["categories"] = _list(_value("string"))
    found["zones"] = _list({name: _value(kind) for name, kind in _ZONE.items()})
    found |= {"annotator": _value("string"), "state": _value("string"), "spans_given": _value("bool")}
    return msgspec.json.encode({"info": {"features": found}})


def tag_names(metadata: Mapping[bytes, bytes] | None) -> list[str]:
    """The names of the column `ner_tags`, none if the file does not say."""
    try:
        said = msgspec.json.decode((metadata or {}).get(b"huggingface", b"null"))
        column = said["info"]["features"]["ner_tags"]
        return msgspec.convert((column.get("feature") or column)["names"], type=list[str])
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return []


def _value(kind: str) -> dict[str, str]:
    return {"dtype": kind, "_type": "Value"}


def _list(of: Any) -> dict[str, Any]:  # a feature, or a dict of them
    return {"feature": of, "_type": "List"}
