"""Delivering frames of the open shoot: picks to a client's folder, rejects out of the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from aesthcull.exchange.delivery.planning import SAMPLES, plan_delivery
from aesthcull.exchange.delivery.settings import DeliveryPlan
from aesthcull.gui.delivery.choices import recall, remember
from aesthcull.gui.delivery.dialog import Asked, DeliveryDialog
from aesthcull.gui.delivery.form import DeliverForm
from aesthcull.gui.reporting.export import read_frames
from aesthcull.job import Job
from aesthcull.pipeline import Workplace

Ids = Mapping[str, Sequence[int]]  # by choices.FRAMES


class DeliverDialog(DeliveryDialog):
    """Delivers frames `ids` of the shoot `folder`."""

    def __init__(
        self, work: Workplace, settings: QSettings, folder: Path, ids: Ids, parent: QWidget | None = None
    ) -> None:
        super().__init__(work, parent)
        self.setWindowTitle(self.tr("Deliver"))
        self._settings = settings
        self._folder = folder
        self._ids = ids
        self.form = DeliverForm(folder, ids)
        self.lay_out(self.form, self.tr("&Deliver"))
        choices = recall(settings, "deliver")
        self.form.show_choices(choices)
        self.naming.template.setText(choices.template)
        self.form.changed.connect(self._renew)
        self.naming.changed.connect(self._show_folders)
        self._show_folders()
        self._renew()

    def asked(self) -> Asked | str:
        settings = self.form.settings(self.naming.template.text().strip())
        ids = self._ids[self.form.which()]
        if not ids:
            return self.tr("No frames to deliver.")
        if settings is None:
            return self.tr("Choose a destination folder.")
        work, folder = self.work, self._folder

        def plan(job: Job, some: Sequence[int]) -> DeliveryPlan:
            frames = read_frames(work.catalogue, folder, some, job)
            return plan_delivery(work.catalogue, frames, settings, job)

        if len(ids) <= SAMPLES:
            return Asked(lambda job: plan(job, ids))
        return Asked(lambda job: plan(job, ids), lambda job: plan(job, ids[:SAMPLES]))

    def _renew(self) -> None:
        self.naming.set_naming(self.form.kind.currentData() != "trash")
        self.renew()

    def _show_folders(self) -> None:
        self.form.set_folders("/" in self.naming.template.text())

    def keep(self) -> None:
        remember(self._settings, "deliver", self.form.choices(self.naming.template.text().strip()))
