"""Which suggestions still wait, against the rule said plainly."""

from hypothesis import given
from hypothesis import strategies as st

from core.annotation import Annotation, Rejection, Suggestion
from core.decided import open_suggestions, settled_places

LABELS = st.sampled_from(["PER", "ORG"])
PLACES = st.tuples(st.integers(0, 12), st.integers(1, 5)).map(lambda place: (place[0], place[0] + place[1]))
SUGGESTIONS = st.lists(
    st.builds(lambda p, label: Suggestion(*p, label, "", "x", 0.5), PLACES, LABELS), max_size=8
)
ANNOTATIONS = st.lists(
    st.builds(
        lambda p, label, was: Annotation(0, 0, *p, label, "", suggested=was),
        PLACES,
        LABELS,
        st.none() | st.builds(lambda p, label: (*p, label), PLACES, LABELS),
    ),
    max_size=6,
)
REJECTIONS = st.sets(st.builds(lambda p, label: Rejection(*p, label), PLACES, LABELS), max_size=4)


@given(SUGGESTIONS, ANNOTATIONS, REJECTIONS, st.booleans())
def test_open_is_what_no_rule_settles(
    suggestions: list[Suggestion], annotations: list[Annotation], rejections: set[Rejection], flat: bool
) -> None:
    def waits(each: Suggestion) -> bool:
        place = (each.start, each.end, each.label)
        return (
            Rejection(*place) not in rejections
            and all(place not in ((a.start, a.end, a.label), a.suggested) for a in annotations)
            and not (flat and any(a.start < each.end and each.start < a.end for a in annotations))
        )

    found = open_suggestions(suggestions, annotations, rejections, flat=flat)
    assert found == sorted(filter(waits, suggestions), key=lambda each: (each.start, each.end))


def test_settled_places_are_both() -> None:
    made = Annotation(1, 1, 2, 4, "ORG", "", suggested=(2, 3, "LOC"))
    assert settled_places([made]) == {(2, 4, "ORG"), (2, 3, "LOC")}
