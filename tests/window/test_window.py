from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.records import Frame, StoredFile
from aesthcull.gui.actions import ROWS
from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace
from aesthcull.vision.registry import Registry
from tests.conftest import MakePhoto
from tests.window.conftest import OpenWindow, settle

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(
    qtbot: QtBot,
    window: MainWindow,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    focus = window.loupe if window.stack.currentWidget() is window.loupe else window.grid
    qtbot.keyClick(focus, key, modifier)


def current(window: MainWindow) -> Frame:
    frame = window.grid.current_frame()
    assert frame is not None
    return frame


def stored(work: Workplace, frame: Frame) -> Frame:
    """The frame as it stands on disk."""
    shoot = queries.recent_shoots(work.catalogue)[0]
    (found,) = queries.frames_of(work.catalogue, shoot, [frame.id])
    return found


def state(window: MainWindow) -> str:
    assert window.stack.currentWidget() is window.empty
    return window.empty.headline.text()


def test_the_sample_shoot_is_culled_by_keyboard_and_the_marks_survive_a_restart(
    qtbot: QtBot, open_window: OpenWindow, sample_shoot: Path
) -> None:
    window = open_window(sample_shoot)
    assert window.model.rowCount() == 36
    assert all("aesthetic" in frame.scores for frame in window.model.frames)
    names = [current(window).path.name]
    press(qtbot, window, Key.Key_P)
    names.append(current(window).path.name)
    press(qtbot, window, Key.Key_X)
    press(qtbot, window, Key.Key_5)
    press(qtbot, window, Key.Key_8)
    window.close()

    again = open_window(sample_shoot)
    found = {f.path.name: (f.flag, f.rating, f.label) for f in again.model.frames}
    assert found[names[0]] == ("pick", 0, None)
    assert found[names[1]] == ("reject", 0, None)
    assert found["IMG_0003.JPG"] == (None, 5, None)
    assert found["IMG_0004.JPG"] == (None, 0, "green")


@pytest.mark.parametrize(
    ("key", "field", "value"),
    [(Key.Key_P, "flag", "pick"), (Key.Key_X, "flag", "reject"), (Key.Key_6, "label", "red"),
     (Key.Key_7, "label", "yellow"), (Key.Key_8, "label", "green"), (Key.Key_9, "label", "blue"),
     *((getattr(Key, f"Key_{n}"), "rating", n) for n in range(1, 6))],
)  # fmt: skip
@pytest.mark.parametrize("view", ["grid", "loupe"])
def test_each_mark_is_on_disk_before_the_next_key(
    qtbot: QtBot,
    work: Workplace,
    open_window: OpenWindow,
    small_shoot: Path,
    key: Key,
    field: str,
    value: object,
    view: str,
) -> None:
    window = open_window(small_shoot)
    if view == "loupe":
        press(qtbot, window, Key.Key_E)
    frame = current(window)
    press(qtbot, window, key)
    assert getattr(stored(work, frame), field) == value
    press(qtbot, window, Key.Key_Z, CTRL)
    assert getattr(stored(work, frame), field) in (None, 0)
    press(qtbot, window, Key.Key_Z, CTRL | SHIFT)
    assert getattr(stored(work, frame), field) == value


def test_unflag_and_no_stars_take_marks_away(
    qtbot: QtBot, work: Workplace, open_window: OpenWindow, small_shoot: Path
) -> None:
    window = open_window(small_shoot)
    frame = current(window)
    window.actions_by_id["advance"].setChecked(False)
    for key in (Key.Key_P, Key.Key_3, Key.Key_U, Key.Key_0):
        press(qtbot, window, key)
    assert (stored(work, frame).flag, stored(work, frame).rating) == (None, 0)


def test_auto_advance_goes_on_after_a_flag_and_can_be_switched_off(
    qtbot: QtBot, open_window: OpenWindow, small_shoot: Path
) -> None:
    window = open_window(small_shoot)
    press(qtbot, window, Key.Key_P)
    assert current(window).path.name == "IMG_1.JPG"
    press(qtbot, window, Key.Key_A)
    press(qtbot, window, Key.Key_X)
    assert current(window).path.name == "IMG_1.JPG"
    window.close()
    assert not open_window(small_shoot).actions_by_id["advance"].isChecked()


def test_arrows_space_g_and_e_move_between_frames_and_views(
    qtbot: QtBot, open_window: OpenWindow, small_shoot: Path
) -> None:
    window = open_window(small_shoot)
    press(qtbot, window, Key.Key_Right)
    assert current(window).path.name == "IMG_1.JPG"
    press(qtbot, window, Key.Key_Space)
    assert window.stack.currentWidget() is window.loupe
    press(qtbot, window, Key.Key_Right)
    press(qtbot, window, Key.Key_Down)
    press(qtbot, window, Key.Key_Left)
    assert current(window).path.name == "IMG_2.JPG"
    press(qtbot, window, Key.Key_G)
    assert window.stack.currentWidget() is window.grid
    press(qtbot, window, Key.Key_E)
    assert window.stack.currentWidget() is window.loupe
    press(qtbot, window, Key.Key_Escape)
    assert window.stack.currentWidget() is window.grid
    assert current(window).path.name == "IMG_2.JPG"


def test_the_loupe_shows_the_photograph(qtbot: QtBot, open_window: OpenWindow, small_shoot: Path) -> None:
    window = open_window(small_shoot)
    press(qtbot, window, Key.Key_E)
    qtbot.waitUntil(lambda: window.photographs.get(current(window)) is not None, timeout=5000)
    pixmap = window.loupe.shown_pixmap()
    assert pixmap is not None and (pixmap.width(), pixmap.height()) == (320, 240)


def test_marking_a_selection_is_one_step_of_undo(
    qtbot: QtBot, work: Workplace, open_window: OpenWindow, small_shoot: Path
) -> None:
    window = open_window(small_shoot)
    press(qtbot, window, Key.Key_A, CTRL)
    press(qtbot, window, Key.Key_4)
    assert {stored(work, frame).rating for frame in window.model.frames} == {4}
    assert window.actions_by_id["undo"].text() == "Undo Rate 6 frames 4 ★"
    press(qtbot, window, Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert {frame.rating for frame in window.model.frames} == {0}
    assert not window.actions_by_id["undo"].isEnabled()
    assert window.actions_by_id["redo"].isEnabled()


def test_a_frame_that_leaves_the_filter_hands_over_to_the_next(
    qtbot: QtBot, open_window: OpenWindow, small_shoot: Path
) -> None:
    window = open_window(small_shoot)
    choose(window, "flag", "unflagged")
    window.grid.go_to(2)
    press(qtbot, window, Key.Key_X)
    assert window.model.rowCount() == 5
    assert current(window).path.name == "IMG_3.JPG"
    press(qtbot, window, Key.Key_P)
    assert current(window).path.name == "IMG_4.JPG"


def choose(window: MainWindow, combo: str, data: object) -> None:
    box = getattr(window.filters, combo)
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_sorting_by_a_score_puts_the_best_first(open_window: OpenWindow, sample_shoot: Path) -> None:
    window = open_window(sample_shoot)
    choose(window, "sort", "aesthetic")
    values = [window.model.frame_at(r).scores["aesthetic"].value for r in range(window.model.rowCount())]
    assert values == sorted(values, reverse=True)
    choose(window, "sort", "name")
    assert window.model.frame_at(0).path.name == "IMG_0001.JPG"


def test_collapsing_shows_the_suggested_frame_of_each_series(
    qtbot: QtBot, open_window: OpenWindow, sample_shoot: Path
) -> None:
    window = open_window(sample_shoot)
    press(qtbot, window, Key.Key_S)
    shown = [window.model.frame_at(row) for row in range(window.model.rowCount())]
    assert len(shown) < 25
    assert all(f.series.suggested for f in shown if f.series and f.series.kind == "series")
    assert sum(f.series is not None and f.series.kind == "bracket" for f in shown) == 3
    press(qtbot, window, Key.Key_S)
    assert window.model.rowCount() == 36


def test_the_keys_are_shown_over_the_window(open_window: OpenWindow, small_shoot: Path) -> None:
    window = open_window(small_shoot)
    window.actions_by_id["help"].trigger()
    assert window.help.isVisible()
    window.actions_by_id["help"].trigger()
    assert not window.help.isVisible()


def test_no_two_actions_share_a_key() -> None:
    keys = [key for row in ROWS for key in row.keys]
    assert len(keys) == len(set(keys))


# Empty states


def test_without_a_shoot_the_window_says_how_to_begin(open_window: OpenWindow) -> None:
    window = open_window()
    assert "Which shoot" in state(window)
    assert {"Open folder…", "Open the sample shoot"} <= {
        b.text() for b in window.empty.findChildren(QPushButton)
    }


def test_an_empty_folder_says_so(open_window: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    window = open_window(tmp_path / "empty")
    assert state(window) == "No photographs here"
    assert "empty" in window.empty.explanation.text()


def test_a_folder_without_photographs_says_so(open_window: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("x")
    assert state(open_window(tmp_path / "texts")) == "No photographs here"


def test_an_unreadable_folder_says_why(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(tmp_path / "gone")
    assert state(window) == "This folder cannot be opened"
    assert "no such file" in window.empty.explanation.text()


def test_a_filter_that_hides_everything_can_be_cleared(open_window: OpenWindow, small_shoot: Path) -> None:
    window = open_window(small_shoot)
    choose(window, "flag", "pick")
    assert state(window) == "No frame passes the filter"
    (button,) = [b for b in window.empty.findChildren(QPushButton) if "Clear" in b.text()]
    button.click()
    assert window.stack.currentWidget() is window.grid and window.model.rowCount() == 6


def test_without_models_frames_are_shown_and_can_be_marked(
    qtbot: QtBot, work: Workplace, open_window: OpenWindow, small_shoot: Path, tmp_path: Path
) -> None:
    bare = Workplace(work.catalogue, Registry([tmp_path / "none"]), work.thumbnails)
    window = open_window(small_shoot, workplace=bare)
    assert window.model.rowCount() == 6
    assert window.messages.isVisible() and "not scored" in window.messages.text.text()
    frame = current(window)
    press(qtbot, window, Key.Key_P)
    assert stored(work, frame).flag == "pick"


def test_a_frame_that_cannot_be_read_is_shown_with_its_reason(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto
) -> None:
    make_photo(tmp_path / "s" / "good.jpg")
    (tmp_path / "s" / "bad.jpg").write_bytes(b"nonsense")
    window = open_window(tmp_path / "s")
    row = next(r for r in range(2) if window.model.frame_at(r).path.name == "bad.jpg")
    tip = window.model.data(window.model.index(row), Qt.ItemDataRole.ToolTipRole)
    assert "not a picture" in tip
    assert "1 could not be read" in window.progress.text.text()
    window.grid.go_to(row)
    press(qtbot, window, Key.Key_E)
    qtbot.wait(100)
    window.grab()


# Opening


def test_a_dropped_folder_or_file_is_opened(qtbot: QtBot, open_window: OpenWindow, small_shoot: Path) -> None:
    for target in (small_shoot, small_shoot / "IMG_1.JPG"):
        window = open_window()
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(target))])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, left, none))
        settle(qtbot, window)
        assert window.model.rowCount() == 6


def test_recent_folders_are_listed(open_window: OpenWindow, small_shoot: Path) -> None:
    open_window(small_shoot).close()
    window = open_window()
    window._fill_recent()
    assert [a.text() for a in window._recent_menu.actions()] == [str(small_shoot)]
    assert any("again" in b.text() for b in window.empty.findChildren(QPushButton))


def test_frames_appear_while_scanning_and_the_scan_can_be_cancelled(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto
) -> None:
    for number in range(300):
        make_photo(tmp_path / "s" / f"{number:03}.jpg", seed=number % 9, size=(900, 600))
    window = open_window(tmp_path / "s", wait=False)
    qtbot.waitUntil(lambda: window.model.rowCount() == 300, timeout=10_000)
    assert window.worker.running
    qtbot.waitUntil(lambda: "of 300" in window.progress.text.text(), timeout=10_000)
    window.progress.button.click()
    settle(qtbot, window)
    assert "Cancelled" in window.progress.text.text()
    scored = sum(bool(f.scores) for f in window.model.frames)
    assert scored < 300 and window.model.rowCount() == 300
    press(qtbot, window, Key.Key_F5)
    settle(qtbot, window)
    assert all(f.scores for f in window.model.frames)


def test_closing_the_window_in_the_middle_of_a_scan_ends_it(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto
) -> None:
    for number in range(100):
        make_photo(tmp_path / "s" / f"{number:03}.jpg", seed=number % 9)
    window = open_window(tmp_path / "s", wait=False)
    qtbot.waitUntil(lambda: window.model.rowCount() == 100, timeout=10_000)
    window.close()
    assert not window.worker.running


def test_fifty_thousand_frames_are_shown_sorted_and_marked(
    qtbot: QtBot, work: Workplace, open_window: OpenWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "huge"
    folder.mkdir()
    files = [(StoredFile(folder / f"IMG_{i:05}.JPG", 1, 1),) for i in range(50_000)]
    scanning.add_frames(work.catalogue, files)
    shoot = queries.open_shoot(work.catalogue, folder)
    window = open_window()
    window._loaded(shoot, queries.frames_of(work.catalogue, shoot))
    qtbot.wait(50)
    assert window.model.rowCount() == 50_000
    window.grab()
    window.grid.go_to(49_999)
    window.grab()
    frame = current(window)
    press(qtbot, window, Key.Key_P)
    assert stored(work, frame).flag == "pick"
    choose(window, "flag", "pick")
    assert window.model.rowCount() == 1
