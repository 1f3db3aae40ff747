"""One table of actions: menus, tool bar, palette, `jinbiao keys`, the page of shortcuts come from it."""

# ruff: noqa: E501 # a table is read by its columns

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from gui.i18n import QT_TRANSLATE_NOOP

Menu = Literal["file", "edit", "go", "span", "document", "project", "review", "view", "help"]
Needs = Literal[
    "",
    "project",
    "document",
    "focus",
    "span",
    "suggestion",
    "editable",
    "page",
    "board",
    "review",
    "desk",
    "case",
    "report",
    "reviewing",
    "others",
    "theirs",
    "sweep",
    "finding",
]

MENUS: dict[Menu, str] = {
    "file": QT_TRANSLATE_NOOP("Menus", "File"),
    "edit": QT_TRANSLATE_NOOP("Menus", "Edit"),
    "go": QT_TRANSLATE_NOOP("Menus", "Go"),
    "span": QT_TRANSLATE_NOOP("Menus", "Span"),
    "document": QT_TRANSLATE_NOOP("Menus", "Document"),
    "project": QT_TRANSLATE_NOOP("Menus", "Project"),
    "review": QT_TRANSLATE_NOOP("Menus", "Review"),
    "view": QT_TRANSLATE_NOOP("Menus", "View"),
    "help": QT_TRANSLATE_NOOP("Menus", "Help"),
}

# What is offered on one page only, so that its keys mean something else on the others.
PAGE_OF: dict[Needs, str] = {
    "board": "board",
    "desk": "desk",
    "case": "desk",
    "report": "report",
    "sweep": "sweep",
    "finding": "sweep",
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do: its id, its words (English; Qt translates), keys, icon.

    `needs` says when it can be done; `plain` keys are single letters, which mean nothing while a
    field is being typed in.
    """

    id: str
    menu: Menu
    words: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: Needs = ""
    separator: bool = False  # a line in the menu before it
    checkable: bool = False

    @property
    def title(self) -> str:
        """The words in the user's language."""
        return QCoreApplication.translate("Actions", self.words)

    @property
    def is_for_text(self) -> bool:
        """Whether it can be done while the text is shown: its keys are no label's then."""
        return self.needs not in PAGE_OF and self.needs != "page"


ACTIONS: tuple[Action, ...] = (
    Action("import", "file", QT_TRANSLATE_NOOP("Actions", "Import files…"), ("Ctrl+I",), "import", "project"),
    Action("import-folder", "file", QT_TRANSLATE_NOOP("Actions", "Import a folder…"), (), "import", "project"),
    Action("import-as", "file", QT_TRANSLATE_NOOP("Actions", "Import with a look first…"), ("Ctrl+Shift+I",), "", "project"),
    Action("export", "file", QT_TRANSLATE_NOOP("Actions", "Export…"), ("Ctrl+E",), "export", "project"),
    Action("release", "file", QT_TRANSLATE_NOOP("Actions", "Release…"), (), "finish", "project"),
    Action("open-database", "file", QT_TRANSLATE_NOOP("Actions", "Open another database…"), ("Ctrl+O",), "open", "", True),
    Action("new-database", "file", QT_TRANSLATE_NOOP("Actions", "New database…"), ("Ctrl+Shift+N",), "database"),
    Action("restore", "file", QT_TRANSLATE_NOOP("Actions", "Restore a backup…"), (), "database", "project"),
    Action("annotator", "file", QT_TRANSLATE_NOOP("Actions", "Switch annotator…"), (), "person", "project", True),
    Action("preferences", "file", QT_TRANSLATE_NOOP("Actions", "Preferences…"), ("Ctrl+,",), "settings"),
    Action("quit", "file", QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",), "", "", True),
    Action("undo", "edit", QT_TRANSLATE_NOOP("Actions", "Undo"), ("Ctrl+Z", "U"), "undo", "project"),
    Action("redo", "edit", QT_TRANSLATE_NOOP("Actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y", "Shift+U"), "redo", "project"),
    Action("copy", "edit", QT_TRANSLATE_NOOP("Actions", "Copy the selected text"), ("Ctrl+C",), "", "document", True),
    Action("next-undecided", "go", QT_TRANSLATE_NOOP("Actions", "Next suggestion"), ("N", "Space"), "next", "document"),
    Action("previous-undecided", "go", QT_TRANSLATE_NOOP("Actions", "Previous suggestion"), ("P", "Shift+Space"), "previous", "document"),
    Action("next-mark", "go", QT_TRANSLATE_NOOP("Actions", "Next span or suggestion"), ("J",), "", "document"),
    Action("previous-mark", "go", QT_TRANSLATE_NOOP("Actions", "Previous span or suggestion"), ("K",), "", "document"),
    Action("next-word", "go", QT_TRANSLATE_NOOP("Actions", "Next word"), ("L",), "", "document", True),
    Action("previous-word", "go", QT_TRANSLATE_NOOP("Actions", "Previous word"), ("H",), "", "document"),
    Action("next-character", "go", QT_TRANSLATE_NOOP("Actions", "Next character"), ("Alt+L",), "", "document"),
    Action("previous-character", "go", QT_TRANSLATE_NOOP("Actions", "Previous character"), ("Alt+H",), "", "document"),
    Action("next-sentence", "go", QT_TRANSLATE_NOOP("Actions", "Next sentence"), ("S",), "", "document"),
    Action("previous-sentence", "go", QT_TRANSLATE_NOOP("Actions", "Previous sentence"), ("Alt+S",), "", "document"),
    Action("next-paragraph", "go", QT_TRANSLATE_NOOP("Actions", "Next paragraph"), ("Shift+N",), "", "document"),
    Action("previous-paragraph", "go", QT_TRANSLATE_NOOP("Actions", "Previous paragraph"), ("Shift+P",), "", "document"),
    Action("select-next-word", "go", QT_TRANSLATE_NOOP("Actions", "Extend the selection by a word"), ("Shift+L",), "", "document", True),
    Action("select-previous-word", "go", QT_TRANSLATE_NOOP("Actions", "Extend the selection back by a word"), ("Shift+H",), "", "document"),
    Action("select-word", "go", QT_TRANSLATE_NOOP("Actions", "Select the word here"), ("W",), "", "document"),
    Action("select-sentence", "go", QT_TRANSLATE_NOOP("Actions", "Extend the selection by a sentence"), ("Shift+S",), "", "document"),
    Action("select-previous-sentence", "go", QT_TRANSLATE_NOOP("Actions", "Extend the selection back by a sentence"), ("Alt+Shift+S",), "", "document"),
    Action("select-next-character", "go", QT_TRANSLATE_NOOP("Actions", "Extend the selection by a character"), ("Alt+Shift+L",), "", "document"),
    Action("select-previous-character", "go", QT_TRANSLATE_NOOP("Actions", "Extend the selection back by a character"), ("Alt+Shift+H",), "", "document"),
    Action("next-note", "go", QT_TRANSLATE_NOOP("Actions", "Next open note"), ("Shift+T",), "", "document", True),
    Action("next-unsure", "go", QT_TRANSLATE_NOOP("Actions", "Next unsure span"), ("Shift+V",), "", "document"),
    Action("next-difference", "go", QT_TRANSLATE_NOOP("Actions", "Next difference to another layer"), ("Shift+D",), "", "others", True),
    Action("previous-difference", "go", QT_TRANSLATE_NOOP("Actions", "Previous difference to another layer"), ("Alt+D",), "", "others"),
    Action("point", "go", QT_TRANSLATE_NOOP("Actions", "Point with a key"), ("G",), "", "document", True, True),
    Action("next-document", "go", QT_TRANSLATE_NOOP("Actions", "Next document"), ("Ctrl+J", "Alt+Down"), "", "project", True),
    Action("previous-document", "go", QT_TRANSLATE_NOOP("Actions", "Previous document"), ("Ctrl+K", "Alt+Up"), "", "project"),
    Action("find", "edit", QT_TRANSLATE_NOOP("Actions", "Find in this document…"), ("Ctrl+F",), "search", "document", True),
    Action("find-next", "edit", QT_TRANSLATE_NOOP("Actions", "Next hit"), ("F3",), "", "document"),
    Action("find-previous", "edit", QT_TRANSLATE_NOOP("Actions", "Previous hit"), ("Shift+F3",), "", "document"),
    Action("find-everywhere", "edit", QT_TRANSLATE_NOOP("Actions", "Find in the project…"), ("Ctrl+Shift+F",), "search", "project"),
    Action("next-found", "edit", QT_TRANSLATE_NOOP("Actions", "Next hit in the project"), ("F4",), "", "project"),
    Action("previous-found", "edit", QT_TRANSLATE_NOOP("Actions", "Previous hit in the project"), ("Shift+F4",), "", "project"),
    Action("found-list", "edit", QT_TRANSLATE_NOOP("Actions", "To the list of hits"), ("Ctrl+G",), "", "project"),
    Action("find-document", "go", QT_TRANSLATE_NOOP("Actions", "Search the documents"), ("Ctrl+L",), "search", "project"),
    Action("accept", "span", QT_TRANSLATE_NOOP("Actions", "Accept the suggestion"), ("A", "Return", "Enter"), "accept", "suggestion"),
    Action("reject", "span", QT_TRANSLATE_NOOP("Actions", "Reject the suggestion"), ("X",), "reject", "suggestion"),
    Action("accept-all", "span", QT_TRANSLATE_NOOP("Actions", "Accept all suggestions"), ("Shift+A",), "accept-all", "editable"),
    Action("label", "span", QT_TRANSLATE_NOOP("Actions", "Label: type to find…"), ("F",), "label", "editable", True),
    Action("mentions", "span", QT_TRANSLATE_NOOP("Actions", "Every identical mention…"), ("M",), "search", "editable"),
    Action("left-out", "span", QT_TRANSLATE_NOOP("Actions", "Left edge outwards, by a word"), ("[",), "", "focus", True),
    Action("left-in", "span", QT_TRANSLATE_NOOP("Actions", "Left edge inwards, by a word"), ("]",), "", "focus"),
    Action("right-in", "span", QT_TRANSLATE_NOOP("Actions", "Right edge inwards, by a word"), (",",), "", "focus"),
    Action("right-out", "span", QT_TRANSLATE_NOOP("Actions", "Right edge outwards, by a word"), (".",), "", "focus"),
    Action("left-out-character", "span", QT_TRANSLATE_NOOP("Actions", "Left edge outwards, by a character"), ("{",), "", "focus"),
    Action("left-in-character", "span", QT_TRANSLATE_NOOP("Actions", "Left edge inwards, by a character"), ("}",), "", "focus"),
    Action("right-in-character", "span", QT_TRANSLATE_NOOP("Actions", "Right edge inwards, by a character"), ("<",), "", "focus"),
    Action("right-out-character", "span", QT_TRANSLATE_NOOP("Actions", "Right edge outwards, by a character"), (">",), "", "focus"),
    Action("phrase", "span", QT_TRANSLATE_NOOP("Actions", "To the phrase in quotes or brackets"), ("Q",), "", "document", True),
    Action("phrase-marks", "span", QT_TRANSLATE_NOOP("Actions", "To the phrase, with its quotes or brackets"), ("Shift+Q",), "", "document"),
    Action("split-span", "span", QT_TRANSLATE_NOOP("Actions", "Split here"), ("B",), "", "focus"),
    Action("merge-previous", "span", QT_TRANSLATE_NOOP("Actions", "Merge with the one before"), ("Shift+K",), "", "focus"),
    Action("merge-next", "span", QT_TRANSLATE_NOOP("Actions", "Merge with the one behind"), ("Shift+J",), "", "focus"),
    Action("outer", "span", QT_TRANSLATE_NOOP("Actions", "To the span around"), ("O",), "", "document", True),
    Action("inner", "span", QT_TRANSLATE_NOOP("Actions", "To the span inside"), ("I",), "", "document"),
    Action("delete", "span", QT_TRANSLATE_NOOP("Actions", "Delete"), ("D", "Delete", "Backspace"), "delete", "focus", True),
    Action("note", "span", QT_TRANSLATE_NOOP("Actions", "Write a note…"), ("T",), "note", "document", True),
    Action("unsure", "span", QT_TRANSLATE_NOOP("Actions", "Unsure, or sure again"), ("V",), "", "focus"),
    Action("take-over", "span", QT_TRANSLATE_NOOP("Actions", "Take over the other layer's reading"), ("Shift+R",), "", "theirs"),
    Action("finish", "document", QT_TRANSLATE_NOOP("Actions", "Finish, and go to the next"), ("E", "Ctrl+Return"), "finish", "editable"),
    Action("reopen", "document", QT_TRANSLATE_NOOP("Actions", "Reopen"), ("R",), "", "document"),
    Action("categories", "document", QT_TRANSLATE_NOOP("Actions", "Categories: type to find…"), ("C",), "", "editable", True),
    Action("suggest", "document", QT_TRANSLATE_NOOP("Actions", "Suggest again"), ("Ctrl+R",), "", "editable"),
    Action("show-hidden", "document", QT_TRANSLATE_NOOP("Actions", "Show hidden suggestions"), ("Ctrl+H",), "", "document", False, True),
    Action("zone", "document", QT_TRANSLATE_NOOP("Actions", "What are these lines?…"), ("Z",), "zone", "document", True),
    Action("split", "document", QT_TRANSLATE_NOOP("Actions", "Split into articles…"), (), "split", "document"),
    Action("retitle", "document", QT_TRANSLATE_NOOP("Actions", "Change the title…"), (), "", "document"),
    Action("remove-document", "document", QT_TRANSLATE_NOOP("Actions", "Remove from the project"), (), "delete", "document"),
    Action("label-set", "project", QT_TRANSLATE_NOOP("Actions", "Label set…"), ("Ctrl+Shift+L",), "label", "project"),
    Action("board", "review", QT_TRANSLATE_NOOP("Actions", "Board: who has done what"), ("F6",), "board", "project"),
    Action("agreement", "review", QT_TRANSLATE_NOOP("Actions", "Agreement: how far people say the same"), ("F7",), "chart", "project"),
    Action("measure-again", "review", QT_TRANSLATE_NOOP("Actions", "Measure agreement again"), ("F5",), "", "report"),
    Action("export-report", "review", QT_TRANSLATE_NOOP("Actions", "Export the report…"), (), "export", "project"),
    Action("review-work", "review", QT_TRANSLATE_NOOP("Actions", "Review finished work…"), ("F9",), "review", "project"),
    Action("approve-layer", "review", QT_TRANSLATE_NOOP("Actions", "Approve this work"), ("Alt+A",), "accept", "reviewing", True),
    Action("return-layer", "review", QT_TRANSLATE_NOOP("Actions", "Return it with a reason…"), ("Alt+R",), "undo", "reviewing"),
    Action("next-review", "review", QT_TRANSLATE_NOOP("Actions", "Skip to the next to review"), ("Alt+N",), "next", "reviewing"),
    Action("leave-review", "review", QT_TRANSLATE_NOOP("Actions", "Leave the review"), ("Alt+Q",), "", "reviewing"),
    Action("assign", "review", QT_TRANSLATE_NOOP("Actions", "Assign documents…"), (), "person", "project", True),
    Action("hand-out", "review", QT_TRANSLATE_NOOP("Actions", "Hand out a file…"), (), "export", "project"),
    Action("collect", "review", QT_TRANSLATE_NOOP("Actions", "Collect files that come back…"), (), "import", "project"),
    Action("settle-aside", "review", QT_TRANSLATE_NOOP("Actions", "What was set aside…"), (), "", "project"),
    Action("refresh-board", "review", QT_TRANSLATE_NOOP("Actions", "Read the board again"), ("F5",), "", "board"),
    Action("desk", "review", QT_TRANSLATE_NOOP("Actions", "Adjudicate…"), ("Ctrl+D",), "review", "review"),
    Action("take-1", "review", QT_TRANSLATE_NOOP("Actions", "Take reading 1"), ("1",), "", "case", True),
    Action("take-2", "review", QT_TRANSLATE_NOOP("Actions", "Take reading 2"), ("2",), "", "case"),
    Action("take-3", "review", QT_TRANSLATE_NOOP("Actions", "Take reading 3"), ("3",), "", "case"),
    Action("take-4", "review", QT_TRANSLATE_NOOP("Actions", "Take reading 4"), ("4",), "", "case"),
    Action("take-5", "review", QT_TRANSLATE_NOOP("Actions", "Take reading 5"), ("5",), "", "case"),
    Action("take-6", "review", QT_TRANSLATE_NOOP("Actions", "Take reading 6"), ("6",), "", "case"),
    Action("none-right", "review", QT_TRANSLATE_NOOP("Actions", "None is right"), ("0",), "", "case"),
    Action("new-reading", "review", QT_TRANSLATE_NOOP("Actions", "A new reading"), ("N",), "", "case"),
    Action("note-case", "review", QT_TRANSLATE_NOOP("Actions", "Note why"), ("W",), "", "case"),
    Action("gap", "review", QT_TRANSLATE_NOOP("Actions", "The guideline does not decide this"), ("G",), "", "case"),
    Action("reopen-case", "review", QT_TRANSLATE_NOOP("Actions", "Open the case again"), ("R",), "", "case"),
    Action("next-case", "review", QT_TRANSLATE_NOOP("Actions", "Next case"), ("J",), "next", "desk", True),
    Action("previous-case", "review", QT_TRANSLATE_NOOP("Actions", "Previous case"), ("K",), "previous", "desk"),
    Action("next-open-case", "review", QT_TRANSLATE_NOOP("Actions", "Next open case"), ("O", "Space"), "open-case", "desk"),
    Action("accept-readings", "review", QT_TRANSLATE_NOOP("Actions", "Accept readings in bulk…"), ("B",), "accept-all", "desk", True),
    Action("gaps", "review", QT_TRANSLATE_NOOP("Actions", "List of guideline gaps…"), ("Shift+G",), "warning", "desk"),
    Action("unfold", "review", QT_TRANSLATE_NOOP("Actions", "Unfold what all agree on"), ("V",), "", "desk"),
    Action("consistency", "review", QT_TRANSLATE_NOOP("Actions", "Consistency: what stands oddly"), ("F2",), "sweep", "project", True),
    Action("sweep-again", "review", QT_TRANSLATE_NOOP("Actions", "Look for what stands oddly again"), ("F5",), "", "sweep"),
    Action("fix-1", "review", QT_TRANSLATE_NOOP("Actions", "Mend in way 1"), ("1",), "", "finding"),
    Action("fix-2", "review", QT_TRANSLATE_NOOP("Actions", "Mend in way 2"), ("2",), "", "finding"),
    Action("fix-3", "review", QT_TRANSLATE_NOOP("Actions", "Mend in way 3"), ("3",), "", "finding"),
    Action("fix-4", "review", QT_TRANSLATE_NOOP("Actions", "Mend in way 4"), ("4",), "", "finding"),
    Action("fix-5", "review", QT_TRANSLATE_NOOP("Actions", "Mend in way 5"), ("5",), "", "finding"),
    Action("fix-6", "review", QT_TRANSLATE_NOOP("Actions", "Mend in way 6"), ("6",), "", "finding"),
    Action("dismiss-finding", "review", QT_TRANSLATE_NOOP("Actions", "Dismiss: right as it is"), ("X",), "", "finding"),
    Action("tick-one", "review", QT_TRANSLATE_NOOP("Actions", "Tick this place only"), ("T",), "", "finding"),
    Action("tick-all", "review", QT_TRANSLATE_NOOP("Actions", "Tick all places"), ("A",), "", "finding"),
    Action("next-finding", "review", QT_TRANSLATE_NOOP("Actions", "Next finding"), ("J", "N"), "", "sweep"),
    Action("previous-finding", "review", QT_TRANSLATE_NOOP("Actions", "Previous finding"), ("K", "P"), "", "sweep"),
    Action("back-to-text", "view", QT_TRANSLATE_NOOP("Actions", "Back to the text"), ("Escape",), "document", "page"),
    Action("learning", "project", QT_TRANSLATE_NOOP("Actions", "Learning: how good suggestions are"), ("F8",), "learning", "project"),
    Action("filter", "view", QT_TRANSLATE_NOOP("Actions", "Filter what is shown…"), ("Shift+Y",), "filter", "document", True),
    Action("layers", "view", QT_TRANSLATE_NOOP("Actions", "Other layers…"), ("Shift+O",), "", "document"),
    Action("only-undecided", "view", QT_TRANSLATE_NOOP("Actions", "Only what is undecided"), ("Y",), "", "document", False, True),
    Action("larger", "view", QT_TRANSLATE_NOOP("Actions", "Larger text"), ("Ctrl+=", "Ctrl++"), "", "", True),
    Action("smaller", "view", QT_TRANSLATE_NOOP("Actions", "Smaller text"), ("Ctrl+-",)),
    Action("usual-size", "view", QT_TRANSLATE_NOOP("Actions", "Usual text size"), ("Ctrl+0",)),
    Action("dark", "view", QT_TRANSLATE_NOOP("Actions", "Dark theme"), ("Ctrl+Shift+D",), "", "", True, True),
    Action("palette", "help", QT_TRANSLATE_NOOP("Actions", "Find an action…"), ("Ctrl+P", "Ctrl+Shift+P"), "palette"),
    Action("shortcuts", "help", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), ("F1", "?"), "help"),
    Action("about", "help", QT_TRANSLATE_NOOP("Actions", "About Jinbiao"), (), "", "", True),
)  # fmt: skip

# What places ahead show while one points at them: the home row first. Digits stay the labels'.
POINTING_KEYS = "fjdksla;ghrueiwoqptyvbncmxz'/`\\"
# With Alt, a document's categories in their order.
CATEGORY_KEYS = "1234567890-="

BY_ID = {action.id: action for action in ACTIONS}
TOOLBAR = (
    "import",
    "export",
    "",
    "undo",
    "redo",
    "",
    "previous-undecided",
    "next-undecided",
    "accept",
    "reject",
    "accept-all",
    "",
    "finish",
)


def menu_words(menu: Menu) -> str:
    """A menu's words in the user's language."""
    return QCoreApplication.translate("Menus", MENUS[menu])


# The pages in the middle of the window: the action that leads there, the page, its short name.
PAGE_TABS: tuple[tuple[str, str, str], ...] = (
    ("back-to-text", "annotate", QT_TRANSLATE_NOOP("Pages", "Annotate")),
    ("desk", "desk", QT_TRANSLATE_NOOP("Pages", "Adjudicate")),
    ("board", "board", QT_TRANSLATE_NOOP("Pages", "Board")),
    ("agreement", "report", QT_TRANSLATE_NOOP("Pages", "Agreement")),
    ("learning", "learning", QT_TRANSLATE_NOOP("Pages", "Learning")),
    ("consistency", "sweep", QT_TRANSLATE_NOOP("Pages", "Consistency")),
)


def on_page(page: str) -> list[Action]:
    """What can be done while that page is shown; "" is the text."""
    if not page:
        return [each for each in ACTIONS if each.is_for_text]
    everywhere = ("", "project", "review", "page")
    return [each for each in ACTIONS if each.needs in everywhere or PAGE_OF.get(each.needs) == page]
