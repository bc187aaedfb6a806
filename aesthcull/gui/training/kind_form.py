"""What to train, and how thoroughly it is tested."""

from __future__ import annotations

from importlib.util import find_spec

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from aesthcull.gui import forms
from aesthcull.trainer.honesty.plan import Plan
from aesthcull.trainer.request import KINDS, NETWORK_PLAN, Kind

P1_EPOCHS = 75


class KindForm(QWidget):
    """A head needs nothing more; networks are greyed, with the reason, where torch is not installed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = (
            self.tr("a &head on the stored embeddings"),
            self.tr("the &backbone, fine-tuned"),
            self.tr("a small &network, from nothing (P1)"),
        )
        self.kinds = forms.choices(self, texts)
        self.kinds.button(KINDS.index("p1")).setToolTip(self._what_p1_is())
        self.epochs = forms.count(self.tr("Epochs"), 1, 1000, P1_EPOCHS)
        self.repeats = forms.count(self.tr("Repeats of the test"), 1, 100, Plan().repeats)
        self.folds = forms.count(self.tr("Folds of the test"), 2, 20, Plan().folds)
        self.hint = forms.hint()
        self._epochs = forms.line(QLabel(self.tr("epochs")), self.epochs, indent=24)
        tested = forms.line(
            QLabel(self.tr("tested")),
            self.repeats,
            QLabel("×"),
            self.folds,
            QLabel(self.tr("folds, on what it has not seen")),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (*self.kinds.buttons(), self._epochs, self.hint, tested):
            column.addWidget(widget)
        with_torch = find_spec("torch") is not None
        for number in range(1, len(KINDS)):
            self.kinds.button(number).setEnabled(with_torch)
        self._with_torch = with_torch
        self.kinds.idToggled.connect(self._toggled)
        self._explain()

    def kind(self) -> Kind:
        """What is chosen."""
        return KINDS[self.kinds.checkedId()]

    def plan(self) -> Plan:
        """How it is tested."""
        return Plan(folds=self.folds.value(), repeats=self.repeats.value())

    def p1_epochs(self) -> int | None:
        """For P1's network only."""
        return self.epochs.value() if self.kind() == "p1" else None

    def show_kind(self, kind: Kind, plan: Plan, epochs: int | None) -> None:
        """Show an earlier training's settings; a head where its network cannot be trained here."""
        if kind == "head" or self._with_torch:
            self.kinds.button(KINDS.index(kind)).setChecked(True)
            self.repeats.setValue(plan.repeats)
            self.folds.setValue(plan.folds)
        self.epochs.setValue(epochs or P1_EPOCHS)

    def _toggled(self, _number: int, on: bool) -> None:
        if on:
            plan = Plan() if self.kind() == "head" else NETWORK_PLAN
            self.repeats.setValue(plan.repeats)
            self.folds.setValue(plan.folds)
            self._explain()

    def _explain(self) -> None:
        self._epochs.setVisible(self.kind() == "p1")
        if not self._with_torch:
            self.hint.setText(
                self.tr("Networks need torch, which is not installed: pip install 'aesthcull[train]'")
            )
            return
        said = {
            "head": self.tr("Seconds, on what every scan has stored."),
            "fine-tune": self.tr("Minutes to hours, from the photographs' pixels."),
            "p1": self.tr("Minutes to hours, from the photographs' pixels.") + " " + self._what_p1_is(),
        }
        self.hint.setText(said[self.kind()])

    def _what_p1_is(self) -> str:
        return self.tr(
            "P1 is the paper that trained this network on 400 stock photographs of one author, 200 that sold "
            "well and 200 that sold poorly."
        )
