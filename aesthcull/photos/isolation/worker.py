"""A worker: reads tasks from standard input, answers on standard output, and ends when the input does.

Run as a module with the number of the open file in which pixels are left; without it (Windows) they follow
the answer. It is started by `photos.isolation.process`, not by hand.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from aesthcull.photos import formats
from aesthcull.photos.decoders import decode, header, opener, reported
from aesthcull.photos.decoders.reading import read_through
from aesthcull.photos.isolation.messages import Answer, Kind, Note, Task
from aesthcull.photos.photo import MEMORY_BYTES, Turns
from aesthcull.photos.problems import PhotoError

# When the program is gone, nobody else ends a decoder that hangs.
ALONE_S = 60
# It ends when there is nothing to do, for its memory.
IDLE_S = 120
_NOTHING = np.empty(0, np.uint8)


class Worker:
    """Serves the program at the other end."""

    def __init__(self, tasks: BinaryIO, answers: BinaryIO, pixels: BinaryIO | None) -> None:
        self._tasks = tasks
        self._answers = answers
        self._pixels = pixels
        self._turns = Turns(self._read, self._alone)

    def run(self) -> None:
        """Work until the program closes its end."""
        while True:
            _alarm(IDLE_S)
            try:
                task = pickle.load(self._tasks)
            except EOFError:
                return
            self._tell(Note.DECODING)  # not while it started
            answer, numbers = self._answer(task)
            if self._pixels is not None:
                self._pixels.seek(0)
                self._pixels.write(numbers)
                self._pixels.flush()
            self._tell(answer)
            if self._pixels is None:
                self._answers.write(numbers)
                self._answers.flush()
            del answer, numbers  # their memory, while it waits

    def _answer(self, task: Task) -> tuple[Answer, memoryview]:
        try:
            with reported(task.path):
                value, numbers = self._do(task)
        except PhotoError as error:
            return Answer(None, (0,), error.reason), _NOTHING.data
        return Answer(value, numbers.shape), np.ascontiguousarray(numbers).reshape(-1).data

    def _do(self, task: Task) -> tuple[object, NDArray[np.uint8]]:
        if task.kind is Kind.PHOTO and task.format != formats.RAW:  # of a RAW, the preview may be enough
            self._read(task.path)
        with opener(task.format)(task.path) as picture:
            if task.kind is Kind.HEADER:
                return header(picture), _NOTHING
            if task.kind is Kind.PREVIEW:
                data = picture.preview() if hasattr(picture, "preview") else None
                return None, np.frombuffer(data or b"", np.uint8)
            photo = decode(task.path, picture, task.wanted, self._turns)
        return replace(photo, pixels=_NOTHING), photo.pixels

    def _read(self, path: Path) -> None:
        """Have the system read a file, so that what follows does not wait for a slow card."""
        for _ in read_through(path):
            self._tell(Note.READING)
        self._tell(Note.DECODING)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        _alarm(0)
        self._tell(Note.LARGE)
        self._tasks.read(1)
        _alarm(ALONE_S)
        yield

    def _tell(self, message: Note | Answer) -> None:
        if message in (Note.READING, Note.DECODING):
            _alarm(ALONE_S)
        pickle.dump(message, self._answers, protocol=5)
        self._answers.flush()


def _alarm(seconds: int) -> None:
    """Have the system end this process then, whatever a decoder is doing; 0 for never."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limit_memory() -> None:
    if sys.platform == "linux":  # elsewhere the limit is not kept by the system
        import resource

        # Not the address space, of which the libraries' code takes half a gigabyte.
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve one program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the program
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # decoders print
    _limit_memory()
    pixels = os.fdopen(int(sys.argv[1]), "wb") if len(sys.argv) > 1 else None
    Worker(sys.stdin.buffer, answers, pixels).run()


if __name__ == "__main__":
    main()
