"""The gate: by the latest corrections, the better of the rules and the model, label by label.

On the data that it is given its choice never costs more acts than the rules alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from core.suggest.learned.example import Place

Round = tuple[AbstractSet[Place], AbstractSet[Place], AbstractSet[Place]]
"""Of one text: what stands, what the rules suggest, what the model suggests."""


def cost(wanted: AbstractSet[Place], proposed: AbstractSet[Place]) -> int:
    """The acts that are left: one for each wrong span, two for each missing one."""
    return len(proposed - wanted) + 2 * len(wanted - proposed)


def by_label(rounds: Iterable[Round]) -> dict[str, bool]:
    """For each label whether the model is trusted with it: it is where it costs no more than the rules."""
    costs: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for wanted, by_rules, learned in rounds:
        for which, proposed in enumerate((by_rules, learned)):
            for _, _, label in proposed - wanted:
                costs[label][which] += 1
            for _, _, label in wanted - proposed:
                costs[label][which] += 2
    return {label: learned <= rules for label, (rules, learned) in sorted(costs.items())}


def decide(
    rounds: Sequence[Round],
    labels: Iterable[str],
    mixed: Callable[[Mapping[str, bool]], Sequence[AbstractSet[Place]]],
) -> tuple[dict[str, bool], bool]:
    """(the labels for which the model is trusted, whether anything learned is used at all).

    `mixed` says what would be suggested in each round under a choice. Of the model alone, the choice by
    label and the rules alone, that which costs least is taken; the model at a tie. Without any round
    nothing speaks for the model, so the rules suggest.
    """
    if not rounds:
        return dict.fromkeys(labels, False), False
    apart = by_label(rounds)
    everything = dict.fromkeys(labels, True)
    choices: list[tuple[int, dict[str, bool], bool]] = []
    for choice in (everything, everything | apart):
        proposed = mixed(choice)
        total = sum(cost(wanted, each) for (wanted, _, _), each in zip(rounds, proposed, strict=True))
        choices.append((total, choice, True))
    rules_alone = sum(cost(wanted, by_rules) for wanted, by_rules, _ in rounds)
    choices.append((rules_alone, dict.fromkeys(labels, False), False))
    _, trusted, used = min(choices, key=lambda each: each[0])
    return trusted, used
