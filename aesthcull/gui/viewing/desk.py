"""What the View menu does with photographs; the window has one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.gui.viewing.geometry import Zoom
from aesthcull.gui.viewing.loading import Loader
from aesthcull.gui.viewing.loupe import Loupe
from aesthcull.gui.viewing.sources import Sources
from aesthcull.gui.views import Page
from aesthcull.pipeline import Workplace

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

_SWITCHES = ("filmstrip", "strip_series")


class ViewingDesk(QObject):
    """Holds the pictures for viewing and the loupe. Zooming acts on the `canvas` of the page shown."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._bare: list[QWidget] | None = None  # what is hidden while only the photograph is shown
        self._was_full = False
        self.sources = Sources(Loader(work.thumbnails), window.thumbnails)
        self.loupe = Loupe(window.model, window.thumbnails, self.sources)
        window.views.add("loupe", Page(self.loupe, self._targets, self._renew, leave=self.leave_bare))
        self.loupe.wanted.connect(window.grid.go_to)

    def restore(self) -> None:
        """Set the switches as they were left; the actions exist by now."""
        for name in _SWITCHES:
            action = self._window.actions_by_id[name]
            action.setChecked(self._window.settings.value(name, action.isChecked(), type=bool) is True)
        self.switch_strip()

    def switch_strip(self) -> None:
        """Show the filmstrip as its two switches say."""
        on, of_series = (self._window.actions_by_id[name].isChecked() for name in _SWITCHES)
        self.loupe.show_series_only(of_series)
        self.loupe.show_strip(on)
        for name, value in zip(_SWITCHES, (on, of_series), strict=True):
            self._window.settings.setValue(name, value)

    def toggle_zoom(self) -> None:
        """Fit to 100 % and back; from the grid, the current frame at 100 %."""
        canvas = self._canvas()
        if canvas is not None:
            canvas.toggle_zoom()
        elif self._window.views.name == "grid":
            self._window.show_loupe()
            self.loupe.canvas.zoom_to(1.0)

    def zoom_to(self, zoom: Zoom) -> None:
        """Fit, or device pixels per photo pixel."""
        canvas = self._canvas()
        if canvas is not None:
            canvas.zoom_to(zoom)

    def zoom_by(self, step: int) -> None:
        """One stop further in (1) or out (−1)."""
        canvas = self._canvas()
        if canvas is not None:
            canvas.zoom_by(step)

    def toggle_bare(self) -> None:
        """Nothing but the photograph on the whole screen, and back."""
        if self._bare is not None:
            self.leave_bare()
            return
        self._window.show_loupe()
        if self._window.views.name == "loupe":
            self._enter_bare()

    def leave_bare(self) -> None:
        """Show again what was hidden."""
        if self._bare is None:
            return
        for widget in self._bare:
            widget.show()
        self._bare = None
        self.loupe.show_bare(False)
        if not self._was_full:
            self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowFullScreen)

    def close(self) -> None:
        """The window closes: load nothing more."""
        self.leave_bare()
        self.sources.close()

    def _enter_bare(self) -> None:
        window = self._window
        beside = [window.body.widget(at) for at in range(window.body.count())]
        around = [window.menuBar(), window.statusBar(), window.filters, window.messages, *beside]
        self._bare = [w for w in around if w is not None and w is not window.views and w.isVisible()]
        for widget in self._bare:
            widget.hide()
        self.loupe.show_bare(True)
        self._was_full = window.isFullScreen()
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)

    def _canvas(self) -> Canvas | None:
        canvas = getattr(self._window.views.currentWidget(), "canvas", None)
        return canvas if isinstance(canvas, Canvas) else None

    def _targets(self) -> list[int]:
        current = self._window.grid.current_frame()
        return [current.id] if current else []

    def _renew(self) -> None:
        self.loupe.show_row(self._window.grid.currentIndex().row())
