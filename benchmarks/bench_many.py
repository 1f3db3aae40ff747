"""`jinbiao import`, `suggest` and what reads it all, over 100,000 articles: clock, CPU, memory, the bar.

    python benchmarks/bench_many.py FOLDER [--documents 100000] [--workers 2] [--kill-at 20000] [--learn 30]
                                    [--lac] [--only make,import,suggest,read]

Every command runs as a user would run it, in a terminal of its own. Once a second the processes are
looked at (Linux), and so is what the bar says; with `--kill-at`, all of them are killed there (SIGKILL)
and the command is begun again. `--learn` finishes so many documents first, so that there is a model.
FOLDER keeps articles and database, to go on with `--only`.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import random
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from select import select

ROOT = Path(__file__).parents[1]
TICK = os.sysconf("SC_CLK_TCK")
COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
DRAWN = re.compile(r"(\d+)/(\d+)\s+(?:(\d+):(\d\d):(\d\d)|-:--:--)")
SHOWN = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)


def main() -> None:
    """Make the articles, run the commands, print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill-at", type=int, default=0)
    parser.add_argument("--learn", type=int, default=0)
    parser.add_argument("--lac", action="store_true")
    parser.add_argument("--only", default="make,import,suggest,read")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    database, articles = options.folder / "many.db", options.folder / "many.jsonl"
    steps = options.only.split(",")
    if "make" in steps:
        write_articles(articles, options.documents)
    if "import" in steps:
        tell("import", run(["import", str(articles), "--db", str(database)]))
    if options.learn:
        finish(database, options.learn)
    if "suggest" in steps:
        suggest = ["suggest", "--db", str(database), "--workers", str(options.workers)]
        suggest.append("--lac" if options.lac else "--no-lac")
        if options.kill_at:
            tell(f"suggest, killed at {options.kill_at:,}", run(suggest, options.kill_at))
        tell("suggest", run(suggest))
    if "read" in steps:
        for words in (["documents"], ["documents", "--json"], ["check"], ["find", "测试", "--limit", "20"]):
            tell(" ".join(words), run([*words, "--db", str(database)]))


def write_articles(file: Path, count: int) -> None:
    """So many articles of 300 to 500 characters, of the sample's sentences; always the same."""
    chance = random.Random(1)
    sentences = [
        sentence
        for each in sorted((ROOT / "corpus" / "articles").glob("*.txt"))
        for line in each.read_text(encoding="utf-8").splitlines()
        for sentence in re.findall(r"[^。！？]+[。！？]”?", line.strip())
        if len(sentence) < 120
    ]
    characters = 0
    with file.open("w", encoding="utf-8") as stream:
        for number in range(1, count + 1):
            text = f"第{number}篇\n\n"
            length = chance.randrange(300, 430)
            while len(text) < length:
                text += chance.choice(sentences) + ("\n" if chance.random() < 0.3 else "")
            characters += len(text)
            stream.write(json.dumps({"id": f"{number:06}", "text": text}, ensure_ascii=False) + "\n")
    print(f"{count:,} articles, {characters:,} characters")


def finish(database: Path, count: int) -> None:
    """Finish the first documents with the rules' spans but for every eighth string, so that there is
    something to learn."""
    import zlib

    from core import operations, queries
    from core.project import open_project
    from core.suggest import Suggester

    project = open_project(database, create=False)
    suggester = Suggester(project.label_set)
    ids = [line.id for line in queries.document_lines(project, list(range(1, count + 1)))]
    operations.fill(project, suggester, ids, again=True)
    for id_ in ids:
        for each in queries.open_document(project, id_).suggestions:
            if zlib.crc32(each.quote.encode()) % 8 == 0:
                operations.reject(project, id_, [each.id])
        operations.finish(project, id_)
    project.close()
    print(f"{len(ids)} documents finished")


@dataclass
class Look:
    """The processes of a command at one moment, and what its bar said."""

    seconds: float
    done: int
    total: int
    left: int | None  # seconds, as the bar says
    resident: dict[str, int]  # kB by role: the one that writes, the largest of the others
    cpu: dict[str, float]


@dataclass
class Run:
    """What a command did."""

    seconds: float = 0.0
    cpu: float = 0.0
    code: int = 0
    said: str = ""
    looks: list[Look] = field(default_factory=list)
    peak: int = 0


def run(words: list[str], kill_at: int = 0) -> Run:
    """Run `jinbiao` in a terminal of 100 columns; look at it once a second."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "gui", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    found, drawn, next_look = Run(), "", 0.0
    done = total = 0
    left: int | None = None
    while True:
        text = _read(ours)
        if text is None:
            break
        drawn = (drawn + text)[-20_000:]
        for match in DRAWN.finditer(COLOURS.sub("", text)):
            done, total = int(match[1]), int(match[2])
            left = int(match[3]) * 3600 + int(match[4]) * 60 + int(match[5]) if match[3] else None
        now = time.perf_counter() - started
        if now >= next_look:
            next_look = now + 1.0
            found.looks.append(Look(now, done, total, left, *_processes(process.pid)))
        if kill_at and done >= kill_at:
            for pid in (process.pid, *_below(process.pid)):
                os.kill(pid, signal.SIGKILL)
    os.close(ours)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    found.seconds = time.perf_counter() - started
    found.cpu, found.peak = used.ru_utime + used.ru_stime, used.ru_maxrss
    found.code, found.said = process.returncode, drawn
    return found


def _read(terminal: int) -> str | None:
    ready, _, _ = select([terminal], [], [], 0.5)
    if not ready:
        return ""
    try:
        return os.read(terminal, 65_536).decode(errors="replace") or None
    except OSError:  # the other end is closed
        return None


def _below(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _below(child)


def _processes(pid: int) -> tuple[dict[str, int], dict[str, float]]:
    resident, cpu = {"writer": 0, "worker": 0}, {"writer": 0.0, "worker": 0.0}
    for each in (pid, *_below(pid)):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        role = "writer" if each == pid else "worker"
        resident[role] = max(resident[role], int(fields[21]) * 4)
        cpu[role] += (int(fields[11]) + int(fields[12])) / TICK
    return resident, cpu


def tell(name: str, done: Run) -> None:
    """Seconds and memory of a command; for one with a bar, how they grew and how right the bar was."""
    print(
        f"\n{name}: {done.seconds:.1f} s by the clock, {done.cpu:.1f} s of CPU, "
        f"peak {done.peak / 1024:.0f} MB, exit code {done.code} (load {os.getloadavg()[0]:.1f})"
    )
    plain = COLOURS.sub("", re.sub(r"\x1b\[[0-9]*[AK]", "\n", done.said))
    said = [line.strip() for line in plain.splitlines()]
    for line in [line for line in said if line and not DRAWN.search(line)][-4:]:
        print(f"    {line[:110]}")
    working = [look for look in done.looks if look.total > 1 and look.done > 0]
    if len(working) > 3:
        _tell_growth(working)
        _tell_bar(working)
    sys.stdout.flush()


def _tell_growth(looks: list[Look]) -> None:
    print(f"{'done':>10}{'seconds':>9}{'writer MB':>11}{'worker MB':>11}{'writer CPU':>12}{'worker CPU':>12}")
    total = looks[-1].total
    for share in SHOWN:
        look = next((each for each in looks if each.done >= share * total), looks[-1])
        print(
            f"{look.done:10,}{look.seconds:9.0f}{look.resident['writer'] / 1024:11.0f}"
            f"{look.resident['worker'] / 1024:11.0f}{look.cpu['writer']:12.1f}{look.cpu['worker']:12.1f}"
        )


def _tell_bar(looks: list[Look]) -> None:
    """How far off the time that the bar said was left, measured against when it was really done."""
    first, end = looks[0].seconds, looks[-1].seconds
    told = [each for each in looks if each.left is not None and end - each.seconds > 20]
    for least, words in ((10, "after 10 s"), (60, "after the first minute")):
        off = [
            abs((each.left or 0) - (end - each.seconds)) / (end - each.seconds)
            for each in told
            if each.seconds - first >= least
        ]
        if off and looks[-1].done == looks[-1].total:
            off.sort()
            print(
                f"time left, {words}: off by {off[len(off) // 2]:.0%} (median), "
                f"{off[int(len(off) * 0.95)]:.0%} (95 of 100)"
            )


if __name__ == "__main__":
    main()
