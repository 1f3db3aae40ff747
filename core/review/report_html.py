"""The report as one page of HTML: nothing is loaded from anywhere, the plots are inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from core.review import report_svg as svg
from core.review.agreement import Figure, Row
from core.review.measures import Measure
from core.review.report import STATES, ReportData
from core.review.report_words import Words, words_of

_MOST_DOCUMENTS = 50
_STYLE = """
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif;
  color: #1f2328; background: #ffffff; max-width: 1000px;
  margin: 32px auto; padding: 0 24px; line-height: 1.5; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 36px 0 8px; }
p { margin: 4px 0; color: #545c67; }
svg { max-width: 100%; height: auto; display: block; margin: 12px 0; }
table { border-collapse: collapse; font-size: 13px; margin: 8px 0; }
th, td { padding: 4px 10px; border-bottom: 1px solid #d9dce1; text-align: right; white-space: nowrap; }
th { color: #545c67; font-weight: 600; }
th.name, td.name { text-align: left; white-space: normal; }
td.words { text-align: left; white-space: normal; color: #545c67; } small { color: #545c67; }
div.wide { overflow-x: auto; }
@media print { body { max-width: none; margin: 0; } h2 { break-after: avoid; }
  svg, tr { break-inside: avoid; } }
"""
Plot = Callable[[str], str]  # an SVG picture into the page


def report_html(data: ReportData, language: str = "en", plot: Plot = lambda picture: picture) -> str:
    """The page. `plot` says how a picture gets into it: as it is, or (for paper) as a reference."""
    say = words_of(language)
    body = "\n".join(_body(data, say, plot))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(data.project)} – {say('Agreement and progress')}</title>"
        f"<style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )


def _body(data: ReportData, say: Words, plot: Plot) -> Iterator[str]:
    found = data.agreement
    head = say("{0} · documents: {1}, finished by two people or more: {2}")
    yield f"<h1>{escape(say('Agreement and progress'))}</h1>"
    yield f"<p>{escape(head.format(data.project, data.documents, len(found.documents)))}</p>"
    if data.between:
        yield f"<p>{escape(say('Between: {0}').format(', '.join(data.between)))}</p>"
    if not found.documents:
        words = say("Nothing can be compared yet: no document has been finished by two people.")
        yield f"<p>{escape(words)}</p>"
    else:
        yield from _agreement(data, say, plot)
    yield from _progress(data, say, plot)
    made = say("Drawn with Jinbiao {0}, {1}").format(data.version, data.made_at)
    yield f"<p><small>{escape(made)}</small></p>"


def _agreement(data: ReportData, say: Words, plot: Plot) -> Iterator[str]:
    found = data.agreement
    drawn = say("Intervals: 95 % of {0} resamplings of {1}. Documents for γ: {2}.")
    yield f"<p>{escape(drawn.format(found.resamples, say(found.resampled), found.gamma_documents))}</p>"
    yield f"<h2>{escape(say('In all'))}</h2>"
    rows = [
        (
            say(str(measure)),
            _value(figure),
            _interval(figure),
            (say(f"explain:{measure}"),),
        )
        for measure, figure in found.whole.figures.items()
    ]
    yield _table("all", (say("measure"), say("value"), say("95 % interval"), say("what it says")), rows)
    yield from _section("label", say("By label"), say("label"), found.labels, data, say, plot, say("spans"))
    if len(found.pairs) > 1:
        yield from _section("pair", say("By pair"), say("pair"), found.pairs, data, say, plot, say("spans"))
    if len(found.periods) > 1:
        yield f"<h2>{escape(say('Over time'))}</h2>"
        figures = [row.figures.get(Measure.SPAN_F1) for row in found.periods]
        yield f"<p>{escape(say('span F1'))}</p>"
        yield plot(svg.line([row.name for row in found.periods], figures))
        yield _figures("period", say("finished"), found.periods, data, say, say("spans"))
    if found.categories:
        rows_of = found.categories
        yield from _section(
            "category",
            say("Categories"),
            say("category"),
            rows_of,
            data,
            say,
            plot,
            say("documents"),
            Measure.ALPHA,
        )
    yield from _confusion(data, say, plot)
    yield f"<h2>{escape(say('By document'))}</h2>"
    documents = sorted(found.documents, key=lambda row: _known(row.figures.get(Measure.SPAN_F1)))
    if len(documents) > _MOST_DOCUMENTS:
        words = say("The {0} documents that differ most; all are in the CSV.").format(_MOST_DOCUMENTS)
        yield f"<p>{escape(words)}</p>"
    else:
        documents = list(found.documents)
    yield _figures("document", say("document"), documents[:_MOST_DOCUMENTS], data, say, say("spans"))


def _section(
    id_: str,
    title: str,
    head: str,
    rows: Sequence[Row],
    data: ReportData,
    say: Words,
    plot: Plot,
    counted: str,
    measure: Measure = Measure.SPAN_F1,
) -> Iterator[str]:
    yield f"<h2>{escape(title)}</h2>"
    yield f"<p>{escape(say(str(measure)))}</p>"
    names = [_name(row, data, say) for row in rows]
    yield plot(svg.bars(names, [row.figures.get(measure) for row in rows]))
    yield _figures(id_, head, rows, data, say, counted)


def _figures(id_: str, head: str, rows: Sequence[Row], data: ReportData, say: Words, counted: str) -> str:
    there = {measure for row in rows for measure in row.figures}
    measures = [measure for measure in Measure if measure in there]
    lines = [
        (
            _name(row, data, say),
            f"{row.first} / {row.second}",
            *(_said(row.figures.get(measure)) for measure in measures),
        )
        for row in rows
    ]
    return _table(id_, (head, counted, *(say(str(measure)) for measure in measures)), lines)


def _confusion(data: ReportData, say: Words, plot: Plot) -> Iterator[str]:
    found = data.agreement.confusion
    known = {key for cell in found for key in cell}
    keys = [*sorted(known - {""}), *({""} & known)]
    names = [data.labels.get(key, key) or say("nothing") for key in keys]
    yield f"<h2>{escape(say('Confusion'))}</h2>"
    words = say("Rows: what the first of a pair (by name) said; columns: what the other said.")
    yield f"<p>{escape(words)}</p>"
    yield plot(svg.heat(names, [[found.get((one, other), 0) for other in keys] for one in keys]))


def _progress(data: ReportData, say: Words, plot: Plot) -> Iterator[str]:
    people = [person for person in data.people if sum(person.by_state.values())]
    if not people:
        return
    words = {state: say(f"state:{state}") for state in STATES}
    yield f"<h2>{escape(say('Progress'))}</h2>"
    covered = " · ".join(say("with {0}: {1}").format(*each) for each in data.covered)
    yield f"<p>{escape(say('Documents by the number of their people: {0}').format(covered))}</p>"
    names = [person.name for person in people]
    yield plot(svg.states(names, [person.by_state for person in people], words))
    lines = [
        (
            person.name,
            *(str(person.by_state.get(state, 0)) for state in STATES),
            str(person.spans),
            "–" if person.minutes is None else f"{person.minutes:.1f}",
        )
        for person in people
    ]
    heads = (say("person"), *(words[state] for state in STATES), say("spans"), say("minutes each"))
    yield _table("progress", heads, lines)
    days = sorted({day for counts in data.finished.values() for day in counts})
    if len(days) > 1:
        yield plot(svg.growth(days, data.finished))


def _table(id_: str, heads: Sequence[str], rows: Sequence[Sequence[str | tuple[str]]]) -> str:
    """A table; a cell in a tuple is running text."""
    first = "".join(_cell(head, "th", at) for at, head in enumerate(heads))
    cells = ("".join(_cell(cell, "td", at) for at, cell in enumerate(row)) for row in rows)
    lines = "\n".join(f"<tr>{row}</tr>" for row in cells)
    whole = f'<table id="{id_}"><thead><tr>{first}</tr></thead>\n<tbody>{lines}</tbody></table>'
    return f'<div class="wide">{whole}</div>'


def _cell(cell: str | tuple[str], tag: str, column: int) -> str:
    words, kind = (cell[0], "words") if isinstance(cell, tuple) else (cell, "name" if column == 0 else "")
    # The width is for paper: what sets that breaks a name to a letter a line, to have room for figures.
    said = f' class="{kind}"' + (' width="170"' if kind == "name" else "") if kind else ""
    return f"<{tag}{said}>{escape(words)}</{tag}>"


def _name(row: Row, data: ReportData, say: Words) -> str:
    return data.labels.get(row.name, row.name) or say("all")


def _known(figure: Figure | None) -> float:
    return 2.0 if figure is None or figure.value is None else figure.value


def _value(figure: Figure) -> str:
    return "–" if figure.value is None else f"{figure.value:.3f}"


def _interval(figure: Figure) -> str:
    return "" if figure.low is None or figure.high is None else f"{figure.low:.3f}–{figure.high:.3f}"


def _said(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "–"
    ends = "" if figure.low is None or figure.high is None else f" ({figure.low:.2f}–{figure.high:.2f})"
    return f"{figure.value:.3f}{ends}"
