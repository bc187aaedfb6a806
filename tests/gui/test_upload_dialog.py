"""The upload dialog: what is typed by keyboard is in the catalogue, is checked, and comes out as a CSV."""

from __future__ import annotations

import ast
import csv
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.catalogue.records import PERSON
from aesthcull.exchange.upload import checks, rows
from aesthcull.exchange.upload.agencies import AGENCIES, BY_ID
from aesthcull.gui.palette import refusal
from aesthcull.gui.upload.dialog import UploadDialog
from aesthcull.gui.upload.editor import CountingLine, count
from aesthcull.gui.upload.model import CATEGORIES, DESCRIPTION, KEYWORDS, REMARKS, TITLE
from aesthcull.gui.upload.words import FORMS
from aesthcull.gui.window import MainWindow
from tests.conftest import MakePhoto
from tests.exchange.upload import described
from tests.gui.conftest import select, settle, stored

LARGE, ALL = 3, 12  # frames that agencies take, and all of them: more than are written at once


@pytest.fixture
def shoot(tmp_path: Path, make_photo: MakePhoto) -> Path:
    folder = tmp_path / "shoot"
    for n in range(ALL):
        size = (2440, 1700) if n < LARGE else (320, 240)
        make_photo(folder / f"{n:02}.jpg", seed=n, time=f"2024:05:01 {n:02}:00:00", size=size)
    return folder


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> UploadDialog:
    return opened(window, qtbot)


def opened(window: MainWindow, qtbot: QtBot) -> UploadDialog:
    window.actions_by_id["upload"].trigger()
    QApplication.processEvents()
    (found,) = (each for each in window.findChildren(UploadDialog) if each.isVisible())
    found.activateWindow()
    rest(found, qtbot)
    return found


def rest(dialog: UploadDialog, qtbot: QtBot) -> None:
    """Wait until all is written, read and shown."""

    def idle() -> bool:
        return not (dialog.reading.running or dialog.editing.busy or dialog.saving.work.running)

    qtbot.waitUntil(idle, timeout=20_000)
    QApplication.processEvents()
    qtbot.waitUntil(idle, timeout=20_000)


def key(key: Qt.Key, *, ctrl: bool = False, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.NoModifier
    held |= Qt.KeyboardModifier.ControlModifier if ctrl else held
    held |= Qt.KeyboardModifier.ShiftModifier if shift else held
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)
    QApplication.processEvents()


def type_into(dialog: UploadDialog, row: int, column: int, text: str, *, ctrl: bool = False) -> None:
    """As hands do: to the cell, F2, the text in place of what was there, Enter."""
    go(dialog, row, column)
    key(Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, CountingLine)
    line.selectAll()
    key(Qt.Key.Key_Backspace)
    QTest.keyClicks(line, text)
    key(Qt.Key.Key_Return, ctrl=ctrl)


def go(dialog: UploadDialog, row: int, column: int) -> None:
    dialog.activateWindow()  # after a list of completions
    dialog.table.setFocus()
    dialog.table.go_to(row, column)
    QApplication.processEvents()


def choose(dialog: UploadDialog, agency: str, qtbot: QtBot) -> None:
    dialog.options.agency.setCurrentIndex(dialog.options.agency.findData(agency))
    rest(dialog, qtbot)


def shown(dialog: UploadDialog, row: int, column: int) -> str:
    return str(dialog.model.index(row, column).data())


def all_of(dialog: UploadDialog, row: int) -> str:
    return str(dialog.model.index(row, REMARKS).data(Qt.ItemDataRole.ToolTipRole))


def keyworded(window: MainWindow, words: str, qtbot: QtBot) -> None:
    ids = window.model.ids.tolist()
    window.marking.mark(ids, "keyword", tuple(words.split()))
    settle(window, qtbot)


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


def test_another_agency_has_other_columns_and_checks(dialog: UploadDialog, qtbot: QtBot) -> None:
    assert dialog.table.isColumnHidden(DESCRIPTION) and not dialog.table.isColumnHidden(CATEGORIES)
    assert "0 megapixels, Adobe Stock wants 4 or more" in all_of(dialog, ALL - 1)
    choose(dialog, "123rf", qtbot)
    assert dialog.table.isColumnHidden(TITLE) and dialog.table.isColumnHidden(CATEGORIES)
    assert "4.1 megapixels, 123RF wants 6 or more" in all_of(dialog, 0)
    assert dialog.saving.out.line.text().endswith("shoot_123rf.csv")


def test_a_category_is_chosen_by_its_beginning_and_one_that_is_none_is_told(
    window: MainWindow, dialog: UploadDialog, shoot: Path, qtbot: QtBot
) -> None:
    type_into(dialog, 0, CATEGORIES, "travel")
    rest(dialog, qtbot)
    assert shown(dialog, 0, CATEGORIES) == "Travel"
    assert stored(window, shoot)["00.jpg"].categories == '{"adobe": ["Travel"]}'
    type_into(dialog, 1, CATEGORIES, "Cars")
    rest(dialog, qtbot)
    assert "no category “Cars”" in dialog.progress.text.text()
    assert shown(dialog, 1, CATEGORIES) == ""


def test_two_frames_of_a_series_are_warned_of_with_their_names(window: MainWindow, qtbot: QtBot) -> None:
    keyworded(window, "sea boat", qtbot)
    ids = window.model.ids.tolist()[:2]
    window.marking.mark(ids, "title", "Boats")
    select(window, 0, 1)
    window.series.merge()
    qtbot.waitUntil(lambda: not window.series.busy)
    settle(window, qtbot)
    dialog = opened(window, qtbot)
    dialog.options.frames.setCurrentIndex(dialog.options.frames.findData("shown"))
    rest(dialog, qtbot)
    assert "Of one series with 01.jpg: agencies reject similars" in all_of(dialog, 0)
    dialog.options.frames.setCurrentIndex(dialog.options.frames.findData("suggested"))
    rest(dialog, qtbot)
    assert len(dialog.model.rows) == ALL - 1 and "series" not in all_of(dialog, 0)


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


def test_the_csv_is_saved_and_a_file_that_is_there_replaced_only_when_the_user_says_so(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    keyworded(window, "sea boat", qtbot)
    dialog = opened(window, qtbot)
    assert not dialog.saving.write.isEnabled(), "no frame has a title yet"
    type_into(dialog, 1, TITLE, "=Boats")
    rest(dialog, qtbot)
    assert dialog.summary.text().startswith(f"1 of {ALL} frames to be written")
    out = tmp_path / "new folder" / "up.csv"
    dialog.saving.out.set_path(out)
    dialog.saving.out.line.setFocus()
    key(Qt.Key.Key_Return)
    rest(dialog, qtbot)
    assert dialog.progress.text.text() == "1 frame written: up.csv"
    with out.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1] == ["01.jpg", "'=Boats", "sea,boat", "", ""]
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


def test_a_place_that_cannot_be_written_to_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    keyworded(window, "sea", qtbot)
    dialog = opened(window, qtbot)
    type_into(dialog, 0, TITLE, "Boats")
    rest(dialog, qtbot)
    (tmp_path / "file").write_text("")
    dialog.saving.out.set_path(tmp_path / "file" / "up.csv")
    dialog.saving.write.click()
    rest(dialog, qtbot)
    assert dialog.progress.text.text().startswith(str(tmp_path / "file" / "up.csv") + ": ")
    assert dialog.saving.write.isEnabled()


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


def test_the_next_problem_is_found_by_a_key(window: MainWindow, qtbot: QtBot) -> None:
    keyworded(window, "sea", qtbot)
    dialog = opened(window, qtbot)
    for row in (1, 2):
        type_into(dialog, row, TITLE, f"Boats {row}")
    rest(dialog, qtbot)
    go(dialog, 0, TITLE)
    key(Qt.Key.Key_F8)
    assert dialog.table.currentIndex().row() == LARGE


def test_every_remark_can_be_said_in_the_users_language() -> None:
    said: set[str] = set()
    for module in (checks, rows):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = node.args if node.func.id == "_Forms" else node.args[:1]
                if node.func.id in ("refused", "warning", "note", "_Forms"):
                    said |= {arg.value for arg in texts if isinstance(arg, ast.Constant)}
    said |= set(rows._STANDS_IN.values())
    assert said == set(map(str, FORMS))


def test_five_thousand_rows_keep_the_window_alive(dialog: UploadDialog) -> None:
    frames = [described.frame(f"{n}.jpg", number=n + 1) for n in range(5_000)]
    for agency in (*AGENCIES[:2], AGENCIES[0]):
        many = described.rows(agency, *frames)
        ids = tuple(frame.id for frame in frames)
        start = time.thread_time()
        dialog.model.show_rows(many, ids, agency)
        dialog.table.selectAll()
        rows_selected = dialog.table.selected_rows()
        QApplication.processEvents()
        took = time.thread_time() - start
        assert len(rows_selected) == 5_000
        assert took < 0.1, f"{took:.3f} s"
