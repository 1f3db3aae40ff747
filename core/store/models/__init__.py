"""The tables, one small class each; every constraint has a name, every offset counts code points."""

from core.store.models.base import LONG_SPAN, Base, now
from core.store.models.documents import PART_LENGTH, DocumentRow, TextPartRow, TextRow, ZoneRow
from core.store.models.handouts import AssignmentRow, HandoutLayerRow, HandoutRow
from core.store.models.history import OperationRow
from core.store.models.labels import LabelRow, LabelSetRow
from core.store.models.layers import AnnotationRow, CategoryMarkRow, LayerRow, RejectionRow
from core.store.models.notes import NoteRow
from core.store.models.project import PersonRow, ProjectRow, SettingRow
from core.store.models.review import CorrectionRow, DismissalRow, GoldSpanRow, JudgementRow
from core.store.models.suggestions import (
    FROM_FILE,
    CategorySuggestionRow,
    OutlookRow,
    SuggestionRow,
    TrialRow,
)

__all__ = [
    "FROM_FILE",
    "LONG_SPAN",
    "PART_LENGTH",
    "AnnotationRow",
    "AssignmentRow",
    "Base",
    "CategoryMarkRow",
    "CategorySuggestionRow",
    "CorrectionRow",
    "DismissalRow",
    "DocumentRow",
    "GoldSpanRow",
    "HandoutLayerRow",
    "HandoutRow",
    "JudgementRow",
    "LabelRow",
    "LabelSetRow",
    "LayerRow",
    "NoteRow",
    "OperationRow",
    "OutlookRow",
    "PersonRow",
    "ProjectRow",
    "RejectionRow",
    "SettingRow",
    "SuggestionRow",
    "TextPartRow",
    "TextRow",
    "TrialRow",
    "ZoneRow",
    "now",
]
