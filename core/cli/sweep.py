"""`jinbiao sweep`: what stands oddly in labelled documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Annotated, Any

import typer

from core.cli.options import (
    DEFAULT_DB,
    WITH_LOSSES,
    As,
    Db,
    Json,
    counted,
    err,
    out,
    print_json,
    progress_bar,
    project,
)
from core.project import Project
from core.queries.sweep import EVERYBODY, HitLine, hit_lines
from core.review.sweep.values import Finding, FindingKind

_SHOWN = 3  # hits of a finding that are printed; --json has all


def sweep(
    db: Db = DEFAULT_DB,
    name: As = "",
    layer: Annotated[
        str, typer.Option("--layer", metavar="gold|NAME", help="Whose work; by default your own.")
    ] = "",
    everybody: Annotated[bool, typer.Option("--everybody", help="All annotators' work together.")] = False,
    kind: Annotated[
        list[FindingKind], typer.Option("--kind", help="Only findings of this kind (repeatable).")
    ] = [],  # noqa: B006 # typer reads it, nobody writes it
    dismissed: Annotated[bool, typer.Option("--dismissed", help="Also what was dismissed.")] = False,
    json: Json = False,
) -> None:
    """Find what stands oddly: one string under two labels, mentions left out, edges, nesting, outliers.

    Exit code 1 if anything was found.
    """
    from core.sweeping import sweep_project, without_dismissed

    whose = EVERYBODY if everybody else layer or None
    with project(db, name, create=False) as opened:
        with progress_bar("sweeping") as show:
            found = sweep_project(opened, whose, progress=show)
        if not dismissed:
            found = without_dismissed(opened, found)
        findings = [each for each in found.findings if not kind or each.kind in kind]
        if json:
            print_json(
                {
                    "documents": found.documents,
                    "spans": found.spans,
                    "findings": [_plain(opened, each) for each in findings],
                }
            )
        else:
            _print(opened, findings)
            err.print(
                f"{counted(found.documents, 'document')}, {counted(found.spans, 'span')}: "
                f"{counted(len(findings), 'finding')}"
            )
    if findings:
        raise typer.Exit(WITH_LOSSES)


def _plain(project: Project, finding: Finding) -> dict[str, Any]:
    lines = [
        {
            **asdict(line.hit),
            "title": line.title,
            "before": line.before,
            "quote": line.quote,
            "behind": line.after,
        }
        for line in hit_lines(project, finding.hits)
    ]
    rest = {name: value for name, value in asdict(finding).items() if name != "hits"}
    return {**rest, "mark": finding.mark, "hits": lines}


def _print(project: Project, findings: Sequence[Finding]) -> None:
    for kind, some in groupby(findings, key=lambda each: each.kind):
        of_kind = list(some)
        out.print(f"{kind}: {len(of_kind)}", style="bold", highlight=False)
        for finding in of_kind:
            figures = ", ".join(f"{what or '–'} {number:g}" for what, number in finding.standing)
            about = " ".join(part for part in (finding.about, finding.label) if part)
            out.print(f"  {about}: {figures}", markup=False, highlight=False)
            for line in hit_lines(project, finding.hits[:_SHOWN]):
                _print_hit(line)
            if finding.number > _SHOWN:
                out.print(f"      … {finding.number - _SHOWN} more", highlight=False)


def _print_hit(line: HitLine) -> None:
    what = line.hit.label or "–"
    words = f"      {line.hit.document_id} {line.hit.owner} {what}  {line.before}[{line.quote}]{line.after}"
    out.print(words, markup=False, highlight=False)
