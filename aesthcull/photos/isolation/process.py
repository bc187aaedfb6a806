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
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from aesthcull.photos.isolation.messages import Answer, Note, Task

# A decoder that takes longer than this hangs; reading from a slow card does not count.
MOST_S = 10.0
_ROUNDS = 4
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
    """The process is gone; `begun` when it had the task. Its text is the reason, for the user."""

    def __init__(self, reason: str, *, begun: bool) -> None:
        super().__init__(reason)
        self.begun = begun


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
        self._late = False

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def ask(self, task: Task, alone: AbstractContextManager[object]) -> tuple[Answer, NDArray[np.uint8]]:
        """Have a task done; `alone` is entered while a large picture is unpacked. Raises WorkerLost."""
        try:
            pickle.dump(task, self._tasks)
            self._tasks.flush()
        except OSError as error:
            raise WorkerLost("the decoder has ended", begun=False) from error
        try:
            with ExitStack() as large:
                answer = self._wait(alone, large)
            return answer, self._take(answer.shape)
        except (OSError, EOFError, pickle.UnpicklingError, ValueError, AttributeError) as error:
            self.end()
            reason = f"decoding it took longer than {MOST_S:.0f} s" if self._late else "the decoder crashed"
            raise WorkerLost(reason, begun=not self._was_idle()) from error

    def _wait(self, alone: AbstractContextManager[object], large: ExitStack) -> Answer:
        while True:
            with self._patience():
                said = pickle.load(self._answers)
            if isinstance(said, Answer):
                return said
            if said is Note.LARGE:
                large.enter_context(alone)
                self._tasks.write(b"\n")
                self._tasks.flush()

    @contextmanager
    def _patience(self) -> Iterator[None]:
        done = threading.Event()
        threading.Thread(target=self._watch, args=(done,), daemon=True).start()
        try:
            yield
        finally:
            done.set()

    def _watch(self, done: threading.Event) -> None:
        """End it when it has had MOST_S. What other programs held the processor is not its time, as long as
        it gets on."""
        begun, left = _processor_s(self.pid), MOST_S
        for _ in range(_ROUNDS):
            if done.wait(left):
                return
            used = _processor_s(self.pid) - begun
            left = MOST_S - used
            if not MOST_S / 10 < used < MOST_S * 0.9:
                break
        self._late = True
        self._process.kill()

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
        return not self._late and self._process.poll() is None

    def end(self) -> None:
        """End it at once, and all that it holds."""
        self._process.kill()
        self._process.wait()
        for file in (self._tasks, self._answers, self._pixels):
            if file is not None:
                with suppress(OSError):  # what could not be sent is not needed
                    file.close()


def _processor_s(pid: int) -> float:
    """Time on the processor that a process has taken; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _file_in_memory() -> IO[bytes] | None:
    """For both processes; None on Windows, where a child cannot be given one by its number."""
    if os.name != "posix":
        return None
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("aesthcull-pixels"), "r+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)
