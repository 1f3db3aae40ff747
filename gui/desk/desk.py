"""The reviewer's desk in the window: its page, what its keys do, and what is read for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from core.errors import JudgedSince, NotFound
from core.history import Change, Kind, Touched
from core.queries.review import may_review
from gui.canvas.marks import LabelStyle
from gui.canvas.words import runs
from gui.desk.counting import Counting
from gui.desk.judging import Judging
from gui.desk.moving import Moving
from gui.label_colours import label_colours
from gui.looks import Looks
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.telling import Telling
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.queries.desk import CaseFilter, DeskDocument, DeskLine
    from gui.desk.asking import DeskAsking
    from gui.desk.page import DeskPage
    from gui.desk.sheet import DeskSheet
    from gui.desk.sheet_items import DeskCase

DESK = "desk"
_ABOUT_REVIEW = frozenset({Touched.REVIEW, Touched.LAYER, Touched.DOCUMENTS, Touched.LABELS})


class Desk(QObject):
    """Shows where annotators differ. Other pages open it on what they mean with `open_cases`."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        settings: Settings,
        looks: Looks,
        telling: Telling,
        show_dialog: Callable[[QDialog], None],
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._show_dialog = show_dialog
        self.workspace, self.window, self._settings = workspace, window, settings
        self._looks, self.telling, self.language = looks, telling, language
        self._page: DeskPage | None = None
        self.document: DeskDocument | None = None
        self._wanted: int | None = None
        self._asked = 0
        self.judging = Judging(self)
        self.moving = Moving(self)
        self._counting = Counting(self)
        self._counting.ended.connect(self._select_shown)
        self._is_stale = True
        self._words: Callable[[str], Sequence[int]] = runs
        window.pages.add(DESK, self._make_page)
        window.pages.page_changed.connect(self._shown)
        workspace.project_opened.connect(self._look_at_role)
        workspace.project_closed.connect(self._forget)
        workspace.changed.connect(self._follow)
        workspace.failed.connect(self._look_again)
        looks.changed.connect(lambda _appearance: self._dress())

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        act = self._when_saved
        return {
            "desk": lambda: self.window.pages.show_page(DESK),
            **{f"take-{number}": act(partial(self.judging.take, number)) for number in range(1, 7)},
            "none-right": act(self.judging.none_right),
            "new-reading": act(self.judging.new_reading),
            "note-case": act(self.judging.ask_note),
            "gap": act(self.judging.gap),
            "reopen-case": act(self.judging.reopen),
            "next-open-case": act(self.moving.go_on),
            "next-case": act(lambda: self.moving.step(1)),
            "previous-case": act(lambda: self.moving.step(-1)),
            "unfold": lambda: self.sheet.unfold(),
            "accept-readings": act(lambda: self._asking().in_bulk()),
            "gaps": act(lambda: self._asking().gaps()),
        }

    def _when_saved(self, act: Callable[[], None]) -> Callable[[], None]:
        return lambda: self.workspace.when_saved(act)

    def _asking(self) -> DeskAsking:
        from gui.desk.asking import DeskAsking

        return self.findChild(DeskAsking) or DeskAsking(self, self._show_dialog)

    # for other pages

    def open_cases(self, document_id: int | None = None, people: Sequence[str] = (), label: str = "") -> None:
        """Show the desk on the cases behind a figure: of a document, of these annotators, of a label.

        Without a document it opens on the first that has such a case that is open.
        """
        from core.queries.desk import CaseFilter

        self.window.pages.show_page(DESK)
        self._set_filter(CaseFilter(tuple(people), label), document_id)

    def is_shown(self) -> bool:
        """Whether the desk is what stands in the middle of the window."""
        return self.window.pages.page == DESK

    def next_document(self, step: int) -> None:
        """Open the document before or after this one in the list."""
        ids = self.page.documents.shown_ids()
        if not ids:
            return
        here = ids.index(self._wanted) if self._wanted in ids else -1
        self.open_document(ids[min(max(here + step, 0), len(ids) - 1)])

    def set_word_boundaries(self, boundaries: Callable[[str], Sequence[int]]) -> None:
        """What a step by word in a new reading goes over."""
        self._words = boundaries
        if self._page is not None:
            self.sheet.boundaries = boundaries

    # the page

    @property
    def page(self) -> DeskPage:
        """The page, made when it is shown first."""
        assert self._page is not None
        return self._page

    @property
    def sheet(self) -> DeskSheet:
        """The sheet of cases on the page."""
        return self.page.sheet

    def _make_page(self) -> DeskPage:
        from gui.desk.page import DeskPage

        page = self._page = DeskPage(self.window.qactions, self.window)
        page.document_wanted.connect(lambda document_id: self.open_document(document_id))
        page.filter_wanted.connect(self._set_filter)
        page.noted.connect(self.judging.note)
        page.sheet.wanted.connect(self.window.triggered)
        page.sheet.taken.connect(lambda number: self.window.triggered.emit(f"take-{number}"))
        page.sheet.drafted.connect(self.judging.take_draft)
        page.sheet.label_wanted.connect(self.judging.pick_label)
        page.sheet.current_changed.connect(self.show_state)
        page.sheet.boundaries = self._words
        page.sheet.key_of = lambda id_: self.window.keymap.first(id_)
        self._dress()
        return page

    def _dress(self) -> None:
        if self._page is not None:
            self.page.set_theme(self._looks.appearance.theme)
            self.sheet.set_appearance(self._looks.appearance)

    def _shown(self, page: str) -> None:
        if page == DESK and self._is_stale:
            self._read_all()
        self._offer()

    def _offer(self) -> None:
        on = self.is_shown()
        self.window.availability.offer("desk", on and self.workspace.is_open)
        case = self.sheet.current if on and self._page is not None else None
        self.window.availability.offer("case", case is not None and self.sheet.draft is None)

    def _look_at_role(self) -> None:
        project = self.workspace.project
        self.workspace.ask(lambda: may_review(project), self._allow)

    def _allow(self, may: bool) -> None:
        self.window.availability.offer("review", may)
        if not may and self.is_shown():
            self.window.pages.show_page("annotate")
        if may and self.is_shown():
            self._read_all()

    def _forget(self) -> None:
        self.document, self._wanted, self._is_stale = None, None, True
        self.judging.passed.clear()
        self._counting.forget()
        if self._page is not None:
            self.page.documents.forget_counts()
            self.page.documents.set_lines([])
            self.sheet.show_nothing()
        self._offer()

    # reading

    def _read_all(self) -> None:
        """Read the list of documents anew, then the cases of one of them."""
        from core.queries.desk import desk_overview

        self._is_stale = False
        label_set = self.workspace.label_set
        self.sheet.is_flat = label_set.is_flat
        self.sheet.set_styles(self.styles())
        project = self.workspace.project
        self.workspace.ask(lambda: desk_overview(project), self._show_lines)

    def label_keys(self) -> dict[str, str]:
        """Labels by their keys, as they are now."""
        found = self.window.keymap.label_keys(self.workspace.label_set.labels)
        return {key.casefold(): label for label, key in found.items()}

    def styles(self) -> dict[str, LabelStyle]:
        """How labels and categories are named and coloured."""
        label_set = self.workspace.label_set
        theme = self._looks.appearance.theme
        colours = label_colours(label_set, theme)
        styles = {
            each.key: LabelStyle(each.key, each.name(self.language), colours[each.key])
            for each in label_set.labels
        }
        for each in label_set.categories:
            grey = (theme.secondary, theme.secondary)
            styles.setdefault(each.key, LabelStyle(each.key, each.name(self.language), grey))
        return styles

    def _show_lines(self, found: tuple[list[DeskLine], dict[str, int]]) -> None:
        lines, people = found
        page = self.page
        page.documents.set_lines(lines)
        page.set_people(people, page.filter.people)
        page.show_filter(page.filter, self._label_name(page.filter.label))
        if not lines:
            self.document, self._wanted = None, None
            self.sheet.show_nothing()
            page.show_empty(self._why_empty(people))
            page.total.clear()
            self._offer()
            return
        page.show_empty("")
        self._counting.start()
        known = self._wanted if self._wanted is not None else self._remembered()
        if known is not None and page.documents.line(known) is not None:
            self.open_document(known)
        else:
            self._open_first()

    def _why_empty(self, people: Mapping[str, int]) -> str:
        if not people:
            return self.tr(
                "Nobody has finished a document yet. What two annotators have finished is compared here."
            )
        if len(people) == 1:
            words = self.tr(
                "Only {0} has finished documents. Where a second annotator has too, differences show here."
            )
            return words.format(next(iter(people)))
        return self.tr("No document has been finished by two annotators yet.")

    def _remembered(self) -> int | None:
        document = self.workspace.document
        return document.id if document is not None else None

    def _open_first(self) -> None:
        """Open the first document with an open case, else the first."""
        from core.annotation import LayerState
        from core.queries.desk import next_open

        project, page, wanted = self.workspace.project, self.page, self.page.filter
        ids = page.documents.shown_ids()
        if not ids:
            return
        lines = {each: page.documents.line(each) for each in ids}
        done = {id_ for id_, line in lines.items() if line and line.gold_state is LayerState.FINISHED}
        ordered = [each for each in ids if each not in done]
        self.workspace.ask(
            lambda: next_open(project, ordered, wanted), lambda found: self.open_document(found or ids[0])
        )

    def _select_shown(self) -> None:
        if self._wanted is not None:
            self.page.select(self._wanted)

    def open_document(self, document_id: int, place: object = None) -> None:
        """Show a document's cases, from the first open one, or from the one in that place."""
        self._wanted = document_id
        self.judging.passed.clear()
        self._ask(partial(self.moving.begin, place))

    def _ask(self, then: Callable[[], None] | None = None) -> None:
        """Read the wanted document's layers; an answer that came too late is dropped."""
        from core.queries.desk import desk_document

        wanted = self._wanted
        if wanted is None:
            return
        self._asked += 1
        project, number = self.workspace.project, self._asked

        def read() -> DeskDocument | None:
            try:
                return desk_document(project, wanted)
            except NotFound:
                return None

        def show(found: DeskDocument | None) -> None:
            if number != self._asked:
                return
            if found is None:
                self._wanted = None
                self._read_all()
                return
            self._show(found)
            if then is not None:
                then()

        self.workspace.ask(read, show)

    def _show(self, found: DeskDocument) -> None:
        from core.queries.desk import CaseCount
        from gui.desk.sheet_items import DeskCase, items_of

        self.document = found
        self.judging.passed.clear()
        page = self.page
        items = items_of(found, page.filter)
        self.sheet.show_cases(found, items)
        cases = [each for each in items if isinstance(each, DeskCase)]
        page.documents.set_counts({found.id: CaseCount(len(cases), sum(not each.is_open for each in cases))})
        page.title.show_line(found.title)
        page.select(found.id)
        page.show_empty("" if cases else self._nothing_differs())
        page.title.show()
        self.show_state()
        self._counting.show_total()

    def _nothing_differs(self) -> str:
        if self.page.filter.people or self.page.filter.label:
            return self.tr("No such case in this document. Space goes to the next one that has some.")
        return self.tr("All annotators agree here. Space goes to the next document with open cases.")

    def cases(self) -> list[DeskCase]:
        """The cases of the document at hand, in its order."""
        from gui.desk.sheet_items import DeskCase

        items = self.sheet.placing.items if self.sheet.placing is not None else ()
        return [each for each in items if isinstance(each, DeskCase)]

    def show_state(self) -> None:
        """Say how far the document is, and offer what can be done."""
        cases, page = self.cases(), self.page
        settled = sum(not each.is_open or each.place in self.judging.passed for each in cases)
        current = self.sheet.current
        words = self.tr("case {0} of {1} · open {2}")
        number = current.number if current is not None else 0
        page.state.setText(words.format(number, len(cases), len(cases) - settled))
        page.progress.set_share(settled, len(cases))
        self.sheet.setAccessibleDescription(self._spoken(current))
        self._offer()

    def _spoken(self, case: DeskCase | None) -> str:
        from gui.desk.sheet_items import spoken

        if case is None or self.document is None:
            return ""
        return spoken(case, self.document, {key: each.name for key, each in self.styles().items()})

    def documents_after(self) -> list[int]:
        """The other documents that are shown: those below the one at hand, then those above."""
        ids = self.page.documents.shown_ids()
        here = ids.index(self._wanted) if self._wanted in ids else -1
        return [*ids[here + 1 :], *ids[: max(here, 0)]]

    def _set_filter(self, wanted: CaseFilter, document_id: int | None = None) -> None:
        page = self.page
        page.show_filter(wanted, self._label_name(wanted.label))
        page.documents.compare(frozenset(wanted.people))
        page.documents.forget_counts()
        if not page.documents.ids():
            return
        self._counting.start()
        if document_id is not None:
            self.open_document(document_id)
        elif self._wanted is not None and page.documents.shown_ids():
            self._open_first() if wanted.label else self.open_document(self._wanted)

    def _label_name(self, key: str) -> str:
        found = self.styles().get(key)
        return found.name if found is not None else key

    # keeping up

    def _follow(self, change: Change) -> None:
        if change.kind is Kind.SET_ROLE or change.about is Kind.SET_ROLE:
            self._look_at_role()
        if not change.touched & _ABOUT_REVIEW:
            return
        if self._page is None or not self.is_shown():
            self._is_stale = True
            return
        if change.document_id is None or Touched.DOCUMENTS in change.touched:
            self._read_all()
            return
        turned = change.kind in (Kind.UNDO, Kind.REDO)
        if change.document_id == self._wanted:
            self._ask(partial(self.moving.to_what_changed, self.cases()) if turned else None)
        elif turned and self.page.documents.line(change.document_id) is not None:
            self.open_document(change.document_id)

    def _look_again(self, error: object) -> None:
        """Something was not done: what is shown may be out of date."""
        if isinstance(error, JudgedSince | NotFound) and self.is_shown() and self._wanted is not None:
            self.judging.passed.clear()
            self._ask()
