"""What delivering and ingesting have in common: choices are planned at once in the background, the plan is
shown with what it needs, then it is carried out, and its outcome can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from aesthcull.exchange.delivery import running
from aesthcull.exchange.delivery.settings import DeliveryPlan, DeliveryReport
from aesthcull.gui import problems
from aesthcull.gui.background import Background
from aesthcull.gui.delivery import words
from aesthcull.gui.delivery.naming import Naming
from aesthcull.gui.delivery.outcome import Outcome
from aesthcull.gui.forms import hint
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.question_bar import QuestionBar
from aesthcull.job import Job
from aesthcull.pipeline import Workplace

_PATIENCE_MS = 300  # nothing is planned while the user types
Plan = Callable[[Job], DeliveryPlan]


@dataclass(frozen=True)
class Asked:
    """What is to be planned: the `whole`, and first, where that takes long, a `sample` whose names are
    shown."""

    whole: Plan
    sample: Plan | None = None


class DeliveryDialog(QDialog):
    """`delivered` tells the report of what was done, or (True) taken back; None where that was cancelled.
    A subclass says what is
    `asked`, and keeps the choices in `keep`; it calls `renew` whenever one has changed."""

    delivered = Signal(object, bool)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.plan: DeliveryPlan | None = None
        self._asked: Asked | None = None
        self._undoing = False
        self.naming = Naming()
        self.summary = hint()
        self.question = QuestionBar()
        self.outcome = Outcome()
        self.progress = ProgressLine(margin=0, pausable=True)
        self.start_button = QPushButton()
        self.close_button = QPushButton(self.tr("Close"))
        self.pages = QStackedWidget()
        self.planning, self.running = Background(self), Background(self)
        self._later = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._connect()

    def asked(self) -> Asked | str:
        """What is to be planned, or what is missing for it."""
        raise NotImplementedError

    def keep(self) -> None:
        """Remember the choices: the user goes on with them."""
        raise NotImplementedError

    def renew(self) -> None:
        """Something was chosen otherwise: plan anew, soon."""
        self.planning.cancel()
        self.plan = self._asked = None
        self.question.drop()
        self.start_button.setEnabled(False)
        self._later.start()

    def reject(self) -> None:
        """Esc and Close; what goes on is cancelled first."""
        if self.running.running:
            self.running.cancel()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.question.isVisible():
            self.question.drop()
            self.start_button.setFocus()
        else:
            super().keyPressEvent(event)

    # Planning

    def _plan(self) -> None:
        asked = self.asked()
        if isinstance(asked, str):
            self.naming.show_wrong("")
            self.progress.rest("")
            self.summary.setText(asked)
            return
        self._asked = asked
        self.summary.setText(self.tr("Checking the files…"))
        self.progress.follow(self.planning.start(asked.sample or asked.whole))

    def _planned(self, plan: DeliveryPlan) -> None:
        asked, self._asked = self._asked, None
        self.naming.show_samples(plan)
        if asked is not None and asked.sample is not None:
            self.progress.follow(self.planning.start(asked.whole))
            return
        self.plan = plan
        self.progress.rest("")
        reasons = [f"{problem.path.name}: {problems.said(problem.reason)}" for problem in plan.problems[:20]]
        remarks = [problems.said(remark) for remark in plan.remarks]
        self.summary.setText("\n".join([words.planned(plan), *remarks[:3], *reasons[:1]]))
        self.summary.setToolTip("\n".join([*remarks, *reasons]))
        self.start_button.setEnabled(bool(plan.files) and plan.fits)

    def _refused(self, reason: str) -> None:
        self._asked = None
        self.progress.rest("")
        self.summary.setText("")
        self.naming.show_wrong(reason)

    # Doing it

    def _start(self) -> None:
        plan = self.plan
        if plan is None or not self.start_button.isEnabled():
            return
        what = {
            "move": self.tr("{0:,} files will be moved out of their folders."),
            "trash": self.tr("{0:,} files will be moved to the trash."),
        }.get(plan.settings.kind)
        if what is None:
            self._run()
        else:
            yes, no = self.tr("&Continue"), self.tr("Ca&ncel")
            self.question.ask(what.format(len(plan.files)), yes, no, self._run)

    def _run(self) -> None:
        plan, work = self.plan, self.work
        if plan is None:
            return
        self.keep()
        self._undoing = False
        self._begin(lambda job: running.deliver(work.catalogue, work.thumbnails, plan, job))

    def _take_back(self) -> None:
        report, work = self.outcome.report, self.work
        if report is None or report.delivery_id is None:
            return
        number = report.delivery_id
        self._undoing = True
        self._begin(lambda job: running.undo(work.catalogue, work.thumbnails, number, job))

    def _begin(self, run: Callable[[Job], DeliveryReport]) -> None:
        self.start_button.setEnabled(False)
        self.outcome.setEnabled(False)
        self._body.setEnabled(False)
        self.progress.follow(self.running.start(run))

    def _ran(self, report: DeliveryReport) -> None:
        self._rest("")
        self.outcome.show_report(report, undone=self._undoing)
        self._turn(self.outcome)
        self.delivered.emit(report, self._undoing)

    def _failed(self, reason: str) -> None:
        self._rest(reason)
        self._body.setEnabled(True)

    def _cancelled(self) -> None:
        self._rest("")
        told = self.tr("Cancelled. What was finished is kept; resume or undo it under File → Deliveries….")
        self.outcome.show_text(told)
        self._turn(self.outcome)
        self.delivered.emit(None, self._undoing)

    def _rest(self, text: str) -> None:
        self.progress.rest(text)
        self.outcome.setEnabled(True)

    def _turn(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        for widget in (self.start_button, self.summary):
            widget.setVisible(page is not self.outcome)
        self.close_button.setFocus()

    # Arranging

    def _connect(self) -> None:
        self._later.timeout.connect(self._plan)
        self.naming.changed.connect(self.renew)
        self.planning.finished.connect(self._planned)
        self.planning.failed.connect(self._refused)
        self.running.finished.connect(self._ran)
        self.running.failed.connect(self._failed)
        self.running.cancelled.connect(self._cancelled)
        self.progress.cancel.connect(self.running.cancel)
        self.progress.cancel.connect(self.planning.cancel)
        self.start_button.clicked.connect(self._start)
        self.close_button.clicked.connect(self.reject)
        self.outcome.undo.clicked.connect(self._take_back)

    def lay_out(self, form: QWidget, start: str) -> None:
        """The form at the left, names at the right; `start` is what the button says."""
        self.start_button.setText(start)
        self.start_button.setObjectName("primary")
        self.start_button.setDefault(True)
        self.start_button.setEnabled(False)
        self.close_button.setAutoDefault(False)
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._body.setChildrenCollapsible(False)
        self._body.addWidget(form)
        self._body.addWidget(self.naming)
        self._body.setSizes([430, 530])
        self._body.setHandleWidth(16)
        self.pages.addWidget(self._body)
        self.pages.addWidget(self.outcome)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self.progress, 1)
        for button in (self.start_button, self.close_button):
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.pages, 1)
        for part in (self.summary, self.question):
            column.addWidget(part)
        column.addLayout(bottom)
        self.resize(1000, 640)
