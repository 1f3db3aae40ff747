"""The formats that there are: a dict that one can read, then what plug-ins add."""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import entry_points
from typing import Literal

from core.errors import UnknownFormat
from core.formats import (
    brat,
    cluener,
    conll,
    csv,
    doccano,
    huggingface,
    jinbiao,
    jsonl,
    label_studio,
    prodigy,
    spacy,
    text,
    uima_xmi,
    webanno_tsv,
    xlsx,
    yedda,
)
from core.formats.format import Format

FORMATS: dict[str, Format] = {
    "text": text.FORMAT,
    "jinbiao": jinbiao.FORMAT,
    "jsonl": jsonl.FORMAT,
    "csv": csv.FORMAT,
    "xlsx": xlsx.FORMAT,
    "doccano": doccano.FORMAT,
    "label-studio": label_studio.FORMAT,
    "prodigy": prodigy.FORMAT,
    "brat": brat.FORMAT,
    "conll": conll.FORMAT,
    "cluener": cluener.FORMAT,
    "webanno-tsv": webanno_tsv.FORMAT,
    "uima-xmi": uima_xmi.FORMAT,
    "spacy": spacy.FORMAT,
    "huggingface": huggingface.FORMAT,
    "yedda": yedda.FORMAT,
}

_log = logging.getLogger(__name__)


@cache
def formats() -> dict[str, Format]:
    """Ours and those of plug-ins (entry points "jinbiao.formats"); one that fails is reported once."""
    found = dict(FORMATS)
    for point in entry_points(group="jinbiao.formats"):
        try:
            added = point.load()
            if not isinstance(added, Format):
                raise TypeError(f"{point.value} is no Format")
            found.setdefault(added.name, added)
        except Exception:  # whatever a plug-in does wrong, the program starts
            _log.exception("the format plug-in %s cannot be used", point.name)
    return found


def format_named(name: str, to_be: Literal["", "read", "written"] = "") -> Format:
    """The format of that name; UnknownFormat, saying which there are, if none can be read or written so."""
    known = formats()
    able = [
        each for each, kind in known.items() if {"read": kind.reads, "written": kind.writes}.get(to_be, True)
    ]
    if name not in able:
        raise UnknownFormat(name, tuple(able), to_be if name in known else "")
    return known[name]
