"""Thresholds and the draw of blind documents."""

from __future__ import annotations

import pytest

from core.errors import InputError
from core.showing import Showing, read_showing

DIGESTS = [f"{number:064x}" for number in range(2_000)]


def test_the_draw_is_the_share_and_grows_with_it() -> None:
    drawn = {
        share: {each for each in DIGESTS if Showing({}, share, 7).draws(each, "王芳")}
        for share in (0.0, 0.1, 0.3, 1.0)
    }
    assert [len(drawn[share]) / 2_000 for share in (0.0, 1.0)] == [0.0, 1.0]
    assert 0.07 < len(drawn[0.1]) / 2_000 < 0.13
    assert drawn[0.1] < drawn[0.3]


def test_each_annotator_and_each_seed_draws_others() -> None:
    def drawn(seed: int, name: str) -> list[bool]:
        return [Showing({}, 0.5, seed).draws(each, name) for each in DIGESTS[:40]]

    assert drawn(1, "王芳") == drawn(1, "王芳")
    assert drawn(1, "王芳") != drawn(1, "李雷")
    assert drawn(1, "王芳") != drawn(2, "王芳")


def test_what_is_kept_comes_back() -> None:
    showing = Showing({"LOC": 0.41239, "PER": 0.0}, 0.1, 3).checked()
    assert read_showing(showing.to_json()) == showing == Showing({"LOC": 0.412}, 0.1, 3)
    assert read_showing(None) == Showing()
    assert showing.hides("LOC", 0.41) and not showing.hides("LOC", 0.412) and not showing.hides("ORG", 0.0)


@pytest.mark.parametrize("bad", [Showing({"LOC": 1.2}), Showing({}, -0.1), Showing({}, 1.1)])
def test_nonsense_is_refused(bad: Showing) -> None:
    with pytest.raises(InputError):
        bad.checked()
