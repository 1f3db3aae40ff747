"""Where a step leads: by character, word, sentence, line, paragraph, page or the whole document."""

from __future__ import annotations

from enum import StrEnum

from core.text import sentences
from gui.canvas.page import Page
from gui.canvas.words import Words


class Unit(StrEnum):
    """What a step moves over."""

    CHARACTER = "character"  # as people see it: 😀, 𠮷 and é are one, however they are coded
    WORD = "word"
    SENTENCE = "sentence"
    LINE = "line"  # up and down
    LINE_EDGE = "line edge"  # to the start or end of the line
    PARAGRAPH = "paragraph"
    PAGE = "page"
    DOCUMENT = "document"


class Movement:
    """Steps on a page. Steps up and down keep the column in which they began."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page = page
        self.words = words
        self._column: tuple[int, float] | None = None  # after a step up or down: where, and the x it keeps

    def next(self, position: int, unit: Unit, direction: int, lines: int = 10) -> int:
        """The position one step on; the same where there is nothing further.

        `lines` is how many lines a step by page takes.
        """
        match unit:
            case Unit.CHARACTER:
                return self._character(position, direction)
            case Unit.WORD:
                return self._word(position, direction)
            case Unit.SENTENCE:
                return self._sentence(position, direction)
            case Unit.LINE:
                return self._lines(position, direction, 1)
            case Unit.PAGE:
                return self._lines(position, direction, max(1, lines))
            case Unit.LINE_EDGE:
                return self._line_edge(position, direction)
            case Unit.PARAGRAPH:
                return self._paragraph(position, direction)
            case Unit.DOCUMENT:
                return len(self.page.text) if direction > 0 else 0

    def _over_edge(self, block: int, direction: int) -> int:
        """Where the block beside begins (or ends); behind the last and before the first, the edge itself.

        Between two pieces of a paragraph both are the same position, so the step goes on inside.
        """
        blocks = self.page.blocks
        if direction > 0:
            return blocks.starts[block + 1] if block + 1 < len(blocks) else blocks.ends[block]
        return blocks.ends[block - 1] if block else 0

    def _character(self, position: int, direction: int) -> int:
        blocks = self.page.blocks
        block = blocks.at(position)
        start, end = blocks.starts[block], blocks.ends[block]
        if direction > 0:
            if position >= end:
                return self._over_edge(block, 1)
            return start + self.page.layout(block).after(position - start)
        if position > start:
            return start + self.page.layout(block).before(position - start)
        if block in blocks.pieces:
            before = block - 1
            return blocks.starts[before] + self.page.layout(before).before(start - blocks.starts[before])
        return self._over_edge(block, -1)

    def _word(self, position: int, direction: int) -> int:
        blocks = self.page.blocks
        block = blocks.at(position)
        if direction > 0 and position >= blocks.ends[block]:
            return self._over_edge(block, 1)
        if direction < 0 and position == blocks.starts[block] and block:
            if block not in blocks.pieces:
                return self._over_edge(block, -1)
            return blocks.starts[block - 1] + self.words.boundaries(block - 1)[-2]
        found = self.words.step(position, direction)
        return position if found is None else found

    def _sentence(self, position: int, direction: int) -> int:
        blocks = self.page.blocks
        block = blocks.at(position)
        while 0 <= block < len(blocks):
            start = blocks.starts[block]
            found = {start + at for each in sentences(blocks.raw(block)) for at in (each.start, each.end)}
            beyond = [at for at in found if (at > position if direction > 0 else at < position)]
            if beyond:
                return min(beyond) if direction > 0 else max(beyond)
            block += 1 if direction > 0 else -1
        return len(self.page.text) if direction > 0 else 0

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence around a position; between two, the one behind it."""
        blocks = self.page.blocks
        block = blocks.at(position)
        start = blocks.starts[block]
        for each in sentences(blocks.raw(block)):
            if position < start + each.end:
                return start + each.start, start + each.end
        return position, position

    def _line_edge(self, position: int, direction: int) -> int:
        page = self.page
        block, line = page.line_of(position)
        layout, start = page.layout(block), page.blocks.starts[block]
        from_, to = layout.line_range(line)
        if direction < 0:
            return start + from_
        return start + (to if line == layout.line_count - 1 else layout.before(to))

    def _paragraph(self, position: int, direction: int) -> int:
        """The start of the next paragraph that is not empty, or of this and then the one before."""
        blocks = self.page.blocks
        block = blocks.first_of_paragraph(blocks.at(position))
        if direction < 0 and position > blocks.starts[block]:
            return blocks.starts[block]
        block = blocks.last_of_paragraph(block) + 1 if direction > 0 else block - 1
        while 0 <= block < len(blocks):
            if blocks.raw(block).strip():
                return blocks.starts[blocks.first_of_paragraph(block)]
            block += 1 if direction > 0 else -1
        return len(self.page.text) if direction > 0 else 0

    def _lines(self, position: int, direction: int, count: int) -> int:
        page = self.page
        block, line, x = page.caret_at(position)
        if self._column is not None and self._column[0] == position:
            x = self._column[1]
        for _ in range(count):
            line += direction
            while not 0 <= line < page.layout(block).line_count:
                beyond = block + direction
                if not 0 <= beyond < len(page.blocks):
                    return len(page.text) if direction > 0 else 0
                line = 0 if direction > 0 else page.layout(beyond).line_count - 1
                block = beyond
        found = page.position_on(block, line, x)
        self._column = (found, x)
        return found
