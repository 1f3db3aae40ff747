"""Tables as lines: figures and words of heads stay whole, long texts go on below, brackets are no markup."""

from rich.cells import cell_len

from core.cli.plain_table import table_lines


def test_columns_are_as_wide_as_needed() -> None:
    rows = [["1", "😀𠮷 [/b]", "3"], ["22", "王芳", "400"]]
    assert list(table_lines(["id", "title", "sum"], rows, {0, 2}, 80)) == [
        "id  title      sum",
        " 1  😀𠮷 [/b]    3",
        "22  王芳       400",
    ]


def test_a_narrow_terminal() -> None:
    rows = [["很长的标题" * 6, "1.000", "two words"], ["短\n二", "0.5", ""]]
    lines = list(table_lines(["title", "actions per gold span", "note"], rows, {1}, 30))
    assert max(map(cell_len, lines)) <= 30
    assert [line for line in lines if "actions" in line]
    assert sum(line.count("很") for line in lines) == 6
    assert [line.split()[0] for line in lines[-2:]] == ["短", "二"]


def test_nothing_but_a_head() -> None:
    assert list(table_lines(["id", "title"], [], {0}, 3)) == ["id  title"]
