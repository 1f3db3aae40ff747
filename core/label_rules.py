"""The rules of a label set when its labels change: what spoke of the old key speaks of the new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_TABLES = ("patterns", "phrases", "measures", "suffixes", "persons", "lac")  # of each a `label`


def relabelled_rules(
    rules: Mapping[str, Any], moves: Mapping[str, str | None], *, category: bool = False
) -> dict[str, Any]:
    """The table `[rules]` with other keys in it; a rule whose label goes away goes too.

    A list whose label goes stays, because it also tells where words end.
    """
    made = dict(rules)
    if category:
        if "categories" in made:
            made["categories"] = _category_rules(made["categories"], moves)
        return made
    if "words" in made:
        found = {tag: moves.get(label, label) for tag, label in made["words"].items()}
        made["words"] = {tag: label for tag, label in found.items() if label is not None}
    if "lists" in made:
        made["lists"] = [_moved(each, moves, "") for each in made["lists"]]
    for table in _TABLES:
        if table in made:
            kept = (each for each in made[table] if moves.get(each["label"], "kept") is not None)
            made[table] = [_moved(each, moves) for each in kept]
    if "repeats" in made and "labels" in made["repeats"]:
        labels = _moved_keys(made["repeats"]["labels"], moves)
        made["repeats"] = {**made["repeats"], "labels": labels}
    if "combine" in made and "labels" in made["combine"]:
        made["combine"] = {**made["combine"], "labels": _weights(made["combine"]["labels"], moves)}
    if "splits" in made:
        made["splits"] = _splits(made["splits"], moves)
    return {name: value for name, value in made.items() if name != "splits" or value}


def with_splits(
    rules: Mapping[str, Any], splits: Iterable[tuple[str, str, str, tuple[str, ...]]]
) -> dict[str, Any]:
    """The rules with (label, into, regex, quotes) that also suggestions are to be shared out by."""
    added = []
    for label, into, regex, quotes in splits:
        rule: dict[str, Any] = {"label": label, "into": into}
        if regex:
            rule["regex"] = regex
        if quotes:
            rule["quotes"] = list(quotes)
        added.append(rule)
    return {**rules, "splits": [*rules.get("splits", []), *added]}


def rules_about(rules: Mapping[str, Any], key: str, *, category: bool = False) -> list[str]:
    """The rules that speak of a label, one short line each, as the file names them."""
    if category:
        about = (each for each in rules.get("categories", ()) if each["category"] == key)
        return [f"categories: {' '.join(list(each.get('words', {}))[:8])}" for each in about]
    words = [tag for tag, label in rules.get("words", {}).items() if label == key]
    found = [f"words: {' '.join(words)}"] if words else []
    found += [f"lists: {each['list']}" for each in rules.get("lists", ()) if each.get("label") == key]
    for table in _TABLES:
        for each in rules.get(table, ()):
            if each["label"] == key:
                name = each.get("name", each.get("surnames", each.get("tag", "")))
                found.append(f"{table}: {name}")
    if key in rules.get("repeats", {}).get("labels", ()):
        found.append("repeats")
    for each in rules.get("splits", ()):
        if key in (each["label"], each["into"]):
            by = each.get("regex") or " ".join(each.get("quotes", ())[:8])
            found.append(f"splits: {each['label']} → {each['into']}: {by}")
    return found


def _moved(
    rule: Mapping[str, Any], moves: Mapping[str, str | None], gone: str | None = None
) -> dict[str, Any]:
    label = rule.get("label", "")
    if label not in moves:
        return dict(rule)
    to = moves[label]
    return {**rule, "label": gone if to is None else to}


def _moved_keys(keys: Iterable[str], moves: Mapping[str, str | None]) -> list[str]:
    moved = (moves.get(key, key) for key in keys)
    return list(dict.fromkeys(key for key in moved if key is not None))


def _weights(weights: Mapping[str, float], moves: Mapping[str, str | None]) -> dict[str, float]:
    """Each label's weight under its new key; what has one there already keeps it."""
    kept = {key: weight for key, weight in weights.items() if key not in moves}
    for key, to in moves.items():
        if key in weights and to is not None:
            kept.setdefault(to, weights[key])
    return kept


def _splits(splits: Iterable[Mapping[str, Any]], moves: Mapping[str, str | None]) -> list[dict[str, Any]]:
    made = []
    for each in splits:
        label, into = (moves.get(each[name], each[name]) for name in ("label", "into"))
        if label is not None and into is not None and label != into:
            made.append({**each, "label": label, "into": into})
    return made


def _category_rules(
    rules: Iterable[Mapping[str, Any]], moves: Mapping[str, str | None]
) -> list[dict[str, Any]]:
    """Where the rules of two categories come together, the words of both speak for the one that stays."""
    made: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    for each in rules:
        to = moves.get(each["category"], each["category"])
        if to is not None:
            (moved if each["category"] in moves else made).append({**each, "category": to})
    for each in moved:
        there = next((other for other in made if other["category"] == each["category"]), None)
        if there is None:
            made.append(each)
        else:
            there["words"] = {**each.get("words", {}), **there.get("words", {})}
    return made
