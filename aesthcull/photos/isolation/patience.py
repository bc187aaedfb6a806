"""How long a worker may take for one task, by the clock: no file is to cost more than ten seconds.

What the file takes to be read does not count, as a slow card is not the decoder's fault, as long as it gets
on. What other programs hold the processor does; then the reason says so, and the next scan tries again. A
worker of low priority that they leave little is given up sooner: whoever asks may ask again in its own.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from aesthcull.photos.problems import TOO_LONG

MOST_S = 9.0  # of decoding; ending the worker and starting another takes some tenths more
_READING_S = 9.0  # without any progress
_LOOK_S = 0.1
_STARVED = 0.4  # of the time by the clock, on the processor: with less, others held it
_LOW_S, _LOW_STARVED = 3.0, 0.5  # of low priority


class _Phase(Enum):
    READING = 1
    DECODING = 2
    WAITING = 3


class Patience:
    """Watches the process `pid` in a thread while it is entered, and calls `end` once that has decoded for
    `most` seconds. Then `late` is the reason, for the user; `starved` when the machine is to blame."""

    def __init__(self, pid: int, most: float, end: Callable[[], object]) -> None:
        self.late = ""
        self.starved = False
        self._low = _is_low(pid)
        self._pid = pid
        self._most = most
        self._end = end
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._began, self._processor = time.monotonic(), _state_and_seconds(pid)[1]
        self._decoded = 0.0  # seconds before `_since`
        self._since = self._began
        self._phase = _Phase.READING  # its own code, if it has just been started

    def __enter__(self) -> Patience:
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()

    def decodes(self) -> None:
        """From now on it decodes."""
        self._turn_to(_Phase.DECODING)

    def reads(self) -> None:
        """From now on it reads the file, or has got on with that."""
        self._turn_to(_Phase.READING)

    def waits(self) -> None:
        """From now on it waits until it is told to go on, however long."""
        self._turn_to(_Phase.WAITING)

    @property
    def decoded(self) -> float:
        """Seconds of decoding so far."""
        return self._decoded + (self._in_phase() if self._phase is _Phase.DECODING else 0.0)

    def _in_phase(self) -> float:
        return time.monotonic() - self._since

    def _turn_to(self, phase: _Phase) -> None:
        with self._lock:
            self._decoded = self.decoded
            if self._phase is _Phase.WAITING:
                self._began += self._in_phase()
            self._since, self._phase = time.monotonic(), phase

    def _watch(self) -> None:
        while not self._done.wait(_LOOK_S):
            with self._lock:
                self.late = self._reason()
                if self.late:
                    self._end()
                    return

    def _reason(self) -> str:
        if self._phase is _Phase.WAITING:
            return ""
        reads = self._phase is _Phase.READING
        taken, most = (self._in_phase(), _READING_S) if reads else (self.decoded, self._most)
        if taken <= (min(most, _LOW_S) if self._low else most):
            return ""
        state, seconds = _state_and_seconds(self._pid)
        share = (seconds - self._processor) / (time.monotonic() - self._began)
        self.starved = state == "R" and share < (_STARVED if taken > most else _LOW_STARVED)
        if self.starved:
            return f"the machine was too busy to decode it within {taken:.0f} s"
        if taken <= most:
            return ""
        if reads:
            return f"reading it did not get on for {taken:.0f} s"
        if share < _STARVED and state:
            return f"its decoder stood still; it was ended after {taken:.0f} s"
        return TOO_LONG.format(taken)


def _is_low(pid: int) -> bool:
    try:
        return sys.platform == "linux" and os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(
            os.PRIO_PROCESS, os.getpid()
        )
    except OSError:  # it has just ended
        return False


def _state_and_seconds(pid: int) -> tuple[str, float]:
    """R if one of the process's threads runs, or would, else the first one's state; and its time on the
    processor. Empty and 0 where the system does not tell."""
    try:
        fields = _stat(Path(f"/proc/{pid}/stat"))
        threads = {_stat(thread / "stat")[0] for thread in Path(f"/proc/{pid}/task").iterdir()}
    except OSError:
        return "", 0.0
    seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return "R" if "R" in threads else fields[0], seconds


def _stat(path: Path) -> list[str]:
    return path.read_text().rpartition(")")[2].split()
