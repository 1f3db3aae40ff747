"""Adding strings to a project's own terms: what people corrected becomes what is suggested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from core.errors import InputError, UnknownLabel
from core.schema import LabelSet

NOTHING = "-"  # in place of a label: what is in the list is not suggested as anything
_SCORE = 0.95  # above what the general lists score: somebody has said so in this project
_OWN = "own-"  # the project's own lists begin with this
_LONGEST = 40


def list_of(label: str) -> str:
    """The name of the project's own term list for a label ("-": for what is nothing)."""
    return f"{_OWN}{'nothing' if label == NOTHING else label}"


def taught(label_set: LabelSet, label: str, words: Iterable[str]) -> LabelSet:
    """The label set with these strings in its own list of that label, and in no other list of its own.

    Raises UnknownLabel, or InputError where a string is no term: empty, with a line break, or too long.
    """
    if label != NOTHING and not label_set.has_label(label):
        raise UnknownLabel(label)
    new = list(dict.fromkeys(word.strip() for word in words))
    bad = [word for word in new if not word or "\n" in word or len(word) > _LONGEST or word[0] == "#"]
    if bad or not new:
        raise InputError(f"a term is one line of at most {_LONGEST} characters")
    name = list_of(label)
    terms = {
        each: tuple(word for word in known if word not in new) if each.startswith(_OWN) else known
        for each, known in label_set.terms.items()
    }
    terms[name] = (*(word for word in label_set.terms.get(name, ()) if word not in new), *new)
    return replace(label_set, terms=terms, rules=_with_list(label_set.rules, name, label))


def _with_list(rules: Mapping[str, Any], name: str, label: str) -> dict[str, Any]:
    lists = list(rules.get("lists", ()))
    if not any(each.get("list") == name for each in lists):
        lists.insert(0, {"list": name, "label": label, "score": _SCORE})  # the first that has a word decides
    return {**rules, "lists": lists}
