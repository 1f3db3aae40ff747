"""Real key events on an X display, by its testing extension (XTEST): as from a keyboard, any speed."""

from __future__ import annotations

import ctypes
import ctypes.util
import time

_MODIFIERS = {"shift": "Shift_L", "ctrl": "Control_L", "alt": "Alt_L"}
_NAMES = {
    " ": "space", ";": "semicolon", "'": "apostrophe", "/": "slash", "\\": "backslash", "`": "grave",
    "[": "bracketleft", "]": "bracketright", ",": "comma", ".": "period", "-": "minus", "=": "equal",
}  # fmt: skip


_FINGER = 0.02  # seconds from key to key at least: a key that comes again in the same millisecond in which
# it was let go is a repeat of a key kept down, for X as for Qt


class Keyboard:
    """Presses keys like “a”, “shift+;”, “ctrl+Return” on a display.

    `presses` counts each chord as one, `chords` those with a modifier held, `modifiers` the keys held.
    """

    def __init__(self, display: str) -> None:
        x11, xtst = ctypes.util.find_library("X11"), ctypes.util.find_library("Xtst")
        if x11 is None or xtst is None:
            raise OSError("libX11 and libXtst are needed (Debian: libx11-6 libxtst6)")
        self._x, self._test = ctypes.CDLL(x11), ctypes.CDLL(xtst)
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        for function in (self._x.XKeysymToKeycode, self._x.XSync, self._x.XCloseDisplay):
            function.argtypes = [ctypes.c_void_p, ctypes.c_ulong][
                : 2 if function is not self._x.XCloseDisplay else 1
            ]
        self._test.XTestFakeKeyEvent.argtypes = [
            ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong
        ]  # fmt: skip
        self._display = self._x.XOpenDisplay(display.encode())
        if not self._display:
            raise OSError(f"no display {display}")
        self._free = 0.0  # when the next key can be pressed
        self.presses = 0
        self.chords = 0
        self.modifiers = 0

    def press(self, chord: str) -> float:
        """One key, with its modifiers held; when that was, by `time.perf_counter`."""
        time.sleep(max(0.0, self._free - time.perf_counter()))
        began = time.perf_counter()
        *held, key = chord.split("+") if chord != "+" else ["+"]
        for each in held:
            self._event(_MODIFIERS[each], down=True)
        self.down(key)
        self.up(key)
        for each in reversed(held):
            self._event(_MODIFIERS[each], down=False)
        self._x.XSync(self._display, 0)
        self.presses += 1
        self.chords += bool(held)
        self.modifiers += len(held)
        self._free = time.perf_counter() + _FINGER
        return began

    def down(self, key: str) -> None:
        """Press a key and keep it down; the server repeats it."""
        self._event(_NAMES.get(key, key), down=True)
        self._x.XSync(self._display, 0)

    def up(self, key: str) -> None:
        """Let a key go."""
        self._event(_NAMES.get(key, key), down=False)
        self._x.XSync(self._display, 0)

    def _event(self, name: str, *, down: bool) -> None:
        symbol = self._x.XStringToKeysym(name.encode())
        code = self._x.XKeysymToKeycode(self._display, symbol)
        assert code, f"no key {name}"
        self._test.XTestFakeKeyEvent(self._display, code, int(down), 0)
