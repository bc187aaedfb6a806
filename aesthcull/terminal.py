"""The terminal: our lines on it, other people's chatter off it, Ctrl+C, and a scan's progress bar."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from aesthcull.job import Job, Progress

if TYPE_CHECKING:  # importing it takes long; only a scan needs it
    from aesthcull.exchange.xmp.profiles import Differing
    from aesthcull.pipeline import ScanReport, Workplace

_REDRAW_S = 0.1


def run_scan(
    workplace: Workplace,
    folder: Path,
    job: Job,
    sidecars: Differing | None = "newer",
    *,
    inside: bool = True,
) -> ScanReport:
    """`pipeline.scan` with a progress bar, and without chatter. `sidecars`: who is right where a frame and
    its XMP were both changed (None: it is not read); `inside`: also the XMP inside pictures."""
    from aesthcull.pipeline import scan
    from aesthcull.pipeline.sidecar_reading import SidecarReading

    with quiet_native_libraries(), shown(job):
        return scan(workplace, folder, job, reading=SidecarReading(sidecars, inside=inside))


@contextlib.contextmanager
def shown(job: Job) -> Iterator[None]:
    """A progress bar of the job on standard error while the block runs, when that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.TextColumn("{task.fields[counted]}"),
        progress.TimeRemainingColumn(),
    )
    finished = threading.Event()
    with progress.Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None, counted="")

        def draw() -> None:
            while not finished.wait(_REDRAW_S):
                now = job.snapshot()
                bar.update(
                    task,
                    description=now.message,
                    completed=now.done,
                    total=now.total or None,
                    counted=_counted(now),
                )

        drawer = threading.Thread(target=draw, name="progress")
        drawer.start()
        try:
            yield
        finally:
            finished.set()
            drawer.join()


def _counted(now: Progress) -> str:
    """How much is done, of how much, and how fast."""
    of = f"/{_amount(now, now.total)}" if now.total else ""
    rate = _amount(now, now.rate) if now.in_bytes else f"{now.rate:.1f}"
    return f"{_amount(now, now.done)}{of} {rate}/s"


def _amount(now: Progress, value: float) -> str:
    return f"{value / 1e6:,.1f} MB" if now.in_bytes else f"{value:.0f}"


def cancellable() -> Job:
    """A job that Ctrl+C cancels; a second Ctrl+C ends the program at once."""
    job = Job()

    def cancel(_number: int, _frame: object) -> None:
        job.cancel()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    with contextlib.suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGINT, cancel)
    return job


@contextlib.contextmanager
def quiet_native_libraries() -> Iterator[None]:
    """libtiff, libjpeg and CUDA write to file descriptor 2 whatever they dislike about a file.

    Our own messages go on through a copy of it. AESTHCULL_DEBUG shows everything.
    """
    try:
        stderr = sys.stderr.fileno()
    except (OSError, ValueError, AttributeError):
        stderr = -1
    if os.environ.get("AESTHCULL_DEBUG") or stderr != 2:
        yield
        return
    ours = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    before = sys.stderr
    os.dup2(nowhere, 2)
    os.close(nowhere)
    with open(
        ours, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False
    ) as sys.stderr:
        try:
            yield
        finally:
            os.dup2(ours, 2)
            sys.stderr = before
    os.close(ours)


class OutputError(Exception):
    """A result that cannot be written to standard output; one line with the reason."""


def write(text: str) -> None:
    """Print a result; characters that the terminal cannot show are escaped. Raises OutputError, and
    BrokenPipeError when nobody reads on."""
    out = sys.stdout
    encoding = out.encoding or "utf-8"
    try:
        print(text.encode(encoding, "backslashreplace").decode(encoding), file=out, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = None  # so that the interpreter does not flush what is left into it
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def say(text: str) -> None:
    """Print a remark on standard error."""
    print(text.encode("utf-8", "backslashreplace").decode(), file=sys.stderr)
