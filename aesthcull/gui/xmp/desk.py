"""What the Metadata menu does: sidecars are read and written by a worker, by hand or after marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from aesthcull.catalogue import sidecars
from aesthcull.catalogue.decisions import Changes
from aesthcull.gui.background import Background, Work
from aesthcull.gui.xmp import preferences, words
from aesthcull.gui.xmp.automatic import Automatic
from aesthcull.gui.xmp.conflicts_dialog import ConflictsDialog
from aesthcull.gui.xmp.preferences import Preferences
from aesthcull.gui.xmp.settings_dialog import SettingsDialog
from aesthcull.photos.walk import walk
from aesthcull.pipeline import ScanReport, Workplace
from aesthcull.pipeline.sidecar_reading import ReadReport, SidecarReading, read_sidecars
from aesthcull.pipeline.sidecar_writing import WriteReport, out_of_step, write_sidecars

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow


class XmpDesk(QObject):
    """Reads and writes the sidecars of the open shoot."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._catalogue = work.catalogue
        self.preferences = preferences.load(window.settings)
        self.automatic = Automatic(work.catalogue, lambda: self.preferences.settings, self)
        self._work, self._finding = Background(self), Background(self)
        self._work.finished.connect(self._done)
        self._work.failed.connect(self._failed)
        self._work.cancelled.connect(
            lambda: self._rest(self.tr("Cancelled. What was written before is kept."))
        )
        self._finding.finished.connect(self.automatic.add)
        self._finding.failed.connect(window.messages.say)
        self.automatic.told.connect(self._written_by_itself)
        self.automatic.failed.connect(self._not_by_itself)
        window.worker.finished.connect(self._scanned)
        window.marking.marked.connect(self._marked)
        window.marking.turned.connect(self._turned)
        window.progress.cancel.connect(self._work.cancel)
        self._said = ""  # of the automatic writing: the same is not said again and again
        self._prepare_scans()

    def stop(self) -> None:
        """The window closes."""
        self._work.stop()
        self._finding.stop()
        self.automatic.stop()

    # What the actions call

    def read(self) -> None:
        """Take over what changed in the sidecars of the shoot."""
        folder = self._window.shoot.folder
        if folder is not None and self._free():
            reading = self._reading()
            self._start(
                lambda job: read_sidecars(self._catalogue, folder, walk(folder, job).frames, reading, job)
            )

    def write_all(self) -> None:
        """Bring the sidecars of all frames up to date."""
        folder = self._window.shoot.folder
        if folder is not None:
            self._write(None, folder)

    def write_selected(self) -> None:
        """Bring the sidecars of the selected frames up to date."""
        folder, ids = self._window.shoot.folder, self._window.views.targets()
        if folder is not None and ids:
            self._write(ids, folder)

    def conflicts(self) -> ConflictsDialog | None:
        """Show the frames that wait for a decision."""
        folder = self._window.shoot.folder
        if folder is None:
            return None
        dialog = ConflictsDialog(self._catalogue, folder, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._decided)
        dialog.open()
        return dialog

    def settings(self) -> SettingsDialog:
        """Show the settings."""
        dialog = SettingsDialog(self.preferences, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._set)
        dialog.open()
        return dialog

    # Inside

    def _write(self, ids: Sequence[int] | None, folder: Path) -> None:
        if self._free():
            settings = self.preferences.settings
            self._start(
                lambda job: write_sidecars(
                    self._catalogue,
                    list(sidecars.frames_below(self._catalogue, folder).values()) if ids is None else ids,
                    settings,
                    job,
                    words.step_name,
                )
            )

    def _free(self) -> bool:
        if self._work.running:
            self._window.messages.remark(self.tr("Sidecars are being read or written already."))
        elif self._window.worker.running:
            self._window.messages.remark(self.tr("The scan reads the sidecars; try again once it is done."))
        return not self._work.running and not self._window.worker.running

    def _start(self, work: Work) -> None:
        self._window.progress.follow(self._work.start(work))

    def _done(self, report: object) -> None:
        if isinstance(report, WriteReport):
            text, read = words.written_words(report), report.read
        else:
            assert isinstance(report, ReadReport)
            text, read = words.read_words(report), report
        problems = report.problems
        self._rest("" if problems else text)
        if problems:
            self._window.messages.say(text)
        self._take(read)
        self._offer(len(report.asking))

    def _failed(self, reason: str) -> None:
        self._rest("")
        self._window.messages.say(reason)

    def _rest(self, text: str) -> None:
        self._window.progress.rest(text)

    def _take(self, report: ReadReport) -> None:
        for step in report.steps:
            self._window.marking.take(step)

    def _offer(self, asking: int) -> None:
        if asking:
            text = " ".join(words.asking_words(asking))
            self._window.messages.offer(text, self.tr("Decide…"), self.conflicts)

    def _scanned(self, report: ScanReport) -> None:
        if report.sidecars.steps:
            self._window.marking.take(None)  # there is something to undo; the frames come with the scan
        self._offer(len(report.sidecars.asking))
        self._find(report.shoot.path)

    def _marked(self, marks: Sequence[tuple[Sequence[int], Changes]]) -> None:
        self._turned([frame_id for ids, _ in marks for frame_id in ids])

    def _turned(self, ids: Sequence[int]) -> None:
        if self.preferences.automatic:
            self.automatic.add(ids)

    def _written_by_itself(self, report: WriteReport) -> None:
        self._take(report.read)
        said = words.written_words(report, automatic=True)
        why = report.problems[0].reason if report.problems else said  # of every frame on a card the same
        if said and why != self._said:
            self._window.messages.say(self.tr("Sidecars: {0}").format(said))
            self._offer(len(report.asking))
        self._said = why

    def _not_by_itself(self, reason: str) -> None:
        self._window.messages.say(self.tr("Sidecars are not written: {0}").format(reason))

    def _decided(self, report: ReadReport) -> None:
        self._take(report)
        self._find(self._window.shoot.folder)

    def _set(self, chosen: Preferences) -> None:
        self.preferences = chosen
        preferences.save(self._window.settings, chosen)
        self._prepare_scans()
        if not chosen.automatic:
            self.automatic.drop()
        self._find(self._window.shoot.folder)

    def _find(self, folder: Path | None) -> None:
        """Where sidecars are written by themselves: those of all frames that none tells of."""
        inside = self.preferences.settings.into_files
        if self.preferences.automatic and folder is not None:
            self._finding.start(lambda _job: out_of_step(self._catalogue, folder, inside=inside))

    def _prepare_scans(self) -> None:
        self._window.worker.sidecars = self._reading(scan=True)

    def _reading(self, *, scan: bool = False) -> SidecarReading:
        settings = self.preferences.settings
        differing = None if scan and not self.preferences.reading else settings.differing
        return SidecarReading(differing, words.step_name, inside=self.preferences.inside)
