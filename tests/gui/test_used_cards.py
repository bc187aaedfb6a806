"""A card in the window: used again, its frames are new ones; ingested, they come with their marks."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from aesthcull.catalogue import decisions, queries
from aesthcull.exchange.delivery.ingest import plan_ingest
from aesthcull.exchange.delivery.running import deliver
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.gui.window import MainWindow
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from tests.conftest import MakePhoto
from tests.gui.conftest import FRAMES, OpenWindow, press, settle


def marks(window: MainWindow) -> list[tuple[str, str | None, int]]:
    """What the window shows of each frame."""
    shown = [window.model.frame_at(row) for row in range(window.model.rowCount())]
    return [(frame.path.name, frame.flag, frame.rating) for frame in shown]


def mark_all(work: Workplace, folder: Path) -> None:
    shoot = queries.find_shoot(work.catalogue, folder)
    assert shoot is not None
    ids = [frame.id for frame in queries.frames_of(work.catalogue, shoot)]
    decisions.mark(work.catalogue, ids, {"flag": "pick", "rating": 3}, "marked")


def test_a_card_that_is_used_again_shows_its_new_frames_alone(
    open_window: OpenWindow, work: Workplace, shoot: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    open_window(shoot).close()
    mark_all(work, shoot.resolve())
    for n in range(FRAMES):
        make_photo(shoot / f"{n + 1}.jpg", seed=50 + n, time=f"2025:01:01 {10 + n}:00:00")
    window = open_window(shoot)
    assert sorted(marks(window)) == [(f"{n + 1}.jpg", None, 0) for n in range(FRAMES)]
    window.shoot.rescan()
    settle(window, qtbot)
    assert sorted(marks(window)) == [(f"{n + 1}.jpg", None, 0) for n in range(FRAMES)]


def test_what_was_ingested_is_opened_with_the_marks_and_one_undo_takes_them_back(
    open_window: OpenWindow, work: Workplace, shoot: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_window(shoot).close()
    mark_all(work, shoot.resolve())
    settings = DeliverySettings("ingest", tmp_path.resolve() / "pictures")
    deliver(work.catalogue, work.thumbnails, plan_ingest(work.catalogue, shoot, settings, Job()), Job())
    window = open_window(tmp_path / "pictures")
    assert sorted(marks(window)) == [(f"{n + 1}.jpg", "pick", 3) for n in range(FRAMES)]
    window.grid.go_to(0)
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: {rating for _, _, rating in marks(window)} == {0}, timeout=30_000)
    shown = queries.find_shoot(work.catalogue, tmp_path.resolve() / "pictures")
    assert shown is not None
    assert {frame.rating for frame in queries.frames_of(work.catalogue, shown)} == {0}
