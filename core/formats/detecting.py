"""Which format a file is in: by its suffix, and where several share one, by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import islice
from pathlib import Path, PurePosixPath

import msgspec

from core.encodings import looks_like
from core.errors import BadFile, UnknownFormat
from core.formats.container import ZipBundle
from core.formats.format import Format
from core.formats.json_fields import Fields, objects
from core.formats.registry import format_named, formats
from core.formats.report import Report

_JSON = frozenset({".json", ".jsonl", ".ndjson"})
_HEAD = 1 << 14  # bytes
_LOOKED_AT = 20  # objects
_OURS = frozenset({"spans", "zones", "categories", "annotator", "state"})
_DOCCANO = frozenset({"entities", "Comments", "cats"})
_LISTS = ("label", "labels", "annotations")
_PRODIGY = frozenset({"_input_hash", "_task_hash", "_session_id", "_annotator_id", "_view_id"})
_PRODIGY_PLAIN = frozenset({"answer", "tokens", "spans"})  # two of them
_LABEL_STUDIO = frozenset({"annotations", "predictions", "completions"})
_BRAT_LINE = re.compile(rb"\s*(T\d+\t\S+ \d+ \d+|[REAMN]\d+\t|\*\t|#\d*\t)")
_MEMBERS = ((".ann", "brat"), (".xmi", "uima-xmi"), (".tsv", "webanno-tsv"))


def detect(path: Path) -> Format:
    """The format of a file.

    UnknownFormat, naming the suffix, if no format has it; BadFile if the file cannot be opened, or is
    an image or the like.
    """
    suffix = path.suffix.lower()
    if suffix in _JSON:
        return format_named(_json_format(path))
    if suffix == ".zip":
        return format_named(_zip_format(path))
    if suffix == ".ann":
        return format_named(_ann_format(path))
    if suffix == ".tsv" and _head(path).lstrip(b"\xef\xbb\xbf").startswith(b"#FORMAT=WebAnno"):
        return format_named("webanno-tsv")
    for each in formats().values():
        if each.reads and suffix in each.suffixes:
            return each
    _refuse_binary(path)
    raise UnknownFormat(suffix or path.name, tuple(name for name, each in formats().items() if each.reads))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise BadFile(str(path), error.strerror or str(error)) from error


def _refuse_binary(path: Path) -> None:
    binary = looks_like(_head(path)[:64])
    if binary:
        raise BadFile(str(path), f"this is no text but {binary}")


def _ann_format(path: Path) -> str:
    """brat's has its text beside it, or a line of brat's at its beginning; YEDDA's is the text."""
    return "brat" if path.with_suffix(".txt").exists() or _BRAT_LINE.match(_head(path)) else "yedda"


def _zip_format(path: Path) -> str:
    with ZipBundle(path) as archive:
        names = archive.names()
        for suffix, format_name in _MEMBERS:
            found = next((name for name in names if name.lower().endswith(suffix)), "")
            if found and suffix == ".ann":
                beside = str(PurePosixPath(found).with_suffix(".txt"))
                return "brat" if beside in names else "yedda"
            if found:
                return format_name
    raise BadFile(str(path), "an archive that holds none of the formats that come in one; unpack it first")


def _json_format(path: Path) -> str:
    silent = Report(kept_notes=0)
    seen = list(islice(objects(path, silent), _LOOKED_AT))
    fields: Set[str] = {name for line in seen for name in line.raw}
    if "data" in fields and fields & _LABEL_STUDIO:
        return "label-studio"
    if "text" not in fields:
        return "jsonl"
    if fields & _PRODIGY or len(fields & _PRODIGY_PLAIN) > 1:
        return "prodigy"
    if fields & _OURS:
        return "jinbiao"
    if any(_begins(line, "label", b"{") for line in seen):
        return "cluener"
    if fields & _DOCCANO or any(_begins(line, name, b"[") for line in seen for name in _LISTS):
        return "doccano"
    return "jsonl" if fields - {"id", "title", "text", "source", "meta"} else "jinbiao"


def _begins(line: Fields, name: str, bracket: bytes) -> bool:
    return bytes(line.raw.get(name, msgspec.Raw(b""))).lstrip().startswith(bracket)
