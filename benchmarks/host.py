"""What the host of a virtual machine took away: Linux counts it as steal, by processor, in ticks.

`/proc/stat` (proc_stat(5)): `cpuN user nice system idle iowait irq softirq steal …`; the processor that a
thread ran on last is field 39 of its own `stat`.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

_STAT = Path("/proc/stat")
_STEAL = 8  # field, behind the name
_PROCESSOR = 36  # field 39, behind the name in brackets and counted from the state
_MILLISECONDS = 1000 / os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 0.0

Taken = tuple[int, dict[int, int]]  # the processor that the thread is on, ticks by processor


def taken() -> Taken | None:
    """How it stands for the calling thread; None where the system does not tell."""
    own = Path(f"/proc/self/task/{threading.get_native_id()}/stat")
    try:
        counts = _STAT.read_bytes().split(b"\nintr", 1)[0].splitlines()[1:]
        processor = int(own.read_bytes().rpartition(b")")[2].split()[_PROCESSOR])
    except OSError:
        return None
    fields = [line.split() for line in counts]
    return processor, {int(each[0][3:]): int(each[_STEAL]) for each in fields}


def taken_between(before: Taken | None, after: Taken | None) -> float:
    """Milliseconds that were surely taken from the thread: never too many.

    A tick too few is counted, and where the thread changed its processor the smaller of both counts.
    """
    if before is None or after is None:
        return 0.0
    ticks = min(after[1][each] - before[1][each] for each in (before[0], after[0]))
    return max(0, ticks - 1) * _MILLISECONDS
