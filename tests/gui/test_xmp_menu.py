"""The Metadata menu: sidecars as a user reads, writes and decides about them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from aesthcull.exchange.xmp.embedded.jpeg import put_in_jpeg
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.gui.window import MainWindow
from aesthcull.gui.xmp import automatic, preferences
from aesthcull.gui.xmp.preferences import Preferences
from aesthcull.pipeline.sidecar_writing import WriteReport
from tests.conftest import MakePhoto
from tests.exchange.xmp.forms import described
from tests.gui.conftest import FRAMES, OpenWindow, press, settle, stored

ASKING = Preferences(XmpSettings(differing="ask"))


def run(window: MainWindow, qtbot: QtBot, action: str) -> None:
    """Trigger an action of the menu and wait until its work is done."""
    window.actions_by_id[action].trigger()
    qtbot.waitUntil(lambda: not window.xmp._work.running)
    settle(window, qtbot)


def put(path: Path, attributes: str, seconds: float = 60) -> None:
    path.write_bytes(described("", attributes))
    then = time.time() + seconds
    os.utime(path, (then, then))


def current_path(window: MainWindow) -> Path:
    frame = window.grid.current_frame()
    assert frame is not None
    return frame.path


def test_marks_are_written_and_read_back(window: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    path = current_path(window)
    press(window, "4")
    run(window, qtbot, "xmp_write")
    sidecar = path.with_suffix(".xmp")
    assert read_marks(sidecar.read_bytes()).rating == 4
    assert sidecar.name in window.progress.text.text()
    assert [p.name for p in shoot.glob("*.xmp")] == [sidecar.name]
    put(sidecar, "xmp:Rating='2' xmp:Label='Blue'")
    run(window, qtbot, "xmp_read")
    assert (stored(window, shoot)[path.name].rating, stored(window, shoot)[path.name].label) == (2, "blue")
    frame = next(f for f in map(window.model.frame_at, range(window.model.rowCount())) if f.path == path)
    assert (frame.rating, frame.label) == (2, "blue")
    assert "Read XMP of a frame" in window.actions_by_id["undo"].text()
    window.actions_by_id["undo"].trigger()
    settle(window, qtbot)
    assert stored(window, shoot)[path.name].rating == 4


def test_a_scan_reads_sidecars_and_undo_takes_them_back(
    open_window: OpenWindow, shoot: Path, qtbot: QtBot
) -> None:
    for n in (1, 2):
        put(shoot / f"{n}.xmp", "xmp:Rating='5'")
    window = open_window(shoot)
    assert sum(frame.rating == 5 for frame in stored(window, shoot).values()) == 2
    qtbot.waitUntil(lambda: "Read XMP of 2 frames" in window.actions_by_id["undo"].text())
    window.actions_by_id["undo"].trigger()
    settle(window, qtbot)
    assert not any(frame.rating for frame in stored(window, shoot).values())


def test_reading_on_a_scan_can_be_switched_off(open_window: OpenWindow, shoot: Path) -> None:
    preferences.save(QSettings("aesthcull", "aesthcull"), Preferences(reading=False))
    put(shoot / "1.xmp", "xmp:Rating='5'")
    window = open_window(shoot)
    assert not any(frame.rating for frame in stored(window, shoot).values())


def test_conflicts_are_shown_and_decided(window: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    window.xmp._set(ASKING)
    path = current_path(window)
    window.actions_by_id["advance"].setChecked(False)
    press(window, "4")
    press(window, "P")
    put(path.with_suffix(".xmp"), "xmp:Rating='1' xmpDM:pick='-1'")
    run(window, qtbot, "xmp_read")
    assert window.messages.isVisible()
    assert "decide which to keep" in window.messages.text.text()
    dialog = window.xmp.conflicts()
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    texts = [[dialog.model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert texts == [[path.name, "Flag", "pick", "reject"], [path.name, "Stars", "★★★★", "★"]]
    dialog.theirs.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0)
    assert not dialog.theirs.isEnabled()
    assert "No conflicts" in dialog.explanation.text()
    settle(window, qtbot)
    found = stored(window, shoot)[path.name]
    assert (found.rating, found.flag) == (1, "reject")
    dialog.reject()


def test_mine_is_written_with_the_next_write(window: MainWindow, qtbot: QtBot) -> None:
    window.xmp._set(ASKING)
    path = current_path(window)
    press(window, "4")
    put(path.with_suffix(".xmp"), "xmp:Rating='1'")
    run(window, qtbot, "xmp_write")
    assert read_marks(path.with_suffix(".xmp").read_bytes()).rating == 1  # not over what is asked about
    dialog = window.xmp.conflicts()
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.mine.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0)
    dialog.reject()
    run(window, qtbot, "xmp_write")
    assert read_marks(path.with_suffix(".xmp").read_bytes()).rating == 4


def test_all_conflicts_are_decided_at_once(window: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    window.xmp._set(ASKING)
    window.actions_by_id["select_all"].trigger()
    press(window, "4")
    for picture in shoot.glob("*.jpg"):
        put(picture.with_suffix(".xmp"), "xmp:Rating='2'")
    run(window, qtbot, "xmp_read")
    dialog = window.xmp.conflicts()
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() == FRAMES)
    dialog.all.click()
    dialog.theirs.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0)
    dialog.reject()
    settle(window, qtbot)
    assert all(frame.rating == 2 for frame in stored(window, shoot).values())


def test_marks_in_pictures_are_read_unless_that_is_switched_off(
    open_window: OpenWindow, shoot: Path, make_photo: MakePhoto, tmp_path: Path
) -> None:
    for folder in (shoot, tmp_path / "other"):
        picture = make_photo(folder / "7.jpg", seed=9)
        put_in_jpeg(picture, picture, described("", "xmp:Rating='3'"))
    preferences.save(QSettings("aesthcull", "aesthcull"), Preferences(inside=False))
    window = open_window(tmp_path / "other")
    assert stored(window, tmp_path / "other")["7.jpg"].rating == 0
    window.xmp._set(Preferences())
    window = open_window(shoot)
    assert {name: frame.rating for name, frame in stored(window, shoot).items() if frame.rating} == {
        "7.jpg": 3
    }


def test_sidecars_are_written_by_themselves(
    window: MainWindow, shoot: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(automatic, "GATHER_MS", 50)
    press(window, "3")
    window.xmp._set(Preferences(automatic=True))  # what was marked before is written, too
    qtbot.waitUntil(lambda: len(list(shoot.glob("*.xmp"))) == 1, timeout=10_000)
    path = current_path(window)
    press(window, "5")
    qtbot.waitUntil(lambda: path.with_suffix(".xmp").exists(), timeout=10_000)
    qtbot.waitUntil(lambda: not window.xmp.automatic.busy)
    window.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: read_marks(path.with_suffix(".xmp").read_bytes()).rating == 0, timeout=10_000)


def test_what_waits_is_written_when_the_window_closes(window: MainWindow) -> None:
    window.xmp._set(Preferences(automatic=True))
    path = current_path(window)
    press(window, "5")
    window.close()
    assert read_marks(path.with_suffix(".xmp").read_bytes()).rating == 5


def test_a_read_only_folder_is_told_once(
    window: MainWindow, shoot: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(automatic, "GATHER_MS", 20)
    window.xmp._set(Preferences(automatic=True))
    shoot.chmod(0o555)
    try:
        press(window, "5")
        qtbot.waitUntil(lambda: "read-only" in window.messages.text.text(), timeout=10_000)
        window.messages.say("")
        press(window, "4")  # the next frame
        qtbot.waitUntil(lambda: not window.xmp.automatic.busy, timeout=10_000)
        assert not window.messages.isVisible()  # not said again and again
        run(window, qtbot, "xmp_write")
        assert "read-only" in window.messages.text.text()
    finally:
        shoot.chmod(0o755)


def test_settings_are_kept(window: MainWindow, open_window: OpenWindow) -> None:
    dialog = window.xmp.settings()
    assert dialog.preferences() == Preferences()
    dialog.profile.setCurrentIndex(dialog.profile.findData("digikam"))
    dialog.naming.setCurrentIndex(dialog.naming.findData("long"))
    dialog.rejects.setCurrentIndex(dialog.rejects.findData("rating"))
    dialog.differing.setCurrentIndex(dialog.differing.findData("ask"))
    assert not dialog.warning.isVisible()
    dialog.into_files.click()
    assert "originals are changed" in dialog.warning.text()
    dialog.inside.click()
    dialog.reading.click()
    assert not dialog.inside.isEnabled()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    wanted = XmpSettings("digikam", "long", "rating", "ask", into_files=True)
    assert window.xmp.preferences == Preferences(wanted, reading=False, inside=False)
    assert open_window().xmp.preferences == window.xmp.preferences


def test_a_sidecar_that_cannot_be_read_just_now_is_tried_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(automatic, "GATHER_MS", 20)
    monkeypatch.setattr(automatic, "AGAIN_MS", 300)
    window.xmp._set(Preferences(automatic=True))
    sidecar = current_path(window).with_suffix(".xmp")
    sidecar.mkdir()  # stands for a file that another program holds
    reports: list[WriteReport] = []
    window.xmp.automatic.told.connect(reports.append)
    press(window, "5")
    qtbot.waitUntil(lambda: len(reports) == 1, timeout=10_000)
    assert not window.messages.isVisible()  # nobody is told yet
    sidecar.rmdir()
    qtbot.waitUntil(sidecar.is_file, timeout=10_000)
    qtbot.waitUntil(lambda: not window.xmp.automatic.busy)
    sidecar.unlink()
    sidecar.mkdir()
    reports.clear()
    window.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: len(reports) == automatic.TRIES, timeout=10_000)
    assert sidecar.name in window.messages.text.text()  # it never went well
