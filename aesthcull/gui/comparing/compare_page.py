"""Compare: the champion at the left, a challenger at the right, zoomed and moved together.

Arrow keys go through the challengers. When zoomed, they move both pictures with Shift, and with Ctrl (as a
drag with Shift does) only one: so two frames that lie apart are laid over each other, and stay so.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui.comparing.caption import Caption
from aesthcull.gui.comparing.duel import Duel
from aesthcull.gui.comparing.findings import Findings
from aesthcull.gui.comparing.framed import FramedCanvas
from aesthcull.gui.comparing.linking import Link
from aesthcull.gui.comparing.meter import SharpnessMeter
from aesthcull.gui.comparing.stepping import arrow, end, moves_alone, moves_picture, way
from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.gui.viewing.geometry import Place
from aesthcull.gui.viewing.sources import Sources
from aesthcull.gui.viewing.wheel import Wheel

_AHEAD, _BACK = 4, 1  # challengers loaded before they are seen


class ComparePage(QWidget):
    """Shows a duel. Side 0 is the champion's, side 1 the challenger's."""

    followed = Signal(int)  # the id of the frame that is active now
    emptied = Signal()  # no frame is left to be compared

    def __init__(self, model: FramesModel, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.duel: Duel | None = None
        self.link = Link()
        self.side = 1  # the active one
        self._champion_rejected = False
        self._wheel = Wheel()
        self.sides = FramedCanvas(sources), FramedCanvas(sources)
        self.captions = Caption(), Caption()
        self.findings = Findings()
        self._meter = SharpnessMeter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Compare"))
        self._lay_out()
        self._connect()

    # What actions call

    def begin(self, frames: Sequence[int], champion: int) -> None:
        """Compare these frames (ids in reading order) with one of them."""
        self.duel = Duel.begin(frames, champion, self._out)
        self.link = Link()
        self.side = 1
        self._champion_rejected = self._is_rejected(champion)
        self.findings.tell("")
        self.renew()

    def step(self, by: int) -> None:
        """Go on to the next (1) or back to the previous (−1) challenger."""
        if self.duel is None:
            return
        before, self.duel = self.duel, self.duel.step(by, self._out)
        note = (
            self.tr("That was the last challenger.") if by > 0 else self.tr("That was the first challenger.")
        )
        self.findings.tell(note if self.duel == before and before.challenger is not None else "")
        self.renew()

    def promote(self) -> None:
        """The challenger becomes the champion."""
        if self.duel is not None and self.duel.challenger is not None:
            before, self.duel = self.duel, self.duel.promote(self._out)
            last = self.duel.challenger in (None, before.champion)
            self.findings.tell(self.tr("The champion has met every challenger.") if last else "")
            self._champion_rejected = self._is_rejected(self.duel.champion)
            self.renew()

    def swap(self) -> None:
        """Champion and challenger change places."""
        if self.duel is not None:
            self.duel = self.duel.swap()
            self._champion_rejected = self._is_rejected(self.duel.champion)
            self.renew()

    def switch_side(self) -> None:
        """Marks act on the other side from now on."""
        self.activate(1 - self.side)

    def activate(self, side: int) -> None:
        """Marks act on this side (0 or 1) from now on."""
        if self.duel is not None and (side == 0 or self.duel.challenger is not None):
            self.side = side
            self.renew()

    def realign(self) -> None:
        """Take the offset between the two frames away."""
        self.link.forget(*(frame.id for frame in self._shown() if frame))
        self._place()

    def advance(self) -> None:
        """After a mark of the active frame: a challenger makes room for the next one, the champion stays."""
        if self.side == 1:
            self.step(1)

    # What the window asks

    def targets(self) -> list[int]:
        """The active frame's id."""
        frame = self._shown()[self.side]
        return [frame.id] if frame else []

    @property
    def canvas(self) -> Canvas:
        """What the zoom actions act on: the picture below the pointer, else the active one."""
        below = [framed for framed in self.sides if framed.canvas.underMouse() and framed.canvas.frame]
        return (below or [self.sides[self.side]])[0].canvas

    def renew(self) -> None:
        """Frames or marks may have changed."""
        if self.duel is None:
            return
        self.duel = self._present(self.duel)
        if self.duel is None:
            self._meter.stop()
            self.emptied.emit()
            return
        self._unseat_rejected()
        self._show()

    def leave(self) -> None:
        """The page is hidden: measure nothing."""
        self._meter.stop()

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = arrow(event)
        if direction is not None and self.link.place.zoom != "fit" and moves_picture(event):
            self.sides[self.side].canvas.pan(*way(direction))
        elif direction is not None:
            self.step(sum(way(direction)))
        elif end(event) and self.duel is not None:
            self.duel = self.duel.to_end(end(event), self._out)
            self.renew()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab: to the other side."""
        del forward
        self.switch_side()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = self._wheel.steps(event)
        for _ in range(abs(steps)):
            self.step(-1 if steps > 0 else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    # Inside

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for side in (0, 1):
            grid.addWidget(self.captions[side], 0, side)
            grid.addWidget(self.sides[side], 1, side)
            grid.addWidget(self.findings.details[side], 2, side)
            grid.setColumnStretch(side, 1)
        grid.setRowStretch(1, 1)
        grid.addWidget(self.findings, 3, 0, 1, 2)

    def _connect(self) -> None:
        for side, framed in enumerate(self.sides):
            framed.clicked.connect(lambda side=side: self.activate(side))
            framed.canvas.moved.connect(lambda place, side=side: self._moved(side, place))
            framed.canvas.pictured.connect(self._measure)
        self._meter.began.connect(self.findings.show_measuring)
        self._meter.unable.connect(self.findings.show_nothing_measured)
        self._meter.measured.connect(self.findings.show_difference)
        self._meter.failed.connect(self.findings.show_failure)

    def _shown(self) -> tuple[Frame | None, Frame | None]:
        if self.duel is None:
            return None, None
        challenger = self.duel.challenger
        find = self._model.frame_of
        return find(self.duel.champion), None if challenger is None else find(challenger)

    def _is_rejected(self, frame_id: int) -> bool:
        frame = self._model.frame_of(frame_id)
        return frame is not None and frame.flag == "reject"

    def _out(self, frame_id: int) -> bool:
        """Who is passed over: rejected frames, and such that have vanished."""
        frame = self._model.frame_of(frame_id)
        return frame is None or frame.flag == "reject"

    def _present(self, duel: Duel) -> Duel | None:
        """The duel without frames that have vanished; None where none is left."""
        shown = [frame for frame in (duel.champion, duel.challenger) if frame is not None]
        if all(self._model.frame_of(frame) for frame in shown):
            return duel
        self.findings.tell(self.tr("A frame that was compared is no longer in the folder."))
        present = set(self._model.columns.ids[~self._model.columns.missing].tolist())
        left = duel.without([frame for frame in duel.frames if frame not in present], self._out)
        self._champion_rejected = left is not None and self._is_rejected(left.champion)
        return left

    def _unseat_rejected(self) -> None:
        """A champion that was just rejected hands its place to the challenger."""
        assert self.duel is not None
        rejected = self._is_rejected(self.duel.champion)
        if rejected and not self._champion_rejected:
            before, self.duel = self.duel, self.duel.promote(self._out)
            same = self.duel == before
            self.findings.tell(self.tr("All of these frames are rejected.") if same else "")
            rejected = self._is_rejected(self.duel.champion)
        self._champion_rejected = rejected

    def _show(self) -> None:
        duel, (champion, challenger) = self.duel, self._shown()
        assert duel is not None
        if challenger is None:
            self.side = 0
        self.captions[0].show_frame(self.tr("Champion"), champion)
        role = self.tr("Challenger {0} of {1}").format(f"{duel.position:,}", f"{duel.challengers:,}")
        self.captions[1].show_frame(role if challenger else "", challenger)
        nobody = self.tr("There is no other frame to compare with.")
        if duel.challengers:
            nobody = self.tr("No challenger is left:\nall the other frames are rejected.")
        self.sides[0].show_frame(champion, nobody)
        self.sides[1].show_frame(challenger, nobody, self._ahead(duel))
        for side in (0, 1):
            self.sides[side].set_active(side == self.side)
        self.findings.show_frames(champion, challenger)
        self._place()
        for active in self.targets():
            self.followed.emit(active)

    def _ahead(self, duel: Duel) -> list[Frame]:
        near = [*duel.following(1, self._out, _AHEAD), *duel.following(-1, self._out, _BACK)]
        return [frame for frame_id in near if (frame := self._model.frame_of(frame_id))]

    def _place(self) -> None:
        """Both canvases to their places, the offset in words, the sharpness of what is seen then."""
        champion, challenger = self._shown()
        for framed, frame in zip(self.sides, (champion, challenger), strict=True):
            if frame is not None:
                framed.canvas.set_place(self.link.place_of(frame.id))
        apart = (0.0, 0.0)
        if champion and challenger:
            apart = self.link.shift_between(champion.id, challenger.id)
        size = self.sides[1].canvas.photo_size()
        self.findings.show_offset(round(apart[0] * size.width()), round(apart[1] * size.height()))
        self._measure()

    def _moved(self, side: int, place: Place) -> None:
        frame = self._shown()[side]
        if frame is not None:
            self.link.moved(frame.id, place, moves_alone())
            self._place()

    def _measure(self) -> None:
        if self.isVisible():
            self._meter.look(self.sides[0].canvas, self.sides[1].canvas)
