"""Commands that look after the database: check, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.options import DEFAULT_DB, WITH_LOSSES, As, Db, Json, err, out, print_json, project
from core.errors import Refused
from core.store.audit import audit
from core.store.backup import back_up, backups_of
from core.store.backup import restore as put_back


def check(db: Db = DEFAULT_DB, name: As = "", json: Json = False) -> None:
    """Audit the database and every quote in it; exit code 1 if anything is wrong."""
    with project(db, name, create=False) as opened:
        findings = list(audit(opened.store))
    if json:
        print_json(findings)
    else:
        for finding in findings:
            err.print(f"{finding.where}: {finding.what}", highlight=False, markup=False)
        number = "1 thing is" if len(findings) == 1 else f"{len(findings)} things are"
        out.print(f"{number} wrong" if findings else "all is well", highlight=False)
    if findings:
        raise typer.Exit(WITH_LOSSES)


def backup(db: Db = DEFAULT_DB, name: As = "") -> None:
    """Copy the database into the folder “backups” beside it."""
    with project(db, name, create=False) as opened:
        made = back_up(opened.store, "by-hand")
    if made is None:
        raise Refused("a server's database is backed up by its own means (pg_dump)")
    out.print(str(made), highlight=False)


def restore(
    source: Annotated[
        Path | None, typer.Argument(metavar="[BACKUP]", help="The backup; without one, they are listed.")
    ] = None,
    db: Db = DEFAULT_DB,
    name: As = "",
) -> None:
    """Put a backup in the database's place; the replaced file is kept beside it."""
    del name  # a command like the others; nobody's name is needed here
    if "://" in db:
        raise Refused("a server's database is restored by its own means (pg_restore)")
    if source is None:
        found = list(backups_of(Path(db)))
        for each in found:
            out.print(str(each), highlight=False)
        if not found:
            err.print(f"there is no backup of {db} yet: `jinbiao backup` makes one", highlight=False)
        return
    aside = put_back(Path(db), source)
    kept = f"; what was there before is now {aside}" if aside is not None else ""
    out.print(f"restored{kept}", highlight=False)
