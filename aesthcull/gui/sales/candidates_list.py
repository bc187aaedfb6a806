"""The frames that an asset may show, side by side, after the uploaded picture where that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QElapsedTimer, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from aesthcull.catalogue.records import Candidate, Frame, MatchedBy
from aesthcull.gui.pictures import Pictures
from aesthcull.gui.sales.candidate_delegate import CAPTION, CARD, Card, CardDelegate

translate = QCoreApplication.translate  # by this name lupdate finds the texts

SIDE = 360  # pixels of a picture, at the most
MOST = 9  # frames, as many as there are keys
_LEAST, _MARGIN = 170, 16
_SHAPE = 0.72  # height of a picture by its width


HOW: dict[MatchedBy, str] = {
    "name": str(QT_TRANSLATE_NOOP("Candidates", "same name")),
    "stem": str(QT_TRANSLATE_NOOP("Candidates", "same name, another ending")),
    "edited": str(QT_TRANSLATE_NOOP("Candidates", "name of an edited copy")),
    "title": str(QT_TRANSLATE_NOOP("Candidates", "by its title")),
    "picture": str(QT_TRANSLATE_NOOP("Candidates", "by its picture")),
    "person": str(QT_TRANSLATE_NOOP("Candidates", "by you")),
}


@dataclass(frozen=True)
class Choice:
    """A frame to choose from. `candidate` is None for one that was chosen before or searched for."""

    frame: Frame
    candidate: Candidate | None = None


@dataclass(frozen=True)
class Choices:
    """What one asset may show; `shown` is the id of the frame that it is matched with."""

    choices: tuple[Choice, ...] = ()
    uploaded: QImage | None = None
    pictured: bool = False
    shown: int | None = None


class CandidatesList(QListWidget):
    """`chosen` carries the id of the frame that the user took, by a click or Return."""

    chosen = Signal(int)

    def __init__(self, thumbnails: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._choices: tuple[Choice, ...] = ()
        self._since = QElapsedTimer()
        self._since.start()
        self.setItemDelegate(CardDelegate(self))
        self.setAccessibleName(self.tr("Frames that it may show"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._click)
        thumbnails.arrived.connect(self._paint)

    def show_choices(self, found: Choices) -> None:
        """Show the uploaded picture, if any, and these frames, numbered by their keys."""
        self.clear()
        self._choices = found.choices[:MOST]
        if found.uploaded is not None:
            card = Card(0, self.tr("as uploaded"), (), QPixmap.fromImage(found.uploaded))
            self._add(card, Qt.ItemFlag.ItemIsEnabled)
        names = told_apart([choice.frame.path for choice in self._choices])
        for number, (choice, name) in enumerate(zip(self._choices, names, strict=True), 1):
            picture = self._thumbnails.get(choice.frame)
            taken = choice.frame.id == found.shown
            lines = _lines(choice, pictured=found.pictured, taken=taken)
            card = Card(number, name, lines, picture, taken)
            item = self._add(card, Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(str(choice.frame.path))
        self._arrange()

    def choice(self, number: int) -> int | None:
        """The id of the frame with this key, 1–9."""
        return self._choices[number - 1].frame.id if 1 <= number <= len(self._choices) else None

    def current_choice(self) -> int | None:
        """The id of the frame under the keyboard's cursor."""
        item = self.currentItem()
        return None if item is None else self.choice(item.data(CARD).number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _add(self, card: Card, flags: Qt.ItemFlag) -> QListWidgetItem:
        item = QListWidgetItem(card.name)
        item.setData(CARD, card)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join((card.name, *card.lines)))
        item.setFlags(flags)
        self.addItem(item)
        return item

    def _click(self, item: QListWidgetItem) -> None:
        # The second click of a double click would choose for the next asset.
        frame_id = self.choice(item.data(CARD).number)
        if frame_id is not None and self._since.elapsed() > QApplication.doubleClickInterval():
            self._since.restart()
            self.chosen.emit(frame_id)

    def _paint(self, frame_id: int) -> None:
        for row in range(self.count()):
            card: Card = self.item(row).data(CARD)
            if card.number and self._choices[card.number - 1].frame.id == frame_id:
                picture = self._thumbnails.get(self._choices[card.number - 1].frame)
                self.item(row).setData(CARD, card.with_picture(picture))

    def _arrange(self) -> None:
        size = card_size(self.viewport().width(), self.viewport().height(), max(1, self.count()))
        if size != self.gridSize():
            self.setGridSize(size)


def card_size(width: int, height: int, count: int) -> QSize:
    """As large as the room lets `count` pictures be without scrolling; below a least size they scroll."""
    width, height = width - _MARGIN, height - _MARGIN

    def picture(columns: int) -> float:
        return min(width / columns, (height / -(-count // columns) - CAPTION) / _SHAPE)

    columns = max(range(1, count + 1), key=picture)
    room = max(min(width // columns, SIDE), _LEAST)
    tall = max(min(height // -(-count // columns), SIDE), round(_LEAST * _SHAPE) + CAPTION)
    return QSize(room, min(tall, round(room * _SHAPE) + CAPTION))


def told_apart(paths: Sequence[Path]) -> list[str]:
    """Each file's name after its folder's, or, where others have the same, after the folder that differs."""
    names = []
    for path in paths:
        depth = 2
        while depth < len(path.parts) and sum(p.parts[-depth:] == path.parts[-depth:] for p in paths) > 1:
            depth += 1
        names.append(f"{path.parts[-depth]}/{'…/' if depth > 2 else ''}{path.name}")
    return names


def read_picture(path: Path) -> QImage | None:
    """A picture of at most SIDE pixels; None when it cannot be read. Not for the GUI's thread."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _lines(choice: Choice, *, pictured: bool, taken: bool) -> tuple[str, ...]:
    """Date and size; how alike it is to what, and why it is asked."""
    frame, candidate = choice.frame, choice.candidate
    about, why = [], []
    if frame.missing:
        about.append(translate("Candidates", "file is gone"))
    if frame.capture.captured_at:
        about.append(f"{frame.capture.captured_at:%Y-%m-%d}")
    if frame.width and frame.height:
        about.append(f"{frame.width}×{frame.height}")
    if candidate is not None:
        if candidate.similarity is not None:
            to_upload = pictured or candidate.how == "picture"
            text = translate("Candidates", "{0} like another of these")
            text = translate("Candidates", "{0} like the upload") if to_upload else text
            why.append(text.format(f"{max(0.0, candidate.similarity):.0%}"))
        why.append(translate("Candidates", HOW[candidate.how]))
    elif taken:
        why.append(translate("AssetsModel", "matched"))
    return (" · ".join(about), " · ".join(why))
