"""Children that do one long act each, and are killed in the midst of it.

    python work_more.py ROOT

For each line KIND SECONDS STEPS DATABASE a child is forked, so that it costs no new start of Python. It
is killed so many seconds behind the beginning of the act, or ends itself at that step of it (see `work`);
the answer is “done” or “killed”. Without either nothing is killed, and the answer is how many it took.
"""

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])

from core import operations
from core.formats.report import Report
from core.label_acts import MergeLabels
from core.project import Project, open_project
from core.release.building import Plan
from core.releasing import release
from core.store.backup import restore
from core.upkeep import backups
from tests.compiled import compile_once
from tests.crash.work import FOREVER, fate

MERGE = MergeLabels(("PER",), "ORG")
MANY = 10**9
RELEASED, FILE, OUT = "发布😀", "小李.db", "小𠮷.db"

ACTS: dict[str, Callable[[Project, Path], object]] = {
    "merge": lambda project, _: operations.change_labels(project, MERGE, look_again="再看😀"),
    "release": lambda project, folder: release(project, folder / RELEASED, Plan("r1"), "王芳"),
    "collect": lambda project, folder: operations.collect(project, folder / FILE, Report()),
    "hand out": lambda project, folder: operations.hand_out(project, "小𠮷", folder / OUT),
}


def act(kind: str, place: Path, begins: Callable[[], object]) -> None:
    """One act of that kind; `begins` is called when all is ready for it."""
    with ExitStack() as left:
        project = None
        if kind != "restore":
            project = left.enter_context(closing(open_project(place, "王芳", create=False)))
        begins()
        fate.is_counting = True
        if project is None:
            restore(place, backups(str(place))[0])
        else:
            ACTS[kind](project, place.parent)


def undisturbed(kind: str, place: Path) -> str:
    """How many seconds and steps such an act takes; what it loads is there for the children."""
    began = []
    fate.steps = MANY
    act(kind, place, lambda: began.append(time.monotonic()))
    fate.is_counting = False
    return f"{time.monotonic() - began[0]} {MANY - fate.steps}"


def disturbed(kind: str, seconds: float, steps: int, place: Path) -> str:
    """What became of a child that does such an act."""
    said, says = os.pipe()
    child = os.fork()
    if child == 0:
        fate.steps = steps
        act(kind, place, lambda: os.write(says, b"begins"))
        os.write(says, b"ends")
        os._exit(0)
    os.close(says)
    assert os.read(said, 6) == b"begins"
    through, _, _ = select.select([said], [], [], seconds)
    if not through:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    end = os.read(said, 4)
    os.close(said)
    return "done" if end == b"ends" else "killed"


def serve() -> None:
    """An answer for each line."""
    for line in sys.stdin:
        kind, seconds, steps, place = line.rstrip("\n").split("\t")
        if seconds or steps:
            said = disturbed(kind, float(seconds or 60), int(steps or FOREVER), Path(place))
        else:
            said = undisturbed(kind, Path(place))
        os.write(1, f"{said}\n".encode())


if __name__ == "__main__":
    compile_once()
    serve()
