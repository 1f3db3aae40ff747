"""Random work by two annotators: quotes stay true, a refusal changes nothing, undo leads all the way back."""

import itertools
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core import operations, queries
from core.annotation import ZoneKind
from core.decided import open_suggestions
from core.errors import Conflict, InputError, NothingToUndo, Refused
from core.history import Change
from core.label_acts import AddLabel, DeleteLabel, LabelAct, MergeLabels, Part, RenameLabel, SplitLabel
from core.project import Project, open_project
from core.queries.mentions import mentions
from core.queries.review import review_document
from core.queries.sweep import EVERYBODY
from core.schema import Label, LabelSet
from core.store.audit import audit
from core.sweeping import sweep_project
from tests.core.conftest import Server
from tests.core.samples import FLAT, NESTED, TEXT, Proposes, add, dump

LABELS = st.sampled_from(["PER", "ORG", "LOC"])
PLACES = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 6)).map(
    lambda place: (place[0], min(place[0] + place[1], len(TEXT)))
)
QUOTES = ["王芳", "北京", "北京大学", "大学", "李雷", "上海", "第二段", "😀"]
NEW = ["人", "地😀", "ORG"]
MINE = {"王芳": 0, "李雷": 1}
_numbers = itertools.count(1)


class Work(RuleBasedStateMachine):
    """Two people on two documents; what they see is looked at after every step."""

    fresh: Callable[[], str]
    labels: LabelSet

    def __init__(self) -> None:
        super().__init__()
        self.place = type(self).fresh()
        third = open_project(self.place, "赵")  # whose import nobody here undoes
        add(third)
        add(third, "另一篇：" + TEXT)
        third.close()
        self.people = [open_project(self.place, name) for name in MINE]
        self.ids = [line.id for line in queries.document_lines(self.people[0])]
        self.start = dump(self.people[0])
        self.filled = False

    def teardown(self) -> None:
        try:
            self._undo_everything()
        finally:
            for project in self.people:
                project.close()

    @initialize(wanted=st.lists(st.tuples(st.sampled_from(QUOTES), LABELS), max_size=6))
    def fill_first(self, wanted: list[tuple[str, str]]) -> None:
        operations.fill(self.people[0], Proposes(wanted, ["教育"]), self.ids)
        self.start = dump(self.people[0])

    def _try(self, who: int, act: Callable[[Project], Change]) -> Change | None:
        before = dump(self.people[who], without=())
        try:
            change = act(self.people[who])
        except (Refused, InputError):
            assert dump(self.people[who], without=()) == before
            return None
        if change.operation_id == 0:
            assert dump(self.people[who], without=()) == before
        return change

    def _some_annotation(self, who: int, document: int, number: int) -> int:
        found = self._open(who, document).annotations
        return found[number % len(found)].id if found else 0

    def _some_suggestion(self, who: int, document: int, number: int) -> list[int]:
        found = self._open(who, document).suggestions
        return [found[number % len(found)].id] if found else []

    def _open(self, who: int, document: int) -> Any:
        return queries.open_document(self.people[who], self.ids[document])

    def _listed(self, document: int) -> bool:
        return any(line.id == self.ids[document] for line in queries.document_lines(self.people[0]))

    who = st.integers(0, 1)
    which = st.integers(0, 1)
    number = st.integers(0, 7)

    @rule(who=who, which=which, place=PLACES, label=LABELS, replacing=st.booleans())
    def annotate(self, who: int, which: int, place: tuple[int, int], label: str, replacing: bool) -> None:
        change = self._try(
            who,
            lambda p: operations.annotate(p, self.ids[which], *place, label, replacing=replacing),
        )
        if change is not None and change.operation_id:
            assert any((each.start, each.end, each.label) == (*place, label) for each in change.added)

    @rule(who=who, which=which, number=number, label=LABELS)
    def relabel(self, who: int, which: int, number: int, label: str) -> None:
        if self._listed(which):
            id_ = self._some_annotation(who, which, number)
            self._try(who, lambda p: operations.relabel(p, id_, label))

    @rule(who=who, which=which, number=number, place=PLACES)
    def move(self, who: int, which: int, number: int, place: tuple[int, int]) -> None:
        if self._listed(which):
            id_ = self._some_annotation(who, which, number)
            self._try(who, lambda p: operations.move_edges(p, id_, *place))

    @rule(who=who, which=which, number=number)
    def remove(self, who: int, which: int, number: int) -> None:
        if self._listed(which):
            id_ = self._some_annotation(who, which, number)
            self._try(who, lambda p: operations.remove(p, [id_]))

    @rule(who=who, which=which, number=number)
    def accept(self, who: int, which: int, number: int) -> None:
        if self._listed(which):
            ids = self._some_suggestion(who, which, number)
            self._try(who, lambda p: operations.accept(p, self.ids[which], ids))

    @rule(who=who, which=which, number=number)
    def reject(self, who: int, which: int, number: int) -> None:
        if self._listed(which):
            ids = self._some_suggestion(who, which, number)
            self._try(who, lambda p: operations.reject(p, self.ids[which], ids))

    @rule(who=who, which=which, number=number, label=LABELS)
    def correct(self, who: int, which: int, number: int, label: str) -> None:
        if self._listed(which):
            ids = self._some_suggestion(who, which, number) or [0]
            self._try(who, lambda p: operations.correct(p, self.ids[which], ids[0], label=label))

    @rule(who=who, which=which, key=st.sampled_from(["教育", "防疫"]), given=st.booleans())
    def categorise(self, who: int, which: int, key: str, given: bool) -> None:
        self._try(who, lambda p: operations.set_category(p, self.ids[which], key, given))

    @rule(who=who, which=which)
    def finish(self, who: int, which: int) -> None:
        self._try(who, lambda p: operations.finish(p, self.ids[which]))

    @rule(who=who, which=which)
    def reopen(self, who: int, which: int) -> None:
        self._try(who, lambda p: operations.reopen(p, self.ids[which]))

    @rule(who=who, which=which, place=PLACES, kind=st.sampled_from(ZoneKind))
    def zone(self, who: int, which: int, place: tuple[int, int], kind: ZoneKind) -> None:
        self._try(who, lambda p: operations.set_zone(p, self.ids[which], *place, kind))

    @rule(who=who, which=which, title=st.sampled_from(["一", "二😀"]))
    def retitle(self, who: int, which: int, title: str) -> None:
        self._try(who, lambda p: operations.retitle(p, self.ids[which], title))

    @rule(who=who, which=which)
    def take_off_the_list(self, who: int, which: int) -> None:
        self._try(who, lambda p: operations.remove_document(p, self.ids[which]))

    @rule(who=who, which=which, line=st.integers(1, 2))
    def split(self, who: int, which: int, line: int) -> None:
        if self._listed(which):
            text = self._open(who, which).document.text
            starts = [at + 1 for at, letter in enumerate(text[:-1]) if letter == "\n"]
            change = self._try(who, lambda p: operations.split_document(p, self.ids[which], starts[:line]))
            if change is not None:
                self.ids[which] = queries.document_lines(self.people[who])[-1].id

    @rule(who=who, which=which, number=number, body=st.sampled_from(["一", "二😀"]))
    def note(self, who: int, which: int, number: int, body: str) -> None:
        if self._listed(which):
            id_ = self._some_annotation(who, which, number) or None
            about = None if number % 2 else ""
            self._try(
                who,
                lambda p: operations.add_note(p, self.ids[which], body, annotation_id=id_, about=about),
            )

    @rule(who=who, number=number, act=st.integers(0, 3))
    def go_on_about_a_note(self, who: int, number: int, act: int) -> None:
        found = queries.notes(self.people[who])
        id_ = found[number % len(found)].id if found else 0
        if act == 0:
            self._try(who, lambda p: operations.reply(p, id_, "答"))
        elif act == 1:
            self._try(who, lambda p: operations.edit_note(p, id_, "改"))
        elif act == 2:
            self._try(who, lambda p: operations.resolve_note(p, id_, number % 2 == 0))
        else:
            self._try(who, lambda p: operations.remove_note(p, id_))

    @rule(who=who, which=which, number=number, unsure=st.booleans())
    def doubt(self, who: int, which: int, number: int, unsure: bool) -> None:
        if self._listed(which):
            id_ = self._some_annotation(who, which, number)
            self._try(who, lambda p: operations.set_unsure(p, [id_], unsure))

    @rule(who=who, quote=st.sampled_from(QUOTES), label=st.integers(0, 3), act=st.integers(0, 3))
    def identical_mentions(self, who: int, quote: str, label: int, act: int) -> None:
        key = self._label(who, label)
        self.people[who].catch_up()
        where = [
            (each.document_id, each.start, each.end, each.label) for each in mentions(self.people[who], quote)
        ]
        if act == 0:
            self._try(who, lambda p: operations.label_places(p, [each[:3] for each in where], key))
        elif act == 1:
            self._try(who, lambda p: operations.relabel_places(p, where, key))
        elif act == 2:
            self._try(who, lambda p: operations.remove_places(p, where))
        else:
            self._try(who, lambda p: operations.reject_places(p, where))

    @rule(who=who, number=number, act=st.integers(0, 1))
    def sweep(self, who: int, number: int, act: int) -> None:
        found = [each for each in sweep_project(self.people[who], EVERYBODY).findings if each.hits]
        if not found:
            return
        finding = found[number % len(found)]
        if act == 0:
            self._try(
                who, lambda p: operations.dismiss(p, operations.dismissed_places(finding, finding.hits))
            )
        else:
            mends = [
                operations.Mend(hit.layer_id, hit.id, hit.start, hit.end, hit.label, hit.after[0])
                for hit in finding.hits
                if hit.after
            ]
            self._try(who, lambda p: operations.mend(p, mends))

    @rule(who=who, one=number, two=number, act=st.integers(0, 4))
    def labels_change(self, who: int, one: int, two: int, act: int) -> None:
        key, other = self._label(who, one), self._label(who, two)
        acts: list[LabelAct] = [
            RenameLabel(key, NEW[two % len(NEW)]),
            MergeLabels((key,), other),
            SplitLabel(key, (Part(Label(NEW[two % len(NEW)]), regex="[王上]"),)),
            DeleteLabel(key, other if two % 2 else ""),
            AddLabel(Label(NEW[two % len(NEW)])),
        ]
        self._try(who, lambda p: operations.change_labels(p, acts[act], look_again="再看" * (one % 2)))

    @rule(who=who, which=which, number=number, act=st.integers(0, 3))
    def adjudicate(self, who: int, which: int, number: int, act: int) -> None:
        if not self._listed(which):
            return
        if act == 3:
            self._try(who, lambda p: operations.take_agreed(p, [self.ids[which]]))
            return
        if self._open(who, which).layer.state not in ("finished", "approved"):
            return  # there need not be a case
        cases = review_document(self.people[who], self.ids[which]).cases
        if cases:
            case = cases[number % len(cases)].case
            reading = 1 + number % len(case.readings) if act else None
            self._try(who, lambda p: operations.adjudicate(p, self.ids[which], case.start, case.end, reading))

    @rule(who=who, which=which, whom=who, approve=st.booleans())
    def review(self, who: int, which: int, whom: int, approve: bool) -> None:
        name = list(MINE)[whom]
        if approve:
            self._try(who, lambda p: operations.approve(p, self.ids[which], name))
        else:
            self._try(who, lambda p: operations.return_layer(p, self.ids[which], name, "再看😀"))

    @rule(who=who, label=number, value=st.sampled_from([0.0, 0.7, 0.8]))
    def threshold(self, who: int, label: int, value: float) -> None:
        self._try(who, lambda p: operations.set_thresholds(p, {self._label(who, label): value}))

    def _label(self, who: int, number: int) -> str:
        keys = [each.key for each in self.people[who].label_set.labels]
        return keys[number % len(keys)] if keys else "没有"

    @rule(wanted=st.lists(st.tuples(st.sampled_from(QUOTES), LABELS), max_size=6))
    def refill(self, wanted: list[tuple[str, str]]) -> None:
        self.filled = True
        self.people[0].catch_up()
        known = [each for each in wanted if self.people[0].label_set.has_label(each[1])]
        operations.fill(self.people[0], Proposes(known, ["防疫"]), self.ids)

    @rule(who=who, times=st.integers(1, 4))
    def undo(self, who: int, times: int) -> None:
        for _ in range(times):
            self._try(who, operations.undo)

    @rule(who=who, times=st.integers(1, 4))
    def redo(self, who: int, times: int) -> None:
        for _ in range(times):
            self._try(who, operations.redo)

    @invariant()
    def all_is_well(self) -> None:
        assert list(audit(self.people[0].store)) == []

    @invariant()
    def what_is_seen_holds_together(self) -> None:
        flat = self.labels.is_flat
        for project in self.people:
            noted = Counter(
                each.document_id for each in queries.notes(project, resolved=False) if not each.is_removed
            )
            for line in queries.document_lines(project):
                seen = queries.open_document(project, line.id)
                places = [(each.start, each.end, each.label) for each in seen.annotations]
                assert len(places) == len(set(places)) == line.annotations
                assert all(seen.document.text[a.start : a.end] == a.quote for a in seen.annotations)
                if flat:
                    assert all(one[1] <= two[0] for one, two in itertools.pairwise(places))
                waiting = open_suggestions(seen.suggestions, seen.annotations, seen.rejections, flat=flat)
                done = line.state in ("finished", "approved")
                assert line.waiting == (0 if done else len(waiting))
                assert line.unsure == sum(each.unsure for each in seen.annotations)
                assert line.notes == noted[line.id]

    def _undo_everything(self) -> None:
        """Whoever can goes back, until nobody can; then both forward again."""
        before = dump(self.people[0], _GROWING)
        steps = self._all(operations.undo)
        if not self.filled:
            start = {name: rows for name, rows in self.start.items() if name not in _GROWING}
            assert dump(self.people[0], _GROWING) == start
        for who in reversed(steps):
            self.people[who].catch_up()
            operations.redo(self.people[who])
        if not self.filled:
            assert dump(self.people[0], _GROWING) == before

    def _all(self, act: Callable[[Project], Change]) -> list[int]:
        steps: list[int] = []
        stuck, told = 0, {}
        while stuck < len(self.people):
            for who, project in enumerate(self.people):
                project.catch_up()
                try:
                    act(project)
                except (Conflict, NothingToUndo) as error:
                    stuck += 1
                    told[who] = f"{queries.undo_status(project)}: {error}"
                else:
                    steps.append(who)
                    stuck = 0
        assert all(queries.undo_status(project).undo is None for project in self.people), told
        return steps


_GROWING = ("operation", "text", "text_part", "trial")


@pytest.mark.parametrize("labels", [FLAT, NESTED], ids=["flat", "nested"])
def test_random_work_in_a_file(
    sqlite_templates: Callable[[LabelSet], Path], tmp_path: Path, labels: LabelSet
) -> None:
    def fresh() -> str:
        copy = tmp_path / f"{next(_numbers)}.db"
        shutil.copy(sqlite_templates(labels), copy)
        return str(copy)

    work = type("Work", (Work,), {"fresh": staticmethod(fresh), "labels": labels})
    run_state_machine_as_test(work, settings=_settings(examples=6, steps=26))


@pytest.mark.postgres
def test_random_work_on_a_server(server: Server) -> None:
    work = type("Work", (Work,), {"fresh": staticmethod(lambda: server.emptied(FLAT)), "labels": FLAT})
    run_state_machine_as_test(work, settings=_settings(examples=2, steps=18))


def _settings(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),  # steps are too slow to shrink by
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
