"""The clocks of the open shoot's cameras; when one was put right, its series are found anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from aesthcull.catalogue import queries
from aesthcull.catalogue.store import CatalogueError
from aesthcull.gui.background import Background
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.grouping import regroup

if TYPE_CHECKING:
    from aesthcull.gui.clocks.dialog import ClocksDialog
    from aesthcull.gui.window import MainWindow


class ClocksDesk(QObject):
    """Opens the dialog. After every change, undo and redo of a clock it groups in the background: the
    catalogue then says of the shoot that it was not scanned to the end."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._whole = False  # the open shoot was scanned to its end
        self._changed = False  # during the scan
        self._grouping = Background(self)
        self._grouping.finished.connect(lambda ids: window.worker.reread(ids))
        self._grouping.failed.connect(window.messages.say)
        window.marking.turned.connect(lambda _ids: self._check())
        window.worker.loaded.connect(lambda *_: self._opened())
        window.worker.finished.connect(lambda _report: self._scanned())

    @property
    def busy(self) -> bool:
        """Whether series are being found anew."""
        return self._grouping.running

    def stop(self) -> None:
        """Leave the grouping to the next scan."""
        self._grouping.stop()

    def open(self) -> ClocksDialog | None:
        """The clocks of the shoot's cameras; where frames of two cameras are selected, these two."""
        from aesthcull.gui.clocks.dialog import ClocksDialog

        window = self._window
        if window.shoot.folder is None:
            return None
        current = window.grid.current_frame()
        selected = window.views.targets()
        ids = selected if len(selected) == 2 else [current.id] if current else []
        dialog = ClocksDialog(
            self._work, window.shoot.folder, ids, window.model.frame_of, window.thumbnails, window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.applied.connect(window.marking.take)
        dialog.open()
        return dialog

    # Series

    def _opened(self) -> None:
        self._grouping.stop()
        self._whole = self._changed = False

    def _scanned(self) -> None:
        self._whole = True
        if self._changed:
            self._changed = False
            self._group()

    def _check(self) -> None:
        """After any change of frames: whether it was one of a clock."""
        folder = self._window.shoot.folder
        if folder is None:
            return
        try:
            shoot = queries.find_shoot(self._work.catalogue, folder)
        except CatalogueError:  # the next mark says so
            return
        if shoot is None or shoot.scanned_at is not None:
            return
        if self._window.worker.running:
            self._changed = True
        elif self._whole:
            self._group()

    def _group(self) -> None:
        folder, work = self._window.shoot.folder, self._work

        def run(job: Job) -> list[int]:
            shoot = queries.find_shoot(work.catalogue, folder) if folder is not None else None
            return [] if shoot is None else regroup(work.catalogue, work.registry, shoot, job)

        self._grouping.start(run)
