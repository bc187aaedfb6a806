"""The training dialog's first page: the settings, and beside them what they come to."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from aesthcull.gui import forms
from aesthcull.gui.background import Background
from aesthcull.gui.training.histogram import Histogram
from aesthcull.gui.training.kind_form import KindForm
from aesthcull.gui.training.preview import Known, cut, read_known
from aesthcull.gui.training.rule_form import RuleForm
from aesthcull.gui.training.source_form import SourceForm
from aesthcull.pipeline import Workplace
from aesthcull.trainer.request import Request, Source

_TYPING_MS = 250  # a folder is looked into when its name has been typed
_NAMES: dict[Source, str] = {"sales": "sells", "folders": "sells", "votes": "liked"}


class SettingsPage(QWidget):
    """Edits a Request and shows the distribution, the cut, the classes, and why training is refused."""

    ready = Signal(bool)  # whether what is set now can be trained

    def __init__(self, work: Workplace, dialog: QDialog, how: tuple[str, QWidget] | None = None) -> None:
        """`how` is a section with its heading that stands in place of what to train."""
        super().__init__(dialog)
        self._work = work
        self._known: Known | None = None
        self._name: str | None = None
        self._follows: str | None = None
        self.source = SourceForm()
        self.rule = RuleForm()
        self.kind = KindForm()
        self._how = how or (self.tr("Train"), self.kind)
        self.histogram = Histogram()
        self.histogram.empty()
        self.classes = QLabel()
        self.classes.setObjectName("counts")
        self.refusal = forms.hint()
        self.refusal.setObjectName("refusal")
        self.notes = forms.hint()
        self.reading = Background(dialog)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._typing.timeout.connect(self.read)
        self.source.changed.connect(self._source_changed)
        self.rule.quantity_changed.connect(self.read)
        self.rule.cut_changed.connect(self._show_cut)
        self.reading.finished.connect(self._show_known)
        self.reading.failed.connect(self._refuse)

    def request(self) -> Request | None:
        """What is asked for; None while a folder or file is not named yet."""
        paths = self.source.paths()
        if paths is None:
            return None
        source = self.source.source()
        return Request(
            source=source,
            rule=self.rule.rule(),
            paths=paths,
            scale=self.source.scale(),
            network=self.kind.kind(),
            name=self._name or _NAMES[source],
            epochs=self.kind.p1_epochs(),
            plan=self.kind.plan(),
            follows=self._follows,
        )

    def show_request(self, request: Request) -> None:
        """Show the settings of an earlier training; its name is kept, and the model that it follows."""
        self._name, self._follows = request.name, request.follows
        self.source.show_source(request.source, request.paths, request.scale)
        self.rule.show_source(request.source)
        self.rule.show_rule(request.rule)
        self.kind.show_kind(request.network, request.plan, request.epochs)
        self.read()

    def read(self) -> None:
        """Find out what is known of the frames that are meant now."""
        self._typing.stop()
        request = self.request()
        self._known = None
        self.ready.emit(False)
        if request is None:
            self.reading.cancel()
            self._clear("")
            folders = self.source.source() == "folders"
            self.notes.setText(self.tr("Name two folders.") if folders else self.tr("Name a table."))
            return
        self.classes.setText(self.tr("Looking…"))
        self.reading.start(lambda job: read_known(self._work, request, job))

    def _source_changed(self) -> None:
        self.rule.show_source(self.source.source())
        self.ready.emit(False)
        self._typing.start()

    def _show_known(self, known: Known) -> None:
        if self.request() is None:  # a name was taken away meanwhile
            return
        self._known = known
        self.rule.offer_currencies(known.currencies)
        self.notes.setText("\n".join(f"{note[:1].upper()}{note[1:]}." for note in known.notes))
        self._show_cut()

    def _show_cut(self) -> None:
        if self._known is None:
            return
        rule, values = self.rule.rule(), self._known.values
        found = cut(values, rule)
        if rule.share is None and found.marks:
            self.rule.show_proposal(found.marks[0])
        if rule.quantity == "folders":
            self.histogram.show_cut(values, found.marks, "", (self.tr("poor"), self.tr("good")))
        else:
            unit = f"{rule.quantity}, {rule.currency}" if rule.currency else rule.quantity
            self.histogram.show_cut(values, found.marks, unit)
        said = [self.tr("{0} good").format(f"{found.good:,}"), self.tr("{0} poor").format(f"{found.poor:,}")]
        if found.between:
            said.append(self.tr("{0} between, left out").format(f"{found.between:,}"))
        self.classes.setText("  ·  ".join([*said, self.tr("good: {0}").format(found.text)]))
        self._say_refusal(found.refusal)
        self.ready.emit(found.refusal is None)

    def _refuse(self, reason: str) -> None:
        if self.request() is None:
            return
        self._clear(reason)
        self.ready.emit(False)

    def _clear(self, reason: str) -> None:
        self.histogram.empty()
        self.classes.setText("")
        self.notes.setText("")
        self._say_refusal(reason)

    def _say_refusal(self, reason: str | None) -> None:
        self.refusal.setText(f"{reason[:1].upper()}{reason[1:]}." if reason else "")
        self.refusal.setVisible(bool(reason))

    def _lay_out(self) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 14, 0)
        column.setSpacing(6)
        for text, part in (
            (self.tr("Learn from"), self.source),
            (self.tr("Good means"), self.rule),
            self._how,
        ):
            column.addWidget(forms.heading(text))
            column.addWidget(part)
            column.addSpacing(10)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFixedWidth(470)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.histogram, 100)
        for widget in (self.classes, self.refusal, self.notes):
            widget.setWordWrap(True)
            right.addWidget(widget)
        right.addStretch()  # where there is no histogram
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(scroll)
        row.addLayout(right, 1)
