"""Commands on releases: making, listing, comparing, checking and withdrawing them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

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
    print_table,
    progress_bar,
    project,
)
from core.errors import BadFile, InputError
from core.release.digest import of_file
from core.release.doubts import doubts_told
from core.release.folder import differing, releases
from core.release.folder import withdraw as take_back
from core.release.lines import DOCUMENTS, SPANS
from core.release.manifest import MANIFEST
from core.release.splits import DEFAULT, parse_shares

Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where releases lie.")]
DEFAULT_OUT = Path("releases")


class _NameFirst(TyperGroup):
    """`release NAME` makes one: what is no command's name is the name of a release, or an option of it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        # Typer brings click along, or has its own of it, by version: the context's type is either's.
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["make", *args]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed


app = typer.Typer(
    cls=_NameFirst,
    no_args_is_help=True,
    help="Freeze gold into a release: `release NAME`, or one of the commands below.",
)


@app.command()
def make(
    release_name: Annotated[str, typer.Argument(metavar="NAME", help="What the release is called.")],
    folder: Out = DEFAULT_OUT,
    db: Db = DEFAULT_DB,
    name: As = "",
    layer: Annotated[
        str, typer.Option("--layer", metavar="gold|NAME", help="By default gold, else your own.")
    ] = "",
    finished: Annotated[
        bool, typer.Option("--finished", help="Your own finished documents, also where there is gold.")
    ] = False,
    split: Annotated[str, typer.Option("--split", metavar="NAME=SHARE,…", help="The splits.")] = DEFAULT,
    seed: Annotated[int, typer.Option("--seed", help="Same documents and seed, same split.")] = 0,
    licence: Annotated[str, typer.Option("--licence", metavar="ID", help="As in SPDX: cc-by-4.0 …")] = "",
    parquet: Annotated[bool, typer.Option("--parquet", help="Parquet files beside (needs pyarrow).")] = False,
    json: Json = False,
) -> None:
    """Freeze the finished documents of a layer, with label set, splits, card and checksums."""
    from core.queries.records import count_records
    from core.release.building import Plan
    from core.releasing import layer_to_release, release

    if finished and layer:
        raise InputError("--finished means your own layer; leave out --layer, or --finished")
    plan = Plan(release_name, parse_shares(split), seed, licence, parquet=parquet)
    with project(db, name, create=False) as opened:
        chosen = layer_to_release(opened, layer or (opened.annotator.name if finished else ""))
        with progress_bar("releasing", count_records(opened)) as show:
            try:
                made = release(opened, folder, plan, chosen, progress=lambda done: show(done))
            except OSError as error:
                place = str(folder / release_name)
                raise BadFile(place, f"{error.strerror or error}; nothing was released") from error
    target = folder / release_name
    fingerprint = of_file(target / MANIFEST)
    for _, doubt in doubts_told(made.doubts):
        err.print(f"note: {doubt}", highlight=False, markup=False)
    if json:
        print_json(
            {
                "release": str(target),
                "layer": chosen,
                "counts": made.counts,
                "doubts": made.doubts,
                "content_sha256": made.content_sha256,
                "files_sha256": made.files_sha256,
                "manifest_sha256": fingerprint,
            }
        )
        return
    out.print(f"{target}: the finished documents of the layer “{chosen}”", highlight=False, markup=False)
    print_table(
        ("split", "documents", "spans"),
        [(split, each.get(DOCUMENTS, 0), each.get(SPANS, 0)) for split, each in made.counts.items()],
        right=(1, 2),
    )
    out.print(f"content   {made.content_sha256}\nmanifest  {fingerprint}", highlight=False)


@app.command()
def withdraw(
    release_name: Annotated[str, typer.Argument(metavar="NAME", help="The release, or its folder.")],
    why: Annotated[str, typer.Option("--why", metavar="REASON", help="For those who used it.")],
    folder: Out = DEFAULT_OUT,
) -> None:
    """Take a release back: its data go, a tombstone with the reason stays."""
    left = take_back(_place(release_name, folder), why)
    out.print(f"{left.name} is withdrawn; what was in it still stands in its manifest", highlight=False)


@app.command(name="list")
def list_(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where releases lie.")] = DEFAULT_OUT,
    json: Json = False,
) -> None:
    """List the releases in a folder."""
    found = releases(folder)
    if json:
        print_json(found)
        return
    print_table(
        ("release", "documents", "spans", "content", "withdrawn"),
        [(each.name, each.documents, each.spans, each.content_sha256[:12], each.withdrawn) for each in found],
        right=(1, 2),
    )


@app.command()
def verify(
    release_name: Annotated[str, typer.Argument(metavar="NAME", help="The release, or its folder.")],
    folder: Out = DEFAULT_OUT,
) -> None:
    """Compare a release's files with its manifest; exit code 1 if one is not as it was released."""
    found = list(differing(_place(release_name, folder)))
    for each in found:
        err.print(each, highlight=False, markup=False)
    out.print(
        "every file is as it was released"
        if not found
        else f"not as released: {counted(len(found), 'file')}",
        highlight=False,
    )
    if found:
        raise typer.Exit(WITH_LOSSES)


@app.command()
def diff(
    first: Annotated[str, typer.Argument(metavar="A", help="The older release, or its folder.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The newer release, or its folder.")],
    folder: Out = DEFAULT_OUT,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a page as well.")] = None,
    json: Json = False,
) -> None:
    """Say what differs between two releases: documents, spans, categories, labels."""
    from core.release.diff import compare
    from core.release.diff_html import page
    from core.release.diff_text import counted, told

    found = compare(_place(first, folder), _place(second, folder))
    if html is not None:
        html.write_text(page(found), encoding="utf-8", newline="\n")
    if json:
        print_json(counted(found))
        return
    for line in told(found):
        out.print(line, highlight=False, markup=False)


def _place(name: str, folder: Path) -> Path:
    """A release's folder by its name in the folder of releases, or by its path."""
    here = folder / name
    return here if (here / MANIFEST).exists() else Path(name)
