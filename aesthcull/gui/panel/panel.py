"""The panel: sections below each other, which scroll. It shows a summary and tells what was clicked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from aesthcull.gui.panel import look
from aesthcull.gui.panel.facts_view import FactsView
from aesthcull.gui.panel.keyword_field import KeywordField
from aesthcull.gui.panel.keyword_list import KeywordList
from aesthcull.gui.panel.prose_editor import ProseEditor
from aesthcull.gui.panel.score_row import ScoreRow
from aesthcull.gui.panel.summary import Fact, Summary
from aesthcull.gui.panel.votes_view import VotesView

WIDTH = 310  # logical px
_LEAST_WIDTH = 240
_VOTED = "aesthetic"


class InfoPanel(QScrollArea):
    """Shows one `Summary` at a time; `left` asks for the keys to go back to the picture."""

    card_wanted = Signal(str)  # name@version of a model
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("infoPanel")
        self.setAccessibleName(self.tr("Information"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One that comes and goes would wrap every line anew.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.title, self.problem, self.nothing = QLabel(), QLabel(), QLabel(self.tr("No frame is selected."))
        self.title.setObjectName("section")
        self.problem.setObjectName("refusal")
        self.nothing.setObjectName("faint")
        self.file, self.capture = FactsView(), FactsView()
        self.faults, self.series = FactsView(), FactsView()
        self.votes = VotesView()
        self.rows: list[ScoreRow] = []
        self.prose = ProseEditor()
        self.field = KeywordField()
        self.keywords = KeywordList()
        self._headings: dict[str, QLabel] = {}
        self._lay_out()
        self.prose.left.connect(self.left)
        self.field.left.connect(self.left)
        self.keywords.left.connect(self.left)
        self.show_nothing()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 400)

    def show_nothing(self) -> None:
        """No frame is selected."""
        self._body.hide()
        self.nothing.show()

    def show_summary(self, summary: Summary, medians: Mapping[str, float]) -> None:
        """Show frames; `medians` are the shoot's scores."""
        self.nothing.hide()
        self.title.setText(look.breakable(summary.title))
        self.title.setToolTip(summary.title)
        self.problem.setText(summary.problem)
        self.problem.setVisible(bool(summary.problem))
        self.file.show_facts(summary.file)
        self.capture.show_facts(summary.capture)
        self.faults.show_facts([Fact("", text) for text in summary.faults])
        self.series.show_facts([Fact("", text) for text in summary.series])
        self._show_scores(summary, medians)
        self.keywords.show_keywords(summary.keywords, summary.count)
        shown = {
            "scores": bool(summary.scores),
            "faults": bool(summary.faults),
            "series": bool(summary.series),
            "capture": bool(summary.capture),
        }
        for name, visible in shown.items():
            self._headings[name].setVisible(visible)
        self._body.show()
        self._settle()

    def _settle(self) -> None:
        """Lay out at once, the inner first: Qt would paint a pass in between."""
        for widget in (self._body, self._inside):
            layout = widget.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
        self._inside.resize(self.viewport().width(), self._inside.sizeHint().height())

    def _show_scores(self, summary: Summary, medians: Mapping[str, float]) -> None:
        while len(self.rows) < len(summary.scores):
            row = ScoreRow()
            row.clicked.connect(self._ask_for_card)
            row.left.connect(self.left)
            self._scores.insertWidget(len(self.rows) + (1 if self.rows else 0), row)  # votes come second
            self.rows.append(row)
        for row, line in zip(self.rows, summary.scores, strict=False):
            row.show_score(line, medians.get(line.name), several=summary.count > 1)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(summary.scores))
        if summary.count > 1 or not any(line.name == _VOTED for line in summary.scores):
            self.votes.show_votes(None)

    def _ask_for_card(self) -> None:
        row = self.sender()
        if isinstance(row, ScoreRow) and row.line is not None and row.line.model:
            self.card_wanted.emit(row.line.model)

    def _lay_out(self) -> None:
        self._body = QWidget()
        self._body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._scores = QVBoxLayout()
        self._scores.setSpacing(0)
        self._scores.addWidget(self.votes)
        for label in (self.title, self.problem):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for widget in (self.title, self.problem, self.file):
            column.addWidget(widget)
        self._add_heading(column, "scores", self.tr("Scores"))
        column.addLayout(self._scores)
        for name, text, view in (
            ("series", self.tr("Series"), self.series),
            ("faults", self.tr("Technical faults"), self.faults),
        ):
            self._add_heading(column, name, text)
            column.addWidget(view)
        self._add_heading(column, "prose", self.tr("Title and description"))
        column.addWidget(self.prose)
        self._add_heading(column, "keywords", self.tr("Keywords"))
        column.addWidget(self.field)
        column.addWidget(self.keywords)
        self._add_heading(column, "capture", self.tr("Camera"))
        column.addWidget(self.capture)
        self._inside = QWidget()
        outer = QVBoxLayout(self._inside)
        outer.setContentsMargins(14, 12, 10, 12)
        outer.addWidget(self.nothing)
        outer.addWidget(self._body)
        outer.addStretch(1)
        self.setWidget(self._inside)

    def _add_heading(self, column: QVBoxLayout, name: str, text: str) -> None:
        heading = self._headings[name] = QLabel(text)
        heading.setObjectName("section")
        heading.setContentsMargins(0, 10, 0, 0)
        column.addWidget(heading)
