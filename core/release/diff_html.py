"""A difference between releases as one page of HTML: no script, no font or picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from core.release.diff import Difference, DocumentChange, SpanChange, kind_of
from core.release.diff_text import placed, remarks

_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
_STYLE = """
:root { color-scheme: light dark }
body { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse }
td, th { padding: .2rem .8rem; text-align: left; border-bottom: 1px solid #8885 }
h2 { font-size: 1.05rem; margin: 1.6rem 0 .3rem }
ul { margin: .2rem 0; padding-left: 1.4rem; list-style: none }
.added { color: #1a7f37 } .removed { color: #c62828; text-decoration: line-through }
.relabelled, .moved { color: #9a5b00 }
@media (prefers-color-scheme: dark) {
  .added { color: #57c878 } .removed { color: #ff8a80 } .relabelled, .moved { color: #f0b45c } }
"""


def page(found: Difference) -> str:
    """The whole page."""
    title = f"{found.first} → {found.second}"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="zh">',
            '<meta charset="utf-8">',
            _POLICY,
            f"<title>{_safe(title)}</title>",
            f"<style>{_STYLE}</style>",
            f"<h1>{_safe(title)}</h1>",
            *_summary(found),
            *_labels(found),
            *_list("新增文档 · documents added", found.added, "added"),
            *_list("移除文档 · documents removed", found.removed, "removed"),
            *_list(
                "换了划分 · in another split",
                (f"{id_}: {before} → {after}" for id_, before, after in found.moved),
                "moved",
            ),
            *(line for document in found.changed for line in _document(document)),
            "</html>\n",
        )
    )


def _summary(found: Difference) -> Iterator[str]:
    spans = found.span_counts
    rows = (
        ("文档 · documents", len(found.added), len(found.removed), len(found.changed), found.unchanged),
        ("片段 · spans", spans["added"], spans["removed"], spans["relabelled"] + spans["moved"], ""),
    )
    heads = ("", "新增 added", "移除 removed", "改动 changed", "相同 same")
    yield f"<table><tr>{''.join(f'<th>{each}</th>' for each in heads)}</tr>"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
    yield "</table>"


def _labels(found: Difference) -> Iterator[str]:
    lines = [
        f"{each.kind} {each.key}: {each.change} {', '.join(each.fields)}".strip() for each in found.labels
    ]
    lines += [f"label set: {name}" for name in found.label_set]
    yield from _list("标签集 · label set", lines, "")


def _list(title: str, lines: Iterable[str], kind: str) -> Iterator[str]:
    items = [f'<li class="{kind}">{_safe(line)}</li>' for line in lines]
    if items:
        yield f"<h2>{title}</h2><ul>{''.join(items)}</ul>"


def _document(document: DocumentChange) -> Iterator[str]:
    yield f"<h2>{_safe(document.id)} {_safe(document.title)}</h2><ul>"
    for remark in remarks(document):
        yield f"<li>{_safe(remark)}</li>"
    for change in document.spans:
        yield f"<li>{_span(change)}</li>"
    yield "</ul>"


def _span(change: SpanChange) -> str:
    kind = kind_of(change)
    if change.before is not None and change.after is not None:
        before, after = _safe(placed(change.before)), _safe(placed(change.after))
        return f'<span class="removed">{before}</span> → <span class="{kind}">{after}</span> ({kind})'
    span = change.after or change.before
    assert span is not None
    return f'<span class="{kind}">{_safe(placed(span))}</span>'


def _safe(text: str) -> str:
    """Text from the data: nothing in it is markup, nothing turns the direction of what follows."""
    return f"<bdi>{escape(text)}</bdi>" if not text.isascii() else escape(text)
