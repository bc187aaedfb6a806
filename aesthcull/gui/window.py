"""The main window: arranges the views and hands the actions of the table to its parts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QSplitter, QVBoxLayout, QWidget

from aesthcull.catalogue.decisions import Changes, Field
from aesthcull.catalogue.keywords import SOURCES as KEYWORD_FIELDS
from aesthcull.gui import explanations
from aesthcull.gui.actions import ROWS
from aesthcull.gui.clocks.desk import ClocksDesk
from aesthcull.gui.comparing.desk import ComparingDesk
from aesthcull.gui.delivery.desk import DeliveryDesk
from aesthcull.gui.empty_state import EmptyState
from aesthcull.gui.find.bar import FilterBar
from aesthcull.gui.find.desk import FindDesk
from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.going import Going
from aesthcull.gui.grid import Grid
from aesthcull.gui.history.desk import HistoryDesk
from aesthcull.gui.keys.desk import KeysDesk
from aesthcull.gui.looks.desk import LooksDesk
from aesthcull.gui.marking import Marking
from aesthcull.gui.menus import RecentMenu, add_menus
from aesthcull.gui.message_bar import MessageBar
from aesthcull.gui.models.desk import ModelsDesk
from aesthcull.gui.panel.desk import PanelDesk
from aesthcull.gui.pictures import Pictures, thumbnail_loader
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.reporting.desk import ReportsDesk
from aesthcull.gui.sales.desk import SalesDesk
from aesthcull.gui.scan_worker import ScanWorker
from aesthcull.gui.series_desk import SeriesDesk
from aesthcull.gui.shoot_desk import ShootDesk
from aesthcull.gui.stacks_desk import StacksDesk
from aesthcull.gui.upload.desk import UploadDesk
from aesthcull.gui.viewing.desk import ViewingDesk
from aesthcull.gui.viewing.overlays import Overlays
from aesthcull.gui.views import Page, Views
from aesthcull.gui.xmp.desk import XmpDesk
from aesthcull.pipeline import Workplace
from aesthcull.selection.order import Stacks

_ADVANCING = ("flag", "rating")  # a label or keyword usually comes with another mark of the same frame


class MainWindow(QMainWindow):
    """A view below a filter bar, above a progress line; the work is done by the parts that it holds."""

    def __init__(self, workplace: Workplace, settings: QSettings | None = None) -> None:
        super().__init__()
        self._workplace = workplace
        self.settings = settings or QSettings("aesthcull", "aesthcull")
        self.marking: Marking = Marking(workplace.catalogue)
        self.model = FramesModel()
        load = thumbnail_loader(workplace.thumbnails, lambda: self.grid.picture_box)
        self.thumbnails = Pictures(load, megabytes=192)
        self.worker: ScanWorker = ScanWorker(workplace, self)
        self.grid: Grid = Grid(self.model, self.thumbnails)
        self.empty = EmptyState()
        self.filters = FilterBar()
        self.messages = MessageBar()
        self.progress: ProgressLine = ProgressLine(pausable=True, wrap=False)
        self.views = Views()
        self._add_views()
        self.viewing: ViewingDesk = ViewingDesk(self, workplace)
        self.comparing: ComparingDesk = ComparingDesk(self, self.viewing.sources)
        self.overlays: Overlays = Overlays(self.settings, self)
        for canvas in (self.viewing.loupe.canvas, *self.comparing.canvases()):
            self.overlays.attach(canvas)
        self.panel: PanelDesk = PanelDesk(self, workplace)
        self._lay_out()
        self.going: Going = Going(self)
        self.shoot: ShootDesk = ShootDesk(self, workplace)
        self.models: ModelsDesk = ModelsDesk(self, workplace)
        self.sales: SalesDesk = SalesDesk(self, workplace)
        self.stacks: StacksDesk = StacksDesk(self)
        self.series: SeriesDesk = SeriesDesk(self, workplace)
        self.clocks: ClocksDesk = ClocksDesk(self, workplace)
        self.xmp: XmpDesk = XmpDesk(self, workplace)
        self.finding: FindDesk = FindDesk(self, workplace)
        self.reports: ReportsDesk = ReportsDesk(self, workplace)
        self.delivery: DeliveryDesk = DeliveryDesk(self, workplace)
        self.upload: UploadDesk = UploadDesk(self, workplace)
        self.recent_menu = RecentMenu(self.shoot.recent_folders, self.shoot.open)
        self.actions_by_id = add_menus(self)
        self.keys: KeysDesk = KeysDesk(self)
        self.history: HistoryDesk = HistoryDesk(self, workplace)
        self.looks: LooksDesk = LooksDesk(self)
        self.filters.add_switch(self.actions_by_id["collapse"], self.tr("Stacks"))
        self._connect()
        self._restore_settings()
        self.setAcceptDrops(True)
        self.setWindowTitle("aesthcull")
        self.explain(explanations.welcome(self, self.shoot.recent_folders()))
        self.messages.say("\n".join(self.keys.problems))

    # What the actions call

    def mark(self, field: Field, value: str | int | None) -> None:
        """Mark the frames that the view acts on, and go on to the next one."""
        ids = self.views.targets()
        single, row = len(ids) == 1, self.grid.currentIndex().row()
        if not self.marking.mark(ids, field, value):
            return
        advance = field in _ADVANCING and self.keys.advancing()
        if not single or not advance or self.comparing.advance() or self.reports.advance():
            return
        # Where the mark took the frame out of the filter, the next one has already taken its place; where it
        # sorted it elsewhere, the one that stands there now is the next.
        now = self.model.row_of(ids[0])
        if now == row:
            self.grid.step(1)
        elif now is not None:
            self.grid.go_to(row)

    def has_flag(self, flag: str) -> bool:
        """Whether all frames that the view acts on have this flag."""
        ids = self.views.targets()
        return bool(ids) and self.model.all_flagged(ids, flag)

    def show_grid(self) -> None:
        """Back to the grid."""
        self.keys.overlay.hide()
        if self.views.name == "grid":
            self.messages.hide()
        if self.model.rowCount():
            self.views.show_page(self.reports.page_behind())

    def show_loupe(self) -> None:
        """The current frame, large."""
        if self.grid.current_frame() is None:
            self.grid.go_to(0)
        if self.grid.current_frame() is not None:
            self.views.show_page("loupe")

    def toggle_loupe(self) -> None:
        """Grid to loupe and back."""
        if self.views.name == "loupe":
            self.show_grid()
        else:
            self.show_loupe()

    def collapse(self) -> None:
        """Collapse or expand the series, as the action's check says."""
        self.model.select(stacks=Stacks(self.actions_by_id["collapse"].isChecked()))
        self.arranged()

    def toggle_full_screen(self) -> None:
        """Full screen and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def close_window(self) -> None:
        """Close; the program ends."""
        self.close()

    def save_settings(self) -> None:
        """Keep the window's place and the switches."""
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.setValue("advance", self.actions_by_id["advance"].isChecked())
        self.settings.setValue("cell_side", self.grid.cell_side)

    # Qt's events

    def closeEvent(self, event: QCloseEvent) -> None:
        for dialog in self.findChildren(QDialog):
            dialog.done(QDialog.DialogCode.Rejected)  # each stops its own work
        self.save_settings()
        self.shoot.leave()
        self.marking.stop()
        self.xmp.stop()
        self.series.stop()
        self.clocks.stop()
        self.delivery.stop()
        self.panel.stop()
        self.worker.stop()
        self.finding.stop()
        self.thumbnails.close()
        self.viewing.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.shoot.open(paths[0] if paths[0].is_dir() else paths[0].parent)

    # What the parts report

    def explain(self, what: explanations.Explanation) -> None:
        """Show an explanation in place of frames."""
        self.empty.show_state(what.headline, what.text, what.buttons)
        self._turn_to("empty")

    def arranged(self) -> None:
        """After any change of the frames: the right page, a current frame, enabled actions."""
        if not self.model.rowCount():
            self.explain(explanations.no_frame_shown(self))
        else:
            if self.views.name == "empty":
                self._turn_to("grid")
            if not self.grid.currentIndex().isValid():
                self.grid.go_to(0)
        self.views.renew()
        self.enable()

    def enable(self) -> None:
        """Enable the actions that have something to act on."""
        has = {"nothing": True, "shoot": self.shoot.folder is not None, "frame": self.model.rowCount() > 0}
        has |= {name: self.views.name == name for name in ("compare", "survey")}
        for row in ROWS:
            if row.id not in ("undo", "redo"):
                self.actions_by_id[row.id].setEnabled(has[row.needs])

    def _turn_to(self, name: str) -> None:
        """Show a page that nobody asked for: whoever types into the filter bar goes on with it."""
        typing = self.filters.isAncestorOf(self.focusWidget() or self)
        self.views.show_page(name, focus=not typing)

    def _marked(self, marks: Sequence[tuple[Sequence[int], Changes]]) -> None:
        for ids, changes in marks:
            self.model.set_marks(ids, changes)
        # Keywords are known only then; and what was being read may show the mark before.
        worded = any(field in KEYWORD_FIELDS for _, changes in marks for field in changes)
        if worded or self.worker.running or self.worker.pending:
            self.worker.reread([i for ids, _ in marks for i in ids])
        self.arranged()

    # Arranging

    def _add_views(self) -> None:
        self.views.add("empty", Page(self.empty, lambda: ()))
        self.views.add("grid", Page(self.grid, self.grid.selected_ids))

    def _lay_out(self) -> None:
        self.body = QSplitter(Qt.Orientation.Horizontal)  # the view; at its right the panel
        self.body.addWidget(self.views)
        self.body.addWidget(self.panel.view)
        self.body.setStretchFactor(0, 1)
        self.body.setCollapsible(0, False)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.filters, self.messages, self.body):
            column.addWidget(widget)
        column.setStretchFactor(self.body, 1)
        centre = QWidget()
        centre.setLayout(column)
        self.setCentralWidget(centre)
        self.statusBar().addWidget(self.progress, 1)
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))

    def _connect(self) -> None:
        self.marking.marked.connect(self._marked)
        self.marking.turned.connect(self.worker.reread)
        self.marking.failed.connect(self.messages.say)
        self.marking.history.connect(self._show_history)
        self.thumbnails.arrived.connect(self.model.refresh)
        self.grid.opened.connect(self.show_loupe)
        self.grid.current_changed.connect(self.views.renew)
        self.views.switched.connect(self.enable)
        self.grid.stack_toggled.connect(self.stacks.toggle)

    def _show_history(self, undo: str | None, redo: str | None) -> None:
        for key, name in (("undo", undo), ("redo", redo)):
            action = self.actions_by_id[key]
            word = self.tr("Undo") if key == "undo" else self.tr("Redo")
            action.setText(f"{word} {name}" if name else word)
            action.setEnabled(name is not None)

    def _restore_settings(self) -> None:
        self.looks.restore()
        geometry = self.settings.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        side = self.settings.value("cell_side", self.grid.cell_side, type=int)
        self.grid.cell_side = side if isinstance(side, int) else self.grid.cell_side
        self.actions_by_id["advance"].setChecked(self.settings.value("advance", True, type=bool) is True)
        self.viewing.restore()
        self.panel.restore()
        for name in self.overlays.on:
            self.actions_by_id[name].setChecked(True)
        self._show_history(None, None)
        self.enable()
