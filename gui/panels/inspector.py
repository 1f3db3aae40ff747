"""All about the span in focus: quote, label, origin, reason, score, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from core import queries
from core.annotation import Annotation, Origin, Suggestion
from core.history import HistoryEntry
from core.suggest.reasons import explain
from gui.canvas.marks import Mark
from gui.find.words import source_words
from gui.label_colours import label_colours
from gui.messages import act_words
from gui.theme import LIGHT, Theme, readable
from gui.workspace import Workspace


class InspectorPanel(QWidget):
    """Shows a mark's whole story; nothing is changed here."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._language = "en"
        self._theme = LIGHT
        self._mark: Mark | None = None
        self._what: Callable[[], None] = self._tell_mark
        self._when_resting: Callable[[], None] = lambda: None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(250)
        self._rest.timeout.connect(lambda: self._when_resting())
        self._story = ""
        self.browser = QTextBrowser(self)
        self.browser.setObjectName("side")
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.browser.setOpenLinks(False)
        self.browser.setAccessibleName(self.tr("The span in focus"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.browser)
        self.show_mark(None)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.show_mark(self._mark)

    def set_language(self, language: str) -> None:
        """Show names and reasons in that language."""
        self._language = language
        self.show_mark(self._mark)

    def show_mark(self, mark: Mark | None) -> None:
        """Tell about this mark; None tells what can be done here.

        It is told when the page has been painted: an act may move the focus more than once.
        """
        self._mark = mark
        self._tell_soon(self._tell_mark)

    def _tell_soon(self, what: Callable[[], None]) -> None:
        self._what = what
        self._rest.stop()
        self._workspace.behind.do(self._tell)

    def _tell(self) -> None:
        self._what()

    def _tell_mark(self) -> None:
        mark = self._mark
        document = self._workspace.document
        annotation = document.annotation_of(mark) if document else None
        suggestion = document.suggestion_of(mark) if document else None
        if annotation is not None:
            self._show(annotation, self._of_annotation(annotation))
            self._ask_history(annotation)
        elif suggestion is not None:
            self._show(suggestion, self._of_suggestion(suggestion))
        else:
            words = escape(self.tr("Nothing is in focus. Press N for the next suggestion, or click a span."))
            self.browser.setHtml(f'<p style="color:{self._theme.secondary}">{words}</p>')

    def show_other(
        self, who: str, annotation: Annotation | None, quote: str, readings: Sequence[str]
    ) -> None:
        """Tell about a span of another layer, or that there is none; `readings` are those of all there."""
        self._mark = None
        self._tell_soon(partial(self._tell_other, who, annotation, quote, readings))

    def _tell_other(
        self, who: str, annotation: Annotation | None, quote: str, readings: Sequence[str]
    ) -> None:
        rows = [(self.tr("Whose"), who), *(("", words) for words in readings)]
        if annotation is not None:
            self._show(annotation, [rows[0], *self._of_annotation(annotation), *rows[1:]])
            return
        heading = f'<p style="font-size:large"><b>{escape(quote[:120])}</b></p>'
        said = "".join(f"<p>{escape(words)}</p>" for _, words in rows)
        self.browser.setHtml(heading + said)

    def _show(self, span: Annotation | Suggestion, rows: list[tuple[str, str]]) -> None:
        labels = self._workspace.label_set
        label = labels.label(span.label) if labels.has_label(span.label) else None
        name = label.name(self._language) if label else span.label
        of_label = label_colours(labels, self._theme).get(span.label)
        colour = self._theme.text
        if of_label is not None:
            mine = of_label[1 if self._theme.is_dark else 0]
            colour = readable(mine, self._theme.background, self._theme.ratio)
        quote = span.quote if len(span.quote) <= 120 else f"{span.quote[:119]}…"
        place = self.tr("{0}–{1}, characters: {2}").format(span.start, span.end, span.end - span.start)
        grey = self._theme.secondary
        aside = f"{escape(span.label)} · {escape(place)}"
        html = [
            f'<p style="font-size:large"><b>{escape(quote)}</b></p>',
            f'<p style="color:{grey}"><b style="color:{colour}">{escape(name)}</b> {aside}</p>',
            "<table cellspacing=0 cellpadding=2>",
        ]
        html += [
            f'<tr><td style="color:{self._theme.secondary}">{escape(head)}&nbsp;&nbsp;</td>'
            f"<td>{escape(words)}</td></tr>"
            for head, words in rows
            if words
        ]
        html.append("</table>")
        self._story = "".join(html)
        self.browser.setHtml(self._story)

    def _of_annotation(self, annotation: Annotation) -> list[tuple[str, str]]:
        rows = [(self.tr("Origin"), self._origin(annotation.origin)), *self._proposal(annotation)]
        if annotation.unsure:
            rows.insert(0, (self.tr("Unsure"), self.tr("to be looked at again")))
        if annotation.suggested is not None:
            start, end, key = annotation.suggested
            document = self._workspace.document
            text = document.text[start:end] if document is not None else ""
            labels = self._workspace.label_set
            name = labels.label(key).name(self._language) if labels.has_label(key) else key
            rows.append((self.tr("Suggested was"), f"{text} · {name}"))
        return rows

    def _of_suggestion(self, suggestion: Suggestion) -> list[tuple[str, str]]:
        return [(self.tr("Origin"), self.tr("suggestion, not confirmed")), *self._proposal(suggestion)]

    def _proposal(self, span: Annotation | Suggestion) -> list[tuple[str, str]]:
        if not span.source:  # somebody else's reading has a reason all the same
            return [(self.tr("Reason"), explain(span.reason, self._language))] if span.reason else []
        score = "" if span.score is None else f"{span.score:.2f}"
        source = source_words().get(span.source.partition(":")[0], span.source)
        return [
            (self.tr("Source"), source),
            (self.tr("Reason"), explain(span.reason, self._language)),
            (self.tr("Score"), score),
        ]

    def _origin(self, origin: Origin) -> str:
        return {
            Origin.BY_HAND: self.tr("by hand"),
            Origin.ACCEPTED: self.tr("accepted suggestion"),
            Origin.CORRECTED: self.tr("corrected suggestion"),
            Origin.PROPAGATED: self.tr("propagated"),
            Origin.ADJUDICATED: self.tr("adjudicated"),
            Origin.TAKEN: self.tr("taken over"),
            Origin.IMPORTED: self.tr("imported"),
        }[origin]

    def _ask_history(self, annotation: Annotation) -> None:
        project, document = self._workspace.project, self._workspace.document
        if document is None:
            return
        id_ = document.id

        def show(entries: list[HistoryEntry]) -> None:
            if self._mark is not None and self._mark.id == annotation.id and entries:
                self.browser.setHtml(self._story + self._history_html(entries))

        question = partial(queries.history_of, project, id_, annotation.id)
        self._when_resting = lambda: self._workspace.ask(question, show, patience=0)
        self._rest.start()

    def _history_html(self, entries: list[HistoryEntry]) -> str:
        head = escape(self.tr("History"))
        lines = [f'<p style="color:{self._theme.secondary}"><br>{head}</p>']
        for entry in entries[-12:]:
            when = entry.at[:19].replace("T", " ")
            what = escape(act_words(entry.kind) or str(entry.kind))
            after = escape(entry.after or "—")
            lines.append(f"<p>{when} · {escape(entry.who)} · {what}<br>{after}</p>")
        return "".join(lines)
