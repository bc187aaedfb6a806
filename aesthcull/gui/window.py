"""The main window: arranges the views and hands the actions of the table to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from aesthcull import places
from aesthcull.catalogue import queries
from aesthcull.catalogue.decisions import Field
from aesthcull.catalogue.records import Frame, Shoot
from aesthcull.catalogue.store import CatalogueError
from aesthcull.gui.actions import ROWS
from aesthcull.gui.empty_state import Button, EmptyState, short
from aesthcull.gui.filter_bar import FilterBar
from aesthcull.gui.frames_model import FramesModel
from aesthcull.gui.grid import Grid
from aesthcull.gui.grid_delegate import PICTURE_SIDE
from aesthcull.gui.help_overlay import HelpOverlay
from aesthcull.gui.loupe import VIEW_SIDE, Loupe
from aesthcull.gui.marking import Marking
from aesthcull.gui.message_bar import MessageBar
from aesthcull.gui.ordering import View
from aesthcull.gui.pictures import Pictures, thumbnail_loader, view_loader
from aesthcull.gui.progress_line import ProgressLine, duration
from aesthcull.gui.scan_worker import ScanWorker
from aesthcull.pipeline import ScanReport, Workplace

_ADVANCING = ("flag", "rating")  # a label or keyword usually comes with another mark of the same frame


class MainWindow(QMainWindow):
    """Grid or loupe or an explanation, below a filter bar, above a progress line."""

    def __init__(self, workplace: Workplace, settings: QSettings | None = None) -> None:
        super().__init__()
        self._workplace = workplace
        self._folder: Path | None = None
        self.settings = settings or QSettings("aesthcull", "aesthcull")
        self.marking: Marking = Marking(workplace.catalogue)
        self.model = FramesModel()
        side = round(PICTURE_SIDE * self.devicePixelRatioF())
        self.thumbnails = Pictures(thumbnail_loader(workplace.thumbnails, side), megabytes=192)
        self.photographs = Pictures(view_loader(VIEW_SIDE), megabytes=160)
        self.worker = ScanWorker(workplace, self)
        self.grid: Grid = Grid(self.model, self.thumbnails)
        self.loupe = Loupe(self.thumbnails, self.photographs)
        self.empty = EmptyState()
        self.filters = FilterBar()
        self.messages = MessageBar()
        self.progress = ProgressLine()
        self._lay_out()
        self.help = HelpOverlay(self.stack)
        self.actions_by_id = self._make_actions()
        self.filters.add_switch(self.actions_by_id["collapse"])
        self._connect()
        self._restore_settings()
        self.setAcceptDrops(True)
        self.setWindowTitle("aesthcull")
        self.show_welcome()

    # What the actions call

    def choose_folder(self) -> None:
        """Ask for a folder and open it."""
        start = str(self._folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a shoot"), start)
        if chosen:
            self.open_folder(Path(chosen))

    def open_sample(self) -> None:
        """Open the bundled sample shoot."""
        self.open_folder(places.resources_folder() / "sample_shoot")

    def open_folder(self, folder: Path) -> None:
        """Show what is known of a folder and scan it."""
        self.messages.say("")
        if folder != self._folder or not self.model.frames:
            self.model.set_frames([])
            self.filters.clear_filters()
            self.filters.show_counts(0, [])
            self._explain(self.tr("Opening…"), short(folder), [])
        self._folder = folder
        self.worker.open(folder)
        if self.worker.job is not None:
            self.progress.follow(self.worker.job)
        self._enable()

    def rescan(self) -> None:
        """Scan the open folder again."""
        if self._folder is not None:
            self.open_folder(self._folder)

    def mark(self, field: Field, value: str | int | None) -> None:
        """Mark the selected frames, or the one in the loupe, and go on to the next one."""
        frames = self._targets()
        single, row = len(frames) == 1, self.grid.currentIndex().row()
        if not self.marking.mark(frames, field, value):
            return
        advance = self.actions_by_id["advance"].isChecked() and field in _ADVANCING
        # Where the mark took the frame out of the filter, the next one has already taken its place.
        if single and advance and self.model.row_of(frames[0].id) == row:
            self.grid.step(1)

    def show_grid(self) -> None:
        """Back to the grid."""
        self.help.hide()
        if self.stack.currentWidget() is self.loupe:
            self.stack.setCurrentWidget(self.grid)
        self.grid.setFocus()

    def show_loupe(self) -> None:
        """The current frame, large."""
        if self.grid.current_frame() is None:
            self.grid.go_to(0)
        if self.grid.current_frame() is not None:
            self.stack.setCurrentWidget(self.loupe)
            self.loupe.setFocus()
            self._show_current()

    def toggle_loupe(self) -> None:
        """Grid to loupe and back."""
        if self.stack.currentWidget() is self.loupe:
            self.show_grid()
        else:
            self.show_loupe()

    def collapse(self) -> None:
        """Collapse or expand the series, as the action's check says."""
        self.filters.set_collapsed(self.actions_by_id["collapse"].isChecked())

    def toggle_full_screen(self) -> None:
        """Full screen and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def toggle_help(self) -> None:
        """Show or hide the keys."""
        self.help.toggle()

    def close_window(self) -> None:
        """Close; the program ends."""
        self.close()

    def save_settings(self) -> None:
        """Keep the window's place and the switches."""
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.setValue("advance", self.actions_by_id["advance"].isChecked())

    # Qt's events

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_settings()
        self.worker.stop()
        self.thumbnails.close()
        self.photographs.close()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.help.centre()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_folder(paths[0] if paths[0].is_dir() else paths[0].parent)

    # What the parts report

    def show_welcome(self) -> None:
        """Nothing has been opened yet."""
        buttons: list[Button] = [
            (self.tr("Open folder…"), self.choose_folder),
            (self.tr("Open the sample shoot"), self.open_sample),
        ]
        recent = [s for s in self._recent() if s.path.is_dir()][:1]
        buttons += [
            (self.tr("Open {0} again").format(s.path.name), partial(self.open_folder, s.path)) for s in recent
        ]
        text = self.tr(
            "Open the folder of a shoot, or drop it here. Its photographs are scored and grouped on this "
            "machine; the originals are never changed."
        )
        self._explain(self.tr("Which shoot shall it be?"), text, buttons)

    def _loaded(self, shoot: Shoot, frames: list[Frame]) -> None:
        self._folder = shoot.path
        self.setWindowTitle(f"{shoot.path.name or shoot.path} – aesthcull")
        self.marking.open(shoot.path)
        self.filters.offer_scores(frames)
        self.model.set_frames(frames)
        self._arranged()

    def _changed(self, frames: list[Frame]) -> None:
        for frame in frames:
            self.thumbnails.renew(frame)
        self.filters.offer_scores(frames)
        self.model.put(frames)
        self._arranged()

    def _marked(self, ids: list[int]) -> None:
        marked = set(ids)
        self.model.put([frame for frame in self.model.frames if frame.id in marked])
        self.worker.reread(ids)  # for undo, and lest a scan's earlier reading shows the mark before
        self._arranged()

    def _finished(self, report: ScanReport) -> None:
        parts = [self.tr("{0} frames").format(f"{report.found:,}")]
        if report.series:
            parts.append(self.tr("{0} series").format(f"{report.series:,}"))
        if report.problems:
            parts.append(self.tr("{0} could not be read").format(f"{len(report.problems):,}"))
        if report.new or report.changed:
            count = f"{report.new + report.changed:,}"
            parts.append(self.tr("{0} scanned in {1}").format(count, duration(report.seconds)))
            if report.provider != "none":
                parts[-1] += self.tr(" on the {0}").format(report.provider)
        self.progress.rest("  ·  ".join(parts))
        # That the CPU does the work is no fault; `doctor` and the status line say it.
        notices = "\n".join(n[:1].upper() + n[1:] for n in report.notices if not n.startswith("running on"))
        if notices:  # else what the bar says, such as a mark that was not saved, stays
            self.messages.say(notices)
        self._arranged()

    def _cancelled(self) -> None:
        self.progress.rest(self.tr("Cancelled. What was scanned is kept; F5 goes on."))
        self._arranged()

    def _failed(self, kind: str, reason: str) -> None:
        self.progress.rest("")
        if kind == "folder" or not self.model.frames:
            self.model.set_frames([])
            self.filters.show_counts(0, [])
            self._explain(
                self.tr("This folder cannot be opened"), reason,
                [(self.tr("Try again"), self.rescan), (self.tr("Open another folder…"), self.choose_folder)],
            )  # fmt: skip
        else:
            self.messages.say(reason)

    # Arranging

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for page in (self.empty, self.grid, self.loupe):
            self.stack.addWidget(page)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.filters, self.messages, self.stack):
            column.addWidget(widget)
        column.setStretchFactor(self.stack, 1)
        centre = QWidget()
        centre.setLayout(column)
        self.setCentralWidget(centre)
        self.statusBar().addWidget(self.progress, 1)
        self.resize(1280, 800)

    def _connect(self) -> None:
        self.worker.loaded.connect(self._loaded)
        self.worker.changed.connect(self._changed)
        self.worker.finished.connect(self._finished)
        self.worker.cancelled.connect(self._cancelled)
        self.worker.failed.connect(self._failed)
        self.progress.cancel.connect(self.worker.cancel)
        self.filters.changed.connect(self._view_changed)
        self.marking.changed.connect(self._marked)
        self.marking.failed.connect(self.messages.say)
        self.marking.history.connect(self._show_history)
        self.thumbnails.arrived.connect(self.model.refresh)
        self.grid.opened.connect(self.show_loupe)
        self.grid.current_changed.connect(self._show_current)
        self.loupe.stepped.connect(self.grid.step)
        self.loupe.closed.connect(self.show_grid)

    def _make_actions(self) -> dict[str, QAction]:
        menus: dict[str, QMenu] = {}
        made: dict[str, QAction] = {}
        for row in ROWS:
            menu = menus.get(row.menu) or menus.setdefault(row.menu, self.menuBar().addMenu(row.menu))
            action = QAction(row.text, self)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            if row.checked is not None:
                action.setCheckable(True)
                action.setChecked(row.checked)
            action.triggered.connect(lambda _checked=False, row=row: row.run(self))
            menu.addAction(action)
            self.addAction(action)
            made[row.id] = action
            if row.id == "sample":
                self._recent_menu = menu.addMenu(self.tr("Open recent"))
                self._recent_menu.aboutToShow.connect(self._fill_recent)
        return made

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for shoot in self._recent():
            action = self._recent_menu.addAction(short(shoot.path))
            action.triggered.connect(lambda _checked=False, p=shoot.path: self.open_folder(p))
        self._recent_menu.setEnabled(True)

    def _recent(self) -> list[Shoot]:
        try:
            return queries.recent_shoots(self._workplace.catalogue)
        except CatalogueError as error:
            self.messages.say(str(error))
            return []

    def _view_changed(self, view: View) -> None:
        self.model.set_view(view)
        self._arranged()

    def _arranged(self) -> None:
        """After any change of the frames: counts, the right page, a current frame, enabled actions."""
        self.filters.show_counts(self.model.rowCount(), self.model.frames)
        if not self.model.rowCount():
            self._explain_emptiness()
        else:
            if self.stack.currentWidget() is self.empty:
                self.stack.setCurrentWidget(self.grid)
                self.grid.setFocus()
            if not self.grid.currentIndex().isValid():
                self.grid.go_to(0)
        self._show_current()
        self._enable()

    def _explain_emptiness(self) -> None:
        folder = short(self._folder) if self._folder else ""
        if self.model.frames:
            text = self.tr("{0} frames are hidden by the filter.").format(len(self.model.frames))
            self._explain(
                self.tr("No frame passes the filter"),
                text,
                [(self.tr("Clear the filter"), self.filters.clear_filters)],
            )
        elif self.worker.running:
            self._explain(self.tr("Looking for photographs…"), folder, [])
        else:
            text = self.tr(
                "{0}\n\nJPEG, PNG, TIFF and WebP are read, and RAW files that have a JPEG beside them. "
                "Folders below this one were searched too."
            ).format(folder)
            self._explain(
                self.tr("No photographs here"), text,
                [(self.tr("Open another folder…"), self.choose_folder), (self.tr("Scan again"), self.rescan)],
            )  # fmt: skip

    def _explain(self, headline: str, explanation: str, buttons: Sequence[Button]) -> None:
        self.empty.show_state(headline, explanation, buttons)
        self.stack.setCurrentWidget(self.empty)

    def _targets(self) -> list[Frame]:
        if self.stack.currentWidget() is self.loupe:
            current = self.grid.current_frame()
            return [current] if current else []
        return self.grid.selected_frames() if self.stack.currentWidget() is self.grid else []

    def _show_current(self) -> None:
        if self.stack.currentWidget() is not self.loupe:
            return
        row, count = self.grid.currentIndex().row(), self.model.rowCount()
        frame = self.grid.current_frame()
        near = [self.model.frame_at(r) for r in (row - 1, row + 1) if frame and 0 <= r < count]
        self.loupe.show_frame(frame, f"{row + 1:,} / {count:,}", near)

    def _show_history(self, undo: str | None, redo: str | None) -> None:
        for key, name in (("undo", undo), ("redo", redo)):
            action = self.actions_by_id[key]
            word = self.tr("Undo") if key == "undo" else self.tr("Redo")
            action.setText(f"{word} {name}" if name else word)
            action.setEnabled(name is not None)

    def _enable(self) -> None:
        has = {"nothing": True, "shoot": self._folder is not None, "frame": self.model.rowCount() > 0}
        for row in ROWS:
            if row.id not in ("undo", "redo"):
                self.actions_by_id[row.id].setEnabled(has[row.needs])

    def _restore_settings(self) -> None:
        geometry = self.settings.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.actions_by_id["advance"].setChecked(self.settings.value("advance", True, type=bool) is True)
        self._show_history(None, None)
        self._enable()
