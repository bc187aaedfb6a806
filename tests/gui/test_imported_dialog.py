"""The imported reports in the window: listed, taken back after a question, nothing imported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import sales, sales_reports
from aesthcull.exchange.sales.importing import import_report
from aesthcull.gui.sales.imported_dialog import ImportedDialog
from aesthcull.job import Job
from aesthcull.pipeline import Workplace

ADOBE = "2026-0{0}-03T10:11:12+00:00,9{1:07},A title,custom,$0.99,photos,IMG_{1}.jpg,Me,L\n"


@pytest.fixture
def overlapping(work: Workplace, tmp_path: Path) -> None:
    """A report of 30 sales, one of the last 10 of them and 5 more, and lifetime totals of another agency."""
    for name, first, last in (("spring.csv", 0, 30), ("summer.csv", 20, 35)):
        path = tmp_path / name
        path.write_text("".join(ADOBE.format(1 + n % 6, n) for n in range(first, last)), encoding="utf-8")
        import_report(work.catalogue, path, job=Job())
    path = tmp_path / "totals.csv"
    path.write_text("Title,Asset ID,Sales,Revenue\nA,123456,9,$9.00\n", encoding="utf-8")
    import_report(work.catalogue, path, agency="Foo", job=Job())


@pytest.fixture
def dialog(work: Workplace, qtbot: QtBot) -> Iterator[ImportedDialog]:
    made = ImportedDialog(work)
    made.show()
    wait(made, qtbot)
    yield made
    made.listing.stop()
    made.removing.stop()
    made.close()
    made.deleteLater()


def wait(dialog: ImportedDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not (dialog.listing.running or dialog.removing.running), timeout=10_000)


def cells(dialog: ImportedDialog) -> list[list[str]]:
    table = dialog.table
    found = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in range(table.columnCount())]
        found.append([item.text() if item else "" for item in items])
    return found


def choose(dialog: ImportedDialog, name: str) -> None:
    dialog.table.selectRow([row[0] for row in cells(dialog)].index(name))


def test_without_a_report_the_window_says_where_one_comes_from(dialog: ImportedDialog) -> None:
    assert dialog.empty.isVisible() and "Import sales report" in dialog.empty.text()
    assert not dialog.table.isVisible() and not dialog.remove_button.isEnabled()


@pytest.mark.usefixtures("overlapping")
def test_every_report_is_listed_with_what_it_tells_the_newest_first(dialog: ImportedDialog) -> None:
    told = [(row[0], row[1], row[3], row[4]) for row in cells(dialog)]
    assert told[0][0] == "totals.csv" and told[0][2:] == ("1", "9")
    assert told[1] == ("summer.csv", "Adobe Stock", "15", "15")  # ten of them the other told first
    assert told[2] == ("spring.csv", "Adobe Stock", "30", "30")
    assert cells(dialog)[2][5] == "2026-01-03 – 2026-06-03" and cells(dialog)[0][5] == "–"


@pytest.mark.usefixtures("overlapping")
def test_a_report_is_removed_by_keyboard_after_one_question_and_shared_sales_stay(
    dialog: ImportedDialog, qtbot: QtBot, work: Workplace
) -> None:
    choose(dialog, "spring.csv")
    dialog.activateWindow()
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert dialog.question.isVisible() and "spring.csv" in dialog.question.text.text()
    assert len(sales_reports.reports(work.catalogue)) == 3  # nothing goes before the answer
    with qtbot.waitSignal(dialog.removed, timeout=10_000):
        qtbot.keyClick(dialog.question.yes, Qt.Key.Key_Space)
    wait(dialog, qtbot)
    said = dialog.progress.text.text()
    assert "spring.csv" in said and "20 sales gone, 10 stay: other reports tell of them" in said
    assert [row[0] for row in cells(dialog)] == ["totals.csv", "summer.csv"]
    assert sales.summary(work.catalogue).sales == 24


@pytest.mark.usefixtures("overlapping")
def test_esc_answers_the_question_with_no_and_then_closes(
    dialog: ImportedDialog, qtbot: QtBot, work: Workplace
) -> None:
    dialog.remove_button.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.question.isVisible() and dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and len(sales_reports.reports(work.catalogue)) == 3


@pytest.mark.usefixtures("overlapping")
def test_choosing_another_report_drops_the_question(dialog: ImportedDialog) -> None:
    choose(dialog, "spring.csv")
    dialog.remove_button.click()
    choose(dialog, "totals.csv")
    assert not dialog.question.isVisible()


@pytest.mark.usefixtures("overlapping")
def test_a_report_removed_elsewhere_is_told_in_one_line(
    dialog: ImportedDialog, qtbot: QtBot, work: Workplace
) -> None:
    report = dialog.current()
    assert report is not None
    sales_reports.remove_report(work.catalogue, report.id)
    dialog.remove_button.click()
    dialog.question.yes.click()
    wait(dialog, qtbot)
    assert f"there is no report {report.id}" in dialog.progress.text.text()
    wait(dialog, qtbot)
    assert report.path.name not in [row[0] for row in cells(dialog)]
