"""Opening folders: scanning, cancelling, dropping, recent ones, and a helpful page where there is nothing."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import queries
from aesthcull.gui import scan_worker
from aesthcull.gui.window import MainWindow
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.vision.registry import Registry
from tests.conftest import MakePhoto
from tests.gui.conftest import FRAMES, OpenWindow, all_frames, choose, current, press, settle, shown, stored


def headline(window: MainWindow) -> str:
    assert window.views.currentWidget() is window.empty
    return window.empty.headline.text()


def buttons(window: MainWindow) -> dict[str, QPushButton]:
    return {button.text(): button for button in window.empty.findChildren(QPushButton)}


def test_before_anything_is_opened_the_window_says_what_can_be_done(open_window: OpenWindow) -> None:
    window = open_window()
    assert headline(window)
    assert {"Open folder…", "Open the sample shoot"} <= set(buttons(window))


def test_a_scanned_folder_shows_its_frames_with_scores(window: MainWindow, shoot: Path) -> None:
    assert window.views.currentWidget() is window.grid
    assert window.model.rowCount() == FRAMES
    assert all(frame.scores["aesthetic"] for frame in all_frames(window))
    assert window.progress.text.text().startswith(f"{FRAMES} frames")
    assert shoot.name in window.windowTitle()


def test_an_empty_folder_is_explained(open_window: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    window = open_window(tmp_path / "empty")
    assert headline(window) == "No photographs here"
    assert str(tmp_path / "empty")[-20:] in window.empty.explanation.text()
    assert {"Open another folder…", "Scan again"} == set(buttons(window))


def test_a_folder_without_photographs_is_explained_and_can_be_scanned_again(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "notes.txt").write_text("x")
    window = open_window(tmp_path / "notes")
    assert headline(window) == "No photographs here"
    make_photo(tmp_path / "notes" / "a.jpg")
    buttons(window)["Scan again"].click()
    settle(window, qtbot)
    assert shown(window) == ["a.jpg"]
    assert window.views.currentWidget() is window.grid


def test_a_folder_that_does_not_exist_is_named_with_the_reason(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "vanished")
    assert headline(window) == "This folder cannot be opened"
    assert "vanished" in window.empty.explanation.text()
    assert "no such file" in window.empty.explanation.text()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_named_with_the_reason(open_window: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert "permission" in open_window(tmp_path / "closed").empty.explanation.text()


def test_a_filter_that_hides_everything_can_be_cleared(window: MainWindow) -> None:
    choose(window, "flag", "reject")
    assert headline(window) == "No frame passes the filter"
    assert str(FRAMES) in window.empty.explanation.text()
    buttons(window)["Clear the filter"].click()
    assert len(shown(window)) == FRAMES and window.views.currentWidget() is window.grid


def test_only_the_present_buttons_are_shown(window: MainWindow) -> None:
    choose(window, "flag", "reject")
    choose(window, "flag", None)
    choose(window, "stars", 5)
    assert len(buttons(window)) == 1


def test_without_a_model_frames_are_shown_and_can_be_marked(
    open_window: OpenWindow, shoot: Path, work: Workplace, tmp_path: Path
) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "registry.json").write_text(json.dumps({"models": []}))
    crippled = Workplace(work.catalogue, Registry([tmp_path / "models"]), work.thumbnails)
    window = open_window(shoot, crippled)
    assert len(shown(window)) == FRAMES
    assert window.messages.isVisible() and "not scored" in window.messages.text.text()
    window.grid.go_to(0)
    marked = current(window)
    press(window, "P")
    assert stored(window, shoot)[marked].flag == "pick"


def test_a_dropped_folder_is_opened_and_so_is_the_folder_of_a_dropped_file(
    open_window: OpenWindow, shoot: Path, qtbot: QtBot
) -> None:
    for path in (shoot, shoot / "1.jpg"):
        window = open_window()
        drop(window, path)
        settle(window, qtbot)
        assert len(shown(window)) == FRAMES
        window.close()


def test_known_folders_are_offered_again(open_window: OpenWindow, shoot: Path, qtbot: QtBot) -> None:
    open_window(shoot).close()
    window = open_window()
    window.recent_menu.fill()
    (entry,) = window.recent_menu.actions()
    assert entry.text().endswith("shoot")
    entry.trigger()
    settle(window, qtbot)
    assert len(shown(window)) == FRAMES


def test_a_known_folder_shows_its_frames_before_it_is_scanned(
    open_window: OpenWindow, shoot: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    open_window(shoot).close()
    held = HeldScan(monkeypatch)
    window = open_window()
    window.shoot.open(shoot)
    qtbot.waitUntil(lambda: len(shown(window)) == FRAMES)
    assert window.worker.running
    held.go.set()
    settle(window, qtbot)


def test_a_scan_can_be_cancelled_and_resumed(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    folder = tmp_path / "long"
    for n in range(80):
        make_photo(folder / f"{n}.jpg", seed=n, size=(1600, 1200))
    window = open_window()
    window.shoot.open(folder)
    qtbot.waitUntil(lambda: len(shown(window)) > 0, timeout=20_000)
    assert window.progress.button.isVisible()
    window.progress.button.click()
    qtbot.waitUntil(lambda: not window.worker.running, timeout=20_000)
    settle(window, qtbot)
    assert "Cancelled" in window.progress.text.text()
    assert not window.progress.button.isVisible()
    assert any(not frame.scores for frame in all_frames(window))
    press(window, "F5")
    settle(window, qtbot)
    assert all(frame.scores for frame in all_frames(window)) and len(shown(window)) == 80


def test_closing_the_window_stops_the_scan(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    folder = tmp_path / "long"
    for n in range(60):
        make_photo(folder / f"{n}.jpg", seed=n, size=(1600, 1200))
    window = open_window()
    window.shoot.open(folder)
    qtbot.waitUntil(lambda: len(shown(window)) > 0, timeout=20_000)
    window.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "shoot"]


def test_another_folder_can_be_opened_during_a_scan(
    open_window: OpenWindow, shoot: Path, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    other = tmp_path / "other"
    for n in range(40):
        make_photo(other / f"other{n}.jpg", seed=n, size=(1200, 900))
    window = open_window()
    window.shoot.open(shoot)
    window.shoot.open(other)
    assert window.progress.button.isVisible()
    QApplication.processEvents()  # what the first scan still had to say arrives now
    if window.worker.running:
        assert window.progress.button.isVisible()
    settle(window, qtbot)
    assert len(shown(window)) == 40 and all(name.startswith("other") for name in shown(window))
    assert window.progress.text.text().startswith("40 frames")


def test_scanning_again_keeps_the_current_frame_and_finds_new_ones(
    window: MainWindow, shoot: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    window.grid.go_to(3)
    name = current(window)
    make_photo(shoot / "new.jpg", seed=99, time="2024:05:01 08:00:00")
    press(window, "F5")
    settle(window, qtbot)
    assert "new.jpg" in shown(window)
    assert current(window) == name


def test_what_a_running_scan_finds_does_not_undo_a_mark(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    folder = tmp_path / "long"
    for n in range(60):
        make_photo(folder / f"{n:02d}.jpg", seed=n, size=(1200, 900))
    window = open_window()
    window.shoot.open(folder)
    qtbot.waitUntil(lambda: len(shown(window)) > 0, timeout=20_000)
    for row in range(10):
        window.grid.go_to(row)
        press(window, "P")
    settle(window, qtbot)
    on_disk = {n for n, frame in stored(window, folder).items() if frame.flag == "pick"}
    assert len(on_disk) >= 10
    assert {f.path.name for f in all_frames(window) if f.flag == "pick"} == on_disk


def test_the_sample_shoot_is_scored_marked_closed_and_found_again(
    open_window: OpenWindow, sample_shoot: Path, qtbot: QtBot
) -> None:
    if not sample_shoot.is_dir():
        pytest.skip(f"the sample shoot is not at {sample_shoot}")
    first = open_window()
    first.shoot.open_sample()
    settle(first, qtbot)
    assert all(frame.scores for frame in all_frames(first))
    first.grid.go_to(0)
    names = [current(first)]
    press(first, "P")
    names.append(current(first))
    press(first, "4")
    names.append(current(first))
    press(first, "X")
    names.append(current(first))
    press(first, "8")
    first.close()
    second = open_window(sample_shoot)
    found = {frame.path.name: frame for frame in all_frames(second)}
    assert found[names[0]].flag == "pick"
    assert found[names[1]].rating == 4
    assert found[names[2]].flag == "reject"
    assert found[names[3]].label == "green"
    assert queries.recent_shoots(second._workplace.catalogue)[0].path == sample_shoot.resolve()


class HeldScan:
    """Scans that wait until `go` is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        real = scan_worker.scan

        def held(*arguments: Any) -> object:
            self.go.wait(30)
            return real(*arguments)

        monkeypatch.setattr(scan_worker, "scan", held)


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls(_urls(paths))
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def _urls(paths: Sequence[Path]) -> list[QUrl]:
    return [QUrl.fromLocalFile(str(path)) for path in paths]


def test_another_folder_opens_while_the_card_of_the_first_does_not_answer(
    open_window: OpenWindow,
    shoot: Path,
    make_photo: MakePhoto,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card, answers = tmp_path / "card", threading.Event()
    make_photo(card / "1.jpg")
    real = scan_worker.scan

    def scan(
        work: Workplace, folder: Path, job: Job, on_frames: Callable[[Sequence[int]], None], *more: Any
    ) -> object:
        if folder == card:
            answers.wait(30)
        return real(work, folder, job, on_frames, *more)

    monkeypatch.setattr(scan_worker, "scan", scan)
    window = open_window()
    window.shoot.open(card)
    qtbot.waitUntil(lambda: window.marking._folder == card)
    begun = time.monotonic()
    window.shoot.open(shoot)
    assert time.monotonic() - begun < 1
    settle(window, qtbot)
    answers.set()
    qtbot.waitUntil(lambda: not any(t.is_alive() for t in window.worker._threads))
    QApplication.processEvents()
    assert len(shown(window)) == FRAMES and "card" not in window.windowTitle()
