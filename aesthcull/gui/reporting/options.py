"""The options of each kind of report, as forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from aesthcull.exchange.reports.contact_sheet import MAX_FRAMES
from aesthcull.exchange.reports.proof_sheet import MOST_INSIDE
from aesthcull.gui.find import words
from aesthcull.gui.forms import count, hint, line, rows
from aesthcull.gui.reporting.choices import MOST_COLUMNS, SIDES, Choices, Kind
from aesthcull.gui.reporting.sheet_pdf import PAPERS


class OptionsForm(QWidget):
    """All options; those that the kind of report has are shown."""

    def __init__(self, scores: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = _box(self.tr("File type"), (("PDF", "pdf"), ("PNG", "png")))
        self.paper = _box(self.tr("Paper"), [(name, name) for name in PAPERS])
        turned = ((self.tr("Portrait"), False), (self.tr("Landscape"), True))
        self.landscape = _box(self.tr("Orientation"), turned)
        self.columns = count(self.tr("Columns"), 1, MOST_COLUMNS, 5)
        self.name = QCheckBox(self.tr("Name"))
        self.stars = QCheckBox(self.tr("Stars"))
        self.flag = QCheckBox(self.tr("Flag"))
        self.side = _box(self.tr("Pictures"), [(self.tr("{0} pixels").format(f"{n:,}"), n) for n in SIDES])
        self.excel = QCheckBox(self.tr("For Excel (with a byte order mark)"))
        self._none = self.tr("none")
        self.score = _box(self.tr("Score"), [(self._none, ""), *((words.score(n), n) for n in scores)])
        self._about = hint()
        self._lines = {
            "form": _row(self.tr("File type"), self.form, self.paper, self.landscape),
            "columns": _row(self.tr("Columns"), self.columns),
            "captions": _row(self.tr("Below each"), self.name, self.stars, self.flag),
            "side": _row(self.tr("Pictures"), self.side),
            "score": _row(self.tr("Score"), self.score),
            "excel": _row("", self.excel),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for each in self._lines.values():
            column.addWidget(each)
        self._about_line = captioned("", self._about)
        column.addWidget(self._about_line)
        self._kind: Kind = "sheet"
        self.form.currentIndexChanged.connect(lambda _index: self._renew())

    def show_choices(self, kind: Kind, choices: Choices) -> None:
        """Show the options of a kind of report with these choices."""
        self._kind = kind
        for box, value in (
            (self.form, choices.form),
            (self.paper, choices.paper),
            (self.landscape, choices.landscape),
            (self.side, choices.side),
            (self.score, choices.score),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.columns.setValue(choices.columns)
        for tick, on in ((self.name, choices.name), (self.stars, choices.stars), (self.flag, choices.flag)):
            tick.setChecked(on)
        self.excel.setChecked(choices.excel)
        self._renew()

    def choices(self, before: Choices) -> Choices:
        """What is chosen now; what has no option here stays as before."""
        return replace(
            before,
            form=self.form.currentData(),
            paper=self.paper.currentData(),
            landscape=self.landscape.currentData(),
            columns=self.columns.value(),
            name=self.name.isChecked(),
            stars=self.stars.isChecked(),
            flag=self.flag.isChecked(),
            score=self.score.currentData(),
            side=self.side.currentData(),
            excel=self.excel.isChecked(),
        )

    def _renew(self) -> None:
        shown = {
            "sheet": ("form", "columns", "captions", "score"),
            "proof": ("captions", "score", "side"),
            "csv": ("score", "excel"),
        }[self._kind]
        for name, each in self._lines.items():
            each.setVisible(name in shown)
        pdf = self.form.currentData() == "pdf"
        self.paper.setVisible(pdf)
        self.landscape.setVisible(pdf)
        self._about.setText(self._explained(pdf))
        self._about_line.setVisible(bool(self._about.text()))

    def _explained(self, pdf: bool) -> str:
        if self._kind == "proof":
            return self.tr(
                "A page for any browser, without a network. Up to {0} frames are one file with the pictures "
                "inside; of more, the pictures lie in a folder beside the page."
            ).format(MOST_INSIDE)
        if self._kind == "csv":
            return self.tr("One line for each frame, in the order shown, with marks, series and all scores.")
        return "" if pdf else self.tr("One picture of {0} frames at most.").format(MAX_FRAMES)


def captioned(caption: str, widget: QWidget, *, tall: bool = False) -> QWidget:
    """A widget behind its caption, aligned with the others of the dialog; beside a tall one it stands at the
    top."""
    made = rows((caption, widget), indent=0)
    grid = made.layout()
    if isinstance(grid, QGridLayout):
        grid.setColumnMinimumWidth(0, 96)
        label = grid.itemAtPosition(0, 0)
        if tall and label is not None:
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


def _row(caption: str, *widgets: QWidget) -> QWidget:
    return captioned(caption, line(*widgets))


def _box(name: str, items: Sequence[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for text, data in items:
        box.addItem(text, data)
    return box
