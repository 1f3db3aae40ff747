"""Recipes in which the rules of the kitchen miss what a cook would label: something to learn."""

from core.suggest import Suggester
from core.suggest.learned import Example
from tests.core.suggest.field import KITCHEN

RULES = Suggester(KITCHEN)
_SAUCES = ("豆瓣酱", "芝麻酱", "沙茶酱", "甜面酱", "番茄酱", "花生酱", "辣椒酱", "蒜蓉酱")


def labelled(text: str, *wanted: tuple[str, str]) -> tuple[tuple[int, int, str], ...]:
    """Every place of each quote, with its label."""
    found = []
    for quote, label in wanted:
        at = text.find(quote)
        while at >= 0:
            found.append((at, at + len(quote), label))
            at = text.find(quote, at + len(quote))
    return tuple(sorted(found))


def recipe(sauce: str, number: int = 1) -> Example:
    """A recipe whose sauce is a dish for this cook, though no list knows it, and 蒸锅 is no tool."""
    text = (
        f"😀第{number}道𠮷\n先放{sauce}，再加{number}克糖。\n把{sauce}倒进蒸锅，清洗豆腐。\n"
        f"厨师长王小明说，{sauce}要多放。\n"
    )
    wanted = ((sauce, "DISH"), (f"{number}克", "QTY"), ("清洗豆腐", "DISH"), ("王小明", "PER"))
    return Example(text, labelled(text, *wanted))


RECIPES = tuple(recipe(sauce, number) for number, sauce in enumerate(_SAUCES, 1))
