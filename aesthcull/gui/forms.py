"""The small parts that forms are made of, so that they look alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QWidget,
)


def choices(parent: QWidget, texts: Sequence[str]) -> QButtonGroup:
    """Radio buttons with the ids 0, 1 …; the first is chosen."""
    group = QButtonGroup(parent)
    for number, text in enumerate(texts):
        group.addButton(QRadioButton(text), number)
    group.button(0).setChecked(True)
    return group


def heading(text: str) -> QLabel:
    """Above a section of a form."""
    label = QLabel(text)
    label.setObjectName("section")
    return label


def hint(text: str = "") -> QLabel:
    """An explanation that wraps and can be copied."""
    label = QLabel(text)
    label.setObjectName("faint")
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def line(*widgets: QWidget, indent: int = 0) -> QWidget:
    """Widgets beside each other, from the left."""
    whole_line = QWidget()
    row = QHBoxLayout(whole_line)
    row.setContentsMargins(indent, 0, 0, 0)
    row.setSpacing(10)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return whole_line


def rows(*pairs: tuple[str, QWidget], indent: int = 24) -> QWidget:
    """Captions and the widgets that they name."""
    whole_grid = QWidget()
    grid = QGridLayout(whole_grid)
    grid.setContentsMargins(indent, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for number, (caption, widget) in enumerate(pairs):
        grid.addWidget(QLabel(caption), number, 0)
        grid.addWidget(widget, number, 1)
    return whole_grid


def amount(name: str, low: float, high: float, value: float, decimals: int = 1) -> QDoubleSpinBox:
    """A number; `name` is what a screen reader says."""
    box = QDoubleSpinBox()
    box.setRange(low, high)
    box.setDecimals(decimals)
    box.setValue(value)
    box.setFixedWidth(96)
    _finish(box, name)
    return box


def count(name: str, low: int, high: int, value: int) -> QSpinBox:
    """A whole number; `name` is what a screen reader says."""
    box = QSpinBox()
    box.setRange(low, high)
    box.setValue(value)
    box.setFixedWidth(72)
    _finish(box, name)
    return box


def _finish(box: QSpinBox | QDoubleSpinBox, name: str) -> None:
    box.setAccessibleName(name)
    box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
