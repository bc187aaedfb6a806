"""A frame at a place, painted with the best picture at hand; what hands do to it is the canvas's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui.viewing import painting
from aesthcull.gui.viewing.geometry import FIT, Place, View
from aesthcull.gui.viewing.loading import Picture
from aesthcull.gui.viewing.painting import Part
from aesthcull.gui.viewing.sources import Sources
from aesthcull.gui.viewing.wishes import Wish

_FULL_AHEAD = 3  # neighbours of which all pixels are loaded while zoomed
_SQUARES = 2.0  # from this zoom on, the photograph's pixels are seen as squares


class PictureView(QWidget):
    """Shows a frame at a place. The place is kept from frame to frame."""

    pictured = Signal()  # another picture is shown: another frame, or a sharper one

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._frame: Frame | None = None
        self._expected: Sequence[Frame] = ()
        self._place = FIT
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Photograph"))
        sources.arrived.connect(self._arrived)

    # What is shown

    @property
    def frame(self) -> Frame | None:
        """The frame that is shown."""
        return self._frame

    @property
    def place(self) -> Place:
        """The zoom and the point in the middle."""
        return self._place

    def show_frame(self, frame: Frame | None, ahead: Sequence[Frame] = ()) -> None:
        """Show a frame at the place kept, with the best picture at hand; sharper ones follow. `ahead` is what
        will likely be shown next, the likeliest first."""
        same = frame is not None and self._frame is not None and frame.file == self._frame.file
        self._frame, self._expected = frame, ahead
        self._ask()
        self.setAccessibleDescription("" if frame is None else frame.path.name)
        self.update()
        if not same:
            self.pictured.emit()

    def expect(self, frames: Sequence[Frame]) -> None:
        """Load ahead what will likely be shown here next, the likeliest first."""
        self._expected = frames
        self._ask()

    def set_place(self, place: Place) -> None:
        """Zoom and move without telling; the place is bounded when painted, for each frame by itself."""
        if place == self._place:
            return
        changed = (place.zoom == "fit") != (self._place.zoom == "fit")
        self._place = place
        if changed:
            self._ask()
        self.update()

    def paint_above(self, painter: QPainter) -> None:
        """What a subclass paints above the picture; the painter is in logical pixels."""

    # What overlays and neighbours ask

    def picture(self) -> Picture | None:
        """The best picture of the frame at hand."""
        return None if self._frame is None else self._sources.best(self._frame, self._place.zoom != "fit")

    def photo_size(self) -> QSize:
        """The whole photograph in its own pixels, upright; empty while unknown."""
        picture = self.picture()
        if picture is not None and not picture.whole.isEmpty():
            return picture.whole
        frame = self._frame
        if frame is not None and frame.width and frame.height:
            return QSize(frame.width, frame.height)
        return picture.image.size() if picture is not None and picture.image is not None else QSize()

    def room(self) -> QSize:
        """The canvas in device pixels."""
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    def scale(self) -> float:
        """Device pixels per photo pixel."""
        return self.view().scale

    def view(self) -> View:
        """The photograph, the place and the room: all geometry, in device pixels."""
        return View(self._place, self.photo_size(), self.room())

    def picture_rect(self) -> QRectF:
        """Where the whole photograph lies, in logical pixels; beyond the canvas when zoomed."""
        rect, ratio = self.view().rect(), self.devicePixelRatioF()
        return QRectF(rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio)

    def visible_rect(self) -> QRectF:
        """The part of the photograph that is seen, in logical pixels."""
        return self.picture_rect().intersected(QRectF(self.rect()))

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().base())
            if self._frame is None:
                return
            picture = self.picture()
            words = self._words(picture)
            if picture is None or picture.image is None:
                painting.paint_absence(painter, self.rect(), words or "…", self.palette().text().color())
                return
            self._paint_picture(painter, picture)
            if words:
                painting.paint_note(painter, self.rect(), words)

    def _paint_picture(self, painter: QPainter, picture: Picture) -> None:
        ratio = self.devicePixelRatioF()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)  # in device pixels, so that 100 % is copied, not scaled
        self._part(picture).draw(painter)
        painter.restore()
        self.paint_above(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._sources.wish(self, [])

    # Inside

    def _ask(self) -> None:
        """Tell the sources what this canvas needs now and next."""
        if self._frame is None or not self.isVisible():
            self._sources.wish(self, [])
            return
        room, zoomed = self.room(), self._place.zoom != "fit"
        ahead = [
            Wish(frame, room, zoomed and n < _FULL_AHEAD, n + 1) for n, frame in enumerate(self._expected)
        ]
        self._sources.wish(self, [Wish(self._frame, room, zoomed), *ahead])

    def _arrived(self, frame_id: int) -> None:
        if self._frame is not None and frame_id == self._frame.id and self.isVisible():
            self.update()
            self.pictured.emit()

    def _part(self, picture: Picture) -> Part:
        assert picture.image is not None
        zoom, view = self._place.zoom, self.view()
        whole = picture.image.width() == picture.whole.width()
        return Part(picture.image, view.rect(), view.seen(), whole and zoom != "fit" and zoom >= _SQUARES)

    def _words(self, picture: Picture | None) -> str:
        """What the user must know of the picture, or why there is none; empty when all is well."""
        assert self._frame is not None
        problem = self._sources.problem(self._frame)
        if problem and picture is not None and picture.image is not None:
            return self.tr("This is how {0} was: {1}").format(self._frame.path.name, problem)
        if problem:
            return self.tr("{0} cannot be shown: {1}").format(self._frame.path.name, problem)
        if picture is not None and picture.reduced and self._place.zoom != "fit":
            size = f"{picture.whole.width():,} × {picture.whole.height():,}"
            return self.tr("{0} pixels are too many for the memory: shown reduced").format(size)
        return ""
