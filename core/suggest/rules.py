"""The knowledge of a label set as typed values: what the table `[rules]` of a schema.toml may say.

Nothing here knows any field: which words, endings, patterns and lists suggest which label stands in
the label set's files. A table that does not hold together raises BadLabelSet, saying which and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from core.errors import BadLabelSet
from core.schema import LabelSet
from core.zones import ZoneRules

NOTHING = "-"
"""In place of a label: what is found is taken and nothing is suggested there."""


class TokenClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class of words that patterns name as `<name>`.

    A word belongs to the first class that lists it (`words`, `lists` by file name without .txt), else
    to the first whose `endings` it ends with (and whose `ending_tags`, if any, hold its dictionary
    tag), else to the first whose `tags` hold its tag. `lengths` bounds the word's characters. Several
    tables may describe one class.
    """

    name: str
    words: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    ending_tags: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lengths: tuple[int, int] = (1, 99)


class ListRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every whole-word occurrence of a term of a list carries `label`; no label: the list only segments."""

    list: str
    label: str = ""
    score: float = 0.8


class PatternRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A regular expression over the text; the group `span`, if named, is what is labelled."""

    name: str
    label: str
    regex: str
    score: float = 0.8
    whole_words: bool = False
    """Only where it begins and ends where words do."""


class PhraseRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A regular expression over word classes: `<verb> <object>+`; blanks mean nothing.

    The group `span`, if named, is what is labelled; `kind` only says which source speaks.
    """

    name: str
    label: str
    pattern: str
    score: float = 0.7


class SuffixRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name that ends in a word of class `tail` and reaches left over words of class `over`.

    With `start` it must begin with a word of that class (the leftmost one reached); `least` and
    `most` count the words before the tail.
    """

    name: str
    label: str
    tail: str
    over: str
    start: str = ""
    least: int = 1
    most: int = 8
    score: float = 0.7


class NameRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Unknown words before a word of the class `heads` are read with it as one word of the class `becomes`.

    A name holds words of the class `over` and single characters, `longest` characters in all (words that
    end in 族 apart), but none of the characters `never` and none of the words of the list `generic`.
    Behind one of the words `after`, and behind a word of `becomes`, any single word may be the name.
    Without one of the ends `stems`, the name is such a word wherever it stands.
    """

    becomes: str
    heads: str
    over: str
    label: str = ""
    """Empty: they are read as one word, and nothing is suggested for that."""
    score: float = 0.6
    never: str = ""
    generic: str = ""
    apart: str = ""
    """A class of words that are no names even behind such words: 组织 in 乡里组织村干部."""
    after: tuple[str, ...] = ()
    not_first: str = ""
    """Characters that no name begins with."""
    alone: bool = True
    """Also where nothing says that a name follows."""
    chained: bool = True
    """Whether such a word itself says that a name may follow."""
    longest: int = 4
    stems: tuple[str, ...] = ()


class PersonRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of people: a surname and one or two more characters, in a context that speaks for it."""

    label: str
    surnames: str
    """A list: one surname a line, also those of two characters."""
    before: str = ""
    """A word class: a name follows such words (posts)."""
    near: str = ""
    """A word class: a name may follow such words (neighbour), if its surname is not a doubtful one."""
    after: str = ""
    """A word class: such words follow a name (says, explains)."""
    forms: str = ""
    """A list: forms of address behind a surname."""
    titles: str = ""
    """A list: posts that are forms of address too (王书记); not behind a doubtful surname."""
    prefixes: tuple[str, ...] = ()
    """Characters that stand before a surname in familiar names."""
    not_given: str = ""
    """Characters that given names do not end with."""
    never_given: str = ""
    """Characters that given names of two characters do not begin with."""
    not_words: str = ""
    """A list: words that look like names and are not."""
    doubtful: str = ""
    """Surnames that are mostly ordinary words: trusted only where the context speaks for a name."""
    score: float = 0.9
    weak_score: float = 0.5


class RepeatRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was found under one of `labels`, scored `from_score` or more, is suggested at its other places."""

    labels: tuple[str, ...] = ()
    from_score: float = 0.7
    score: float = 0.75
    least: int = 2


class LacRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What LAC tags as `tag` (PER, LOC, ORG, TIME, nz …) carries `label`, where LAC is installed.

    `lengths` bounds its characters.
    """

    tag: str
    label: str
    score: float = 0.6
    lengths: tuple[int, int] = (2, 40)


class SplitRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What would carry `label` carries `into`, where `regex` is found in the quote or it is one of `quotes`.

    The label set's editor writes these when a label is split; the first that fits is taken.
    """

    label: str
    into: str
    regex: str = ""
    quotes: tuple[str, ...] = ()


class CategoryRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that speak for a category, with weights.

    A paragraph whose words weigh `passage` is a passage about it, and two passages suffice; one that
    weighs `strong` suffices alone. With `run`, the category is given where so many characters of
    whole paragraphs follow each other without any word of `absent`.
    """

    category: str
    words: dict[str, float] = {}
    passage: float = 2.0
    strong: float = 4.0
    absent: tuple[str, ...] = ()
    run: int = 0


class CombineRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How readings that exclude each other are weighed: score × source × (length + bonus) ^ power."""

    power: float = 1.0
    bonus: float = 0.0
    threshold: float = 0.0
    sources: dict[str, float] = {}
    labels: dict[str, float] = {}


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `[rules]`, whole."""

    words: dict[str, str] = {}
    word_score: float = 0.4
    edges: str = ""
    """Characters that no span begins or ends with."""
    closed: tuple[str, ...] = ("furniture",)
    """Kinds of zones in which nothing is suggested."""
    classes: tuple[TokenClass, ...] = ()
    groups: dict[str, tuple[str, ...]] = {}
    lists: tuple[ListRule, ...] = ()
    patterns: tuple[PatternRule, ...] = ()
    phrases: tuple[PhraseRule, ...] = ()
    measures: tuple[PhraseRule, ...] = ()
    suffixes: tuple[SuffixRule, ...] = ()
    names: tuple[NameRule, ...] = ()
    persons: tuple[PersonRule, ...] = ()
    repeats: RepeatRule = RepeatRule()
    lac: tuple[LacRule, ...] = ()
    splits: tuple[SplitRule, ...] = ()
    categories: tuple[CategoryRule, ...] = ()
    combine: CombineRule = CombineRule()
    zones: ZoneRules = ZoneRules()


def read_rules(label_set: LabelSet) -> Rules:
    """The typed rules of a label set; BadLabelSet if a table is malformed or names what is not there."""
    rules = convert_rules(label_set.rules)
    _check_labels(rules, label_set)
    _check_names(rules, label_set)
    _check_regexes(rules)
    return rules


def convert_rules(table: Mapping[str, Any]) -> Rules:
    """The table `[rules]` as typed values, each part checked by its shape alone."""
    try:
        return msgspec.convert(dict(table), type=Rules)
    except msgspec.ValidationError as error:
        raise BadLabelSet("[rules]", str(error)) from error


def compile_regex(pattern: str, where: str, flags: int = 0) -> re.Pattern[str]:
    """A compiled expression; BadLabelSet naming its table if it is not one."""
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise BadLabelSet(where, f"“{pattern}” is not a regular expression: {error}") from error


def _labelled(rules: Rules) -> Iterable[tuple[str, str]]:
    yield from (("[rules.words]", label) for label in rules.words.values())
    yield from ((f"[[rules.lists]] {rule.list}", rule.label) for rule in rules.lists if rule.label)
    tables: tuple[tuple[str, tuple[PatternRule | PhraseRule | SuffixRule, ...]], ...] = (
        ("patterns", rules.patterns),
        ("phrases", rules.phrases),
        ("measures", rules.measures),
        ("suffixes", rules.suffixes),
    )
    for table, members in tables:
        yield from ((f"[[rules.{table}]] {rule.name}", rule.label) for rule in members)
    yield from ((f"[[rules.names]] {each.becomes}", each.label) for each in rules.names if each.label)
    yield from (("[[rules.persons]]", person.label) for person in rules.persons)
    yield from ((f"[[rules.lac]] {rule.tag}", rule.label) for rule in rules.lac)
    yield from (("[rules.repeats]", label) for label in rules.repeats.labels)
    yield from (("[[rules.splits]]", label) for rule in rules.splits for label in (rule.label, rule.into))


def _check_labels(rules: Rules, label_set: LabelSet) -> None:
    for where, label in _labelled(rules):
        if label != NOTHING and not label_set.has_label(label):
            raise BadLabelSet(where, f"there is no label “{label}”")
    for category in rules.categories:
        if not label_set.has_category(category.category):
            raise BadLabelSet("[[rules.categories]]", f"there is no category “{category.category}”")


def _check_names(rules: Rules, label_set: LabelSet) -> None:
    """Every list and every class that a rule names must be there."""
    for token_class in rules.classes:
        for name in token_class.lists:
            _need_list(name, label_set, f"[[rules.classes]] {token_class.name}")
    for rule in rules.lists:
        _need_list(rule.list, label_set, "[[rules.lists]]")
    for each in rules.names:
        if each.generic:
            _need_list(each.generic, label_set, f"[[rules.names]] {each.becomes}")
    for person in rules.persons:
        for name in (person.surnames, person.forms, person.titles, person.not_words):
            if name:
                _need_list(name, label_set, "[[rules.persons]]")
    names = {token_class.name for token_class in rules.classes} | set(rules.groups)
    for group, members in rules.groups.items():
        for member in members:
            if member not in names:
                raise BadLabelSet(f"[rules.groups] {group}", f"there is no word class “{member}”")


def _need_list(name: str, label_set: LabelSet, where: str) -> None:
    if name not in label_set.terms:
        raise BadLabelSet(where, f"there is no term list “{name}” (terms/{name}.txt)")


def _check_regexes(rules: Rules) -> None:
    for pattern in rules.patterns:
        compile_regex(pattern.regex, f"[[rules.patterns]] {pattern.name}")
    for split in rules.splits:
        compile_regex(split.regex, f"[[rules.splits]] {split.into}")
    for line in rules.zones.lines:
        compile_regex(line.regex, f"[[rules.zones.lines]] {line.kind}")
    for name in ("running", "opens", "closes"):
        compile_regex(getattr(rules.zones, name), f"[rules.zones] {name}")
