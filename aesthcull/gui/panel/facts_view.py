"""Names and what they are, in two columns; long values are wrapped, wherever they can be broken.

One painted widget: dozens of labels in a layout would take longer than a frame has when stepping.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from aesthcull.gui.panel import look
from aesthcull.gui.panel.summary import Fact

_BETWEEN = 3  # logical px between two facts


class FactsView(QWidget):
    """Shows facts; a fact without a name has the whole width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self._laid: list[tuple[Fact, QTextLayout, float, float]] = []  # fact, text, top, left
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts; without any it takes no room."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        self.setVisible(bool(facts))
        self.setAccessibleName("; ".join(f"{fact.name} {fact.value}".strip() for fact in facts))
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(280, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            line = self.fontMetrics().height()
            for fact, text, top, left in self._laid:
                if fact.name:
                    painter.setPen(look.faint(self))
                    name = self.fontMetrics().elidedText(fact.name, Qt.TextElideMode.ElideRight, look.NAMES)
                    painter.drawText(0, round(top), look.NAMES, line, Qt.AlignmentFlag.AlignLeft, name)
                painter.setPen(look.colour(self, look.Role.WindowText))
                text.draw(painter, QPointF(left, top))

    def _arrange(self) -> None:
        self._laid, top = [], 0.0
        for fact in self._facts:
            left = float(look.NAMES + look.GAP) if fact.name else 0.0
            text, height = self._wrapped(fact.value, max(40.0, self.width() - left))
            self._laid.append((fact, text, top, left))
            top += height + _BETWEEN
        self.setFixedHeight(max(0, round(top) - _BETWEEN))
        self.update()

    def _wrapped(self, value: str, width: float) -> tuple[QTextLayout, float]:
        text = QTextLayout(look.breakable(value), self.font())
        text.setTextOption(_anywhere())
        text.beginLayout()
        height = 0.0
        while (line := text.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        text.endLayout()
        return text, height


def _anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
