"""One long piece of work: its progress, its pause and its cancel button.

A `Job` is passed down into the pipeline, the trainer and the exporters; they advance it and call `check`.
Whoever shows it (Qt's status bar, rich's progress bar) polls `snapshot`. No thread knows a widget.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass

_TURN_S = 0.02  # how often work that waits for its turn asks again
RATE_WINDOW_S = 10.0  # the rate is that of the last seconds, so that it follows a slow card


class Cancelled(Exception):
    """The user cancelled the job. What was finished before stays."""


@dataclass(frozen=True)
class Progress:
    """A moment of a job. `total` is 0 while unknown; `rate` is items per second, `remaining` seconds.
    `in_bytes`: the items are bytes."""

    message: str
    done: int
    total: int
    rate: float
    remaining: float | None
    cancelled: bool
    paused: bool = False
    in_bytes: bool = False


class Job:
    """Thread-safe progress with pause and cancel."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = threading.Event()
        self._paused = False
        self._way_until = 0.0
        self._message = ""
        self._done = 0
        self._total = 0
        self._in_bytes = False
        self._marks: deque[tuple[float, int]] = deque()

    def stage(self, message: str, total: int = 0, *, in_bytes: bool = False) -> None:
        """Begin the next stage of `total` items (0: not known), or bytes."""
        with self._lock:
            self._message, self._done, self._total, self._in_bytes = message, 0, total, in_bytes
            self._marks = deque([(time.monotonic(), 0)])

    def advance(self, items: int = 1) -> None:
        """Count finished items. Raise Cancelled when the user has cancelled."""
        now = time.monotonic()
        with self._lock:
            self._done += items
            self._marks.append((now, self._done))
            while len(self._marks) > 2 and now - self._marks[0][0] > RATE_WINDOW_S:
                self._marks.popleft()
        self.check()

    def check(self) -> None:
        """Wait for the turn; raise Cancelled when the user has cancelled."""
        self.wait_turn()
        if self._cancelled.is_set():
            raise Cancelled

    def wait_turn(self) -> None:
        """Wait while the work is paused or gives way; a cancel ends the wait."""
        while self.paused or time.monotonic() < self._way_until:
            if self._cancelled.wait(_TURN_S):
                return

    def give_way(self, seconds: float) -> None:
        """Leave the machine to what the user does now: the work waits at its next check for so long."""
        self._way_until = max(self._way_until, time.monotonic() + seconds)

    def pause(self) -> None:
        """Let the work wait at its next check until `resume`."""
        self._paused = True

    def resume(self) -> None:
        """Go on after `pause`; the rate is reckoned anew."""
        with self._lock:
            self._marks = deque([(time.monotonic(), self._done)])
        self._paused = False

    @property
    def paused(self) -> bool:
        """Whether the user has paused the work."""
        return self._paused and not self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def snapshot(self) -> Progress:
        """The progress now."""
        with self._lock:
            rate = 0.0
            if self._marks:
                (start, first) = self._marks[0]
                elapsed = time.monotonic() - start
                rate = (self._done - first) / elapsed if elapsed > 0 else 0.0
            remaining = (self._total - self._done) / rate if rate > 0 and self._total else None
            return Progress(
                self._message,
                self._done,
                self._total,
                rate,
                remaining,
                self.cancelled,
                self.paused,
                self._in_bytes,
            )
