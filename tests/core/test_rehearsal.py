"""Rehearsals: learning leaves less to do, propagation still less, and nothing suggested costs two acts."""

from core.rehearsal import Reference, leave_one_out, session
from core.suggest import Suggester
from tests.core.suggest.field import KITCHEN
from tests.core.suggest.learned.kitchen import RECIPES, RULES, labelled

REFERENCES = [Reference(str(number), each.text, each.spans) for number, each in enumerate(RECIPES)]


def test_a_session_with_learning_leaves_less_to_do() -> None:
    found = list(session(RULES, REFERENCES, step=60))
    rules, learned = sum(each.rules for each in found), sum(each.learned for each in found)
    assert learned < rules
    assert sum(each.propagated for each in found) <= learned


def test_a_first_document_without_rules_costs_two_acts_a_span() -> None:
    [left] = session(Suggester(KITCHEN, using={}), REFERENCES[:1], step=10_000)
    assert left.per_span(left.learned) == 2.0


def test_a_decision_is_carried_to_identical_mentions() -> None:
    text = "😀沙茶酱好。\n𠮷沙茶酱。\n沙茶酱。\n"
    one = Reference("1", text, labelled(text, ("沙茶酱", "DISH")))
    [left] = session(Suggester(KITCHEN, using={}), [one], step=10_000)
    assert (left.learned, left.propagated) == (6, 2)


def test_each_document_is_measured_by_what_the_others_taught() -> None:
    found = list(leave_one_out(RULES, REFERENCES[:4], [Suggester(KITCHEN, using={})]))
    assert [each.name for each, _ in found] == ["0", "1", "2", "3"]
    assert all(0 <= each.reliability <= 1 for pair in found for each in pair)
    assert [each for (each,) in leave_one_out(RULES, REFERENCES[:4])] == [each for each, _ in found]
    assert any(ours.evaluation != bare.evaluation for ours, bare in found)
