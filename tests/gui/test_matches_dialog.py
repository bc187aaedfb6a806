"""Which frame each asset shows, decided in the window by keyboard."""

from __future__ import annotations

import csv
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import queries, sales
from aesthcull.catalogue.records import Asset, AssetState
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.matching import match_names
from aesthcull.exchange.sales.importing import import_report
from aesthcull.gui.sales.candidates_list import card_size, told_apart
from aesthcull.gui.sales.matches_dialog import MatchesDialog
from aesthcull.job import Job
from aesthcull.pipeline import Workplace, scan
from tests.exchange.matching.assets import add_assets, add_frames

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
    made.resize(1280, 720)
    made.show()
    wait(made, qtbot)
    yield made
    close(made)
    assert shoots


def close(dialog: MatchesDialog) -> None:
    for part in (
        dialog.listing,
        dialog.counting,
        dialog.detail.looking,
        dialog.working,
        dialog.model.reading,
    ):
        part.stop()
    dialog.close()
    dialog.thumbnails.close()
    dialog.deleteLater()


def wait(dialog: MatchesDialog, qtbot: QtBot) -> None:
    """Until nothing is read or written any more."""
    QApplication.processEvents()  # what is seen is wished for by the paint event
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)


def press(dialog: MatchesDialog, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(dialog.page.table, key)
        wait(dialog, qtbot)


def choose(dialog: MatchesDialog, qtbot: QtBot, state: AssetState | None) -> None:
    dialog.page.tabs.choose(state)
    wait(dialog, qtbot)


def go_to(dialog: MatchesDialog, qtbot: QtBot, name: str) -> None:
    """Make the asset of this file name the current one."""
    rows = range(dialog.model.rowCount())
    dialog.page.table.selectRow(next(r for r in rows if named(dialog, r) == name))
    wait(dialog, qtbot)


def named(dialog: MatchesDialog, row: int) -> str | None:
    found = dialog.model.asset(row)
    return found.file_name if found else None


def listed(dialog: MatchesDialog) -> list[str | None]:
    return [named(dialog, row) for row in range(dialog.model.rowCount())]


def tabs(dialog: MatchesDialog) -> str:
    return " ".join(button.text() for button in dialog.page.tabs._group.buttons())


def asset(work: Workplace, name: str) -> Asset:
    return next(a for a in sales.assets(work.catalogue) if a.file_name == name)


def frame_of(work: Workplace, name: str) -> str:
    """The folder of the frame that an asset shows."""
    found = asset(work, name).frame_id
    assert found is not None
    return queries.frames_by_id(work.catalogue, [found])[0].path.parent.name


def test_what_is_ambiguous_is_asked_first_and_answered_by_a_key(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace
) -> None:
    assert "To decide  1 Not found  1 Matched  2 Show no frame  0 All  4" in tabs(dialog)
    assert listed(dialog) == ["both.jpg"]
    assert "2 candidates" in dialog.page.asked.text() and dialog.page.candidates.count() == 2
    wanted = dialog.page.candidates.item(1).toolTip()
    with qtbot.waitSignal(dialog.changed, timeout=10_000):
        QTest.keyClick(dialog.page.table, Qt.Key.Key_2)
    decided = asset(work, "both.jpg")  # it is on disk already
    assert decided.state == "matched" and decided.how == "person"
    assert frame_of(work, "both.jpg") == Path(wanted).parent.name
    wait(dialog, qtbot)
    assert "To decide  0" in tabs(dialog) and "by you" in dialog.page.asked.text()


def test_candidates_tell_folder_date_size_and_likeness(dialog: MatchesDialog) -> None:
    shown = dialog.page.candidates.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2019/both.jpg" in shown and "1000×666" in shown and "2018-10-13" in shown
    assert "like another of these" in shown and "same name" in shown


def test_a_decision_holds_over_later_matching_and_can_be_taken_back(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace
) -> None:
    press(dialog, qtbot, Qt.Key.Key_0)
    match_names(work.catalogue, Job())
    assert asset(work, "both.jpg").state == "dismissed"
    choose(dialog, qtbot, "dismissed")
    assert listed(dialog) == ["both.jpg"] and dialog.page.again.isEnabled()
    dialog.page.again.click()
    wait(dialog, qtbot)
    assert asset(work, "both.jpg").state == "ambiguous"
    assert listed(dialog) == [] and not dialog.page.empty.isHidden()


def test_ctrl_z_takes_decisions_back_one_after_the_other(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace
) -> None:
    choose(dialog, qtbot, None)
    before = {a.file_name: (a.state, a.frame_id, a.how) for a in sales.assets(work.catalogue)}
    go_to(dialog, qtbot, "both.jpg")
    press(dialog, qtbot, Qt.Key.Key_1)
    go_to(dialog, qtbot, "a.jpg")
    press(dialog, qtbot, Qt.Key.Key_0)
    for name in ("a.jpg", "both.jpg"):
        QTest.keyClick(dialog.page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        wait(dialog, qtbot)
        assert dialog.current is not None and dialog.current.file_name == name
    assert {a.file_name: (a.state, a.frame_id, a.how) for a in sales.assets(work.catalogue)} == before
    QTest.keyClick(dialog.page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # nothing is left


def test_a_click_decides_and_the_second_of_a_double_click_does_not(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace
) -> None:
    choose(dialog, qtbot, None)
    view = dialog.page.candidates
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    place = view.visualItemRect(view.item(0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    wait(dialog, qtbot)
    assert [a.file_name for a in sales.assets(work.catalogue) if a.how == "person"] == ["both.jpg"]


def test_keys_never_choose_a_picture_of_the_asset_before(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace
) -> None:
    choose(dialog, qtbot, None)
    go_to(dialog, qtbot, "both.jpg")
    QTest.keyClick(dialog.page.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.page.table, Qt.Key.Key_2)  # its own pictures are not there yet
    wait(dialog, qtbot)
    assert all(a.how != "person" for a in sales.assets(work.catalogue))


def test_another_frame_is_searched_by_its_name(dialog: MatchesDialog, qtbot: QtBot, work: Workplace) -> None:
    choose(dialog, qtbot, "open")
    assert listed(dialog) == ["nowhere.jpg"] and not dialog.page.candidates.count()
    QTest.keyClicks(dialog.page.search, "other")
    wait(dialog, qtbot)
    assert dialog.page.candidates.count() == 1
    QTest.keyClick(dialog.page.search, Qt.Key.Key_Return)
    QTest.keyClick(dialog.page.candidates, Qt.Key.Key_Right)
    QTest.keyClick(dialog.page.candidates, Qt.Key.Key_Return)
    wait(dialog, qtbot)
    assert asset(work, "nowhere.jpg").how == "person" and frame_of(work, "nowhere.jpg") == "2023"


def test_typing_digits_into_the_filter_decides_nothing(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace
) -> None:
    choose(dialog, qtbot, None)
    QTest.keyClicks(dialog.page.filter, "900002")
    wait(dialog, qtbot)
    assert listed(dialog) == ["other.jpg"]
    assert all(a.how != "person" for a in sales.assets(work.catalogue))
    dialog.page.filter.setText("2019")  # a folder
    wait(dialog, qtbot)
    assert listed(dialog) == ["a.jpg"]
    dialog.page.filter.setText("%")
    wait(dialog, qtbot)
    assert listed(dialog) == [] and "Nothing of this name" in dialog.page.empty.text()


def test_one_word_counts_for_all_agencies_assets_of_the_name(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace
) -> None:
    add_assets(work.catalogue, "BOTH.jpg", agency="Shutterstock")
    match_names(work.catalogue, Job())
    dialog.load()
    wait(dialog, qtbot)
    assert listed(dialog) == ["both.jpg", "BOTH.jpg"] and "1 more" in dialog.page.alike.text()
    press(dialog, qtbot, Qt.Key.Key_1)
    assert asset(work, "BOTH.jpg").frame_id == asset(work, "both.jpg").frame_id is not None
    dialog.undo()
    wait(dialog, qtbot)
    dialog.page.alike.setChecked(False)
    press(dialog, qtbot, Qt.Key.Key_0)
    assert asset(work, "BOTH.jpg").state == "ambiguous" and asset(work, "both.jpg").state == "dismissed"


def test_the_uploaded_pictures_settle_what_names_leave_open(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace, shoots: tuple[Path, Path], tmp_path: Path
) -> None:
    uploads = tmp_path / "uploads"
    uploads.mkdir()
    shutil.copy(shoots[1] / "both.jpg", uploads / "both.jpg")
    shutil.copy(shoots[1] / "other.jpg", uploads / "unsold.jpg")
    dialog.page.by_picture.click()
    dialog.page.uploads.folder.set_path(uploads)
    dialog.page.uploads.agency.setCurrentText("elsewhere")
    dialog.page.uploads.match.click()
    wait(dialog, qtbot)
    assert "2 recognised" in dialog.page.progress.text.text()
    assert frame_of(work, "both.jpg") == "2023" and asset(work, "both.jpg").how == "picture"
    unsold = asset(work, "unsold.jpg")
    assert (unsold.agency, unsold.sales, frame_of(work, "unsold.jpg")) == ("elsewhere", 0, "2023")
    choose(dialog, qtbot, None)
    go_to(dialog, qtbot, "unsold.jpg")
    assert dialog.page.candidates.item(0).text() == "as uploaded"
    assert dialog.page.candidates.choice(1) == unsold.frame_id


def test_a_table_names_the_files(
    dialog: MatchesDialog, qtbot: QtBot, work: Workplace, tmp_path: Path
) -> None:
    (tmp_path / "names.csv").write_text("900003,other.jpg\n77,x.jpg\n")
    dialog.working.match_table(tmp_path / "names.csv")
    wait(dialog, qtbot)
    assert frame_of(work, "nowhere.jpg") == "2023"
    assert "1 of 2 rows name no asset" in dialog.page.progress.text.text()
    dialog.working.match_table(tmp_path / "gone.csv")
    wait(dialog, qtbot)
    assert "gone.csv" in dialog.page.progress.text.text()


def test_what_is_listed_is_exported_whole_or_not_at_all(
    dialog: MatchesDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, qtbot, None)
    for name in ("a.csv", "a.json"):
        dialog.working.export_to(list(dialog.model.ids), tmp_path / name)
        wait(dialog, qtbot)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 4
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["assets"]) == 4
    dialog.working.export_to(list(dialog.model.ids), tmp_path / "a.csv" / "in" / "b.csv")
    wait(dialog, qtbot)
    assert "not a directory" in dialog.page.progress.text.text().lower()
    assert not list(tmp_path.glob("*.part"))


def test_esc_cancels_what_goes_on_before_it_closes(
    dialog: MatchesDialog, qtbot: QtBot, shoots: tuple[Path, Path]
) -> None:
    dialog.page.by_picture.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.page.uploads.isHidden() and dialog.isVisible()
    dialog.working.match_pictures(shoots[0])
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    wait(dialog, qtbot)
    assert "Cancelled" in dialog.page.progress.text.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_without_assets_the_user_is_told_what_to_do(work: Workplace, qtbot: QtBot) -> None:
    made = MatchesDialog(work)
    made.show()
    wait(made, qtbot)
    assert made.page.empty.text() == "Nothing to decide."
    choose(made, qtbot, None)
    assert "import a sales report" in made.page.empty.text()
    assert not made.page.none.isEnabled()
    press(made, qtbot, Qt.Key.Key_1, Qt.Key.Key_0)
    close(made)


def many(catalogue: Catalogue, count: int) -> None:
    for start in range(0, count, 1000):
        names = [f"IMG_{n:06d}.jpg" for n in range(start, min(count, start + 1000))]
        add_frames(catalogue, *(f"{n // 100}/{name}" for n, name in enumerate(names)))
        add_assets(catalogue, *names, agency=f"Agency {start // 1000}")
    match_names(catalogue, Job())


def test_of_a_long_list_only_what_is_seen_is_read(work: Workplace, qtbot: QtBot) -> None:
    many(work.catalogue, 3000)
    made = MatchesDialog(work)
    made.show()
    wait(made, qtbot)
    choose(made, qtbot, "matched")
    assert made.model.rowCount() == 3000 and len(made.model._pages) <= 2
    made.page.table.selectRow(2999)
    wait(made, qtbot)
    assert made.current is not None and made.current.file_name == "IMG_002999.jpg"
    assert len(made.model._pages) <= 5
    begun = time.perf_counter()
    made.decide(None)
    assert time.perf_counter() - begun < 0.2  # some milliseconds; a busy machine may take longer
    wait(made, qtbot)
    assert made.current.file_name == "IMG_002999.jpg" and made.current.state == "dismissed"
    close(made)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 8, 10])
def test_pictures_are_as_large_as_fits(count: int) -> None:
    size = card_size(720, 460, count)
    assert size.width() >= 170 and size.height() > 150
    columns = 720 // size.width()
    if count <= 8:
        assert -(-count // columns) * size.height() <= 460  # none has to be scrolled to
    assert card_size(100, 80, count) == card_size(10, 8, count) != QSize(0, 0)


def test_esc_clears_a_search_before_it_closes(dialog: MatchesDialog, qtbot: QtBot) -> None:
    dialog.activateWindow()
    for field in (dialog.page.search, dialog.page.filter):
        field.setFocus()
        QTest.keyClicks(field, "oth")
        wait(dialog, qtbot)
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert dialog.isVisible() and field.text() == ""
    wait(dialog, qtbot)
    QTest.keyClick(dialog.page.filter, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_candidates_from_folders_of_one_name_are_told_apart() -> None:
    one, two, other = Path("/a/2019/out/1.jpg"), Path("/a/2020/out/1.jpg"), Path("/a/2020/raw/1.jpg")
    assert told_apart([one, two, other]) == ["2019/…/1.jpg", "2020/…/1.jpg", "raw/1.jpg"]
    assert told_apart([one]) == ["out/1.jpg"]
