"""The colours of labels: the label set's own, or a palette that colour-blind people can tell apart.

The palette is Paul Tol's “muted” (Colour Schemes, SRON/EPS/TN/09-002, 3.2, figure 4): nine hues of
different lightness. A tenth label begins it again, darker. Every mark also carries its label's name.
"""

from __future__ import annotations

from core.schema import LabelSet
from gui.theme import Theme, blend

SAFE = ("#332288", "#88ccee", "#44aa99", "#117733", "#999933", "#ddcc77", "#cc6677", "#882255", "#aa4499")


def label_colours(labels: LabelSet, theme: Theme) -> dict[str, tuple[str, str]]:
    """Each label's colour on light and on dark ground, as the theme wants them."""
    if not theme.safe_labels:
        return {each.key: each.colour for each in labels.labels}
    found = {}
    for number, each in enumerate(labels.labels):
        turn, place = divmod(number, len(SAFE))
        colour = blend("#000000", SAFE[place], min(0.35 * turn, 0.7))
        found[each.key] = (colour, colour)
    return found
