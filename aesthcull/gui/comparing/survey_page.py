"""Survey: two to twelve frames at once, as large as they fit; those that do not hold up drop out.

Dropping out marks nothing. What remains and what dropped out become picks and rejects on the user's key only.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from aesthcull.gui.comparing import caption, framed
from aesthcull.gui.comparing.linking import Link
from aesthcull.gui.comparing.shortlist import MOST, Shortlist
from aesthcull.gui.comparing.stepping import arrow, end, moves_alone, moves_picture, way
from aesthcull.gui.comparing.tile import Tile
from aesthcull.gui.comparing.tiling import Box, neighbour, tile
from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.gui.viewing.geometry import FIT, Place
from aesthcull.gui.viewing.sources import Sources
from aesthcull.gui.viewing.wheel import Wheel

_GAP = 4 + 2 * framed.BORDER  # logical px between photographs
_UNKNOWN_ASPECT = 1.5
_MOST_PIXELS = 200_000_000  # of all frames, when zoomed: 800 MB


class SurveyPage(QWidget):
    """Shows a shortlist."""

    followed = Signal(int)  # the id of the frame that is active now
    emptied = Signal()  # no frame is left to be surveyed

    def __init__(self, model: FramesModel, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.shortlist: Shortlist | None = None
        self.link = Link()
        self._boxes: list[Box] = []
        self._arranged: tuple[QSize, list[float]] | None = None  # for which room and shapes the boxes are
        self._wheel = Wheel()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Survey"))
        self._room = QWidget()
        self.tiles = [Tile(sources, self._room) for _ in range(MOST)]  # those shown come first, in order
        self.note = QLabel()
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.setContentsMargins(11, 4, 11, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._room, 1)
        column.addWidget(self.note)
        for n in range(MOST):
            self._connect(n)

    # What actions call

    def begin(self, frames: Sequence[int], active: int, note: str = "") -> None:
        """Survey these frames (ids in reading order), twelve of them at most."""
        self.shortlist = Shortlist.begin(frames, active)
        self.link = Link()
        self._tell(note)
        self.renew()

    def drop(self) -> None:
        """The active frame drops out."""
        if self.shortlist is not None:
            self._drop(self.shortlist.active)

    def restore(self) -> None:
        """Whoever dropped out last is back."""
        if self.shortlist is not None:
            self.shortlist = self.shortlist.restore()
            self._tell()
            self.renew()
            active = self.shortlist.active
            self._moved(active, self.link.place_of(active))  # one more may be too large to be zoomed

    def realign(self) -> None:
        """Take the offsets of all frames away."""
        if self.shortlist is not None:
            self.link.forget(*self.shortlist.frames)
            self._place()

    def step(self, by: int) -> None:
        """The next (1) or the previous (−1) frame is active."""
        if self.shortlist is not None:
            self.shortlist = self.shortlist.step(by)
            self.renew()

    def advance(self) -> None:
        """After a mark of the active frame: the next one is active."""
        self.step(1)

    def say(self, note: str) -> None:
        """A word on what was done, until something else is."""
        self._tell(note)

    # What the window asks

    def targets(self) -> list[int]:
        """The active frame's id."""
        frame = self._model.frame_of(self.shortlist.active) if self.shortlist else None
        return [frame.id] if frame else []

    @property
    def canvas(self) -> Canvas:
        """What the zoom actions act on: the picture below the pointer, else the active one."""
        below = [one for one in self.tiles if one.framed.canvas.underMouse() and not one.isHidden()]
        return (below or [self._active_tile()])[0].framed.canvas

    def renew(self) -> None:
        """Frames or marks may have changed."""
        if self.shortlist is None:
            return
        gone = [frame for frame in self.shortlist.frames if self._model.frame_of(frame) is None]
        if gone:
            self.shortlist = self.shortlist.without(gone)
            if self.shortlist is None:
                self.emptied.emit()
                return
            self._tell(self.tr("A frame that was surveyed is no longer in the folder."))
        self._show(self.shortlist)

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction, shortlist = arrow(event), self.shortlist
        if shortlist is None or (direction is None and not end(event)):
            super().keyPressEvent(event)
        elif direction is None:
            self._activate(shortlist.to_end(end(event)).active)
        elif self.link.place.zoom != "fit" and moves_picture(event):
            self._active_tile().framed.canvas.pan(*way(direction))
        else:
            at = shortlist.left.index(shortlist.active)
            self._activate(shortlist.left[neighbour(self._boxes, at, direction)])

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = self._wheel.steps(event)
        if steps and self.shortlist is not None:
            self._activate(self.shortlist.step(-steps).active)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Inside

    def _show(self, shortlist: Shortlist) -> None:
        for n, one in enumerate(self.tiles):
            frame = self._model.frame_of(shortlist.left[n]) if n < len(shortlist.left) else None
            if frame is None:
                one.hide()
                one.framed.show_frame(None)
            else:
                one.show_frame(frame, frame.id == shortlist.active)
                one.show()
        self._arrange()
        self._place()
        self.followed.emit(shortlist.active)

    def _connect(self, n: int) -> None:
        one = self.tiles[n]
        one.clicked.connect(lambda: self._activate(self._frame_at(n)))
        one.dropped.connect(lambda: self._drop(self._frame_at(n)))
        one.framed.canvas.moved.connect(lambda place: self._moved(self._frame_at(n), place))
        one.framed.canvas.pictured.connect(self._arrange)  # the first picture may tell the frame's shape

    def _active_tile(self) -> Tile:
        return next((one for one in self.tiles if one.framed.active and not one.isHidden()), self.tiles[0])

    def _frame_at(self, n: int) -> int:
        return self.shortlist.left[n] if self.shortlist is not None else -1

    def _arrange(self) -> None:
        if self.shortlist is None:
            return
        shown = self.tiles[: len(self.shortlist.left)]
        sizes = [one.framed.canvas.photo_size() for one in shown]
        aspects = [_UNKNOWN_ASPECT if s.isEmpty() else s.width() / s.height() for s in sizes]
        wanted = (self._room.size(), aspects)
        if wanted != self._arranged:
            self._arranged = wanted
            space = self._room.size()
            self._boxes = tile(aspects, space.width(), space.height(), _GAP, caption.HEIGHT)
            for one, box in zip(shown, self._boxes, strict=True):
                one.put(box)

    def _place(self) -> None:
        if self.shortlist is not None:
            for frame, one in zip(self.shortlist.left, self.tiles, strict=False):
                one.framed.canvas.set_place(self.link.place_of(frame))

    def _moved(self, frame: int, place: Place) -> None:
        if place.zoom != "fit" and self._too_large():
            place = FIT
            self._tell(self.tr("too large to be zoomed all at once: let some drop out first"))
        self.link.moved(frame, place, moves_alone())
        self._place()

    def _too_large(self) -> bool:
        sizes = [one.framed.canvas.photo_size() for one in self.tiles if not one.isHidden()]
        return sum(size.width() * size.height() for size in sizes) > _MOST_PIXELS

    def _activate(self, frame: int) -> None:
        if self.shortlist is not None:
            self.shortlist = self.shortlist.at(frame)
            self.renew()

    def _drop(self, frame: int) -> None:
        if self.shortlist is not None:
            before, self.shortlist = self.shortlist, self.shortlist.drop(frame)
            self._tell(self.tr("The last frame stays.") if self.shortlist == before else "")
            self.renew()

    def _tell(self, note: str = "") -> None:
        """The counts, and a remark."""
        if self.shortlist is None:
            return
        left, dropped = len(self.shortlist.left), len(self.shortlist.dropped)
        counts = self.tr("{0} frames").format(left) if left != 1 else self.tr("1 frame")
        if dropped:
            counts = self.tr("{0}, {1} dropped out").format(counts, dropped)
        self.note.setText("   ·   ".join(part for part in (counts, note) if part))
