"""The shoot's frames as a Qt model: one list of records, and the order in which the view shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from aesthcull.catalogue.records import Frame
from aesthcull.gui.ordering import View, arrange, score_names

FRAME_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class FramesModel(QAbstractListModel):
    """Frames below FRAME_ROLE. A change that keeps the order repaints rows; any other resets the model."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[Frame] = []
        self.view = View()
        self._order: list[int] = []
        self.ids: list[int] = []  # of the frames shown, in order; replaced, never changed in place
        self._row_of: dict[int, int] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        frame = self.frame_at(index.row())
        if role == FRAME_ROLE:
            return frame
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.AccessibleTextRole:
            return frame.path.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(frame)
        return None

    def frame_at(self, row: int) -> Frame:
        """The frame in a row of the view."""
        return self.frames[self._order[row]]

    def row_of(self, frame_id: int) -> int | None:
        """The row of a frame; None when it is not shown."""
        return self._row_of.get(frame_id)

    def set_frames(self, frames: Sequence[Frame]) -> None:
        """Show another list of frames."""
        self._rearrange(list(frames), self.view)

    def set_view(self, view: View) -> None:
        """Filter and sort otherwise."""
        self._rearrange(self.frames, view)

    def put(self, changed: Sequence[Frame]) -> None:
        """Take over new or changed frames."""
        at = {frame.id: index for index, frame in enumerate(self.frames)}
        frames = list(self.frames)
        fresh = []
        for frame in changed:
            if frame.id in at:
                frames[at[frame.id]] = frame
            else:
                fresh.append(frame)
        if fresh:
            frames = sorted(frames + fresh, key=lambda frame: frame.path)
        self._rearrange(frames, self.view, {frame.id for frame in changed})

    def refresh(self, frame_id: int) -> None:
        """Repaint one frame, whose thumbnail has come."""
        row = self._row_of.get(frame_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _rearrange(self, frames: list[Frame], view: View, changed: set[int] | None = None) -> None:
        present = [frame for frame in frames if not frame.missing]
        order = arrange(present, view)
        same = (
            changed is not None
            and len(order) == len(self._order)
            and all(present[i].id == known for i, known in zip(order, self.ids, strict=True))
        )
        if not same:
            self.beginResetModel()
        self.frames, self.view, self._order = present, view, order
        if not same:
            self.ids = [present[index].id for index in order]
            self._row_of = {frame_id: row for row, frame_id in enumerate(self.ids)}
            self.endResetModel()
            return
        rows = [self._row_of[i] for i in changed or () if i in self._row_of]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))


def tooltip(frame: Frame) -> str:
    """What a frame is and why, in a few lines."""
    lines = [frame.path.name]
    if frame.problem:
        lines.append(f"Cannot be read: {frame.problem}")
    if frame.capture.captured_at:
        lines.append(f"{frame.capture.captured_at:%Y-%m-%d %H:%M:%S}  {frame.capture.camera or ''}".rstrip())
    for name in score_names([frame]):
        score = frame.scores[name]
        lines.append(f"{name.replace('_', ' ')}: {score.value:.2f}  ({score.model})")
    if frame.keywords:
        lines.append("keywords: " + ", ".join(dict.fromkeys(k.name for k in frame.keywords)))
    if frame.series is not None:
        role = "suggested" if frame.series.suggested else "one"
        why = f": {', '.join(frame.series.reasons)}" if frame.series.suggested else ""
        lines.append(f"{frame.series.kind} of {frame.series.size}, {role}{why}")
    return "\n".join(lines)
