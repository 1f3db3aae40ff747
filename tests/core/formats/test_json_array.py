"""The members of an array one by one, however the file is cut into pieces."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats import json_array
from core.formats.json_array import CutOff, members

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=12)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def taken(text: str | bytes, longest: int = 1 << 20) -> list[bytes]:
    data = text.encode() if isinstance(text, str) else text
    return list(members(io.BytesIO(data), longest))


@given(values=st.lists(VALUES, max_size=6), indent=st.sampled_from([None, 1]), chunk=st.integers(1, 40))
def test_all_members_whatever_the_pieces(values: list[object], indent: int | None, chunk: int) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_array, "CHUNK", chunk)
        assert [json.loads(each) for each in taken(text)] == values


def test_brackets_and_quotes_within_strings() -> None:
    assert taken(r'[{"a":"]}\"[","b":"\\"},"x]"]') == [rb'{"a":"]}\"[","b":"\\"}', b'"x]"']


def test_one_object_over_several_lines() -> None:
    assert taken('{\n "a": [1]\n}\n') == [b'{\n "a": [1]\n}']


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1, 2", "it is cut off"),
        ('[{"a": "x', "it is cut off"),
        ("[1]]", "something stands behind its end"),
        ("[1}", "a bracket closes that was never opened"),
        ("]", "a bracket closes that was never opened"),
        ('["abc', "it is cut off"),
        ("[" + "[" * 3000, "it is cut off"),
        ('["' + "x" * 9000 + '"]', "a member is longer than 0 MB"),
        ("[" + "\0" * (1 << 20), "nothing but zero bytes"),
    ],
)
def test_what_does_not_end_well(text: str, why: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_array, "CHUNK", 1000)
        with pytest.raises(CutOff, match=why):
            taken(text, 5000)


def test_a_member_that_is_wrong_inside_is_still_one() -> None:
    assert taken('[{"a":}, {"b":1}]') == [b'{"a":}', b'{"b":1}']
