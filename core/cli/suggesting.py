"""What `jinbiao suggest` suggests with, and what it tells of that."""

from __future__ import annotations

from contextlib import nullcontext

from core.cli.options import counted, err, progress_bar
from core.learning import retrain, with_lac
from core.project import Project
from core.suggest.suggester import Suggester
from core.suggest.thinking import Suggests

LAC_NOT_ASKED = "LAC is not asked"


def learned_suggester(
    project: Project, *, ask_lac: bool, has_bar: bool = False
) -> tuple[Suggests, dict[str, object]]:
    """The suggester with everything that the project knows now, trained anew where there is something new;
    and what it is made of, for those who read JSON. `has_bar`: a bar is on the screen already."""
    with nullcontext() if has_bar else progress_bar("learning"):
        suggester, is_new = retrain(project)
    learned_from = 0
    if suggester.model is not None:
        source = suggester.model.made_from
        learned_from = source.documents
        err.print(
            f"{'learned anew' if is_new else 'as learned before'} from "
            f"{counted(source.documents, 'document')} "
            f"({source.characters:,} characters); mean error of the scores {suggester.model.reliability:.2f}",
            highlight=False,
        )
    found, without_lac = _asking_lac(suggester, ask_lac)
    return found, _told(found, learned_from, suggester.note, without_lac)


def untaught_suggester(rules: Suggester, *, ask_lac: bool) -> tuple[Suggests, dict[str, object]]:
    """The same where there is no project that could have learned anything."""
    found, without_lac = _asking_lac(rules, ask_lac)
    return found, _told(found, 0, without_lac)


def _asking_lac(suggester: Suggests, wanted: bool) -> tuple[Suggests, str]:
    return with_lac(suggester) if wanted else (suggester, LAC_NOT_ASKED)


def _told(found: Suggests, learned_from: int, *notes: str) -> dict[str, object]:
    """Print what a suggester is made of, and give it."""
    lac: str = getattr(found, "lac", "")
    if lac:
        err.print(f"with {lac}", highlight=False)
    said = [note for note in notes if note]
    for note in said:
        err.print(f"note: {note}", highlight=False, markup=False)
    return {"learned from": learned_from, "lac": lac, "notes": said}
