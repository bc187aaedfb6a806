"""The Reports menu in the window: exporting by keyboard, and the best and worst frames."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.gui.reporting.choices import Choices, recall, remember
from aesthcull.gui.reporting.export_dialog import ExportDialog
from aesthcull.gui.window import MainWindow
from aesthcull.selection.order import Order
from tests.gui.conftest import FRAMES, OpenWindow, current, press, shown, stored


def opened(window: MainWindow, action: str) -> ExportDialog:
    window.actions_by_id[action].trigger()
    QApplication.processEvents()
    (dialog,) = (found for found in window.findChildren(ExportDialog) if found.isVisible())
    return dialog


def finish(dialog: ExportDialog, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not dialog.background.running, timeout=30_000)
    return dialog.progress.text.text()


def exported(window: MainWindow, action: str, out: Path, qtbot: QtBot) -> str:
    dialog = opened(window, action)
    dialog.out.set_path(out)
    QTest.keyClick(dialog.out.line, Qt.Key.Key_Return)
    said = finish(dialog, qtbot)
    dialog.reject()
    return said


@pytest.mark.parametrize(
    ("action", "name", "beginning"),
    [("report_sheet", "sheet.pdf", b"%PDF"), ("report_csv", "ranking.csv", b"file,aesthetic")],
)
def test_a_report_of_the_frames_shown_is_written(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, action: str, name: str, beginning: bytes
) -> None:
    assert exported(window, action, tmp_path / name, qtbot) == f"{FRAMES} frames written"
    assert (tmp_path / name).read_bytes().startswith(beginning)


def test_the_proof_sheet_is_of_the_picks_and_there_is_none_before_a_frame_is_picked(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, "report_proof")
    assert not dialog.write.isEnabled() and dialog.none.isVisible()
    dialog.reject()
    window.activateWindow()
    picked = current(window)
    press(window, "P")
    assert exported(window, "report_proof", tmp_path / "proof.html", qtbot) == "1 frame written"
    page = (tmp_path / "proof.html").read_text(encoding="utf-8")
    assert page.count("<figure") == 1 and picked in page and "✓" in page


def test_the_ranking_keeps_the_order_of_the_grid(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    exported(window, "report_csv", tmp_path / "ranking.csv", qtbot)
    rows = csv.DictReader((tmp_path / "ranking.csv").open(encoding="utf-8"))
    assert [row["file"] for row in rows] == shown(window)


def test_the_score_that_is_sorted_by_stands_first_in_the_ranking(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.model.select(order=Order("sells", descending=True))
    exported(window, "report_csv", tmp_path / "ranking.csv", qtbot)
    assert (tmp_path / "ranking.csv").read_text(encoding="utf-8").startswith("file,sells,")


def test_what_was_chosen_is_there_the_next_time(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(window, "report_sheet")
    dialog.options.form.setCurrentIndex(1)
    dialog.options.columns.setValue(3)
    dialog.out.set_path(tmp_path / "sheet.pdf")
    dialog.write.click()
    finish(dialog, qtbot)
    dialog.reject()
    assert (tmp_path / "sheet.png").exists() and not (tmp_path / "sheet.pdf").exists()
    again = opened(window, "report_sheet")
    assert again.options.form.currentData() == "png" and again.options.columns.value() == 3
    path = again.out.path()
    assert path is not None and path.parent == tmp_path and path.suffix == ".png"


def test_a_file_that_is_there_is_replaced_only_when_the_user_says_so(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "ranking.csv"
    out.write_text("mine")
    dialog = opened(window, "report_csv")
    dialog.out.set_path(out)
    dialog.write.click()
    assert dialog.question.isVisible() and not dialog.background.running
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and out.read_text() == "mine"
    dialog.write.click()
    dialog.question.yes.click()
    finish(dialog, qtbot)
    assert out.read_text().startswith("file,")


def test_a_photograph_is_never_replaced(window: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    frame = shoot / "1.jpg"
    before = frame.read_bytes()
    frame.chmod(stat.S_IRUSR | stat.S_IWUSR)
    dialog = opened(window, "report_sheet")
    dialog.out.set_path(frame)
    dialog.write.click()
    assert finish(dialog, qtbot) == f"{FRAMES} frames written"  # as 1.jpg.pdf
    assert frame.read_bytes() == before and (shoot / "1.jpg.pdf").exists()


def test_a_place_that_cannot_be_written_to_is_said_in_one_line(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("no folder")
    said = exported(window, "report_csv", tmp_path / "file" / "ranking.csv", qtbot)
    assert "ranking.csv" in said and "\n" not in said and "Traceback" not in said


def test_esc_cancels_what_is_being_written(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(window, "report_sheet")
    dialog.out.set_path(tmp_path / "sheet.pdf")
    dialog._ids = {**dialog._ids, "shown": list(dialog._ids["shown"]) * 2000}
    dialog.write.click()
    assert dialog.background.running
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert finish(dialog, qtbot).startswith("Cancelled")
    assert not (tmp_path / "sheet.pdf").exists() and dialog.isVisible()


def test_nonsense_among_the_settings_is_as_at_first(window: MainWindow) -> None:
    window.settings.setValue("reports", '{"sheet": {"columns": "many", "paper": "A4"}, "proof": 3}')
    assert recall(window.settings, "sheet") == Choices()
    assert recall(window.settings, "proof").frames == "picks"
    window.settings.setValue("reports", "{")
    remember(window.settings, "csv", Choices(excel=True))
    assert recall(window.settings, "csv").excel


def test_best_and_worst_by_keyboard(window: MainWindow, shoot: Path) -> None:
    frames = stored(window, shoot)
    ranking = sorted(frames, key=lambda name: -frames[name].scores["aesthetic"].value)
    press(window, "Ctrl+B")
    page = window.reports.extremes
    assert window.views.name == "extremes" and page.best.hasFocus()
    assert [frames_name(page.best, n) for n in range(3)] == ranking[:3]
    assert [frames_name(page.worst, n) for n in range(3)] == ranking[::-1][:3]
    assert current(window) == ranking[0]
    for _ in range(3):  # to the edge, and over it
        press(window, "Right")
    assert page.worst.hasFocus() and current(window) == ranking[-1]
    press(window, "Return")
    assert window.views.name == "loupe" and current(window) == ranking[-1]
    press(window, "Esc")
    assert window.views.name == "extremes" and page.worst.hasFocus()
    press(window, "X")
    assert stored(window, shoot)[ranking[-1]].flag == "reject"
    assert current(window) == ranking[-2]
    press(window, "Esc")
    assert window.views.name == "grid"


def test_from_the_grid_the_loupe_leads_back_to_the_grid(window: MainWindow) -> None:
    press(window, "Ctrl+B")
    press(window, "Esc")
    press(window, "E")
    press(window, "Esc")
    assert window.views.name == "grid"


def test_best_and_worst_follow_the_filter_and_the_score(window: MainWindow) -> None:
    press(window, "Ctrl+B")
    page = window.reports.extremes
    page.score.setCurrentIndex(page.score.findData("sharpness"))
    page.score.activated.emit(page.score.currentIndex())
    assert "technical@" in page.about.text()
    press(window, "P")
    press(window, "F7")
    assert len(page.best.ranked.ids) == 1 and not page.worst.ranked.ids
    assert page.note.text().startswith("There are too few")


def test_without_any_score_the_page_says_so(open_window: OpenWindow, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"\xff\xd8nothing")
    window = open_window(folder)
    press(window, "Ctrl+B")
    assert window.reports.extremes.note.text().startswith("No frame that is shown has this score")
    assert not window.reports.extremes.measures.isVisible()


def frames_name(pane: object, row: int) -> str:
    frame = pane.ranked.frame_at(row)  # type: ignore[attr-defined]
    return str(frame.path.name)
