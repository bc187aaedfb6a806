"""Which frame each asset shows, decided in the window by keyboard."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import sales
from aesthcull.catalogue.records import Asset
from aesthcull.exchange.matching import match_names
from aesthcull.exchange.sales.importing import import_report
from aesthcull.gui.sales.matches_dialog import MatchesDialog
from aesthcull.job import Job
from aesthcull.pipeline import Workplace, scan

SOLD = ("a.jpg", "both.jpg", "other.jpg", "nowhere.jpg")


@pytest.fixture
def shoots(work: Workplace, tmp_path: Path, sample_shoot: Path) -> tuple[Path, Path]:
    """Two shoots with a frame of one name in each; reports name it, two others and one that is nowhere."""
    first, second = tmp_path / "2019", tmp_path / "2023"
    photos = (first / "a.jpg", first / "both.jpg", second / "both.jpg", second / "other.jpg")
    for photo, source in zip(photos, ("0001", "0010", "0020", "0030"), strict=True):
        photo.parent.mkdir(exist_ok=True)
        shutil.copy(sample_shoot / f"IMG_{source}.JPG", photo)
    for folder in (first, second):
        scan(work, folder, Job())
    report = tmp_path / "adobe.csv"
    rows = [
        f"2024-06-0{n + 1}T10:00:00+00:00,90000{n},T,custom,$0.99,photos,{name},Me,L"
        for n, name in enumerate(SOLD)
    ]
    report.write_text("\n".join(rows * 5) + "\n", encoding="utf-8")
    import_report(work.catalogue, report, agency="Adobe Stock", job=Job())
    match_names(work.catalogue, Job())
    return first, second


@pytest.fixture
def dialog(work: Workplace, shoots: tuple[Path, Path], qtbot: QtBot) -> Iterator[MatchesDialog]:
    made = MatchesDialog(work)
    made.show()
    wait(made, qtbot)
    yield made
    for part in (made.loading, made.detail, made.working):
        part.stop()
    made.close()
    made.thumbnails.close()
    made.deleteLater()
    assert shoots


def wait(dialog: MatchesDialog, qtbot: QtBot) -> None:
    """Until nothing is read or written any more."""
    parts = (dialog.loading, dialog.detail, dialog.working)
    qtbot.waitUntil(lambda: not any(part.running for part in parts), timeout=20_000)


def asset(work: Workplace, name: str) -> Asset:
    return next(a for a in sales.assets(work.catalogue) if a.file_name == name)


def frame_of(work: Workplace, name: str) -> str:
    from aesthcull.catalogue import queries

    found = asset(work, name).frame_id
    assert found is not None
    return queries.frames_by_id(work.catalogue, [found])[0].path.parent.name


def show_all(dialog: MatchesDialog, qtbot: QtBot) -> None:
    dialog.states.setCurrentIndex(dialog.states.findData(None))
    dialog.load()
    wait(dialog, qtbot)


def test_what_is_ambiguous_is_asked_first_and_answered_by_a_key(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace
) -> None:
    assert "1 ambiguous" in dialog.counts.text() and "1 not found" in dialog.counts.text()
    assert [a.file_name for a in dialog.model.assets] == ["both.jpg"]
    assert "2 candidates" in dialog.asked.text() and dialog.candidates.count() == 2
    wanted = dialog.candidates.item(1).text()
    with qtbot.waitSignal(dialog.changed, timeout=10_000):
        QTest.keyClick(dialog.table, Qt.Key.Key_2)
    wait(dialog, qtbot)
    decided = asset(work, "both.jpg")
    assert decided.state == "matched" and decided.how == "person"
    assert frame_of(work, "both.jpg") in wanted


def test_a_decision_holds_over_later_matching_and_can_be_taken_back(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace
) -> None:
    QTest.keyClick(dialog.table, Qt.Key.Key_0)
    wait(dialog, qtbot)
    match_names(work.catalogue, Job())
    assert asset(work, "both.jpg").state == "dismissed"
    show_all(dialog, qtbot)
    row = next(n for n, a in enumerate(dialog.model.assets) if a.file_name == "both.jpg")
    dialog.table.selectRow(row)
    wait(dialog, qtbot)
    assert dialog.reopen.isEnabled()
    dialog.reopen.click()
    wait(dialog, qtbot)
    assert asset(work, "both.jpg").state == "ambiguous"


def test_another_frame_is_searched_by_its_name(dialog: MatchesDialog, qtbot: QtBot, work: Workplace) -> None:
    dialog.states.setCurrentIndex(dialog.states.findData("open"))
    dialog.load()
    wait(dialog, qtbot)
    assert [a.file_name for a in dialog.model.assets] == ["nowhere.jpg"] and not dialog.candidates.count()
    dialog.search.setText("other")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    wait(dialog, qtbot)
    assert dialog.candidates.count() == 1
    QTest.keyClick(dialog.table, Qt.Key.Key_1)
    wait(dialog, qtbot)
    assert asset(work, "nowhere.jpg").how == "person" and frame_of(work, "nowhere.jpg") == "2023"


def test_typing_digits_into_the_filter_decides_nothing(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace
) -> None:
    show_all(dialog, qtbot)
    QTest.keyClicks(dialog.text, "900002")
    qtbot.waitUntil(lambda: len(dialog.model.assets) == 1, timeout=10_000)
    wait(dialog, qtbot)
    assert dialog.model.assets[0].file_name == "other.jpg"
    assert all(a.how != "person" for a in sales.assets(work.catalogue))


def test_the_uploaded_pictures_settle_what_names_leave_open(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace, shoots: tuple[Path, Path], tmp_path: Path
) -> None:
    uploads = tmp_path / "uploads"
    uploads.mkdir()
    shutil.copy(shoots[1] / "both.jpg", uploads / "both.jpg")
    dialog.match_pictures(uploads)
    wait(dialog, qtbot)
    assert "1 recognised" in dialog.progress.text.text()
    assert frame_of(work, "both.jpg") == "2023" and asset(work, "both.jpg").how == "picture"


def test_what_is_listed_is_exported(dialog: MatchesDialog, qtbot: QtBot, tmp_path: Path) -> None:
    show_all(dialog, qtbot)
    for name in ("a.csv", "a.json"):
        dialog.export_to(tmp_path / name)
        wait(dialog, qtbot)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 4
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["assets"]) == 4
    dialog.export_to(tmp_path / "nowhere" / "a.csv")
    wait(dialog, qtbot)
    assert "nowhere" in dialog.progress.text.text()
