"""The reviewer's desk in the window: its page, what its keys do, and what is read for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core import operations
from core.errors import JudgedSince, NotFound
from core.history import Change, Kind, Touched
from core.project import Project
from core.queries.review import may_review
from gui.canvas.marks import LabelStyle
from gui.canvas.words import runs
from gui.dialogs.picker import Choice, Picker
from gui.label_colours import label_colours
from gui.looks import Looks
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.tasks import Job
from gui.telling import Telling
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.queries.desk import CaseCount, CaseFilter, DeskDocument, DeskLine
    from core.review.layered import Place
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
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window, self._settings = workspace, window, settings
        self._looks, self._telling, self._language = looks, telling, language
        self._page: DeskPage | None = None
        self._document: DeskDocument | None = None
        self._wanted: int | None = None
        self._asked = 0
        self._passed: set[object] = set()  # cases settled a moment ago, while the review is read again
        self._counting: Job[None] | None = None
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
            "desk": lambda: self._window.pages.show_page(DESK),
            **{f"take-{number}": act(partial(self._take, number)) for number in range(1, 7)},
            "none-right": act(self._none_right),
            "new-reading": act(self._new_reading),
            "note-case": act(self._ask_note),
            "gap": act(self._gap),
            "reopen-case": act(self._reopen),
            "next-open-case": act(self._go_on),
            "next-case": act(lambda: self._step(1)),
            "previous-case": act(lambda: self._step(-1)),
            "unfold": lambda: self._sheet.unfold(),
        }

    def _when_saved(self, act: Callable[[], None]) -> Callable[[], None]:
        return lambda: self._workspace.when_saved(act)

    # for other pages

    def open_cases(self, document_id: int | None = None, people: Sequence[str] = (), label: str = "") -> None:
        """Show the desk on the cases behind a figure: of a document, of these annotators, of a label.

        Without a document it opens on the first that has such a case that is open.
        """
        from core.queries.desk import CaseFilter

        self._window.pages.show_page(DESK)
        self._set_filter(CaseFilter(tuple(people), label), document_id)

    def is_shown(self) -> bool:
        """Whether the desk is what stands in the middle of the window."""
        return self._window.pages.page == DESK

    def next_document(self, step: int) -> None:
        """Open the document before or after this one in the list."""
        ids = self._desk.shown.ids()
        if not ids:
            return
        here = ids.index(self._wanted) if self._wanted in ids else -1
        self._open(ids[min(max(here + step, 0), len(ids) - 1)])

    def set_word_boundaries(self, boundaries: Callable[[str], Sequence[int]]) -> None:
        """What a step by word in a new reading goes over."""
        self._words = boundaries
        if self._page is not None:
            self._sheet.boundaries = boundaries

    # the page

    @property
    def _desk(self) -> DeskPage:
        assert self._page is not None
        return self._page

    @property
    def _sheet(self) -> DeskSheet:
        return self._desk.sheet

    def _make_page(self) -> DeskPage:
        from gui.desk.page import DeskPage

        page = self._page = DeskPage(self._window.qactions, self._window)
        page.document_wanted.connect(self._open)
        page.filter_wanted.connect(self._set_filter)
        page.noted.connect(self._note)
        page.sheet.wanted.connect(self._window.triggered)
        page.sheet.taken.connect(lambda number: self._window.triggered.emit(f"take-{number}"))
        page.sheet.drafted.connect(self._take_draft)
        page.sheet.label_wanted.connect(self._pick_label)
        page.sheet.current_changed.connect(self._show_state)
        page.sheet.boundaries = self._words
        self._dress()
        return page

    def _dress(self) -> None:
        if self._page is not None:
            self._desk.set_theme(self._looks.appearance.theme)
            self._sheet.set_appearance(self._looks.appearance)

    def _shown(self, page: str) -> None:
        if page == DESK and self._is_stale:
            self._read_all()
        self._offer()

    def _offer(self) -> None:
        on = self.is_shown()
        self._window.offer("desk", on and self._workspace.is_open)
        case = self._sheet.current if on and self._page is not None else None
        self._window.offer("case", case is not None and self._sheet.draft is None)

    def _look_at_role(self) -> None:
        project = self._workspace.project
        self._workspace.ask(lambda: may_review(project), self._allow)

    def _allow(self, may: bool) -> None:
        self._window.offer("review", may)
        if not may and self.is_shown():
            self._window.pages.show_page("annotate")
        if may and self.is_shown():
            self._read_all()

    def _forget(self) -> None:
        self._document, self._wanted, self._is_stale = None, None, True
        self._passed.clear()
        self._counting = None
        if self._page is not None:
            self._desk.documents.forget_counts()
            self._desk.documents.set_lines([])
            self._sheet.show_nothing()
        self._offer()

    # reading

    def _read_all(self) -> None:
        """Read the list of documents anew, then the cases of one of them."""
        from core.queries.desk import desk_lines, finishers

        self._is_stale = False
        label_set = self._workspace.label_set
        self._sheet.is_flat = label_set.is_flat
        self._sheet.label_keys = {
            key.casefold(): label for label, key in self._window.keymap.label_keys(label_set.labels).items()
        }
        self._sheet.set_styles(self._styles())
        project = self._workspace.project
        self._workspace.ask(lambda: (desk_lines(project), finishers(project)), self._show_lines)

    def _styles(self) -> dict[str, LabelStyle]:
        label_set = self._workspace.label_set
        theme = self._looks.appearance.theme
        colours = label_colours(label_set, theme)
        styles = {
            each.key: LabelStyle(each.key, each.name(self._language), colours[each.key])
            for each in label_set.labels
        }
        for each in label_set.categories:
            grey = (theme.secondary, theme.secondary)
            styles.setdefault(each.key, LabelStyle(each.key, each.name(self._language), grey))
        return styles

    def _show_lines(self, found: tuple[list[DeskLine], dict[str, int]]) -> None:
        lines, people = found
        page = self._desk
        page.documents.set_lines(lines)
        page.set_people(people, page.filter.people)
        page.show_filter(page.filter, self._label_name(page.filter.label))
        if not lines:
            self._document, self._wanted = None, None
            self._sheet.show_nothing()
            page.show_empty(self._why_empty(people))
            page.total.clear()
            self._offer()
            return
        page.show_empty("")
        self._count()
        known = self._wanted if self._wanted is not None else self._remembered()
        if known is not None and page.documents.line(known) is not None:
            self._open(known)
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
        document = self._workspace.document
        return document.id if document is not None else None

    def _open_first(self) -> None:
        """Open the first document with an open case, else the first."""
        from core.annotation import LayerState
        from core.queries.desk import next_open

        project, page, wanted = self._workspace.project, self._desk, self._desk.filter
        ids = page.shown.ids()
        if not ids:
            return
        lines = {each: page.documents.line(each) for each in ids}
        done = {id_ for id_, line in lines.items() if line and line.gold_state is LayerState.FINISHED}
        ordered = [each for each in ids if each not in done]
        self._workspace.ask(
            lambda: next_open(project, ordered, wanted), lambda found: self._open(found or ids[0])
        )

    def _count(self) -> None:
        """Count the cases of every document in the background, those on top first."""
        from core.queries.desk import case_counts

        if self._counting is not None:
            self._counting.stop()
        page, wanted = self._desk, self._desk.filter
        ids = page.documents.ids()
        found: deque[tuple[int, CaseCount]] = deque()

        def count(project: Project, job: Job[None]) -> None:
            for done, each in enumerate(case_counts(project, ids, wanted), 1):
                if job.should_stop():
                    return
                found.append(each)
                if done % 50 == 0:
                    job.progress(done, len(ids))

        def show(*_told: object) -> None:
            if self._counting is job or job is None:
                page.documents.set_counts({found[at][0]: found[at][1] for at in range(len(found))})
                found.clear()
                self._show_total()

        job: Job[None] | None = None

        def progressed(about: object, _done: int, _total: int) -> None:
            if about is job:
                show()

        tasks = self._workspace.tasks
        connection = tasks.progressed.connect(progressed)

        def ended(_nothing: None) -> None:
            tasks.progressed.disconnect(connection)
            show()

        job = self._counting = self._workspace.in_background(self.tr("Counting cases"), count, ended)
        show()

    def _show_total(self) -> None:
        counts = self._desk.documents.counts.values()
        words = self.tr("cases {0} · settled {1}")
        self._desk.total.setText(
            words.format(sum(each.cases for each in counts), sum(each.settled for each in counts))
        )

    def _open(self, document_id: int) -> None:
        """Show a document's cases, from the first open one."""
        self._wanted = document_id
        self._passed.clear()
        self._ask(self._begin)

    def _ask(self, then: Callable[[], None] | None = None) -> None:
        """Read the wanted document's layers; an answer that came too late is dropped."""
        from core.queries.desk import desk_document

        wanted = self._wanted
        if wanted is None:
            return
        self._asked += 1
        project, number = self._workspace.project, self._asked

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

        self._workspace.ask(read, show)

    def _show(self, found: DeskDocument) -> None:
        from core.queries.desk import CaseCount
        from gui.desk.sheet_items import DeskCase, items_of

        self._document = found
        self._passed.clear()
        page = self._desk
        items = items_of(found, page.filter)
        self._sheet.show_cases(found, items)
        cases = [each for each in items if isinstance(each, DeskCase)]
        page.documents.set_counts({found.id: CaseCount(len(cases), sum(not each.is_open for each in cases))})
        page.title.setText(found.title)
        page.select(found.id)
        page.show_empty("" if cases else self._nothing_differs())
        page.title.show()
        self._show_state()
        self._show_total()

    def _nothing_differs(self) -> str:
        if self._desk.filter.people or self._desk.filter.label:
            return self.tr("No such case in this document. Space goes to the next one that has some.")
        return self.tr("All annotators agree here. Space goes to the next document with open cases.")

    def _begin(self) -> None:
        if self._sheet.current is None or not self._sheet.current.is_open:
            cases = self._cases()
            first = next((each for each in cases if each.is_open), cases[0] if cases else None)
            self._sheet.go_to(self._sheet.index_of(first.place) if first is not None else None)

    def _cases(self) -> list[DeskCase]:
        from gui.desk.sheet_items import DeskCase

        items = self._sheet.placing.items if self._sheet.placing is not None else ()
        return [each for each in items if isinstance(each, DeskCase)]

    def _show_state(self) -> None:
        cases, page = self._cases(), self._desk
        settled = sum(not each.is_open or each.place in self._passed for each in cases)
        current = self._sheet.current
        words = self.tr("case {0} of {1} · open {2}")
        number = current.number if current is not None else 0
        page.state.setText(words.format(number, len(cases), len(cases) - settled))
        page.progress.setRange(0, max(1, len(cases)))
        page.progress.setValue(settled)
        self._sheet.setAccessibleDescription(self._spoken(current))
        self._offer()

    def _spoken(self, case: DeskCase | None) -> str:
        from gui.desk.sheet_items import spoken

        if case is None or self._document is None:
            return ""
        return spoken(case, self._document, {key: each.name for key, each in self._styles().items()})

    # moving

    def _step(self, by: int) -> None:
        cases, current = self._cases(), self._sheet.current
        if not cases:
            return
        at = cases.index(current) + by if current in cases else 0
        self._sheet.go_to(self._sheet.index_of(cases[min(max(at, 0), len(cases) - 1)].place))

    def _go_on(self) -> None:
        """To the next open case, here or in the next document that has one."""
        if not self._to_open_case():
            self._to_open_document()

    def _to_open_case(self) -> bool:
        cases, current = self._cases(), self._sheet.current
        here = cases.index(current) if current in cases else -1
        for each in (*cases[here + 1 :], *cases[: max(here, 0)]):
            if each.is_open and each.place not in self._passed:
                self._sheet.go_to(self._sheet.index_of(each.place))
                return True
        return False

    def _to_open_document(self) -> None:
        from core.queries.desk import next_open

        ids = self._desk.shown.ids()
        here = ids.index(self._wanted) if self._wanted in ids else -1
        after, wanted = [*ids[here + 1 :], *ids[: max(here, 0)]], self._desk.filter
        counts = self._desk.documents.counts
        unknown = [each for each in after if each not in counts or counts[each].open]
        project = self._workspace.project

        def show(found: int | None) -> None:
            if found is not None:
                self._open(found)
            else:
                self._telling.say(self.tr("Every case is settled. Ctrl+E exports the gold layer."))

        self._workspace.ask(lambda: next_open(project, unknown, wanted), show)

    def _set_filter(self, wanted: CaseFilter, document_id: int | None = None) -> None:
        page = self._desk
        page.show_filter(wanted, self._label_name(wanted.label))
        page.shown.compare(frozenset(wanted.people))
        page.documents.forget_counts()
        if not page.documents.ids():
            return
        self._count()
        if document_id is not None:
            self._open(document_id)
        elif self._wanted is not None and page.shown.ids():
            self._open_first() if wanted.label else self._open(self._wanted)

    def _label_name(self, key: str) -> str:
        found = self._styles().get(key)
        return found.name if found is not None else key

    # settling

    def _take(self, number: int) -> None:
        case = self._sheet.current
        if case is None or self._document is None or number > len(case.people):
            return
        from core.queries.review import CategoryLine

        if isinstance(case.line, CategoryLine):
            self._settle_category(case, case.line.case.readings[number - 1].given)
        else:
            self._settle(case, number)

    def _none_right(self) -> None:
        case = self._sheet.current
        if case is None:
            return
        if isinstance(case.place, str):
            self._settle_category(case, False)
        else:
            self._settle(case, None)

    def _settle(self, case: DeskCase, choice: int | Sequence[Place] | None) -> None:
        assert self._document is not None and not isinstance(case.place, str)
        id_, (start, end), seen = self._document.id, case.place, self._seen(case)
        self._workspace.perform(
            lambda project: operations.adjudicate(project, id_, start, end, choice, seen=seen),
            partial(self._settled, case.place),
        )

    def _settle_category(self, case: DeskCase, given: bool) -> None:
        assert self._document is not None and isinstance(case.place, str)
        id_, category, seen = self._document.id, case.place, self._seen(case)
        self._workspace.perform(
            lambda project: operations.adjudicate_category(project, id_, category, given, seen=seen),
            partial(self._settled, case.place),
        )

    def _seen(self, case: DeskCase) -> int | None:
        """The judgement that is shown; None while it is being read again."""
        return None if case.place in self._passed else case.seen

    def _settled(self, place: object, _change: Change) -> None:
        current = self._sheet.current
        if current is None or current.place != place:
            return
        if current.is_open:
            self._passed.add(place)  # the review that tells of it is still on its way
        if not self._to_open_case():
            self._show_state()
            self._telling.done(self.tr("Every case of this document is settled. Space goes on."))

    def _reopen(self) -> None:
        case = self._sheet.current
        if case is None or case.is_open or self._document is None:
            return
        id_, place, seen = self._document.id, case.place, self._seen(case)
        self._workspace.perform(lambda project: operations.reopen_case(project, id_, place, seen=seen))

    def _new_reading(self) -> None:
        case = self._sheet.current
        if case is not None and isinstance(case.place, str):
            self._telling.say(self.tr("A category is given or not: take a reading."))
            return
        self._sheet.begin_draft()

    def _take_draft(self, spans: list[Place]) -> None:
        case = self._sheet.current
        if case is None:
            return
        self._sheet.leave_draft()
        self._workspace.when_saved(partial(self._settle, case, spans if spans else None))

    def _pick_label(self) -> None:
        choices = [
            Choice(
                each.key,
                each.name(self._language),
                f"{each.key}  {each.shortcut}",
                also=f"{each.zh} {each.en}",
            )
            for each in self._workspace.label_set.labels
        ]
        picker = Picker(self._window, self.tr("Label"), choices)
        picker.picked.connect(self._sheet.label_draft)
        picker.finished.connect(lambda _result: self._sheet.setFocus())
        picker.open_over(self._window)

    # notes and gaps

    def _ask_note(self) -> None:
        case = self._sheet.current
        if case is None:
            return
        noted = case.noted
        question = (
            self.tr("What does the guideline not say?")
            if noted is not None and noted.gap
            else self.tr("Why?")
        )
        self._desk.ask_note(question, noted.reason if noted is not None else "")

    def _note(self, words: str) -> None:
        self._write(reason=words)

    def _gap(self) -> None:
        case = self._sheet.current
        if case is None:
            return
        is_gap = case.noted is not None and case.noted.gap
        self._write(gap=not is_gap, then=None if is_gap else self._ask_note)

    def _write(
        self, reason: str | None = None, gap: bool | None = None, then: Callable[[], None] | None = None
    ) -> None:
        case = self._sheet.current
        if case is None or self._document is None:
            return
        id_, place = self._document.id, case.place
        self._workspace.perform(
            lambda project: operations.note_case(project, id_, place, reason=reason, gap=gap),
            (lambda _change: then()) if then is not None else None,
        )

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
            self._ask(partial(self._to_what_changed, self._cases()) if turned else None)
        elif turned and self._desk.documents.line(change.document_id) is not None:
            self._open(change.document_id)

    def _to_what_changed(self, before: list[DeskCase]) -> None:
        """After an undo: to the case that it was about."""
        known = {each.place: each.line for each in before}
        for each in self._cases():
            if known.get(each.place) != each.line:
                self._sheet.go_to(self._sheet.index_of(each.place))
                return

    def _look_again(self, error: object) -> None:
        """Something was not done: what is shown may be out of date."""
        if isinstance(error, JudgedSince | NotFound) and self.is_shown() and self._wanted is not None:
            self._passed.clear()
            self._ask()
