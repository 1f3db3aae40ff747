"""Suggestions for many texts, shared among processes that are never far ahead of who takes them."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from threading import Thread

from core.schema import LabelSet
from core.suggest.thinking import Asked, Made, Suggests, think

_AHEAD = 3  # batches for each process that may wait to be worked on


def think_apart(
    suggester: Suggests, labels: LabelSet, batches: Iterable[Sequence[Asked]], workers: int
) -> Generator[list[Made], None, None]:
    """The same for many batches by so many processes, this one among them: each batch when it is done.

    `suggester` must be able to travel. What the others have made is given out first; while they have
    nothing, as when they begin, a batch is done here. Should a process die, what is left is done here.
    """
    waiting: dict[Future[list[Made]], Sequence[Asked]] = {}
    source = iter(batches)
    others = max(1, workers - 1)
    pool: ProcessPoolExecutor | None = ProcessPoolExecutor(others, _context(), _take, (suggester, labels))
    beginning = Thread(target=_submit, args=(pool, ()), daemon=True)  # while the first loads what it needs
    beginning.start()
    try:
        while True:
            while pool is not None and len(waiting) < others * _AHEAD and not beginning.is_alive():
                batch = next(source, None)
                if batch is None:
                    break
                future = _submit(pool, batch)
                if future is None:
                    _let_go(pool)
                    pool = None
                    yield think(suggester, labels, batch)
                else:
                    waiting[future] = batch
            future = next((each for each in waiting if each.done()), None)
            if future is None:
                batch = next(source, None)
                if batch is not None:
                    yield think(suggester, labels, batch)
                    continue
                if not waiting:
                    return
                future = next(iter(wait(waiting, return_when=FIRST_COMPLETED).done))
            batch = waiting.pop(future)
            made = _answer(future)
            if made is None:
                _let_go(pool)
                pool = None
            yield think(suggester, labels, batch) if made is None else made
    finally:
        _let_go(pool)


def _let_go(pool: ProcessPoolExecutor | None) -> None:
    if pool is not None:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, batch: Sequence[Asked]) -> Future[list[Made]] | None:
    try:
        return pool.submit(_think, batch)
    except (RuntimeError, OSError):  # it broke, or was let go while it began
        return None


def _answer(future: Future[list[Made]]) -> list[Made] | None:
    """What a process made, or None where it could not."""
    try:
        return future.result()
    except (BrokenProcessPool, CancelledError):
        return None


def _context() -> BaseContext:
    """How processes are begun: where it can be had, from one that has the dictionary already."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["core.suggest.sharing", "core.suggest.loaded"])
    return context


_mine: tuple[Suggests, LabelSet] | None = None


def _take(suggester: Suggests, labels: LabelSet) -> None:
    global _mine
    _mine = suggester, labels
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _think(batch: Sequence[Asked]) -> list[Made]:
    assert _mine is not None
    return think(*_mine, batch)
