"""Which key does what: a ready-made layout, and what the user changed in it, kept in a file of their own.

The file, `keys.toml` beside the settings, can be written by hand:

    layout = "home-row"

    [actions]              # an action's id (`jinbiao keys --json` lists them): all its keys
    accept = ["K", "Return"]

    [labels]               # a label's key in the label set: its one key
    PER = "Q"
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence

from core.errors import BadFile
from core.schema import Label
from gui.action import PAGE_OF, Action
from gui.actions import ACTIONS, BY_ID, CATEGORY_KEYS, on_page
from gui.i18n import QT_TRANSLATE_NOOP

DIGITS, HOME_ROW = "digits", "home-row"
LAYOUTS: dict[str, str] = {
    DIGITS: QT_TRANSLATE_NOOP("Keys", "Labels on the digits, acts on the letters"),
    HOME_ROW: QT_TRANSLATE_NOOP("Keys", "Home row: labels under the left hand, acts under the right"),
}
_LEFT_HAND = "ASDFGQWERTZXCV"  # the labels in their order: the home row first
_RIGHT_HAND: dict[str, tuple[str, ...]] = {
    "next-undecided": ("J", "Space"),
    "previous-undecided": ("H", "Shift+Space"),
    "accept": ("K", "Return", "Enter"),
    "accept-all": ("Shift+K",),
    "reject": ("L",),
    "delete": (";", "Delete", "Backspace"),
    "undo": ("Ctrl+Z", "U"),
    "redo": ("Ctrl+Shift+Z", "Ctrl+Y", "Shift+U"),
    "next-mark": ("I",),
    "previous-mark": ("Y",),
    "next-word": ("N",),
    "previous-word": ("B",),
    "next-paragraph": ("Shift+N",),
    "previous-paragraph": ("Shift+B",),
    "select-next-word": ("Shift+J",),
    "select-previous-word": ("Shift+H",),
    "next-sentence": ("4",),
    "select-word": ("Shift+I",),
    "select-sentence": ("Shift+O",),
    "finish": ("O", "Ctrl+Return"),
    "label": ("P",),
    "mentions": ("M",),
    "phrase": ("'",),
    "phrase-marks": ("\\",),
    "merge-previous": ("1",),
    "merge-next": ("2",),
    "split-span": ("3",),
    "reopen": ("5",),
    "categories": ("6",),
    "zone": ("7",),
    "outer": ("9",),
    "inner": ("0",),
}
_TEXT_KEYS = "Tab Shift+Tab Esc Left Right Up Down Home End PgUp PgDown"
_SYSTEM_KEYS = "Alt+F4 Alt+Tab Ctrl+Alt+Delete"
_OF_CATEGORIES = " ".join(f"Alt+{key}" for key in CATEGORY_KEYS)
_KEPT = frozenset(QKeySequence(key) for key in f"{_TEXT_KEYS} {_SYSTEM_KEYS} {_OF_CATEGORIES}".split())


@dataclass(frozen=True, slots=True)
class Clash:
    """A key that several things want: the ids of actions and keys of labels; `kept`: nobody's to give."""

    key: str
    wanted_by: tuple[str, ...]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Keymap:
    """A layout, with the keys changed in it, by actions' ids and labels' keys."""

    layout: str = DIGITS
    actions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def keys(self, id_: str) -> tuple[str, ...]:
        """All keys of an action; none if they were taken away. KeyError for one that is not in the table."""
        own = self.actions.get(id_)
        return own if own is not None else self.usual_keys(id_)

    def first(self, id_: str) -> str:
        """The key to name in a sentence, as this platform writes it; "" if there is none."""
        keys = self.keys(id_)
        return shown(keys[0]) if keys else ""

    def usual_keys(self, id_: str) -> tuple[str, ...]:
        """The layout's keys of an action."""
        action = BY_ID[id_]
        if self.layout != HOME_ROW or not action.is_for_text:
            return action.keys
        return _RIGHT_HAND.get(id_) or tuple(_out_of_the_way(key) for key in action.keys)

    def label_keys(self, labels: Sequence[Label]) -> dict[str, str]:
        """The key of each label that has one: the user's, else the layout's, else the label set's."""
        found = {}
        for number, label in enumerate(labels):
            usual = label.shortcut
            if self.layout == HOME_ROW:
                usual = _LEFT_HAND[number] if number < len(_LEFT_HAND) else ""
            key = self.labels.get(label.key, usual)
            if key:
                found[label.key] = key
        return found

    def with_action(self, id_: str, keys: Sequence[str]) -> Keymap:
        """The same with other keys for an action; with its usual ones it counts as never changed."""
        rest = {each: own for each, own in self.actions.items() if each != id_}
        if tuple(keys) != self.usual_keys(id_):
            rest[id_] = tuple(keys)
        return replace(self, actions=rest)

    def with_label(self, label: str, key: str | None) -> Keymap:
        """The same with another key for a label, "" for none; None gives its usual one back."""
        rest = {each: own for each, own in self.labels.items() if each != label}
        return replace(self, labels=rest if key is None else {**rest, label: key})

    def clashes(self, labels: Sequence[Label] = ()) -> list[Clash]:
        """Keys that two things want at the same time, and keys that are the system's or the text's own."""
        found: dict[tuple[QKeySequence, tuple[str, ...]], str] = {}
        for page in ("", *dict.fromkeys(PAGE_OF.values())):
            wanted: dict[QKeySequence, list[str]] = {}
            for action in on_page(page):
                for key in self.keys(action.id):
                    wanted.setdefault(QKeySequence(key), []).append(action.id)
            if not page:
                for label, key in self.label_keys(labels).items():
                    wanted.setdefault(QKeySequence(key), []).append(label)
            for sequence, ids in wanted.items():
                if len(ids) > 1:
                    found.setdefault((sequence, tuple(ids)), sequence.toString())
        clashes = [Clash(key, ids) for (_, ids), key in found.items()]
        return clashes + [
            Clash(key, (id_,), kept=True)
            for id_, keys in self.actions.items()
            for key in keys
            if QKeySequence(key) in _KEPT and key not in BY_ID[id_].keys
        ]


def shown(key: str) -> str:
    """A key as this platform writes it in menus."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _out_of_the_way(key: str) -> str:
    """In the home row, what stands under a hand makes room, by Alt: the letters are all given away."""
    letter = key.removeprefix("Shift+")
    taken = set(_LEFT_HAND) | {each for keys in _RIGHT_HAND.values() for each in keys}
    return f"Alt+{key}" if len(letter) == 1 and (key in taken or letter in _LEFT_HAND) else key


def read_keymap(file: Path) -> Keymap:
    """The keymap of a file, the first layout if there is none.

    Raises BadFile, with the line where it is known, for one that is no TOML, or names what does not
    exist: nothing of it is used then, and the file stays as it is.
    """
    try:
        parsed = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Keymap()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile(str(file), str(error)) from error
    layout = parsed.get("layout", DIGITS)
    if layout not in LAYOUTS:
        raise BadFile(str(file), f"there is no layout “{layout}”; there are: {', '.join(LAYOUTS)}")
    actions = {id_: _keys_of(file, id_, keys) for id_, keys in _table(file, parsed, "actions").items()}
    labels = {label: _key_of(file, label, key) for label, key in _table(file, parsed, "labels").items()}
    return Keymap(layout, actions, labels)


def write_keymap(file: Path, keymap: Keymap) -> None:
    """Write it down. Raises OSError."""
    lines = [f"layout = {json.dumps(keymap.layout)}", "", "[actions]"]
    lines += [f"{json.dumps(id_)} = {json.dumps(list(keys))}" for id_, keys in keymap.actions.items()]
    lines += ["", "[labels]"]
    lines += [f"{_string(label)} = {_string(key)}" for label, key in keymap.labels.items()]
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beside.replace(file)


def _string(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _table(file: Path, parsed: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = parsed.get(name, {})
    if not isinstance(found, dict):
        raise BadFile(str(file), f"[{name}] must be a table")
    return found


def _keys_of(file: Path, id_: str, keys: Any) -> tuple[str, ...]:
    if id_ not in BY_ID:
        raise BadFile(str(file), f"there is no action “{id_}”; “jinbiao keys --json” lists them")
    given: Iterable[Any] = [keys] if isinstance(keys, str) else keys if isinstance(keys, list) else [None]
    return tuple(_key_of(file, id_, key) for key in given)


def _key_of(file: Path, what: str, key: Any) -> str:
    if isinstance(key, str) and (not key or not is_unknown(key)):
        return key
    raise BadFile(str(file), f"“{key}” is no key, for {what}")


def is_unknown(key: str) -> bool:
    """Whether Qt knows no such key."""
    return not QKeySequence(key).toString()


def keys_table(keymap: Keymap) -> list[tuple[Action, str]]:
    """Every action that has a key, with its keys, in the order of the menus."""
    return [(action, "  ".join(keys)) for action in ACTIONS if (keys := keymap.keys(action.id))]
