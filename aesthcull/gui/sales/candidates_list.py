"""The frames that an asset may show, side by side, with the uploaded picture before them when it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from aesthcull.catalogue.records import Candidate, Frame
from aesthcull.gui.pictures import Pictures

SIDE = 176  # pixels of a picture
MOST = 9  # as many as there are keys
_FRAME = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Choice:
    """A frame to choose from. `candidate` is None for one that the user searched for."""

    frame: Frame
    candidate: Candidate | None = None


class CandidatesList(QListWidget):
    """`chosen` carries the id of the frame that the user took."""

    chosen = Signal(int)

    def __init__(self, thumbnails: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._choices: list[Choice] = []
        self.setAccessibleName(self.tr("Frames that it may show"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setGridSize(QSize(SIDE + 40, SIDE + 50))
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFixedHeight(SIDE + 78)
        self.itemActivated.connect(self._take)
        thumbnails.arrived.connect(self._paint)

    def show_choices(self, uploaded: QImage | None, choices: Sequence[Choice]) -> None:
        """Show the uploaded picture, if any, and these frames, numbered by their keys."""
        self.clear()
        self._choices = list(choices)[:MOST]
        if uploaded is not None:
            item = QListWidgetItem(_icon(QPixmap.fromImage(uploaded)), self.tr("as uploaded"))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addItem(item)
        for number, choice in enumerate(self._choices, 1):
            item = QListWidgetItem(_icon(self._thumbnails.get(choice.frame)), _caption(number, choice))
            item.setData(_FRAME, choice.frame.id)
            item.setToolTip(str(choice.frame.path))
            self.addItem(item)

    def choice(self, number: int) -> int | None:
        """The id of the frame with this key, 1–9."""
        return self._choices[number - 1].frame.id if 1 <= number <= len(self._choices) else None

    def _take(self, item: QListWidgetItem) -> None:
        frame_id = item.data(_FRAME)
        if frame_id is not None:
            self.chosen.emit(frame_id)

    def _paint(self, frame_id: int) -> None:
        for row in range(self.count()):
            if self.item(row).data(_FRAME) == frame_id:
                frame = next(c.frame for c in self._choices if c.frame.id == frame_id)
                self.item(row).setIcon(_icon(self._thumbnails.get(frame)))


def read_picture(path: Path) -> QImage | None:
    """A picture of at most SIDE pixels; None when it cannot be read. Not for the GUI's thread."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _icon(pixmap: QPixmap | None) -> QIcon:
    if pixmap is None:
        pixmap = QPixmap(SIDE, SIDE)
        pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


def _caption(number: int, choice: Choice) -> str:
    frame, candidate = choice.frame, choice.candidate
    parts = []
    if frame.capture.captured_at:
        parts.append(f"{frame.capture.captured_at:%Y-%m-%d}")
    if frame.width and frame.height:
        parts.append(f"{frame.width}×{frame.height}")
    if candidate is not None:
        like = "" if candidate.similarity is None else f" {candidate.similarity:.2f}"
        parts.append(f"by {candidate.how}{like}")
    return f"{number}  {frame.path.parent.name}/{frame.path.name}\n" + "  ·  ".join(parts)
