"""Importing a sales report in the window: recognised, explained, refused rows, cancelled."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import sales
from aesthcull.gui.sales.import_dialog import ImportDialog
from aesthcull.pipeline import Workplace

ADOBE = "2026-0{0}-03T10:11:12+00:00,9{1:07},A title,custom,$0.99,photos,IMG_{1}.jpg,Me,L\n"


@pytest.fixture
def dialog(work: Workplace, qapp: QApplication) -> Iterator[ImportDialog]:
    assert qapp is not None
    made = ImportDialog(work)
    made.show()
    yield made
    made.importing.stop()
    made.looking.stop()
    made.close()
    made.deleteLater()


def look(dialog: ImportDialog, qtbot: QtBot, path: Path) -> None:
    """Name a file and wait until its rows are shown, or what is wrong with it."""
    dialog.file.set_path(path)
    qtbot.waitUntil(lambda: dialog.message.text() not in ("", "Reading…"), timeout=10_000)


def run_import(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.import_button.click()
    qtbot.waitUntil(lambda: not dialog.importing.running, timeout=20_000)


def cells(dialog: ImportDialog) -> list[list[str]]:
    table = dialog.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


@pytest.fixture
def adobe(tmp_path: Path) -> Path:
    path = tmp_path / "adobe.csv"
    path.write_text("".join(ADOBE.format(1 + n % 9, n) for n in range(30)), encoding="utf-8")
    return path


def test_an_agencys_report_is_recognised_and_imported_by_return(
    dialog: ImportDialog, qtbot: QtBot, adobe: Path, work: Workplace
) -> None:
    look(dialog, qtbot, adobe)
    assert "recognised" in dialog.about.text() and dialog.agency.currentText() == "Adobe Stock"
    assert cells(dialog)[0][:2] == ["1", "IMG_0.jpg"] and dialog.import_button.isEnabled()
    with qtbot.waitSignal(dialog.imported, timeout=20_000):
        dialog.import_button.click()
    assert "30 rows" in dialog.message.text() and "30 assets: 0 matched" in dialog.message.text()
    assert dialog.matches_button.isVisible() and not dialog.save_button.isVisible()
    assert sales.summary(work.catalogue).sales == 30


def test_the_second_import_adds_nothing_and_says_so(
    dialog: ImportDialog, qtbot: QtBot, adobe: Path, work: Workplace
) -> None:
    for _ in range(2):
        dialog.file.set_path(Path("/nowhere"))
        look(dialog, qtbot, adobe)
        qtbot.waitUntil(dialog.import_button.isEnabled, timeout=10_000)
        run_import(dialog, qtbot)
    assert "0 new" in dialog.message.text() and "30 known before" in dialog.message.text()
    assert sales.summary(work.catalogue).sales == 30


def test_an_unknown_table_is_explained_once_and_remembered(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("Bild;Verkauft;Hochgeladen\na.jpg;7;03.05.2021\nb.jpg;x;04.05.2021\n", encoding="cp1252")
    look(dialog, qtbot, path)
    assert "say below" in dialog.about.text() and not dialog.import_button.isEnabled()
    mapper = dialog.mapper
    for box, value in ((mapper.fields["file_name"], 0), (mapper.fields["count"], 1)):
        box.setCurrentIndex(box.findData(value))
    mapper.fields["uploaded_on"].setCurrentIndex(mapper.fields["uploaded_on"].findData(2))
    mapper.rows.setCurrentIndex(mapper.rows.findData("total"))
    mapper.changed.emit()
    qtbot.waitUntil(lambda: "order of dates" in dialog.message.text(), timeout=10_000)
    mapper.dates.setCurrentIndex(mapper.dates.findData("dmy"))
    mapper.changed.emit()
    qtbot.waitUntil(lambda: "Name the agency" in dialog.message.text(), timeout=10_000)
    assert cells(dialog)[0][:4] == ["2", "a.jpg", "7", "2021-05-03"]
    assert not dialog.import_button.isEnabled()
    dialog.agency.setCurrentText("Klein")
    run_import(dialog, qtbot)
    assert "1 not usable" in dialog.message.text() and cells(dialog)[0][0] == "3"
    dialog.save_refused_to(tmp_path / "refused.csv")
    qtbot.waitUntil(lambda: "1 rows saved as" in dialog.message.text(), timeout=10_000)
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["Bild"] for row in csv.DictReader(file)] == ["b.jpg"]
    # The next table with this header needs no explanation.
    again = tmp_path / "again.csv"
    again.write_text("Bild;Verkauft;Hochgeladen\nc.jpg;2;05.05.2021\n", encoding="utf-8")
    look(dialog, qtbot, again)
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=10_000)
    assert "explained before" in dialog.about.text() and dialog.agency.currentText() == "Klein"
    # Of a file that is none, nothing is said that was true of the one before.
    look(dialog, qtbot, tmp_path / "none.csv")
    assert "any table" in dialog.about.text() and dialog.agency.currentText() == ""


def test_a_photograph_is_no_report(dialog: ImportDialog, qtbot: QtBot, sample_shoot: Path) -> None:
    look(dialog, qtbot, sample_shoot / "IMG_0001.JPG")
    assert "is a JPEG picture, not a sales report" in dialog.message.text()
    assert not dialog.import_button.isEnabled() and not dialog.mapper.isEnabled()


def test_where_the_refused_rows_cannot_be_saved_it_is_told(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "adobe.csv"
    formula = ADOBE.format(1, 99).replace("$0.99", "=cmd|' /C calc'!A0")
    path.write_text("".join(ADOBE.format(1, n) for n in range(20)) + formula, encoding="utf-8")
    look(dialog, qtbot, path)
    run_import(dialog, qtbot)
    assert dialog.save_button.isVisible()
    dialog.save_refused_to(path / "no folder" / "refused.csv")
    qtbot.waitUntil(lambda: "not a directory" in dialog.message.text().lower(), timeout=10_000)
    assert dialog.save_button.isEnabled()


def test_cancelling_leaves_nothing(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path, work: Workplace
) -> None:
    path = tmp_path / "long.csv"
    path.write_text("".join(ADOBE.format(1 + n % 9, n) for n in range(60_000)), encoding="utf-8")
    look(dialog, qtbot, path)
    dialog.import_button.click()
    qtbot.waitUntil(
        lambda: bool(dialog.importing.job and dialog.importing.job.snapshot().done), timeout=20_000
    )
    dialog.reject()  # Esc: cancels, does not close
    qtbot.waitUntil(lambda: not dialog.importing.running, timeout=10_000)
    assert dialog.isVisible() and "nothing of the report was imported" in dialog.message.text()
    assert sales.summary(work.catalogue).assets == 0
