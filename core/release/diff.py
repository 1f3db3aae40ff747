"""What differs between two releases: documents, spans, categories, and the label set itself.

A document is the same in both if its text is (whatever it is called), else if its id is. Only documents
whose lines differ are read; of the others the manifest tells enough.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from core.errors import BadFile, BadLabelSet
from core.release.digest import of_bytes
from core.release.lines import DocumentLine, SpanLine
from core.release.manifest import DocumentEntry, Manifest, read_standing
from core.schema import Label, LabelSet, read_label_set

_line = msgspec.json.Decoder(DocumentLine)
_Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class SpanChange:
    """A span that is there in one release only, or (`before` and `after`) has another label or edge."""

    before: SpanLine | None
    after: SpanLine | None


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that is in both and not the same. `text_changed`: then spans are only counted.

    `other` is what else differs: "title", "source", "state", "zones", "id", "provenance".
    """

    id: str
    title: str
    text_changed: bool = False
    spans: tuple[SpanChange, ...] = ()
    categories_added: tuple[str, ...] = ()
    categories_removed: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    spans_before: int = 0
    spans_after: int = 0


@dataclass(frozen=True, slots=True)
class LabelChange:
    """A label or category that was added, removed or changed: then `fields` says in what."""

    kind: str
    key: str
    change: str
    fields: tuple[str, ...] = ()


@dataclass
class Difference:
    """All that differs. `moved` are documents in another split: (id, before, after)."""

    first: str
    second: str
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    changed: list[DocumentChange] = field(default_factory=list)
    moved: list[tuple[str, str, str]] = field(default_factory=list)
    labels: list[LabelChange] = field(default_factory=list)
    label_set: list[str] = field(default_factory=list)

    @property
    def span_counts(self) -> Counter[str]:
        """How many spans were "added", "removed", "relabelled" and "moved", where texts are the same."""
        return Counter(kind_of(span) for document in self.changed for span in document.spans)


def kind_of(span: SpanChange) -> str:
    """What became of a span: "added", "removed", "relabelled" or "moved"."""
    if span.before is None:
        return "added"
    if span.after is None:
        return "removed"
    return "relabelled" if span.before.label != span.after.label else "moved"


def compare(first: Path, second: Path) -> Difference:
    """Compare two releases in their folders. BadFile or Refused if one is none, or was withdrawn."""
    one, other = read_standing(first), read_standing(second)
    found = Difference(one.name, other.name)
    pairs = _pair(one, other, found)
    lines_before = _Lines(first, one, {before.sha256 for before, _ in pairs})
    lines_after = _Lines(second, other, {after.sha256 for _, after in pairs})
    for before, after in pairs:
        found.changed.append(_document(lines_before(before), lines_after(after)))
    found.changed.sort(key=lambda each: each.id)
    _labels(_label_set(first), _label_set(second), found)
    return found


def _pair(one: Manifest, other: Manifest, found: Difference) -> list[tuple[DocumentEntry, DocumentEntry]]:
    """Which documents stand against each other and differ; the rest is put into `found`."""
    same, before, after = _matched(one.documents, other.documents, "sha256")
    found.unchanged = len(same)
    by_text, before, after = _matched(before, after, "text_sha256")
    by_id, before, after = _matched(before, after, "id")
    found.removed = sorted(each.id for each in before)
    found.added = sorted(each.id for each in after)
    found.moved = sorted(
        (new.id, old.split, new.split) for old, new in [*same, *by_text, *by_id] if old.split != new.split
    )
    return [*by_text, *by_id]


def _matched(
    before: Iterable[DocumentEntry], after: Iterable[DocumentEntry], name: str
) -> tuple[list[tuple[DocumentEntry, DocumentEntry]], list[DocumentEntry], list[DocumentEntry]]:
    """Pairs that agree in a field, then what is left of either."""
    waiting: dict[str, list[DocumentEntry]] = defaultdict(list)
    for each in before:
        waiting[getattr(each, name)].append(each)
    pairs, left = [], []
    for each in after:
        found = waiting.get(getattr(each, name))
        if found:
            pairs.append((found.pop(0), each))
        else:
            left.append(each)
    return pairs, [each for some in waiting.values() for each in some], left


class _Lines:
    """Some lines of a release by their fingerprints, found once and read when they are asked for."""

    def __init__(self, folder: Path, manifest: Manifest, wanted: set[str]) -> None:
        self._folder = folder
        self._places: dict[str, tuple[str, int, int]] = {}
        for split in sorted({each.split for each in manifest.documents if each.sha256 in wanted}):
            if f"{split}.jsonl" in manifest.files:  # whose names are known to stay in the folder
                self._find(f"{split}.jsonl", wanted)

    def __call__(self, entry: DocumentEntry) -> DocumentLine:
        if entry.sha256 not in self._places:
            raise BadFile(str(self._folder), f"the document {entry.id} is not there as it was released")
        name, start, size = self._places[entry.sha256]
        with (self._folder / name).open("rb") as file:
            file.seek(start)
            try:
                return _line.decode(file.read(size))
            except (ValueError, RecursionError) as error:
                raise BadFile(str(self._folder / name), f"{entry.id}: {error}") from error

    def _find(self, name: str, wanted: set[str]) -> None:
        at = 0
        try:
            with (self._folder / name).open("rb") as file:
                for line in file:
                    fingerprint = of_bytes(line)
                    if fingerprint in wanted:
                        self._places[fingerprint] = (name, at, len(line))
                    at += len(line)
        except OSError as error:
            raise BadFile(str(self._folder / name), error.strerror or str(error)) from error


def _document(before: DocumentLine, after: DocumentLine) -> DocumentChange:
    same_text = before.text == after.text
    spans = tuple(_spans(before.spans, after.spans)) if same_text else ()
    fields = [
        name
        for name in ("id", "title", "source", "state", "zones")
        if getattr(before, name) != getattr(after, name)
    ]
    if same_text and not spans and before.spans != after.spans:
        fields.append("provenance")
    return DocumentChange(
        after.id,
        after.title,
        not same_text,
        spans,
        tuple(each for each in after.categories if each not in before.categories),
        tuple(each for each in before.categories if each not in after.categories),
        tuple(fields),
        len(before.spans),
        len(after.spans),
    )


def _spans(before: Sequence[SpanLine], after: Sequence[SpanLine]) -> Iterator[SpanChange]:
    """What became of the spans, in the order of the text: as many pairs as can be told for sure."""
    gone, new = _only_in(before, after), _only_in(after, before)
    changes = _paired(gone, new, lambda one, other: (one.start, one.end) == (other.start, other.end))
    changes += _paired(
        gone,
        new,
        lambda one, other: one.label == other.label and one.start < other.end and other.start < one.end,
    )
    changes += [SpanChange(each, None) for each in gone]
    changes += [SpanChange(None, each) for each in new]
    yield from sorted(changes, key=_where)


def _only_in(these: Sequence[SpanLine], those: Sequence[SpanLine]) -> list[SpanLine]:
    have = Counter(_place(each) for each in those)
    found = []
    for each in these:
        if have[_place(each)]:
            have[_place(each)] -= 1
        else:
            found.append(each)
    return found


def _paired(
    gone: list[SpanLine], new: list[SpanLine], fits: Callable[[SpanLine, SpanLine], bool]
) -> list[SpanChange]:
    """Take pairs that fit out of both lists. Both are sorted, so each is held against a few only."""
    found, left, taken, first = [], [], set(), 0
    for one in gone:
        while first < len(new) and (first in taken or new[first].end <= one.start):
            first += 1
        for at in range(first, len(new)):
            if new[at].start >= one.end:
                left.append(one)
                break
            if at not in taken and fits(one, new[at]):
                taken.add(at)
                found.append(SpanChange(one, new[at]))
                break
        else:
            left.append(one)
    gone[:] = left
    new[:] = [each for at, each in enumerate(new) if at not in taken]
    return found


def _where(change: SpanChange) -> _Place:
    span = change.after or change.before
    assert span is not None
    return _place(span)


def _place(span: SpanLine) -> _Place:
    return span.start, span.end, span.label


def _label_set(folder: Path) -> LabelSet:
    try:
        return read_label_set(folder)
    except BadLabelSet as error:
        raise BadFile(str(folder), str(error)) from error


def _labels(before: LabelSet, after: LabelSet, found: Difference) -> None:
    found.labels += _keys("label", before.labels, after.labels)
    found.labels += _keys("category", before.categories, after.categories)
    parts = ("name", "nesting", "rules", "terms", "guideline")
    found.label_set += [name for name in parts if getattr(before, name) != getattr(after, name)]


def _keys(kind: str, before: Sequence[Label], after: Sequence[Label]) -> Iterator[LabelChange]:
    old, new = {each.key: each for each in before}, {each.key: each for each in after}
    for key in dict.fromkeys((*old, *new)):
        if key not in old or key not in new:
            yield LabelChange(kind, key, "added" if key in new else "removed")
            continue
        fields = tuple(
            name for name in old[key].__struct_fields__ if getattr(old[key], name) != getattr(new[key], name)
        )
        if fields:
            yield LabelChange(kind, key, "changed", fields)
