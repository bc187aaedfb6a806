"""What is typed into the upload dialog by keyboard is in the catalogue, as steps of undo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.catalogue.records import PERSON
from aesthcull.exchange.upload.agencies import BY_ID
from aesthcull.gui.palette import refusal
from aesthcull.gui.upload.dialog import UploadDialog
from aesthcull.gui.upload.editor import CountingLine, count
from aesthcull.gui.upload.model import KEYWORDS, TITLE
from aesthcull.gui.window import MainWindow
from tests.gui.conftest import stored
from tests.gui.upload.steps import (
    ALL,
    all_of,
    go,
    key,
    keyworded,
    opened,
    rest,
    shown,
    type_into,
)


def test_a_typed_title_is_in_the_catalogue_and_one_undo_takes_it_back(
    window: MainWindow, dialog: UploadDialog, shoot: Path, qtbot: QtBot
) -> None:
    type_into(dialog, 0, TITLE, "Old harbour, at dawn")
    assert stored(window, shoot)["00.jpg"].title == "Old harbour, at dawn"
    assert shown(dialog, 0, TITLE) == "Old harbour, at dawn"
    assert dialog.table.currentIndex().row() == 1, "Enter goes on to the next row"
    type_into(dialog, 1, TITLE, "Gulls")
    rest(dialog, qtbot)
    key(Qt.Key.Key_Z, ctrl=True)
    assert stored(window, shoot)["01.jpg"].title is None
    assert stored(window, shoot)["00.jpg"].title == "Old harbour, at dawn"
    rest(dialog, qtbot)
    assert shown(dialog, 1, TITLE) == ""
    key(Qt.Key.Key_Z, ctrl=True, shift=True)
    assert stored(window, shoot)["01.jpg"].title == "Gulls"


def test_undo_in_the_dialog_takes_back_nothing_that_was_done_before_it(
    window: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    window.marking.mark([window.model.frame_at(0).id], "rating", 4)
    dialog = opened(window, qtbot)
    go(dialog, 0, TITLE)
    key(Qt.Key.Key_Z, ctrl=True)
    assert stored(window, shoot)["00.jpg"].rating == 4


def test_the_same_typed_twice_at_once_is_one_step_for_undo(
    window: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    window.marking.mark([window.model.frame_at(0).id], "rating", 4)
    dialog = opened(window, qtbot)
    row = dialog.model.rows[:1]
    for _ in range(2):  # before the row is read again
        dialog.editing.edit(row, "title", ["Boats"], dialog.options.chosen_agency())
    dialog.editing.undo()
    dialog.editing.undo()
    found = stored(window, shoot)["00.jpg"]
    assert found.title is None and found.rating == 4


def test_typed_keywords_are_the_users_own_in_that_order_and_those_taken_out_stay_out(
    window: MainWindow, dialog: UploadDialog, shoot: Path, qtbot: QtBot
) -> None:
    type_into(dialog, 0, KEYWORDS, "sea, boat, gull")
    rest(dialog, qtbot)
    assert shown(dialog, 0, KEYWORDS) == "sea, boat, gull"
    type_into(dialog, 0, KEYWORDS, "gull; sea")
    rest(dialog, qtbot)
    assert shown(dialog, 0, KEYWORDS) == "gull, sea"
    found = stored(window, shoot)["00.jpg"]
    assert {word.name for word in found.keywords if word.source == PERSON} == {"sea", "gull"}
    key(Qt.Key.Key_Z, ctrl=True)
    rest(dialog, qtbot)
    assert shown(dialog, 0, KEYWORDS) == "sea, boat, gull"


def test_escape_leaves_the_cell_as_it_was_and_the_dialog_open(dialog: UploadDialog) -> None:
    go(dialog, 0, TITLE)
    QTest.keyClicks(dialog.table, "x")  # typing begins at once
    assert isinstance(QApplication.focusWidget(), CountingLine)
    key(Qt.Key.Key_Escape)
    assert dialog.isVisible() and shown(dialog, 0, TITLE) == ""


def test_what_is_typed_goes_to_all_selected_rows_with_ctrl_enter_and_one_undo_takes_it_back(
    window: MainWindow, dialog: UploadDialog, shoot: Path, qtbot: QtBot
) -> None:
    go(dialog, 0, TITLE)
    for _ in range(2):
        key(Qt.Key.Key_Down, shift=True)
    key(Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "Boats")
    key(Qt.Key.Key_Return, ctrl=True)
    rest(dialog, qtbot)
    titles = [frame.title for frame in stored(window, shoot).values()]
    assert titles == ["Boats"] * 3 + [None] * (ALL - 3)
    key(Qt.Key.Key_Z, ctrl=True)
    assert not any(frame.title for frame in stored(window, shoot).values())


def test_fill_down_over_many_rows_is_one_step(
    window: MainWindow, dialog: UploadDialog, shoot: Path, qtbot: QtBot
) -> None:
    type_into(dialog, 0, TITLE, "Boats")
    go(dialog, 0, TITLE)
    flags = QItemSelectionModel.SelectionFlag.Select
    for row in range(ALL):
        dialog.table.selectionModel().select(dialog.model.index(row, TITLE), flags)
    assert dialog.fill_button.isEnabled()
    key(Qt.Key.Key_D, ctrl=True)
    rest(dialog, qtbot)
    assert [frame.title for frame in stored(window, shoot).values()] == ["Boats"] * ALL
    assert all(shown(dialog, row, TITLE) == "Boats" for row in range(ALL))
    key(Qt.Key.Key_Z, ctrl=True)
    rest(dialog, qtbot)
    assert [frame.title for frame in stored(window, shoot).values()] == ["Boats"] + [None] * (ALL - 1)


def test_delete_empties_and_paste_fills_the_selected_cells(
    window: MainWindow, dialog: UploadDialog, shoot: Path, qtbot: QtBot
) -> None:
    QApplication.clipboard().setText("From the clipboard")
    go(dialog, 0, TITLE)
    key(Qt.Key.Key_Down, shift=True)
    key(Qt.Key.Key_V, ctrl=True)
    rest(dialog, qtbot)
    assert stored(window, shoot)["01.jpg"].title == "From the clipboard"
    key(Qt.Key.Key_C, ctrl=True)
    assert QApplication.clipboard().text() == "From the clipboard\nFrom the clipboard"
    key(Qt.Key.Key_Delete)
    rest(dialog, qtbot)
    assert stored(window, shoot)["01.jpg"].title is None


def test_lines_of_a_spreadsheet_are_pasted_row_by_row_as_one_step(
    window: MainWindow, dialog: UploadDialog, shoot: Path, qtbot: QtBot
) -> None:
    QApplication.clipboard().setText("One\nTwo\n\nFour\n")
    go(dialog, ALL - 3, TITLE)
    key(Qt.Key.Key_V, ctrl=True)
    rest(dialog, qtbot)
    titles = [frame.title for frame in stored(window, shoot).values()]
    assert titles == [None] * (ALL - 3) + ["One", "Two", None], "what is beyond the last row has no place"
    key(Qt.Key.Key_Z, ctrl=True)
    assert not any(frame.title for frame in stored(window, shoot).values())


def test_a_proposal_is_the_users_once_entered_and_not_when_only_looked_at(
    window: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    keyworded(window, "sea boat", qtbot)
    dialog = opened(window, qtbot)
    assert shown(dialog, 0, TITLE) == ""
    dialog.options.propose.click()
    rest(dialog, qtbot)
    assert shown(dialog, 0, TITLE) == "Sea boat"
    assert dialog.model.index(0, TITLE).data(Qt.ItemDataRole.FontRole).italic()
    assert "made from keywords" in all_of(dialog, 0)
    go(dialog, 0, TITLE)
    key(Qt.Key.Key_F2)
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Escape)
    assert stored(window, shoot)["00.jpg"].title is None
    go(dialog, 0, TITLE)
    key(Qt.Key.Key_F2)
    key(Qt.Key.Key_Return)
    rest(dialog, qtbot)
    assert stored(window, shoot)["00.jpg"].title == "Sea boat"
    assert dialog.model.index(0, TITLE).data(Qt.ItemDataRole.FontRole) is None


def test_the_line_counts_while_typing(dialog: UploadDialog) -> None:
    go(dialog, 0, TITLE)
    key(Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, CountingLine) and str(line.counted) == "0 / 70"
    QTest.keyClicks(line, "Boats")
    assert str(line.counted) == "5 / 70"
    assert count("x" * 201, "title", BY_ID["adobe"]).colour() == refusal()
    assert count("x" * 71, "title", BY_ID["adobe"]).colour() != refusal()
    assert str(count("a,b;c", "keywords", BY_ID["adobe"])) == "3 / 50"


def test_what_is_being_typed_stays_when_the_rows_are_read_again(dialog: UploadDialog, qtbot: QtBot) -> None:
    go(dialog, 0, TITLE)
    key(Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    QTest.keyClicks(line, "Boa")
    dialog.options.editorial.setChecked(True)
    rest(dialog, qtbot)
    assert isinstance(line, CountingLine) and line.isVisible() and line.text() == "Boa"
