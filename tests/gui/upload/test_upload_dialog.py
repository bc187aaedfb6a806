"""What the upload dialog tells of frames at an agency, and which category they get."""

from __future__ import annotations

import ast
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.exchange.upload import checks, rows
from aesthcull.exchange.upload.agencies import AGENCIES
from aesthcull.gui.upload.dialog import UploadDialog
from aesthcull.gui.upload.model import CATEGORIES, DESCRIPTION, TITLE
from aesthcull.gui.upload.words import FORMS
from aesthcull.gui.window import MainWindow
from tests.exchange.upload import described
from tests.gui.conftest import select, settle, stored
from tests.gui.upload.steps import (
    ALL,
    LARGE,
    all_of,
    choose,
    go,
    key,
    keyworded,
    opened,
    rest,
    shown,
    type_into,
)


def test_another_agency_has_other_columns_and_checks(dialog: UploadDialog, qtbot: QtBot) -> None:
    assert dialog.table.isColumnHidden(DESCRIPTION) and not dialog.table.isColumnHidden(CATEGORIES)
    assert "0 megapixels; Adobe Stock requires at least 4" in all_of(dialog, ALL - 1)
    choose(dialog, "123rf", qtbot)
    assert dialog.table.isColumnHidden(TITLE) and dialog.table.isColumnHidden(CATEGORIES)
    assert "4.1 megapixels; 123RF requires at least 6" in all_of(dialog, 0)
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
    assert "In the same series as 01.jpg: agencies reject similar frames" in all_of(dialog, 0)
    dialog.options.frames.setCurrentIndex(dialog.options.frames.findData("suggested"))
    rest(dialog, qtbot)
    assert len(dialog.model.rows) == ALL - 1 and "series" not in all_of(dialog, 0)


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


def test_a_category_is_suggested_and_is_the_users_once_entered(
    window: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    keyworded(window, "sea gulls pier sand boat waves clouds", qtbot)
    dialog = opened(window, qtbot)
    choose(dialog, "shutterstock", qtbot)
    assert shown(dialog, 0, CATEGORIES) == "Nature"
    assert "Category suggested by the keyword “sea”" in all_of(dialog, 0)
    assert stored(window, shoot)["00.jpg"].categories is None, "a suggestion is no decision"
    go(dialog, 0, CATEGORIES)
    key(Qt.Key.Key_F2)
    key(Qt.Key.Key_Return)
    rest(dialog, qtbot)
    assert stored(window, shoot)["00.jpg"].categories == '{"shutterstock": ["Nature"]}'
    assert "suggested" not in all_of(dialog, 0)


def test_one_category_for_all_frames_without_one_is_remembered_for_its_agency(
    window: MainWindow, qtbot: QtBot
) -> None:
    keyworded(window, "a b c d e f g", qtbot)
    dialog = opened(window, qtbot)
    choose(dialog, "shutterstock", qtbot)
    assert "Has no category" in all_of(dialog, 0), "its keywords say nothing"
    dialog.options.category.setCurrentText("Objects")
    rest(dialog, qtbot)
    assert shown(dialog, 0, CATEGORIES) == "Objects" and "category" not in all_of(dialog, 0)
    choose(dialog, "adobe", qtbot)
    assert shown(dialog, 0, CATEGORIES) == "", "that of another agency is another choice"
    choose(dialog, "pond5", qtbot)
    assert not dialog.options.category.isVisible(), "Pond5 has no categories"
    dialog.close()
    again = opened(window, qtbot)
    choose(again, "shutterstock", qtbot)
    assert again.options.category.currentText() == "Objects"


def test_a_folder_that_vanished_since_the_scan_leaves_nothing_to_write(
    window: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    keyworded(window, "a b c d e f g", qtbot)
    shoot.rename(shoot.with_name("unplugged"))
    dialog = opened(window, qtbot)
    assert all_of(dialog, 0).startswith("The file is missing")
    assert not dialog.saving.write.isEnabled()
    assert dialog.summary.text().startswith(f"0 of {ALL} frames will be written")


def test_editorial_use_is_offered_where_the_csv_can_say_so(dialog: UploadDialog, qtbot: QtBot) -> None:
    assert not dialog.options.editorial.isEnabled() and dialog.options.editorial.toolTip()
    choose(dialog, "shutterstock", qtbot)
    dialog.options.editorial.setChecked(True)
    rest(dialog, qtbot)
    assert all(row.entry.editorial for row in dialog.model.rows)
    choose(dialog, "adobe", qtbot)
    assert not any(row.entry.editorial for row in dialog.model.rows)


def test_what_leaves_a_frame_out_is_said_before_what_was_changed(window: MainWindow, qtbot: QtBot) -> None:
    keyworded(window, "sea", qtbot)
    dialog = opened(window, qtbot)
    choose(dialog, "shutterstock", qtbot)
    assert all_of(dialog, 0).splitlines()[-1] == "Category suggested by the keyword “sea”"
