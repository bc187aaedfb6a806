"""What goes on in the background, how fast and how long yet, with buttons that pause and cancel it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from aesthcull.job import Job, Progress
from aesthcull.pipeline import ScanReport

translate = QCoreApplication.translate  # by this name lupdate finds the texts
_POLL_MS = 100
_PARTS = 1000


class ProgressLine(QWidget):
    """Polls a job; hides the bar when there is none. `margin`: at the left and right, in pixels; `pausable`:
    only for work that holds nothing, such as a transaction, while it waits; `wrap`: else one line, cut."""

    cancel = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, margin: int = 10, pausable: bool = False, wrap: bool = True
    ) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._pausable = pausable
        self.text = QLabel()
        self.text.setWordWrap(wrap)
        if not wrap:
            self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(220)
        self.bar.setTextVisible(False)
        self.pause = QPushButton(self.tr("Pause"))
        self.pause.clicked.connect(self.hold)
        self.button = QPushButton(self.tr("Cancel"))
        self.button.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 3, margin, 3)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.bar)
        row.addWidget(self.pause)
        row.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)
        self.rest("")

    def follow(self, job: Job) -> None:
        """Show this job until `rest`."""
        self._job = job
        self.pause.setVisible(self._pausable)
        self._timer.start()
        self._poll()

    def show_progress(self, now: Progress) -> None:
        """Show a moment of work that is told of rather than polled; until the next, or `rest`."""
        self.bar.show()
        self.button.show()
        # Of bytes there are more than the bar can count.
        self.bar.setMaximum(_PARTS if now.in_bytes and now.total else now.total)
        self.bar.setValue(now.done * _PARTS // max(1, now.total) if now.in_bytes else now.done)
        self.text.setText(describe(now))
        self.pause.setText(self.tr("Go on") if now.paused else self.tr("Pause"))

    def rest(self, text: str) -> None:
        """Nothing goes on; say what came out of it."""
        self._job = None
        self._timer.stop()
        self.bar.hide()
        self.button.hide()
        self.pause.hide()
        self.text.setText(text)

    def hold(self) -> None:
        """Pause the job that is followed, or let it go on; nothing while there is none."""
        if self._job is None:
            return
        if self._job.paused:
            self._job.resume()
        else:
            self._job.pause()
        self._poll()

    def _poll(self) -> None:
        if self._job is not None:
            self.show_progress(self._job.snapshot())


def describe(now: Progress) -> str:
    """“Scanning… 120 of 240 · 28.0 a second · 4 s left”."""
    if now.cancelled:
        return translate("ProgressLine", "Cancelling…")
    message = translate("stages", now.message)
    done, total = (_size(n) if now.in_bytes else f"{n:,}" for n in (now.done, now.total))
    if now.paused:
        told = translate("ProgressLine", "{0}: paused at {1} of {2}").format(message, done, total)
        return told if now.total else translate("ProgressLine", "{0}: paused").format(message)
    if not now.total:
        return f"{message}… {done}" if now.done else f"{message}…"
    parts = [translate("ProgressLine", "{0}… {1} of {2}").format(message, done, total)]
    if now.rate:
        told = (
            translate("ProgressLine", "{0}/s") if now.in_bytes else translate("ProgressLine", "{0} a second")
        )
        parts.append(told.format(_size(now.rate) if now.in_bytes else _rate(now.rate)))
    if now.remaining is not None and now.done:
        parts.append(translate("ProgressLine", "{0} left").format(duration(now.remaining)))
    return "  ·  ".join(parts)


def _rate(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 100 else f"{rate:.1f}"


def _size(amount: float) -> str:
    return QLocale().formattedDataSize(int(amount), 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def outcome(report: ScanReport) -> str:
    """“240 frames  ·  31 series  ·  2 could not be read  ·  240 scanned in 8 s on the CPU”."""
    parts = [translate("ProgressLine", "{0} frames").format(f"{report.found:,}")]
    if report.series:
        parts.append(translate("ProgressLine", "{0} series").format(f"{report.series:,}"))
    if report.problems:
        parts.append(translate("ProgressLine", "{0} could not be read").format(f"{len(report.problems):,}"))
    if report.new or report.changed:
        scanned, took = f"{report.new + report.changed:,}", duration(report.seconds)
        text = translate("ProgressLine", "{0} scanned in {1} on the {2}")
        if report.provider == "none":
            text = translate("ProgressLine", "{0} scanned in {1}")
        parts.append(text.format(scanned, took, report.provider))
    return "  ·  ".join(parts)


def duration(seconds: float) -> str:
    """Seconds as people say them."""
    whole = max(1, round(seconds))
    if whole < 90:
        return f"{whole} s"
    if whole < 5400:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
