"""Commands on the label set: listing, renaming, merging, splitting and deleting labels, files in and out."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from core import operations
from core.cli.options import DEFAULT_DB, As, Db, Json, counted, err, out, print_json, print_table, project
from core.errors import BadFile, InputError
from core.label_acts import (
    AddTerms,
    DeleteLabel,
    LabelAct,
    MergeLabels,
    Part,
    RenameLabel,
    ReplaceSet,
    SplitLabel,
)
from core.project import Project
from core.queries.labels import Preview, Use, label_set_versions, label_uses, preview
from core.release.label_files import label_files
from core.schema import Label, read_label_set

Category = Annotated[bool, typer.Option("--category", help="It is about categories, not labels.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what it would do, and do nothing.")]
LookAgain = Annotated[
    str,
    typer.Option("--look-again", metavar="REASON", help="Return finished documents concerned, saying this."),
]

app = typer.Typer(invoke_without_command=True, help="List the label set, or change it in everybody's layers.")


@app.callback()
def list_(ctx: typer.Context, db: Db = DEFAULT_DB, name: As = "", json: Json = False) -> None:
    """List labels and categories with how often each is used; or change them by a command below."""
    if ctx.invoked_subcommand is not None:
        return
    with project(db, name, create=False) as opened:
        labels, uses = opened.label_set, label_uses(opened)
    rows = [
        (kind, each, uses.get((kind, each.key), Use()))
        for kind, members in (("span", labels.labels), ("category", labels.categories))
        for each in members
    ]
    if json:
        print_json([{"kind": kind, **msgspec.to_builtins(each), **_counts(use)} for kind, each, use in rows])
        return
    spans = [(each, use) for kind, each, use in rows if kind == "span"]
    topics = [(each, use) for kind, each, use in rows if kind == "category"]
    print_table(
        ("label", "zh", "en", "key", "parent", "spans", "documents", "suggested"),
        [
            (label.key, label.zh, label.en, label.shortcut, label.parent, *_counts(use).values())
            for label, use in spans
        ],
        right=(5, 6, 7),
    )
    out.print()
    print_table(
        ("category", "zh", "en", "documents", "suggested"),
        [(each.key, each.zh, each.en, use.documents, use.suggestions) for each, use in topics],
        right=(3, 4),
    )
    err.print(f"“{labels.name}”, {labels.nesting}, version {labels.version}", highlight=False, markup=False)


@app.command()
def rename(
    key: str,
    to: str,
    db: Db = DEFAULT_DB,
    name: As = "",
    category: Category = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Give a label another key; what stands under it stays where it is."""
    _do(db, name, RenameLabel(key, to, category), dry_run, json)


@app.command()
def merge(
    keys: Annotated[list[str], typer.Argument(metavar="KEY…")],
    into: Annotated[str, typer.Option("--into", metavar="KEY", help="The label that stays.")],
    db: Db = DEFAULT_DB,
    name: As = "",
    category: Category = False,
    look_again: LookAgain = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let one label take up others."""
    _do(db, name, MergeLabels(tuple(keys), into, category), dry_run, json, look_again)


@app.command()
def split(
    key: str,
    into: Annotated[str, typer.Option("--into", metavar="KEY", help="A new label, or one that is there.")],
    regex: Annotated[str, typer.Option("--regex", metavar="EXPRESSION", help="Searched in the quote.")] = "",
    ending: Annotated[
        list[str], typer.Option("--ending", metavar="WORD", help="Quotes that end so (repeatable).")
    ] = [],  # noqa: B006 # typer reads it, nobody writes it
    quotes: Annotated[
        Path | None, typer.Option("--quotes", metavar="FILE", help="A list of quotes, one a line.")
    ] = None,
    db: Db = DEFAULT_DB,
    name: As = "",
    look_again: LookAgain = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let a part of a label's spans go to another; the rest stays."""
    if ending:
        endings = f"(?:{'|'.join(map(re.escape, ending))})$"
        regex = f"(?:{regex})|{endings}" if regex else endings
    if not regex and quotes is None:
        raise InputError("say which spans go: --regex, --ending or --quotes")
    part = Part(Label(into), regex, _lines(quotes))
    _do(db, name, SplitLabel(key, (part,)), dry_run, json, look_again)


@app.command()
def delete(
    key: str,
    to: Annotated[
        str, typer.Option("--to", metavar="KEY", help="Its spans go there; else they are removed.")
    ] = "",
    db: Db = DEFAULT_DB,
    name: As = "",
    category: Category = False,
    look_again: LookAgain = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Delete a label with its spans, or give them another."""
    _do(db, name, DeleteLabel(key, to, category), dry_run, json, look_again)


@app.command(name="import")
def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A schema.toml, or the folder of one.")],
    db: Db = DEFAULT_DB,
    name: As = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take the label set of a file in place of this one; refused if it lacks a label that is in use."""
    act = ReplaceSet(str(path), read_label_set(path).to_json())
    _do(db, name, act, dry_run, json)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")], db: Db = DEFAULT_DB, name: As = ""
) -> None:
    """Write the label set as files: schema.toml, guideline.md, terms/*.txt."""
    with project(db, name, create=False) as opened:
        files = label_files(opened.label_set)
    taken = [each for each in files if (folder / each).exists()]
    if taken:
        raise BadFile(str(folder / taken[0]), "there is a file of this name already")
    try:
        for each, content in files.items():
            (folder / each).parent.mkdir(parents=True, exist_ok=True)
            (folder / each).write_bytes(content)
    except OSError as error:
        for each in files:  # none of these was there before
            with contextlib.suppress(OSError):
                (folder / each).unlink(missing_ok=True)
        raise BadFile(str(folder), error.strerror or str(error)) from error
    err.print(f"{folder}: {counted(len(files), 'file')}", highlight=False, markup=False)


@app.command()
def versions(db: Db = DEFAULT_DB, name: As = "", json: Json = False) -> None:
    """List the versions of the label set: when, by whom, what was done."""
    with project(db, name, create=False) as opened:
        found = label_set_versions(opened)
    said = [
        {
            "version": each.number,
            "at": each.at,
            "who": each.who,
            "act": msgspec.to_builtins(each.act) if each.act is not None else None,
        }
        for each in found
    ]
    if json:
        print_json(said)
        return
    rows = ((each.number, each.at, each.who, describe(each.act)) for each in found)
    print_table(("version", "at", "who", "what"), rows, right=(0,))


def describe(act: LabelAct | None) -> str:
    """An act in a few words."""
    match act:
        case None:
            return "the beginning"
        case RenameLabel():
            return f"rename {act.key} to {act.to}"
        case MergeLabels():
            return f"merge {', '.join(key for key in act.keys if key != act.into)} into {act.into}"
        case SplitLabel():
            return f"split {act.key} into {', '.join(part.label.key for part in act.parts)}"
        case DeleteLabel():
            return f"delete {act.key}" + (f", spans to {act.to}" if act.to else "")
        case ReplaceSet():
            return f"import {act.where}"
        case AddTerms():
            return f"terms of {act.label}: {', '.join(act.words)}"
        case _:
            kind = type(act).__struct_config__.tag
            return f"{kind} {act.label.key if hasattr(act, 'label') else ''}".strip()


def _lines(file: Path | None) -> tuple[str, ...]:
    if file is None:
        return ()
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError as error:
        raise BadFile(str(file), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise BadFile(str(file), f"not UTF-8: {error.reason}") from error
    return tuple(dict.fromkeys(filter(None, map(str.strip, lines))))


def _counts(use: Use) -> dict[str, int]:
    return {"spans": use.spans, "documents": use.documents, "suggestions": use.suggestions}


def _do(db: str, name: str, act: LabelAct, dry_run: bool, json: bool, look_again: str = "") -> None:
    with project(db, name, create=False) as opened:
        shown = preview(opened, act)
        if not dry_run:
            operations.change_labels(opened, act, look_again=look_again)
        _tell(opened, act, shown, dry_run, json)


def _tell(opened: Project, act: LabelAct, shown: Preview, dry_run: bool, json: bool) -> None:
    if json:
        found: dict[str, Any] = {
            name: getattr(shown, name) for name in Preview.__slots__ if name not in ("act", "whose", "goes")
        }
        found |= {
            "done": not dry_run,
            "version": opened.label_set.version,
            "goes": dict(shown.goes),
            "whose": [
                {name: getattr(each, name) for name in ("who", "kind", "spans", "documents", "finished")}
                for each in shown.whose
            ],
        }
        print_json(found)
        return
    said = f"{'would ' if dry_run else ''}{describe(act)}: {_places(shown.spans, shown.documents)}"
    out.print(said, highlight=False, markup=False)
    for each in shown.whose:
        who = each.who or ("gold" if each.kind == "gold" else "nobody's")
        kind = f" ({each.kind})" if each.kind == "aside" else ""
        out.print(
            f"  {who}{kind}: {_places(each.spans, each.documents)}, {each.finished} finished",
            highlight=False,
            markup=False,
        )
    for words, number in (
        ("go up in another that says the same", shown.doubles),
        ("are removed", shown.deleted),
        ("stay, because no part takes them", shown.stays),
        ("pairs overlap under one label then", shown.overlaps),
        ("suggestions concerned", shown.suggestions),
        ("refusals concerned", shown.rejections),
        ("lie in documents that are off the list", shown.removed),
    ):
        if number:
            out.print(f"  {number} {words}", highlight=False)
    for words, keys in (("new", shown.added), ("altered", shown.altered), ("gone", shown.dropped)):
        if keys:
            out.print(f"  {words}: {', '.join(keys)}", highlight=False, markup=False)


def _places(spans: int, documents: int) -> str:
    return f"{counted(spans, 'span')} in {counted(documents, 'document')}"
