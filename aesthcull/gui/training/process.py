"""The trainer's process as the window sees it: started, heard line by line, ended at once.

A crash of it, or memory that it takes, costs the training and not the window (see `trainer.worker` for the
lines).
"""

from __future__ import annotations

import json
import sys
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

_MODULE = "aesthcull.trainer.worker"
_STOP_MS = 2000


class TrainerProcess(QObject):
    """Runs one request at a time. Exactly one of `finished`, `failed` and `cancelled` follows each."""

    # Not Signal(dict): Qt's maps sort their keys.
    told = Signal(object)  # progress, repeat, epoch or row, as the process wrote it
    finished = Signal(object)  # the result
    failed = Signal(str)  # one line
    cancelled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._rest = b""
        self._last: dict[str, Any] = {}
        self._complaint = ""
        self._cancelling = False

    @property
    def running(self) -> bool:
        return self._process is not None

    def start(self, request: dict[str, Any]) -> None:
        """Start the process on a request; what ran before is ended first, unheard."""
        self.stop()
        self._rest, self._last, self._complaint, self._cancelling = b"", {}, "", False
        process = QProcess(self)
        process.setProcessEnvironment(QProcessEnvironment.systemEnvironment())
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_complaints)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._not_started)
        self._process = process
        process.start(sys.executable, ["-m", _MODULE])
        process.write(json.dumps(request).encode())
        process.closeWriteChannel()

    def cancel(self) -> None:
        """End it now; nothing is registered before everything is written."""
        if self._process is not None:
            self._cancelling = True
            self._process.kill()

    def stop(self) -> None:
        """End it without a word, as when the dialog closes."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_STOP_MS)
            process.deleteLater()

    def _read(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        for line in lines:
            try:
                message = json.loads(line)
            except ValueError:
                continue
            if message.get("type") in ("result", "error"):
                self._last = message
            else:
                self.told.emit(message)

    def _read_complaints(self) -> None:
        if self._process is None:
            return
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        lines = [line.strip() for line in (self._complaint + text).splitlines() if line.strip()]
        self._complaint = lines[-1][:300] if lines else ""

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._process = None
            self.failed.emit(self.tr("The trainer could not be started: {0}").format(sys.executable))

    def _ended(self, status: int) -> None:
        if self._process is None:
            return
        self._read()
        self._read_complaints()
        self._process.deleteLater()
        self._process = None
        kind = self._last.get("type")
        if self._cancelling and kind != "result":
            self.cancelled.emit()
        elif kind == "result":
            self.finished.emit(self._last)
        elif kind == "error":
            self.failed.emit(str(self._last.get("reason", "")))
        else:
            why = self._complaint or self.tr("status {0}").format(status)
            self.failed.emit(
                self.tr("The trainer ended unexpectedly ({0}). Nothing was changed.").format(why)
            )
