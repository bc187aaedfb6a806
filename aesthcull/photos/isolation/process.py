"""The program's end of one worker process.

It is a new interpreter, not a fork: the program has threads of Qt and ONNX Runtime, which a fork would find
in the middle of whatever they did.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from aesthcull.photos.isolation.messages import Answer, Note, Task
from aesthcull.photos.isolation.patience import MOST_S, Patience

_PACKAGE = Path(__file__).resolve().parents[3]
_ENVIRONMENT = {
    "PYTHONPATH": os.pathsep.join(filter(None, (str(_PACKAGE), os.environ.get("PYTHONPATH")))),
    # LibRaw's; a scan has a process a core, but who looks at one RAW waits for one only.
    "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", str(min(4, os.cpu_count() or 1))),
    "OMP_WAIT_POLICY": "passive",
    "OPENBLAS_NUM_THREADS": "1",  # only memory
    "MALLOC_ARENA_MAX": "1",
}


class WorkerLost(Exception):
    """The process is gone; `begun` when it had the task, `seconds` of decoding ago. Its text is the reason,
    for the user; `starved` when the file is not to blame."""

    def __init__(self, reason: str, *, begun: bool, seconds: float = 0.0, starved: bool = False) -> None:
        super().__init__(reason)
        self.begun = begun
        self.seconds = seconds
        self.starved = starved


class Process:
    """A warm worker, for one task at a time."""

    def __init__(self) -> None:
        self._pixels = _file_in_memory()
        shared = (self._pixels.fileno(),) if self._pixels else ()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "aesthcull.photos.isolation.worker", *map(str, shared)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=shared,
            env={**os.environ, **_ENVIRONMENT},
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._tasks: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self._ended = False

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def ask(
        self, task: Task, alone: AbstractContextManager[object], most: float = MOST_S
    ) -> tuple[Answer, NDArray[np.uint8]]:
        """Have a task done within `most` seconds; `alone` is entered while a large picture is unpacked.
        Raises WorkerLost."""
        try:
            pickle.dump(task, self._tasks)
            self._tasks.flush()
        except OSError as error:
            raise WorkerLost("the decoder has ended", begun=False) from error
        patience = Patience(self.pid, most, self._process.kill)
        try:
            with patience, ExitStack() as large:
                answer = self._wait(patience, alone, large)
            self._ended = bool(patience.late)  # just then
            return answer, self._take(answer.shape)
        except (OSError, EOFError, pickle.UnpicklingError, ValueError, AttributeError) as error:
            seconds = patience.decoded
            self.end()
            reason = patience.late or "the decoder crashed"
            raise WorkerLost(
                reason, begun=not self._was_idle(), seconds=seconds, starved=patience.starved
            ) from error

    def _wait(self, patience: Patience, alone: AbstractContextManager[object], large: ExitStack) -> Answer:
        while True:
            said = pickle.load(self._answers)
            if isinstance(said, Answer):
                return said
            if said is Note.READING:
                patience.reads()
                continue
            if said is Note.LARGE:
                patience.waits()
                large.enter_context(alone)
                self._tasks.write(b"\n")
                self._tasks.flush()
            patience.decodes()

    def _take(self, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        numbers = np.empty(shape, np.uint8)
        view = numbers.reshape(-1).data
        if self._pixels is not None:
            self._pixels.seek(0)
        source = self._pixels or self._answers
        while len(view):
            count = source.readinto(view)  # type: ignore[attr-defined]
            if not count:
                raise EOFError
            view = view[count:]
        if self._pixels is not None:
            self._pixels.truncate(0)
        return numbers

    def _was_idle(self) -> bool:
        """Whether it ended itself, for want of a task, just when it got one."""
        return os.name == "posix" and self._process.returncode == -signal.SIGALRM

    def alive(self) -> bool:
        """Whether it can take another task."""
        return not self._ended and self._process.poll() is None

    def end(self) -> None:
        """End it at once, and all that it holds."""
        self._process.kill()
        self._process.wait()
        for file in (self._tasks, self._answers, self._pixels):
            if file is not None:
                with suppress(OSError):  # what could not be sent is not needed
                    file.close()


def _file_in_memory() -> IO[bytes] | None:
    """For both processes; None on Windows, where a child cannot be given one by its number."""
    if os.name != "posix":
        return None
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("aesthcull-pixels"), "r+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)
