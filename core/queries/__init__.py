"""Everything that reads a project: each function returns frozen values and changes nothing."""

from core.queries.documents import (
    DocumentLine,
    document_lines,
    next_unfinished,
    open_document,
    waiting_counts,
)
from core.queries.history import history_of, undo_status
from core.queries.notes import Note, Reply, notes
from core.queries.parts import DocumentPart, PartlyOpened, document_part, open_partly
from core.queries.progress import Progress, annotators, progress
from core.queries.records import layer_names, records

__all__ = [
    "DocumentLine",
    "DocumentPart",
    "Note",
    "PartlyOpened",
    "Progress",
    "Reply",
    "annotators",
    "document_lines",
    "document_part",
    "history_of",
    "layer_names",
    "next_unfinished",
    "notes",
    "open_document",
    "open_partly",
    "progress",
    "records",
    "undo_status",
    "waiting_counts",
]
