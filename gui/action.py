"""One action: what a person can do, under which words and keys, in which menu and when."""

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


def menu_words(menu: Menu) -> str:
    """A menu's words in the user's language."""
    return QCoreApplication.translate("Menus", MENUS[menu])
