"""A release made from a stream of documents: a new folder, whole or not at all.

Documents are read once and set aside in a file; what memory holds of each is its fingerprint, its
signature and its counts. Then they are sorted by fingerprint, so that the order in which they came,
the database they came from and its numbers leave no trace.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from core import __version__
from core.errors import Refused
from core.release import leakage, near_duplicates, splits, statistics
from core.release.blind import BlindSample
from core.release.card import Agreement, Facts, card
from core.release.digest import of_bytes, of_documents, of_file, of_files
from core.release.label_files import label_files
from core.release.lines import Given, counts_of, details_of, encode, line_of
from core.release.manifest import (
    DETAILS,
    LEAKAGE,
    MANIFEST,
    README,
    DocumentEntry,
    FileEntry,
    LabelSetEntry,
    Manifest,
    SplitRule,
    usable_name,
)
from core.release.manifest import encode as encode_manifest
from core.release.parquet import write_parquet
from core.release.splits import Share
from core.release.spool import Spool
from core.schema import LabelSet
from core.text import text_digest

_LINES, _MORE = ".lines", ".more"  # set aside while a release is built
Progress = Callable[[int], None]  # is told how many documents are read; what it raises stops the work


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the documents: what speaks against releasing them, by `core.release.doubts`,
    how far people agree, what documents annotated blind say."""

    doubts: Mapping[str, int] = field(default_factory=dict)
    agreement: tuple[Agreement, ...] = ()
    blind: BlindSample | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for. `layer` is told in the card: “gold”, or “annotator” for one person's work."""

    name: str
    shares: tuple[Share, ...] = splits.parse_shares(splits.DEFAULT)
    seed: int = 0
    licence: str = ""
    layer: str = "gold"
    parquet: bool = False


@dataclass
class _Read:
    """What is held of the documents, by the order in which they came."""

    ids: list[str] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    signatures: list[bytes] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    counts: statistics.Counts = field(default_factory=statistics.Counts)
    origins: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    people_each: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Arranged:
    """The documents in their final order, each with its split. `order` leads back to how they came."""

    order: list[int]
    ids: list[str]
    hashes: list[str]
    texts: list[str]
    splits: list[str]
    leaks: dict[str, Any]
    counts: dict[str, dict[str, int]]
    content_sha256: str


def build(
    documents: Iterable[Given],
    folder: Path,
    label_set: LabelSet,
    plan: Plan,
    *,
    beside: Callable[[], Beside] = lambda: Beside(),
    progress: Progress | None = None,
) -> Manifest:
    """Write the release `plan.name` into `folder` and say what is in it.

    Refused if there is one of that name, standing or withdrawn, or if there is no document.
    `beside` is asked once all documents are read.
    """
    target = folder / usable_name(plan.name)
    if target.exists() or target.is_symlink():
        raise Refused(f"{target} is there already; a release is never altered. Choose another name")
    with _new_folder(target) as place, Spool(place / _LINES) as lines, Spool(place / _MORE) as details:
        read = _take(documents, label_set, lines, details, progress)
        if not read.ids:
            raise Refused("there is no finished document to release")
        kept = _arrange(read, lines, plan)
        _write_lines(place, lines, details, kept)
        for path, content in label_files(label_set).items():
            (place / path).parent.mkdir(exist_ok=True)
            (place / path).write_bytes(content)
        (place / LEAKAGE).write_bytes(encode(kept.leaks))
        known = beside()
        facts = _facts(read, kept, label_set, plan, known)
        (place / README).write_bytes(card(facts).encode("utf-8", "replace"))
        manifest = _manifest(place, kept, label_set, plan, known.doubts)
        (place / MANIFEST).write_bytes(encode_manifest(manifest))
        return manifest


@contextmanager
def _new_folder(target: Path) -> Iterator[Path]:
    """A folder that gets the target's name when the block ends well, and is gone when it does not."""
    target.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
    try:
        yield place
        for file in sorted(place.rglob("*")):
            if file.is_file():
                _to_disk(file)
        mask = os.umask(0)
        os.umask(mask)
        place.chmod(0o777 & ~mask)
        place.rename(target)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _to_disk(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _take(
    documents: Iterable[Given], label_set: LabelSet, lines: Spool, details: Spool, progress: Progress | None
) -> _Read:
    read = _Read()
    order = {each.key: number for number, each in enumerate(label_set.categories)}
    for done, given in enumerate(documents, 1):
        line = line_of(given, order)
        encoded = encode(line)
        more = details_of(line, given)
        lines.add(encoded)
        details.add(b"" if more is None else encode(more))
        read.ids.append(line.id)
        read.hashes.append(of_bytes(encoded))
        read.texts.append(text_digest(line.text))
        read.signatures.append(near_duplicates.signature(line.text))
        read.pages.append(given.page)
        read.sources.append(leakage.address(line.source))
        read.counts.add(counts_of(line))
        read.origins[_where_from(line.source)] += 1
        read.people |= given.people
        read.people_each[len(given.people)] += 1
        if progress is not None:
            progress(done)
    return read


def _where_from(source: str) -> str:
    """What the card lists as a source: a name, or an address's host."""
    host = leakage.address(source).partition("://")[2].partition("/")[0].rpartition("@")[2]
    return host or " ".join(source.split())


def _arrange(read: _Read, lines: Spool, plan: Plan) -> _Arranged:
    """Sort by fingerprint, find what belongs together, deal it out."""
    order = sorted(range(len(read.ids)), key=lambda number: (read.hashes[number], number))
    ids, hashes, texts, pages, sources = (
        [each[number] for number in order]
        for each in (read.ids, read.hashes, read.texts, read.pages, read.sources)
    )
    signatures = [read.signatures[number] for number in order]
    pairs = list(near_duplicates.alike(signatures, lambda number: lines.text(order[number])))
    groups = leakage.joined(pairs, pages, sources).groups()
    counts = read.counts.in_order(order)
    where = splits.assign(groups, counts, hashes, plan.shares, plan.seed)
    names = [plan.shares[number].name for number in where]
    return _Arranged(
        order,
        ids,
        hashes,
        texts,
        names,
        leakage.report(ids, names, groups, pairs, pages, sources),
        statistics.by_split([each.name for each in plan.shares], names, counts),
        of_documents(hashes),
    )


def _write_lines(place: Path, lines: Spool, details: Spool, kept: _Arranged) -> None:
    """One file for each split that holds a document, and one for the details if there are any."""
    with ExitStack() as open_files:
        files: dict[str, BinaryIO] = {}
        for number, split in zip(kept.order, kept.splits, strict=True):
            for name, line in ((f"{split}.jsonl", lines[number]), (DETAILS, details[number])):
                if line and name not in files:
                    files[name] = open_files.enter_context((place / name).open("wb"))
                if line:
                    files[name].write(line)


def _facts(read: _Read, kept: _Arranged, label_set: LabelSet, plan: Plan, beside: Beside) -> Facts:
    return Facts(
        name=plan.name,
        label_set=label_set,
        layer=plan.layer,
        licence=plan.licence,
        seed=plan.seed,
        shares=splits.written(plan.shares),
        counts=kept.counts,
        content_sha256=kept.content_sha256,
        sources=tuple(sorted(read.origins.items(), key=lambda each: (-each[1], each[0]))),
        people=len(read.people),
        people_each=tuple(sorted(read.people_each.items())),
        agreement=beside.agreement,
        blind=beside.blind,
        doubts=beside.doubts,
        documents_in_groups=kept.leaks["documents_in_groups"],
        largest_group=kept.leaks["largest_group"],
    )


def _manifest(
    place: Path, kept: _Arranged, label_set: LabelSet, plan: Plan, doubts: Mapping[str, int]
) -> Manifest:
    files = {path: _entry(place / path) for path in _files(place)}
    derived = write_parquet(place, sorted(set(kept.splits))) if plan.parquet else []
    return Manifest(
        name=plan.name,
        program=f"jinbiao {__version__}",
        layer=plan.layer,
        licence=plan.licence,
        label_set=LabelSetEntry(label_set.name, label_set.version),
        split_rule=SplitRule(
            splits.written(plan.shares),
            plan.seed,
            splits.STRATIFIED_BY,
            leakage.GROUPED_BY,
            leakage.NEAR_DUPLICATES,
        ),
        content_sha256=kept.content_sha256,
        files_sha256=of_files({path: each.sha256 for path, each in files.items()}),
        counts=kept.counts,
        documents=tuple(
            DocumentEntry(*each) for each in zip(kept.ids, kept.hashes, kept.splits, kept.texts, strict=True)
        ),
        files=files,
        derived={path: _entry(place / path) for path in derived},
        doubts=dict(doubts),
    )


def _files(place: Path) -> list[str]:
    """The release's files by path, without what is only there while it is built."""
    found = (each.relative_to(place).as_posix() for each in place.rglob("*") if each.is_file())
    return sorted(each for each in found if each not in (_LINES, _MORE))


def _entry(path: Path) -> FileEntry:
    return FileEntry(path.stat().st_size, of_file(path))
