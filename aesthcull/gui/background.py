"""One piece of work in a thread of its own, whose outcome comes back on the GUI's thread.

    self.work = Background(self)  # in a dialog, which then stops it when it closes
    self.work.finished.connect(self._show)  # what the function returned
    self.work.failed.connect(self.message.setText)  # one line
    self.work.cancelled.connect(self.reject)
    self.progress.cancel.connect(self.work.cancel)

    self.progress.follow(self.work.start(lambda job: read_report(path, job)))

The function gets a Job: it calls `stage` and `advance`, which raises Cancelled, at least every half second.
It touches no widget, and the thread touches no Qt object at all: a timer asks for the outcome, so that a
dialog may be deleted at any moment.
"""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog

from aesthcull.gui import problems
from aesthcull.job import Cancelled, Job
from aesthcull.photos.problems import one_line, os_reason

_POLL_MS = 20
_PATIENCE_S = 3.0  # longer than any work should take to see its cancel; then it ends by itself, unheard

Work = Callable[[Job], object]


class Background(QObject):
    """Runs one piece of work at a time; exactly one of the three signals follows each that is not replaced
    by another or stopped."""

    finished = Signal(object)  # what the function returned
    failed = Signal(str)  # one line
    cancelled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._run: _Run | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._ask)
        if isinstance(parent, QDialog):
            parent.finished.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether work goes on whose outcome was not told yet."""
        return self._run is not None

    @property
    def job(self) -> Job | None:
        """The progress of what goes on; for `ProgressLine.follow`."""
        return self._run.job if self._run else None

    def start(self, work: Work) -> Job:
        """Run `work` in a thread. Earlier work is cancelled and its outcome dropped, without waiting, so that
        a preview may be started anew at every key press."""
        self.cancel()
        self._run = run = _Run(work)
        self.destroyed.connect(run.job.cancel)  # deleted without having been closed
        run.thread.start()
        self._timer.start()
        return run.job

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows, or `finished` where it was already done."""
        if self._run is not None:
            self._run.job.cancel()

    def stop(self) -> None:
        """Cancel and wait; nothing more is told. A dialog's own work is stopped when it closes."""
        run, self._run = self._run, None
        self._timer.stop()
        if run is not None:
            run.job.cancel()
            run.thread.join(_PATIENCE_S)

    def _ask(self) -> None:
        run = self._run
        if run is None or run.thread.is_alive():
            return
        self._run = None  # before telling: who is told may start the next
        self._timer.stop()
        if run.was_cancelled:
            self.cancelled.emit()
        elif run.reason is not None:
            self.failed.emit(problems.said(run.reason))
        else:
            self.finished.emit(run.result)


class _Run:
    """A thread and what came of it, complete once the thread has ended."""

    def __init__(self, work: Work) -> None:
        self.job = Job()
        self.result: object = None
        self.reason: str | None = None
        self.was_cancelled = False
        self._work = work
        self.thread = threading.Thread(target=self._do, name="background")

    def _do(self) -> None:
        try:
            self.result = self._work(self.job)
        except Cancelled:
            self.was_cancelled = True
        except BaseException as error:  # whatever it is, it is told
            self.reason = reason_of(error)
            if not _expected(error):
                traceback.print_exception(error, file=sys.stderr)


def reason_of(error: BaseException) -> str:
    """An error as one line for the user."""
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return one_line(where + os_reason(error))
    if isinstance(error, MemoryError):
        return "there is not enough memory for this"
    text = one_line(str(error))
    if _expected(error):
        return text
    return f"the program failed: {type(error).__name__}: {text}".removesuffix(": ")


def _expected(error: BaseException) -> bool:
    """Whether an error tells of the user's data or machine. Every exception class of this program does, in
    one line; any other but these two is a mistake in the program."""
    return type(error).__module__.startswith("aesthcull.") or isinstance(error, OSError | MemoryError)
