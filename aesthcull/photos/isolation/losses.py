"""Files that cost a worker its life, so that none costs its time again and again: a scan asks a RAW for its
picture and later for its header, a window for its preview, its picture and all its pixels.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from aesthcull.photos.isolation.messages import Kind, Task
from aesthcull.photos.isolation.patience import MOST_S

_LEAST_S = 1.0  # for something easier than what took all the time
_MOST_FILES = 10_000


@dataclass(frozen=True)
class _Loss:
    task: Task
    stamp: tuple[int, int] | None
    reason: str


class Losses:
    """What is remembered until it is to be forgotten. A file that changed begins anew."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._losses: dict[Path, list[_Loss]] = {}
        self._spent: dict[Path, float] = {}

    def reason(self, task: Task) -> str | None:
        """Why the task would cost another worker, if that is known."""
        with self._lock:
            known = self._losses.get(task.path)
            if known and known[-1].stamp != _stamp(task.path):
                known = None
                self._forget(task.path)
            return next((loss.reason for loss in known or () if _takes_as_much(task, loss.task)), None)

    def seconds(self, task: Task) -> float:
        """What is left for it."""
        return max(_LEAST_S, MOST_S - self._spent.get(task.path, 0.0))

    def remember(self, task: Task, reason: str, seconds: float) -> None:
        """That a task cost a worker, after so many seconds."""
        with self._lock:
            if len(self._losses) >= _MOST_FILES:
                self._forget(next(iter(self._losses)))
            self._losses.setdefault(task.path, []).append(_Loss(task, _stamp(task.path), reason))
            self._spent[task.path] = self._spent.get(task.path, 0.0) + seconds

    def forget(self) -> None:
        """Every file may be asked again."""
        with self._lock:
            self._losses.clear()
            self._spent.clear()

    def _forget(self, path: Path) -> None:
        del self._losses[path], self._spent[path]


def _takes_as_much(task: Task, lost: Task) -> bool:
    """A header is part of every task. A preview, which may be broken by itself, is not of a photograph."""
    if lost.kind is Kind.HEADER:
        return True
    if task.kind is not lost.kind:
        return False
    side, lost_side = task.wanted.long_side, lost.wanted.long_side
    return side is None or (lost_side is not None and side >= lost_side)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_size, known.st_mtime_ns
