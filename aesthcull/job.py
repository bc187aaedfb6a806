"""One long piece of work: its progress and its cancel button.

A `Job` is passed down into the pipeline, the trainer and the exporters; they advance it and call `check`.
Whoever shows it (Qt's status bar, rich's progress bar) polls `snapshot`. No thread knows a widget.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass

RATE_WINDOW_S = 10.0  # the rate is that of the last seconds, so that it follows a slow card


class Cancelled(Exception):
    """The user cancelled the job. What was finished before stays."""


@dataclass(frozen=True)
class Progress:
    """A moment of a job. `total` is 0 while unknown; `rate` is items per second, `remaining` seconds."""

    message: str
    done: int
    total: int
    rate: float
    remaining: float | None
    cancelled: bool


class Job:
    """Thread-safe progress with cancel."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = threading.Event()
        self._message = ""
        self._done = 0
        self._total = 0
        self._marks: deque[tuple[float, int]] = deque()

    def stage(self, message: str, total: int = 0) -> None:
        """Begin the next stage of `total` items (0: not known)."""
        with self._lock:
            self._message, self._done, self._total = message, 0, total
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
        """Raise Cancelled when the user has cancelled."""
        if self._cancelled.is_set():
            raise Cancelled

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
            return Progress(self._message, self._done, self._total, rate, remaining, self.cancelled)
