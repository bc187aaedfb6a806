"""What goes wrong around the window while it is used: it says so in a line, keeps the marks and lives on."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import store
from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace
from aesthcull.selection.order import Order
from tests.conftest import MakePhoto
from tests.gui.conftest import FRAMES, OpenWindow, all_frames, current, press, settle, shown, stored

ON_A_CARD = 80  # frames: more than are under way at once


@pytest.fixture
def card(tmp_path: Path, make_photo: MakePhoto) -> Path:
    for n in range(ON_A_CARD):
        make_photo(tmp_path / "card" / f"{n:03d}.jpg", seed=n, size=(640, 480))
    return tmp_path / "card"


@pytest.fixture
def half_scanned(card: Path, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """A window whose scan of the card is paused after the first frames."""
    window = open_window()
    window.shoot.open(card)
    qtbot.waitUntil(lambda: len(scanned(window)) > 0, timeout=60_000)
    assert window.worker.job is not None
    window.worker.job.pause()
    qtbot.wait(300)
    assert len(scanned(window)) < ON_A_CARD
    return window


@pytest.fixture
def locked(work: Workplace) -> Iterator[sqlite3.Connection]:
    """Another program that has begun to write to the catalogue, and takes its time."""
    other = sqlite3.connect(work.catalogue.name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def scanned(window: MainWindow) -> list[str]:
    return [frame.path.name for frame in all_frames(window) if frame.width]


def test_a_scan_is_paused_and_cancelled_by_keyboard(half_scanned: MainWindow, qtbot: QtBot) -> None:
    window, job = half_scanned, half_scanned.worker.job
    assert job is not None and job.paused
    press(window, "Shift+F5")
    assert not job.paused
    press(window, "Shift+F5")
    assert job.paused
    press(window, "Ctrl+Shift+F5")
    settle(window, qtbot)
    assert "F5" in window.progress.text.text()
    press(window, "Shift+F5")  # nothing is left to be paused
    assert not window.progress.bar.isVisible()


def go_on(window: MainWindow, qtbot: QtBot) -> None:
    assert window.worker.job is not None
    window.worker.job.resume()
    settle(window, qtbot)


def test_a_card_pulled_out_during_the_scan_leaves_what_was_scanned(
    half_scanned: MainWindow, card: Path, qtbot: QtBot
) -> None:
    window, before = half_scanned, len(scanned(half_scanned))
    card.rename(card.with_name("pulled out"))
    go_on(window, qtbot)
    assert len(shown(window)) == ON_A_CARD and window.views.name == "grid"
    assert before <= len(scanned(window)) < ON_A_CARD
    assert not any(frame.problem for frame in all_frames(window))
    said = window.messages.text.text()
    assert window.messages.isVisible() and str(card) in said and "no such file" in said and "F5" in said
    assert not window.progress.bar.isVisible()

    window.grid.go_to(0)
    press(window, "P")
    window.grid.go_to(0)
    assert stored(window, card)["000.jpg"].flag == "pick"
    press(window, "F5")  # still out: all stays as it is, and undo is still seen
    settle(window, qtbot)
    assert len(shown(window)) == ON_A_CARD and window.messages.isVisible()
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: window.model.frame_at(0).flag is None)
    press(window, "Ctrl+Shift+Z")
    qtbot.waitUntil(lambda: window.model.frame_at(0).flag == "pick")

    card.with_name("pulled out").rename(card)
    press(window, "F5")
    settle(window, qtbot)
    assert len(scanned(window)) == ON_A_CARD and not window.messages.isVisible()
    assert stored(window, card)["000.jpg"].flag == "pick"


def test_files_deleted_during_the_scan_are_missing_not_broken(
    half_scanned: MainWindow, card: Path, qtbot: QtBot
) -> None:
    window = half_scanned
    done = scanned(window)
    deleted = sorted(set(shown(window)) - set(done))[-20:]
    for name in deleted:
        (card / name).unlink()
    go_on(window, qtbot)
    assert shown(window) == sorted({f"{n:03d}.jpg" for n in range(ON_A_CARD)} - set(deleted))
    assert len(scanned(window)) == ON_A_CARD - len(deleted)
    assert "could not be read" not in window.progress.text.text()


@pytest.mark.parametrize("page", ["grid", "loupe", "compare", "survey"])
def test_a_mark_while_another_program_writes_for_long_is_refused_soon_and_shown_nowhere(
    window: MainWindow, shoot: Path, locked: sqlite3.Connection, page: str
) -> None:
    press(window, {"grid": "G", "loupe": "E", "compare": "C", "survey": "N"}[page])
    assert window.views.name == page
    marked = window.model.frame_of(window.views.targets()[0])
    assert marked is not None
    begun = time.monotonic()
    press(window, "P")
    assert time.monotonic() - begun < 3 * store.HASTY_TIMEOUT_MS / 1000
    said = window.messages.text.text()
    assert window.messages.isVisible()
    assert all(part in said for part in ("Not saved", "catalogue.sqlite", "locked by another program"))
    frame = window.model.frame_of(marked.id)
    assert frame is not None and frame.flag is None and window.views.targets()[0] == marked.id
    locked.execute("ROLLBACK")
    press(window, "P")
    assert stored(window, shoot)[marked.path.name].flag == "pick"


def test_undo_while_another_program_writes_changes_nothing_and_works_later(
    window: MainWindow, shoot: Path, work: Workplace
) -> None:
    marked = current(window)
    press(window, "P")
    other = sqlite3.connect(work.catalogue.name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    press(window, "Ctrl+Z")
    assert "locked by another program" in window.messages.text.text()
    assert stored(window, shoot)[marked].flag == "pick"
    other.close()
    press(window, "Ctrl+Z")
    assert stored(window, shoot)[marked].flag is None


def test_a_scan_that_finds_the_catalogue_locked_leaves_the_frames_and_can_be_repeated(
    window: MainWindow, shoot: Path, make_photo: MakePhoto, locked: sqlite3.Connection, qtbot: QtBot
) -> None:
    make_photo(shoot / "new.jpg", seed=99)
    press(window, "F5")
    settle(window, qtbot)
    assert "locked by another program" in window.messages.text.text()
    assert len(shown(window)) == FRAMES
    locked.execute("ROLLBACK")
    press(window, "F5")
    settle(window, qtbot)
    assert len(shown(window)) == FRAMES + 1 and not window.messages.isVisible()


def test_a_mark_that_no_longer_fits_on_the_disk_is_refused_and_nothing_is_half_done(
    window: MainWindow, shoot: Path, full_disk: Callable[[], None], free_disk: Callable[[], None]
) -> None:
    marked = current(window)
    press(window, "3")
    window.grid.go_to(0)
    full_disk()
    try:
        press(window, "P")
    finally:
        free_disk()
    said = window.messages.text.text()
    assert "Not saved" in said and "catalogue.sqlite" in said and "disk" in said
    assert (stored(window, shoot)[marked].flag, stored(window, shoot)[marked].rating) == (None, 3)
    assert window.model.frame_at(0).flag is None
    press(window, "P")
    assert stored(window, shoot)[marked].flag == "pick"


@pytest.fixture
def full_disk(work: Workplace) -> Callable[[], None]:
    """From now on no file of this process may become larger than the catalogue's log is."""
    resource = pytest.importorskip("resource")

    def fill() -> None:
        size = Path(f"{work.catalogue.name}-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return fill


@pytest.fixture
def free_disk() -> Iterator[Callable[[], None]]:
    resource = pytest.importorskip("resource")

    def free() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    yield free
    free()


@pytest.mark.parametrize("page", ["loupe", "compare", "survey"])
@pytest.mark.parametrize("how", ["vanishes", "breaks"])
def test_a_frame_that_goes_wrong_while_shown_is_named_and_can_still_be_marked(
    window: MainWindow, shoot: Path, qtbot: QtBot, page: str, how: str
) -> None:
    press(window, {"loupe": "E", "compare": "C", "survey": "N"}[page])
    frame = window.model.frame_of(*window.views.targets())
    assert frame is not None
    sources = window.viewing.sources
    qtbot.waitUntil(lambda: (best := sources.best(frame)) is not None and best.stamp is not None)
    if how == "vanishes":
        frame.path.unlink()
    else:
        frame.path.write_bytes(b"\xff\xd8\xff\xe0 torn")
    qtbot.waitUntil(lambda: bool(sources.problem(frame)), timeout=10_000)
    assert not window.grab().isNull()  # painted, with the words
    press(window, "X")
    assert stored(window, shoot)[frame.path.name].flag == "reject"
    press(window, "Ctrl+Z")
    assert stored(window, shoot)[frame.path.name].flag is None


def test_a_picture_of_900_megapixels_is_refused_by_name_and_the_rest_goes_on(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    make_photo(tmp_path / "shoot" / "a.jpg")
    Image.new("1", (30_000, 30_000)).save(tmp_path / "shoot" / "huge.png")
    window = open_window(tmp_path / "shoot")
    assert shown(window) == ["a.jpg", "huge.png"]
    problem = window.model.frame_at(1).problem
    assert problem is not None and "30000 × 30000" in problem
    window.grid.go_to(1)
    press(window, "E")
    frame = window.model.frame_at(1)
    qtbot.waitUntil(lambda: "30000 × 30000" in window.viewing.sources.problem(frame))
    press(window, "P")
    assert stored(window, tmp_path / "shoot")["huge.png"].flag == "pick"


@pytest.mark.parametrize("frames", [0, 1])
def test_every_key_does_something_sensible_where_there_is_next_to_nothing(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot, frames: int
) -> None:
    (tmp_path / "shoot").mkdir()
    for n in range(frames):
        make_photo(tmp_path / "shoot" / f"{n}.jpg")
    window = open_window(tmp_path / "shoot")
    actions = window.actions_by_id
    elsewhere = {"quit", "sample"} | {key for key, action in actions.items() if action.text().endswith("…")}
    for page in ("grid", "loupe", "compare", "survey"):
        for key in actions.keys() - elsewhere:
            actions[page].trigger()
            if actions[key].isEnabled():
                actions[key].trigger()
            if key == "pause_scan":  # the keys come in any order: a scan that one began goes on
                actions[key].trigger()
    settle(window, qtbot)
    assert len(window.model) == frames
    assert window.views.name == "empty" if not frames else window.views.name != ""


def test_the_filmstrip_is_switched_while_the_frames_are_in_another_order_than_the_loupe_last_saw(
    open_window: OpenWindow, sample_shoot: Path
) -> None:
    window = open_window(sample_shoot)
    window.actions_by_id["strip_series"].trigger()
    in_series = next(row for row in range(30) if window.model.frame_at(row).series)
    window.grid.go_to(in_series)
    press(window, "E")
    press(window, "G")
    window.grid.go_to(0)
    window.model.select(order=Order("name", descending=True))
    for key in ("filmstrip", "filmstrip", "strip_series"):
        window.actions_by_id[key].trigger()
    press(window, "E")
    assert window.viewing.loupe.strip.isVisible() and window.viewing.loupe.strip.cells()
