"""Which suggestions still wait for a person: pure rules over what stands in a layer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from core.annotation import Annotation, Rejection, Suggestion

Place = tuple[int, int, str]


def settled_places(annotations: Iterable[Annotation]) -> set[Place]:
    """The places that annotations have settled: where they stand, and what they were suggested as."""
    places: set[Place] = set()
    for each in annotations:
        places.add((each.start, each.end, each.label))
        if each.suggested is not None:
            places.add(each.suggested)
    return places


def is_open(
    suggestion: Suggestion,
    rejections: Collection[Rejection],
    overlapping: Iterable[Annotation],
    *,
    flat: bool,
    settled: Callable[[Place], bool] | None = None,
) -> bool:
    """Whether a suggestion still waits, given the annotations that overlap it.

    In a flat label set every overlap settles it; in a nested one only the same place with the same
    label does. `settled` answers for suggestions that an annotation elsewhere came from.
    """
    place = (suggestion.start, suggestion.end, suggestion.label)
    if Rejection(*place) in rejections or (settled is not None and settled(place)):
        return False
    return not any(
        flat or (each.start, each.end, each.label) == place or each.suggested == place for each in overlapping
    )


def open_suggestions(
    suggestions: Iterable[Suggestion],
    annotations: Iterable[Annotation],
    rejections: Collection[Rejection],
    *,
    flat: bool,
) -> list[Suggestion]:
    """All suggestions of a document that still wait, in their order; linear in what there is."""
    ordered = sorted(annotations, key=lambda each: each.start)
    settled = settled_places(ordered)
    found: list[Suggestion] = []
    first = 0
    for suggestion in sorted(suggestions, key=lambda each: (each.start, each.end)):
        place = (suggestion.start, suggestion.end, suggestion.label)
        if place in settled or (rejections and Rejection(*place) in rejections):
            continue
        if flat:
            # Annotations of a flat set don't overlap, so both lists advance together.
            while first < len(ordered) and ordered[first].end <= suggestion.start:
                first += 1
            if first < len(ordered) and ordered[first].start < suggestion.end:
                continue
        found.append(suggestion)
    return found
