"""A process of its own that suggests and learns, so that the one with the window stays free.

Both are at work for seconds, and every step of theirs would hold the interpreter that draws and takes keys.
"""

from __future__ import annotations

import gc
import pickle
import signal
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from core.annotation import Zone
from core.errors import Cancelled, JinbiaoError
from core.schema import LabelSet
from core.suggest import dictionary
from core.suggest.dictionary import Dictionary, Entries
from core.suggest.thinking import Asked, CategoryRow, Made

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from core.suggest.mind import Mind

_LOOK = 0.02  # seconds after which somebody who waits looks whether that is still wanted


class Knowledge(NamedTuple):
    """What a suggester is made from: its label set, the bytes of a model, whether LAC is asked."""

    label_set: LabelSet
    model: bytes | None = None
    with_lac: bool = False


class Facts(NamedTuple):
    """What there is to know of a suggester without having it; see `LearnedSuggester`."""

    knowledge: str
    lac: str
    could_ask_lac: bool
    note: str


class Packed(NamedTuple):
    """What was made of a document (`Made`), its spans in pieces that are quickly unpacked."""

    document_id: int
    zones: Sequence[Zone]
    spans: Sequence[bytes]
    categories: Sequence[CategoryRow]
    disagreement: float


class _Gone(Exception):
    """The other process cannot be had, or has ended."""


class Apart:
    """A `Mind` in another process; it begins with `begin` or the first question. One question after another.

    Should the process not begin, or die, all is done here from then on; so too with a mind that is
    given. While an answer is awaited `should_stop` is asked, and if so, Cancelled is raised.
    """

    def __init__(self, mind: Mind | None = None) -> None:
        self.should_stop: Callable[[], bool] = lambda: False
        self._here = mind
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._lock = Lock()
        self._is_owed = False  # an answer that nobody waited for is still to come
        self._is_closed = False
        self._taken: SuggesterApart | None = None

    @property
    def process_id(self) -> int | None:
        """The number of the other process, None while there is none."""
        return self._process.pid if self._process is not None else None

    def begin(self) -> None:
        """Let the process begin, so that it is there when the first question comes; nothing waits for it."""
        if self._here is None:
            with self._lock, suppress(OSError):  # the first question will find out
                self._line = self._line or self._begin()

    def suggester(self, label_set: LabelSet, model: bytes | None = None) -> SuggesterApart:
        """What suggests there by a label set and what was learned. Raises BadLabelSet."""
        return SuggesterApart(self, Knowledge(label_set, model))

    def take(self, suggester: SuggesterApart) -> Facts:
        """Let this suggester be what is asked there."""
        facts: Facts = self.call("take", suggester.known)
        self._taken = suggester
        return facts

    def think(self, suggester: SuggesterApart, asked: Asked) -> Made:
        """What a suggester suggests for a text."""
        if self._taken is not suggester:
            self.take(suggester)
        made: Packed = self.call("think", suggester.known.label_set, asked)
        spans = list(chain.from_iterable(map(pickle.loads, made.spans)))
        return made.document_id, made.zones, spans, made.categories, made.disagreement

    def load_words(self) -> None:
        """Have the general dictionary in this process too, brought in small pieces."""
        if dictionary.is_loaded():
            return
        unknown = self.call("begin_words")
        entries: Entries = {}
        while piece := self.call("some_words"):
            entries.update(piece)
        dictionary.share(Dictionary(entries, unknown))

    def call(self, method: str, *given: Any) -> Any:
        """What a method of the mind gives for what can travel; its errors are raised here."""
        if self._here is None:
            try:
                return self._ask(method, given)
            except _Gone:
                if self._is_closed:
                    raise Cancelled from None
                self._here = _mind()
                if self._taken is not None:
                    self._here.take(self._taken.known)
        return getattr(self._here, method)(*given)

    def close(self) -> None:
        """Let the process go; who still waits for it gets Cancelled."""
        self._is_closed = True
        if self._process is not None:
            self._process.terminate()

    def _ask(self, method: str, given: Sequence[Any]) -> Any:
        with self._lock:
            if self._is_closed:
                raise _Gone
            try:
                line = self._line or self._begin()
                if self._is_owed:
                    self._answer(line)
                line.send_bytes(pickle.dumps((method, given)))
                self._is_owed = True
                answer = self._answer(line)
            except (EOFError, OSError) as error:
                raise _Gone from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _answer(self, line: Connection) -> Any:
        while not line.poll(_LOOK):
            if self.should_stop():
                raise Cancelled
        received = line.recv_bytes()
        self._is_owed = False
        return pickle.loads(received)

    def _begin(self) -> Connection:
        from multiprocessing import get_context

        context = get_context("spawn")
        mine, other = context.Pipe()
        process = context.Process(target=_serve, args=(other,), name="mind", daemon=True)
        process.start()
        other.close()
        self._process = process
        self._line = mine
        self._is_owed = False
        return mine


class SuggesterApart:
    """Suggests in another process what a `LearnedSuggester` of the same knowledge would."""

    def __init__(self, apart: Apart, known: Knowledge) -> None:
        self.known = known
        self._apart = apart
        self._facts = apart.take(self)

    @property
    def label_set(self) -> LabelSet:
        """The label set of the rules."""
        return self.known.label_set

    @property
    def knowledge(self) -> str:
        """What tells this knowledge from that of another model; "" while nothing was learned."""
        return self._facts.knowledge

    @property
    def note(self) -> str:
        """What it does without: "" if everything learned is used."""
        return self._facts.note

    @property
    def lac(self) -> str:
        """The version of LAC that is asked as well, "" if none is."""
        return self._facts.lac

    @property
    def could_ask_lac(self) -> bool:
        """Whether LAC is installed and the label set has rules for it."""
        return self._facts.could_ask_lac

    def with_lac(self) -> SuggesterApart:
        """The same, asking LAC as well; this very one where that is not to be had."""
        if self.lac or not self.could_ask_lac:
            return self
        return SuggesterApart(self._apart, self.known._replace(with_lac=True))

    def load_lac(self) -> None:
        """Load LAC there; raises whatever is wrong with it."""
        self._apart.call("load_lac")

    def think(self, asked: Iterable[Asked]) -> list[Made]:
        """What is suggested for each text."""
        return [self._apart.think(self, each) for each in asked]


def _mind() -> Mind:
    from core.suggest.mind import Mind

    return Mind()


def _serve(line: Connection) -> None:
    """The other process: answers one question after another, until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a key pressed in the terminal is for the window
    gc.disable()
    mind = _mind()
    dictionary.load()
    gc.freeze()  # what is there now stays, and need not be walked through at each collection
    gc.enable()
    while True:
        try:
            asked = line.recv_bytes()
            line.send_bytes(_answered(mind, asked))
        except (EOFError, OSError):
            return


def _answered(mind: Mind, asked: bytes) -> bytes:
    """The answer, or the error instead of it, packed."""
    try:
        method, given = pickle.loads(asked)
        return pickle.dumps(getattr(mind, method)(*given))
    except JinbiaoError as error:
        return pickle.dumps(error)
    except Exception as error:  # of any library, and perhaps of a kind that does not travel
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note(traceback.format_exc())
        return pickle.dumps(told)
