"""Texts in parts: whole, or any slice of them, as Python says it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.project import Project
from core.store import texts
from core.store.models import PART_LENGTH
from core.text import text_digest
from tests.core.samples import add

LONG = ("一二三四五六七八九😀" * (PART_LENGTH // 10 + 1))[:PART_LENGTH] + "𠮷" * 5


def test_every_length_around_a_part(project: Project) -> None:
    for length in (0, 1, PART_LENGTH - 1, PART_LENGTH, PART_LENGTH + 1, 2 * PART_LENGTH):
        text = (LONG * 2)[:length]
        with project.store.writing() as session:
            texts.keep_texts(session.connection(), [(text_digest(text), text)])
        with project.reading() as connection:
            assert texts.read_text(connection, text_digest(text)) == text


def test_several_at_once(project: Project) -> None:
    wanted = {text_digest(text): text for text in ("甲", LONG, "乙" * 10)}
    with project.store.writing() as session:
        texts.keep_texts(session.connection(), wanted.items())
        texts.keep_texts(session.connection(), wanted.items())
    with project.reading() as connection:
        assert texts.read_texts(connection, list(wanted)) == wanted


@given(st.data())
@settings(max_examples=30)
def test_any_slice(sqlite_project: Project, data: st.DataObject) -> None:
    with sqlite_project.store.writing() as session:
        texts.keep_texts(session.connection(), [(text_digest(LONG), LONG)])
    start = data.draw(st.integers(0, len(LONG) - 1))
    end = data.draw(st.integers(start + 1, len(LONG)))
    with sqlite_project.reading() as connection:
        assert texts.read_slice(connection, text_digest(LONG), start, end) == LONG[start:end]


def test_a_text_is_kept_once(project: Project) -> None:
    add(project, "😀一样的\n😀一样的\n")
    with project.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM text").scalar() == 1
