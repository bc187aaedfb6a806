"""Which stars frames must have: a sign and five stars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QToolTip, QWidget

from aesthcull.catalogue.records import MAX_RATING
from aesthcull.gui.find import words
from aesthcull.selection.filters import Filter, How

_STAR = 19  # pixels from star to star
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Plus: 1}


class StarsField(QWidget):
    """A click on a star chooses it, another one on the same takes it back; ← and → do by keyboard."""

    chosen = Signal(int)  # 0: none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._stars = 0
        self._counts: Mapping[int, int] = {}

    def sizeHint(self) -> QSize:
        return QSize(MAX_RATING * _STAR + 4, 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def stars(self) -> int:
        """How many are chosen."""
        return self._stars

    def show_stars(self, stars: int) -> None:
        """Show a choice."""
        self._stars = stars
        self.setAccessibleName(self.tr("Stars: {0}").format(stars))
        self.update()

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """How many frames have exactly as many stars; for the tip."""
        self._counts = counts

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            font = self.font()
            font.setPixelSize(17)
            painter.setFont(font)
            on, off = self.palette().color(QPalette.ColorRole.BrightText), QPalette.ColorRole.PlaceholderText
            for n in range(MAX_RATING):
                painter.setPen(on if n < self._stars else self.palette().color(off))
                place = QRect(2 + n * _STAR, 0, _STAR, self.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "★" if n < self._stars else "☆")
            if self.hasFocus():
                painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
                painter.drawRect(self.rect().adjusted(0, 1, -1, -2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            star = self._star_at(event.position().toPoint().x())
            self.chosen.emit(0 if star == self._stars else star)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.chosen.emit(max(0, min(MAX_RATING, self._stars + step)))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Home):
            self.chosen.emit(0)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            star = self._star_at(event.pos().x())
            count = self.tr("{0} frames").format(f"{self._counts.get(star, 0):,}")
            QToolTip.showText(event.globalPos(), f"{'★' * star}  {count}", self)
            return True
        return super().event(event)

    def _star_at(self, x: int) -> int:
        return max(1, min(MAX_RATING, (x - 2) // _STAR + 1))


class StarsChoice(QWidget):
    """The stars with the way they are compared; `edited` hands out both."""

    edited = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = StarsField()
        self._how = "at least"
        self.sign = QToolButton()
        self.sign.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sign.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sign.setToolTip(self.tr("At least, exactly or at most so many stars"))
        menu = QMenu(self.sign)
        for way in get_args(How):
            action = menu.addAction(f"{words.SIGNS[way]}  {words.how(way)}")
            action.triggered.connect(lambda _checked=False, w=way: self.edited.emit(self.field.stars, w))
        self.sign.setMenu(menu)
        self.field.chosen.connect(lambda stars: self.edited.emit(stars, self._how))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(self.sign)
        row.addWidget(self.field)

    def show_filter(self, wanted: Filter) -> None:
        """Show what a filter asks for."""
        self._how = wanted.how
        self.sign.setText(f"{words.SIGNS[wanted.how]} ▾")
        self.sign.setAccessibleName(self.tr("Stars: {0}").format(words.how(wanted.how)))
        self.field.show_stars(wanted.stars)
