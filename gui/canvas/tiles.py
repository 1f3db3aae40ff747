"""Drawn lines kept as pixmaps, the least recently used given up when they take too many bytes."""

from __future__ import annotations

from PySide6.QtGui import QPixmap

Key = tuple[int, int]  # block, line


class Tiles:
    """Pixmaps by block and line, within a limit of bytes."""

    def __init__(self) -> None:
        self.limit = 24_000_000
        self.bytes = 0
        self._pixmaps: dict[Key, QPixmap] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._pixmaps

    def get(self, key: Key) -> QPixmap | None:
        pixmap = self._pixmaps.pop(key, None)
        if pixmap is not None:
            self._pixmaps[key] = pixmap
        return pixmap

    def put(self, key: Key, pixmap: QPixmap) -> None:
        self.drop(key)
        self._pixmaps[key] = pixmap
        self.bytes += _size(pixmap)
        while self.bytes > self.limit and len(self._pixmaps) > 1:
            self.drop(next(iter(self._pixmaps)))

    def drop(self, key: Key) -> None:
        pixmap = self._pixmaps.pop(key, None)
        if pixmap is not None:
            self.bytes -= _size(pixmap)

    def clear(self) -> None:
        self._pixmaps.clear()
        self.bytes = 0


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
