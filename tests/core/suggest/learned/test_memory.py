"""What was decided before: counted by place, silent inside other spans, silenced by refusals."""

from core.suggest.learned.example import Example
from core.suggest.learned.memory import Past, remember
from tests.core.suggest.learned.kitchen import labelled

TEXT = "😀上海和上海市，𠮷上海。"


def test_places_inside_a_longer_span_say_nothing() -> None:
    spans = (labelled(TEXT, ("上海", "LOC"))[0], *labelled(TEXT, ("上海市", "ORG")))
    memory = remember([Example(TEXT, spans)])
    assert memory.of("上海", "LOC") == Past(1, 1, 0)
    assert memory.of("上海市", "ORG") == Past(1, 0, 0)


def test_only_a_main_label_is_proposed() -> None:
    spans = labelled(TEXT, ("上海", "LOC"))[:1]
    assert list(remember([Example(TEXT, spans)]).finder().find("上海")) == []
    assert list(remember([Example(TEXT, labelled(TEXT, ("上海", "LOC")))]).finder().find("去上海")) == [
        (1, 3, "LOC")
    ]


def test_what_was_refused_more_often_than_labelled_is_silenced() -> None:
    places = labelled(TEXT, ("上海", "LOC"))
    assert remember([Example(TEXT, (), places[:2])]).of("上海", "LOC").is_silenced
    assert not remember([Example(TEXT, (), places[:1])]).of("上海", "LOC").is_silenced
    assert not remember([Example(TEXT, places[:2], places[2:])]).of("上海", "LOC").is_silenced
