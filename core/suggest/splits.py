"""Labels that were split: which of the new ones a proposal carries, told from its quote."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.suggest.rules import SplitRule, compile_regex


def make(rules: Sequence[SplitRule]) -> Callable[[str, str], str]:
    """A function of (label, quote) that says the label to carry, the same one where no rule fits."""
    compiled = [
        (
            rule.label,
            rule.into,
            compile_regex(rule.regex, f"[[rules.splits]] {rule.into}") if rule.regex else None,
            frozenset(rule.quotes),
        )
        for rule in rules
    ]
    concerned = {label for label, *_ in compiled}

    def choose(label: str, quote: str) -> str:
        if label in concerned:
            # In their order, each upon what the ones before have made: a part may have been split again.
            for of, into, regex, quotes in compiled:
                if of == label and (quote in quotes or (regex is not None and regex.search(quote))):
                    label = into
        return label

    return choose
