"""The studies' dialog: which study, on which photographs; its table grows, is kept, and goes on."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull import places
from aesthcull.gui.training.study_dialog import StudyDialog
from aesthcull.gui.training.study_form import StudyForm
from aesthcull.gui.window import MainWindow
from aesthcull.trainer.studies.results import RESULTS
from aesthcull.trainer.studies.variations import STUDIES

EACH = 16
Open = Callable[..., StudyDialog]


@pytest.fixture
def folders(tmp_path: Path, shared_data: Path) -> tuple[Path, Path]:
    """Two folders of real photographs; any two classes will do here."""
    photos = sorted((shared_data / "oasis_beauty" / "images").iterdir())
    for number, photo in enumerate(photos[:: len(photos) // (2 * EACH)][: 2 * EACH]):
        folder = tmp_path / ("good" if number % 2 else "poor")
        folder.mkdir(exist_ok=True)
        shutil.copy(photo, folder / f"{number}.jpg")
    return tmp_path / "good", tmp_path / "poor"


@pytest.fixture
def open_studies(open_window: Callable[..., MainWindow], qtbot: QtBot) -> Iterator[Open]:
    """Opens the dialog from the window, on two folders where they are given."""
    opened: list[StudyDialog] = []

    def make(folders: tuple[Path, Path] | None = None) -> StudyDialog:
        dialog = open_window().sales.studies()
        opened.append(dialog)
        if folders is not None:
            dialog.settings.source.kinds.button(1).click()
            dialog.settings.source.good.set_path(folders[0])
            dialog.settings.source.poor.set_path(folders[1])
            qtbot.waitUntil(lambda: dialog.settings.classes.text().startswith(f"{EACH} good"), timeout=20_000)
        return dialog

    yield make
    for dialog in opened:
        dialog.trainer.stop()


def choose(form: StudyForm, study: str, *rows: str, repeats: int = 2, epochs: int = 1) -> None:
    """Choose these rows alone."""
    form.study_box.setCurrentIndex(form.study_box.findData(study))
    for number in range(form.rows.count()):
        item = form.rows.item(number)
        item.setCheckState(Qt.CheckState.Checked if item.text() in rows else Qt.CheckState.Unchecked)
    form.repeats.setValue(repeats)
    form.epochs.setValue(epochs)


def test_without_sales_a_study_is_refused_with_what_to_do(open_studies: Open, qtbot: QtBot) -> None:
    dialog = open_studies()
    qtbot.waitUntil(lambda: "import a sales report" in dialog.settings.refusal.text(), timeout=10_000)
    assert not dialog.run.isEnabled() and not dialog.open_folder.isVisible()


def test_every_study_is_offered_with_its_rows_and_the_papers_figures(qtbot: QtBot) -> None:
    form = StudyForm()
    qtbot.addWidget(form)
    assert [form.study_box.itemData(n) for n in range(form.study_box.count())] == list(STUDIES)
    for number, study in enumerate(STUDIES.values()):
        form.study_box.setCurrentIndex(number)
        assert [form.rows.item(n).text() for n in range(form.rows.count())] == [r.name for r in study.rows]
        assert study.rows[0].paper_says in form.rows.item(0).toolTip()
        settings = form.settings()
        assert form.study() == study and settings is not None and settings.rows == ()
        assert (settings.repeats, settings.epochs) == (10, 75)


def test_what_is_chosen_is_asked_for_and_its_effort_is_said(qtbot: QtBot) -> None:
    form = StudyForm()
    qtbot.addWidget(form)
    choose(form, "size", "400×600", "4×6", repeats=3, epochs=75)
    settings = form.settings()
    assert settings is not None and settings.rows == ("400×600", "4×6") and settings.repeats == 3
    assert form.hint.text().startswith("12 trainings: with 400 photographs about 7 h on two cores")
    assert "Of these 400×600 takes 7 h" in form.hint.text()
    choose(form, "hue")
    assert form.settings() is None and "Choose a row" in form.hint.text()


def test_without_torch_it_says_how_to_install_it(
    open_studies: Open, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import aesthcull.gui.training.study_form as module

    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    dialog = open_studies(folders)
    assert "pip install 'aesthcull[train]'" in dialog.form.hint.text() and not dialog.run.isEnabled()


def test_a_study_grows_is_stopped_goes_on_and_is_reported(
    open_studies: Open, folders: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_studies(folders)
    choose(dialog.form, "size", "7×10", "4×6", repeats=2, epochs=25)
    steps: list[dict[str, Any]] = []
    dialog.trainer.told.connect(lambda message: steps.append(message) if message["type"] == "row" else None)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.pages.currentWidget() is dialog.page and dialog.progress.button.isVisible()
    assert dialog.page.table.as_text().splitlines()[1].startswith("7×10\t< 98\t–")
    qtbot.waitUntil(lambda: bool(steps) and steps[-1]["done"] >= 2, timeout=120_000)
    with qtbot.waitSignal(dialog.trainer.cancelled, timeout=5_000):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.pages.currentWidget() is dialog.page
    assert f"Stopped after {steps[-1]['done']} of 8 trainings" in dialog.progress.text.text()
    assert dialog.run.isVisible() and dialog.run.text() == "&Go on" and dialog.open_folder.isEnabled()
    assert not dialog.page.table.as_text().splitlines()[1].startswith("7×10\t< 98\t–")
    (results,) = places.studies_folder().rglob(RESULTS)
    kept, _ = results.read_bytes(), steps.clear()
    with qtbot.waitSignal(dialog.trainer.finished, timeout=120_000):
        dialog.run.click()
    assert results.read_bytes().startswith(kept) and not dialog.run.isVisible()
    assert [step["done"] for step in steps] == list(range(steps[0]["done"], 9)) and steps[0]["done"] >= 2
    assert f"8 trainings, {steps[0]['done']} of them in earlier runs" in dialog.progress.text.text()
    table = dialog.page.table.as_text().splitlines()
    assert len(table) == 3 and all(line.endswith("\t2") and "–\t\t" not in line for line in table[1:])
    assert "Split by series" in dialog.page.said.text() and dialog.page.tabs.isTabEnabled(1)
    assert "P1's figure 6" in dialog.page.report.toPlainText()
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile())) or True
    )
    dialog.open_report.click()
    dialog.open_folder.click()
    assert opened[0].endswith("size.html") and Path(opened[0]).parent == Path(opened[1])
    dialog.again.click()
    assert dialog.pages.currentWidget() is dialog.settings and dialog.run.isEnabled()


def test_a_crash_of_the_trainer_is_one_line_and_the_table_stays(
    open_studies: Open, folders: tuple[Path, Path], qtbot: QtBot
) -> None:
    dialog = open_studies(folders)
    choose(dialog.form, "hue", "0°", epochs=30)
    dialog.run.click()
    qtbot.waitUntil(lambda: bool(dialog._step), timeout=120_000)
    assert dialog.trainer._process is not None
    with qtbot.waitSignal(dialog.trainer.failed, timeout=10_000):
        os.kill(dialog.trainer._process.processId(), signal.SIGKILL)
    said = dialog.progress.text.text()
    assert "ended unexpectedly" in said and "\n" not in said
    assert dialog.pages.currentWidget() is dialog.page and dialog.run.isVisible() and dialog.run.isEnabled()


def test_what_fails_before_the_first_training_returns_to_the_settings(
    open_studies: Open, folders: tuple[Path, Path], qtbot: QtBot
) -> None:
    dialog = open_studies(folders)
    choose(dialog.form, "size", "4×6")
    for photo in folders[0].iterdir():
        photo.write_bytes(b"broken")
    with qtbot.waitSignal(dialog.trainer.failed, timeout=60_000):
        dialog.run.click()
    assert dialog.pages.currentWidget() is dialog.settings and dialog.progress.text.text()
    assert "good ones" in dialog.progress.text.text()


def test_closing_the_window_ends_the_study(
    open_studies: Open, folders: tuple[Path, Path], qtbot: QtBot
) -> None:
    dialog = open_studies(folders)
    choose(dialog.form, "hue", "0°", epochs=30)
    with qtbot.waitSignal(dialog.trainer.told, timeout=60_000):
        dialog.run.click()
    assert dialog.trainer._process is not None
    number = dialog.trainer._process.processId()
    window = dialog.parent()
    assert isinstance(window, MainWindow)
    window.close()
    QApplication.processEvents()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
