"""On the data given to it the gate's choice never costs more than the rules alone."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from core.suggest.learned.example import Place
from core.suggest.learned.gate import by_label, cost, decide

PLACES = st.frozensets(
    st.tuples(st.integers(0, 4), st.just(9), st.sampled_from(["LOC", "ORG", "PER"])), max_size=6
)
ROUNDS = st.lists(st.tuples(PLACES, PLACES, PLACES), max_size=4)


@given(ROUNDS)
def test_never_worse_than_the_rules(rounds: list[tuple[frozenset[Place], ...]]) -> None:
    known = [(wanted, rules, learned) for wanted, rules, learned in rounds]

    def mixed(trusted: Mapping[str, bool]) -> list[frozenset[Place]]:
        return [
            frozenset(each for each in learned if trusted[each[2]])
            | frozenset(each for each in rules if not trusted[each[2]])
            for _, rules, learned in known
        ]

    trusted, used = decide(known, ["LOC", "ORG", "PER"], mixed)
    chosen = mixed(trusted) if used else [rules for _, rules, _ in known]
    ours = sum(cost(wanted, each) for (wanted, _, _), each in zip(known, chosen, strict=True))
    assert ours <= sum(cost(wanted, rules) for wanted, rules, _ in known)


def test_each_label_goes_to_whoever_left_less_to_do() -> None:
    wanted = frozenset({(0, 2, "LOC"), (3, 5, "PER")})
    rules, learned = frozenset({(0, 2, "LOC")}), frozenset({(3, 5, "PER")})
    assert by_label([(wanted, rules, learned)]) == {"LOC": False, "PER": True}
