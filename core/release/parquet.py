"""The splits as Parquet beside the JSONL, where pyarrow is installed (extra `hf`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from core.errors import Refused

FOLDER = "parquet"
_ROWS = 500


def write_parquet(place: Path, splits: Sequence[str]) -> list[str]:
    """Write a file for each split and say their paths. Refused if pyarrow is not there."""
    try:
        arrow: Any = import_module("pyarrow")  # no stubs, and not always there
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError:
        raise Refused("Parquet needs pyarrow: install jinbiao[hf], or leave out --parquet") from None
    schema = _schema(arrow)
    (place / FOLDER).mkdir()
    written = []
    for split in splits:
        path = f"{FOLDER}/{split}.parquet"
        with parquet.ParquetWriter(place / path, schema) as writer:
            for rows in _batches(place / f"{split}.jsonl"):
                writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
        written.append(path)
    return written


def _batches(path: Path) -> Iterator[list[dict[str, Any]]]:
    with path.open("rb") as file:
        rows = (msgspec.json.decode(line) for line in file)
        while batch := list(islice(rows, _ROWS)):
            yield batch


def _schema(arrow: Any) -> Any:
    text, number = arrow.string(), arrow.int64()
    span = [("start", number), ("end", number), ("label", text), ("text", text), ("origin", text)]
    span += [("source", text), ("score", arrow.float64()), ("reason", text)]
    zone = [("start", number), ("end", number), ("kind", text), ("by_hand", arrow.bool_())]
    columns = [(name, text) for name in ("id", "title", "text", "source", "state")]
    columns.append(("categories", arrow.list_(text)))
    columns += [("spans", arrow.list_(arrow.struct(span))), ("zones", arrow.list_(arrow.struct(zone)))]
    return arrow.schema(columns)
