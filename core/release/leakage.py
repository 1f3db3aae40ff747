"""What might let a test be easier than it looks: which documents belong together, and where they went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from core.release.near_duplicates import BANDS, GRAM, ROWS, THRESHOLD, Alike, Joined

GROUPED_BY = "near-duplicate texts; parts of one page; the same address (URL) as source"
NEAR_DUPLICATES = (
    f"Jaccard similarity of character {GRAM}-grams without spaces and punctuation >= {THRESHOLD}; "
    f"found by MinHash in {BANDS} bands of {ROWS}, then compared exactly"
)


def joined(pairs: Sequence[Alike], pages: Sequence[str], sources: Sequence[str]) -> Joined:
    """What belongs together: near-duplicates, parts of a page, and what comes from one address."""
    together = Joined(len(pages))
    for pair in pairs:
        together.join(pair.first, pair.second)
    for same in (pages, sources):
        first: dict[str, int] = {}
        for number, name in enumerate(same):
            if name:
                together.join(first.setdefault(name, number), number)
    return together


def address(source: str) -> str:
    """The address that a source is, without the place within the page; "" if it is a mere name."""
    scheme, colon, rest = source.strip().partition("://")
    return source.strip().partition("#")[0] if colon and rest and scheme.isalpha() else ""


def report(
    ids: Sequence[str],
    splits: Sequence[str],
    groups: Sequence[Sequence[int]],
    pairs: Sequence[Alike],
    pages: Sequence[str],
    sources: Sequence[str],
) -> dict[str, Any]:
    """The leakage report. `straddling` is counted from where the documents are, not from the rule."""
    kinds: dict[int, set[str]] = defaultdict(set)
    group_of = {number: place for place, group in enumerate(groups) for number in group}
    for pair in pairs:
        kinds[group_of[pair.first]].add("near-duplicate")
    for kind, names in (("page", pages), ("address", sources)):
        seen: set[str] = set()
        for number, name in enumerate(names):
            if name in seen:
                kinds[group_of[number]].add(kind)
            elif name:
                seen.add(name)
    return {
        "grouped_by": GROUPED_BY,
        "near_duplicates": NEAR_DUPLICATES,
        "documents": len(ids),
        "documents_in_groups": sum(len(group) for group in groups if len(group) > 1),
        "largest_group": max((len(group) for group in groups), default=0),
        "straddling": {
            "near_duplicate_pairs": sum(splits[pair.first] != splits[pair.second] for pair in pairs),
            "pages": _torn(pages, splits),
            "addresses": _torn(sources, splits),
        },
        "groups": [
            {
                "split": splits[group[0]],
                "because": sorted(kinds[place]),
                "documents": [ids[number] for number in group],
            }
            for place, group in enumerate(groups)
            if len(group) > 1
        ],
        "pairs": [
            {"similarity": round(pair.similarity, 4), "documents": [ids[pair.first], ids[pair.second]]}
            for pair in pairs
        ],
    }


def _torn(names: Sequence[str], splits: Sequence[str]) -> int:
    """How many names stand in more than one split."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, split in zip(names, splits, strict=True):
        if name:
            found[name].add(split)
    return sum(len(each) > 1 for each in found.values())
