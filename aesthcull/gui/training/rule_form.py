"""What counts as good: more than a number, or the top and the bottom share, of sales, popularity, earnings or
votes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QVBoxLayout, QWidget

from aesthcull.gui import forms
from aesthcull.trainer.labels import SHARE
from aesthcull.trainer.request import Source
from aesthcull.trainer.rules import Quantity, Rule

_QUANTITIES: tuple[Quantity, ...] = ("sales", "popularity", "earnings")


class RuleForm(QWidget):
    """Edits a Rule for one source. `quantity_changed` when other amounts are meant, `cut_changed` when the
    same are cut elsewhere."""

    quantity_changed = Signal()
    cut_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: Source = "sales"
        self.quantity = QComboBox()
        self.quantity.setAccessibleName(self.tr("By what"))
        by = (
            self.tr("by sales"),
            self.tr("by popularity: sales for the days online"),
            self.tr("by earnings"),
        )
        self.quantity.addItems(by)
        self.currency = QComboBox()
        self.currency.setAccessibleName(self.tr("Currency"))
        self.by_threshold = QRadioButton(self.tr("&more than"))
        self.by_share = QRadioButton(self.tr("the &top against the bottom"))
        self._cuts = QButtonGroup(self)
        for choice in (self.by_threshold, self.by_share):
            self._cuts.addButton(choice)
        self.by_threshold.setChecked(True)
        self.threshold = forms.amount(self.tr("More than"), -1e6, 1e9, 0.0, decimals=2)
        self.balanced = QCheckBox(self.tr("as man&y good as poor"))
        self.balanced.setToolTip(self.tr("The number is the one that makes the two classes most equal"))
        self.balanced.setChecked(True)
        self.share = forms.count(self.tr("Share in per cent"), 1, 50, round(100 * SHARE))
        self.share.setSuffix(" %")
        self.folders = forms.hint(self.tr("The folder says what is good."))
        self._by = forms.line(self.quantity, self.currency)
        self._above = forms.line(self.by_threshold, self.threshold, self.balanced)
        self._shares = forms.line(self.by_share, self.share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.folders, self._by, self._above, self._shares):
            column.addWidget(widget)
        self._connect()
        self._enable()

    def show_source(self, source: Source) -> None:
        """Another source has other amounts."""
        self._source = source
        self._enable()

    def rule(self) -> Rule:
        """The rule as it stands."""
        if self._source == "folders":
            return Rule("folders", threshold=0.5)
        quantity: Quantity = "votes" if self._source == "votes" else self._chosen()
        earned = self.currency.currentText() or None
        rule = Rule(quantity, currency=earned if quantity == "earnings" else None)
        if self.by_share.isChecked():
            return replace(rule, share=self.share.value() / 100)
        return rule if self.balanced.isChecked() else replace(rule, threshold=self.threshold.value())

    def show_rule(self, rule: Rule) -> None:
        """Show an earlier training's rule."""
        if rule.quantity in _QUANTITIES:
            self.quantity.setCurrentIndex(_QUANTITIES.index(rule.quantity))
        if rule.currency:
            self.offer_currencies((rule.currency,))
        (self.by_threshold if rule.share is None else self.by_share).setChecked(True)
        if rule.share is not None:
            self.share.setValue(round(rule.share * 100))
        elif rule.quantity != "folders":
            self.balanced.setChecked(rule.threshold is None)
            self.threshold.setValue(rule.threshold or 0.0)

    def show_proposal(self, threshold: float | None) -> None:
        """The number that makes the classes most equal; it follows the data until the user sets another."""
        if self.balanced.isChecked() and threshold is not None:
            self.threshold.blockSignals(True)
            self.threshold.setValue(threshold)
            self.threshold.blockSignals(False)

    def offer_currencies(self, found: tuple[str, ...]) -> None:
        """The currencies that were earned in, the most frequent first."""
        if not found or [self.currency.itemText(i) for i in range(self.currency.count())] == list(found):
            return
        chosen = self.currency.currentText()
        self.currency.blockSignals(True)
        self.currency.clear()
        self.currency.addItems(list(found))
        self.currency.setCurrentIndex(max(0, self.currency.findText(chosen)))
        self.currency.blockSignals(False)

    def _chosen(self) -> Quantity:
        return _QUANTITIES[self.quantity.currentIndex()]

    def _connect(self) -> None:
        for combo in (self.quantity, self.currency):
            combo.currentIndexChanged.connect(self._other_quantity)
        for button in (self.by_threshold, self.by_share, self.balanced):
            button.toggled.connect(self._other_cut)
        for box in (self.threshold, self.share):
            box.valueChanged.connect(self._other_cut)

    def _other_quantity(self) -> None:
        self._enable()
        self.quantity_changed.emit()

    def _other_cut(self) -> None:
        self._enable()
        self.cut_changed.emit()

    def _enable(self) -> None:
        sales, cuts = self._source == "sales", self._source != "folders"
        self.folders.setVisible(not cuts)
        self._by.setVisible(sales)
        self.currency.setVisible(self._chosen() == "earnings")
        self.threshold.setDecimals(0 if sales and self._chosen() == "sales" else 2)
        self._above.setVisible(cuts)
        self._shares.setVisible(cuts)
        above = self.by_threshold.isChecked()
        self.balanced.setEnabled(above)
        self.threshold.setEnabled(above and not self.balanced.isChecked())
        self.share.setEnabled(not above)
