"""What `jinbiao suggest` suggests with, and what it tells of that."""

from __future__ import annotations

from core.cli.options import err, progress_bar
from core.learning import retrain
from core.project import Project
from core.suggest.learned import LearnedSuggester


def learned_suggester(project: Project) -> LearnedSuggester:
    """The suggester with everything that the project knows now, trained anew where there is something new."""
    with progress_bar("learning"):
        suggester, is_new = retrain(project)
    if suggester.model is not None:
        source = suggester.model.made_from
        err.print(
            f"{'learned anew' if is_new else 'as learned before'} from {source.documents} documents "
            f"({source.characters:,} characters); mean error of the scores {suggester.model.reliability:.2f}",
            highlight=False,
        )
    if suggester.note:
        err.print(f"note: {suggester.note}", highlight=False)
    return suggester
