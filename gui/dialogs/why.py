"""Why something was not taken over, in the user's language: the sentences that core's reports use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.i18n import QT_TRANSLATE_NOOP

SENTENCES = (
    QT_TRANSLATE_NOOP("Why", "it lies outside the text"),
    QT_TRANSLATE_NOOP("Why", "it is empty"),
    QT_TRANSLATE_NOOP("Why", "the text says something else there"),
    QT_TRANSLATE_NOOP("Why", "the same span stands there twice"),
    QT_TRANSLATE_NOOP("Why", "the document has no text"),
    QT_TRANSLATE_NOOP("Why", "the label set has no such label"),
    QT_TRANSLATE_NOOP("Why", "the label set has no such category"),
    QT_TRANSLATE_NOOP("Why", "the format has no place for it"),
    QT_TRANSLATE_NOOP("Why", "this annotator's work on this text is here already"),
    QT_TRANSLATE_NOOP("Why", "the same suggestion is here already"),
    QT_TRANSLATE_NOOP("Why", "it overlaps another, and this label set is flat"),
    QT_TRANSLATE_NOOP("Why", "the annotator's name is longer than 200 characters"),
    QT_TRANSLATE_NOOP("Why", "the same text is here already"),
    QT_TRANSLATE_NOOP("Why", "the same text is here already, split into parts"),
    QT_TRANSLATE_NOOP("Why", "the same text is here already, and its zones stay as they are"),
    QT_TRANSLATE_NOOP("Why", "its encoding is a guess"),
    QT_TRANSLATE_NOOP("Why", "it cannot be read"),
    QT_TRANSLATE_NOOP("Why", "there is no such file or folder"),
    QT_TRANSLATE_NOOP("Why", "it cannot be opened"),
    QT_TRANSLATE_NOOP("Why", "it is no JSON object"),
    QT_TRANSLATE_NOOP("Why", "hidden, or left by the system"),
    QT_TRANSLATE_NOOP("Why", "no format is known for it"),
    QT_TRANSLATE_NOOP("Why", "only the first is read"),
    QT_TRANSLATE_NOOP("Why", "the same note is here already"),
    QT_TRANSLATE_NOOP("Why", "it says nothing"),
    QT_TRANSLATE_NOOP("Why", "NUL became U+FFFD"),
    QT_TRANSLATE_NOOP("Why", "a lone surrogate became U+FFFD"),
    QT_TRANSLATE_NOOP("Why", "its offsets count another unit; mended by the quotes"),
    QT_TRANSLATE_NOOP("Why", "its offsets count another unit; mended as only so they lie inside the text"),
    QT_TRANSLATE_NOOP("Why", "its offsets lie outside the text, or cut a character in two"),
    QT_TRANSLATE_NOOP("Why", "holds the text"),
    QT_TRANSLATE_NOOP("Why", "holds the title"),
    QT_TRANSLATE_NOOP("Why", "holds the source"),
    QT_TRANSLATE_NOOP("Why", "holds the id"),
    QT_TRANSLATE_NOOP("Why", "its offsets count UTF-16 units"),
    QT_TRANSLATE_NOOP("Why", "its offsets count code points"),
    QT_TRANSLATE_NOOP(
        "Why", "its offsets may count UTF-16 units or code points; read as UTF-16, as doccano writes"
    ),
    QT_TRANSLATE_NOOP("Why", "an older state of this file; a newer one was collected already"),
    QT_TRANSLATE_NOOP("Why", "it was changed here as well; the state from the file is kept beside it"),
    QT_TRANSLATE_NOOP("Why", "this text is not in the project"),
    QT_TRANSLATE_NOOP("Why", "its label was deleted from the label set since"),
    QT_TRANSLATE_NOOP("Why", "changes to documents themselves are not collected"),
    QT_TRANSLATE_NOOP("Why", "it belongs to another project"),
    QT_TRANSLATE_NOOP("Why", "this is the project itself"),
    QT_TRANSLATE_NOOP("Why", "its label set is not one of this project's"),
    QT_TRANSLATE_NOOP("Why", "its text was changed"),
    QT_TRANSLATE_NOOP("Why", "a quote is not what the text says"),
)


def why_words(why: str) -> str:
    """The sentence in the user's language; one that is not known here stays English."""
    return QCoreApplication.translate("Why", why)
