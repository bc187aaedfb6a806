"""How people would vote, as the aesthetic head predicts it: ten small columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aesthcull.gui.panel import look

_HEIGHT, _LABELS = 44, 14  # logical px of the columns and of the numbers below
_FULL = 0.3  # a column of this share reaches the top, if none is higher: frames stay comparable


class VotesView(QWidget):
    """Hidden while there is nothing to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._votes: NDArray[np.float32] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def votes(self) -> NDArray[np.float32] | None:
        """The shares [bins] that are shown."""
        return self._votes

    def wait(self) -> None:
        """The votes of another frame are being asked for: the room stays, so that nothing jumps."""
        self._votes = None
        self.setToolTip("")
        self.show()
        self.update()

    def show_votes(self, votes: NDArray[np.float32] | None) -> None:
        """Show shares [bins] of the votes 1…bins; None: none are known."""
        self._votes = votes
        self.setVisible(votes is not None)
        if votes is not None:
            lines = [f"{n}: {100 * share:.0f} %" for n, share in enumerate(votes.tolist(), 1)]
            title = self.tr("Predicted votes for the aesthetic score")
            self.setToolTip("\n".join([title, *lines]))
            self.setAccessibleName(f"{title}: {', '.join(lines)}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, _HEIGHT + _LABELS)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._votes is None:
            return
        with QPainter(self) as painter:
            small = QFont(self.font())
            small.setPointSizeF(max(6.0, small.pointSizeF() * 0.8))
            painter.setFont(small)
            left = look.NAMES + look.GAP
            pitch = (self.width() - left) / len(self._votes)
            highest = max(_FULL, float(self._votes.max()))
            mean = float(self._votes @ np.arange(1, len(self._votes) + 1))
            painter.setPen(look.faint(self))
            title = QRectF(0, 0, look.NAMES, _HEIGHT)
            painter.drawText(
                title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self.tr("votes")
            )
            for n, share in enumerate(self._votes.tolist()):
                height = max(1.0, share / highest * (_HEIGHT - 2))
                column = QRectF(left + n * pitch + 1, _HEIGHT - height, pitch - 2, height)
                near = abs(n + 1 - mean) < 0.5  # the mark nearest to the mean
                painter.fillRect(column, look.colour(self, look.Role.BrightText) if near else look.bar(self))
                label = QRectF(left + n * pitch, _HEIGHT, pitch, _LABELS)
                painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(n + 1))
