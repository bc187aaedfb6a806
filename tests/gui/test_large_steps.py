"""Steps of thousands of frames are written in a thread; the window lives on, and one undo takes all back."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aesthcull.gui import scan_worker
from aesthcull.gui.window import MainWindow
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline import Workplace
from tests.bench.shoot_catalogue import make_shoot
from tests.gui.conftest import OpenWindow, all_frames, press, settle

FRAMES = 2500


@pytest.fixture
def large(
    open_window: OpenWindow, work: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A window on a catalogued shoot whose files are not looked for."""
    folder = tmp_path / "large"
    folder.mkdir()
    make_shoot(work.catalogue, folder, FRAMES)
    monkeypatch.setattr(scan_worker, "scan", _no_scan)
    window = open_window(folder)
    window.grid.selectAll()
    return window


def _no_scan(_work: Workplace, _folder: Path, _job: Job, *_more: object) -> None:
    raise Cancelled


def written(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.marking.busy, timeout=20_000)
    settle(window, qtbot)


def flags(window: MainWindow) -> Counter[str | None]:
    return Counter(frame.flag for frame in all_frames(window))


def test_a_large_step_is_made_undone_and_redone_as_one(large: MainWindow, qtbot: QtBot) -> None:
    before = flags(large)
    press(large, "P")
    assert large.marking.busy and not large.actions_by_id["undo"].isEnabled()
    written(large, qtbot)
    assert flags(large) == {"pick": FRAMES}
    for key, after in (("Ctrl+Z", before), ("Ctrl+Shift+Z", {"pick": FRAMES}), ("Ctrl+Z", before)):
        press(large, key)
        written(large, qtbot)
        assert flags(large) == after


def test_a_mark_during_a_large_step_comes_after_it(large: MainWindow, qtbot: QtBot) -> None:
    press(large, "P")
    assert large.marking.busy
    large.grid.go_to(5)
    press(large, "X")
    written(large, qtbot)
    assert flags(large) == {"pick": FRAMES - 1, "reject": 1}


def test_large_steps_during_a_large_step_come_after_it_in_their_order(
    large: MainWindow, work: Workplace, qtbot: QtBot
) -> None:
    for key in "PX3":
        press(large, key)
    assert large.marking.busy
    written(large, qtbot)
    assert flags(large) == {"reject": FRAMES} and {f.rating for f in all_frames(large)} == {3}
    press(large, "P")
    press(large, "U")
    large.close()
    with work.catalogue.read() as connection:
        flagged = connection.exec_driver_sql("SELECT count(*) FROM frame WHERE flag IS NOT NULL").scalar()
    assert flagged == 0


def test_a_step_that_fails_by_a_mistake_does_not_hold_up_the_next(large: MainWindow, qtbot: QtBot) -> None:
    ids = large.model.ids.tolist()
    large.marking.mark(ids, "rating", 9)  # no such rating
    large.marking.mark(ids[:1], "flag", "pick")
    written(large, qtbot)
    assert large.model.frame_at(0).flag == "pick" and "failed" in large.messages.text.text()


def test_a_mark_while_a_scan_writes_for_long_waits_in_a_thread(
    large: MainWindow, work: Workplace, qtbot: QtBot
) -> None:
    large.grid.go_to(5)
    with work.catalogue.write():
        begun = time.monotonic()
        press(large, "X")
        assert large.marking.busy and time.monotonic() - begun < 0.3
        assert large.grid.currentIndex().row() == 6  # the hand goes on
    written(large, qtbot)
    assert large.model.frame_at(5).flag == "reject"


def test_a_large_step_that_cannot_be_written_says_so_and_changes_nothing(
    large: MainWindow, work: Workplace, qtbot: QtBot
) -> None:
    before = flags(large)
    other = sqlite3.connect(work.catalogue.name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    press(large, "P")
    written(large, qtbot)
    assert "Not saved" in large.messages.text.text() and flags(large) == before
    other.close()
    press(large, "P")
    written(large, qtbot)
    assert flags(large) == {"pick": FRAMES}


def test_closing_the_window_waits_for_a_large_step(large: MainWindow, work: Workplace) -> None:
    press(large, "P")
    large.close()
    with work.catalogue.read() as connection:
        picked = connection.exec_driver_sql("SELECT count(*) FROM frame WHERE flag = 'pick'").scalar()
    assert picked == FRAMES
