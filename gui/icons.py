"""Our own icons: strokes on a grid of 24, drawn in the text's colour of whatever theme is on."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

_TRAY = "M4 16v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3"
_ROUND = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z"

PATHS: dict[str, str] = {
    "accept": f"{_ROUND} M8 12.4l2.8 2.8L16 9.6",
    "accept-all": "M2.5 12.8l4 4L15 8 M11 16l.8.8L21.5 7",
    "add": "M12 5v14 M5 12h14",
    "board": "M3.5 4.5h17v15h-17z M3.5 9.5h17 M9 4.5v15 M15 9.5v10",
    "chart": "M4 4v16h16 M8 16v-5 M12.5 16V7 M17 16v-8",
    "check": "M4.5 12.5l5 5L20 6.5",
    "chevron": "M9 5l7 7-7 7",
    "close": "M6 6l12 12 M18 6L6 18",
    "database": "M4 5.5c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3z"
    " M4 5.5v13c0 1.7 3.6 3 8 3s8-1.3 8-3v-13"
    " M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3",
    "delete": "M4 6.5h16 M9 6.5V4h6v2.5 M6 6.5l.9 13.5h10.2L18 6.5 M10 10.5v6 M14 10.5v6",
    "down": "M5.5 9l6.5 6.5 6.5-6.5",
    "document": "M6 2.5h8l5 5v14H6z M14 2.5v5h5 M9 12.5h7 M9 16.5h7",
    "export": f"M12 14V3 M7.5 7.5L12 3l4.5 4.5 {_TRAY}",
    "filter": "M3.5 5h17l-6.5 8v6l-4 2v-8z",
    "finish": "M5.5 21V4 M5.5 4.5h13l-3 4.25 3 4.25h-13",
    "help": f"{_ROUND} M9.4 9.4a2.7 2.7 0 1 1 3.9 2.5c-.9.4-1.3 1-1.3 1.9 M12 16.9v.1",
    "import": f"M12 3v11 M7.5 9.5L12 14l4.5-4.5 {_TRAY}",
    "info": f"{_ROUND} M12 11v5.5 M12 7.6v.1",
    "keyboard": "M3 6.5h18v11H3z M6.5 10v.1 M10 10v.1 M14 10v.1 M17.5 10v.1 M8 14h8",
    "label": "M3.5 4.5v7l9 9l8-8l-9-9h-7a1 1 0 0 0-1 1z M8 8.4v.1",
    "learning": "M3.5 3.5v17h17 M7 15.5l4-5 3.5 3 5.5-7.5",
    "merge": "M3 12h6 M6 8.5L9.5 12L6 15.5 M21 12h-6 M18 8.5L14.5 12l3.5 3.5 M12 4v16",
    "next": "M5 12h14 M13 6l6 6-6 6",
    "open-case": "M4 12h10 M10 7.5l4.5 4.5-4.5 4.5 M19.5 5v14",
    "note": "M5.5 4h13A1.5 1.5 0 0 1 20 5.5v9a1.5 1.5 0 0 1-1.5 1.5H11l-4.5 4v-4h-1A1.5 1.5 0 0 1 4 14.5v-9"
    "A1.5 1.5 0 0 1 5.5 4z M8 8.5h8 M8 12h5",
    "open": "M3 18.5V6a1.5 1.5 0 0 1 1.5-1.5h4.7l2.3 2.7h8A1.5 1.5 0 0 1 21 8.7v9.8a1.5 1.5 0 0 1-1.5 1.5h-15"
    "A1.5 1.5 0 0 1 3 18.5z M3 11h18",
    "palette": "M4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-11"
    "A1.5 1.5 0 0 1 4.5 5z M7 9.5l3 2.5-3 2.5 M12.5 14.5h4.5",
    "person": "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8z M4 20.5c.8-3.8 3.9-5.7 8-5.7s7.2 1.9 8 5.7",
    "previous": "M19 12H5 M11 6l-6 6 6 6",
    "redo": "M16 4.5l4.5 4.5-4.5 4.5 M20.5 9H10a5.5 5.5 0 0 0 0 11h3.5",
    "reject": f"{_ROUND} M9 9l6 6 M15 9l-6 6",
    "review": "M4 5.5h16 M4 10.5h9 M4 15.5h6 M13 16.5l2.8 2.8L21 13.5",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z M15.3 15.3L21 21",
    "settings": "M4 7h8.5 M17.5 7H20 M4 17h2.5 M11.5 17H20 M15 4.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z"
    " M9 14.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z",
    "sweep": "M4 5h9 M4 10h6 M4 15h4 M14 9.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z M17.4 17.2L21 21"
    " M12.2 14l1.3 1.4 2.3-2.7",
    "split": "M12 3v3 M12 10.5v3 M12 18v3 M8 8l-4 4 4 4 M16 8l4 4-4 4",
    "up": "M5.5 15l6.5-6.5 6.5 6.5",
    "undo": "M8 4.5L3.5 9L8 13.5 M3.5 9H14a5.5 5.5 0 0 1 0 11h-3.5",
    "warning": "M12 3.5l9.5 17h-19z M12 10v4.5 M12 17.4v.1",
    "zone": "M4 5a1.5 1.5 0 0 1 1.5-1.5h13A1.5 1.5 0 0 1 20 5v14a1.5 1.5 0 0 1-1.5 1.5h-13"
    "A1.5 1.5 0 0 1 4 19z M4 8.5h16 M8 12.5h8 M8 16h5",
}
_SIZES = (16, 20, 24, 32, 40, 48)  # 16, 20 and 24 points, also at twice the density


def icon(name: str, colour: str = "") -> QIcon:
    """The icon of that name, in a colour or in that of the palette's text; KeyError if there is none.

    An icon keeps the colours it was made with: ask again when the theme changes.
    """
    palette = QGuiApplication.palette()
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    return _drawn(name, colour or palette.color(QPalette.ColorRole.ButtonText).name(), disabled.name())


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, disabled: str) -> QIcon:
    drawn = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        picture = QSvgRenderer(QByteArray(_svg(PATHS[name], ink).encode()))
        for size in _SIZES:
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            picture.render(painter)
            painter.end()
            drawn.addPixmap(pixmap, mode)
    return drawn


def _svg(path: str, colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
        f'stroke="{colour}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{path}"/></svg>'
    )
