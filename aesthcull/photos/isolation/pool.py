"""The workers at hand: started when they are first needed, a few, and replaced when they are lost."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np
from numpy.typing import NDArray

from aesthcull.photos.isolation.losses import Losses
from aesthcull.photos.isolation.messages import Answer, Task
from aesthcull.photos.isolation.process import Process, WorkerLost
from aesthcull.photos.problems import PhotoError, Starved, os_reason

_MOST_WORKERS = 8
_TRIES = 3  # a worker that was gone before it had the task is not the file's fault
Alone = Callable[[], AbstractContextManager[object]]


class Pool:
    """At most so many workers as there are cores; whoever asks when all are busy waits."""

    def __init__(self, losses: Losses, most: int | None = None) -> None:
        self._losses = losses
        self._free = threading.Semaphore(most or min(_MOST_WORKERS, os.cpu_count() or 2))
        self._idle: list[Process] = []
        self._lock = threading.Lock()

    def ask(self, task: Task, alone: Alone) -> tuple[Answer, NDArray[np.uint8]]:
        """Have a task done. Raises PhotoError when the file costs the worker its life, or has done so."""
        with self._free:
            known = self._losses.reason(task)
            if known is not None:
                raise PhotoError(task.path, known)
            for _ in range(_TRIES):
                process = self._take(task)
                try:
                    found = process.ask(task, alone(), self._losses.seconds(task))
                except WorkerLost as lost:
                    process.end()
                    if lost.starved:
                        raise Starved(task.path, str(lost)) from lost
                    if lost.begun:
                        self._losses.remember(task, str(lost), lost.seconds)
                        raise PhotoError(task.path, str(lost)) from lost
                except BaseException:
                    process.end()
                    raise
                else:
                    self._give(process)
                    return found
        raise PhotoError(task.path, "the decoder's process does not stay alive")

    def _take(self, task: Task) -> Process:
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.alive():
                    return process
                process.end()
        try:
            return Process()
        except OSError as error:
            raise PhotoError(task.path, f"the decoder cannot be started: {os_reason(error)}") from error

    def _give(self, process: Process) -> None:
        if not process.alive():
            process.end()
            return
        with self._lock:
            self._idle.append(process)

    def close(self) -> None:
        """End the workers that wait for a task."""
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            process.end()


_losses = Losses()
_pools: dict[tuple[int, int], Pool] = {}
_lock = threading.Lock()


def workers() -> Pool:
    """The workers of the calling thread's priority, which they inherit: those of a scan in the background
    must neither be slow for the window nor keep it waiting. A forked process has its own."""
    priority = os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) if sys.platform == "linux" else 0
    with _lock:
        return _pools.setdefault((os.getpid(), priority), Pool(_losses))


def forget_losses() -> None:
    """Ask the files again that cost a worker its life, as a new scan does."""
    _losses.forget()


@atexit.register
def close_all() -> None:
    """End this program's workers that wait for a task; others are started when they are needed."""
    for (owner, _), pool in list(_pools.items()):
        if owner == os.getpid():
            pool.close()
