"""The line below the picture: which frame, how it was taken, what was judged and decided about it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui import palette
from aesthcull.gui.frames.names import name_of
from aesthcull.gui.panel.summary import exposure, millimetres

HEIGHT = 32
_GAP = 18
_Align = Qt.AlignmentFlag


class InfoLine(QWidget):
    """Name and position at the left, marks in the middle, exposure and scores at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._position = ""
        self._zoom = ""
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_frame(self, frame: Frame | None, position: str) -> None:
        """Tell of a frame; `position` is such as “12 / 240”."""
        self._frame, self._position = frame, position
        self.setAccessibleName("  ".join([self.name(), *self.facts()]))
        self.update()

    def show_zoom(self, text: str) -> None:
        """Tell the zoom, such as “100 %”; nothing at fit."""
        self._zoom = text
        self.update()

    def name(self) -> str:
        """The frame's name and position."""
        if self._frame is None:
            return ""
        return "   ".join(part for part in (name_of(self._frame), self._position, self._zoom) if part)

    def facts(self) -> list[str]:
        """The words at the right, the most important last: for want of room the first are dropped."""
        frame = self._frame
        if frame is None:
            return []
        focal = frame.capture.focal_length
        score = frame.scores.get("aesthetic")
        facts = [
            exposure(frame.capture),
            millimetres(focal) if focal else "",
            self._series(frame),
            self.tr("aesthetic {0}").format(f"{score.value:.1f}") if score else "",
        ]
        return [fact for fact in facts if fact]

    def sizeHint(self) -> QSize:
        return QSize(640, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().window())
            if self._frame is None:
                return
            inner = self.rect().adjusted(14, 0, -14, 0)
            marks = self._paint_marks(painter, inner, self._frame)
            left = QRect(inner.left(), 0, marks.left() - inner.left() - _GAP, inner.height())
            right = QRect(marks.right() + _GAP, 0, inner.right() - marks.right() - _GAP, inner.height())
            metrics = painter.fontMetrics()
            painter.setPen(self.palette().text().color())
            name = metrics.elidedText(self.name(), Qt.TextElideMode.ElideMiddle, left.width())
            painter.drawText(left, _Align.AlignLeft | _Align.AlignVCenter, name)
            facts = self.facts()
            while len(facts) > 1 and metrics.horizontalAdvance("   ".join(facts)) > right.width():
                facts.pop(0)
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(right, _Align.AlignRight | _Align.AlignVCenter, "   ".join(facts))

    def _series(self, frame: Frame) -> str:
        if frame.series is None:
            return ""
        kinds = {
            "series": self.tr("series, {0} of {1}"),
            "bracket": self.tr("bracket, {0} of {1}"),
            "panorama": self.tr("panorama, {0} of {1}"),
        }
        text = kinds.get(frame.series.kind, self.tr("set, {0} of {1}"))
        text = text.format(frame.series.position + 1, frame.series.size)
        return self.tr("{0}, suggested").format(text) if frame.series.suggested else text

    def _paint_marks(self, painter: QPainter, inner: QRect, frame: Frame) -> QRect:
        """Flag, stars and label in the middle; returns where they are."""
        flag = {"pick": self.tr("⚑ pick"), "reject": self.tr("✕ reject")}.get(frame.flag or "", "")
        text = "   ".join(part for part in (flag, "★" * frame.rating) if part)
        width = painter.fontMetrics().horizontalAdvance(text)
        label = 28 if frame.label else 0
        gap = 10 if text and label else 0
        box = QRect(0, 0, width + gap + label, inner.height())
        box.moveCenter(inner.center())
        painter.setPen(palette.REJECT if frame.flag == "reject" else self.palette().link().color())
        painter.drawText(box, _Align.AlignLeft | _Align.AlignVCenter, text)
        if frame.label:
            dot = QRect(box.right() - label + 1, box.center().y() - 4, label, 10)
            painter.fillRect(dot, palette.LABELS[frame.label])
        return box
