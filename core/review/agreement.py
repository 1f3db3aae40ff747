"""How far annotators agree: all figures of a project, with their intervals, in one value.

What each measure is and where it comes from stands at the head of its module: `span_f1`, `kappa`,
`alpha`, `unitizing`, `gamma`; intervals in `bootstrap`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from core.errors import Cancelled
from core.review import alpha, bootstrap, kappa
from core.review.counts import Table, unique_rows
from core.review.gamma import Disorder, disorder
from core.review.layered import LayeredDocument
from core.review.measures import Measure, Sums, Values
from core.review.packing import Floats, Ints
from core.review.periods import periods
from core.review.tally import Of, Tally

BATCH = 500
FIGURES_FOR_EACH = 1_000  # documents; beyond, the rows of single documents have span F1 only
WITH_GAMMA = 50  # documents that γ is taken from
RESAMPLES_OF_PERIODS = 50  # at most, where documents are that many
SHUFFLES = 90  # random annotations for γ's expected disorder, over all those documents
MOST_SHUFFLES = 30  # of one document


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value with the ends of its interval; None where it is not defined."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one thing: a document, a pair, a label, a period, or all.

    `first`, `second` and `both` are spans: of either annotator and of both alike, summed over pairs.
    `id` is a document's number, `people` are the two of a pair.
    """

    name: str
    figures: dict[Measure, Figure]
    first: int = 0
    second: int = 0
    both: int = 0
    id: int = 0
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """All figures. `resampled` tells what intervals were drawn from: "documents" or "paragraphs".

    `confusion` is (label of the first or "", label of the second or "") → spans, over all pairs.
    `gamma_documents` is how many documents γ was taken from, `gamma_exact` whether all its alignments
    are surely the best. `categories` are agreement on whole documents, in all (name "") and by category.
    `periods` are days, weeks or months in which documents were finished by all (see `periods`), without γ.
    """

    whole: Row
    documents: tuple[Row, ...] = ()
    pairs: tuple[Row, ...] = ()
    labels: tuple[Row, ...] = ()
    categories: tuple[Row, ...] = ()
    periods: tuple[Row, ...] = ()
    confusion: dict[tuple[str, str], int] = field(default_factory=dict)
    resampled: str = "documents"
    resamples: int = 0
    gamma_documents: int = 0
    gamma_exact: bool = True


def agreement(
    documents: Iterable[LayeredDocument],
    number: int,
    *,
    resamples: int = bootstrap.RESAMPLES,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Agreement:
    """Of about so many documents, which may stream by. Same documents and seed, same answer."""
    tally = Tally(by_paragraph=number < bootstrap.FEW, keep=WITH_GAMMA, seed=seed)
    stream = iter(documents)
    done = 0
    with _no_garbage():
        while batch := list(islice(stream, BATCH)):
            if should_stop is not None and should_stop():
                raise Cancelled
            tally.add(batch)
            done += len(batch)
            if progress is not None:
                progress(done, number)
    return _Answer(tally, resamples, seed).whole()


@contextmanager
def _no_garbage() -> Iterator[None]:
    """A batch is a hundred thousand tuples without a cycle; looking for one took half of the reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Answer:
    def __init__(self, tally: Tally, resamples: int, seed: int) -> None:
        self._tally, self._resamples, self._seed = tally, resamples, seed
        self._spans, self._units = tally.spans.table(), tally.units.table()
        self._values = tally.values.table()
        self._labels = {number: str(label) for label, number in tally.names.labels.numbers.items()}
        self._weights = bootstrap.weights(tally.number_of_units, resamples, seed)
        self._gammas = self._disorders()

    def whole(self) -> Agreement:
        tally = self._tally
        sums = Sums.of(self._spans, self._units, self._values, self._weights)
        everything = sums.of_all()
        everything[Measure.GAMMA] = self._gamma(self._gammas)
        pairs = {number: pair for pair, number in tally.names.pairs.numbers.items()}
        return Agreement(
            self._row("", everything, sums),
            tuple(self._documents()),
            tuple(
                self._pair(_both(pairs[pair]), sums.of_pair(pair), sums, pair)
                for pair in sorted(sums.pairs(), key=lambda each: str(pairs[each]))
            ),
            tuple(
                self._row(self._labels[label], sums.of_label(label), sums, label=label)
                for label in sorted(sums.labels(), key=lambda each: self._labels[each])
            ),
            tuple(self._categories()),
            tuple(self._periods()),
            self._confusion(),
            "paragraphs" if tally.by_paragraph else "documents",
            self._resamples,
            len(self._gammas),
            all(found.exact for _, found in self._gammas),
        )

    def _pair(self, people: tuple[str, str], values: Values, sums: Sums, pair: int) -> Row:
        return replace(self._row(" – ".join(people), values, sums, pair=pair), people=people)

    def _row(
        self, name: str, values: Values, sums: Sums, *, pair: int | None = None, label: int | None = None
    ) -> Row:
        figures = {measure: Figure(*bootstrap.interval(found)) for measure, found in values.items()}
        first, second, both = (
            int(sums.span_sum(what, pair=pair, label=label)[0]) for what in (Of.FIRST, Of.SECOND, Of.BOTH)
        )
        return Row(name, figures, first, second, both)

    def _documents(self) -> Iterable[Row]:
        """A row for each document; with intervals where paragraphs are drawn."""
        first = [*self._tally.first_units, self._tally.number_of_units]
        if len(self._tally.documents) > FIGURES_FOR_EACH:
            yield from self._span_f1_of_each(np.array(first))
            return
        gammas = dict(self._gammas)
        of_unit = np.searchsorted(first, np.arange(self._tally.number_of_units), side="right") - 1
        tables = [
            _grouped(table, of_unit, len(first) - 1) for table in (self._spans, self._units, self._values)
        ]
        for at, (name, id_, _) in enumerate(self._tally.documents):
            units = np.arange(first[at], first[at + 1])
            of_document = [split(at) for split in tables]
            weights = bootstrap.weights(
                len(units), self._resamples if self._tally.by_paragraph else 0, self._seed
            )
            spans, parts, values_ = (table.only(units) for table in of_document)
            sums = Sums.of(spans, parts, values_, weights)
            values = sums.of_all()
            if at in gammas:
                values[Measure.GAMMA] = self._gamma([(at, gammas[at])])
            yield replace(self._row(name, values, sums), id=id_)

    def _span_f1_of_each(self, first: Ints) -> Iterable[Row]:
        """Of very many documents, only what can be had for all at once."""
        document = np.searchsorted(first, self._spans.unit, side="right") - 1
        what = self._spans.keys[self._spans.column, 3]
        number = len(self._tally.documents)
        counts = [
            np.bincount(document, weights=self._spans.value * (what == int(each)), minlength=number)
            for each in (Of.FIRST, Of.SECOND, Of.BOTH)
        ]
        for (name, id_, _), mine, yours, both in zip(self._tally.documents, *counts, strict=True):
            value = 2 * both / (mine + yours) if mine + yours else 1.0
            yield Row(name, {Measure.SPAN_F1: Figure(float(value))}, int(mine), int(yours), int(both), id_)

    def _periods(self) -> Iterable[Row]:
        """A row for each period: the documents that all had finished by then, and not before.

        Of few documents there is no interval, unless paragraphs are drawn.
        """
        named = periods([day for _, _, day in self._tally.documents])
        names = sorted({name for name in named if name})
        number = {name: at for at, name in enumerate(names)}
        first = [*self._tally.first_units, self._tally.number_of_units]
        of_unit = np.full(self._tally.number_of_units, -1, dtype=np.int64)
        for at, name in enumerate(named):
            of_unit[first[at] : first[at + 1]] = number.get(name, -1)
        many = len(named) > FIGURES_FOR_EACH
        resamples = min(self._resamples, RESAMPLES_OF_PERIODS) if many else self._resamples
        split = [_grouped(table, of_unit, len(names)) for table in (self._spans, self._units, self._values)]
        for at, name in enumerate(names):
            units = np.flatnonzero(of_unit == at)
            enough = self._tally.by_paragraph or len(units) >= bootstrap.FEW
            weights = bootstrap.weights(len(units), resamples if enough else 0, self._seed)
            spans, parts, values = (of(at).only(units) for of in split)
            sums = Sums.of(spans, parts, values, weights)
            yield self._row(name, sums.of_all(), sums)

    def _disorders(self) -> list[tuple[int, Disorder]]:
        kept = sorted(self._tally.kept, key=lambda each: each[0])
        samples = min(MOST_SHUFFLES, max(3, -(-SHUFFLES // max(1, len(kept)))))
        return [
            (
                number,
                disorder(
                    [each.layers[name] for name in sorted(each.layers)],
                    each.length,
                    samples=samples,
                    seed=self._seed + number,
                ),
            )
            for number, each in kept
        ]

    def _gamma(self, found: Sequence[tuple[int, Disorder]]) -> Floats:
        """γ over these documents, under resampled weights of its own."""
        observed, expected = [], []
        for number, each in found:
            parts = self._parts(number, each)
            whole = max(1, len(each.parts))
            observed += [sum(part for _, part in some) for some in parts]
            expected += [each.expected * len(some) / whole for some in parts]
        weights = bootstrap.weights(len(observed), self._resamples, self._seed)
        o, e = weights @ np.array(observed, dtype=float), weights @ np.array(expected, dtype=float)
        return np.where(e > 0, 1 - o / np.where(e > 0, e, 1), np.nan)

    def _parts(self, number: int, found: Disorder) -> list[list[tuple[int, float]]]:
        """The unitary alignments of a document, by paragraph where those are drawn."""
        if not self._tally.by_paragraph:
            return [list(found.parts)]
        document = next(each for at, each in self._tally.kept if at == number)
        begins = np.array((0, *document.paragraphs[1:]))
        parts: list[list[tuple[int, float]]] = [[] for _ in begins]
        for position, part in found.parts:
            parts[int(np.searchsorted(begins, position, side="right")) - 1].append((position, part))
        return parts

    def _categories(self) -> Iterable[Row]:
        """In all (the set of a document's categories is its value), and each category against the rest."""
        values, given = self._tally.category_values.table(), self._tally.categories.table()
        if not len(given.keys):
            return
        _, raters, first, second = values.keys.T
        # Paragraphs say nothing about whole documents: then there is no interval.
        weights = self._weights[:1] if self._tally.by_paragraph else self._weights
        sums = values.sums(weights)
        yield _category_row("", sums, first, second, raters)
        heads, at = unique_rows(values.keys[:, :2])  # pair, annotators
        whole = [sums[:, at == number].sum(axis=1) for number in range(len(heads))]
        names = {number: str(name) for name, number in self._tally.names.categories.numbers.items()}
        of_given = given.sums(weights)
        for category in sorted(names, key=lambda each: names[each]):
            chosen = given.keys[:, 2] == category
            head, (_, raters, _, mine, yours) = given.keys[chosen, :2], given.keys[chosen].T
            cells = of_given[:, chosen]
            # Documents in which neither gave it are not written down one by one.
            rest = [
                of_head - cells[:, (head == each).all(axis=1)].sum(axis=1)
                for each, of_head in zip(heads, whole, strict=True)
            ]
            yield _category_row(
                names[category],
                np.concatenate([cells, np.stack(rest, axis=1)], axis=1),
                np.concatenate([mine, np.zeros(len(rest), dtype=np.int64)]),
                np.concatenate([yours, np.zeros(len(rest), dtype=np.int64)]),
                np.concatenate([raters, heads[:, 1]]),
            )

    def _confusion(self) -> dict[tuple[str, str], int]:
        table = self._tally.confusion.table()
        sums = np.bincount(table.column, weights=table.value, minlength=len(table.keys))
        found: dict[tuple[str, str], int] = {}
        for (_, mine, yours), number in zip(table.keys.tolist(), sums.tolist(), strict=True):
            key = (self._labels.get(mine, ""), self._labels.get(yours, ""))
            found[key] = found.get(key, 0) + int(number)
        return dict(sorted(found.items()))


def _category_row(name: str, sums: Floats, first: Ints, second: Ints, raters: Ints) -> Row:
    values = {
        Measure.COHEN: kappa.cohen(sums, first, second),
        Measure.FLEISS: kappa.fleiss(sums, first, second, raters),
        Measure.ALPHA: alpha.nominal(sums, first, second, raters),
    }
    figures = {measure: Figure(*bootstrap.interval(found)) for measure, found in values.items()}
    both = int(sums[0, first == second].sum())
    return Row(name, figures, int(sums[0].sum()), int(sums[0].sum()), both)


def _grouped(table: Table, group_of_unit: Ints, groups: int) -> Callable[[int], Table]:
    """A table by groups of units, sorted once; units keep their numbers."""
    group = group_of_unit[table.unit]
    order = np.argsort(group, kind="stable")
    bounds = np.searchsorted(group[order], np.arange(groups + 1))

    def of(number: int) -> Table:
        some = order[bounds[number] : bounds[number + 1]]
        return Table(table.keys, table.unit[some], table.column[some], table.value[some])

    return of


def _both(pair: object) -> tuple[str, str]:
    assert isinstance(pair, tuple)
    return str(pair[0]), str(pair[1])
