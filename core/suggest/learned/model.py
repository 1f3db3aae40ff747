"""A trained model as a value and as a file: what it knows, what it was made from, whether it is whole."""

from __future__ import annotations

import hashlib

import msgspec

from core.errors import JinbiaoError
from core.suggest.learned.calibration import Weights
from core.suggest.learned.categories import Voices
from core.suggest.learned.memory import Memory

_MAGIC = b"jinbiao learned 1\n"


class BadModel(JinbiaoError):
    """A model file is damaged, or of another version."""


class Provenance(msgspec.Struct, frozen=True):
    """What a model was made from; the same data, seed and program make the same model."""

    digest: str = ""
    label_set: int = 0
    seed: int = 1
    program: str = ""
    documents: int = 0
    characters: int = 0


class Check(msgspec.Struct, frozen=True):
    """How rules and model did on corrections that neither had seen: acts of one kind, by label."""

    rules: int = 0
    learned: int = 0
    right: int = 0


class Model(msgspec.Struct, frozen=True):
    """Everything learned from a project. `crf` may be empty where there was nothing to train on."""

    made_from: Provenance
    labels: tuple[str, ...] = ()
    crf: bytes = b""
    memory: Memory = Memory()
    weights: Weights = Weights(())
    trusted: dict[str, bool] = {}
    used: bool = False
    checked: dict[str, Check] = {}
    reliability: float = 0.0
    categories: dict[str, Voices] = {}

    def to_bytes(self) -> bytes:
        """The model as a file, with a digest of itself in front."""
        body = msgspec.msgpack.encode(self)
        return _MAGIC + hashlib.sha256(body).digest() + body


def read_model(data: bytes) -> Model:
    """Read back what `to_bytes` wrote; BadModel if a byte of it is not what was written."""
    if not data.startswith(_MAGIC):
        raise BadModel("the file is no model of this version")
    at = len(_MAGIC)
    digest, body = data[at : at + 32], data[at + 32 :]
    if hashlib.sha256(body).digest() != digest:
        raise BadModel("the file is damaged")
    try:
        return msgspec.msgpack.decode(body, type=Model)
    except msgspec.MsgspecError as error:
        raise BadModel(f"the file is not a model: {error}") from error
