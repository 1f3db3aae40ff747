"""What `jinbiao suggest` suggests with, and what it tells of that."""

from __future__ import annotations

from core.cli.options import err, progress_bar
from core.learning import retrain, with_lac
from core.operations.thinking import Suggests
from core.project import Project


def learned_suggester(project: Project, *, ask_lac: bool) -> tuple[Suggests, dict[str, object]]:
    """The suggester with everything that the project knows now, trained anew where there is something new;
    and what it is made of, for those who read JSON."""
    with progress_bar("learning"):
        suggester, is_new = retrain(project)
    if suggester.model is not None:
        source = suggester.model.made_from
        err.print(
            f"{'learned anew' if is_new else 'as learned before'} from {source.documents} documents "
            f"({source.characters:,} characters); mean error of the scores {suggester.model.reliability:.2f}",
            highlight=False,
        )
    found, without_lac = with_lac(suggester) if ask_lac else (suggester, "LAC is not asked")
    if not without_lac:
        err.print(f"with {found.lac}", highlight=False)  # type: ignore[attr-defined]  # or there were a note
    for note in (suggester.note, without_lac):
        if note:
            err.print(f"note: {note}", highlight=False, markup=False)
    made_of = {
        "learned from": suggester.model.made_from.documents if suggester.model is not None else 0,
        "lac": getattr(found, "lac", ""),
        "notes": [note for note in (suggester.note, without_lac) if note],
    }
    return found, made_of
