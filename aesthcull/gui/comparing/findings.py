"""What compare says of its two frames: scores with the better one emphasised, reasons, sharpness, offset."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui import problems, reasons
from aesthcull.gui.comparing.score_pairs import ScorePair, score_pairs
from aesthcull.gui.comparing.sharpness import JUST_SEEN, Difference


class Findings(QWidget):
    """The line below both frames; `details` are the lines below each of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.details = _detail(), _detail()
        self.note = QLabel()
        self.sharpness = QLabel()
        self.offset = QLabel()
        for label in (self.note, self.offset):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.offset.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 4, 11, 6)
        row.setSpacing(12)
        row.addWidget(self.note, 1)
        row.addWidget(self.sharpness)
        row.addWidget(self.offset, 1)

    def tell(self, note: str) -> None:
        """Say something about the comparison; an empty note takes the last one away."""
        self.note.setText(note)
        self.note.setToolTip(note)

    def show_frames(self, champion: Frame | None, challenger: Frame | None) -> None:
        """The scores and reasons of both."""
        one, other = champion or challenger, challenger or champion
        pairs = score_pairs(one, other) if one and other else []
        for side, frame in enumerate((champion, challenger)):
            self.details[side].setText("" if frame is None else self._details(frame, pairs, side))

    def show_offset(self, right: int, down: int) -> None:
        """How many pixels of its own the challenger's view is moved against the champion's."""
        text = self.tr("offset {0}, {1} px").format(f"{right:+,}", f"{down:+,}") if right or down else ""
        self.offset.setText(text)

    def show_difference(self, found: Difference, whole: bool) -> None:
        """How much sharper one is, and where that was measured."""
        width, height = found.size
        part = (
            self.tr("whole frame") if whole else self.tr("what is seen, {0} × {1} px").format(width, height)
        )
        if found.sharper is None:
            text = self.tr("too little detail to compare the sharpness")
        elif abs(found.sharper) < JUST_SEEN:
            text = self.tr("equally sharp")
        else:
            who = self.tr("Challenger") if found.sharper > 0 else self.tr("Champion")
            percent = f"<b>{abs(found.sharper):.0%}</b>".replace("%", " %")
            text = self.tr("{0} sharper by {1}").format(f"<b>{who}</b>", percent)
        self.sharpness.setText(f"{text}  ·  {part}")

    def show_measuring(self) -> None:
        """The figure will follow."""
        self.sharpness.setText(self.tr("sharpness …"))

    def show_failure(self, reason: str) -> None:
        """No figure, and why."""
        self.sharpness.setText(escape(self.tr("sharpness not measured: {0}").format(reason)))

    def show_nothing_measured(self) -> None:
        """There are not two pictures to measure."""
        self.sharpness.setText("")

    def _details(self, frame: Frame, pairs: list[ScorePair], side: int) -> str:
        if frame.problem:
            return escape(self.tr("cannot be read: {0}").format(problems.said(frame.problem)))
        faint = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        scores = " &nbsp; ".join(_score(pair, side, faint) for pair in pairs)
        scores = scores or escape(self.tr("no scores yet"))
        series = frame.series
        if series is None or not series.suggested:
            return scores
        why = ": ".join([self.tr("Suggested"), ", ".join(map(reasons.said, series.reasons))]).removesuffix(
            ": "
        )
        return f"{scores}<br>{escape(why)}"


def _score(pair: ScorePair, side: int, faint: str) -> str:
    """“aesthetic 5.4”, with the value in bold and a sign where it is the better of the two."""
    name = escape(pair.name).replace(" ", "&nbsp;")
    value = pair.values[side] or "—"
    value = f"<b>{value}&nbsp;▲</b>" if pair.better == side else value
    return f'<span style="color: {faint}">{name}</span>&nbsp;{value}'


def _detail() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setContentsMargins(11, 4, 11, 0)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    # Two lines, whatever is said, so that the pictures do not jump from challenger to challenger.
    label.setMinimumHeight(2 * label.fontMetrics().lineSpacing() + 6)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
