"""Copying a card's files, verified, to where photographs are kept; the card is only read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from aesthcull.exchange.delivery.ingest import plan_ingest
from aesthcull.exchange.delivery.settings import DeliveryPlan, DeliveryReport, DeliverySettings
from aesthcull.gui.background import Background
from aesthcull.gui.delivery.choices import Choices, recall, remember
from aesthcull.gui.delivery.dialog import Asked, DeliveryDialog
from aesthcull.gui.forms import heading, hint
from aesthcull.gui.path_field import PathField
from aesthcull.gui.reporting.options import captioned
from aesthcull.photos.cards import mounted_cards
from aesthcull.pipeline import Workplace


class IngestDialog(DeliveryDialog):
    """`opened` tells the folder of the new frames, for the window to open it as a shoot."""

    opened = Signal(object)

    def __init__(self, work: Workplace, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(work, parent)
        self.setWindowTitle(self.tr("Ingest from a card"))
        self._settings = settings
        self.cards = QComboBox()
        self.cards.setAccessibleName(self.tr("Cards found"))
        self.again = QPushButton(self.tr("&Refresh"))
        self.again.setAutoDefault(False)
        self.source = PathField(self.tr("Card"))
        self.destination = PathField(self.tr("Destination"))
        self.backup = PathField(self.tr("Second copy"))
        self.looking = Background(self)
        self._copy = self.tr("&Copy")
        self.lay_out(self._form(), self._copy)
        choices = recall(settings, "ingest")
        self.destination.line.setText(choices.destination)
        self.backup.line.setText(choices.backup)
        self.backup.line.setPlaceholderText(self.tr("none"))
        self.naming.template.setText(choices.template)
        self._connect_form()
        self._look()

    def asked(self) -> Asked | str:
        card, destination, backup = self.source.path(), self.destination.path(), self.backup.path()
        if card is None:
            return self.tr("Insert a card, or choose a folder to copy from.")
        if destination is None:
            return self.tr("Choose the folder to copy to.")
        settings = DeliverySettings(
            kind="ingest",
            destination=destination.absolute(),
            template=self.naming.template.text().strip(),
            backup=backup.absolute() if backup else None,
        )
        catalogue = self.work.catalogue
        return Asked(lambda job: plan_ingest(catalogue, card.absolute(), settings, job))

    def keep(self) -> None:
        kept = Choices(
            kind="ingest",
            destination=self.destination.line.text().strip(),
            template=self.naming.template.text().strip(),
            backup=self.backup.line.text().strip(),
        )
        remember(self._settings, "ingest", kept)

    def renew(self) -> None:
        super().renew()
        self.start_button.setText(self._copy)

    def _planned(self, plan: DeliveryPlan) -> None:
        super()._planned(plan)
        if not plan.files and plan.here:
            self.start_button.setText(self.tr("&Open the folder"))
            self.start_button.setEnabled(True)

    def _start(self) -> None:
        plan = self.plan
        if plan is None or plan.files or not self.start_button.isEnabled():
            super()._start()
            return
        self.keep()
        self.opened.emit(plan.to_open)
        self.accept()

    # Cards

    def _look(self) -> None:
        self.again.setEnabled(False)
        self.looking.start(lambda _job: mounted_cards())

    def _found(self, cards: list[Path]) -> None:
        self.again.setEnabled(True)
        self.cards.clear()
        for card in cards:
            self.cards.addItem(str(card), card)
        if not cards:
            self.cards.addItem(self.tr("no card found"))
        self.cards.setEnabled(bool(cards))
        if cards and self.source.path() is None:
            self.source.set_path(cards[0])
        self.renew()

    def _choose(self) -> None:
        card = self.cards.currentData()
        if card is not None:
            self.source.set_path(Path(card))

    def _open_new(self, report: DeliveryReport | None, undone: bool) -> None:
        plan = self.plan
        if report is None or undone or plan is None or report.stopped or not report.done:
            return
        if plan.to_open is not None:
            self.opened.emit(plan.to_open)

    def _connect_form(self) -> None:
        for field in (self.source, self.destination, self.backup):
            field.changed.connect(self.renew)
        self.cards.activated.connect(lambda _index: self._choose())
        self.again.clicked.connect(self._look)
        self.looking.finished.connect(self._found)
        self.looking.failed.connect(lambda _reason: self._found([]))
        self.delivered.connect(self._open_new)

    def _form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(self.tr("From")))
        self.cards.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        cards = QWidget()
        row = QHBoxLayout(cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.cards, 1)
        row.addWidget(self.again)
        column.addWidget(captioned(self.tr("Cards found"), cards))
        column.addWidget(captioned(self.tr("Folder"), self.source))
        column.addSpacing(10)
        column.addWidget(heading(self.tr("To")))
        column.addWidget(captioned(self.tr("Folder"), self.destination))
        column.addWidget(captioned(self.tr("Second copy"), self.backup))
        column.addWidget(
            hint(
                self.tr(
                    "Every copy is verified by checksum. Frames that are already on this machine are "
                    "skipped, whatever their names. Nothing is written to the card or deleted from it."
                )
            )
        )
        column.addStretch()
        return form
