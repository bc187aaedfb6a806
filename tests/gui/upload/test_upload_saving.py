"""The upload dialog saves the CSV, and remembers what was chosen."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.gui.upload.dialog import UploadDialog
from aesthcull.gui.upload.model import TITLE
from aesthcull.gui.window import MainWindow
from tests.gui.upload.steps import (
    ALL,
    choose,
    key,
    keyworded,
    opened,
    rest,
    type_into,
)


def test_the_csv_is_saved_and_a_file_that_is_there_replaced_only_when_the_user_says_so(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    keyworded(window, "sea boat", qtbot)
    dialog = opened(window, qtbot)
    assert not dialog.saving.write.isEnabled(), "no frame has a title yet"
    type_into(dialog, 1, TITLE, "=Boats")
    rest(dialog, qtbot)
    assert dialog.summary.text().startswith(f"1 of {ALL} frames will be written")
    out = tmp_path / "up.csv"
    dialog.saving.out.set_path(out)
    dialog.saving.out.line.setFocus()
    key(Qt.Key.Key_Return)
    rest(dialog, qtbot)
    assert dialog.progress.text.text() == "1 frame written: up.csv"
    with out.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1] == ["01.jpg", "'=Boats", "sea,boat", "11", ""]
    out.write_text("mine")
    dialog.saving.write.setFocus()
    key(Qt.Key.Key_Return)
    rest(dialog, qtbot)
    assert dialog.saving.question.isVisible() and out.read_text() == "mine"
    key(Qt.Key.Key_Escape)
    assert dialog.isVisible() and not dialog.saving.question.isVisible()
    dialog.saving.write.click()
    rest(dialog, qtbot)
    dialog.saving.question.yes.click()
    rest(dialog, qtbot)
    assert out.read_text().startswith("Filename,")


def test_a_mistyped_folder_is_told_and_not_made(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    keyworded(window, "sea", qtbot)
    dialog = opened(window, qtbot)
    type_into(dialog, 0, TITLE, "Boats")
    rest(dialog, qtbot)
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "mistyped", tmp_path / "file"):
        dialog.saving.out.set_path(folder / "up.csv")
        dialog.saving.write.click()
        rest(dialog, qtbot)
        assert dialog.progress.text.text() == f"There is no folder {folder}"
        assert dialog.saving.write.isEnabled()
    assert not (tmp_path / "mistyped").exists()


def test_without_frames_the_dialog_says_what_to_do(dialog: UploadDialog, qtbot: QtBot) -> None:
    assert dialog.options.chosen_frames() == "suggested", "nothing is picked yet"
    dialog.options.frames.setCurrentIndex(0)
    rest(dialog, qtbot)
    assert dialog.none.isVisible() and not dialog.table.isVisible()
    assert not dialog.saving.write.isEnabled() and dialog.summary.text() == ""


def test_the_picks_are_offered_first_and_what_was_chosen_is_there_the_next_time(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.marking.mark([window.model.frame_at(2).id], "flag", "pick")
    dialog = opened(window, qtbot)
    assert [row.frame.path.name for row in dialog.model.rows] == ["02.jpg"]
    choose(dialog, "pond5", qtbot)
    dialog.options.sure.setValue(40)
    rest(dialog, qtbot)
    dialog.close_button.click()
    QApplication.processEvents()
    again = opened(window, qtbot)
    assert again.options.chosen_agency().id == "pond5" and again.options.sure.value() == 40
