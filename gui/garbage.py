"""Python's search for garbage, kept from stopping the window while a long document is read."""

from __future__ import annotations

import gc


class Pause:
    """While it lasts nothing is searched. What has come to stay is then left out of later searches.

    A search through the 250,000 objects of 85,000 spans would stop the window for 100 ms; none of them
    is garbage as long as the document is open, and when it is closed they go without any search.
    """

    def __init__(self) -> None:
        self._lasts = False

    def begin(self) -> None:
        """Search no more for now; where nobody searches, as during the start, nothing changes."""
        if not self._lasts and gc.isenabled():
            gc.disable()
            self._lasts = True

    def end(self, *, stays: bool) -> None:
        """Search again; `stays`: what there is now is in use and need not be looked at."""
        if self._lasts:
            if stays:
                gc.freeze()
            gc.enable()
            self._lasts = False
