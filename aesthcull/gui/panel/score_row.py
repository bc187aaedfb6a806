"""One score as a bar on its own scale, with the shoot's median; a click opens the card of its model."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from aesthcull.gui.panel import look
from aesthcull.gui.panel.own_keys import LEAVING, claimed
from aesthcull.gui.panel.summary import ScoreLine

_VALUE, _RANGE, _VERSION, _BAR = 32, 64, 52, 7  # logical px
_OWN_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, *LEAVING)


class ScoreRow(QAbstractButton):
    """A line of the panel: name, bar, value, version of the model."""

    left = Signal()  # Esc: the keys go back to the picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: ScoreLine | None = None
        self._median: float | None = None
        self._value_width = _VALUE
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys from the picture
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def line(self) -> ScoreLine | None:
        """What is shown."""
        return self._line

    def show_score(self, line: ScoreLine, median: float | None, *, several: bool) -> None:
        """Show the score of one frame or of several; `median` is that of the shoot, where it is known."""
        if (line, median) == (self._line, self._median):
            return
        self._line, self._median = line, median
        self._value_width = _RANGE if several else _VALUE
        text = f"{words(line.name)}: {self.value_text()} ({line.model})"
        self.setAccessibleName(text)
        scale = self.tr("on a scale of {0}–{1}").format(f"{line.bottom:g}", f"{line.top:g}")
        middle = "" if median is None else self.tr("\nmedian of the shoot: {0}").format(number(median, line))
        by = line.model or self.tr("several models")
        opens = self.tr("\nclick for the model's card") if line.model else ""
        self.setToolTip(f"{words(line.name)}: {self.value_text()} {scale}\n{by}{middle}{opens}")
        self.update()

    def value_text(self) -> str:
        """“5.4”, or “4.1–6.0” for several frames."""
        line = self._line
        if line is None:
            return ""
        if number(line.low, line) == number(line.high, line):
            return number(line.mean, line)
        return f"{number(line.low, line)}–{number(line.high, line)}"

    def event(self, event: QEvent) -> bool:
        return claimed(event, _OWN_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(280, self.fontMetrics().height() + 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._line is None:
                return
            area = QRectF(self.rect())
            if self.underMouse() or self.hasFocus():
                painter.setPen(
                    look.colour(self, look.Role.Highlight) if self.hasFocus() else Qt.PenStyle.NoPen
                )
                painter.setBrush(look.between(look.colour(self, look.Role.Window), look.track(self), 0.6))
                painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            width = self._value_width
            value = QRectF(area.right() - _VERSION - look.GAP - width, 0, width, area.height())
            left = look.NAMES + look.GAP
            bar = QRectF(left, (area.height() - _BAR) / 2, max(10.0, value.left() - look.GAP - left), _BAR)
            self._paint_texts(painter, value)
            self._paint_bar(painter, bar)

    def _paint_texts(self, painter: QPainter, value: QRectF) -> None:
        assert self._line is not None
        middle, metrics = Qt.AlignmentFlag.AlignVCenter, self.fontMetrics()
        version = self._line.model.rpartition("@")[2] or "—"
        side = Qt.TextElideMode.ElideRight
        painter.setPen(look.faint(self))
        names = QRectF(0, 0, look.NAMES, value.height())
        name = metrics.elidedText(words(self._line.name), side, look.NAMES)
        painter.drawText(names, middle | Qt.AlignmentFlag.AlignLeft, name)
        rest = QRectF(value.right() + look.GAP, 0, _VERSION, value.height())
        painter.drawText(
            rest, middle | Qt.AlignmentFlag.AlignLeft, metrics.elidedText(version, side, _VERSION)
        )
        painter.setPen(look.colour(self, look.Role.WindowText))
        painter.drawText(value, middle | Qt.AlignmentFlag.AlignRight, self.value_text())

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        line = self._line
        assert line is not None

        def at(value: float) -> float:
            share = (value - line.bottom) / (line.top - line.bottom)
            return bar.left() + min(max(share, 0.0), 1.0) * bar.width()

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.track(self))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(look.bar(self))
        begin = bar.left() if line.low == line.high else at(line.low)
        painter.drawRoundedRect(QRectF(begin, bar.top(), max(2.0, at(line.high) - begin), bar.height()), 2, 2)
        if self._median is not None:
            painter.setBrush(look.colour(self, look.Role.BrightText))
            painter.drawRect(QRectF(at(self._median) - 1, bar.top() - 3, 2, bar.height() + 6))


def words(name: str) -> str:
    """A score's name as it is read."""
    return QCoreApplication.translate("scores", name.replace("_", " "))


def number(value: float, line: ScoreLine) -> str:
    """With as many places as its scale bears."""
    return f"{value:.1f}" if line.top > 1 else f"{value:.2f}"
